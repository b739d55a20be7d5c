"""A workshop on a store in memory, its host, and phones that come to it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assessment.bootstrap import House
from assessment.codes import RandomCodes
from assessment.core.area import Area
from assessment.core.ballot import Counts
from assessment.core.workshop import COMMUNITY, Standing
from assessment.core.workshops import Seat, Vote
from assessment.journeys import hosting
from assessment.phone.routes import routes
from assessment.settings import Settings
from tests.fakes import FixedClock, MemoryStore, PatientThrottle

HIDDEN = re.compile(r'name="(csrf|seat|has)" value="([^"]*)"')
DOMAINS = ("leadership", "participation", "trust")


@dataclass
class Hall:
    """A workshop of Peri küla; `phone` gives a device of its own at every call."""

    house: House
    opened: hosting.OpenedWorkshop
    phone: Callable[[], TestClient]
    store: MemoryStore

    @property
    def at(self) -> str:
        return f"/j/{self.opened.code}"

    @property
    def id(self) -> str:
        return self.opened.workshop.id

    @property
    def standing(self) -> Standing:
        return self.store.workshop(self.id)

    def do(self, *moves: str) -> None:
        """The host's moves, one after the other."""
        for move in moves:
            hosting.move(self.store, self.house.clock, self.standing, move)

    def seated(self, **given: str) -> TestClient:
        """A phone that has joined."""
        phone = self.phone()
        join(phone, self.at, **given)
        return phone

    def others(self, *choices: str, step: str = "", ballot: int = 0) -> None:
        """Votes of other phones in the present ballot, straight into the store."""
        standing = self.standing
        for number, choice in enumerate(choices):
            seat_id = f"other{number}"
            if seat_id not in [seat.id for seat in self.store.seats(self.id)]:
                self.store.join_workshop(Seat(seat_id, self.id, f"device{number}"))
            vote = Vote(self.id, seat_id, step or standing.step.key, ballot or standing.course.ballot, choice)
            assert self.store.cast_votes([vote]) == ("",)

    def hands(self, *levels: int) -> None:
        hosting.count_hands(self.store, self.house.questionnaire, self.standing, Counts(levels))

    def votes(self) -> dict[tuple[int, str, int], str]:
        """All that is kept, by seat's number, step and ballot."""
        numbers = {seat.id: seat.number for seat in self.store.seats(self.id)}
        return {(numbers[one.seat_id], one.step, one.ballot): one.choice for one in self.store.votes(self.id)}


@pytest.fixture
def opened(library):
    """A function that opens a workshop with what is decided about it."""

    def found(kind: str = COMMUNITY, domains=DOMAINS, language="en", **decided) -> Hall:
        clock, store = FixedClock(date(2026, 11, 24)), MemoryStore()
        house = House(Settings(), library, store, clock, RandomCodes(b"k" * 32), PatientThrottle())
        area = Area("Peri küla", "Põlva vald") if kind == COMMUNITY else None
        plan = hosting.WorkshopPlan(kind, language, tuple(domains), area, **decided)
        opened = hosting.open_workshop(store, clock, house.codes, house.questionnaire, plan)
        app = Starlette(routes=routes(lambda: house))

        def phone() -> TestClient:
            return TestClient(app, base_url="http://kogukond.test", follow_redirects=True)

        return Hall(house, opened, phone, store)

    return found


@pytest.fixture
def hall(opened):
    """A community's workshop, before the first move."""
    return opened()


def hidden(page: str) -> dict[str, str]:
    """The token and the seat that the forms of a page carry."""
    return dict(HIDDEN.findall(page))


def join(phone: TestClient, at: str, **given: str):
    """Take a seat, as a browser without a script does."""
    page = phone.get(f"{at}/another").text
    return phone.post(f"{at}/join", data=hidden(page) | {"as": "person"} | given)


def vote(phone: TestClient, shown: str, step: str, ballot: int, choice: str, **given: str):
    """Choose on the page at `shown`."""
    at = "/".join(shown.split("/")[:3])
    fields = {"step": step, "ballot": str(ballot), "choice": choice}
    return phone.post(f"{at}/vote", data=hidden(phone.get(shown).text) | fields | given)
