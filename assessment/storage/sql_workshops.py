"""Live workshops in SQL: what was decided of them, where they stand, and their end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from assessment.core.errors import GoneError, StaleError, StoreError
from assessment.core.workshop import Course, Standing, Workshop
from assessment.storage import workshop_rows as rows
from assessment.storage.database import storable
from assessment.storage.sql_courses import UNKNOWN
from assessment.storage.sql_hall import SqlHall
from assessment.storage.sql_seats import SqlSeats
from assessment.storage.workshop_tables import (
    workshop,
    workshop_agreed,
    workshop_hands,
    workshop_idea,
    workshop_seat,
    workshop_vote,
)

_OF_WORKSHOP = (workshop_seat, workshop_hands, workshop_agreed, workshop_idea)


class SqlWorkshops(SqlSeats, SqlHall):
    """The workshops in one database."""

    def open_workshop(self, new: Workshop, code: str, host: str, projector: str) -> None:
        """Store a new workshop."""
        try:
            with self._writing() as connection:
                connection.execute(insert(workshop), rows.new_row(new, code, host, projector))
        except IntegrityError:
            raise StoreError("This code or key leads to another workshop already. Open it with new ones.") from None

    def workshop(self, workshop_id: str) -> Standing:
        """The workshop with this id."""
        found = self._standing(rows.WITH_ID, workshop_id)
        if found is None:
            raise GoneError(UNKNOWN)
        return found

    def workshop_at_code(self, code: str) -> Standing | None:
        """The workshop that people join with this code, or None."""
        return self._standing(rows.AT_CODE, code)

    def workshop_at_host(self, key: str) -> Standing | None:
        """The workshop that this key lets one host, or None."""
        return self._standing(rows.AT_HOST, key)

    def workshop_at_projector(self, key: str) -> Standing | None:
        """The workshop that this key shows on a wall, or None."""
        return self._standing(rows.AT_PROJECTOR, key)

    def workshops(self) -> tuple[Standing, ...]:
        """All workshops, by the day on which they were opened."""
        return tuple(map(rows.standing_of, self._read(rows.ALL, {})))

    def change_workshop(self, changed: Workshop) -> None:
        """The workshop with this id is decided as given from now on: only its address and share may differ."""
        with self._writing() as connection:
            _change(connection, changed.id, address=storable(changed.address), share=storable(changed.share))

    def give_host(self, workshop_id: str, key: str) -> None:
        """The workshop is hosted with this hash of a key from now on, and with no earlier one."""
        try:
            with self._writing() as connection:
                _change(connection, workshop_id, host=storable(key))
        except IntegrityError:
            raise StoreError("This key leads to another workshop already. Give another one.") from None

    def move_workshop(self, workshop_id: str, course: Course, day: date) -> None:
        """The workshop stands there from now on, ended on `day` if it has ended."""
        seen = course.revision - 1
        with self._writing() as connection:
            # The votes that are being stored end first.
            self._wait(connection, [storable(workshop_id)], alone=True)
            found = self._held_one(connection, workshop_id)
            if found.course.revision != seen:
                raise StaleError(seen, found.course.revision)
            row = rows.course_row(found.workshop, course) | {"ended_on": day if course.has_ended else None}
            connection.execute(update(workshop).where(workshop.c.id == workshop_id).values(row))

    def keep_round(self, workshop_id: str, round_id: str) -> None:
        """The round that remains of the workshop."""
        with self._writing() as connection:
            _change(connection, workshop_id, round_id=storable(round_id))

    def delete_workshop(self, workshop_id: str) -> None:
        """Remove a workshop with all its seats, votes and texts for good; the round that remains stays."""
        with self._writing() as connection:
            if not self._removed(connection, [storable(workshop_id)]):
                raise GoneError(UNKNOWN)
        if self._is_sqlite:
            self._forget_log()

    def forget_workshops(self, before: date) -> int:
        """Remove the workshops opened before a day; how many there were."""
        old = select(workshop.c.id).where(workshop.c.opened_on < before)
        with self._writing() as connection:
            gone = self._removed(connection, connection.scalars(old).all())
        if gone and self._is_sqlite:
            self._forget_log()
        return gone

    def _removed(self, connection: Connection, ids: Sequence[str]) -> int:
        """How many of these workshops were there. Who is writing to one ends before."""
        self._wait(connection, sorted(ids), alone=True)
        gone = connection.execute(delete(workshop).where(workshop.c.id.in_(ids))).rowcount
        seats = select(workshop_seat.c.id).where(workshop_seat.c.workshop_id.in_(ids))
        connection.execute(delete(workshop_vote).where(workshop_vote.c.seat_id.in_(seats)))
        for table in _OF_WORKSHOP:
            connection.execute(delete(table).where(table.c.workshop_id.in_(ids)))
        return gone

    def _standing(self, query: Select[Any], sought: str) -> Standing | None:
        return next(map(rows.standing_of, self._read(query, {"sought": storable(sought)})), None)


def _change(connection: Connection, workshop_id: str, **changed: str) -> None:
    of_id = update(workshop).where(workshop.c.id == storable(workshop_id))
    if not connection.execute(of_id.values(changed)).rowcount:
        raise GoneError(UNKNOWN)
