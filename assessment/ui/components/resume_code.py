"""The short code with which one comes back later, or on another device."""

from __future__ import annotations

import streamlit as st

from assessment.core.errors import AssessmentError
from assessment.journeys import resume
from assessment.ui.context import Visit
from assessment.ui.uninterrupted import uninterrupted

CODE, FAILED = "resume_code", "resume_code_failed"


def offer(visit: Visit) -> None:
    """A code for the asking, in sight: without it nobody finds the answers once the browser is closed."""
    with st.container(border=True, key="code-box"):
        st.html(f"<h2>{visit.say('code.title')}</h2>")
        _code(visit)


def folded(visit: Visit) -> None:
    """The same behind its title, where something else is to be done first."""
    with st.expander(visit.say("code.title")):
        _code(visit)


def _code(visit: Visit) -> None:
    """The button; or the code that was given in this session, once more."""
    say = visit.say
    owner, code = st.session_state.get(CODE, ("", ""))
    # Only beside the answers that it leads to: meanwhile others may have been opened in this session.
    given = bool(code) and visit.own is not None and owner == visit.own.id
    if given:
        st.html(f'<p>{say("code.given")}</p><p class="kp-code" translate="no">{code}</p>')
        st.caption(say("code.keep"))
    else:
        st.markdown(say("code.text"))
    if st.session_state.pop(FAILED, False):
        st.error(say("app.failed"))
    st.button(say("code.new" if given else "code.give"), key="give_code", on_click=_give, args=(visit,))


@uninterrupted
def _give(visit: Visit) -> None:
    house = visit.house
    try:
        own = visit.begin()
        st.session_state[CODE] = (own.id, resume.give_code(house.store, house.codes, own.id))
    except AssessmentError:
        st.session_state[FAILED] = True
