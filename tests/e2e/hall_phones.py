"""Phones and walls of a live workshop over real sockets, without a browser: they do what the pages' scripts do.

A phone keeps each vote until it is acknowledged, comes back when its connection is lost, and sends again what was not
answered. What it was told is remembered, with the moment of `time.perf_counter`.
"""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Origin

from tests.e2e.phones import LostError, Phone

# As in `workshop.js`: when it gives up a socket that does not open, and when it tries again.
PATIENCE, FIRST_REST, MOST_REST = 5.0, 0.3, 2.7
AGAIN = ("later", "slow")


@dataclass
class Cast:
    """A vote that was sent first at `sent`, and when it was acknowledged: 0 before."""

    message: dict[str, object]
    sent: float
    acknowledged: float = 0.0


def place_of(cast: Cast) -> str:
    """The ballot of a vote, as the wire names it."""
    return f"{cast.message['step']}|{cast.message['ballot']}"


@dataclass
class HallPhone:
    """One phone with one seat. `number` is its seat's, `shown` when each revision was shown first."""

    address: str
    code: str
    headers: Mapping[str, str] = field(default_factory=dict)
    number: int = 0
    revision: int = -1
    shown: dict[int, float] = field(default_factory=dict)
    own: dict[str, str] = field(default_factory=dict)
    saved: dict[str, str] = field(default_factory=dict)
    casts: list[Cast] = field(default_factory=list)
    waiting: dict[int, Cast] = field(default_factory=dict)
    returns: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    losses: int = 0
    _socket: ClientConnection | None = None
    _living: asyncio.Task[None] | None = None
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.http = Phone(self.address, f"/j/{self.code}", self.headers)

    async def look(self) -> None:
        """Open the page on which one joins."""
        answer = await self.http.get()
        if answer.status != 200:
            self.errors.append(f"page: {answer.status}")

    async def join(self) -> None:
        """Take a seat, and see the page that its form leads to."""
        answer = await self.http.send("join", {"as": "person", "consents": "yes"})
        if answer.status != 303:
            self.errors.append(f"join: {answer.status}")
            return
        page = (await self.http.get()).body
        found = page.partition(b'data-seat="')[2].partition(b'"')[0]
        self.number = int(found or 0)

    async def join_and_arrive(self) -> None:
        """Take a seat, and come back when the state is shown."""
        await self.join()
        await self.arrive()

    async def back(self, since: float) -> float:
        """When the phone was shown the state and its own votes again, after that moment."""
        await self.until(lambda: bool(self.returns) and self.returns[-1] > since)
        return self.returns[-1]

    async def arrive(self) -> None:
        """Connect, and come back when the state is shown."""
        self._living = asyncio.create_task(self._live())
        await self.until(lambda: self.revision >= 0)

    async def vote(self, step: str, ballot: int, choice: str, patience: float = 30.0) -> Cast:
        """Choose, and come back when that is acknowledged or refused, or patience is over."""
        id_ = len(self.casts) + 1
        cast = Cast({"id": id_, "seat": self.number, "step": step, "ballot": ballot, "choice": choice}, 0.0)
        self.casts.append(cast)
        self.waiting[id_] = cast
        cast.sent = time.perf_counter()
        await self._send(cast)
        try:
            await self.until(lambda: id_ not in self.waiting, patience)
        except TimeoutError:
            self.errors.append(f"no answer in {patience:g} s")
        return cast

    async def until(self, is_so: Callable[[], bool], patience: float = 30.0) -> None:
        """Come back when something that was heard makes it so. Raises `TimeoutError`."""
        async with asyncio.timeout(patience):
            while not is_so():
                self._news.clear()
                await self._news.wait()

    async def leave(self) -> None:
        """Close the page."""
        if self._living is not None:
            self._living.cancel()
            with suppress(asyncio.CancelledError):
                await self._living
        await self.http.close()

    def lose(self) -> None:
        """The network is gone, without a word."""
        if self._socket is not None:
            self._socket.transport.abort()

    async def _live(self) -> None:
        tries = 0
        while True:
            had = len(self.returns)
            try:
                await self._connected()
            except (OSError, WebSocketException, TimeoutError):
                self._socket = None
            self.losses += 1
            tries = 0 if len(self.returns) > had else tries + 1
            await asyncio.sleep(FIRST_REST + random.random() * min(MOST_REST, FIRST_REST * 2**tries))

    async def _connected(self) -> None:
        cookies = "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())
        at = f"{self.address.replace('http', 'ws', 1)}/j/{self.code}/live?lang=et"
        async with connect(
            at,
            origin=Origin(self.address),
            additional_headers={"Cookie": cookies, **self.headers},
            open_timeout=PATIENCE,
            ping_interval=None,
            proxy=None,
        ) as socket:
            self._socket = socket
            for cast in list(self.waiting.values()):
                await self._send(cast)
            known = set()
            async for message in socket:
                said = json.loads(message)
                self._hear(said)
                if said["type"] in ("own", "state") and len(known) < 2:
                    known.add(said["type"])
                    if len(known) == 2:
                        self.returns.append(time.perf_counter())
                self._news.set()
            if socket.close_code not in (1000, 1006, 1012):
                self.errors.append(f"closed: {socket.close_code}")

    def _hear(self, said: dict[str, Any]) -> None:
        kind, id_ = said["type"], said.get("id")
        if kind == "state":
            self.revision = int(str(said["revision"]))
            self.shown.setdefault(self.revision, time.perf_counter())
        elif kind == "own":
            self.own = said["votes"].get(str(self.number), {})
            self._compare()
        elif kind == "ack":
            cast = self.waiting.pop(int(str(id_)), None)
            if cast is not None:
                cast.acknowledged = time.perf_counter()
                self.saved[place_of(cast)] = str(cast.message["choice"])
        elif kind == "refused":
            self.errors.append(f"refused: {said['reason']}")
            if said["reason"] not in AGAIN:
                self.waiting.pop(int(str(id_)), None)

    def _compare(self) -> None:
        """What was acknowledged is known to the server, unless it has been chosen anew meanwhile."""
        anew = {place_of(cast) for cast in self.waiting.values()}
        for place, choice in self.saved.items():
            if place not in anew and self.own.get(place) != choice:
                self.errors.append(f"forgotten: {place}")

    async def _send(self, cast: Cast) -> None:
        if self._socket is None:
            return
        with suppress(WebSocketException, OSError):
            await self._socket.send(json.dumps(cast.message))


