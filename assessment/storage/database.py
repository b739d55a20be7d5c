"""One database and how it is written to: the same for SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from assessment.core.errors import StoreError
from assessment.storage.faults import faults_told


class Database:
    """An engine that `open_store` prepared; every write is durable when it ends."""

    def __init__(self, engine: Engine, reading: Engine) -> None:
        self._engine, self._reading = engine, reading
        # Made once: they cost a tenth of a write.
        self._for_writing = engine.execution_options(writes=True)
        self._outside = reading.execution_options(outside=True)
        self._is_sqlite = engine.dialect.name == "sqlite"
        self._is_log_kept = False  # whether the log may still hold what was deleted
        # SQLite has one writer at a time and lets the others poll. Threads that queue here instead write three times
        # as fast, and the slowest of 100 waits 0.5 s rather than 1.6 s (measured).
        self._queue: AbstractContextManager[object] = Lock() if self._is_sqlite else nullcontext()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        # IntegrityError passes, for the methods that know what it means there.
        integrity: IntegrityError | None = None
        with faults_told(), self._queue:
            try:
                with self._for_writing.begin() as connection:
                    yield connection
            except IntegrityError as error:
                integrity = error
        if integrity is not None:
            raise integrity
        if self._is_log_kept:
            self._forget_log(wait=0)

    def _read(self, query: Select[Any], sought: Mapping[str, Any]) -> Sequence[Row[Any]]:
        """The rows of one statement: an answer saved meanwhile cannot fall between two.

        Where the database was restarted since the last one, it is asked again: the first failure empties the pool.
        """
        with faults_told():
            try:
                return self._rows(query, sought)
            except DBAPIError as error:
                if not error.connection_invalidated:
                    raise
            return self._rows(query, sought)

    def _rows(self, query: Select[Any], sought: Mapping[str, Any]) -> Sequence[Row[Any]]:
        with self._outside.connect() as connection:
            return connection.execute(query, sought).all()

    def _forget_log(self, wait: int = 250) -> None:
        # The write-ahead log still holds what was deleted. Nobody waits long for those who are reading it now: the
        # deletion itself is done, and who writes next tries again. Left to SQLite it could stay for weeks.
        self._is_log_kept = True
        with suppress(SQLAlchemyError), self._queue, self._outside.connect() as connection:
            usual = connection.scalar(text("PRAGMA busy_timeout"))
            connection.execute(text(f"PRAGMA busy_timeout = {wait}"))
            try:
                self._is_log_kept = bool(connection.scalar(text("PRAGMA wal_checkpoint(TRUNCATE)")))
            finally:
                connection.execute(text(f"PRAGMA busy_timeout = {usual}"))


def storable(value: str) -> str:
    """`value` itself, if every database can hold it."""
    if "\x00" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
        raise StoreError(
            "The text holds a sign that cannot be stored (NUL or half a character). Write it without that."
        )
    return value
