"""Whoever hosts a workshop: the key of this device leads to it, or one that is typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

import streamlit as st

from assessment.core.errors import TooManyTriesError, WrongCodeError
from assessment.core.questionnaire import Questionnaire
from assessment.core.workshop import (
    DOMAIN,
    IDEAS,
    REVEAL,
    REVEALED,
    STORY,
    SUMMARY,
    VOTE_AGAIN,
    VOTING,
    Standing,
    Step,
)
from assessment.journeys import hosting
from assessment.ui import context
from assessment.ui.context import Visit
from assessment.ui.uninterrupted import uninterrupted

KEY, GONE, WRONG, FIELD = "workshop_host", "workshop_host_gone", "workshop_host_wrong", "workshop_host_typed"
_KEY = re.compile(r"[A-Za-z0-9_-]{20,64}")


@dataclass(frozen=True)
class Desk:
    """What a host's page works with: the visit with the workshop's own questionnaire, and where the workshop stands."""

    visit: Visit
    key: str
    standing: Standing
    code: str
    projector_key: str

    @property
    def questionnaire(self) -> Questionnaire:
        """The version that the workshop votes by."""
        return self.visit.questionnaire

    @property
    def is_writing(self) -> bool:
        """Whether the room is at the ideas and has not voted on them yet: what is open is the writing."""
        return self.standing.step.kind == IDEAS and self.standing.course.ballot < 2

    @property
    def state_words(self) -> str:
        """The state in words, and from the second ballot on which one it is."""
        say, standing = self.visit.say, self.standing
        if self.is_writing and standing.state in (VOTING, REVEALED):
            return say(f"workshop.writing.{standing.state}")
        words = say(f"workshop.state.{standing.state}")
        ballot = standing.course.ballot if standing.step.kind != SUMMARY else 0
        # On ideas the first ballot is the writing.
        number = ballot - 1 if standing.step.kind == IDEAS else ballot
        return f"{words} · {say('workshop.ballot', number=number)}" if number > 1 else words

    def move_words(self, move: str) -> str:
        """What a move is called here: at the ideas revealing ends the writing, and voting begins."""
        if self.is_writing and move in (REVEAL, VOTE_AGAIN):
            return self.visit.say(f"workshop.writing.{move}")
        return self.visit.say(f"workshop.move.{move}")

    def now(self) -> Standing:
        """Where the workshop stands at this moment. Raises `WrongCodeError` if the key leads to it no more.

        Whatever a host presses asks here first: the page may have been drawn before the host was given a new link.
        """
        house = self.visit.house
        return hosting.hosted(house.store, house.codes, house.throttle, context.visitor(), self.key)

    @property
    def is_held(self) -> bool:
        """Whether the key still leads to it."""
        try:
            return bool(self.now())
        except WrongCodeError:
            return False

    def name(self, step: Step) -> str:
        """What a step is called."""
        if step.kind == DOMAIN:
            return self.visit.text(f"domains.{step.id}.name")
        if step.kind == STORY:
            return self.visit.text(f"stories.{step.id}.title")
        return self.visit.say(f"workshop.step.{step.kind}")


def found(visit: Visit) -> tuple[str, Standing] | None:
    """The key of this session or device, and the workshop that it leads to, if there is one."""
    house = visit.house
    for key in (st.session_state.get(KEY, ""), context.host_cookie()):
        # A device's key of a workshop that is gone is tried once: it would use up the tries of who pastes a right one.
        if not key or key == st.session_state.get(GONE):
            continue
        try:
            return key, hosting.hosted(house.store, house.codes, house.throttle, context.visitor(), key)
        except TooManyTriesError:
            continue
        except WrongCodeError:
            st.session_state[GONE] = key
    return None


def now_or_out(desk: Desk) -> Standing:
    """Where the workshop stands; where the key leads to it no more, the whole page is drawn anew and says so."""
    try:
        return desk.now()
    except WrongCodeError:
        st.rerun()


def enter(visit: Visit) -> None:
    """How to get in: by the host's link, opened or pasted here."""
    say = visit.say
    st.title(say("workshop.host.title"), anchor=False)
    st.html(f"<p>{escape(say('workshop.enter.text'))}</p>")
    wrong = st.session_state.get(WRONG)
    if wrong:
        st.html(f'<p class="kp-problem" role="status">{escape(say(wrong))}</p>')
    field = f"{FIELD}-{visit.language}"
    st.text_input(say("workshop.enter.field"), key=field, max_chars=300, autocomplete="off")
    st.button(say("workshop.enter.go"), type="primary", key="host_enter", on_click=_enter, args=(visit, field))
    st.html(f"<h2>{escape(say('workshop.enter.none'))}</h2><p>{escape(say('workshop.enter.none.text'))}</p>")
    st.page_link(visit.pages["open-workshop"], label=say("workshop.open.title"), query_params=visit.query)


@uninterrupted
def _enter(visit: Visit, field: str) -> None:
    house = visit.house
    typed = str(st.session_state.get(field, "")).partition("?")[0].strip().rstrip("/")
    key = typed.rpartition("/")[2]
    try:
        if not _KEY.fullmatch(key):
            raise WrongCodeError("This is no key.")
        hosting.hosted(house.store, house.codes, house.throttle, context.visitor(), key)
    except WrongCodeError:
        st.session_state[WRONG] = "workshop.enter.wrong"
    except TooManyTriesError:
        st.session_state[WRONG] = "workshop.enter.wait"
    else:
        st.session_state[KEY] = key
        st.session_state.pop(WRONG, None)
