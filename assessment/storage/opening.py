"""Open the database of `DATABASE_URL`: make it if it is not there, and bring it up to this version."""

from __future__ import annotations

import logging
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, OperationalError

from assessment.core.errors import StoreError
from assessment.storage.faults import faults_told
from assessment.storage.sql_store import SqlStore

log = logging.getLogger(__name__)
logging.getLogger("alembic").setLevel(logging.WARNING)  # it tells at every start that it has nothing to do

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_SECONDS = 15.0
# Any number, the same in every process: who holds it migrates, the others wait.
_MIGRATION_LOCK = 7_315_001


def open_store(url: str, is_durable: bool = True) -> SqlStore:
    """The store at `url`, ready for use. Raises `StoreError` with a sentence for whoever runs the installation.

    One that is not durable may lose everything in a power cut: a file of SQLite that is thrown away then.
    """
    address = _parsed(url)
    if address.get_backend_name() == "sqlite":
        _make_file(Path(address.database or ""))
        engine = reading = _sqlite_engine(address, is_durable)
    else:
        # A database that was restarted costs no visitor an error: before something is written, the connection is asked
        # whether it lives; what is only read is read again. One statement needs no transaction around it.
        engine = _postgres_engine(address, pool_pre_ping=True)
        reading = _postgres_engine(address, isolation_level="AUTOCOMMIT")
    try:
        with faults_told():
            _prepare(engine)
    except BaseException:
        engine.dispose()
        raise
    return SqlStore(engine, reading)


def _parsed(url: str) -> URL:
    try:
        address = make_url(url)
        backend = address.get_backend_name()
    except (ArgumentError, ValueError):
        backend = ""  # the message of the library quotes the address, and maybe a password with it
    if backend not in ("sqlite", "postgresql"):
        raise StoreError("DATABASE_URL is not understood. It must begin with sqlite:/// or postgresql://.")
    if backend == "sqlite" and address.database in (None, "", ":memory:"):
        raise StoreError(
            "DATABASE_URL names no file. Write sqlite:///folder/file.db; answers must outlive the program."
        )
    return address


def _make_file(path: Path) -> None:
    """An empty file that only its owner may read, unless it is there."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreError(
            f"The database file {path} cannot be made or opened: {error.strerror}. "
            "Give this program the right to write in that folder, or name another file in DATABASE_URL."
        ) from None


def _postgres_engine(address: URL, **more: Any) -> Engine:
    return create_engine(
        address.set(drivername="postgresql+psycopg"),
        hide_parameters=True,  # parameters are answers
        connect_args={"connect_timeout": 10},
        **more,
    )


def _sqlite_engine(address: URL, is_durable: bool) -> Engine:
    engine = create_engine(address, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def _configure(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # transactions begin below, not where the driver thinks they should
        connection.execute("PRAGMA foreign_keys = ON")
        # FULL: an acknowledged answer survives a power cut. With WAL it costs one fsync per answer (0.7 ms measured).
        connection.execute(f"PRAGMA synchronous = {'FULL' if is_durable else 'OFF'}")
        connection.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten, not only forgotten

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if options.get("writes"):
            # IMMEDIATE: who reads first and writes later in one transaction would be refused instead of waiting.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        elif not options.get("outside"):
            connection.exec_driver_sql("BEGIN")

    return engine


def _prepare(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        _switch_to_wal(engine)
        _check_file(engine)
    with _alone(engine) as connection:
        _migrate(connection)


def _switch_to_wal(engine: Engine) -> None:
    """Readers and the writer do not wait for one another from now on. SQLite queues nobody here, so try again."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            with engine.execution_options(outside=True).connect() as connection:
                mode = connection.execute(text("PRAGMA journal_mode = WAL")).scalar()
            break
        except OperationalError as error:
            if "locked" not in str(error.orig) or time.monotonic() > until:
                raise
            time.sleep(0.05)
    if mode != "wal":
        raise StoreError("The database file's disk cannot do WAL (a network folder?). Put the file on a local disk.")


def _check_file(engine: Engine) -> None:
    with engine.connect() as connection:
        if connection.execute(text("PRAGMA quick_check(1)")).scalar() != "ok":
            raise StoreError("The database file is damaged. Restore it from a backup.")


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """A transaction that no second process can be in at the same time."""
    with engine.execution_options(writes=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
        yield connection


def _migrate(connection: Connection) -> None:
    settings = Config(attributes={"connection": connection})
    settings.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    script = ScriptDirectory.from_config(settings)
    before = _version(connection, script)
    command.upgrade(settings, "head")
    if before != script.get_current_head():
        log.info("The database was brought from version %s to %s.", before or "none", script.get_current_head())


def _version(connection: Connection, script: ScriptDirectory) -> str | None:
    """The version that the database is at, if this application can go on from there."""
    version = MigrationContext.configure(connection).get_current_revision()
    try:
        script.get_revision(version or "base")
    except CommandError:
        raise StoreError(
            "The database was made by a newer version of this application. "
            "Install that version, or restore a backup from before it."
        ) from None
    tables: list[Any] = inspect(connection).get_table_names()
    if connection.dialect.name == "sqlite" and tables and "alembic_version" not in tables:
        raise StoreError("The file is a database of another program. Name another file in DATABASE_URL.")
    return version
