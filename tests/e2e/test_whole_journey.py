"""One person, one real browser, from Home to the result."""

import re

import pytest
from playwright.sync_api import expect

DOMAINS = [
    "leadership",
    "participation",
    "trust",
    "direction",
    "organisation",
    "resources",
    "cooperation",
    "resilience",
]
LEVELS = [2, 2, 3, 2, 1, 3, 2, 5]
WIDER = """[...document.querySelectorAll('[data-testid=stMain], [data-testid=stExpander]')]
    .filter(part => part.scrollWidth > part.clientWidth + 1).map(part => part.outerHTML.slice(0, 80))"""
SAVED = {"et": "Sinu vastus on salvestatud.", "en": "Your answer is saved.", "ru": "Ваш ответ сохранён."}
RESULT = {
    "et": ("Minu tulemus", "Kujunev kogukond"),
    "en": ("My result", "Forming community"),
    "ru": ("Мой результат", "Складывающееся сообщество"),
}


def choose(page, item, position, language):
    page.locator(f".st-key-{item}-{language} [data-testid=stRadioOption]").nth(position).click()
    expect(page.locator(f".st-key-{item}-{language} input").nth(position)).to_be_checked()


def answer_all(page, language):
    page.locator(".st-key-start button").click()
    name = page.locator(f".st-key-settlement-{language} input")
    name.fill("Peri küla")
    name.press("Tab")
    choose(page, "role", 1, language)
    for domain, position in zip(DOMAINS, LEVELS, strict=True):
        page.locator(".st-key-next button").click()
        choose(page, domain, position, language)
        choose(page, f"{domain}_trend", 1, language)
        expect(page.get_by_text(SAVED[language])).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{domain} is wider than the screen"
    page.locator(".st-key-next button").click()
    choose(page, "past", 1, language)
    page.locator(".st-key-finish button").click()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["et", "en", "ru"])
def test_from_home_to_the_result(visitor, app_url, language, width):
    page = visitor(width)
    outside, errors = [], []
    page.on("request", lambda request: outside.append(request.url) if not _own(request.url, app_url) else None)
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(f"{app_url}/?lang={language}")
    answer_all(page, language)
    title, phase = RESULT[language]
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    expect(page.get_by_role("heading", level=2, name=phase)).to_be_visible()
    expect(page.locator("[aria-current=step]")).to_contain_text(phase)
    expect(page.get_by_text(re.compile("Peri küla"))).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", language)
    assert page.evaluate("new URL(location).searchParams.get('lang')") == language
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator(".kp-profile li").count() == 8
    for heading in page.locator("summary").all():
        heading.click()
    expect(page.locator(".kp-table")).to_be_visible()
    assert page.evaluate(WIDER) == [], "no part of the page is wider than the screen"
    assert outside == [], "no network but the app's own"
    assert errors == []


def test_the_result_is_saved_as_a_page_and_as_a_picture(visitor, app_url):
    page = visitor(390, accept_downloads=True)
    page.goto(f"{app_url}/?lang=et")
    answer_all(page, "et")
    for key, ending, start in (("save_pdf", ".pdf", b"%PDF-1.7"), ("save_picture", ".png", b"\x89PNG")):
        button = page.locator(f".st-key-{key} button")
        expect(button).to_be_visible()
        assert button.bounding_box()["height"] >= 44
        with page.expect_download() as download:
            button.click()
        assert download.value.suggested_filename.endswith(ending)
        assert download.value.path().read_bytes().startswith(start)


def _own(url, app_url):
    return url.startswith((app_url, app_url.replace("http", "ws"), "data:", "blob:"))


def test_the_first_bytes_have_the_language_and_the_switch_changes_it(visitor, app_url):
    page = visitor()
    page.goto(f"{app_url}/?lang=en")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator(".st-key-language-et button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kus on sinu kogukond praegu?")
    expect(page.locator("html")).to_have_attribute("lang", "et")
    page.locator(".st-key-start button").click()
    expect(page).to_have_title(re.compile("Enesehindamine"))
    assert page.evaluate("location.pathname + location.search") == "/assess?lang=et"


@pytest.mark.parametrize("language", ["et", "en", "ru"])
def test_the_header_with_all_languages_fits_a_narrow_phone(visitor, app_url, language):
    page = visitor(360)
    page.goto(f"{app_url}/?lang={language}")
    expect(page.locator(f".st-key-language-{language} button")).to_contain_text("✓")
    buttons = page.locator(".st-key-languages button").all()
    places = [button.bounding_box() for button in buttons]
    assert len(places) == 3
    assert len({place["y"] for place in places}) == 1, "the languages stand in one row"
    assert max(place["x"] + place["width"] for place in places) <= 360
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_new_screen_begins_at_its_top_with_the_focus_on_its_heading(visitor, app_url):
    page = visitor()
    page.goto(f"{app_url}/assess?lang=et")
    # What follows the page is there, and knows the screen that is left.
    expect(page.get_by_test_id("stSkipToContent")).to_have_text("Liigu sisu juurde")
    page.locator(".st-key-next button").click()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == 0


def test_a_reload_asks_whose_answers_they_are_and_goes_on(visitor, app_url):
    page = visitor()
    page.goto(f"{app_url}/assess?lang=et")
    page.locator(".st-key-next button").click()
    choose(page, "leadership", 3, "et")
    expect(page.get_by_text(SAVED["et"])).to_be_visible()
    page.reload()
    page.get_by_role("button", name="Jätkan oma vastustega").click()
    page.get_by_role("button", name="Tagasi").click()
    expect(page.locator(".st-key-leadership-et input").nth(3)).to_be_checked()


def test_a_text_typed_just_before_next_is_kept(visitor, app_url):
    page = visitor()
    page.goto(f"{app_url}/assess?lang=et")
    page.locator(".st-key-next button").click()
    page.locator(".st-key-leadership_reason-et textarea").fill("Kõik jääb ühe inimese teha.")
    page.locator(".st-key-next button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Osalus ja kaasatus")
    page.locator(".st-key-back button").click()
    expect(page.locator(".st-key-leadership_reason-et textarea")).to_have_value("Kõik jääb ühe inimese teha.")


def test_every_target_is_large_enough(visitor, app_url):
    page = visitor(390)
    page.goto(f"{app_url}/assess?lang=et")
    page.locator(".st-key-next button").click()
    expect(page.locator(".st-key-leadership-et")).to_be_visible()
    small = page.evaluate(
        """[...document.querySelectorAll('button, a, [data-testid=stRadioOption], textarea, input:not([type=radio])')]
        .filter(e => e.offsetParent && e.getBoundingClientRect().height < 44)
        .map(e => e.outerHTML.slice(0, 120))
        .filter(html => !html.includes('stSkipToContent'))"""
    )
    assert small == []


def test_server_survives_a_kill_between_two_answers(visitor, browser_path, tmp_path):
    from tests.e2e.server import running_app

    page = visitor()
    with running_app(tmp_path) as address:
        page.goto(f"{address}/assess?lang=et")
        page.locator(".st-key-next button").click()
        choose(page, "leadership", 3, "et")
        expect(page.get_by_text(SAVED["et"])).to_be_visible()
        cookies = page.context.cookies()
    page.close()
    again = visitor()
    with running_app(tmp_path) as address:
        again.context.add_cookies(cookies)
        again.goto(f"{address}/assess?lang=et")
        again.get_by_role("button", name="Jätkan oma vastustega").click()
        again.get_by_role("button", name="Tagasi").click()
        expect(again.locator(".st-key-leadership-et input").nth(3)).to_be_checked()
