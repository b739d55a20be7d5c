"""Texts are read by the coordinator before anybody sees them."""

from __future__ import annotations

import re

import pytest

from assessment.journeys import round_result
from tests.phone.coordinator.conftest import Coordinator


def shown(coordinator):
    house = coordinator.village.house
    result = round_result.result(house.store, house.clock, house.questionnaire, house.thresholds, coordinator.round)
    return sorted(remark.words for remark in result.texts) if isinstance(result.texts, tuple) else result.texts


def read(page):
    """The texts on a page, by the id that their radio buttons are named by."""
    return dict(re.findall(r'id="words-(\w+)">([^<]*)</blockquote>', page))


def closed(coordinator, number, **texts):
    coordinator.answered(number, **texts)
    coordinator.closed()
    return coordinator.get("texts")


def test_texts_are_shown_with_their_question_and_what_they_seem_to_hold(coordinator):
    page = closed(coordinator, 10, strength="Küsi Marilt, 5123 456{n} või mari@kula.ee").text
    assert len(read(page)) == 10
    assert "Mis on üks asi, mis teil hästi toimib?" in page
    for sentence in ("inimese nimi", "telefoninumber", "e-posti aadress"):
        assert page.count(sentence) == 10


@pytest.mark.parametrize("part", ["0", "2", "0001999", "9" * 5000, "x"])
def test_a_page_of_texts_that_is_none_is_the_first(coordinator, part):
    closed(coordinator, 10, strength="Kiik")
    assert len(read(coordinator.get("texts", part=part).text)) == 10
    assert coordinator.post("texts", "texts", part=part).status_code == 200


def test_undecided_is_not_shown(coordinator):
    page = closed(coordinator, 10, strength="Talgud {n}").text
    assert len(re.findall('value="hide" checked', page)) == 10
    assert not re.search('value="show" checked', page)
    coordinator.post("texts", "texts", **dict.fromkeys(read(page), "hide"))
    assert not isinstance(shown(coordinator), list)


def test_what_is_allowed_is_shown_and_may_be_taken_back(coordinator):
    page = closed(coordinator, 10, strength="Talgud {n}").text
    texts = read(page)
    two = [id_ for id_, words in texts.items() if words in ("Talgud 3", "Talgud 8")]
    done = coordinator.post("texts", "texts", **dict.fromkeys(two, "show"))
    assert "Otsused on salvestatud." in done.text
    assert shown(coordinator) == ["Talgud 3", "Talgud 8"]
    assert len(re.findall('value="show" checked', coordinator.get("texts").text)) == 2
    coordinator.post("texts", "texts", **{two[0]: "hide"})
    assert shown(coordinator) == [texts[two[1]]]


def test_many_texts_stand_on_several_pages(coordinator):
    first = closed(coordinator, 12, strength="Talgud {n}", next="Kohvik {n}").text
    assert "Osa 1 / 2" in first
    assert len(read(first)) == 20
    second = coordinator.post("texts", "texts", part="2", **dict.fromkeys(read(first), "show"))
    assert "Osa 2 / 2" in second.text
    assert len(read(second.text)) == 4
    assert not set(read(first)) & set(read(second.text))
    assert len(shown(coordinator)) == 20
    assert read(coordinator.get("texts", part="99").text) == read(first)


def test_of_few_only_those_whose_writer_allowed_it(coordinator):
    coordinator.answered(4, strength="Keelatud {n}")
    coordinator.answered(2, strength="Lubatud {n}", though_few="yes")
    coordinator.closed()
    page = coordinator.get("texts").text
    assert sorted(read(page).values()) == ["Lubatud 0", "Lubatud 1"]
    assert "Keelatud" not in page
    assert "5–9" in page


def test_an_installation_with_one_threshold_says_so(founded):
    village = founded(release_from=12)
    coordinator = Coordinator(village, village.opened, village.phone())
    page = closed(coordinator, 12, strength="Talgud {n}").text
    assert "Tekste võib näidata, kui vastajaid on vähemalt 12." in page


def test_of_fewer_than_five_nobody_reads_any(coordinator):
    page = closed(coordinator, 4, strength="Talgud {n}", though_few="yes").text
    assert read(page) == {}
    assert "Talgud" not in page


def test_while_the_round_is_open_nobody_reads_any(coordinator):
    coordinator.answered(12, strength="Talgud {n}")
    page = coordinator.get("texts")
    assert page.status_code == 410
    assert "Talgud" not in page.text
    assert coordinator.post("texts").status_code == 410


def test_the_order_tells_nothing_of_who_wrote_what(coordinator):
    page = closed(coordinator, 10, strength="A{n}", next="B{n}").text
    order = list(read(page).values())
    numbers = {letter: [words[1] for words in order if words[0] == letter] for letter in "AB"}
    assert len(order) == 20
    assert numbers["A"] != numbers["B"]
    assert numbers["A"] != sorted(numbers["A"])


def test_an_id_that_is_no_text_s_changes_nothing(coordinator):
    closed(coordinator, 10, strength="Talgud {n}")
    ids = [one.id for one in coordinator.responses()]
    coordinator.post("texts", "texts", **dict.fromkeys([*ids, "strength", "x" * 32], "show"))
    assert not any(one.approved for one in coordinator.responses())


def test_what_is_written_is_no_markup(coordinator):
    page = closed(coordinator, 10, strength="<script>alert({n})</script>").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
