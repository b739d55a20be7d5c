"""The interface for programs on a municipality with an area of every kind, assessed through the real journeys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assessment.api.v1.routes import routes
from assessment.authoring.questionnaires import Library, load_released
from assessment.bootstrap import House
from assessment.codes import RandomCodes
from assessment.core.access import PROGRAM
from assessment.core.questionnaire import Questionnaire
from assessment.journeys import access, comparison
from assessment.journeys.access import Invitation
from assessment.settings import ROOT, Settings
from tests import municipalities
from tests.fakes import CountingCodes, FixedClock, MemoryStore, PatientThrottle
from tests.municipalities import MUNICIPALITY, TODAY, Invented, places
from tests.settled import settle

# A store that is not changed by what is tried on it, but for accesses; made once, for it takes a while.
_settled: dict[str, MemoryStore] = {}


class InventedHouse(House):
    """A house that knows the invented second version of the questionnaire too."""

    def version(self, name: str) -> Questionnaire:
        return municipalities.version(name)


@dataclass
class Office:
    """Whoever runs the municipality's own systems, and the house that these ask."""

    house: House
    web: TestClient
    clock: FixedClock

    def invite(self, role: str = PROGRAM, municipality: str = MUNICIPALITY, **more: object) -> access.Invited:
        house = self.house
        return access.invite(house.store, house.clock, house.codes, Invitation(role, municipality, **more))

    def token(self, **more: object) -> str:
        return self.invite(**more).key

    def get(self, path: str = "", token: str | None = None, method: str = "GET", **headers: str):
        """Ask; without a token of its own with a new one."""
        sent = {"authorization": f"Bearer {self.token() if token is None else token}"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        return self.web.request(method, f"/api/v1/{path}", headers=sent)

    def picture(self):
        house, one = self.house, access.Access("a", MUNICIPALITY, "worker", date(2026, 1, 1), date(2099, 1, 1))
        return comparison.picture(house.store, house.clock, house.questionnaire, house.version, one)


@pytest.fixture(scope="session")
def library() -> Library:
    return load_released(ROOT / "questionnaires")


@pytest.fixture
def office_with(library):
    """A function that makes an office over these places."""

    def make(found: Mapping[str, Sequence[Invented]] | None = None, store: MemoryStore | None = None, **more) -> Office:
        clock, store = FixedClock(TODAY), store or MemoryStore()
        if found:
            settle(store, CountingCodes(), {name.capitalize(): rounds for name, rounds in found.items()})
        throttle = more.get("throttle") or PatientThrottle()
        house = InventedHouse(Settings(), library, store, clock, RandomCodes(b"k" * 32), throttle)
        return Office(house, TestClient(Starlette(routes=routes(lambda: house))), clock)

    return make


@pytest.fixture
def office(office_with) -> Office:
    """An office of a municipality with an area of every kind."""
    if not _settled:
        _settled["all"] = office_with(places()).house.store
    return office_with(store=_settled["all"])
