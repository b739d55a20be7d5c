"""What tests of every part may ask for."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

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
