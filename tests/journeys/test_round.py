"""Opening a round and answering it by link."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assessment.core.area import Area
from assessment.core.errors import ClosedError, TooLongError, UnknownItemError, UnusableError, WrongCodeError
from assessment.journeys import round as journey
from assessment.journeys.round import Plan
from tests.builders import DOMAINS, questionnaire
from tests.fakes import CountingCodes, FixedClock, MemoryStore, PatientThrottle

Q = questionnaire()
PLAN = Plan(Area("Peri küla", "Põlva vald"))


@pytest.fixture
def store():
    return MemoryStore()


@pytest.fixture
def clock():
    return FixedClock(date(2026, 11, 24))


@pytest.fixture
def opened(store, clock):
    return journey.open_round(store, clock, CountingCodes(), Q, PLAN)


def test_a_round_is_open_for_four_weeks_unless_said_otherwise(opened):
    assert opened.round.opened_on == date(2026, 11, 24)
    assert opened.round.closes_on == date(2026, 12, 21)
    assert opened.round.is_open(date(2026, 12, 21))
    assert not opened.round.is_open(date(2026, 12, 22))
    assert (opened.round.share, opened.round.is_example, opened.round.period) == ("released", False, "2026")


def test_only_hashes_of_code_and_key_are_stored(store, opened):
    assert store.round_at_code(f"hash of {opened.code}") == opened.round
    assert store.round_at_key(f"hash of {opened.key}") == opened.round
    assert store.round_at_code(opened.code) is None
    assert store.round_at_key(opened.key) is None


def test_the_code_leads_there_and_wrong_ones_are_counted(store, opened):
    throttle = PatientThrottle(allowed=1)
    assert journey.find(store, CountingCodes(), throttle, "x", opened.code) == opened.round
    with pytest.raises(WrongCodeError):
        journey.find(store, CountingCodes(), throttle, "x", "wrong")


def test_a_new_key_ends_the_old_one(store, opened):
    key = journey.new_key(store, CountingCodes(), opened.round.id)
    assert store.round_at_key(f"hash of {key}") == opened.round


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"days": 0}, "Allowed: 1 to 366"),
        ({"days": 367}, "Allowed: 1 to 366"),
        ({"share": "all"}, "Allowed: nothing, released, detail"),
        ({"area": Area("Peri", kind="planet")}, "is no kind of area"),
        ({"area": Area("  ")}, "has no name"),
    ],
)
def test_a_plan_that_cannot_be_kept_is_told(store, clock, wrong, sentence):
    with pytest.raises(UnusableError, match=sentence):
        journey.open_round(store, clock, CountingCodes(), Q, replace(PLAN, **wrong))
    assert store.rounds() == ()


@pytest.mark.parametrize("wrong", [{"area": Area("x" * 121)}, {"may_answer": "x" * 2001}, {"period": "x" * 121}])
def test_a_plan_that_is_too_long_is_told(store, clock, wrong):
    with pytest.raises(TooLongError):
        journey.open_round(store, clock, CountingCodes(), Q, replace(PLAN, **wrong))


def test_each_answer_is_stored_and_an_empty_one_takes_it_back(store, clock, opened):
    mine = journey.begin(store, clock, CountingCodes(), "seat", opened.round)
    journey.answer(store, clock, Q, opened.round, mine.id, {"role": "resident", "trust": "2", "trust_trend": "worse"})
    journey.answer(store, clock, Q, opened.round, mine.id, {"trust_trend": "", "trust": "3"})
    found = journey.my_response(store, "seat")
    assert found.answers == {"role": "resident", "trust": "3"}
    assert (found.round_id, found.mode) == (opened.round.id, "online")


def test_a_page_with_a_wrong_answer_stores_nothing(store, clock, opened):
    mine = journey.begin(store, clock, CountingCodes(), "seat", opened.round)
    with pytest.raises(UnknownItemError):
        journey.answer(store, clock, Q, opened.round, mine.id, {"trust": "2", "direction": "9"})
    assert journey.my_response(store, "seat").answers == {}


def test_after_the_last_day_nothing_is_taken(store, clock, opened):
    mine = journey.begin(store, clock, CountingCodes(), "seat", opened.round)
    clock.day = opened.round.closes_on + timedelta(days=1)
    with pytest.raises(ClosedError):
        journey.answer(store, clock, Q, opened.round, mine.id, {"trust": "2"})
    with pytest.raises(ClosedError):
        journey.begin(store, clock, CountingCodes(), "another seat", opened.round)


def test_one_s_own_view_is_that_of_the_rule(store, clock, opened):
    mine = journey.begin(store, clock, CountingCodes(), "seat", opened.round)
    journey.answer(store, clock, Q, opened.round, mine.id, dict.fromkeys(DOMAINS, "3"))
    assert journey.own_view(Q, journey.my_response(store, "seat")).phase == 3
