"""The live connections of phones and walls: `/j/{code}/live` and `/w/{key}/live`, one WebSocket each.

What crosses them: see `hub` and `room`; a phone is never sent more than `Scene.for_phone` and its own votes.

The server around them is set up by Streamlit: it pings every 30 s and closes a socket that has not answered 30 s later
(`server.websocketPingInterval`), compresses nothing (`server.enableWebsocketCompression`), and reads a message of up to
`server.maxMessageSize` before we refuse it as too long. Only who has a seat here can send one.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket

from assessment import bootstrap
from assessment.bootstrap import House
from assessment.core.errors import AssessmentError, TooManyTriesError, WrongCodeError
from assessment.core.workshop import Standing
from assessment.core.workshops import Seat, Vote
from assessment.journeys import hosting
from assessment.journeys import workshop as journey
from assessment.phone.device import device_of
from assessment.phone.workshop.hearing import Hearing, Sentence
from assessment.phone.workshop.hub import Draw, Hub
from assessment.phone.workshop.notices import refusal_text
from assessment.phone.workshop.seating import device_in, secret_of
from assessment.phone.workshop.sockets import NO_SEAT, NO_WORKSHOP, NOT_NOW, WRONG, Outbox, serve
from assessment.phone.workshop.state import state_html
from assessment.phone.workshop.visit import CODE_LENGTH, plain_code

log = logging.getLogger(__name__)
KEY_LENGTH = 100

T = TypeVar("T")


@dataclass(frozen=True)
class Arrived:
    """Who stands at the door: the workshop and its address, the device and its seats, and what they chose."""

    standing: Standing
    base: str
    device: str
    language: str
    seats: tuple[Seat, ...]
    votes: tuple[Vote, ...]


class NoSeatError(Exception):
    """This device has no seat in the workshop: its page asks it to join."""


class Live:
    """The routes of the live connections, and the hub behind them.

    `draw` makes the state for phones, `sentence` says in a language why a vote is not taken.
    """

    def __init__(self, draw: Draw, sentence: Sentence, open_house: Callable[[], House]) -> None:
        self.hub = Hub(open_house, draw)
        self._sentence = sentence

    def routes(self) -> list[WebSocketRoute]:
        """Both. They come before Streamlit's, whose own socket has its own check."""
        return [WebSocketRoute("/j/{code}/live", self._phone), WebSocketRoute("/w/{key}/live", self._wall)]

    async def _phone(self, websocket: WebSocket) -> None:
        arrived = await self._let_in(websocket, self._arrived)
        if arrived is None:
            return
        room = self.hub.room(arrived.standing, arrived.base)
        if room.is_full(arrived.device):
            self.hub.left(room)
            await websocket.close(NOT_NOW)
            return
        tab = room.enter(arrived.device, arrived.language, arrived.seats, arrived.votes)
        del arrived  # else its votes stay in memory as long as the phone is connected
        hearing = Hearing(self.hub, room, tab, self._sentence)
        try:
            try:
                await room.show(tab)
            except AssessmentError as error:
                log.warning("A phone cannot be shown its workshop now: %s", error)
                tab.outbox.close(NOT_NOW)
            await serve(websocket, tab.outbox, hearing.hear)
        finally:
            room.leave(tab)
            self.hub.left(room)

    async def _wall(self, websocket: WebSocket) -> None:
        standing = await self._let_in(websocket, self._on_wall)
        if standing is None:
            return
        room, outbox = self.hub.room(standing), Outbox()
        room.watch(outbox)
        try:
            await serve(websocket, outbox, _say_nothing)
        finally:
            room.walls.discard(outbox)
            self.hub.left(room)

    async def _let_in(self, websocket: WebSocket, find: Callable[[WebSocket], T]) -> T | None:
        """Who stands at the door, the socket being open; None where it was closed again."""
        if is_foreign(websocket):
            await websocket.close(WRONG)
            return None
        found, code = None, NOT_NOW
        if self.hub.is_running:
            try:
                found = await self.hub.in_thread(find, websocket)
            except NoSeatError:
                code = NO_SEAT
            except (WrongCodeError, TooManyTriesError):
                code = NO_WORKSHOP
            except AssessmentError as error:
                log.warning("A socket of a workshop cannot be served now: %s", error)
        # Refused before it is open, a page would not learn why.
        await websocket.accept()
        if found is None:
            await websocket.close(code)
        return found

    def _arrived(self, websocket: WebSocket) -> Arrived:
        house, typed = self.hub.house, websocket.path_params["code"][:CODE_LENGTH]
        standing = journey.find(house.store, house.codes, house.throttle, device_of(websocket).visitor, typed)
        secret = secret_of(websocket.cookies)
        device = device_in(standing.workshop.id, secret)
        seats = journey.my_seats(house.store, standing.workshop.id, device) if secret else ()
        if not seats:
            raise NoSeatError
        base = f"{websocket.scope.get('root_path', '')}/j/{plain_code(typed)}"
        asked = websocket.query_params.get("lang")
        language = asked if asked in bootstrap.languages() else standing.workshop.language
        votes = journey.own_votes(house.store, seats) if standing.course.has_begun else ()
        return Arrived(standing, base, device, language, seats, votes)

    def _on_wall(self, websocket: WebSocket) -> Standing:
        house, key = self.hub.house, websocket.path_params["key"][:KEY_LENGTH]
        return hosting.on_wall(house.store, house.codes, house.throttle, device_of(websocket).visitor, key)


def live(open_house: Callable[[], House] = bootstrap.house) -> Live:
    """The live connections with the pages' own words and drawings."""
    return Live(state_html, refusal_text, open_house)


async def _say_nothing(_: str, __: bool) -> None:
    """Walls only look on."""


def is_foreign(websocket: WebSocket) -> bool:
    """Whether another site's page opens this socket.

    Browsers always say whose page it is. A program that says nothing is let through: it has no cookies of others.
    """
    origin = websocket.headers.get("origin")
    return origin is not None and origin.partition("://")[2].lower() != websocket.headers.get("host", "").lower()
