"""The same journey on SQLite and on PostgreSQL: answer, leave with a code, come back on another device, delete."""

import pytest
from playwright.sync_api import expect

from tests.e2e.server import running_app
from tests.e2e.test_whole_journey import answer_all, choose
from tests.storage.postgres import fresh_database


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path):
    if request.param == "sqlite":
        with running_app(tmp_path) as running:
            yield running
        return
    postgres = request.getfixturevalue("postgres_url")
    with fresh_database(postgres, "journey") as url, running_app(tmp_path, DATABASE_URL=url) as running:
        yield running


def code_of(page):
    page.locator(".st-key-give_code button").click()
    return page.locator(".kp-code").inner_text()


def come_back(page, address, code):
    page.goto(f"{address}/resume?lang=et")
    page.locator(".st-key-code input").fill(code)
    page.locator(".st-key-open_mine button").click()


def test_answer_leave_come_back_and_delete(visitor, address):
    page = visitor(390)
    page.goto(f"{address}/?lang=et")
    answer_all(page, "et")
    expect(page.locator(".kp-phase h2")).to_have_text("Kujunev kogukond")
    code = code_of(page)

    other = visitor(1280)
    come_back(other, address, code.lower().replace("-", " "))
    expect(other.get_by_text("Peri küla")).to_be_visible()
    other.locator(".st-key-my_result button").click()
    expect(other.locator(".kp-phase h2")).to_have_text("Kujunev kogukond")
    other.locator("summary", has_text="Muuda vastuseid").click()
    other.locator(".st-key-topic-1 button").click()
    choose(other, "leadership", 3, "et")
    expect(other.get_by_text("Sinu vastus on salvestatud.")).to_be_visible()

    other.goto(f"{address}/resume?lang=et")
    come_back(other, address, code)
    other.locator(".st-key-delete button").click()
    other.locator(".st-key-yes button").click()
    expect(other.get_by_text("Sinu vastused on kustutatud.")).to_be_visible()
    come_back(other, address, code)
    expect(other.get_by_text("Sellise koodiga vastuseid ei ole.")).to_be_visible()


def test_another_person_on_the_same_device_sees_nothing_of_the_first(visitor, address):
    page = visitor(390)
    page.goto(f"{address}/assess?lang=et")
    name = page.locator(".st-key-settlement-et input")
    name.fill("Peri küla")
    name.press("Tab")
    expect(page.get_by_text("Sinu vastus on salvestatud.")).to_be_visible()
    page.reload()
    page.locator(".st-key-other button").click()
    expect(page.locator(".st-key-settlement-et input")).to_have_value("")
