"""Opening a workshop from what was filled in: checked field by field, opened once, and what came of it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from assessment import addresses
from assessment.core.answers import is_seen
from assessment.core.area import Area
from assessment.core.errors import AssessmentError
from assessment.core.questionnaire import Questionnaire
from assessment.core.round import NOTHING
from assessment.core.workshop import COMMUNITY, OPEN_ROOM
from assessment.journeys import hosting
from assessment.journeys.hosting import OpenedWorkshop, WorkshopPlan
from assessment.ui.components import opening
from assessment.ui.components.round_form import Starts
from assessment.ui.context import STAGE, Visit
from assessment.ui.uninterrupted import uninterrupted

log = logging.getLogger(__name__)
DRAFT, ATTEMPT, PROBLEMS = "workshop", "workshop_attempt", "workshop_problems"
# The place is filled in as that of a round.
NAME, MUNICIPALITY, AREA, SHARE = opening.NAME, opening.MUNICIPALITY, opening.KIND, opening.SHARE
KIND, LANGUAGE, ORDER, IDEAS, ROLES, BLIND, TEMPO = "room", "language", "order", "ideas", "roles", "blind", "tempo"
HOSTS, FREE = "hosts", "free"
DOMAIN, STORY = "domain-{id}", "story-{id}"
ADDRESS, TYPED, OTHER = "address", "typed", "other"
FAILED = "failed"


@dataclass
class Attempt:
    """What came of opening. It is changed and not replaced: a callback that begins anew finds what it had done."""

    opened: OpenedWorkshop | None = None
    is_saved: bool = False


def attempt() -> Attempt | None:
    """The workshop that was opened in this session, if one was."""
    found = st.session_state.get(ATTEMPT)
    return found if isinstance(found, Attempt) and found.opened is not None else None


def is_unsaved() -> bool:
    """Whether a host's link is shown that nobody has said to have saved."""
    found = attempt()
    return found is not None and not found.is_saved


def problems() -> Mapping[str, str]:
    """What is wrong with the fields since the last try: item -> the text's id."""
    found: Mapping[str, str] = st.session_state.get(PROBLEMS, {})
    return found


def starts(visit: Visit) -> Starts:
    """What each field holds before anything is filled in: all domains in the questionnaire's order, no stories."""
    known, q = visit.answers, visit.questionnaire
    return {
        KIND: COMMUNITY,
        NAME: known.get(NAME, ""),
        MUNICIPALITY: known.get(MUNICIPALITY, ""),
        AREA: known.get("area", ""),
        LANGUAGE: visit.language,
        ORDER: " ".join(q.domain_ids),
        **{DOMAIN.format(id=id_): True for id_ in q.domain_ids},
        **{STORY.format(id=story.id): False for story in q.stories},
        IDEAS: True,
        ROLES: False,
        BLIND: True,
        TEMPO: HOSTS,
        SHARE: NOTHING,
        TYPED: "",
    }


def kept(visit: Visit) -> Starts:
    """What is filled in by now."""
    return {**starts(visit), **st.session_state.get(DRAFT, {})}


def domains(values: Starts) -> tuple[str, ...]:
    """The chosen domains in the chosen order."""
    return tuple(id_ for id_ in str(values[ORDER]).split() if values[DOMAIN.format(id=id_)])


def address(values: Starts, found: Mapping[str, str]) -> str:
    """The chosen address: one of those that were found, or one that was typed; empty where there is none."""
    chosen = values.get(ADDRESS, next(iter(found), OTHER))
    typed = addresses.whole(str(values[TYPED]))
    if chosen in found:
        return str(chosen)
    return typed if addresses.is_for_phones(typed) else ""


@uninterrupted
def open_workshop(visit: Visit, found: Mapping[str, str]) -> None:
    """Open the workshop, once, however often the button was pressed; or find what is wrong."""
    house, values = visit.house, kept(visit)
    current = st.session_state.setdefault(ATTEMPT, Attempt())
    wrong = {} if current.opened else _wrong(visit.questionnaire, values, found)
    st.session_state[PROBLEMS] = wrong
    if wrong:
        return
    # From here to the end of this paragraph nothing touches the session: a newer click cannot come between.
    try:
        plan = _plan(visit.questionnaire, values, address(values, found))
        current.opened = current.opened or hosting.open_workshop(
            house.store, house.clock, house.codes, visit.questionnaire, plan
        )
    except AssessmentError:
        log.exception("A workshop could not be opened")
        wrong = {FAILED: "workshop.open.failed"}
    st.session_state[PROBLEMS] = wrong
    if current.opened:
        st.session_state[STAGE] = "workshop-opened"


def _wrong(q: Questionnaire, values: Starts, found: Mapping[str, str]) -> dict[str, str]:
    wrong = {}
    if values[KIND] == COMMUNITY and not is_seen(str(values[NAME])):
        wrong[NAME] = "workshop.wrong.name"
    if not domains(values) and not _stories(q, values):
        wrong[ORDER] = "workshop.wrong.domains"
    # Without any address a workshop can be prepared: the host's page asks for one then.
    if not address(values, found) and (values.get(ADDRESS) == OTHER or str(values[TYPED]).strip()):
        wrong[TYPED] = "workshop.wrong.address"
    return wrong


def _stories(q: Questionnaire, values: Starts) -> tuple[str, ...]:
    return tuple(story.id for story in q.stories if values[STORY.format(id=story.id)])


def _plan(q: Questionnaire, values: Starts, at: str) -> WorkshopPlan:
    is_room = values[KIND] == OPEN_ROOM
    return WorkshopPlan(
        kind=str(values[KIND]),
        language=str(values[LANGUAGE]),
        domains=domains(values),
        area=None if is_room else Area(str(values[NAME]), str(values[MUNICIPALITY]), str(values[AREA])),
        stories=_stories(q, values),
        has_ideas=bool(values[IDEAS]),
        has_roles=bool(values[ROLES]),
        is_blind=bool(values[BLIND]),
        is_free=values[TEMPO] == FREE,
        share=str(values[SHARE]),
        address=at,
    )


@uninterrupted
def put_away() -> None:
    """The host's link is saved: it is not shown any more."""
    found = attempt()
    if found is not None:
        found.is_saved = True


@uninterrupted
def start_over() -> None:
    """Forget the workshop that was opened, so that another can be."""
    for key in (ATTEMPT, DRAFT, PROBLEMS, STAGE):
        st.session_state.pop(key, None)