@dataclass
class Wall:
    """A projector's live route: what it was told, and when."""

    pulses: list[tuple[float, dict[str, object]]] = field(default_factory=list)
    _living: asyncio.Task[None] | None = None

    async def look(self, address: str, key: str) -> None:
        """Look on from now on."""
        self._living = asyncio.create_task(self._live(f"{address.replace('http', 'ws', 1)}/w/{key}/live", address))
        for _ in range(600):
            if self.pulses:
                return
            await asyncio.sleep(0.05)
        raise LostError("The wall was told nothing.")

    def voted(self) -> list[tuple[float, int]]:
        """How many had voted, and when that was told."""
        return [(at, int(str(pulse["voted"]))) for at, pulse in self.pulses]

    async def leave(self) -> None:
        """Look no more."""
        if self._living is not None:
            self._living.cancel()
            with suppress(asyncio.CancelledError):
                await self._living

    async def _live(self, at: str, origin: str) -> None:
        while True:
            with suppress(OSError, WebSocketException, TimeoutError):
                async with connect(at, origin=Origin(origin), ping_interval=None, proxy=None) as socket:
                    async for message in socket:
                        said = json.loads(message)
                        if said["type"] == "pulse":
                            self.pulses.append((time.perf_counter(), said))
            await asyncio.sleep(FIRST_REST)


def until_shown(casts: Sequence[Cast], told: Sequence[tuple[float, int]]) -> list[float]:
    """Seconds from the sending of each first vote of a ballot until it was told that so many have voted.

    A number names nobody: the n-th vote that was sent is taken as counted once `told` says n. Votes that are never
    counted are left out.
    """
    found, at = [], 0
    for number, cast in enumerate(sorted(casts, key=lambda one: one.sent), start=1):
        while at < len(told) and told[at][1] < number:
            at += 1
        if at == len(told):
            break
        found.append(told[at][0] - cast.sent)
    return found
