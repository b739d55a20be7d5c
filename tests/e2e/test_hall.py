"""The pages of a workshop in a real browser: a phone without scripts takes part, and everybody can use every state."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from assessment.bootstrap import House
from assessment.core.area import Area
from assessment.core.workshop import COMMUNITY, OPEN_ROOM
from assessment.core.workshops import Seat, Vote
from assessment.journeys import hosting
from assessment.journeys import workshop as journey
from tests.e2e.test_access import LEVELS
from tests.e2e.test_phone import TARGETS

# Those of one name fold one another up.
UNFOLD = "document.querySelectorAll('details').forEach(e => { e.removeAttribute('name'); e.open = true })"


@dataclass
class Hall:
    """A workshop in the running app."""

    url: str
    house: House
    opened: hosting.OpenedWorkshop

    @property
    def at(self):
        return f"{self.url}/j/{self.opened.code}"

    @property
    def standing(self):
        return self.house.store.workshop(self.opened.workshop.id)

    def do(self, *moves):
        for move in moves:
            hosting.move(self.house.store, self.house.clock, self.standing, move)

    def all_choose(self, *choices):
        """Everybody who sits there chooses in the present ballot, one after the other."""
        standing, seats = self.standing, self.house.store.seats(self.opened.workshop.id)
        votes = [
            Vote(seat.workshop_id, seat.id, standing.step.key, standing.course.ballot, choices[n % len(choices)])
            for n, seat in enumerate(seats)
        ]
        assert not any(self.house.store.cast_votes(votes))

    def full(self, people):
        """So many others have joined, two tables among them."""
        for number in range(people):
            is_table = number < 2
            self.house.store.join_workshop(
                Seat(
                    f"{self.opened.code}{number}",
                    self.opened.workshop.id,
                    str(number),
                    is_table=is_table,
                    people=6 if is_table else 1,
                )
            )
        return self


@pytest.fixture
def open_hall(app_url, app_house):
    """A function that opens a workshop with what is decided about it."""

    def opened(kind=COMMUNITY, **decided):
        q, area = app_house.questionnaire, Area("Peri küla", "Põlva vald") if kind == COMMUNITY else None
        plan = hosting.WorkshopPlan(kind, "et", q.domain_ids, area, **decided)
        return Hall(
            app_url, app_house, hosting.open_workshop(app_house.store, app_house.clock, app_house.codes, q, plan)
        )

    return opened


def test_an_old_phone_without_scripts_takes_part_from_the_code_to_the_own_result(visitor, open_hall):
    hall = open_hall()
    page = visitor(java_script_enabled=False)
    page.goto(f"{hall.url}/j?lang=et")
    page.locator("#code").fill(hall.opened.code.lower())
    page.get_by_role("button", name="Liitu").click()
    page.get_by_role("button", name="Liitu töötoaga").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Oled kohal")
    hall.full(8).do("start")
    for number, domain in enumerate(hall.house.questionnaire.domain_ids):
        page.get_by_role("link", name="Vaata, kus töötuba praegu on").click()
        page.locator("input[value='2'][type=radio]").check()
        page.locator("[data-save]").click()
        expect(page.get_by_role("status")).to_contain_text("Valik on salvestatud")
        assert hall.standing.step.key == f"domain:{domain}"
        hall.do("reveal")
        page.get_by_role("link", name="Vaata, kus töötuba praegu on").click()
        expect(page.locator("li.own")).to_have_attribute("data-choice", "2")
        if number == 0:
            hall.do("vote-again")
            page.get_by_role("link", name="Vaata, kus töötuba praegu on").click()
            expect(page.locator(".progress")).to_contain_text("2. hääletus")
            hall.do("reveal")
        hall.do("next")
    hall.do("end")
    page.get_by_role("link", name="Vaata, kus töötuba praegu on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Aitäh kaasa mõtlemast!")
    expect(page.locator(".phase h2")).to_contain_text("Kujunev kogukond")


@dataclass
class Look:
    """Looks at each state, and writes down what axe, a ruler and a finger find wrong with it."""

    page: object
    hall: Hall
    language: str
    found: dict

    def at(self, name, path=""):
        self.page.goto(f"{self.hall.at}{path}?lang={self.language}")
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()
        self.page.evaluate(UNFOLD)
        broken = Axe().run(self.page, options=LEVELS).response["violations"]
        faults = [f"{rule['id']}: {node['html'][:160]}" for rule in broken for node in rule["nodes"]]
        faults += [f"small: {target}" for target in self.page.evaluate(TARGETS)]
        if self.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            faults.append("wider than the screen")
        self.found[name] = faults

    def joins(self):
        self.at("join")
        self.page.locator("form button").click()
        self.at("another", "/another")
        self.page.locator("form button").click()


@pytest.mark.parametrize(
    ("width", "language", "scheme"),
    [(320, "ru", "light"), (390, "et", "dark"), (1280, "en", "light")],
)
def test_every_state_can_be_used_by_everybody(visitor, open_hall, width, language, scheme):
    look = Look(visitor(width, color_scheme=scheme), open_hall(has_roles=True, stories=("roude",)), language, {})
    community(look, look.hall)
    look.hall = open_hall(OPEN_ROOM, is_free=True, is_blind=False)
    open_room(look, look.hall)
    assert len(look.found) == 18
    assert not any(look.found.values()), {name: faults for name, faults in look.found.items() if faults}


def community(look, hall):
    look.joins()
    look.at("lobby")
    hall.full(8).do("start")
    look.at("story")
    hall.all_choose("1", "2", "3")
    hall.do("reveal")
    look.at("story told")
    for number in range(len(hall.house.questionnaire.domain_ids)):
        hall.do("next")
        hall.all_choose("1", "2", "2", "3", "dk", "abstain")
        if number == 0:
            again(look, hall)
        hall.do("reveal")
    hall.do("next")
    writer = hall.house.store.seats(hall.opened.workshop.id)[0]
    idea = journey.write_idea(hall.house.store, hall.house.codes, writer, "Pink kiige juurde")
    look.at("ideas")
    hosting.judge_idea(hall.house.store, hall.standing, idea, "allowed")
    hall.do("reveal", "vote-again")
    look.at("ideas to choose")
    hall.all_choose(idea.id)
    hall.do("reveal")
    look.at("ideas chosen")
    hall.do("next")
    look.at("summary")
    hall.do("end")
    look.at("ended")


def again(look, hall):
    look.at("voting")
    hall.do("reveal")
    look.at("revealed")
    hall.do("hide")
    look.at("hidden")
    hall.do("vote-again", "pause")
    look.at("paused")
    hall.do("resume")
    hall.all_choose("2", "2", "3")


def open_room(look, hall):
    look.at("join a room")
    look.page.locator("form button").click()
    hall.full(8).do("start")
    look.at("free")
    for _ in hall.house.questionnaire.domain_ids:
        hall.all_choose("1", "2", "2", "3")
        hall.do("next")
    hall.do("next")
    look.at("places")
    hall.do("end")
    look.at("room ended")
