"""On a device with answers nobody sees them before saying whose they are."""

from __future__ import annotations

import streamlit as st

from assessment.journeys import self_assessment
from assessment.ui.context import Visit, claim, forget, seat
from assessment.ui.uninterrupted import uninterrupted


def passed(visit: Visit) -> bool:
    """Whether the page may go on; otherwise the question *continue mine, or another person?* has been drawn."""
    found = visit.found
    if found is None or not found.answers or visit.own is not None:
        return True
    say = visit.say
    st.title(say("gate.title"), anchor=False)
    st.markdown(say("gate.text"))
    with st.container(key="gate", horizontal=True):
        st.button(say("gate.mine"), type="primary", key="mine", on_click=claim, args=(found,))
        st.button(say("gate.other"), key="other", on_click=_start_anew, args=(visit,))
    return False


@uninterrupted
def _start_anew(visit: Visit) -> None:
    self_assessment.leave(visit.house.store, seat())
    forget()
