"""The host's moves as buttons, each with a key; what came of the last one is announced."""

from __future__ import annotations

import logging
from html import escape

import streamlit as st

from assessment import bootstrap
from assessment.core.errors import AssessmentError, MoveError, StaleError
from assessment.core.scene import Scene
from assessment.core.workshop import (
    BACK,
    END,
    HIDDEN,
    LOBBY,
    MOVES,
    NEXT,
    PAUSED,
    RESUME,
    REVEAL,
    REVEALED,
    START,
    SUMMARY,
    VOTING,
)
from assessment.ui.components.workshop import keys
from assessment.ui.components.workshop.host import Desk
from assessment.ui.uninterrupted import uninterrupted

log = logging.getLogger(__name__)
TOLD, ASKING, KEYS = "workshop_told", "workshop_ending", "workshop_keys"
# What a host mostly does next.
_FIRST = {LOBBY: START, VOTING: REVEAL, REVEALED: NEXT, HIDDEN: REVEAL, PAUSED: RESUME}

Told = tuple[str, dict[str, str]]


def told(desk: Desk) -> None:
    """Why the last move was none, if it was not; that one was made is seen, and read out, by where it leads."""
    id_, values = st.session_state.get(TOLD, ("", {}))
    if id_:
        st.warning(desk.visit.say(id_, **_in_words(desk, values)))


def _in_words(desk: Desk, values: dict[str, str]) -> dict[str, str]:
    say = desk.visit.say
    state, step = desk.standing.state, desk.standing.step
    found = {"state": say(f"workshop.state.{state}"), "step": desk.name(step)}
    if "move" in values:
        move = values["move"]
        found["move"] = say(f"workshop.move.{move}")
    if "allowed" in values:
        found["allowed"] = "; ".join(say(f"workshop.move.{move}") for move in values["allowed"].split()) or "–"
    return found


def buttons(desk: Desk, scene: Scene) -> None:
    """The moves that are possible now. The end is by itself, and asks once more."""
    standing = desk.standing
    first = END if standing.step.kind == SUMMARY and standing.state == REVEALED else _FIRST.get(standing.state)
    possible = [move for move in scene.allowed if move != END]
    ordered = sorted(possible, key=lambda move: (move != first, move == BACK, MOVES.index(move)))
    if is_asking():
        return
    with st.container(key="workshop-moves", horizontal=True):
        for move in ordered:
            st.button(
                desk.move_words(move),
                key=f"move-{move}",
                type="primary" if move == first else "secondary",
                shortcut=_key(move),
                on_click=_move,
                args=(desk, move, []),
            )


def end(desk: Desk, scene: Scene) -> None:
    """The end of the workshop, once it is said yes to; what then remains stands above it."""
    say = desk.visit.say
    if END not in scene.allowed:
        return
    if not is_asking():
        is_last = desk.standing.step.kind == SUMMARY
        st.button(
            say("workshop.end"),
            key="ask_end",
            type="primary" if is_last else "secondary",
            shortcut=_key(END),
            on_click=_ask,
            args=(True,),
        )
        return
    with st.container(key="sure"):
        st.warning(say("workshop.end.ask"))
        with st.container(key="sure-buttons", horizontal=True):
            st.button(say("workshop.end.no"), type="primary", key="end_no", on_click=_ask, args=(False,))
            st.button(say("workshop.end.yes"), key="move-end", on_click=_move, args=(desk, END, []))


def legend(desk: Desk, scene: Scene) -> None:
    """Which key does what, and a way to do without: a key that is pressed by chance must not move a hall."""
    say = desk.visit.say
    if not scene.allowed:
        return
    with st.expander(say("workshop.keys")):
        st.checkbox(
            say("workshop.keys.on"),
            value=_has_keys(),
            key=f"workshop-keys-{desk.visit.language}",
            on_change=_switch_keys,
        )
        rows = "".join(
            f"<tr><td><kbd>{key}</kbd></td><td>{escape(say(f'workshop.move.{move}'))}</td></tr>"
            for move, key in keys.OF_MOVE.items()
        )
        st.html(f'<table class="kp-keys"><tbody>{rows}</tbody></table><p>{escape(say("workshop.keys.text"))}</p>')


def is_asking() -> bool:
    """Whether the host is being asked about the end now."""
    return bool(st.session_state.get(ASKING))


def _has_keys() -> bool:
    return bool(st.session_state.get(KEYS, True))


def _key(move: str) -> str | None:
    return keys.OF_MOVE[move] if _has_keys() else None


@uninterrupted
def _switch_keys() -> None:
    st.session_state[KEYS] = not _has_keys()


@uninterrupted
def _ask(asking: bool) -> None:
    st.session_state[ASKING] = asking


@uninterrupted
def _move(desk: Desk, move: str, done: list[Told]) -> None:
    """Move by what the host saw. `done` is of this click alone: a callback that begins anew moves nothing twice."""
    if not done:
        done.append(_moved(desk, move))
    st.session_state[TOLD] = done[0]
    st.session_state[ASKING] = False


def _moved(desk: Desk, move: str) -> Told:
    try:
        desk.now()
        bootstrap.move_workshop(desk.visit.house, desk.standing, move, desk.standing.course.revision)
    except StaleError:
        return "workshop.told.stale", {}
    except MoveError as error:
        return "workshop.told.impossible", {"move": move, "allowed": " ".join(error.allowed)}
    except AssessmentError:
        log.exception("A workshop could not be moved")
        return "workshop.told.failed", {"move": move}
    return "", {}
