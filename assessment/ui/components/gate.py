"""On a device with answers nobody sees them before saying whose they are."""

from __future__ import annotations

import streamlit as st

from assessment.core.ports import StoredAssessment
from assessment.ui.components import deletion
from assessment.ui.context import ANOTHER, Visit, claim, forget
from assessment.ui.uninterrupted import uninterrupted


def passed(visit: Visit) -> bool:
    """Whether the page may go on; otherwise it has been said why not, with the ways on."""
    found = visit.found
    if visit.is_stranded and found is not None:
        _stranded(visit, found)
        return False
    if visit.is_lost:
        _lost(visit)
        return False
    if found is None or not found.answers or visit.own is not None or st.session_state.get(ANOTHER):
        return True
    say = visit.say
    st.title(say("gate.title"), anchor=False)
    st.markdown(say("gate.text"))
    with st.container(key="gate", horizontal=True):
        st.button(say("gate.mine"), type="primary", key="mine", on_click=claim, args=(found,))
        st.button(say("gate.other"), key="other", on_click=_start_anew)
    return False


def _lost(visit: Visit) -> None:
    say = visit.say
    st.title(say("gate.lost.title"), anchor=False)
    st.markdown(say("gate.lost.text"))
    with st.container(key="gate", horizontal=True):
        st.page_link(visit.pages["resume"], label=say("home.code"), query_params=visit.query)
        st.button(say("gate.lost.anew"), key="anew", on_click=_let_go)


def _stranded(visit: Visit, found: StoredAssessment) -> None:
    """The version of the answers cannot be used: they are kept, and can still be deleted."""
    st.title(visit.say("gate.stranded.title"), anchor=False)
    st.markdown(visit.say("gate.stranded.text"))
    deletion.offer(visit, found.id)


@uninterrupted
def _let_go() -> None:
    """Back to what the device leads to, which asks whose it is if it has answers."""
    forget()


@uninterrupted
def _start_anew() -> None:
    """Nothing is lost yet: the device leads to the new person's answers from their first one on (`Visit.begin`)."""
    forget()
    st.session_state[ANOTHER] = True
