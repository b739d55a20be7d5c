"""A worker of a municipality in a real browser: from the personal link to the report for the council."""

import pytest
from playwright.sync_api import expect

from assessment.journeys import access
from tests.e2e.test_access import settled, violations
from tests.e2e.test_open_many import worker
from tests.municipalities import Invented, crowd
from tests.reports.sheets import read, text_of
from tests.settled import assess


@pytest.fixture(scope="module")
def link(app_url, app_house):
    """The link of a worker whose municipality has an area; no other test is about that municipality."""
    assess(app_house.store, app_house.codes, "Naha küla", [Invented(crowd(8))], "Räpina vald")
    invitation = access.Invitation("worker", "Räpina vald")
    return f"{app_url}/m/{access.invite(app_house.store, app_house.clock, app_house.codes, invitation).key}"


@pytest.mark.parametrize("width", [390, 1280])
def test_from_the_link_to_the_report_for_the_council(visitor, link, width):
    page = visitor(width)
    page.goto(f"{link}?lang=et")
    page.get_by_role("button", name="Sisene").click()
    page.locator(".kp-whose", has_text="Räpina vald").wait_for()
    if width == 390:
        page.get_by_text("Kõik lehed").click()
    page.get_by_role("link", name="Kaasa võtmiseks").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kaasa võtmiseks")
    button = page.locator(".st-key-save_council button")
    expect(button).to_contain_text("Salvesta PDF")
    with page.expect_download() as waiting:
        button.click()
    saved = waiting.value
    assert saved.suggested_filename.endswith("-council.pdf")
    report = text_of(read(saved.path().read_bytes()))
    assert "Räpina vald: kogukondade arengufaasid" in report
    assert "Naha küla" in report


@pytest.mark.usefixtures("link")
@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("et", 390, "light"), ("ru", 1280, "dark"), ("en", 360, "dark")]
)
def test_the_page_has_no_barriers(visitor, app_url, app_house, language, width, scheme):
    page = worker(visitor, app_url, app_house, "Räpina vald", width, color_scheme=scheme)
    page.goto(f"{app_url}/take-along?lang={language}")
    expect(page.locator(".stDownloadButton button")).to_have_count(5)
    settled(page)
    assert not violations(page)
    main = page.locator("[data-testid=stMain]")
    assert main.evaluate("main => main.scrollWidth - main.clientWidth") <= 0
