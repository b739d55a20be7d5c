"""Questions of the self-assessment as widgets. Each stores its answer the moment it is given."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from assessment.core.answers import NAME_LENGTH, TEXT_LENGTH
from assessment.core.errors import AssessmentError, ElsewhereError, TooLongError
from assessment.journeys import self_assessment
from assessment.ui.components.words import as_label
from assessment.ui.context import Visit
from assessment.ui.uninterrupted import uninterrupted

OUTCOME, STORED = "answer_outcome", "assess.saved"


Answers = Mapping[str, str]


def choice(visit: Visit, answers: Answers, item: str, question: str, labels: dict[str, str]) -> None:
    """One radio group with its question as the legend: `labels` gives each option's text."""
    options, chosen = list(labels), answers.get(item)
    st.radio(
        question,
        options,
        index=options.index(chosen) if chosen in options else None,
        format_func=lambda option: as_label(labels[option]),
        key=_key(visit, item),
        on_change=_store,
        args=(visit, item),
        width="stretch",
    )


def short_text(visit: Visit, answers: Answers, item: str, question: str, example: str) -> None:
    """One line of text."""
    st.text_input(
        question,
        value=answers.get(item, ""),
        key=_key(visit, item),
        placeholder=example,
        max_chars=NAME_LENGTH,
        on_change=_store,
        args=(visit, item),
        autocomplete="off",
    )


def long_text(visit: Visit, answers: Answers, item: str, question: str) -> None:
    """Some lines of text. No limit in the browser: it would drop a longer text without a word; ours is told."""
    st.text_area(
        question,
        value=answers.get(item, ""),
        key=_key(visit, item),
        height=96,
        on_change=_store,
        args=(visit, item),
    )


def saved_note(visit: Visit) -> None:
    """Says what became of the last answer; announced by screen readers."""
    outcome = st.session_state.pop(OUTCOME, "")
    words = visit.say(outcome, length=TEXT_LENGTH) if outcome else "&nbsp;"
    kind = " kp-failed" if outcome not in ("", STORED) else ""
    st.html(f'<p class="kp-saved{kind}" role="status">{words}</p>')


def _key(visit: Visit, item: str) -> str:
    """A widget for each language: the browser holds a choice by its words, and forgets it when they change."""
    return f"{item}-{visit.language}"


@uninterrupted
def _store(visit: Visit, item: str) -> None:
    value = st.session_state[_key(visit, item)]
    try:
        own = visit.begin()
        self_assessment.answer(visit.house.store, visit.questionnaire, own.id, item, value)
        st.session_state[OUTCOME] = STORED
    except ElsewhereError:
        st.session_state.pop(OUTCOME, None)  # the page itself says it, in place of the question
    except TooLongError:
        st.session_state[OUTCOME] = "assess.too_long"
    except AssessmentError:
        st.session_state[OUTCOME] = "assess.not_saved"
