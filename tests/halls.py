"""A hall with a live workshop: a host who moves it, phones with seats, sockets of phones and walls."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from threading import Thread
from time import sleep

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute
from starlette.testclient import TestClient, WebSocketTestSession

from assessment.bootstrap import House
from assessment.core.area import Area
from assessment.core.workshop import COMMUNITY, REVEALED
from assessment.core.workshops import Seat
from assessment.journeys import hosting
from assessment.journeys import workshop as journey
from assessment.phone.workshop.live import Live
from assessment.phone.workshop.seating import HALL, device_in

DOMAINS = ("leadership", "trust")
SOCKETS = "ws://kogukond.test"
ORIGIN = {"origin": "http://kogukond.test"}


def plain_state(say, questionnaire, scene, base) -> str:
    """What the wire tests read instead of a page: the step, and the counts where a phone is shown them."""
    counts = scene.shown.counts.levels if scene.shown and scene.shown.counts else ""
    standing = scene.standing
    agreed = (scene.agreed or {}).get(standing.step.key) if standing.state == REVEALED else None
    told = f"{say.language} {base} {standing.step.key}|{standing.course.ballot} {standing.state} {counts}"
    return f"{told} agreed on {agreed.level}" if agreed else told


@dataclass
class Hall:
    """One workshop of Peri küla. `phones` are the secrets of those who sit here."""

    house: House
    opened: hosting.OpenedWorkshop
    phones: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        return self.opened.workshop.id

    @property
    def at(self) -> str:
        return f"/j/{self.opened.code}/live"

    @property
    def wall_at(self) -> str:
        return f"/w/{self.opened.projector_key}/live"

    @property
    def standing(self):
        return self.house.store.workshop(self.id)

    def move(self, *moves: str) -> int:
        """Move the workshop as its host does on another page; its revision then."""
        for one in moves:
            hosting.move(self.house.store, self.house.clock, self.standing, one)
        return self.standing.course.revision

    def sit(self, secret: str = "", **seat: object) -> str:
        """Take a seat; the secret of its phone."""
        secret = secret or secrets.token_urlsafe(24)
        wanted = replace(Seat("", self.id, device_in(self.id, secret)), **seat)
        journey.join(self.house.store, self.house.codes, self.house.questionnaire, self.standing, wanted)
        self.phones.append(secret)
        return secret

    def votes(self) -> list[str]:
        return [f"{vote.step}|{vote.ballot}={vote.choice}" for vote in self.house.store.votes(self.id)]


def hall_of(house: House, **plan: object) -> Hall:
    """A hall where people may join."""
    wanted = hosting.WorkshopPlan(COMMUNITY, "et", DOMAINS, Area("Peri küla", "Põlva vald"), **plan)
    return Hall(house, hosting.open_workshop(house.store, house.clock, house.codes, house.questionnaire, wanted))


def live_of(house: House) -> Live:
    return Live(plain_state, lambda say, reason: f"{say.language}:{reason}", lambda: house)


def app_of(live: Live, *more: BaseRoute) -> Starlette:
    @asynccontextmanager
    async def lifespan(_: object):
        async with live.hub.running():
            yield

    return Starlette(routes=[*live.routes(), *more], lifespan=lifespan)


@contextmanager
def server(house: House) -> Iterator[TestClient]:
    """A process that serves the hall's sockets."""
    with TestClient(app_of(live_of(house)), base_url="http://kogukond.test") as client:
        yield client


@contextmanager
def listening(app: Starlette, port: int = 0) -> Iterator[int]:
    """A server on this machine, with the sockets as Streamlit sets them up; its port."""
    config = uvicorn.Config(
        app, host="127.0.0.1", port=port, ws="websockets-sansio", ws_per_message_deflate=False, log_level="error"
    )
    found = uvicorn.Server(config)
    thread = Thread(target=found.run, daemon=True)
    thread.start()
    while not found.started:
        assert thread.is_alive()
        sleep(0.01)
    try:
        yield found.servers[0].sockets[0].getsockname()[1]
    finally:
        found.should_exit = True
        thread.join(20)


@dataclass
class Line:
    """The test's end of one socket."""

    socket: WebSocketTestSession
    heard: list[dict] = field(default_factory=list)

    def hear(self, kind: str, **wanted: object) -> dict:
        """The next message of a kind that says what is wanted; what came before is in `heard`."""
        while True:
            message = self.socket.receive_json()
            self.heard.append(message)
            if message["type"] == kind and all(message.get(name) == value for name, value in wanted.items()):
                return message

    def vote(self, choice: str, step: str = "domain:leadership", ballot: int = 1, seat: int = 1, id_: int = 1) -> None:
        self.socket.send_json({"id": id_, "seat": seat, "step": step, "ballot": ballot, "choice": choice})

    def ask(self, choice: str, **told: object) -> dict:
        """Vote, and what is answered."""
        self.vote(choice, **told)
        while True:
            message = self.socket.receive_json()
            self.heard.append(message)
            if message["type"] in ("ack", "refused"):
                return message


@contextmanager
def phone(client: TestClient, hall: Hall, secret: str, language: str = "", headers=ORIGIN) -> Iterator[Line]:
    """A page of a phone, connected and shown the state."""
    query = f"?lang={language}" if language else ""
    cookie = {"cookie": f"{HALL}={secret}"}
    with client.websocket_connect(SOCKETS + hall.at + query, headers=headers | cookie) as socket:
        yield Line(socket)


@contextmanager
def wall(client: TestClient, hall: Hall) -> Iterator[Line]:
    """A projector, connected."""
    with client.websocket_connect(SOCKETS + hall.wall_at, headers=ORIGIN) as socket:
        yield Line(socket)


def is_revealed(hall: Hall) -> bool:
    return hall.standing.state == REVEALED
