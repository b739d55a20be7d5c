"""Rounds of many areas as a worker fills them in: the list is checked, opened once, its links kept until taken."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import streamlit as st

from assessment.core.access import Access
from assessment.core.area import Area
from assessment.core.errors import AssessmentError
from assessment.core.overview import Picture
from assessment.core.register import BOROUGH, GROUP, PART, QUARTER, TYPED, VILLAGE
from assessment.core.round import DAYS, RELEASED, WAYS
from assessment.core.wanted import Fault, Wanted, wanted
from assessment.intake.areas_list import ListOfAreas, read_list, typed_list
from assessment.journeys import opening as journey
from assessment.journeys.opening import Opened, Plan
from assessment.ui.components import access as accesses
from assessment.ui.components.opening import (
    ANYBODY,
    DAYS_OPEN,
    FAILED,
    MAY_ANSWER,
    PERIOD,
    SHARE,
    SLIPS,
    WAY,
    WHO,
    is_strict,
    number_of_slips,
)
from assessment.ui.context import STAGE, Visit
from assessment.ui.uninterrupted import uninterrupted

log = logging.getLogger(__name__)
# What the fields hold: item -> text, or whether a box is ticked.
Kept = Mapping[str, str | bool]
DRAFT, CHOSEN, FILE, REVIEW, PROBLEMS, ATTEMPT, DONE = (
    "many",
    "many_chosen",
    "many_file",
    "many_review",
    "many_problems",
    "many_attempt",
    "many_done",
)
# Where the list comes from.
SOURCE, FROM_LIST, TYPED_NAMES, FROM_FILE = "source", "list", "typed", "file"
NAMES, AGAIN = "names", "again"
# The kinds of the register as the questionnaire knows them; every other one is some borough or part of a town.
_KINDS = {VILLAGE: VILLAGE, PART: PART, GROUP: GROUP, QUARTER: PART, "": ""}


@dataclass(frozen=True)
class Review:
    """A list that was checked: what is wrong with it, which of it have an open round, and which an earlier one."""

    listed: tuple[Wanted, ...]
    faults: tuple[Fault, ...] = ()
    open: tuple[Wanted, ...] = ()
    earlier: tuple[Wanted, ...] = ()


@dataclass
class Attempt:
    """What came of opening. It is changed and not replaced: a callback that begins anew finds what it had done."""

    opened: tuple[Opened, ...] = ()
    contacts: Mapping[str, str] = field(default_factory=dict)  # by the round's id


def attempt() -> Attempt | None:
    """The rounds that were opened in this session and whose links are still here."""
    found = st.session_state.get(ATTEMPT)
    return found if isinstance(found, Attempt) and found.opened else None


def review() -> Review | None:
    """The list that was checked last, while nothing was changed in it."""
    found = st.session_state.get(REVIEW)
    return found if isinstance(found, Review) else None


def done() -> int:
    """How many rounds were opened whose links were taken along; 0 when nothing was just opened."""
    return int(st.session_state.get(DONE, 0))


def problems() -> Mapping[str, str]:
    """What is wrong with the fields since the last try: item -> the text's id."""
    found: Mapping[str, str] = st.session_state.get(PROBLEMS, {})
    return found


def is_wrong() -> bool:
    """Whether the last try found something wrong with the fields or the list."""
    found = review()
    return bool(problems()) or (found is not None and bool(found.faults))


def chosen() -> frozenset[str]:
    """The ids of the areas that are ticked."""
    found: frozenset[str] = st.session_state.get(CHOSEN, frozenset())
    return found


def file() -> tuple[str, ListOfAreas] | None:
    """The name of the file that was brought, and what was read from it."""
    found: tuple[str, ListOfAreas] | None = st.session_state.get(FILE)
    return found


def starts(visit: Visit, has_areas: bool) -> dict[str, str | bool]:
    """What each field holds before anything is filled in."""
    return {
        SOURCE: FROM_LIST if has_areas else TYPED_NAMES,
        NAMES: "",
        PERIOD: str(visit.house.clock.today().year),
        DAYS_OPEN: str(DAYS),
        **{WAY.format(way=way): True for way in WAYS},
        WHO: ANYBODY,
        SLIPS: "",
        MAY_ANSWER: visit.say("open.may_answer.default"),
        SHARE: RELEASED,
        AGAIN: False,
    }


@uninterrupted
def tick(area_id: str, widget: str) -> None:
    """The area's box was ticked, or not any more."""
    on = bool(st.session_state[widget])
    st.session_state[CHOSEN] = chosen() | {area_id} if on else chosen() - {area_id}


@uninterrupted
def tick_all(area_ids: Sequence[str], on: bool) -> None:
    """All of these areas are ticked, or none."""
    st.session_state[CHOSEN] = chosen() | set(area_ids) if on else chosen() - set(area_ids)


def bring(name: str, content: bytes, municipality: str) -> None:
    """A file was chosen: its list takes the place of an earlier one."""
    st.session_state[FILE] = (name, read_list(content, municipality))


