"""One socket: what waits to be sent on it, and what may come in on it."""

from __future__ import annotations

import asyncio
import json
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.websockets import WebSocket, WebSocketDisconnect

log = logging.getLogger(__name__)
# What a phone says is some hundred signs long; a phone that says more in a second than a finger can is a program.
MOST_BYTES, MOST_A_SECOND, FLOOD = 4096, 10, 50
# A phone that is asleep takes nothing. Its socket is closed, and it comes back by itself when it wakes.
MOST_WAITING, PATIENCE = 64, 10.0
# How a socket is closed: the page belongs to no seat any more, its workshop is gone, the server can do nothing now.
NO_SEAT, NO_WORKSHOP, NOT_NOW = 4403, 4404, 1013
WRONG, TOO_BIG = 1008, 1009
TOO_FAST = "slow"

# Is told what came in, and whether it came too fast.
Hear = Callable[[str, bool], Awaitable[None]]


class Outbox:
    """What waits to be sent on one socket, so that a slow one holds up no other.

    A newer picture takes the place of one that still waits. A note (an acknowledgement, a refusal) is never dropped,
    and goes before a picture: what a phone is told was stored before the reveal reaches it before the reveal.
    """

    def __init__(self) -> None:
        self._notes: deque[str] = deque()
        self._picture: str | None = None
        self._code: int | None = None
        self._something = asyncio.Event()

    def note(self, message: str) -> None:
        """Send a message in its turn; a socket for which too many wait is closed."""
        if len(self._notes) >= MOST_WAITING:
            self.close(NOT_NOW)
            return
        self._notes.append(message)
        self._something.set()

    def show(self, message: str) -> None:
        """Send a picture, unless a newer one comes before its turn."""
        self._picture = message
        self._something.set()

    def close(self, code: int) -> None:
        """Send nothing any more but the end."""
        if self._code is None:
            self._code = code
        self._something.set()

    async def send_to(self, websocket: WebSocket) -> None:
        """Send until the socket is closed, by us or by what happens to it."""
        try:
            while self._code is None:
                await self._something.wait()
                self._something.clear()
                while self._code is None and (message := self._next()) is not None:
                    async with asyncio.timeout(PATIENCE):
                        await websocket.send_text(message)
            async with asyncio.timeout(PATIENCE):
                await websocket.close(self._code)
        except (TimeoutError, WebSocketDisconnect, RuntimeError, OSError):
            return  # it cannot take anything, or is gone: the phone comes back

    def _next(self) -> str | None:
        if self._notes:
            return self._notes.popleft()
        message, self._picture = self._picture, None
        return message


@dataclass
class Pace:
    """How many messages came in this second."""

    second: int = 0
    number: int = 0

    def count(self, now: float) -> int:
        """Count one that comes now; how many came in its second."""
        if int(now) != self.second:
            self.second, self.number = int(now), 0
        self.number += 1
        return self.number


async def serve(websocket: WebSocket, outbox: Outbox, hear: Hear) -> None:
    """Send what waits, and let `hear` know what comes, until the socket is closed."""
    reading = asyncio.create_task(_read(websocket, outbox, hear))
    reading.add_done_callback(lambda _: outbox.close(1000))
    try:
        await outbox.send_to(websocket)
    finally:
        reading.cancel()
        await asyncio.wait([reading])
    if not reading.cancelled() and (error := reading.exception()) is not None:
        log.error("A socket of a workshop ended by a mistake of ours", exc_info=error)


async def _read(websocket: WebSocket, outbox: Outbox, hear: Hear) -> None:
    pace, loop = Pace(), asyncio.get_running_loop()
    while True:
        message = await websocket.receive()
        if message["type"] == "websocket.disconnect":
            return
        said = message.get("text")
        if said is None or len(said) > MOST_BYTES or len(said.encode(errors="replace")) > MOST_BYTES:
            outbox.close(TOO_BIG if said else WRONG)
            return
        number = pace.count(loop.time())
        if number > FLOOD:
            outbox.close(WRONG)
            return
        await hear(said, number > MOST_A_SECOND)


def written(message: dict[str, object]) -> str:
    """A message as it crosses the wire."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"))
