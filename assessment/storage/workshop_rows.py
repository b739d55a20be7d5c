"""Workshops, seats and what stands in their rows, and the statements that every phone asks, built once."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import BindParameter, Row, Select, Table, and_, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite

from assessment.core.area import Area
from assessment.core.workshop import Course, Standing, Step, Workshop, beginning
from assessment.core.workshops import Seat
from assessment.storage.database import storable
from assessment.storage.workshop_tables import workshop, workshop_agreed, workshop_hands, workshop_seat, workshop_vote

_PLANNED = ("kind", "language", "has_roles", "is_blind", "is_free")
_COURSE = ("at", "has_begun", "is_hidden", "is_paused", "has_ended")
_STANDING = [column for column in workshop.c if column.name not in ("code", "host", "projector", "step", "ballot")]
_SOUGHT: BindParameter[Any] = bindparam("sought")
_SEVERAL: BindParameter[Any] = bindparam("sought", expanding=True)

ALL = select(*_STANDING).order_by(workshop.c.opened_on, workshop.c.id)
WITH_ID, AT_CODE, AT_HOST, AT_PROJECTOR = (
    select(*_STANDING).where(workshop.c[name] == _SOUGHT) for name in ("id", "code", "host", "projector")
)
WITH_IDS = select(*_STANDING).where(workshop.c.id.in_(_SEVERAL))

SEATS = select(workshop_seat).where(workshop_seat.c.workshop_id == _SOUGHT).order_by(workshop_seat.c.number)
SEATS_AT = SEATS.where(workshop_seat.c.device == bindparam("device"))
WORKSHOPS_OF = select(workshop_seat.c.id, workshop_seat.c.workshop_id).where(workshop_seat.c.id.in_(_SEVERAL))
NEXT_NUMBER = select(func.coalesce(func.max(workshop_seat.c.number), 0) + 1).where(
    workshop_seat.c.workshop_id == _SOUGHT
)

VOTES = select(workshop_seat.c.workshop_id, workshop_seat.c.number, workshop_vote).join(
    workshop_seat, workshop_seat.c.id == workshop_vote.c.seat_id
)
VOTES_IN = VOTES.where(workshop_seat.c.workshop_id == _SOUGHT)
VOTES_AT = VOTES_IN.where(workshop_vote.c.step == bindparam("step"))
VOTES_OF = VOTES.where(workshop_vote.c.seat_id.in_(_SEVERAL))


def _pulses() -> Select[Any]:
    seat, vote = workshop_seat.c, workshop_vote.c
    present = and_(vote.seat_id == seat.id, vote.step == workshop.c.step, vote.ballot == workshop.c.ballot)
    counted = (
        func.count(seat.id).label("joined"),
        func.count(vote.seat_id).label("voted"),
        func.count(seat.id).filter(seat.is_table).label("tables"),
    )
    joined = workshop.outerjoin(workshop_seat, seat.workshop_id == workshop.c.id).outerjoin(workshop_vote, present)
    of_these = select(workshop.c.id, workshop.c.revision, *counted).select_from(joined)
    return of_these.where(workshop.c.id.in_(_SEVERAL)).group_by(workshop.c.id, workshop.c.revision)


PULSES = _pulses()


def _replacing(table: Table) -> dict[str, Any]:
    """For each kind of database: a row takes the place of an earlier one with the same key."""
    upserts: dict[str, Any] = {}
    for name, insertion in (("sqlite", sqlite.insert(table)), ("postgresql", postgresql.insert(table))):
        changed = {column.name: insertion.excluded[column.name] for column in table.c if not column.primary_key}
        upserts[name] = insertion.on_conflict_do_update(index_elements=list(table.primary_key), set_=changed)
    return upserts


VOTE_UPSERTS, HANDS_UPSERTS, AGREED_UPSERTS = map(_replacing, (workshop_vote, workshop_hands, workshop_agreed))


def new_row(new: Workshop, code: str, host: str, projector: str) -> dict[str, object]:
    """The row of a workshop that begins."""
    area = None if new.area is None else [new.area.name, new.area.municipality, new.area.kind]
    steps = [[step.kind, step.id] for step in new.steps]
    for written in (new.kind, new.language, *(area or ()), *(part for step in steps for part in step)):
        storable(written)  # JSON would write the sign in another way, and hide it
    texts = {"id": new.id, "code": code, "host": host, "projector": projector, "questionnaire": new.questionnaire}
    row: dict[str, object] = {name: storable(value) for name, value in texts.items()}
    row |= {"opened_on": new.opened_on, "address": storable(new.address), "share": storable(new.share)}
    plan = {name: getattr(new, name) for name in _PLANNED} | {"steps": steps, "area": area}
    return row | {"plan": json.dumps(plan, ensure_ascii=False)} | course_row(new, beginning(new))


def course_row(of: Workshop, course: Course) -> dict[str, object]:
    """The columns that say where a workshop stands."""
    kept = {name: getattr(course, name) for name in _COURSE} | {"ballots": course.ballots, "closed": course.closed}
    present = {"step": of.steps[course.at].key, "ballot": course.ballot}
    return {"course": json.dumps(kept), "revision": course.revision} | present


def standing_of(row: Row[Any]) -> Standing:
    """The workshop of a row, and where it stands."""
    plan, course = json.loads(row.plan), json.loads(row.course)
    steps, area = plan.pop("steps"), plan.pop("area")
    columns = ("id", "questionnaire", "opened_on", "address", "share")
    of = Workshop(
        **{name: getattr(row, name) for name in columns},
        **plan,
        steps=tuple(Step(kind, id_) for kind, id_ in steps),
        area=None if area is None else Area(*area),
    )
    ballots, closed = tuple(course.pop("ballots")), tuple(course.pop("closed"))
    return Standing(of, Course(ballots, closed, row.revision, **course), row.ended_on, row.round_id)


def seat_row(seat: Seat) -> dict[str, object]:
    """The row of a seat, but for its number."""
    texts = ("id", "workshop_id", "device", "role", "settlement", "municipality")
    row: dict[str, object] = {name: storable(getattr(seat, name)) for name in texts}
    return row | {"is_table": seat.is_table, "people": seat.people, "consents": seat.consents}


def seat_of(row: Row[Any]) -> Seat:
    """The seat of a row."""
    return Seat(**row._mapping)
