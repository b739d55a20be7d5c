"""The self-assessment: the place and the role, one screen for each domain, and the last questions."""

from __future__ import annotations

from html import escape

import streamlit as st

from assessment.core.answers import PLACE_ITEMS
from assessment.core.questionnaire import DONT_KNOW, TRENDS, Domain
from assessment.journeys import self_assessment
from assessment.ui.components import gate, question, resume_code, topics
from assessment.ui.components.question import Answers
from assessment.ui.components.words import as_label
from assessment.ui.context import SCREEN, Visit
from assessment.ui.uninterrupted import uninterrupted


def draw(visit: Visit) -> None:
    """Draw the screen that the visitor is at."""
    if not gate.passed(visit):
        return
    answers = visit.answers
    last = len(visit.questionnaire.domains) + 1
    screen = min(st.session_state.setdefault(SCREEN, _first_open(visit, answers)), last)
    _progress(visit, screen, last)
    if screen == 0:
        _place(visit, answers)
    elif screen < last:
        _domain(visit, answers, visit.questionnaire.domains[screen - 1])
    else:
        _last_questions(visit, answers)
    question.saved_note(visit)
    _buttons(visit, answers, screen, last)
    if answers:
        (resume_code.offer if screen == last else resume_code.folded)(visit)
        counts = self_assessment.counts(visit.questionnaire, answers)
        if counts and screen < last and st.button(visit.say("home.my_result"), key="my_result", type="tertiary"):
            visit.open("result")


def _first_open(visit: Visit, answers: Answers) -> int:
    """The screen of the first topic without an answer; the first screen of all while no topic has one."""
    open_ = [screen for screen, domain in enumerate(visit.questionnaire.domain_ids, 1) if domain not in answers]
    if len(open_) == len(visit.questionnaire.domains):
        return 0
    return open_[0] if open_ else len(visit.questionnaire.domains) + 1


def _progress(visit: Visit, screen: int, last: int) -> None:
    say = visit.say
    if screen == 0:
        words = say("assess.progress.start")
    elif screen == last:
        words = say("assess.progress.end")
    else:
        words = say("assess.progress.domain", number=screen, total=last - 1)
    st.html(
        f'<div class="kp-progress"><span id="kp-progress">{words}</span>'
        f'<progress max="{last + 1}" value="{screen}" aria-labelledby="kp-progress"></progress></div>'
    )


def _place(visit: Visit, answers: Answers) -> None:
    q, say = visit.questionnaire, visit.say
    st.title(say("assess.place.title"), anchor=False)
    st.html(f"<p>{say('assess.place.privacy')}</p>")
    for item in PLACE_ITEMS:
        question.short_text(visit, answers, item, say(f"assess.place.{item}"), say(f"assess.place.{item}.hint"))
    st.caption(say("assess.place.why"))
    for item, options in (("area", q.areas), ("role", q.role_ids)):
        question.choice(visit, answers, item, as_label(visit.text(f"{item}.question")), _labels(visit, item, options))


def _domain(visit: Visit, answers: Answers, domain: Domain) -> None:
    q = visit.questionnaire
    st.html(
        f'<h1 class="kp-domain">{escape(visit.text(f"domains.{domain.id}.name"))}</h1>'
        f'<p class="kp-small">{escape(visit.text("instruction"))}</p>'
    )
    levels = {str(k): visit.text(f"domains.{domain.id}.levels.{phase}") for k, phase in enumerate(q.phase_ids)}
    with st.container(key="anchors"):
        asked = as_label(visit.text(f"domains.{domain.id}.question"))
        question.choice(visit, answers, domain.id, asked, levels | {DONT_KNOW: visit.text("dk")})
    question.choice(
        visit, answers, f"{domain.id}_trend", as_label(visit.text("trend.question")), _labels(visit, "trend", TRENDS)
    )
    question.long_text(
        visit, answers, f"{domain.id}_reason", visit.say("assess.optional", question=as_label(visit.text("reason")))
    )
    st.caption(visit.say("assess.freetext"))


def _last_questions(visit: Visit, answers: Answers) -> None:
    q, say = visit.questionnaire, visit.say
    st.title(say("assess.last.title"), anchor=False)
    st.markdown(say("assess.last.text"))
    topics.unanswered(visit, (d for d, domain in enumerate(q.domain_ids) if domain not in answers))
    for asked in q.questions:
        labels = _labels(visit, f"questions.{asked.id}", asked.options)
        question.choice(visit, answers, asked.id, as_label(visit.text(f"questions.{asked.id}.question")), labels)
    for note in q.notes:
        question.long_text(visit, answers, note, say("assess.optional", question=as_label(visit.text(f"notes.{note}"))))
    st.caption(say("assess.freetext"))


def _labels(visit: Visit, path: str, options: tuple[str, ...]) -> dict[str, str]:
    return {option: visit.text(f"{path}.options.{option}") for option in options}


def _buttons(visit: Visit, answers: Answers, screen: int, last: int) -> None:
    say = visit.say
    with st.container(key="steps", horizontal=True, horizontal_alignment="distribute"):
        if screen:
            st.button(say("common.back"), key="back", on_click=_go, args=(screen - 1,))
        if screen == last:
            if st.button(say("assess.finish"), type="primary", key="finish"):
                visit.open("result")
            return
        answered = screen == 0 or visit.questionnaire.domain_ids[screen - 1] in answers
        words = say("assess.first") if screen == 0 else say("common.next") if answered else say("common.skip")
        st.button(words, type="primary" if answered else "secondary", key="next", on_click=_go, args=(screen + 1,))


@uninterrupted
def _go(screen: int) -> None:
    st.session_state[SCREEN] = screen
