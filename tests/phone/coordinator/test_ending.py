"""The last day, closing, opening again, the next round, and deleting everything."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

import pytest

from assessment.core.round import LINK
from assessment.journeys import coordination


@pytest.mark.parametrize("typed", ["2027-01-31", "31.01.2027", "31.1.2027", " 2027-01-31 "])
def test_the_last_day_is_moved(coordinator, typed):
    page = coordinator.post("close/day", "close", day=typed)
    assert coordinator.round.closes_on == date(2027, 1, 31)
    assert "Viimane vastamise päev on salvestatud." in page.text
    assert "31.01.2027" in page.text


@pytest.mark.parametrize("typed", ["", "2026-11-23", "2027-11-25", "31.02.2027", "<b>", "0.0.0000", "homme"])
def test_a_day_that_is_none_is_told_with_what_is_allowed(coordinator, typed):
    page = coordinator.post("close/day", "close", day=typed)
    assert page.status_code == 422
    assert "Lubatud on päevad 24.11.2026 kuni 24.11.2027." in page.text
    assert "<b>" not in page.text
    assert coordinator.round.closes_on == date(2026, 12, 21)


def test_with_enough_answers_it_takes_one_confirmation(coordinator):
    coordinator.answered(5)
    page = coordinator.get("close/now").text
    assert "jääb selliseks" in page
    assert coordinator.round.closed_on is None
    done = coordinator.post("close/now", "close/now")
    assert "Voor on lõpetatud." in done.text
    assert coordinator.round.closed_on == date(2026, 11, 24)
    assert coordinator.get("close").status_code == 410
    assert coordinator.get("close/now").status_code == 410
    assert coordinator.post("close/day", day="2026-12-12").status_code == 410
    assert coordinator.round.closed_on == date(2026, 11, 24)


def test_the_way_on_is_open_where_only_the_link_was_planned(another):
    coordinator = another(ways=(LINK,))
    coordinator.answered(4)
    for way in ("close", "group", "paper.pdf"):
        assert f'href="{coordinator.at}/{way}?lang=et"' in coordinator.get("close/now").text
        assert coordinator.get(way).status_code == 200
    coordinator.answered(1)
    for way in ("group", "paper.pdf"):
        assert coordinator.get(way).status_code == 404


@pytest.mark.parametrize("number", [0, 4])
def test_with_few_it_is_a_way_on_and_takes_two(coordinator, number):
    coordinator.answered(number)
    page = coordinator.get("close/now").text
    assert "Vastuseid on praegu vähem kui 5." in page
    for way in ("close", "group", "paper.pdf"):
        assert f'href="{coordinator.at}/{way}?lang=et"' in page
    second = coordinator.post("close/now", "close/now")
    assert "Kas lõpetada voor ilma tulemuseta?" in second.text
    assert coordinator.round.closed_on is None
    coordinator.post("close/now", "close/now", sure="yes")
    assert coordinator.round.closed_on == date(2026, 11, 24)


def test_a_round_of_which_nothing_was_released_opens_again(coordinator):
    coordinator.answered(4)
    coordinator.closed()
    assert "Ava voor uuesti" in coordinator.get("close").text
    page = coordinator.post("close/day", "close", day="2026-12-31")
    assert "Viimane vastamise päev on salvestatud." in page.text
    assert coordinator.round.is_open(date(2026, 12, 31))
    coordinator.answered(1)
    assert len(coordinator.responses()) == 5


def test_closing_twice_is_no_failure(coordinator):
    coordinator.answered(5)
    coordinator.post("close/now", "close/now")
    assert "Voor on lõpetatud." in coordinator.post("close/now").text


class TestNext:
    def open_next(self, coordinator):
        return coordinator.browser.post(f"{coordinator.at}/next?lang=et", data=dict(_hidden(coordinator.get().text)))

    def test_one_button_opens_it_as_decided_before_and_shows_its_link_once(self, another):
        coordinator = another(slips=30, share="detail", is_example=True, may_answer="Kõik", ways=(LINK,))
        coordinator.answered(5)
        coordinator.closed()
        page = self.open_next(coordinator)
        assert page.status_code == 200
        (new,) = [
            one
            for one in coordinator.village.store.rounds()
            if one.area == coordinator.round.area and one.id != coordinator.round.id
        ]
        old = coordinator.round
        assert new.series == coordinator.round.series
        assert (new.share, new.is_example, new.may_answer, new.ways, new.slips) == (
            old.share,
            old.is_example,
            old.may_answer,
            old.ways,
            old.slips,
        )
        (address,) = [line for line in page.text.splitlines() if "/c/" in line and line.endswith("</textarea>")]
        path = urlsplit(address.removesuffix("</textarea>")).path
        assert path != coordinator.at
        assert "Uljaste" in coordinator.browser.get(path).text
        assert coordinator.browser.get(f"{path}/card.pdf").content.startswith(b"%PDF")
        assert f'href="{path}/card.pdf?lang=et"' in page.text
        assert coordinator.get().status_code == 200, "the old key stays valid for the old round"
        assert path not in coordinator.get().text, "shown once"

    def test_a_form_that_is_sent_twice_opens_one(self, coordinator):
        coordinator.closed()
        form = dict(_hidden(coordinator.get().text))
        answers = [coordinator.browser.post(f"{coordinator.at}/next", data=form) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [200, 409]
        assert "Teist vooru ei avatud." in answers[1].text
        assert len(coordinator.village.store.rounds()) == 2

    def test_not_while_the_round_is_open(self, coordinator):
        assert coordinator.post("next", once="x").status_code == 410
        assert len(coordinator.village.store.rounds()) == 1

    def test_loading_the_page_again_leads_back(self, coordinator):
        coordinator.closed()
        assert coordinator.get("next").url.path == coordinator.at


def _hidden(page):
    return re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)


class TestDelete:
    def test_it_says_what_is_lost_and_takes_two_steps(self, coordinator):
        coordinator.answered(2)
        coordinator.keyed("1")
        page = coordinator.get("delete").text
        for sentence in ("kõigi vastused", "ühine tulemus ja tekstid", "ei saa tagasi võtta"):
            assert sentence in page
        second = coordinator.post("delete", "delete")
        assert "Kas kustutada voor lõplikult?" in second.text
        assert len(coordinator.responses()) == 3
        done = coordinator.post("delete", "delete", sure="yes")
        assert "Voor on kustutatud" in done.text
        assert coordinator.responses() == ()
        assert coordinator.village.store.rounds() == ()

    def test_afterwards_everything_is_gone(self, coordinator):
        coordinator.answered(6)
        coordinator.closed()
        coordinator.post("delete", "delete", sure="yes")
        for page in ("", "paper", "texts", "group", "card.pdf"):
            assert coordinator.get(page).status_code == 404
        assert coordinator.village.phone().get(coordinator.village.at).status_code == 404


def test_the_latest_day_is_the_journey_s(coordinator):
    village = coordinator.village
    later = coordination.extend(village.store, village.clock, coordinator.round, date(2027, 11, 24))
    assert later.closes_on == date(2027, 11, 24)
