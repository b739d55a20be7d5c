"""Opening a workshop from what was filled in: checked field by field, opened once, and what came of it."""

from __future__ import annotations

import logging
from collections.abc import Mapping

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
from assessment.ui.components import once, opening
from assessment.ui.components.round_form import Starts
from assessment.ui.context import STAGE, Visit
from assessment.ui.uninterrupted import uninterrupted

log = logging.getLogger(__name__)
# The place is filled in as that of a round.
NAME, MUNICIPALITY, AREA, SHARE = opening.NAME, opening.MUNICIPALITY, opening.KIND, opening.SHARE
KIND, LANGUAGE, ORDER, IDEAS, ROLES, BLIND, TEMPO = "room", "language", "order", "ideas", "roles", "blind", "tempo"
HOSTS, FREE = "hosts", "free"
DOMAIN, STORY = "domain-{id}", "story-{id}"
ADDRESS, TYPED, OTHER = "address", "typed", "other"
FAILED = "failed"


class Attempt(once.Attempt[OpenedWorkshop]):
    """What came of opening a workshop."""


_ONCE = once.Once(Attempt, "workshop")
DRAFT = _ONCE.draft
attempt, is_unsaved, problems = _ONCE.attempt, _ONCE.is_unsaved, _ONCE.problems
put_away, start_over = _ONCE.put_away, _ONCE.start_over


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
    current = _ONCE.current()
    wrong = {} if current.opened else _wrong(visit.questionnaire, values, found)
    _ONCE.found_wrong(wrong)
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
    _ONCE.found_wrong(wrong)
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
