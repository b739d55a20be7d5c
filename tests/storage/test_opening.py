"""Databases as installations have them: new, old, newer, damaged, shared by processes."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, text

from assessment.core.area import Area
from assessment.core.errors import GoneError, StoreError
from assessment.core.round import Round
from assessment.settings import ROOT
from assessment.storage import SqlStore, open_store
from assessment.storage.tables import metadata
from tests.storage.postgres import fresh_database

NEWEST = "0012"
# What the migrations after 0004 made; `register_scope` points to `register_step`.
LATER_TABLES = ("register_scope", "register_step", "area_entry", "area_border", "area_population", "area_alias")
SINCE_0004 = (
    *(f"DROP TABLE workshop{part}" for part in ("", "_seat", "_vote", "_hands", "_agreed", "_idea")),
    "DROP TABLE round_aside",
    "DROP TABLE demonstration",
    "ALTER TABLE round DROP COLUMN opened_by",
    *(f"DROP TABLE {name}" for name in ("checked_step", "outside_view", "logged_contact")),
    "DROP TABLE access_visit",
    "DROP TABLE access",
    *(f"DROP TABLE {name}" for name in LATER_TABLES),
    "DROP INDEX round_municipality",
    "ALTER TABLE round DROP COLUMN overview",
    "DROP INDEX assessment_group",
)
DAY = date(2026, 5, 4)
Opened = Callable[[str], SqlStore]

# Opens the store, waits for the starting shot, answers, and is killed without warning after its last answer.
WRITER = """
import sys
from datetime import date
from assessment.storage import open_store
url, person = sys.argv[1:]
sys.stdin.readline()
store = open_store(url)
store.start(person, "seat of " + person, "village_phases/v1", date(2026, 5, 4))
for item in range(20):
    store.save(person, f"item {item}", person)
