"""A worker's own notes of areas in SQL."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, Table, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from assessment.core.errors import GoneError, StoreError
from assessment.core.work import AgreedStep, CheckedStep, LoggedContact, OutsideView
from assessment.storage.database import Database, storable
from assessment.storage.tables import checked_step, kept_view, logged_contact, round_aside

_UNKNOWN = "There is no such entry here: it was deleted, or never made."
_THERE = "An entry with this id is there already. Make it with a new id."
_NO_LEVEL = "-"


class SqlWork(Database):
    """The notes of all municipalities in one database; every query names the municipality that it is for."""

    def contacts(self, municipality: str) -> Mapping[str, date]:
        """The day of the newest contact of each area that has one."""
        kept = logged_contact.c
        newest = select(kept.area, func.max(kept.day).label("day")).where(kept.municipality == storable(municipality))
        return {row.area: row.day for row in self._read(newest.group_by(kept.area), {})}

    def contacts_of(self, municipality: str, areas: Collection[str]) -> tuple[LoggedContact, ...]:
        """The contacts with one area, the newest first."""
        kept = logged_contact.c
        query = _of_area(logged_contact, municipality, areas)
        rows = self._read(query.order_by(kept.day.desc(), kept.written_on.desc(), kept.id.desc()), {})
        return tuple(_contact(row) for row in rows)

    def log_contact(self, new: LoggedContact) -> None:
        """Store a contact."""
        try:
            with self._writing() as connection:
                connection.execute(insert(logged_contact).values(_contact_row(new)))
        except IntegrityError:
            raise StoreError(_THERE) from None

    def change_contact(self, changed: LoggedContact) -> None:
        """The contact with this id of this municipality is as given from now on."""
        of_id = _with_id(logged_contact, changed.municipality, changed.id)
        with self._writing() as connection:
            if not connection.execute(update(logged_contact).where(of_id).values(_contact_row(changed))).rowcount:
                raise GoneError(_UNKNOWN)

    def delete_contact(self, municipality: str, contact_id: str) -> None:
        """Remove a contact for good."""
        self._remove_noted(logged_contact, municipality, contact_id)

    def outside_views(self, municipality: str, areas: Collection[str]) -> tuple[OutsideView, ...]:
        """The worker's views of one area, the current one first."""
        kept = kept_view.c
        query = _of_area(kept_view, municipality, areas)
        rows = self._read(query.order_by(kept.written_on.desc(), kept.number.desc(), kept.id.desc()), {})
        return tuple(_view(row) for row in rows)

    def keep_outside_view(self, new: OutsideView) -> None:
        """Store a view: it is the current one of its area from now on, the others are its history."""
        texts = ("id", "municipality", "area", "questionnaire", "kind", "who", "written_by")
        row: dict[str, object] = {name: storable(getattr(new, name)) for name in texts}
        row |= {"is_fading": new.is_fading, "written_on": new.written_on, "levels": _written(new.levels)}
        last = func.coalesce(func.max(kept_view.c.number), 0) + 1
        number = select(last).where(kept_view.c.municipality == row["municipality"], kept_view.c.area == row["area"])
        try:
            with self._writing() as connection:
                row["number"] = connection.scalar(number)
                connection.execute(insert(kept_view).values(row))
        except IntegrityError:
            raise StoreError(_THERE) from None

    def delete_outside_view(self, municipality: str, view_id: str) -> None:
        """Remove a view for good."""
        self._remove_noted(kept_view, municipality, view_id)

    def checked_steps(self, municipality: str, areas: Collection[str]) -> tuple[CheckedStep, ...]:
        """The steps that were taken in one area, each once, in the order of their ids."""
        kept = checked_step.c
        query = _of_area(checked_step, municipality, areas).order_by(kept.step, kept.day, kept.area)
        newest = {row.step: CheckedStep(**row._mapping) for row in self._read(query, {})}
        return tuple(newest.values())

    def check_step(self, taken: CheckedStep, areas: Collection[str]) -> None:
        """Store that a step was taken; it replaces what was stored of it under any of the area's ids."""
        texts = ("municipality", "area", "step", "who", "note")
        row: dict[str, object] = {name: storable(getattr(taken, name)) for name in texts}
        row["day"] = taken.day
        with self._writing() as connection:
            connection.execute(
                delete(checked_step).where(_is_step(taken.municipality, {taken.area, *areas}, taken.step))
            )
            connection.execute(insert(checked_step).values(row))

    def uncheck_step(self, municipality: str, areas: Collection[str], step: str) -> None:
        """The step is not taken; nothing happens if that is so already."""
        with self._writing() as connection:
            connection.execute(delete(checked_step).where(_is_step(municipality, areas, step)))

    def forget_work(self, before: date) -> int:
        """Remove the contacts, views and steps of before a day, and notes on rounds set aside; how many there were."""
        days = {
            logged_contact: logged_contact.c.day,
            kept_view: kept_view.c.written_on,
            checked_step: checked_step.c.day,
        }
        with self._writing() as connection:
            gone = sum(connection.execute(delete(table).where(day < before)).rowcount for table, day in days.items())
            # The round stays aside: only what somebody wrote about it goes.
            old = (round_aside.c.written_on < before) & (round_aside.c.note != "")
            gone += connection.execute(update(round_aside).where(old).values(note="")).rowcount
        if gone and self._is_sqlite:
            self._forget_log()
        return gone

    def _remove_noted(self, table: Table, municipality: str, id_: str) -> None:
        with self._writing() as connection:
            if not connection.execute(delete(table).where(_with_id(table, municipality, id_))).rowcount:
                raise GoneError(_UNKNOWN)
        if self._is_sqlite:
            self._forget_log()


