"""The one writer of a process: it gathers the votes of all sockets and stores them together.

While a batch is written the next one gathers. A hundred votes cost little more than one: what takes time is that the
disk must say that they are there.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence

from assessment.core.errors import AssessmentError
from assessment.core.workshops import Vote

log = logging.getLogger(__name__)
# Why a vote was not stored though nothing speaks against it: the database could not. The phone sends it again.
LATER = "later"
MOST_AT_ONCE = 500


class Writer:
    """`cast` stores votes and gives the refusal of each; it comes back when they are durable."""

    def __init__(self, cast: Callable[[Sequence[Vote]], Awaitable[Sequence[str]]]) -> None:
        self._cast = cast
        self._waiting: deque[tuple[Vote, Callable[[str], None]]] = deque()
        self._something = asyncio.Event()
        self._in_flight: asyncio.Future[None] | None = None

    def give(self, vote: Vote, told: Callable[[str], None]) -> None:
        """Store a vote soon; `told` hears its refusal, or an empty text once it is stored."""
        self._waiting.append((vote, told))
        self._something.set()

    async def run(self) -> None:
        """Write as long as the server lives."""
        while True:
            await self._something.wait()
            self._something.clear()
            while self._waiting:
                self._in_flight = asyncio.get_running_loop().create_future()
                try:
                    await self._write(self._batch())
                finally:
                    self._in_flight.set_result(None)
                    self._in_flight = None

    async def settled(self) -> None:
        """Come back when what is being written now was answered.

        Whoever has seen a reveal in the store, and waits for this, knows that every vote before it was answered.
        """
        if self._in_flight is not None:
            await asyncio.shield(self._in_flight)

    def _batch(self) -> list[tuple[Vote, Callable[[str], None]]]:
        """What waits; of two votes of a seat in a ballot the second waits for the next batch."""
        batch: list[tuple[Vote, Callable[[str], None]]] = []
        later: list[tuple[Vote, Callable[[str], None]]] = []
        seen = set()
        while self._waiting and len(batch) < MOST_AT_ONCE:
            vote, told = self._waiting.popleft()
            place = (vote.seat_id, vote.step, vote.ballot)
            (later if place in seen else batch).append((vote, told))
            seen.add(place)
        self._waiting.extendleft(reversed(later))
        return batch

    async def _write(self, batch: Sequence[tuple[Vote, Callable[[str], None]]]) -> None:
        try:
            refusals = await self._cast([vote for vote, _ in batch])
        except AssessmentError as error:
            log.warning("%s votes of a workshop wait: %s", len(batch), error)
            refusals = [LATER] * len(batch)
        except Exception:
            log.exception("%s votes of a workshop could not be stored", len(batch))
            refusals = [LATER] * len(batch)
        for (_, told), refused in zip(batch, refusals, strict=True):
            told(refused)
