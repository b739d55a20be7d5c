"""A round that is open, on a store in memory, and phones that come to it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assessment.authoring.questionnaires import load_released
from assessment.bootstrap import House
from assessment.codes import RandomCodes
from assessment.core.area import Area
from assessment.journeys import opening
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
def village(library):
    clock, store = FixedClock(date(2026, 11, 24)), MemoryStore()
    house = House(Settings(), library, store, clock, RandomCodes(b"k" * 32), PatientThrottle())
    plan = opening.Plan(Area("Peri küla", "Põlva vald"), "2026 sügis", may_answer="Kõik, kes siin <elavad>.")
    opened = opening.open_round(store, clock, house.codes, house.questionnaire, plan)
    app = Starlette(routes=routes(lambda: house))

    def phone() -> TestClient:
        return TestClient(app, base_url="http://kogukond.test", follow_redirects=True)

    return Village(house, opened, phone, clock, store)


def hidden(page: str) -> dict[str, str]:
    """The token and the mark that the forms of a page carry."""
    return dict(HIDDEN.findall(page))


def post(phone: TestClient, shown: str, to: str, **fields: str):
    """Send a form of the page at `shown` to `to`, as a browser without a script does."""
    return phone.post(to, data=hidden(phone.get(shown).text) | fields)
