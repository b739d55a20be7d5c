"""The private link: who comes in by it, what protects its pages, and what is never within reach."""

from __future__ import annotations

import re

import pytest

from assessment.core.area import Area
from assessment.journeys import opening
from tests.phone.conftest import hidden

OPEN_PAGES = ("", "paper", "group", "close", "close/now", "delete")
CLOSED_PAGES = ("", "texts", "group", "delete")


@pytest.mark.parametrize("key", ["nope", "0" * 32, "%3Cscript%3E", "K" * 500])
def test_a_wrong_link_has_a_page_of_its_own(coordinator, key):
    page = coordinator.browser.get(f"/c/{key}?lang=et")
    assert page.status_code == 404
    for sentence in ("See link ei tööta", "annab haldur uue ja vana siis enam ei tööta"):
        assert sentence in page.text
    assert "<script>" not in page.text
    assert "Peri küla" not in page.text


def test_an_old_link_leads_nowhere_any_more(coordinator):
    house = coordinator.village.house
    assert coordinator.get().status_code == 200
    key = opening.new_key(house.store, house.codes, coordinator.round.id)
    assert coordinator.get().status_code == 404
    assert coordinator.browser.get(f"/c/{key}").status_code == 200


def test_the_share_code_opens_no_private_page(coordinator):
    assert coordinator.browser.get(f"/c/{coordinator.opened.code}").status_code == 404


def test_wrong_links_are_counted_and_slowed_down(coordinator):
    allowed = coordinator.village.house.throttle.allowed
    assert [coordinator.browser.get("/c/nope").status_code for _ in range(allowed + 1)] == [404] * allowed + [429]
    assert coordinator.get().status_code == 429, "not even the right one, for a minute"
    assert coordinator.village.phone().get(coordinator.at).status_code == 200, "others are not locked out"


@pytest.mark.parametrize("page", ["nope", "paper/x/y", "texts/1", "poster", "slips.pdf", "close/later"])
def test_an_unknown_page_is_told(coordinator, page):
    answer = coordinator.get(page)
    assert answer.status_code == 404
    assert f'href="{coordinator.at}?lang=et"' in answer.text


@pytest.mark.parametrize("token", [None, "", "0" * 64])
@pytest.mark.parametrize(
    "page", ["paper", "group", "group/remove", "close/day", "close/now", "delete", "texts", "next", "paper/x/remove"]
)
def test_a_form_without_the_device_s_token_is_refused(coordinator, page, token):
    coordinator.answered(5)
    coordinator.get()
    given = {"sure": "yes", "day": "2026-12-01", "sheet": "1", "trust": "2", "present": "7", "once": "x"}
    answer = coordinator.browser.post(
        f"{coordinator.at}/{page}", data=given | ({} if token is None else {"csrf": token})
    )
    assert answer.status_code == 403
    assert len(coordinator.responses()) == 5
    assert coordinator.round.closed_on is None
    assert coordinator.round.closes_on.isoformat() == "2026-12-21"


def test_another_device_s_token_and_that_of_an_answer_page_are_refused(coordinator):
    other = coordinator.village.phone()
    foreign = [hidden(other.get(coordinator.at).text), hidden(other.get(coordinator.village.at).text)]
    foreign.append(hidden(coordinator.browser.get(coordinator.village.at).text))
    coordinator.get()
    for token in foreign:
        assert coordinator.browser.post(f"{coordinator.at}/paper", data=token | {"trust": "2"}).status_code == 403
    assert coordinator.responses() == ()


def test_another_round_s_token_is_refused(coordinator, another):
    other = another()
    other.browser = coordinator.browser
    token = hidden(other.get().text)
    assert coordinator.browser.post(f"{coordinator.at}/paper", data=token | {"trust": "2"}).status_code == 403


def _protected(answer):
    headers = answer.headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-robots-tag"] == "noindex"
    assert headers["cache-control"] == "no-store"


def test_the_headers_protect_every_page_and_file(coordinator):
    coordinator.keyed("1")
    (sheet,) = coordinator.sheet_ids()
    pages = (*OPEN_PAGES, f"paper/{sheet}", f"paper/{sheet}/again", f"paper/{sheet}/remove", "nope", "card.pdf")
    for page in pages:
        _protected(coordinator.get(page))
    _protected(coordinator.browser.get("/c/nope"))
    coordinator.answered(10)
    coordinator.closed()
    for page in CLOSED_PAGES:
        _protected(coordinator.get(page))