print("saved", flush=True)
sys.stdin.readline()
"""


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def plain_engine(url: str) -> Engine:
    return create_engine(url.replace("postgresql://", "postgresql+psycopg://"))


def sql(url: str, *statements: str) -> None:
    engine = plain_engine(url)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


class TestEveryDatabase:
    def test_a_new_store_sees_what_an_earlier_one_saved(self, database_url: str, opened: Opened) -> None:
        first = opened(database_url)
        first.start("a", "seat", "village_phases/v1", DAY)
        first.save("a", "trust", "active")
        first.close()
        second = opened(database_url).at_seat("seat")
        assert second is not None
        assert (second.started_on, second.answers) == (DAY, {"trust": "active"})

    def test_processes_that_start_at_once_lose_no_answer_even_when_killed(
        self, database_url: str, opened: Opened
    ) -> None:
        people = [f"person {number}" for number in range(3)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        writers = [
            subprocess.Popen([sys.executable, "-c", WRITER, database_url, person], cwd=ROOT, **pipes)
            for person in people
        ]
        for writer in writers:
            assert writer.stdin is not None
            writer.stdin.write("go\n")
            writer.stdin.flush()
        for writer in writers:
            assert writer.stdout is not None
            assert writer.stderr is not None
            assert writer.stdout.readline() == "saved\n", writer.stderr.read()
            writer.send_signal(signal.SIGKILL)
            writer.communicate()
        store = opened(database_url)
        for person in people:
            assert store.read(person).answers == {f"item {item}": person for item in range(20)}

    def test_the_migrations_end_at_the_tables_that_the_store_uses(self, database_url: str, opened: Opened) -> None:
        opened(database_url).close()
        engine = plain_engine(database_url)
        with engine.connect() as connection:
            assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        engine.dispose()

    def test_a_database_of_a_newer_version_is_refused_and_left_alone(self, database_url: str, opened: Opened) -> None:
        opened(database_url).close()
        sql(database_url, "UPDATE alembic_version SET version_num = '9999'")
        with pytest.raises(StoreError, match="newer version"):
            open_store(database_url)
        sql(database_url, f"UPDATE alembic_version SET version_num = '{NEWEST}'")
        opened(database_url).ping()

    def test_answers_of_the_first_version_stay_when_codes_come(self, database_url: str, opened: Opened) -> None:
        store = opened(database_url)
        store.start("a", "seat", "village_phases/v1", DAY)
        store.save("a", "trust", "2")
        store.close()
        for statement in (
            *SINCE_0004,
            "DROP TABLE round",
            "DROP TABLE spent_slip",
            "ALTER TABLE answer DROP COLUMN approved",
            "DROP INDEX assessment_round",
            "ALTER TABLE assessment DROP COLUMN round_id",
            "ALTER TABLE assessment DROP COLUMN mode",
            "DROP INDEX assessment_code",
            "ALTER TABLE assessment DROP COLUMN code",
            "UPDATE alembic_version SET version_num = '0001'",
        ):
            sql(database_url, statement)
        later = opened(database_url)
        later.give_code("a", "code")
        found = later.at_code("code")
        assert found is not None
        assert (found.answers, found.round_id, found.mode) == ({"trust": "2"}, None, "online")

    def test_a_round_of_the_third_version_takes_answers_in_every_way(self, database_url: str, opened: Opened) -> None:
        store = opened(database_url)
        new = Round("r", "village_phases/v1", Area("Peri küla"), "2026", DAY, DAY)
        store.open_round(new, "code", "key")
        store.start("a", "seat", "village_phases/v1", DAY, "r", given={"wish": "Kiik"})
        store.close()
        for statement in (
            *SINCE_0004,
            "DROP TABLE spent_slip",
            "DROP INDEX round_series",
            "ALTER TABLE answer DROP COLUMN approved",
            *(
                f"ALTER TABLE round DROP COLUMN {name}"
                for name in ("ways", "slips", "anonymised_on", "counts", "series", "number")
            ),
            "UPDATE alembic_version SET version_num = '0003'",
        ):
            sql(database_url, statement)
        later = opened(database_url)
        assert later.rounds() == (replace(new, series="r"),)
        assert later.responses("r")[0].approved == frozenset()

    def test_a_lost_table_is_told_without_values(self, database_url: str, opened: Opened) -> None:
        store = opened(database_url)
        store.start("a", "seat", "village_phases/v1", DAY)
        sql(database_url, "DROP TABLE answer")
        with pytest.raises(StoreError) as caught:
            store.save("a", "note", "my secret")
        assert "secret" not in str(caught.value)
        assert caught.value.__suppress_context__


class TestSqliteFile:
    def test_file_and_folder_are_for_the_owner_only(self, tmp_path: Path, opened: Opened) -> None:
        before = os.umask(0)
        try:
            store = opened(f"sqlite:///{tmp_path}/data/answers.db")
            store.start("a", "seat", "q", DAY)
        finally:
            os.umask(before)
        assert rights(tmp_path / "data") == 0o700
        assert {rights(path) for path in (tmp_path / "data").iterdir()} == {0o600}

    def test_wal_and_full_sync_are_on(self, tmp_path: Path, opened: Opened) -> None:
        store = opened(f"sqlite:///{tmp_path}/answers.db")
        with store._engine.connect() as connection:
            found = {
                name: connection.scalar(text(f"PRAGMA {name}"))
                for name in ("journal_mode", "synchronous", "foreign_keys")
            }
        assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}

    def test_a_deleted_answer_is_in_no_file_any_more(self, tmp_path: Path, opened: Opened) -> None:
        store = opened(f"sqlite:///{tmp_path}/answers.db")
        store.start("a", "seat", "q", DAY)
        store.save("a", "note", "a very telling sentence")
        assert any(b"very telling" in path.read_bytes() for path in tmp_path.iterdir())
        store.delete("a")
        assert not any(b"very telling" in path.read_bytes() for path in tmp_path.iterdir())

    def test_what_was_deleted_while_another_reads_is_in_no_file_after_the_next_answer(
        self, tmp_path: Path, opened: Opened
    ) -> None:
        store = opened(f"sqlite:///{tmp_path}/answers.db")
        store.start("a", "seat", "q", DAY)
        store.save("a", "note", "a very telling sentence")
        reader = sqlite3.connect(tmp_path / "answers.db", isolation_level=None)
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM assessment").fetchone() == (1,)
        store.delete("a")
        reader.close()
        store.start("b", "seat", "q", DAY)
        assert not any(b"very telling" in path.read_bytes() for path in tmp_path.iterdir())

    def test_a_deletion_is_done_also_while_another_program_reads(self, tmp_path: Path, opened: Opened) -> None:
        store = opened(f"sqlite:///{tmp_path}/answers.db")
        store.start("a", "seat", "q", DAY)
        reader = sqlite3.connect(tmp_path / "answers.db", isolation_level=None)
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM assessment").fetchone() == (1,)
        store.delete("a")
        reader.close()
        assert store.at_seat("seat") is None

    def test_a_file_that_is_gone_fails_the_ping(self, tmp_path: Path, opened: Opened) -> None:
        store = opened(f"sqlite:///{tmp_path}/answers.db")
        (tmp_path / "answers.db").unlink()
        with pytest.raises(StoreError, match="gone"):
            store.ping()

    def test_a_file_that_cannot_be_written_fails_the_ping(self, tmp_path: Path, opened: Opened) -> None:
        store = opened(f"sqlite:///{tmp_path}/answers.db")
        with store._engine.connect() as connection:  # stands in for a file system that became read-only
            connection.execute(text("PRAGMA query_only = ON"))
        with pytest.raises(StoreError, match="cannot be written"):
            store.ping()
        with pytest.raises(StoreError, match="cannot be written"):
            store.start("a", "seat", "q", DAY)

    def test_a_busy_database_is_told(self, tmp_path: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("assessment.storage.opening.BUSY_SECONDS", 0.1)
        store = opened(f"sqlite:///{tmp_path}/answers.db")
        other = sqlite3.connect(tmp_path / "answers.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="busy"):
            store.ping()
        other.close()
        store.ping()

    @pytest.mark.parametrize("content", [b"not a database at all " * 100, b"SQLite format 3\x00" + b"\xff" * 4000])
    def test_a_file_that_is_no_database_is_refused_and_left_alone(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "answers.db"
        path.write_bytes(content)
        with pytest.raises(StoreError, match=r"not a database|damaged"):
            open_store(f"sqlite:///{path}")
        assert path.read_bytes() == content

    def test_a_damaged_database_is_refused(self, tmp_path: Path, opened: Opened) -> None:
        store = opened(f"sqlite:///{tmp_path}/answers.db")
        store.start("a", "seat", "q", DAY)
        for number in range(300):
            store.save("a", f"item {number}", "x" * 100)
        store.close()
        path = tmp_path / "answers.db"
        whole = path.read_bytes()
        path.write_bytes(whole[: len(whole) // 2] + b"\xaa" * (len(whole) - len(whole) // 2))
        with pytest.raises(StoreError, match="damaged"):
            open_store(f"sqlite:///{path}")

    def test_a_database_of_another_program_is_refused(self, tmp_path: Path) -> None:
        sql(f"sqlite:///{tmp_path}/other.db", "CREATE TABLE recipe (id INTEGER)")
        with pytest.raises(StoreError, match="another program"):
            open_store(f"sqlite:///{tmp_path}/other.db")

    def test_a_folder_that_cannot_be_made_is_told_with_its_path(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        with pytest.raises(StoreError, match=r"file/answers\.db cannot be made"):
            open_store(f"sqlite:///{tmp_path}/file/answers.db")

    def test_a_folder_in_place_of_the_file_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(StoreError, match="cannot be made or opened"):
            open_store(f"sqlite:///{tmp_path}")


class TestAddress:
    @pytest.mark.parametrize(
        "url", ["", "nonsense", "mysql://u:hush@h/d", "sqlite://", "sqlite:///:memory:", "postgresql://u:hush@h:port/d"]
    )
    def test_an_address_that_cannot_be_used_is_told_without_its_password(self, url: str) -> None:
        with pytest.raises(StoreError, match="DATABASE_URL") as caught:
            open_store(url)
        assert "hush" not in str(caught.value)

    def test_a_postgres_that_is_not_there_is_told_without_its_address(self, tmp_path: Path) -> None:
        with pytest.raises(StoreError, match="does not answer") as caught:
            open_store(f"postgresql://someone:hush@/nothing?host={tmp_path}")
        assert "hush" not in repr(caught.value) + str(caught.value)
        assert "someone" not in str(caught.value)
        assert caught.value.__suppress_context__


class TestPostgres:
    def test_a_database_that_is_for_reading_only_fails_the_ping(self, postgres_url: str, opened: Opened) -> None:
        with fresh_database(postgres_url, "reading_only") as url:
            opened(url).close()
            sql(postgres_url, "ALTER DATABASE reading_only SET default_transaction_read_only = on")
            engine = plain_engine(url)
            store = SqlStore(engine, engine)
            with pytest.raises(StoreError, match="for reading only"):
                store.ping()
            with pytest.raises(StoreError, match="for reading only"):
                store.start("a", "seat", "q", DAY)
            store.close()

    def test_connections_that_were_cut_cost_no_answer(self, postgres_url: str, opened: Opened) -> None:
        with fresh_database(postgres_url, "cut") as url:
            store = opened(url)
            store.start("a", "seat", "q", DAY)
            sql(postgres_url, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'cut'")
            store.save("a", "trust", "active")
            assert store.read("a").answers == {"trust": "active"}
            store.close()

    def test_answers_that_are_deleted_at_the_moment_of_saving_are_gone(self, postgres_url: str, opened: Opened) -> None:
        with fresh_database(postgres_url, "deleted") as url:
            store, another = opened(url), opened(url)
            store.start("a", "seat", "q", DAY)
            put = store._put

            def late(*given: object) -> None:
                another.delete("a")
                put(*given)  # type: ignore[arg-type]

            store._put = late  # type: ignore[method-assign]
            with pytest.raises(GoneError):
                store.save_all("a", {"trust": "2"})
            store.close()
            another.close()