def _of_area(table: Table, municipality: str, areas: Collection[str]) -> Select[Any]:
    named = [storable(area) for area in areas]
    return select(table).where(table.c.municipality == storable(municipality), table.c.area.in_(named))


def _with_id(table: Table, municipality: str, id_: str) -> Any:
    return (table.c.id == storable(id_)) & (table.c.municipality == storable(municipality))


def _is_step(municipality: str, areas: Collection[str], step: str) -> Any:
    kept, named = checked_step.c, [storable(area) for area in areas]
    return (kept.municipality == storable(municipality)) & kept.area.in_(named) & (kept.step == storable(step))


def _contact_row(one: LoggedContact) -> dict[str, object]:
    texts = ("id", "municipality", "area", "who", "agreed", "written_by")
    row: dict[str, object] = {name: storable(getattr(one, name)) for name in texts}
    row |= {"day": one.day, "written_on": one.written_on, "step": None, "step_who": "", "step_until": None}
    row["step_done"] = False
    if one.step is not None:
        row |= {"step": storable(one.step.what), "step_who": storable(one.step.who)}
        row |= {"step_until": one.step.until, "step_done": one.step.is_done}
    return row


def _contact(row: Row[Any]) -> LoggedContact:
    step = None if row.step is None else AgreedStep(row.step, row.step_who, row.step_until, row.step_done)
    return LoggedContact(
        row.id, row.municipality, row.area, row.day, row.who, row.agreed, step, row.written_by, row.written_on
    )


def _written(levels: tuple[int | None, ...]) -> str:
    return " ".join(_NO_LEVEL if level is None else str(level) for level in levels)


def _view(row: Row[Any]) -> OutsideView:
    return OutsideView(
        id=row.id,
        municipality=row.municipality,
        area=row.area,
        questionnaire=row.questionnaire,
        levels=tuple(None if level == _NO_LEVEL else int(level) for level in row.levels.split()),
        is_fading=row.is_fading,
        kind=row.kind,
        who=row.who,
        written_by=row.written_by,
        written_on=row.written_on,
    )