def test_nothing_is_inline_and_nothing_comes_from_elsewhere(coordinator):
    for page in OPEN_PAGES:
        text = coordinator.get(page).text
        assert not re.search(r"<style|style=|<script(?! src)|onclick", text), page
        assert all(
            found.startswith(("/c/", "/phone/", "#"))
            for found in re.findall(r'(?:src|href|action)="(?!data:)([^"]+)"', text)
        )


@pytest.mark.parametrize("language", ["et", "en", "ru"])
def test_the_language_is_kept_on_every_link_and_form(coordinator, language):
    coordinator.keyed("1")
    (sheet,) = coordinator.sheet_ids()
    seen = 0
    for page in (*OPEN_PAGES, f"paper/{sheet}", f"paper/{sheet}/again", f"paper/{sheet}/remove"):
        answer = coordinator.get(page, language)
        assert answer.status_code == 200
        assert f'<html lang="{language}">' in answer.text
        ways = re.findall(r'(?:href|action)="(/c/[^"]*)"(?! lang=)', answer.text)
        assert all(f"lang={language}" in way for way in ways), page
        seen += len(ways)
        assert "{" not in re.sub(r"<svg.*?</svg>", "", answer.text, flags=re.DOTALL), "a placeholder was left"
    assert seen > 30


def test_the_key_is_in_no_log(coordinator, caplog):
    caplog.set_level(0)
    for page in (*OPEN_PAGES, "nope"):
        coordinator.get(page)
    coordinator.village.store.broken = "a secret sentence"
    assert coordinator.get().status_code == 503
    coordinator.village.store.broken = ""
    ours = [record for record in caplog.records if record.name.startswith("assessment")]
    assert ours, "the failure is logged"
    assert not any(coordinator.opened.key in record.getMessage() + str(record.exc_text) for record in ours)


def test_names_are_no_markup(another):
    hostile = "<img src=x onerror=alert(1)>"
    coordinator = another(area=Area(hostile, hostile), period=hostile, may_answer=hostile)
    for page in OPEN_PAGES:
        assert "<img" not in coordinator.get(page).text
    coordinator.closed()
    assert "<img" not in coordinator.get().text


def test_before_closing_there_is_no_number_but_the_step(coordinator):
    for number, step in ((0, "veel mitte ühtegi"), (3, "vähem kui 5"), (4, "5 või rohkem"), (6, "10 või rohkem")):
        coordinator.answered(number, strength="Talgud {n}")
        page = coordinator.get().text
        assert re.search(rf'aria-current="step"[^>]*>{step}', page)
        assert not re.search(
            r"\b(3|7|13)\b", re.sub(r"<svg.*?</svg>|<(head|header).*?</\1>", "", page, flags=re.DOTALL)
        )
        assert "Talgud" not in page


def test_no_response_of_a_phone_is_within_reach_by_any_id(coordinator):
    coordinator.answered(6, strength="Minu saladus")
    coordinator.keyed("1")
    before = coordinator.responses()
    phones = [one.id for one in before if one.mode == "online"]
    assert len(phones) == 6
    for id_ in phones:
        for page in (f"paper/{id_}", f"paper/{id_}/again", f"paper/{id_}/remove"):
            answer = coordinator.get(page)
            assert answer.status_code == 404
            assert "saladus" not in answer.text
        for page in (f"paper/{id_}", f"paper/{id_}/again", f"paper/{id_}/remove", f"paper/{id_}/settle"):
            answer = coordinator.post(page, sheet="9", trust="0", **{"again-trust": "0"})
            assert answer.status_code == 404
            assert "saladus" not in answer.text
    assert coordinator.responses() == before


def test_a_sheet_of_another_round_is_not_within_reach(coordinator, another):
    other = another()
    other.keyed("1")
    (sheet,) = other.sheet_ids()
    assert coordinator.get(f"paper/{sheet}").status_code == 404
    assert coordinator.post(f"paper/{sheet}/remove").status_code == 404
    assert other.sheet_ids() == [sheet]


def test_a_large_body_is_not_read(coordinator):
    assert coordinator.post("paper", "paper", strength="a" * 70000).status_code == 413


def test_the_pages_are_light(coordinator):
    page = coordinator.browser.get(coordinator.at, headers={"accept-encoding": "gzip"})
    sizes = [int(page.headers["content-length"])]
    for file in re.findall(r'(?:src|href)="(/phone/[^"]+)"', page.text):
        found = coordinator.browser.get(file, headers={"accept-encoding": "gzip"})
        assert found.headers["cache-control"] == "public, max-age=31536000, immutable"
        sizes.append(int(found.headers["content-length"]))
    assert len(sizes) == 4, "the page, both styles, the script"
    assert sum(sizes) < 30_000
