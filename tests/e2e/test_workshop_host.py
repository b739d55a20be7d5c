"""Two hosts run one workshop in real browsers: by keys, without keys where one writes, and each sees the other."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from assessment.journeys import workshop as journey
from tests.e2e.test_access import violations
from tests.workshops import Hall


@pytest.fixture
def hall(app_house):
    return Hall(app_house.store, app_house.clock, app_house.codes, app_house.questionnaire)


@pytest.fixture
def host(app_url, hall, visitor):
    """A page of a host, on a device of its own."""

    def arrive(width=1280, **options):
        page = visitor(width, **options)
        page.context.add_cookies([{"name": "host", "value": hall.opened.host_key, "url": app_url}])
        page.goto(f"{app_url}/workshop?lang=et")
        page.locator(".kp-hall-numbers").wait_for()
        return page

    return arrive


def button(page, name):
    return page.get_by_role("button", name=re.compile(f"^{name}"))


def test_a_key_moves_the_workshop_and_the_other_host_sees_it(hall, host):
    one, other = host(), host(390)
    one.keyboard.press("s")
    for page in (one, other):
        expect(button(page, "Näita tulemust")).to_be_visible()
    other.keyboard.press("v")
    for page in (one, other):
        expect(page.locator(".kp-hall-state")).to_have_text("Tulemus on näha")
    assert hall.standing.state == "revealed"


def test_who_joins_and_votes_is_counted_before_anybody_clicks(hall, host):
    hall.move("start")
    page, numbers = host(), ".kp-hall-numbers li"
    hall.join(4)
    expect(page.locator(numbers).nth(0)).to_have_text("4 on liitunud")
    hall.vote([3, 3, 2])
    expect(page.locator(numbers).nth(1)).to_have_text("3 on valinud")


def test_keys_do_nothing_while_one_writes_and_what_was_written_is_kept(hall, host):
    hall.move("start", "reveal")
    page = host()
    field = page.get_by_label("Mis jäi lahtiseks või millega mõni ei nõustunud")
    field.click()
    page.keyboard.type("svhanbpe: pinnas on erinev")
    hall.join(1)  # the page is drawn anew meanwhile
    expect(page.locator(".kp-hall-numbers li").nth(0)).to_have_text("1 on liitunud")
    expect(field).to_have_value("svhanbpe: pinnas on erinev")
    field.blur()
    expect(page.get_by_text("Salvestatud.")).to_be_visible()
    assert hall.standing.state == "revealed"
    assert hall.store.agreed(hall.id)[hall.standing.step.key].dissent == "svhanbpe: pinnas on erinev"


def test_the_order_of_domains_is_changed_by_the_keyboard_alone(app_url, visitor):
    page = visitor(390)
    page.goto(f"{app_url}/open-workshop?lang=et")
    up = page.get_by_role("button", name="Suhted ja usaldus: liiguta ettepoole")
    up.focus()
    page.keyboard.press("Enter")
    told = page.get_by_text("Suhted ja usaldus: koht nimekirjas on nüüd 2.")
    expect(told).to_be_visible()
    expect(up).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Suhted ja usaldus: koht nimekirjas on nüüd 1.")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_of_the_hosts_page_can_be_used_by_everybody(app_house, hall, host, scheme):
    page, found = host(390, color_scheme=scheme), {}

    def look(state):
        expect(page.locator(".kp-hall-step")).to_contain_text(state)
        page.wait_for_timeout(500)  # axe looks at colours: nothing fades any more
        found[state] = violations(page)

    look("Inimesed liituvad")
    seats = hall.join(6)
    hall.move("start")
    look("Hääletus käib")
    hall.vote([3, 3, 3, 2, 2, 4])
    hall.move("reveal")
    look("Tulemus on näha")
    for _ in hall.standing.workshop.domain_ids:
        hall.move("next")
    journey.write_idea(app_house.store, app_house.codes, seats[0], "Kiigeplats korda")
    expect(page.get_by_text("Kiigeplats korda")).to_be_visible()
    look("Üks väike samm")
    hall.move("next")
    look("Kokkuvõte")
    page.keyboard.press("e")
    expect(button(page, "Jah, lõpeta")).to_be_visible()
    found["sure"] = violations(page)
    button(page, "Jah, lõpeta").click()
    look("Töötuba on lõppenud")
    assert not any(found.values()), found
