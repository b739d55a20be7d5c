"""The overview of a municipality in a browser: accessible and no wider than the screen, and it leads to an area."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.charts.rounds import crowd
from tests.e2e.test_access import settled, violations
from tests.e2e.test_open_many import worker
from tests.municipalities import ON_PHASE, Invented, area
from tests.settled import assess, register

MUNICIPALITY = "Ülevaate vald"
NAMES = ("Aarna", "Eoste", "Himma", "Õriküla")


@pytest.fixture(scope="session")
def overseen(app_house):
    """Four areas with their places: two phases, one that a group agreed on, and one of which nothing is known."""
    places = [area(100 + number, name, MUNICIPALITY) for number, name in enumerate(NAMES)]
    register(app_house.store, places)
    rounds = {
        "Aarna": Invented(crowd(12, ON_PHASE[1], past="yes")),
        "Eoste": Invented(crowd(12, ON_PHASE[3])),
        "Himma": Invented(group=ON_PHASE[2]),
    }
    for name, one in rounds.items():
        assess(app_house.store, app_house.codes, name, [one], MUNICIPALITY)
    return app_house


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("et", 390, "light"), ("ru", 1280, "dark"), ("en", 360, "dark")]
)
def test_the_page_has_no_barriers(visitor, app_url, overseen, language, width, scheme):
    page = worker(visitor, app_url, overseen, MUNICIPALITY, width, color_scheme=scheme)
    page.goto(f"{app_url}/municipality?lang={language}")
    settled(page)
    for opening in page.locator("summary").all():
        if opening.is_visible():  # the ways are folded on a phone only
            opening.click()
    assert not violations(page)
    main = page.locator("[data-testid=stMain]")
    assert main.evaluate("main => main.scrollWidth - main.clientWidth") <= 0


def test_an_area_is_found_by_name_and_opened(visitor, app_url, overseen):
    page = worker(visitor, app_url, overseen, MUNICIPALITY, 1280)
    page.goto(f"{app_url}/municipality?lang=et")
    expect(page.locator(".kp-area-list tbody tr")).to_have_count(4)
    page.get_by_label("Otsi piirkonda nime järgi").fill("õri")
    page.keyboard.press("Enter")
    expect(page.locator(".kp-area-list tbody tr")).to_have_count(1)
    page.locator(".kp-area-list").get_by_role("link", name="Õriküla").click()
    expect(page.get_by_role("heading", level=1, name="Õriküla")).to_be_visible()
