"""A hall of phones finds room on a system that gives a process few files."""

from __future__ import annotations

import pytest

from assessment.api.server import MOST_CONNECTIONS, make_room

resource = pytest.importorskip("resource")


@pytest.fixture
def few():
    """The process may open few files, and more if it asks."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (512, hard))
    yield hard
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_the_server_takes_what_the_system_lets_it_have(few):
    make_room()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    assert soft == (MOST_CONNECTIONS if few == resource.RLIM_INFINITY else min(MOST_CONNECTIONS, few))
    assert hard == few


def test_where_there_is_more_already_it_stays(monkeypatch):
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    monkeypatch.setattr("assessment.api.server.MOST_CONNECTIONS", 64)
    make_room()
    assert resource.getrlimit(resource.RLIMIT_NOFILE) == before
