"""The store of self-assessments in SQL: the same for SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection, CursorResult, Engine, Row, Select, delete, exists, func, insert, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from assessment.core.errors import GoneError, StoreError
from assessment.core.ports import StoredAssessment
from assessment.storage.faults import faults_told
from assessment.storage.tables import answer, assessment

_UNKNOWN = "There is no self-assessment with this id: it was deleted, or never started here."


class SqlStore:
    """Self-assessments in a database that `open_store` prepared; every write is durable when the call returns."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._is_sqlite = engine.dialect.name == "sqlite"
        # SQLite has one writer at a time and lets the others poll. Threads that queue here instead write three times
        # as fast, and the slowest of 100 waits 0.5 s rather than 1.6 s (measured).
        self._queue: AbstractContextManager[object] = Lock() if self._is_sqlite else nullcontext()

    def start(self, assessment_id: str, seat: str, questionnaire: str, day: date) -> None:
        """Store an empty assessment for `seat`. A seat that led elsewhere leads here from now on."""
        row = {
            "id": _text(assessment_id),
            "seat": _text(seat),
            "questionnaire": _text(questionnaire),
            "started_on": day,
        }
        try:
            with self._writing() as connection:
                if not self._is_sqlite:
                    # One device that starts twice at the same moment: the second waits here, then takes the seat over.
                    connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(seat, 0))))
                connection.execute(_leaving(seat))
                connection.execute(insert(assessment).values(row))
        except IntegrityError:
            raise StoreError("A self-assessment with this id is there already. Start it with a new id.") from None

    def at_seat(self, seat: str) -> StoredAssessment | None:
        """The assessment that this seat leads to, or None."""
        return self._found(_assessment_with_answers().where(assessment.c.seat == _text(seat)))

    def read(self, assessment_id: str) -> StoredAssessment:
        """The assessment with this id."""
        found = self._found(_assessment_with_answers().where(assessment.c.id == _text(assessment_id)))
        if found is None:
            raise GoneError(_UNKNOWN)
        return found

    def save(self, assessment_id: str, item: str, value: str) -> None:
        """Store the answer to one item, replacing an earlier one."""
        row = {"assessment_id": _text(assessment_id), "item": _text(item), "value": _text(value)}
        insertion = (sqlite if self._is_sqlite else postgresql).insert(answer).values(row)
        upsert = insertion.on_conflict_do_update(
            index_elements=[answer.c.assessment_id, answer.c.item], set_={"value": insertion.excluded.value}
        )
        try:
            with self._writing() as connection:
                connection.execute(upsert)
        except IntegrityError:  # the foreign key
            raise GoneError(_UNKNOWN) from None

    def clear(self, assessment_id: str, item: str) -> None:
        """Remove the answer to one item; nothing happens if there is none."""
        known = select(exists().where(assessment.c.id == _text(assessment_id)))
        of_item = (answer.c.assessment_id == assessment_id) & (answer.c.item == _text(item))
        with self._writing() as connection:
            if not connection.scalar(known):
                raise GoneError(_UNKNOWN)
            connection.execute(delete(answer).where(of_item))

    def give_code(self, assessment_id: str, code: str) -> None:
        """The assessment is found by this hash of a code from now on, and by no earlier one."""
        of_id = update(assessment).where(assessment.c.id == _text(assessment_id))
        try:
            with self._writing() as connection:
                given: CursorResult[Any] = connection.execute(of_id.values(code=_text(code)))
                if not given.rowcount:
                    raise GoneError(_UNKNOWN)
        except IntegrityError:
            raise StoreError("This code leads to another self-assessment already. Give another one.") from None

    def at_code(self, code: str) -> StoredAssessment | None:
        """The assessment that this hash of a code leads to, or None."""
        return self._found(_assessment_with_answers().where(assessment.c.code == _text(code)))

    def take_seat(self, assessment_id: str, seat: str) -> None:
        """The seat leads to this assessment from now on; another seat that led to it is left."""
        with self._writing() as connection:
            if not self._is_sqlite:
                connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(seat, 0))))
            connection.execute(_leaving(seat))
            of_id = update(assessment).where(assessment.c.id == _text(assessment_id))
            taken: CursorResult[Any] = connection.execute(of_id.values(seat=seat))
            if not taken.rowcount:
                raise GoneError(_UNKNOWN)

    def delete(self, assessment_id: str) -> None:
        """Remove the assessment and all its answers for good."""
        with self._writing() as connection:
            gone: CursorResult[Any] = connection.execute(
                delete(assessment).where(assessment.c.id == _text(assessment_id))
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

    def _found(self, query: Select[Any]) -> StoredAssessment | None:
        # One statement, so that an answer saved meanwhile cannot fall between two.
        with faults_told(), self._engine.connect() as connection:
            rows = connection.execute(query).all()
        return _assembled(rows) if rows else None

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        # IntegrityError passes, for the methods that know what it means there.
        integrity: IntegrityError | None = None
        with faults_told(), self._queue:
            try:
                with self._engine.execution_options(writes=True).begin() as connection:
                    yield connection
            except IntegrityError as error:
                integrity = error
        if integrity is not None:
            raise integrity

    def _forget_log(self) -> None:
        # The write-ahead log still holds what was deleted. If others are reading it now, a later checkpoint empties it:
        # nobody waits for them, and the deletion itself is done.
        outside = self._engine.execution_options(outside=True)
        with suppress(SQLAlchemyError), self._queue, outside.connect() as connection:
            usual = connection.scalar(text("PRAGMA busy_timeout"))
            connection.execute(text("PRAGMA busy_timeout = 250"))
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
            connection.execute(text(f"PRAGMA busy_timeout = {usual}"))


def _leaving(seat: str) -> Any:
    return update(assessment).where(assessment.c.seat == _text(seat)).values(seat=None)


def _assessment_with_answers() -> Select[Any]:
    columns = (assessment.c.id, assessment.c.questionnaire, assessment.c.started_on, answer.c.item, answer.c.value)
    return select(*columns).select_from(assessment.outerjoin(answer)).order_by(answer.c.item)


def _assembled(rows: Sequence[Row[Any]]) -> StoredAssessment:
    answers = {row.item: row.value for row in rows if row.item is not None}
    return StoredAssessment(rows[0].id, rows[0].questionnaire, rows[0].started_on, answers)


def _text(value: str) -> str:
    """`value` itself, if every database can hold it."""
    if "\x00" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
        raise StoreError(
            "The text holds a sign that cannot be stored (NUL or half a character). Write it without that."
        )
    return value
