"""The code of a round: where it is typed, and the round that it leads to."""

from __future__ import annotations

import logging

import streamlit as st

from assessment.core.errors import QuestionnaireError, TooManyTriesError, WrongCodeError
from assessment.core.questionnaire import Questionnaire
from assessment.core.round import Round
from assessment.journeys import round as journey
from assessment.ui.context import CODE, Visit, visitor

log = logging.getLogger(__name__)
CODE_LENGTH = 40
WRONG = "wrong_round_code"


def ask(visit: Visit, typed: str = "", problem: str = "") -> None:
    """The field, with what is wrong with what was typed; a code leads to the result of its round."""
    say = visit.say
    if problem:
        st.error(say(problem))
    with st.form("round_code", border=False):
        code = st.text_input(
            say("opened.code"),
            value=typed,
            key=f"round_code-{visit.language}",
            max_chars=CODE_LENGTH,
            autocomplete="off",
            placeholder=say("resume.example", code="KMPX-4TRA"),
        )
        asked = st.form_submit_button(say("phone.result.open"), type="primary", key="open_result")
    if asked and not code.strip():
        st.error(say("resume.empty"))
    elif asked:
        visit.open("result", **{CODE: code.strip()})


def find(visit: Visit, typed: str) -> tuple[Round, Questionnaire] | str:
    """The round with the questionnaire that it asks, or the words for why there is none."""
    house = visit.house
    if st.session_state.get(WRONG) == typed:
        return "round.wrong"  # it was tried: looking at the page once more is no other try
    try:
        found = journey.find(house.store, house.codes, house.throttle, visitor(), typed)
        return found, house.version(found.questionnaire)
    except WrongCodeError:
        st.session_state[WRONG] = typed
        return "round.wrong"
    except TooManyTriesError:
        return "resume.wait"
    except QuestionnaireError as error:
        log.error("The result of a round cannot be shown: %s", error)
        return "phone.result.stranded.text"
