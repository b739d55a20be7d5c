"""The three stores that one contract binds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest

from assessment.storage import SqlStore, open_store
from tests.fakes import MemoryStore
from tests.storage.postgres import fresh_database

_NUMBERS = count(1)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/answers.db"
        return
    with fresh_database(request.getfixturevalue("postgres_url"), f"test_{next(_NUMBERS)}") as url:
        yield url


@pytest.fixture
def opened() -> Iterator[Callable[[str], SqlStore]]:
    """Open stores that are closed when the test ends."""
    with ExitStack() as closing:

        def open_one(url: str) -> SqlStore:
            store = open_store(url)
            closing.callback(store.close)
            return store

        yield open_one


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path, opened: Callable[[str], SqlStore]) -> Iterator[object]:
    """Each store, empty."""
    if request.param == "memory":
        yield MemoryStore()
    elif request.param == "sqlite":
        yield opened(f"sqlite:///{tmp_path}/answers.db")
    else:
        with fresh_database(request.getfixturevalue("postgres_url"), f"test_{next(_NUMBERS)}") as url:
            yield opened(url)
