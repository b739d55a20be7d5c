"""A seated page in a real browser: it follows the hall, and loses no vote."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import expect

from assessment.authoring.questionnaires import load_released
from assessment.bootstrap import House
from assessment.codes import RandomCodes
from assessment.core.workshop import END, HIDE, NEXT, REVEAL, START, VOTE_AGAIN
from assessment.phone.routes import routes
from assessment.phone.workshop.live import live
from assessment.settings import ROOT, Settings
from tests.fakes import FixedClock, MemoryStore, PatientThrottle
from tests.halls import app_of, hall_of, listening

SAVED = "Salvestatud"


@pytest.fixture
def house():
    questionnaires = load_released(ROOT / "questionnaires")
    clock = FixedClock(date(2026, 11, 28))
    return House(Settings(), questionnaires, MemoryStore(), clock, RandomCodes(b"k" * 32), PatientThrottle())


@pytest.fixture
def hall(house):
    return hall_of(house)


def served(house, port: int = 0):
    return listening(app_of(live(lambda: house), *routes(lambda: house)), port)


@pytest.fixture
def port(house):
    with served(house) as port:
        yield port


def join(page, hall, port: int, **fields: str):
    """Take a seat as a person; the page is the seat's then."""
    page.set_default_timeout(15_000)
    page.goto(f"http://127.0.0.1:{port}/j/{hall.opened.code}/another")
    page.locator("form[action*=join] button").click()
    connected(page)
    return page


def connected(page):
    expect(page.locator("main.live")).to_be_attached(timeout=15_000)


def choose(page, value: str) -> None:
    page.locator(f"#state label:has(input[value='{value}'])").click()


def heading(page):
    return page.locator("#state h1")


def test_a_page_follows_the_hall_and_saves_a_choice_when_it_is_made(visitor, hall, port) -> None:
    page = join(visitor(), hall, port)
    page.evaluate("window.isSame = true")
    hall.move(START)
    expect(page.locator("#state [data-state=voting]")).to_be_attached()
    expect(page.locator(".heard")).to_have_text(heading(page).inner_text())
    expect(page.locator("[data-save]")).to_be_hidden()
    choose(page, "3")
    expect(page.locator(".status")).to_contain_text(SAVED)
    assert hall.votes() == ["domain:leadership|1=3"]
    choose(page, "dk")
    expect(page.locator(".status")).to_contain_text(SAVED)
    hall.move(REVEAL)
    expect(page.locator("li[data-choice=dk] .mine")).to_be_visible()
    expect(page.locator(".mine:visible")).to_have_count(1)
    hall.move(HIDE)
    expect(page.locator(".picture")).to_have_count(0)
    hall.move(VOTE_AGAIN)
    expect(page.locator("#state input:checked")).to_have_count(0)
    assert page.evaluate("window.isSame"), "the page was never loaded again"


def test_a_reload_and_a_second_tab_show_the_same_vote(visitor, hall, port) -> None:
    hall.move(START)
    page = join(visitor(), hall, port)
    choose(page, "2")
    expect(page.locator(".status")).to_contain_text(SAVED)
    second = page.context.new_page()
    second.goto(page.url)
    connected(second)
    expect(second.locator("#state input:checked")).to_have_value("2")
    choose(second, "4")
    expect(page.locator("#state input:checked")).to_have_value("4")
    page.reload()
    expect(page.locator("#state input:checked")).to_have_value("4")


def test_a_vote_made_without_a_server_is_sent_when_it_is_back(visitor, hall, house) -> None:
    hall.move(START)
    with served(house) as port:
        page = join(visitor(), hall, port)
    choose(page, "3")
    expect(page.locator(".status.waits")).to_be_visible(timeout=20_000)
    assert hall.votes() == []
    page.evaluate("window.isSame = true")
    with served(house, port):
        expect(page.locator(".status")).to_contain_text(SAVED, timeout=15_000)
        assert hall.votes() == ["domain:leadership|1=3"]
        assert page.evaluate("window.isSame")


def test_a_vote_that_comes_back_too_late_is_refused_with_the_sentence(visitor, hall, house) -> None:
    hall.move(START)
    with served(house) as port:
        page = join(visitor(), hall, port)
    choose(page, "3")
    hall.move(REVEAL)
    with served(house, port):
        expect(page.locator(".status")).to_contain_text("Hääletus on juba lõppenud", timeout=15_000)
        expect(page.locator("#state [data-state=revealed]")).to_be_attached()
        expect(page.locator(".mine:visible")).to_have_count(0)
    assert hall.votes() == []
    assert page.evaluate("localStorage.length") == 0


def test_where_no_socket_can_be_opened_the_page_votes_and_follows_all_the_same(visitor, hall, port) -> None:
    hall.move(START)
    page = visitor()
    page.add_init_script("window.WebSocket = class { constructor() { throw new Error('not here') } }")
    page.goto(f"http://127.0.0.1:{port}/j/{hall.opened.code}/another")
    page.locator("form[action*=join] button").click()
    choose(page, "3")
    page.locator("[data-save]").click()
    expect(page.locator(".status")).to_contain_text(SAVED)
    assert hall.votes() == ["domain:leadership|1=3"]
    hall.move(REVEAL)
    expect(page.locator("li[data-choice='3'] .mine")).to_be_visible(timeout=15_000)


def test_whoever_reads_with_the_keyboard_stays_where_they_were(visitor, hall, port) -> None:
    hall.move(START)
    page = join(visitor(), hall, port)
    page.locator("#state input[value='2']").focus()
    page.keyboard.press("Space")
    expect(page.locator(".status")).to_contain_text(SAVED)
    hall.move(NEXT)
    expect(heading(page)).to_be_focused()
    hall.move(END)
    expect(page.locator("#state [data-state=ended]")).to_be_attached()


ASLEEP = """isAsleep => {
  Object.defineProperty(document, "hidden", { value: isAsleep, configurable: true })
  if (!isAsleep) { const now = Date.now; Date.now = () => now() + 3 * 60 * 1000 }
  document.dispatchEvent(new Event("visibilitychange"))
}"""


def test_a_phone_that_slept_for_three_minutes_connects_anew_at_once_and_has_its_vote(visitor, hall, port) -> None:
    hall.move(START)
    page = join(visitor(), hall, port)
    choose(page, "3")
    expect(page.locator(".status")).to_contain_text(SAVED)
    page.evaluate(ASLEEP, True)
    with page.expect_event("websocket", timeout=3000):
        page.evaluate(ASLEEP, False)
    hall.move(REVEAL)
    expect(page.locator("li[data-choice='3'] .mine")).to_be_visible()


def test_an_idea_can_be_written_on_a_page_that_came_by_the_socket(visitor, hall, port) -> None:
    page = join(visitor(), hall, port)
    hall.move(START, NEXT, NEXT)
    page.locator("#idea").fill("Kiik külaplatsile")
    page.locator("[data-idea-form] button").click()
    expect(page.locator("#own-ideas")).to_contain_text("Kiik külaplatsile")
    connected(page)
    assert [idea.text for idea in hall.house.store.ideas(hall.id)] == ["Kiik külaplatsile"]
