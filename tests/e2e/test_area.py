"""A municipality's worker opens an area, reads its result, and notes what was agreed, in a browser."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from assessment.core.register import TYPED, place_key
from assessment.i18n.texts import languages, words
from tests import rounds
from tests.e2e.test_access import settled, violations
from tests.e2e.test_open_many import worker


def opened(page, app_url, language, name, municipality):
    area = f"{TYPED}{place_key(name, municipality)}"
    page.goto(f"{app_url}/area?{urlencode({'id': area, 'lang': language})}")
    # The first one who comes after a start waits until all of the pages are read.
    expect(page.locator(".kp-footer")).to_be_visible(timeout=30_000)
    settled(page)
    return page


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_an_area_is_read_and_noted_without_a_barrier(visitor, app_url, app_house, language, width, scheme):
    say, place = words(language), f"Aakre {language} {width}"
    rounds.closed(app_house, name=place)
    page = opened(
        worker(visitor, app_url, app_house, "Põlva vald", width, color_scheme=scheme),
        app_url,
        language,
        place,
        "Põlva vald",
    )
    expect(page.get_by_role("heading", level=1)).to_have_text(place)
    found = {}
    for name in ("result", "views", "work", "notes"):
        page.get_by_role("tab", name=say(f"area.tab.{name}")).click()
        expect(page.get_by_role("tabpanel").locator("h2:visible").first).to_be_visible()
        for summary in page.locator("[data-testid=stExpander] summary:visible").all():
            if summary.locator("..").get_attribute("open") is None:
                summary.click()
        page.wait_for_timeout(300)
        found[name] = violations(page)
        # On a narrow screen nothing makes the page wider than it.
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    save = page.get_by_role("button", name=say("area.log.save"))
    save.click()
    expect(page.locator(".kp-problem:visible")).to_have_count(2)
    found["problems"] = violations(page)
    page.get_by_label(say("area.log.who")).fill("M. K.")
    page.get_by_label(say("area.log.agreed")).fill("<b>Talgud</b> kevadel")
    # Nobody stores it twice by pressing twice.
    save.dblclick()
    expect(page.locator(".kp-noted:visible")).to_have_count(1)
    expect(page.locator(".kp-noted:visible")).to_contain_text("<b>Talgud</b> kevadel")
    expect(page.get_by_text(say("area.stored"))).to_be_visible()
    found["noted"] = violations(page)
    assert not any(found.values()), found


def test_the_steps_where_there_is_no_community_are_ticked_off_by_keyboard(visitor, app_url, app_house):
    rounds.closed(app_house, [[0] * 8] * 9, "Ahja kant")
    page = opened(worker(visitor, app_url, app_house, "Põlva vald"), app_url, "et", "Ahja kant", "Põlva vald")
    page.get_by_role("tab", name="Seitse sammu").focus()
    page.keyboard.press("Enter")
    take = page.get_by_role("button", name="Märgi 6. samm tehtuks")
    take.focus()
    page.keyboard.press("Enter")
    note = page.get_by_label("Märkus")
    note.fill("Üks pere on nõus")
    page.get_by_role("button", name="Salvesta samm").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Tehtud 1 / 7")).to_be_visible()
    expect(page.get_by_text("Üks pere on nõus")).to_be_visible()
    expect(page.get_by_role("tab", name="Seitse sammu")).to_have_attribute("aria-selected", "true")


def test_a_round_is_set_aside_once_and_taken_back_without_a_barrier(visitor, app_url, app_house):
    found, say, place = rounds.closed(app_house, name="Mordori kants"), words("et"), "Mordori kants"
    page = worker(visitor, app_url, app_house, "Põlva vald", 390)
    opened(page, app_url, "et", place, "Põlva vald")
    page.locator("[data-testid=stExpander] summary:visible", has_text=say("aside.add")).click()
    page.get_by_text(say("aside.reason.not_serious"), exact=True).click()
    page.get_by_role("button", name=say("aside.save"), exact=True).dblclick()
    expect(page.get_by_text(say("aside.told.aside"))).to_be_visible()
    page.get_by_role("tab", name=say("area.tab.result")).click()
    expect(page.locator(".kp-noted:visible")).to_contain_text(say("aside.reason.not_serious"))
    seen = {"area": violations(page)}

    page.goto(f"{app_url}/municipality?lang=et")
    page.locator("[data-testid=stExpander] summary:visible", has_text=say("aside.list", number=1)).click()
    expect(page.get_by_role("link", name=place)).to_have_count(1)
    seen["overview"] = violations(page)
    page.get_by_role("link", name=place).click()
    page.get_by_role("tab", name=say("area.tab.result")).click()
    page.get_by_role("button", name=say("aside.back", round="")).click()
    expect(page.get_by_text(say("aside.told.counted"))).to_be_visible()
    assert not app_house.store.set_aside_rounds("Põlva vald")
    assert app_house.store.snapshot(found.round.id) is not None
    assert not any(seen.values()), seen
