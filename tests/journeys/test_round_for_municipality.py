"""What a municipality sees of a round: as much as its community shares, and of one that shares nothing not even it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest

from assessment.core.area import Area
from assessment.core.change import Change
from assessment.core.municipality import Marker, for_municipality
from assessment.core.suppression import FEW, MODERATION, NOT_DETAILED, Suppressed, Thresholds
from assessment.journeys import coordination, opening, round_result
from assessment.journeys import round as journey
from assessment.journeys.opening import Plan
from tests.builders import DOMAINS, questionnaire
from tests.fakes import CountingCodes, FixedClock, MemoryStore

Q = questionnaire()
LIMITS = Thresholds()
PLAN = Plan(Area("Peri küla", "Põlva vald"))
NUMBERS = count()


@pytest.fixture
def store():
    return MemoryStore()


@pytest.fixture
def clock():
    return FixedClock(date(2026, 11, 24))


@pytest.fixture
def codes():
    return CountingCodes()


def answered(store, clock, codes, of_round, number, level="2", **more):
    for _ in range(number):
        one = journey.begin(store, clock, codes, f"seat {next(NUMBERS)}", of_round)
        journey.answer(store, clock, Q, of_round, one.id, dict.fromkeys(DOMAINS, level) | more)


def seen(store, clock, of_round):
    return round_result.shown_to_municipality(store, clock, lambda _: Q, LIMITS, of_round.id)


def whole(store, clock, of_round):
    return round_result.shown(store, clock, lambda _: Q, LIMITS, store.round(of_round.id))


def opened(store, clock, codes, **plan):
    return opening.open_round(store, clock, codes, Q, replace(PLAN, **plan)).round


def closed(store, clock, codes, number=12, level="2", **plan):
    of_round = opened(store, clock, codes, **plan)
    answered(store, clock, codes, of_round, number, level)
    round_result.close(store, clock, Q, LIMITS, of_round)
    return store.round(of_round.id)


@pytest.mark.parametrize("share", ["released", "detail"])
def test_a_round_is_seen_as_it_is_shared(store, clock, codes, share):
    of_round = closed(store, clock, codes, share=share)
    mine, theirs = whole(store, clock, of_round), seen(store, clock, of_round)
    assert theirs == replace(mine, release=for_municipality(Q, mine.release, share))
    assert (theirs.release.domains[0].agreement == Suppressed(NOT_DETAILED)) is (share == "released")


def test_of_a_round_that_shares_nothing_and_of_an_open_one_there_is_nothing(store, clock, codes):
    assert seen(store, clock, closed(store, clock, codes, share="nothing")) is None
    of_round = opened(store, clock, codes)
    answered(store, clock, codes, of_round, 12)
    assert seen(store, clock, of_round) is None


def test_earlier_rounds_are_seen_as_each_was_shared(store, clock, codes):
    first = closed(store, clock, codes, 12, "1", share="detail")
    hidden = closed(store, clock, codes, 12, "4", share="nothing", series=first.series)
    clock.day += timedelta(days=300)
    last = closed(store, clock, codes, 12, "3", share="released", series=first.series)
    found = seen(store, clock, last)
    assert len(whole(store, clock, last).earlier) == 2
    (earlier,) = found.earlier
    assert (earlier.release.phase, earlier.closed_on) == (1, first.closed_on)
    assert earlier.release.domains[0].agreement == "agree"
    assert isinstance(earlier.change, Change)
    assert earlier.change.phase == "moved_up"
    assert earlier.change.index.domains == tuple(range(1, 8)), "leadership is not shared in detail by both"
    assert earlier.step == earlier.change, "nothing lies between that could be seen"
    assert seen(store, clock, hidden) is None


def test_texts_are_seen_once_they_are_read_but_for_those_about_leadership(store, clock, codes):
    of_round = opened(store, clock, codes)
    answered(store, clock, codes, of_round, 12, leadership_reason="Mart veab.", trust_reason="Tuttavad.")
    round_result.close(store, clock, Q, LIMITS, of_round)
    assert seen(store, clock, of_round).release.texts == Suppressed(NOT_DETAILED)
    assert whole(store, clock, of_round).release.texts == Suppressed(MODERATION)
    for one in store.responses(of_round.id)[:1]:
        store.approve(one.id, "leadership_reason", True)
        store.approve(one.id, "trust_reason", True)
    assert {text.words for text in seen(store, clock, of_round).release.texts} == {"Tuttavad."}
    assert {text.words for text in whole(store, clock, of_round).release.texts} == {"Mart veab.", "Tuttavad."}


@pytest.mark.parametrize(("share", "dissent"), [("released", ""), ("detail", "Mart ei jaksa.")])
def test_what_a_meeting_did_not_agree_on_is_seen_only_in_detail(store, clock, codes, share, dissent):
    of_round = opened(store, clock, codes, share=share)
    given = dict.fromkeys(DOMAINS, "3") | {"present": "14", "dissent": "Mart ei jaksa."}
    coordination.agree(store, clock, codes, Q, of_round, given)
    round_result.close(store, clock, Q, LIMITS, of_round)
    found = seen(store, clock, of_round)
    assert found.agreed == whole(store, clock, of_round).agreed
    assert (found.agreed.phase, found.dissent) == (3, dissent)


class TestMunicipalEmployees:
    def test_their_view_is_taken_at_closing_and_stays(self, store, clock, codes):
        of_round = opened(store, clock, codes)
        answered(store, clock, codes, of_round, 8, "2")
        answered(store, clock, codes, of_round, 5, "4", role="municipal")
        round_result.close(store, clock, Q, LIMITS, of_round)
        view = Marker(Q.name, "municipal", 5, (4,) * 8)
        assert seen(store, clock, of_round).municipal == view
        for response in store.responses(of_round.id):
            store.delete(response.id)
        found = seen(store, clock, of_round)
        assert (found.municipal, found.release.phase, found.release.counting) == (view, 2, 8)

    @pytest.mark.parametrize("number", [0, 1, 4])
    def test_of_few_there_is_not_even_a_number(self, store, clock, codes, number):
        of_round = opened(store, clock, codes)
        answered(store, clock, codes, of_round, 8)
        answered(store, clock, codes, of_round, number, "4", role="municipal")
        round_result.close(store, clock, Q, LIMITS, of_round)
        assert seen(store, clock, of_round).municipal == Suppressed(FEW)

    def test_their_view_is_seen_where_the_community_s_is_not(self, store, clock, codes):
        of_round = opened(store, clock, codes)
        answered(store, clock, codes, of_round, 4)
        answered(store, clock, codes, of_round, 6, "4", role="municipal")
        round_result.close(store, clock, Q, LIMITS, of_round)
        found = seen(store, clock, of_round)
        assert (found.release.phase, found.municipal.levels) == (Suppressed(FEW), (4,) * 8)
