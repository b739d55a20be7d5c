"""The first page: where the round stands, what is shared, and what can be printed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assessment.core.area import Area
from assessment.core.round import GROUP, LINK, PAPER


def test_it_tells_the_round_and_what_was_decided(coordinator):
    page = coordinator.get().text
    for sentence in (
        "<h1>Peri küla</h1>",
        "Põlva vald",
        "2026 sügis",
        "21.12.2026",
        "lingiga; paberil; koosolekul ühiselt",
        "Igaüks, kellel on link",
        "Kõik, kes siin &lt;elavad&gt;.",
        "Ühist tulemust, aga eestvedamise teemast ainult faasi",
        "12 kuud pärast vooru lõppu",
        "Eesmärk: vähemalt 8 vastust.",
    ):
        assert sentence in page, sentence


def test_the_aim_is_not_told_any_more_when_it_is_reached(coordinator):
    coordinator.answered(10)
    page = coordinator.get().text
    assert "Eesmärk" not in page


def test_a_strict_round_that_shares_nothing(another):
    page = another(slips=40, share="nothing", is_example=True).get().text
    for sentence in ("Sedeleid on 40", "<dd>Mitte midagi</dd>", "<dd>Jah</dd>", "Sedelid koodidega: 40 (PDF)"):
        assert sentence in page, sentence


def test_the_link_the_code_the_picture_and_the_texts_to_copy(coordinator):
    page, code = coordinator.get().text, coordinator.opened.code
    assert page.count(f"/a/{code}") >= 4, "the link, the invitation, the reminder, the notice"
    assert f">{code}</strong>" in page
    assert '<svg role="img"' in page
    assert page.count("<textarea") == page.count(" readonly") == 4


@pytest.mark.parametrize("name", ["poster.pdf", "paper.pdf", "card.pdf"])
def test_files_to_print(coordinator, name):
    answer = coordinator.get(name)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert f'filename="Peri-kula-{name}"' in answer.headers["content-disposition"]
    assert answer.content.startswith(b"%PDF")


def test_slips_are_printed_of_a_strict_round_only(coordinator, another):
    assert coordinator.get("slips.pdf").status_code == 404
    assert another(slips=12).get("slips.pdf").content.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("ways", "there", "missing"),
    [
        ((LINK,), ("poster.pdf",), ("paper", "group", "paper.pdf")),
        ((PAPER,), ("paper", "paper.pdf"), ("group", "poster.pdf")),
        ((GROUP,), ("group",), ("paper", "paper.pdf", "poster.pdf")),
    ],
)
def test_only_the_ways_that_were_decided_are_there(another, ways, there, missing):
    coordinator = another(ways=ways)
    coordinator.answered(5)
    first = coordinator.get().text
    for page in there:
        assert coordinator.get(page).status_code == 200
        assert f"{coordinator.at}/{page}?" in first
    for page in missing:
        assert coordinator.get(page).status_code == 404
        assert f"{coordinator.at}/{page}?" not in first


def test_a_round_whose_last_day_is_over_is_closed_by_whoever_comes(coordinator):
    coordinator.answered(5)
    coordinator.village.clock.day += timedelta(days=40)
    page = coordinator.get().text
    assert "Voor lõppes 21.12.2026." in page
    assert coordinator.round.closed_on is not None


def test_after_closing_the_result_is_a_link_away_and_the_day_of_removal_is_told(coordinator):
    coordinator.answered(6)
    coordinator.closed()
    page, code = coordinator.get().text, coordinator.opened.code
    for way in (f'href="/r/{code}?lang=et"', f'href="/result?code={code}&amp;lang=et"', f"/r/{code}</textarea>"):
        assert way in page
    assert "Vastuseid: 6." in page
    for sheet in ("notice.pdf", "report.pdf"):
        assert f'href="/r/{code}/{sheet}?lang=et"' in page
        assert coordinator.browser.get(f"/r/{code}/{sheet}").content.startswith(b"%PDF")
    assert "Kuni 24.11.2027." in page


@pytest.mark.parametrize(("number", "sentence"), [(0, "Ühtegi vastust ei tulnud."), (4, "Vastuseid tuli vähem kui 5.")])
def test_a_round_closed_with_few_is_a_way_on_and_tells_no_number(another, number, sentence):
    coordinator = another(ways=(LINK,), area=Area("Uljaste"))
    coordinator.answered(number)
    coordinator.closed()
    page = coordinator.get().text
    assert sentence in page
    assert "Vastuseid:" not in page
    for way in ("close", "group", "paper.pdf"):
        assert f"{coordinator.at}/{way}?lang=et" in page
        assert coordinator.get(way).status_code == 200


def test_what_the_address_says_was_done_is_told_only_if_it_is_so(coordinator):
    assert "Voor on lõpetatud." not in coordinator.get(done="closed").text
    assert "<b>" not in coordinator.get(done="<b>").text
