"""A municipality's register of areas in a real browser: taken in, refused, undone; readable for everybody."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from assessment.intake.recognising import MEGABYTE, MOST_BYTES
from assessment.journeys import access
from tests.settlement_files import csv, layer, zipped

LEVELS = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.fixture
def enter(visitor, app_url, app_house):
    """Come to the page of areas of a municipality as somebody who works for it."""

    def come(municipality, language="et", **options):
        page = visitor(1280, **options)
        invitation = access.Invitation("worker", municipality)
        given = access.invite(app_house.store, app_house.clock, app_house.codes, invitation)
        page.goto(f"{app_url}/m/{given.key}?lang={language}")
        page.locator("main form button, form button").last.click()
        page.wait_for_url("**/municipality**")
        page.goto(f"{app_url}/areas?lang={language}")
        expect(page.locator(".kp-footer")).to_be_visible()
        expect(page.locator("[data-testid=stFileUploaderDropzone] button[kind=secondary][aria-label]")).to_have_count(1)
        return page

    return come


def choose(page, name, content, number=0):
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.locator("input[type=file]").nth(number).set_input_files(file)


def violations(page):
    found = Axe().run(page, options=LEVELS).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


def test_a_register_is_looked_at_taken_in_and_undone(enter, app_house):
    page = enter("Kuuse vald")
    choose(page, "asustusyksus_shp.zip", zipped(layer()))
    expect(page.get_by_role("heading", name="Mis muutub")).to_be_visible()
    expect(page.get_by_text("Fail: asustusyksus_shp.zip")).to_be_visible()
    page.get_by_role("button", name="Võta kasutusele").click()
    expect(page.get_by_role("status").filter(has_text="Register on kasutusel.")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Vali asustusüksuste fail")).to_be_visible()
    assert len(app_house.store.areas("Kuuse vald")) == 3
    page.get_by_role("button", name="Võta tagasi: Register seisuga 01.04.2026").click()
    page.get_by_role("button", name="Jah, võta tagasi").click()
    expect(page.get_by_text("Muudatus on tagasi võetud.")).to_be_visible()
    assert app_house.store.areas("Kuuse vald") == ()


def test_a_file_that_is_too_large_is_refused_in_the_readers_words_and_never_sent(enter, tmp_path):
    page = enter("Pihla vald")
    sent = []
    page.on("request", lambda request: sent.append(request.url) if "upload_file" in request.url else None)
    large = tmp_path / "suur.zip"
    with large.open("wb") as file:
        file.truncate(MOST_BYTES + MEGABYTE)
    page.locator("input[type=file]").set_input_files(large)
    expect(page.get_by_text("see on suurem kui 40 MB")).to_be_visible()
    expect(page.get_by_text("must be")).to_be_hidden()
    assert not sent
    page.get_by_role("button", name="Vali uuesti").click()
    expect(page.get_by_role("button", name="Vali asustusüksuste fail")).to_be_visible()
    choose(page, "asustus_20260401.csv", csv())
    expect(page.get_by_role("heading", name="Mis muutub")).to_be_visible()


@pytest.mark.parametrize(("language", "scheme"), [("et", "light"), ("en", "dark"), ("ru", "light")])
def test_every_state_is_readable_for_everybody(enter, language, scheme):
    page = enter(f"Kuuse vald {language}", language, color_scheme=scheme)
    found = {"empty": violations(page)}
    rows = [(f"Küla {n}", f"{n:04}", "8", f"Kuuse vald {language}", "0072", "", "") for n in range(1, 40)]
    choose(page, "asustus.zip", b"\x89PNG....")
    expect(page.locator(".kp-problem-box")).to_be_visible()
    found["refused"] = violations(page)
    page.locator(".st-key-areas_again button").click()
    expect(page.locator("[data-testid=stFileUploaderDropzone] button[kind=secondary][aria-label]")).to_be_visible()
    choose(page, "asustus_20260401.csv", csv(rows))
    expect(page.locator(".st-key-areas-preview")).to_be_visible()
    found["preview"] = violations(page)
    page.locator(".st-key-areas_store button").click()
    expect(page.locator("[data-testid=stFileUploaderDropzone] button[kind=secondary][aria-label]")).to_have_count(2)
    choose(page, "rahvaarv.csv", csv([("0001", "12"), ("0", "3")], ("EHAK", "Elanike arv"), ";"), number=1)
    expect(page.locator(".st-key-people-preview")).to_be_visible()
    page.locator("[data-testid=stExpander] summary").last.click()
    expect(page.locator(".st-key-own-units")).to_be_visible()
    found["register"] = violations(page)
    assert not any(found.values()), found
