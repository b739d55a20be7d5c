"""Opening a round and answering it by link."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assessment.core.area import Area
from assessment.core.errors import (
    ClosedError,
    SpentError,
    TooLongError,
    TooManyTriesError,
    UnknownItemError,
    UnusableError,
    WrongCodeError,
)
from assessment.core.suppression import Suppressed, Thresholds
from assessment.journeys import opening, round_result
from assessment.journeys import round as journey
from assessment.journeys.opening import Plan
from tests.builders import DOMAINS, questionnaire
from tests.fakes import CountingCodes, FixedClock, MemoryStore, PatientThrottle

Q = questionnaire()
LIMITS = Thresholds()
PLAN = Plan(Area("Peri küla", "Põlva vald"))


@pytest.fixture
def store():
    return MemoryStore()


@pytest.fixture
def clock():
    return FixedClock(date(2026, 11, 24))


@pytest.fixture
def opened(store, clock):
    return opening.open_round(store, clock, CountingCodes(), Q, PLAN)


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
    key = opening.new_key(store, CountingCodes(), opened.round.id)
    assert store.round_at_key(f"hash of {key}") == opened.round


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"days": 0}, "Allowed: 1 to 366"),
        ({"days": 367}, "Allowed: 1 to 366"),
        ({"ways": ()}, "Allowed: one or more of link, paper, group"),
        ({"ways": ("pigeon",)}, "is no way to answer"),
        ({"slips": 1001}, "Allowed: 1 to 1000"),
        ({"share": "all"}, "Allowed: nothing, released, detail"),
        ({"area": Area("Peri", kind="planet")}, "is no kind of area"),
        ({"area": Area("  ")}, "has no name"),
        ({"area": Area("\u200b\u202e")}, "has no name"),
        ({"area": Area("\ufdd0 \u0301\ufe0f")}, "has no name"),
    ],
)
def test_a_plan_that_cannot_be_kept_is_told(store, clock, wrong, sentence):
    with pytest.raises(UnusableError, match=sentence):
        opening.open_round(store, clock, CountingCodes(), Q, replace(PLAN, **wrong))
    assert store.rounds() == ()


@pytest.mark.parametrize("wrong", [{"area": Area("x" * 121)}, {"may_answer": "x" * 2001}, {"period": "x" * 121}])
def test_a_plan_that_is_too_long_is_told(store, clock, wrong):
    with pytest.raises(TooLongError):
        opening.open_round(store, clock, CountingCodes(), Q, replace(PLAN, **wrong))


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


def answers(store, clock, of_round, number, level="3", **more):
    codes = CountingCodes()
    for i in range(number):
        codes._numbers = iter([f"{of_round.id}-{level}-{i}"])
        one = journey.begin(store, clock, codes, f"seat {level} {i}", of_round)
        journey.answer(store, clock, Q, of_round, one.id, dict.fromkeys(DOMAINS, level) | more)


class TestStrict:
    @pytest.fixture
    def strict(self, store, clock):
        return opening.open_round(store, clock, CountingCodes(), Q, replace(PLAN, slips=2)).round

    def test_each_slip_opens_one_response(self, store, clock, strict):
        first, second = journey.slip_codes(CountingCodes(), strict)
        journey.begin(store, clock, CountingCodes(), "seat", strict, first)
        codes = CountingCodes()
        codes._numbers = iter(["b", "c", "d"])
        with pytest.raises(SpentError):
            journey.begin(store, clock, codes, "another seat", strict, first)
        journey.begin(store, clock, codes, "another seat", strict, second)
        assert len(store.responses(strict.id)) == 2

    @pytest.mark.parametrize("typed", ["", "slip 2 of round", "slip 0 of another"])
    def test_other_codes_open_nothing_and_are_counted(self, store, clock, strict, typed):
        throttle = PatientThrottle(allowed=1)
        with pytest.raises(WrongCodeError):
            journey.begin_with_slip(store, clock, CountingCodes(), throttle, "x", "seat", strict, typed)
        with pytest.raises(TooManyTriesError):
            journey.begin_with_slip(store, clock, CountingCodes(), throttle, "x", "seat", strict, typed)
        assert store.responses(strict.id) == ()


def test_one_s_own_answers_join_a_round_without_the_place_and_are_found_by_a_code(store, clock, opened):
    given = {**dict.fromkeys(DOMAINS, "3"), "settlement": "Peri küla", "area": "village", "role": "leader"}
    store.start("own", "laptop", Q.name, clock.today(), given=given)
    code = journey.join(store, clock, CountingCodes(), Q, store.read("own"), opened.round)
    (joined,) = store.responses(opened.round.id)
    assert joined.answers == {**dict.fromkeys(DOMAINS, "3"), "role": "leader"}
    assert store.at_code(f"hash of {code}") == joined
    assert store.at_seat("laptop").id == "own"


@pytest.mark.parametrize("plan", [{"slips": 5}, {"ways": ("paper", "group")}])
def test_nobody_s_own_answers_join_a_round_without_a_slip_or_a_link(store, clock, plan):
    asked = opening.open_round(store, clock, CountingCodes(), Q, replace(PLAN, **plan)).round
    store.start("own", "laptop", Q.name, clock.today(), given={"trust": "3"})
    with pytest.raises(UnusableError):
        journey.join(store, clock, CountingCodes(), Q, store.read("own"), asked)
    assert store.responses(asked.id) == ()


def test_answers_to_other_questions_do_not_join(store, clock, opened):
    store.start("own", "laptop", "village_phases/v9", clock.today())
    with pytest.raises(UnusableError):
        journey.join(store, clock, CountingCodes(), Q, store.read("own"), opened.round)


def test_an_open_round_shows_nothing_but_how_far_it_has_come(store, clock, opened):
    shown = [round_result.how_far(store, Q, LIMITS, opened.round).at_least]
    for level, number in (("3", 1), ("2", 6), ("1", 4)):
        answers(store, clock, opened.round, number, level)
        shown.append(round_result.how_far(store, Q, LIMITS, opened.round).at_least)
        assert round_result.result(store, clock, Q, LIMITS, opened.round).phase == Suppressed("open")
    assert shown == [0, 1, 5, 10]


def test_a_closed_round_keeps_what_was_released(store, clock, opened):
    answers(store, clock, opened.round, 8)
    first = round_result.close(store, clock, Q, LIMITS, opened.round)
    assert (first.phase, first.counting, first.detail) == (3, 8, "fuller")
    closed = store.round(opened.round.id)
    assert closed.closed_on == clock.day
    for response in store.responses(opened.round.id):
        store.delete(response.id)
    assert round_result.result(store, clock, Q, LIMITS, closed) == first
    assert round_result.close(store, clock, Q, LIMITS, closed) == first


def test_who_asks_after_the_last_day_closes_it_as_of_that_day(store, clock, opened):
    answers(store, clock, opened.round, 5)
    clock.day = opened.round.closes_on + timedelta(days=10)
    assert round_result.result(store, clock, Q, LIMITS, opened.round).phase == 3
    assert store.round(opened.round.id).closed_on == opened.round.closes_on


def test_a_round_of_few_shows_not_even_how_many(store, clock, opened):
    answers(store, clock, opened.round, 4)
    shown = round_result.close(store, clock, Q, LIMITS, opened.round)
    assert shown.phase == shown.counting == shown.responses == Suppressed("few")


def test_municipal_answers_do_not_make_the_phase(store, clock, opened):
    answers(store, clock, opened.round, 5)
    answers(store, clock, opened.round, 5, "1", role="municipal")
    shown = round_result.close(store, clock, Q, LIMITS, opened.round)
    assert (shown.phase, shown.counting) == (3, 5)


def test_who_did_not_say_who_they_are_is_a_resident(store, clock, opened):
    answers(store, clock, opened.round, 12)
    shown = round_result.close(store, clock, Q, LIMITS, opened.round)
    assert [(block.groups, block.number) for block in shown.role_blocks] == [(("resident", "leader", "other"), 12)]


def test_the_operator_s_rows_hold_no_words_and_no_ids(store, clock, opened):
    answers(store, clock, opened.round, 2, trust_reason="Jaan teeb.", strength="Maja")
    rows = round_result.raw_responses(store, Q, opened.round)
    assert [(row.settlement, row.round, row.row) for row in rows] == [
        ("Peri küla", "2026", 1),
        ("Peri küla", "2026", 2),
    ]
    assert rows[0].response.levels == (3,) * 8
    assert "Jaan" not in repr(rows)
    assert rows[0].response.respondent == ""


def test_who_guesses_slips_makes_the_hashes_of_a_round_only_once(store, clock):
    """Each try at a round of a thousand slips would otherwise hold up everybody who begins to answer."""

    class CountedCodes(CountingCodes):
        made = 0

        def slip_codes(self, round_id, number):
            self.made += 1
            return super().slip_codes(round_id, number)

    codes = CountedCodes()
    of_round = opening.open_round(store, clock, codes, Q, replace(PLAN, slips=1000)).round
    for number in range(5):
        with pytest.raises(WrongCodeError):
            journey.begin(store, clock, codes, "phone", of_round, f"guess {number}")
    journey.begin(store, clock, codes, "phone", of_round, journey.slip_codes(CountingCodes(), of_round)[7])
    assert codes.made == 1
