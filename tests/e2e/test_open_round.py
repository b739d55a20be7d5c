"""A coordinator in a real browser: from the own result to a round and its links, and the round's result by its code."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.test_access import press_until, settled
from tests.e2e.test_whole_journey import answer_all

TITLES = {"et": "Kogukonna ühine tulemus", "en": "The community's shared result", "ru": "Общий результат сообщества"}


def rounds_named(house, name):
    return [one for one in house.store.rounds() if one.area.name == name]


def write(page, item, typed, language="et"):
    field = page.locator(f".st-key-round-{item}-{language} input")
    field.fill(typed)
    field.press("Tab")


def at(key):
    return f"!!document.activeElement.closest('.st-key-{key}')"


def test_the_keyboard_alone_opens_a_round_from_the_own_result(visitor, app_url, app_house):
    page = visitor(1280)
    page.goto(f"{app_url}/?lang=et")
    answer_all(page, "et")
    page.locator(".kp-phase").wait_for()
    press_until(page, "Tab", at("ask_neighbours"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kutsu naabrid vastama")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    press_until(page, "Tab", at("round-settlement-et"))
    assert page.evaluate("document.activeElement.value") == "Peri küla"
    page.keyboard.press("End")
    page.keyboard.type(" klaviatuuril")
    press_until(page, "Tab", at("round-days-et"))
    page.keyboard.press("ArrowUp")
    expect(page.locator(".st-key-round-days-et input").nth(2)).to_be_checked()
    press_until(page, "Tab", at("round-own-et"))
    page.keyboard.press("Space")
    expect(page.locator(".st-key-round-own-et input")).to_be_checked()
    press_until(page, "Tab", at("open_round"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Voor on avatud")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    [one] = rounds_named(app_house, "Peri küla klaviatuuril")
    assert (one.closes_on - one.opened_on).days == 20
    assert len(app_house.store.responses(one.id)) == 1
    press_until(page, "Tab", at("link_saved"))
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-private-link .kp-address")).to_have_count(0)


def test_a_double_click_opens_one_round(visitor, app_url, app_house):
    page = visitor(390)
    page.goto(f"{app_url}/open-round?lang=et")
    settled(page)
    page.locator(".st-key-round-settlement-et input").fill("Kaks klõpsu")
    page.locator(".st-key-open_round button").dblclick()
    page.locator(".st-key-link_saved button").wait_for()
    page.wait_for_timeout(1000)
    assert len(rounds_named(app_house, "Kaks klõpsu")) == 1


def test_what_is_wrong_comes_into_sight(visitor, app_url):
    page = visitor(390)
    page.goto(f"{app_url}/open-round?lang=et")
    settled(page)
    page.locator(".st-key-open_round button").click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Paiga nimi: lahter on tühi.")
    expect(alert).to_be_in_viewport()


def test_the_private_link_outlives_the_language_and_is_asked_for_before_a_reload(visitor, app_url):
    page = visitor(390)
    page.goto(f"{app_url}/open-round?lang=et")
    settled(page)
    write(page, "settlement", "Keele küla")
    page.wait_for_timeout(300)
    page.locator(".st-key-open_round button").click()
    address = page.locator(".st-key-private-link .kp-address")
    key = re.search(r"/c/([\w-]{32})", address.text_content())[1]
    page.locator(".st-key-language-ru button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Опрос открыт")
    expect(address).to_contain_text(key)
    assert key not in page.url
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    settled(page)
    assert asked == ["beforeunload"]
    expect(page.get_by_role("heading", level=1)).to_have_text("Позовите соседей ответить")
    assert key not in page.content()


def test_once_it_is_saved_nothing_is_asked(visitor, app_url):
    page = visitor(390)
    page.goto(f"{app_url}/open-round?lang=et")
    settled(page)
    write(page, "settlement", "Salvestaja küla")
    page.wait_for_timeout(300)
    page.locator(".st-key-open_round button").click()
    page.locator(".st-key-link_saved button").click()
    page.locator(".st-key-another_round button").wait_for()
    page.on("dialog", lambda dialog: pytest.fail(dialog.type))
    page.reload()
    settled(page)


def test_the_coordinators_page_opens_in_the_language_of_the_visit(visitor, app_url):
    page = visitor(390)
    page.goto(f"{app_url}/open-round?lang=en")
    settled(page)
    write(page, "settlement", "Lingi küla", "en")
    page.wait_for_timeout(300)
    page.locator(".st-key-open_round button").click()
    with page.expect_popup() as opened:
        page.locator(".st-key-private-link .kp-go").click()
    expect(opened.value.locator("html")).to_have_attribute("lang", "en")
    expect(opened.value.get_by_text("Lingi küla").first).to_be_visible()


def test_the_links_are_copied_and_neighbours_answer_by_them(visitor, app_url, chromium):
    page = visitor(390, permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{app_url}/open-round?lang=et")
    settled(page)
    write(page, "settlement", "Kopeerija küla")
    page.wait_for_timeout(300)
    page.locator(".st-key-open_round button").click()
    page.locator(".st-key-link_saved button").wait_for()
    shared = page.locator(".kp-address").last
    page.locator(".kp-copy").nth(1).click()
    expect(page.get_by_text("Kopeeritud", exact=True)).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == shared.text_content()
    for button in page.locator(".kp-copy, .kp-go").all():
        assert button.bounding_box()["height"] >= 44
    neighbour = visitor(390)
    neighbour.goto(app_url + re.search("/a/.*", shared.text_content())[0])
    expect(neighbour.get_by_text("Kopeerija küla")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["et", "en", "ru"])
def test_a_rounds_result_is_found_by_its_code(visitor, app_url, codes, language, width):
    page = visitor(width)
    errors = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(f"{app_url}/?lang={language}")
    settled(page)
    page.locator(".st-key-together a").last.click()
    page.locator(f".st-key-round_code-{language} input").fill(codes["full"].lower())
    page.locator(f".st-key-round_code-{language} input").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLES[language])
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page).to_have_title(re.compile(TITLES[language]))
    expect(page.locator(".kp-rows > li")).to_have_count(8)
    for image in page.locator(".kp-chart img").all():
        assert image.evaluate("i => i.complete && i.naturalWidth > 0")
    other = "en" if language != "en" else "et"
    page.locator(f".st-key-language-{other} button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLES[other])
    assert page.evaluate("new URL(location).searchParams.get('code')") == codes["full"].lower()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLES[other])
    assert not [error for error in errors if "404" not in error]


def test_the_sheets_of_a_result_are_saved(visitor, app_url, codes):
    page = visitor(390, accept_downloads=True)
    page.goto(f"{app_url}/result?lang=et&code={codes['full']}")
    for key, start in (("notice", b"%PDF"), ("report", b"%PDF"), ("png", b"\x89PNG"), ("svg", b"<svg")):
        button = page.locator(f".st-key-save_{key} button")
        expect(button).to_be_visible()
        with page.expect_download() as download:
            button.click()
        assert download.value.path().read_bytes().startswith(start)
