"""Areas compared in a browser: every chart is accessible, fits, and its address shows a colleague the same."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from assessment.i18n.texts import words
from assessment.ui.components.comparing import VIEWS
from tests.charts.rounds import crowd
from tests.e2e.test_access import settled, violations
from tests.e2e.test_open_many import worker
from tests.municipalities import ON_PHASE, Invented
from tests.settled import assess

MUNICIPALITY = "Võrdluse vald"


@pytest.fixture(scope="session")
def compared(app_house):
    """Three areas of one municipality, and the house that they are in."""
    for name, levels in (("Aarna", ON_PHASE[1]), ("Eoste", ON_PHASE[2]), ("Himma", ON_PHASE[3])):
        rounds = [Invented(crowd(12, levels))]
        assess(app_house.store, app_house.codes, name, rounds, MUNICIPALITY)
    return app_house


def picked(page):
    """The addresses of the areas that are offered."""
    return page.locator(".st-key-compare-pick button")


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("et", 390, "light"), ("ru", 1280, "dark"), ("en", 360, "dark")]
)
def test_every_chart(visitor, app_url, compared, language, width, scheme):
    page = worker(visitor, app_url, compared, MUNICIPALITY, width, color_scheme=scheme)
    found = {}
    for view in VIEWS:
        page.goto(f"{app_url}/compare?lang={language}&view={view}")
        settled(page)
        if view == "profiles":
            picked(page).nth(0).click()
            expect(picked(page).nth(0)).to_have_attribute("aria-pressed", "true")
            picked(page).nth(2).click()
        expect(page.locator(f".kp-areas.kp-{view}")).to_be_visible()
        expect(page.get_by_role("radio", checked=True)).to_have_text(words(language)(f"compare.view.{view}"))
        found[view] = violations(page)
        main = page.locator("[data-testid=stMain]")
        assert main.evaluate("main => main.scrollWidth - main.clientWidth") <= 0, view
    assert not any(found.values()), found


def test_the_address_shows_a_colleague_the_same(visitor, app_url, compared):
    page = worker(visitor, app_url, compared, MUNICIPALITY)
    page.goto(f"{app_url}/compare?lang=et")
    expect(page.locator(".kp-heat")).to_be_visible()
    page.get_by_role("radio", name="Kõrvuti").click()
    for name in ("Aarna", "Himma"):
        page.get_by_role("button", name=name).click()
        expect(page.get_by_role("button", name=name)).to_have_attribute("aria-pressed", "true")
    arrow = page.get_by_test_id("stSelectbox").locator("button").first
    expect(arrow).to_have_attribute("aria-label", "Ava loend")
    expect(page.locator(".kp-panels h3")).to_have_text(["Aarna", "Himma"])
    address = page.url
    assert set(re.findall(r"[?&](\w+)=", address)) == {"lang", "view", "area"}

    colleague = worker(visitor, app_url, compared, MUNICIPALITY)
    colleague.goto(address)
    expect(colleague.locator(".kp-panels h3")).to_have_text(["Aarna", "Himma"])
    stranger = worker(visitor, app_url, compared, "Teine vald")
    stranger.goto(address)
    settled(stranger)
    expect(stranger.get_by_text("Piirkondi veel ei ole.")).to_be_visible()
    assert "Aarna" not in stranger.content()