@uninterrupted
def forget_file() -> None:
    """Another file will be chosen; what was found wrong with this one is no matter any more."""
    st.session_state.pop(FILE, None)
    back()


@uninterrupted
def check(visit: Visit, picture: Picture) -> None:
    """Look the list and the fields through; nothing is opened yet."""
    fields, by = kept(visit, picture), accesses.entered(visit)
    wrong = _wrong(fields)
    st.session_state[PROBLEMS] = wrong
    if wrong or by is None:
        return
    listed = _listed(fields, picture)
    house = visit.house
    try:
        found = journey.check_many(
            house.store, house.clock, visit.questionnaire, listed.areas, _plan(fields), by.municipality
        )
    except AssessmentError:
        log.exception("A list of areas could not be checked")
        st.session_state[PROBLEMS] = {FAILED: "many.failed"}
        return
    # A file without any area that could be read has said why.
    faults = listed.faults + (found.faults if listed.areas or not listed.faults else ())
    st.session_state[REVIEW] = Review(listed.areas, faults, found.open, found.earlier)
    st.session_state[STAGE] = "" if faults else "many-review"


@uninterrupted
def back() -> None:
    """Change something: what was filled in is still there."""
    for key in (REVIEW, PROBLEMS, STAGE, DONE):
        st.session_state.pop(key, None)


@uninterrupted
def open_them(visit: Visit, picture: Picture) -> None:
    """Open the rounds, once, however often the button was pressed; all of them or none."""
    fields, by, found = kept(visit, picture), accesses.entered(visit), review()
    current = st.session_state.setdefault(ATTEMPT, Attempt())
    if not current.opened and by is not None and found is not None and not found.faults:
        # From here to the end of this paragraph nothing touches the session: a newer click cannot come between.
        wrong = {}
        try:
            _open(visit, by, current, to_open(found, bool(fields[AGAIN])), _plan(fields))
        except AssessmentError:
            log.exception("Rounds of many areas could not be opened")
            wrong = {FAILED: "many.failed"}
        st.session_state[PROBLEMS] = wrong
    if current.opened:
        for key in (REVIEW, CHOSEN, FILE):
            st.session_state.pop(key, None)
        st.session_state[DRAFT] = {**st.session_state.get(DRAFT, {}), NAMES: "", AGAIN: False}
        st.session_state[STAGE] = "many-opened"


def _open(visit: Visit, by: Access, current: Attempt, listed: Sequence[Wanted], plan: Plan) -> None:
    house, q = visit.house, visit.questionnaire
    opened = journey.open_many(house.store, house.clock, house.codes, q, listed, plan, by.municipality)
    current.contacts = {one.round.id: of.contact for one, of in zip(opened, listed, strict=True)}
    current.opened = opened


def to_open(found: Review, again: bool) -> tuple[Wanted, ...]:
    """Those of a list whose rounds are opened: one with an open round only if that was asked for."""
    return tuple(one for one in found.listed if again or one not in found.open)


@uninterrupted
def put_away() -> None:
    """The cards and the links were taken along: from now on they are nowhere."""
    found = attempt()
    if found is not None:
        st.session_state[DONE] = len(found.opened)
        st.session_state[STAGE] = "many-done"
    st.session_state.pop(ATTEMPT, None)


def kind_of(kind: str) -> str:
    """The questionnaire's word for a kind of the register."""
    return _KINDS.get(kind, BOROUGH)


def _listed(kept: Kept, picture: Picture) -> ListOfAreas:
    if kept[SOURCE] == TYPED_NAMES:
        return typed_list(str(kept[NAMES]), picture.municipality)
    if kept[SOURCE] == FROM_FILE:
        brought = file()
        return ListOfAreas(()) if brought is None else brought[1]
    areas = [one.area for one in picture.areas if one.area.id in chosen()]
    return ListOfAreas(
        tuple(
            wanted(area.name, picture.municipality, "" if area.id.startswith(TYPED) else kind_of(area.kind), row=row)
            for row, area in enumerate(areas, 1)
        )
    )


def kept(visit: Visit, picture: Picture) -> Kept:
    """What each field holds now."""
    return {**starts(visit, bool(picture.areas)), **st.session_state.get(DRAFT, {})}


def _wrong(kept: Kept) -> dict[str, str]:
    found = {}
    if not any(kept[WAY.format(way=way)] for way in WAYS):
        found["ways"] = "open.wrong.ways"
    if is_strict(kept) and number_of_slips(kept) is None:
        found[SLIPS] = "open.wrong.slips"
    return found


def _plan(kept: Kept) -> Plan:
    return Plan(
        area=Area(""),
        period=str(kept[PERIOD]),
        days=int(kept[DAYS_OPEN]),
        share=str(kept[SHARE]),
        may_answer=str(kept[MAY_ANSWER]),
        ways=tuple(way for way in WAYS if kept[WAY.format(way=way)]),
        slips=(number_of_slips(kept) or 0) if is_strict(kept) else 0,
    )
