"""The row below the wall: the code over everything and the theme for everybody, the moves for the workshop's host."""

from __future__ import annotations

import logging
from typing import Literal

import streamlit as st

from assessment import bootstrap
from assessment.core.errors import AssessmentError, MoveError, StaleError, WrongCodeError
from assessment.core.ports import Say
from assessment.core.scene import Scene
from assessment.core.workshop import (
    BACK,
    END,
    IDEAS,
    LOBBY,
    MOVES,
    NEXT,
    PAUSED,
    RESUME,
    REVEAL,
    REVEALED,
    START,
    VOTE_AGAIN,
    VOTING,
    Standing,
)
from assessment.journeys import hosting
from assessment.ui import context
from assessment.ui.components.workshop import keys
from assessment.ui.context import Visit, visitor
from assessment.ui.uninterrupted import uninterrupted

log = logging.getLogger(__name__)
WHOLE, THEME, ENDING, TOLD, NOT_HOST = "wall_whole", "theme", "wall_ending", "wall_said", "wall_not_host"
LIGHT, DARK = "light", "dark"
# What moves the room on as long as all goes well.
ONWARDS = {LOBBY: START, VOTING: REVEAL, REVEALED: NEXT, PAUSED: RESUME}
# A second key for the moves to the neighbours: what sends clicks from afar has arrows.
ARROWS = {NEXT: "Right", BACK: "Left"}

# Said in a region that stays, as only what changes in one is read aloud.
_TELL = """
export default function ({ data, parentElement }) {
  const told = parentElement.querySelector("p")
  if (told.textContent !== data.text) told.textContent = data.text
}
"""


def draw(visit: Visit, say: Say, scene: Scene) -> None:
    """Draw the row. Without the host's cookie of this very workshop there is nothing that moves it."""
    with st.container(key="wall-row", horizontal=True, vertical_alignment="center"):
        _code_button(say)
        _theme_button(say)
        if is_host(visit, scene.standing):
            _moves(visit, say, scene)


def tell(text: str) -> None:
    """Say what has changed to those who do not see it."""
    component = st.components.v2.component("wall_told", html='<p role="status"></p>', js=_TELL)
    with st.container(key="wall-told"):
        component(data={"text": text}, key="wall_told", height=0)


def is_host(visit: Visit, standing: Standing) -> bool:
    """Whether this browser holds the host's key of this workshop, and of no other."""
    key, house = context.host_cookie(), visit.house
    if not key or st.session_state.get(NOT_HOST) == key:
        return False
    try:
        hosted = hosting.hosted(house.store, house.codes, house.throttle, visitor(), key)
    except WrongCodeError:
        # It was tried: drawing the wall once more is no other try.
        st.session_state[NOT_HOST] = key
        return False
    except AssessmentError:
        return False  # for now: the store is away, or others use up the tries
    return hosted.workshop.id == standing.workshop.id


def is_whole() -> bool:
    """Whether the code stands over the whole wall."""
    return bool(st.session_state.get(WHOLE))


def theme() -> str:
    """The theme that the address names; light, as halls are rarely dark."""
    return DARK if st.query_params.get(THEME) == DARK else LIGHT


def _code_button(say: Say) -> None:
    label = say("wall.code.close" if is_whole() else "wall.code.whole")
    st.button(label, key="wall-whole", shortcut=keys.FULL_SCREEN_CODE, on_click=_turn_code)


@uninterrupted
def _turn_code() -> None:
    st.session_state[WHOLE] = not is_whole()


def _theme_button(say: Say) -> None:
    other = LIGHT if theme() == DARK else DARK
    st.button(say(f"wall.theme.{other}"), key="wall-theme", on_click=_take_theme, args=(other,))


@uninterrupted
def _take_theme(chosen: str) -> None:
    st.query_params[THEME] = chosen


def _moves(visit: Visit, say: Say, scene: Scene) -> None:
    """The moves that are possible now; to end asks once more."""
    standing, possible = scene.standing, scene.allowed
    st.html('<span class="kp-apart"></span>')
    if st.session_state.get(ENDING) == standing.course.revision and END in possible:
        st.html(f"<p>{say('wall.end.sure')}</p>")
        st.button(
            say("wall.end.yes"), key="wall-end-yes", shortcut="Y", on_click=_move, args=(visit, say, standing, END)
        )
        st.button(say("wall.end.no"), key="wall-end-no", shortcut="Esc", on_click=_not_ending)
        return
    for move in MOVES:
        if move in possible:
            _move_button(visit, say, standing, move)
    told = st.session_state.get(TOLD, (None, ""))
    if told[0] == standing.course.revision:
        st.html(f'<p role="status">{told[1]}</p>')


def _move_button(visit: Visit, say: Say, standing: Standing, move: str) -> None:
    kind: Literal["primary", "secondary"] = "primary" if ONWARDS.get(standing.state) == move else "secondary"
    call, args = (_ask_to_end, (standing,)) if move == END else (_move, (visit, say, standing, move))
    is_writing = standing.step.kind == IDEAS and standing.course.ballot < 2 and move in (REVEAL, VOTE_AGAIN)
    label = say(f"wall.writing.{move}" if is_writing else f"wall.move.{move}")
    st.button(label, key=f"wall-{move}", type=kind, shortcut=keys.OF_MOVE[move], on_click=call, args=args)
    if move in ARROWS:
        # A button has one key: its twin is there for the other one, and not to be seen.
        with st.container(key=f"wall-twin-{move}"):
            st.button(label, key=f"wall-arrow-{move}", shortcut=ARROWS[move], on_click=call, args=args)


@uninterrupted
def _ask_to_end(standing: Standing) -> None:
    st.session_state[ENDING] = standing.course.revision


@uninterrupted
def _not_ending() -> None:
    st.session_state.pop(ENDING, None)


@uninterrupted
def _move(visit: Visit, say: Say, standing: Standing, move: str) -> None:
    """Move it as it was seen; where it was moved meanwhile, that is said and nothing overwritten."""
    if not is_host(visit, standing):  # the wall was drawn while it was: then the buttons go
        return
    house = visit.house
    try:
        bootstrap.move_workshop(house, standing, move, standing.course.revision)
    except StaleError as error:
        st.session_state[TOLD] = (error.current, say("wall.stale"))
    except MoveError:
        st.session_state[TOLD] = (standing.course.revision, say("wall.not_now"))
    except AssessmentError:
        log.exception("A workshop could not be moved from the wall")
        st.session_state[TOLD] = (standing.course.revision, say("wall.lost"))
