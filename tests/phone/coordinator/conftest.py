"""A coordinator at the private pages of a round, and neighbours who answer it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from starlette.testclient import TestClient

from assessment.core.area import Area
from assessment.core.round import Round
from assessment.journeys import opening, round_result
from assessment.journeys import round as journey
from tests.phone.conftest import Village, hidden


@dataclass
class Coordinator:
    """A browser that holds the private link of a round."""

    village: Village
    opened: opening.Opened
    browser: TestClient

    @property
    def at(self) -> str:
        return f"/c/{self.opened.key}"

    @property
    def round(self) -> Round:
        return self.village.store.round(self.opened.round.id)

    def get(self, page="", language="et", **query):
        asked = {"lang": language, **query}
        return self.browser.get(f"{self.at}/{page}" if page else self.at, params=asked)

    def post(self, page, shown="delete", **fields):
        """Send the form of the page at `shown` to `page`, as a browser without a script does."""
        form = hidden(self.get(shown).text)
        return self.browser.post(f"{self.at}/{page}?lang=et", data=form | fields)

    def responses(self):
        return self.village.store.responses(self.opened.round.id)

    def answered(self, number, **more):
        """So many neighbours answer by link; `{n}` in a text is their number."""
        house, q = self.village.house, self.village.house.questionnaire
        for n in range(number):
            slips = journey.slip_codes(house.codes, self.round)
            seat = house.codes.identifier()
            one = journey.begin(house.store, house.clock, house.codes, seat, self.round, slips[n] if slips else "")
            given = dict.fromkeys(q.domain_ids, "2") | {item: text.format(n=n) for item, text in more.items()}
            journey.answer(house.store, house.clock, q, self.round, one.id, given)

    def keyed(self, number="", page="paper", **digits):
        """Key a sheet in; domains that are not named get a 2."""
        domains = dict.fromkeys(self.village.house.questionnaire.domain_ids, "2")
        return self.post(page, "paper", sheet=number, **(domains | digits))

    def closed(self):
        house = self.village.house
        round_result.close(house.store, house.clock, house.questionnaire, house.thresholds, self.round)

    def sheet_ids(self):
        return [one.id for one in self.responses() if one.mode == "paper"]


@pytest.fixture
def coordinator(village) -> Coordinator:
    return Coordinator(village, village.opened, village.phone())


@pytest.fixture
def another(village):
    """A function that opens a round decided otherwise, and gives its coordinator."""

    def decided(**plan) -> Coordinator:
        house = village.house
        planned = opening.Plan(**{"area": Area("Uljaste", "Lüganuse vald"), **plan})
        opened = opening.open_round(house.store, house.clock, house.codes, house.questionnaire, planned)
        return Coordinator(village, opened, village.phone())

    return decided
