"""The store of self-assessments in SQL: the same for SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, CursorResult, Select, delete, exists, func, insert, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from assessment.core.errors import GoneError, SpentError, StoreError
from assessment.core.ports import NOTHING_GIVEN, StoredAssessment
from assessment.core.response import GROUP, ONLINE
from assessment.storage.database import storable
from assessment.storage.sql_access import SqlAccesses
from assessment.storage.sql_areas import SqlAreas
from assessment.storage.sql_asides import SqlAsides
from assessment.storage.sql_closing import SqlClosing
from assessment.storage.sql_demonstration import SqlDemonstration
from assessment.storage.sql_rounds import assembled
from assessment.storage.sql_shares import SqlShares
from assessment.storage.sql_work import SqlWork
from assessment.storage.sql_workshops import SqlWorkshops
from assessment.storage.statements import AT_CODE, AT_SEAT, UPSERTS, WITH_ID
from assessment.storage.tables import answer, assessment, spent_slip

_UNKNOWN = "There is no self-assessment with this id: it was deleted, or never started here."


class SqlStore(SqlClosing, SqlShares, SqlAsides, SqlAccesses, SqlAreas, SqlWork, SqlWorkshops, SqlDemonstration):
    """Everything that is kept in one database; every write is durable when the call returns."""

    def start(
        self,
        assessment_id: str,
        seat: str | None,
        questionnaire: str,
        day: date,
        round_id: str | None = None,
        mode: str = ONLINE,
        slip: str | None = None,
        given: Mapping[str, str] = NOTHING_GIVEN,
    ) -> None:
        """Store an assessment for `seat`, empty or with the answers `given`."""
        row = {
            "id": storable(assessment_id),
            "seat": None if seat is None else storable(seat),
            "questionnaire": storable(questionnaire),
            "started_on": day,
            "round_id": round_id,
            "mode": mode,
        }
        try:
            with self._writing() as connection:
                if round_id is not None and mode != GROUP:
                    self._refuse_if_closed(connection, round_id)
                if slip is not None:
                    self._spend(connection, slip, round_id or "")
                if seat is not None:
                    self._free(connection, seat)
                connection.execute(insert(assessment).values(row))
                self._put(connection, assessment_id, given)
        except IntegrityError:
            raise StoreError("A self-assessment with this id is there already. Start it with a new id.") from None

    def at_seat(self, seat: str) -> StoredAssessment | None:
        """The assessment that this seat leads to, or None."""
        return self._found(AT_SEAT, storable(seat))

    def read(self, assessment_id: str) -> StoredAssessment:
        """The assessment with this id."""
        found = self._found(WITH_ID, storable(assessment_id))
        if found is None:
            raise GoneError(_UNKNOWN)
        return found

    def save(self, assessment_id: str, item: str, value: str) -> None:
        """Store the answer to one item, replacing an earlier one."""
        self._keep(assessment_id, {item: value})

    def save_all(self, assessment_id: str, given: Mapping[str, str]) -> None:
        """Store the answers to several items, all or none; an empty one removes an earlier."""
        kept = {item: value for item, value in given.items() if value}
        self._keep(assessment_id, kept, [item for item in given if item not in kept])

    def clear(self, assessment_id: str, item: str) -> None:
        """Remove the answer to one item; nothing happens if there is none."""
        self.save_all(assessment_id, {item: ""})

    def give_code(self, assessment_id: str, code: str) -> None:
        """The assessment is found by this hash of a code from now on, and by no earlier one."""
        of_id = update(assessment).where(assessment.c.id == storable(assessment_id))
        try:
            with self._writing() as connection:
                given: CursorResult[Any] = connection.execute(of_id.values(code=storable(code)))
                if not given.rowcount:
                    raise GoneError(_UNKNOWN)
        except IntegrityError:
            raise StoreError("This code leads to another self-assessment already. Give another one.") from None

    def at_code(self, code: str) -> StoredAssessment | None:
        """The assessment that this hash of a code leads to, or None."""
        return self._found(AT_CODE, storable(code))

    def take_seat(self, assessment_id: str, seat: str) -> None:
        """The seat leads to this assessment from now on; another seat that led to it is left."""
        with self._writing() as connection:
            self._free(connection, seat)
            of_id = update(assessment).where(assessment.c.id == storable(assessment_id))
            taken: CursorResult[Any] = connection.execute(of_id.values(seat=seat))
            if not taken.rowcount:
                raise GoneError(_UNKNOWN)

    def delete(self, assessment_id: str) -> None:
        """Remove the assessment and all its answers for good."""
        with self._writing() as connection:
            gone: CursorResult[Any] = connection.execute(
                delete(assessment).where(assessment.c.id == storable(assessment_id))
            )
            if not gone.rowcount:
                raise GoneError(_UNKNOWN)
        if self._is_sqlite:
            self._forget_log()

    def forget_solo(self, before: date) -> int:
        """Remove self-assessments of no round, begun before a day and without a code; how many there were."""
        old = assessment.c.round_id.is_(None) & assessment.c.code.is_(None) & (assessment.c.started_on < before)
        with self._writing() as connection:
            gone: CursorResult[Any] = connection.execute(delete(assessment).where(old))
        if gone.rowcount and self._is_sqlite:
            self._forget_log()
        return gone.rowcount

    def ping(self) -> None:
        """Return if the database answers and is writable; raise `StoreError` otherwise."""
        path = self._engine.url.database
        if self._is_sqlite and path and not Path(path).is_file():
            # An open connection goes on in a file that was deleted under it: answers would end with the process.
            raise StoreError("The database file is gone. Restart the application, or restore the file from a backup.")
        with self._writing() as connection:
            connection.execute(select(exists().where(assessment.c.id == "")))
            if self._is_sqlite:
                # A full disk shows itself only when something is written: a number in the file that nobody reads.
                connection.execute(text("PRAGMA user_version = 0"))
            elif connection.scalar(text("SHOW transaction_read_only")) == "on":
                raise StoreError("PostgreSQL takes no answers now: it is for reading only.")

    def close(self) -> None:
        """Give back all connections; the next call opens new ones."""
        self._engine.dispose()
        self._reading.dispose()

    def _spend(self, connection: Connection, slip: str, round_id: str) -> None:
        """The one-time code is used up, in the same transaction as what it was used for."""
        row = {"code": storable(slip), "round_id": storable(round_id)}
        insertion = (sqlite if self._is_sqlite else postgresql).insert(spent_slip).values(row)
        if connection.scalar(insertion.on_conflict_do_nothing().returning(spent_slip.c.code)) is None:
            raise SpentError("This one-time code was used before.")

    def _keep(self, assessment_id: str, given: Mapping[str, str], taken_back: Sequence[str] = ()) -> None:
        try:
            with self._writing() as connection:
                if not self._refuse_if_closed_for(connection, assessment_id):
                    raise GoneError(_UNKNOWN)
                self._put(connection, assessment_id, given)
                self._take_back(connection, assessment_id, taken_back)
        except IntegrityError:  # the foreign key: it was deleted at this moment
            raise GoneError(_UNKNOWN) from None

    def _put(self, connection: Connection, assessment_id: str, given: Mapping[str, str]) -> None:
        # In one order, so that two that write the same answers do not wait for each other.
        rows = [
            {"assessment_id": storable(assessment_id), "item": storable(item), "value": storable(value)}
            for item, value in sorted(given.items())
        ]
        if rows:
            connection.execute(UPSERTS[self._engine.dialect.name], rows)

    def _take_back(self, connection: Connection, assessment_id: str, items: Sequence[str]) -> None:
        if items:
            of_items = answer.c.item.in_([storable(item) for item in items])
            connection.execute(delete(answer).where((answer.c.assessment_id == assessment_id) & of_items))

    def _free(self, connection: Connection, seat: str) -> None:
        """The seat leads nowhere."""
        if not self._is_sqlite:
            # One device that starts twice at the same moment: the second waits here, then takes the seat over.
            connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(seat, 0))))
        connection.execute(update(assessment).where(assessment.c.seat == storable(seat)).values(seat=None))

    def _found(self, query: Select[Any], sought: str) -> StoredAssessment | None:
        rows = self._read(query, {"sought": sought})
        return assembled(rows)[0] if rows else None
