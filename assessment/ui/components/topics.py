"""Doors to single screens of the self-assessment: a topic is changed without walking through those before it."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from assessment.ui.context import SCREEN, Visit


def change(visit: Visit) -> None:
    """A list of all screens to open, for who wants to change something."""
    say, q = visit.say, visit.questionnaire
    with st.expander(say("result.change")), st.container(key="topics"):
        _door(visit, 0, say("assess.place.title"))
        for d in range(len(q.domains)):
            _door(visit, d + 1, _name(visit, d))
        _door(visit, len(q.domains) + 1, say("assess.last.title"))


def unanswered(visit: Visit, domains: Iterable[int]) -> None:
    """The topics that have no answer yet, each a door; nothing when all have one."""
    left = list(domains)
    if left:
        st.html(f"<p>{visit.say('assess.open')}</p>")
        with st.container(key="topics"):
            for d in left:
                _door(visit, d + 1, _name(visit, d))


def _door(visit: Visit, screen: int, words: str) -> None:
    if st.button(words, key=f"topic-{screen}", type="tertiary"):
        st.session_state[SCREEN] = screen
        visit.open("assess")


def _name(visit: Visit, d: int) -> str:
    return visit.text(f"domains.{visit.questionnaire.domain_ids[d]}.name")
