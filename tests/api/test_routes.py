from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assessment.api.routes import routes
from tests.fakes import MemoryStore


def client(ready: Callable[[], str | None]) -> TestClient:
    return TestClient(Starlette(routes=routes(ready)))


def test_a_living_server_is_healthy_even_when_it_is_not_ready() -> None:
    answer = client(lambda: "The database does not answer.").get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok")


def test_a_server_that_can_serve_is_ready() -> None:
    answer = client(lambda: None).get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"ready": True})
    assert answer.headers["cache-control"] == "no-store"


def test_a_server_that_cannot_serve_says_why() -> None:
    answer = client(lambda: "The database does not answer.").get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "reason": "The database does not answer."}


def test_a_database_that_fails_is_told_to_the_log_and_named_to_the_public(caplog: pytest.LogCaptureFixture) -> None:
    store = MemoryStore()
    store.broken = "The disk of the database at /srv is full."

    def ready() -> str | None:
        store.ping()
        return None

    answer = client(ready).get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["reason"].startswith("The database cannot be used now.")
    assert "/srv" not in answer.text
    assert "The disk of the database at /srv is full." in caplog.text


def test_an_unforeseen_failure_gives_nothing_away(caplog: pytest.LogCaptureFixture) -> None:
    def fails() -> str | None:
        raise RuntimeError("postgresql://user:hush@host")

    answer = client(fails).get("/readyz")
    assert answer.status_code == 503
    assert "hush" not in answer.text + caplog.text
    assert "RuntimeError" in caplog.text


def test_the_check_does_not_stop_the_loop() -> None:
    threads: list[threading.Thread] = []

    def ready() -> str | None:
        threads.append(threading.current_thread())
        return None

    with client(ready) as connected:
        connected.get("/readyz")
        loops = connected.portal.call(threading.current_thread) if connected.portal else None
    assert threads[0] is not loops


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_nothing_can_be_sent_there(path: str) -> None:
    assert client(lambda: None).post(path).status_code == 405
