"""On a device with answers nobody sees them before saying whose they are."""

from __future__ import annotations

import streamlit as st

from assessment.ui.context import ANOTHER, Visit, claim, forget
from assessment.ui.uninterrupted import uninterrupted


def passed(visit: Visit) -> bool:
    """Whether the page may go on; otherwise the question *continue mine, or another person?* has been drawn."""
    found = visit.found
    if found is None or not found.answers or visit.own is not None or st.session_state.get(ANOTHER):
        return True
    say = visit.say
    st.title(say("gate.title"), anchor=False)
    st.markdown(say("gate.text"))
    with st.container(key="gate", horizontal=True):
        st.button(say("gate.mine"), type="primary", key="mine", on_click=claim, args=(found,))
        st.button(say("gate.other"), key="other", on_click=_start_anew)
    return False


@uninterrupted
def _start_anew() -> None:
    """Nothing is lost yet: the device leads to the new person's answers from their first one on (`Visit.begin`)."""
    forget()
    st.session_state[ANOTHER] = True
