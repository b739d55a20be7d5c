"""Rounds that are answered on paper or in a meeting, and what a respondent may not give."""

from datetime import timedelta

import pytest

from assessment.core.suppression import Thresholds
from assessment.phone.actions import ACTIONS
from tests.phone.conftest import post

WORDS = {
    ("paper",): "Siin vastatakse paberil",
    ("group",): "Siin vastatakse ühiselt koosolekul",
    ("paper", "group"): "Siin vastatakse paberil või koosolekul",
}


@pytest.mark.parametrize("ways", WORDS)
@pytest.mark.parametrize("page", ["", "/0", "/1", "/done", "/mine"])
def test_a_round_without_the_way_by_link_says_how_it_is_answered(founded, ways, page):
    village = founded(ways=ways)
    shown = village.phone().get(village.at + page)
    assert shown.status_code == 200
    assert WORDS[ways] in shown.text
    assert "21.12.2026" in shown.text
    assert "<form" not in shown.text


@pytest.mark.parametrize("to", [*map(str, range(10)), *ACTIONS])
def test_nothing_can_be_posted_there(founded, to):
    closed_to_links = founded(ways=("paper", "group"))
    phone, at = closed_to_links.phone(), closed_to_links.at
    phone.get(at)
    token = closed_to_links.token_of(phone)
    answer = phone.post(f"{at}/{to}", data={"csrf": token, "leadership": "2", "role": "leader", "code": "A" * 10})
    assert answer.status_code == 403
    assert "Siin ei salvestatud midagi" in answer.text
    assert closed_to_links.responses() == ()


def test_after_its_last_day_it_is_closed_like_any_other(founded):
    village = founded(ways=("paper",))
    village.clock.day += timedelta(days=28)
    page = village.phone().get(village.at)
    assert page.status_code == 410
    assert 'name="code"' not in page.text


def test_only_the_coordinator_gives_what_is_keyed(village):
    phone, at = village.phone(), village.at
    post(phone, f"{at}/1", f"{at}/1", leadership="2", sheet="7", present="30", dissent="Ei nõustu")
    assert village.answers() == {"leadership": "2"}


def test_the_last_page_asks_whether_texts_may_be_shown_though_few_answered(village):
    phone, at = village.phone(), village.at
    page = phone.get(f"{at}/9").text
    assert "kui vastajaid on vähe (5–9)?" in page
    assert "ainult siis, kui vastajaid on vähemalt 10" in page
    assert '<fieldset class="short" aria-describedby="though_few-hint">' in page
    assert "though_few" not in phone.get(f"{at}/8").text
    assert post(phone, f"{at}/9", f"{at}/9", though_few="maybe").status_code == 400
    post(phone, f"{at}/9", f"{at}/9", though_few="yes", strength="Talgud")
    assert village.answers() == {"though_few": "yes", "strength": "Talgud"}
    assert 'name="though_few" value="yes" checked' in phone.get(f"{at}/9").text


def test_it_is_not_asked_where_texts_are_shown_from_the_first_result_on(founded):
    village = founded(release_from=12)
    assert village.house.thresholds == Thresholds(12)
    assert "though_few" not in village.phone().get(f"{village.at}/9").text


def test_who_reads_the_texts_is_said_beside_them(village):
    assert "Korraldaja loeb tekstid läbi" in village.phone().get(f"{village.at}/1").text
