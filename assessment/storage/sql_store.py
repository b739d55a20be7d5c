"""The store of self-assessments in SQL: the same for SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, CursorResult, Select, delete, exists, func, insert, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from assessment.core.errors import GoneError, StoreError
from assessment.core.ports import StoredAssessment
from assessment.core.response import ONLINE
from assessment.storage.database import storable
from assessment.storage.faults import faults_told
from assessment.storage.sql_rounds import SqlRounds, assembled, with_answers
from assessment.storage.tables import answer, assessment

_UNKNOWN = "There is no self-assessment with this id: it was deleted, or never started here."


class SqlStore(SqlRounds):
    """Self-assessments and rounds in one database; every write is durable when the call returns."""

    def start(
        self,
        assessment_id: str,
        seat: str | None,
        questionnaire: str,
        day: date,
        round_id: str | None = None,
        mode: str = ONLINE,
    ) -> None:
        """Store an empty assessment for `seat`. A seat that led elsewhere leads here from now on."""
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
                if round_id is not None:
                    self._refuse_if_closed(connection, round_id)
                if seat is not None:
                    self._free(connection, seat)
                connection.execute(insert(assessment).values(row))
        except IntegrityError:
            raise StoreError("A self-assessment with this id is there already. Start it with a new id.") from None

    def at_seat(self, seat: str) -> StoredAssessment | None:
        """The assessment that this seat leads to, or None."""
        return self._found(with_answers().where(assessment.c.seat == storable(seat)))

    def read(self, assessment_id: str) -> StoredAssessment:
        """The assessment with this id."""
        found = self._found(with_answers().where(assessment.c.id == storable(assessment_id)))
        if found is None:
            raise GoneError(_UNKNOWN)
        return found

    def save(self, assessment_id: str, item: str, value: str) -> None:
        """Store the answer to one item, replacing an earlier one."""
        row = {"assessment_id": storable(assessment_id), "item": storable(item), "value": storable(value)}
        insertion = (sqlite if self._is_sqlite else postgresql).insert(answer).values(row)
        upsert = insertion.on_conflict_do_update(
            index_elements=[answer.c.assessment_id, answer.c.item], set_={"value": insertion.excluded.value}
        )
        try:
            with self._writing() as connection:
                self._refuse_if_closed_for(connection, assessment_id)
                connection.execute(upsert)
        except IntegrityError:  # the foreign key
            raise GoneError(_UNKNOWN) from None

    def clear(self, assessment_id: str, item: str) -> None:
        """Remove the answer to one item; nothing happens if there is none."""
        known = select(exists().where(assessment.c.id == storable(assessment_id)))
        of_item = (answer.c.assessment_id == assessment_id) & (answer.c.item == storable(item))
        with self._writing() as connection:
            if not connection.scalar(known):
                raise GoneError(_UNKNOWN)
            self._refuse_if_closed_for(connection, assessment_id)
            connection.execute(delete(answer).where(of_item))

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
        return self._found(with_answers().where(assessment.c.code == storable(code)))

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

    def _free(self, connection: Connection, seat: str) -> None:
        """The seat leads nowhere."""
        if not self._is_sqlite:
            # One device that starts twice at the same moment: the second waits here, then takes the seat over.
            connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(seat, 0))))
        connection.execute(update(assessment).where(assessment.c.seat == storable(seat)).values(seat=None))

    def _found(self, query: Select[Any]) -> StoredAssessment | None:
        # One statement, so that an answer saved meanwhile cannot fall between two.
        with faults_told(), self._engine.connect() as connection:
            rows = connection.execute(query).all()
        return assembled(rows)[0] if rows else None
