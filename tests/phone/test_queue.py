"""Sheets that take long, or that many ask for, hold up nobody who wants a page."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from assessment.core.errors import AssessmentError
from assessment.phone import queue
from assessment.phone.queue import AT_ONCE, MOST_OF_DESK, BusyError, Queue
from tests.e2e.apart import run_apart


class Slow:
    """Sheets that are being made until `done`."""

    def __init__(self, at: Queue) -> None:
        self._at, self._may_end, self._begun = at, threading.Event(), threading.Semaphore(0)
        self._askers = ThreadPoolExecutor(200)

    def ask(self, number: int, of: str, most: int = 1000) -> None:
        """So many more are asked for; what is not made at once waits."""
        self._asked = [self._askers.submit(asyncio.run, self._at.run(self._make, of, most)) for _ in range(number)]

    def wait(self, number: int) -> None:
        """Until so many are being made."""
        for _ in range(number):
            assert self._begun.acquire(timeout=10)

    def done(self) -> None:
        self._may_end.set()
        self._askers.shutdown()

    def _make(self) -> bytes:
        self._begun.release()
        self._may_end.wait(30)
        return b"sheet"


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    """Sheets of somebody else keep both threads busy."""
    own = Queue()
    monkeypatch.setattr(queue, "SHEETS", own)
    found = Slow(own)
    found.ask(AT_ONCE, "elsewhere")
    found.wait(AT_ONCE)
    yield found
    found.done()


def test_a_page_is_shown_while_sheets_are_being_made(village, slow: Slow) -> None:
    slow.ask(100, "elsewhere")
    phone = village.phone()
    for path in (village.at, village.results, f"/c/{village.opened.key}"):
        assert phone.get(path).status_code == 200


def test_who_asks_for_more_sheets_than_may_wait_is_told_to_wait(village, monkeypatch: pytest.MonkeyPatch) -> None:
    full = Queue(most=0)
    monkeypatch.setattr(queue, "SHEETS", full)
    for path in (f"/c/{village.opened.key}/card.pdf", f"{village.results}/notice.pdf"):
        page = village.phone().get(f"{path}?lang=en")
        assert page.status_code == 503
        assert "Many sheets are being made just now" in page.text


def test_one_coordinator_cannot_fill_the_queue(slow: Slow) -> None:
    slow.ask(100, "elsewhere", most=MOST_OF_DESK)
    with pytest.raises(BusyError):
        run_apart(queue.SHEETS.run(bytes, "elsewhere", 1))
    other = threading.Thread(target=asyncio.run, args=(queue.SHEETS.run(bytes, "other", MOST_OF_DESK),))
    other.start()
    slow.done()
    other.join(10)
    assert not other.is_alive()


def test_a_queue_that_was_full_takes_others_when_it_is_not_any_more() -> None:
    one = Queue(most=1)
    for _ in range(3):
        assert run_apart(one.run(bytes, "r", 1)) == b""


def test_an_error_leaves_nobody_waiting_for_ever() -> None:
    def fail() -> None:
        raise AssessmentError("It could not be made.")

    one = Queue(most=1)
    for _ in range(2):
        with pytest.raises(AssessmentError):
            run_apart(one.run(fail, "r", 1))
