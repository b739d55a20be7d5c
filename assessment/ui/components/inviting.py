"""Giving and ending accesses: what was filled in is checked, done once, and a new link shown this once."""

from __future__ import annotations

import logging
from collections.abc import Mapping

import streamlit as st

from assessment.core.access import DAYS, OPERATOR, WORKER, Access
from assessment.core.answers import is_seen
from assessment.core.errors import AssessmentError
from assessment.journeys import access as journey
from assessment.journeys.access import Invitation, Invited
from assessment.ui.components.access import entered
from assessment.ui.context import STAGE, Visit
from assessment.ui.uninterrupted import uninterrupted

log = logging.getLogger(__name__)
DRAFT, NEW, PROBLEMS, ASKED, ENDED = "invitation", "invited", "invitation_problems", "ending", "access_ended"
ROLE, MUNICIPALITY, LABEL, LASTING = "role", "municipality", "label", "days"
FAILED = "failed"


def starts() -> dict[str, str]:
    """What each field holds before anything is filled in."""
    return {ROLE: WORKER, MUNICIPALITY: "", LABEL: "", LASTING: str(DAYS)}


def problems() -> Mapping[str, str]:
    """What is wrong with the fields since the last try: item -> the text's id."""
    found: Mapping[str, str] = st.session_state.get(PROBLEMS, {})
    return found


def new() -> Invited | None:
    """The access that was just given, until its link is put away."""
    found = st.session_state.get(NEW)
    return found if isinstance(found, Invited) else None


def is_unsaved() -> bool:
    """Whether a link is shown that nobody has said to have saved."""
    return new() is not None


@uninterrupted
def invite(visit: Visit) -> None:
    """Give the access, once, however often the button was pressed; or find what is wrong."""
    by = entered(visit)
    kept = {**starts(), **st.session_state.get(DRAFT, {})}
    if by is None or new() is not None:
        return
    wrong = _wrong(by, kept)
    if not wrong:
        try:
            house, invitation = visit.house, _invitation(by, kept)
            # Nothing touches the session between the two: a newer click cannot come between.
            given = journey.invite(house.store, house.clock, house.codes, invitation, by)
            st.session_state.update({NEW: given, STAGE: "invited"})
            log.info("The access %s was given by %s", given.access.id, by.id)
            st.session_state.pop(DRAFT, None)
        except AssessmentError:
            log.exception("An access could not be given")
            wrong = {FAILED: "access.failed"}
    st.session_state[PROBLEMS] = wrong


@uninterrupted
def put_away() -> None:
    """The link is handed on: it is not shown any more."""
    for key in (NEW, STAGE):
        st.session_state.pop(key, None)


@uninterrupted
def ask(access_id: str) -> None:
    """Ask before an access is ended; an empty id asks no more."""
    st.session_state[ASKED] = access_id
    st.session_state.pop(ENDED, None)


@uninterrupted
def end(visit: Visit, access_id: str) -> None:
    """End the access."""
    by, house = entered(visit), visit.house
    if by is None:
        return
    try:
        journey.revoke(house.store, house.clock, access_id, by)
        log.info("The access %s was ended by %s", access_id, by.id)
        done = "access.ended"
    except AssessmentError:
        log.exception("An access could not be ended")
        done = "access.failed"
    st.session_state.update({ASKED: "", ENDED: done})


def is_asked(access: Access) -> bool:
    """Whether it is asked if this access should be ended."""
    return st.session_state.get(ASKED) == access.id


def outcome() -> str:
    """What came of ending one: a text's id, or an empty text."""
    return str(st.session_state.get(ENDED, ""))


def _wrong(by: Access, kept: Mapping[str, str]) -> dict[str, str]:
    is_lost = by.role == OPERATOR and kept[ROLE] != OPERATOR and not is_seen(kept[MUNICIPALITY])
    return {MUNICIPALITY: "access.wrong.municipality"} if is_lost else {}


def _invitation(by: Access, kept: Mapping[str, str]) -> Invitation:
    municipality = kept[MUNICIPALITY] if by.role == OPERATOR else by.municipality
    return Invitation(kept[ROLE], municipality, int(kept[LASTING]), kept[LABEL])
