"""Sheets are set in threads of their own, a few at a time: nobody's page waits for them, however many are asked for."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from starlette.concurrency import run_in_threadpool

from assessment.core.errors import AssessmentError

# A sheet of a thousand slips takes a processor five seconds.
AT_ONCE = 2
# So many may wait: of one coordinator, of one result (whose sheets are kept, so that most are there at once), of all.
MOST_OF_DESK, MOST_OF_RESULT, MOST = 4, 60, 120

_SHEETS = (".pdf", ".png", ".svg")

T = TypeVar("T")


class BusyError(AssessmentError):
    """So many sheets are being made that no more may wait."""


class Queue:
    """Those who wait for a sheet."""

    def __init__(self, at_once: int = AT_ONCE, most: int = MOST) -> None:
        self._pool = ThreadPoolExecutor(at_once, "sheets")
        self._most = most
        self._waiting: Counter[str] = Counter()

    async def run(self, work: Callable[[], T], of: str, most: int) -> T:
        """What `work` makes, when its turn comes. Raises `BusyError` if `most` wait already for sheets `of` one."""
        if self._waiting[of] >= most or self._waiting.total() >= self._most:
            raise BusyError("Too many sheets are waited for.")
        self._waiting[of] += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, work)
        finally:
            self._waiting[of] -= 1
            if not self._waiting[of]:
                del self._waiting[of]


SHEETS = Queue()


async def served(page: str, work: Callable[[], T], of: str, most: int) -> T:
    """What `work` makes of an address that ends with `page`: in a thread, for a slow database must not stop everybody.

    Sheets are set in their turn. Raises `BusyError`.
    """
    if not page.endswith(_SHEETS):
        return await run_in_threadpool(work)
    return await SHEETS.run(work, "".join(sign for sign in of.upper() if sign.isalnum()), most)
