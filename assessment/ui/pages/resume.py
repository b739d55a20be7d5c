"""Coming back with a code: continue, see the result, or delete everything."""

from __future__ import annotations

import streamlit as st

from assessment.core.answers import PLACE_ITEMS
from assessment.core.errors import AssessmentError, TooManyTriesError, WrongCodeError
from assessment.journeys import resume
from assessment.ui.components import deletion, doors, round_code
from assessment.ui.context import Visit, claim, forget, seat, visitor
from assessment.ui.uninterrupted import uninterrupted

TYPED, OUTCOME = "typed_code", "resume_outcome"
CODE_LENGTH = 40


def draw(visit: Visit) -> None:
    """Draw the page."""
    say = visit.say
    st.title(say("resume.title"), anchor=False)
    deletion.done(visit)
    outcome = st.session_state.pop(OUTCOME, "")
    if outcome:
        st.error(say(outcome))
    if visit.own is not None and st.session_state.get(TYPED) == visit.own.id:
        _found(visit, visit.own.id)
        return
    st.markdown(say("resume.text"))
    if visit.found is not None and visit.found.answers:
        st.html(f'<p class="kp-note">{say("resume.others")}</p>')
    with st.form("code", border=False):
        st.text_input(
            say("resume.code"),
            key="code",
            max_chars=CODE_LENGTH,
            autocomplete="off",
            placeholder=say("resume.example", code="KMP-4TR-X7A-9FD"),
        )
        st.form_submit_button(say("resume.open"), type="primary", key="open_mine", on_click=_open, args=(visit,))
    st.html(f"<h2>{say('home.round_result')}</h2><p>{say('round.text')}</p>")
    round_code.ask(visit)
    st.html(f"<h2>{say('resume.hall')}</h2><p>{say('resume.hall.text')}</p>")
    doors.to_hall(visit)


@uninterrupted
def _open(visit: Visit) -> None:
    house = visit.house
    if not st.session_state["code"].strip():
        st.session_state[OUTCOME] = "resume.empty"
        return
    try:
        found = resume.find(house.store, house.codes, house.throttle, visitor(), st.session_state["code"])
        resume.take_over(house.store, found.id, seat())
    except WrongCodeError:
        st.session_state[OUTCOME] = "resume.wrong"
    except TooManyTriesError:
        st.session_state[OUTCOME] = "resume.wait"
    except AssessmentError:
        st.session_state[OUTCOME] = "app.failed"
    else:
        forget()
        claim(found)
        st.session_state[TYPED] = found.id


def _found(visit: Visit, assessment_id: str) -> None:
    say = visit.say
    st.success(say("resume.found"))
    place = ", ".join(visit.answers[item] for item in PLACE_ITEMS if visit.answers.get(item))
    if place:
        st.text(say("result.place", place=place))
    with st.container(key="doors", horizontal=True):
        if st.button(say("home.continue"), type="primary", key="continue"):
            visit.open("assess")
        if st.button(say("home.my_result"), key="my_result"):
            visit.open("result")
    deletion.offer(visit, assessment_id)
