"""A municipality's worker brings a list of areas, opens their rounds, and takes cards and links along, in a browser."""

from __future__ import annotations

import csv
import io
import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from assessment.i18n.texts import languages, words
from assessment.journeys import access
from assessment.journeys import round as journey
from tests.e2e.test_access import settled, violations

# A file is sent, read and answered; a machine with much else to do takes its time.
PATIENT = 20_000
KEY = re.compile(r"/c/([\w-]{32})")


def worker(visitor, app_url, app_house, municipality, width=1280, **options):
    """A page of somebody who works for a municipality."""
    house = app_house
    invitation = access.Invitation("worker", municipality)
    invited = access.invite(house.store, house.clock, house.codes, invitation)
    secret = access.enter(house.store, house.clock, house.codes, invited.access).secret
    page = visitor(width, **options)
    page.context.add_cookies([{"name": "access", "value": secret, "url": app_url}])
    return page


def bring(page, name, content):
    file = {"name": name, "mimeType": "text/csv", "buffer": content}
    page.locator(".st-key-upload-many_upload input[type=file]").set_input_files(file)
    expect(page.get_by_text(name)).to_be_visible(timeout=PATIENT)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_from_a_list_to_cards_and_links(visitor, app_url, app_house, language, width, scheme, tmp_path):
    say, municipality = words(language), f"Vald {language} {width}"
    page = worker(visitor, app_url, app_house, municipality, width, color_scheme=scheme)
    found = {}
    page.goto(f"{app_url}/open-many?lang={language}")
    settled(page)
    page.get_by_text(say("many.source.file")).click()
    bring(page, "vigane.csv", "nimi;kontakt\n;Mari\nPeri küla;\n".encode("cp1257"))
    page.locator(".st-key-many_check button").click()
    expect(page.locator("[data-testid=stAlert]")).to_contain_text(say("many.faults"), timeout=PATIENT)
    found["faults"] = violations(page)
    page.get_by_role("button", name=say("areas.upload.again"), exact=True).click()
    bring(page, "hea.csv", "nimi;kontakt\nKiisa küla;Mari\nPeri küla;\n".encode())
    page.locator(".st-key-many_check button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(say("many.review"), timeout=PATIENT)
    found["review"] = violations(page)
    page.locator(".st-key-many_go button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(say.count("many.opened", 2), timeout=PATIENT)
    found["opened"] = violations(page)
    assert not any(found.values()), found

    keys = saved_keys(page)
    rounds = [journey.coordinated(app_house.store, app_house.codes, app_house.throttle, "x", key) for key in keys]
    assert [(one.area.name, one.opened_by) for one in rounds] == [
        ("Kiisa küla", municipality),
        ("Peri küla", municipality),
    ]
    assert not any(key in page.content() + page.url for key in keys)
    sent = saved(page, "many_links").decode("utf-8-sig")
    assert not any(key in sent for key in keys)
    codes = [row[say("many.table.code")] for row in csv.DictReader(io.StringIO(sent), delimiter=";")]
    assert [journey.of_code(app_house.store, app_house.codes, code).id for code in codes] == [one.id for one in rounds]

    page.locator(".st-key-many_taken button").click()
    expect(page.locator(".st-key-many_another button")).to_be_visible(timeout=PATIENT)
    assert violations(page) == []
    assert page.locator(".st-key-many_cards").count() == 0
    assert "Kiisa küla" in page.locator("table").inner_text()


def saved(page, key):
    with page.expect_download() as download:
        page.locator(f".st-key-{key} button").click()
    return download.value.path().read_bytes()


def saved_keys(page):
    """The keys on the cards, in their order."""
    pages = PdfReader(io.BytesIO(saved(page, "many_cards"))).pages
    return [KEY.search(note.get_object()["/A"]["/URI"]).group(1) for one in pages for note in one["/Annots"]]


def test_the_boxes_follow_the_buttons_and_the_filter(visitor, app_url, app_house):
    page = worker(visitor, app_url, app_house, "Kastide vald")
    page.goto(f"{app_url}/open-many?lang=et")
    settled(page)
    page.locator(".st-key-many-names-et textarea").fill("Üks küla\nTeine küla\nKolmas küla")
    page.locator(".st-key-many_check button").click()
    page.locator(".st-key-many_go button").click()
    page.locator(".st-key-many_taken button").click()
    page.locator(".st-key-many_another button").click()
    boxes = page.locator(".st-key-many-areas input")
    expect(boxes).to_have_count(3)
    page.locator(".st-key-many_all button").click()
    expect(page.get_by_text("Valitud 3 piirkonda")).to_be_visible()
    expect(page.locator(".st-key-many-areas input:checked")).to_have_count(3)
    page.get_by_label("Otsi nime järgi").fill("te")
    page.keyboard.press("Enter")
    expect(boxes).to_have_count(1)
    page.locator(".st-key-many_none button").click()
    expect(page.get_by_text("Valitud 2 piirkonda")).to_be_visible()
    expect(page.locator(".st-key-many-areas input:checked")).to_have_count(0)
