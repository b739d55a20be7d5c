"""A round that is open, on a store in memory, and phones that come to it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assessment.authoring.questionnaires import load_released
from assessment.bootstrap import House
from assessment.codes import RandomCodes
from assessment.core.area import Area
from assessment.journeys import opening
from assessment.journeys import round as journey
from assessment.phone.routes import routes
from assessment.settings import ROOT, Settings
from tests.fakes import FixedClock, MemoryStore, PatientThrottle

HIDDEN = re.compile(r'name="(csrf|own)" value="([^"]*)"')


@dataclass
class Village:
    """A round of Peri küla; `phone` gives a device of its own at every call."""

    house: House
    opened: opening.Opened
    phone: Callable[[], TestClient]
    clock: FixedClock
    store: MemoryStore

    @property
    def at(self) -> str:
        return f"/a/{self.opened.code}"

    @property
    def results(self) -> str:
        return f"/r/{self.opened.code}"

    @property
    def round_id(self) -> str:
        return self.opened.round.id

    @property
    def questionnaire(self) -> str:
        return self.house.questionnaire.name

    @property
    def slips(self):
        return journey.slip_codes(self.house.codes, self.opened.round)

    def token_of(self, phone) -> str:
        """What a form of a page would carry, for a page that has none."""
        seat = sha256((phone.cookies["round_seat"] + self.opened.round.id).encode()).hexdigest()
        return self.house.codes.digest(f"csrf{seat}")

    def responses(self):
        return self.store.responses(self.opened.round.id)

    def answers(self):
        """Those of the only response."""
        (one,) = self.responses()
        return dict(one.answers)


@pytest.fixture(scope="session")
def library():
    return load_released(ROOT / "questionnaires")


@pytest.fixture
def founded(library):
    """A function that makes a village whose round is opened with what is decided about it."""

    def found(release_from: int = 5, **decided) -> Village:
        clock, store = FixedClock(date(2026, 11, 24)), MemoryStore()
        house = House(
            Settings(release_from=release_from), library, store, clock, RandomCodes(b"k" * 32), PatientThrottle()
        )
        area, who = Area("Peri küla", "Põlva vald"), "Kõik, kes siin <elavad>."
        plan = opening.Plan(area, "2026 sügis", may_answer=who, **decided)
        opened = opening.open_round(store, clock, house.codes, house.questionnaire, plan)
        app = Starlette(routes=routes(lambda: house))

        def phone() -> TestClient:
            return TestClient(app, base_url="http://kogukond.test", follow_redirects=True)

        return Village(house, opened, phone, clock, store)

    return found


@pytest.fixture
def village(founded):
    return founded()


@pytest.fixture
def strict(founded):
    """A village whose round is answered with one-time codes."""
    return founded(slips=4)


def hidden(page: str) -> dict[str, str]:
    """The token and the mark that the forms of a page carry."""
    return dict(HIDDEN.findall(page))


def post(phone: TestClient, shown: str, to: str, **fields: str):
    """Send a form of the page at `shown` to `to`, as a browser without a script does."""
    return phone.post(to, data=hidden(phone.get(shown).text) | fields)
