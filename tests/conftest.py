"""What tests of every part may ask for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessment import bootstrap
from assessment.bootstrap import House
from tests.browser import find_browser
from tests.storage.postgres import running_postgres

# No setting of whoever runs the tests changes what they find.
for name in ("DATABASE_URL", "QUESTIONNAIRES", "LOG_LEVEL", "GC_SECONDS"):
    os.environ.pop(name, None)


@pytest.fixture(scope="session")
def browser_path() -> str:
    """The Chromium for tests that look at pages as a person does."""
    return find_browser()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A real PostgreSQL, started once; make a database of your own in it with `tests.storage.postgres`."""
    with running_postgres() as url:
        yield url


@pytest.fixture
def public_url() -> str:
    """The address that links lead to; a test that reads links gives one of its own."""
    return ""


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, public_url: str) -> Iterator[House]:
    """The house of this process, on a database of its own."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/app.db")
    monkeypatch.setenv("PUBLIC_URL", public_url)
    bootstrap._built.cache_clear()
    yield bootstrap.house()
    bootstrap.house().store.close()
    bootstrap._built.cache_clear()
