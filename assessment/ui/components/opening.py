"""Opening a round from what was filled in: checked field by field, opened once, and what came of it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from assessment.core.answers import PLACE_ITEMS, is_seen
from assessment.core.area import Area
from assessment.core.errors import AssessmentError
from assessment.core.ports import StoredAssessment
from assessment.core.questionnaire import Questionnaire
from assessment.core.round import DAYS, LINK, MOST_SLIPS, RELEASED, WAYS
from assessment.journeys import opening, self_assessment
from assessment.journeys import round as journey
from assessment.journeys.opening import Opened, Plan
from assessment.ui.components import once
from assessment.ui.context import STAGE, Visit, is_own, seat
from assessment.ui.uninterrupted import uninterrupted

log = logging.getLogger(__name__)
NAME, MUNICIPALITY = PLACE_ITEMS
KIND, PERIOD, DAYS_OPEN, MAY_ANSWER, WHO, SLIPS = "kind", "period", "days", "may_answer", "who", "slips"
SHARE, EXAMPLE, OWN = "share", "example", "own"
ANYBODY, STRICT = "anybody", "strict"
FAILED = "failed"
WAY = "way-{way}"


@dataclass
class Attempt(once.Attempt[Opened]):
    """What came of opening; `code` is that of the visitor's own answers in the round, if they were taken along."""

    code: str = ""
    is_left_out: bool = False


_ONCE = once.Once(Attempt, "round")
DRAFT = _ONCE.draft
attempt, is_unsaved, problems = _ONCE.attempt, _ONCE.is_unsaved, _ONCE.problems
put_away, start_over = _ONCE.put_away, _ONCE.start_over


def own_to_take(visit: Visit, own: StoredAssessment | None) -> StoredAssessment | None:
    """The visitor's own answers if they can become the round's first response."""
    q = visit.house.questionnaire
    if own is None or q is None or own.questionnaire != q.name or not set(q.domain_ids) & set(own.answers):
        return None
    return own


@uninterrupted
def open_round(visit: Visit) -> None:
    """Open the round, once, however often the button was pressed; or find what is wrong."""
    house, q = visit.house, visit.questionnaire
    kept = {**starts(visit), **st.session_state.get(DRAFT, {})}
    found = self_assessment.find(house.store, seat())
    own = own_to_take(visit, found if is_own(found) else None)
    current = _ONCE.current()
    wrong = {} if current.opened else _wrong(kept)
    _ONCE.found_wrong(wrong)
    if wrong:
        return
    # From here to the end of this paragraph nothing touches the session: a newer click cannot come between.
    try:
        current.opened = current.opened or opening.open_round(
            house.store, house.clock, house.codes, q, _plan(kept, visit.say("open.may_answer.default"))
        )
    except AssessmentError:
        log.exception("A round could not be opened")
        wrong = {FAILED: "open.failed"}
    else:
        if kept[OWN] and own is not None and takes_own(kept):
            _take_along(visit, q, own, current)
    _ONCE.found_wrong(wrong)
    if current.opened:
        st.session_state[STAGE] = "opened"


def _take_along(visit: Visit, q: Questionnaire, own: StoredAssessment, current: Attempt) -> None:
    house = visit.house
    if current.opened is None or current.code or current.is_left_out:
        return
    try:
        current.code = journey.join(house.store, house.clock, house.codes, q, own, current.opened.round)
    except AssessmentError:
        log.exception("Own answers could not be taken along")
        current.is_left_out = True


def takes_own(kept: Mapping[str, str | bool]) -> bool:
    """Whether the round as it is filled in takes answers that were given before: not where each takes a slip."""
    return bool(kept[WAY.format(way=LINK)]) and not is_strict(kept)


def starts(visit: Visit) -> dict[str, str | bool]:
    """What each field holds before anything is filled in; the place is that of the visitor's own answers."""
    known = visit.answers
    return {
        NAME: known.get(NAME, ""),
        MUNICIPALITY: known.get(MUNICIPALITY, ""),
        KIND: known.get("area", ""),
        PERIOD: str(visit.house.clock.today().year),
        DAYS_OPEN: str(DAYS),
        **{WAY.format(way=way): True for way in WAYS},
        WHO: ANYBODY,
        SLIPS: "",
        SHARE: RELEASED,
        EXAMPLE: False,
        OWN: False,
    }


def _wrong(kept: Mapping[str, str | bool]) -> dict[str, str]:
    found = {}
    if not is_seen(str(kept[NAME])):
        found[NAME] = "open.wrong.name"
    if not any(kept[WAY.format(way=way)] for way in WAYS):
        found["ways"] = "open.wrong.ways"
    if is_strict(kept) and number_of_slips(kept) is None:
        found[SLIPS] = "open.wrong.slips"
    return found


def is_strict(kept: Mapping[str, str | bool]) -> bool:
    """Whether the round as it is filled in takes a slip for each response."""
    return bool(kept[WAY.format(way=LINK)]) and kept[WHO] == STRICT


def number_of_slips(kept: Mapping[str, str | bool]) -> int | None:
    """How many slips are wanted; None for what is no number of them."""
    typed = str(kept[SLIPS]).strip()
    number = int(typed) if typed.isdecimal() and len(typed) <= len(str(MOST_SLIPS)) else 0
    return number if 1 <= number <= MOST_SLIPS else None


def _plan(kept: Mapping[str, str | bool], may_answer: str) -> Plan:
    return Plan(
        area=Area(str(kept[NAME]), str(kept[MUNICIPALITY]), str(kept[KIND])),
        period=str(kept[PERIOD]),
        days=int(kept[DAYS_OPEN]),
        share=str(kept[SHARE]),
        is_example=bool(kept[EXAMPLE]),
        may_answer=str(kept.get(MAY_ANSWER, may_answer)),
        ways=tuple(way for way in WAYS if kept[WAY.format(way=way)]),
        slips=(number_of_slips(kept) or 0) if is_strict(kept) else 0,
    )
