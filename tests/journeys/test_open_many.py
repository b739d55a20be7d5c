"""Rounds of many areas are opened in one stroke, each with links of its own, and follow only what may be followed."""

from __future__ import annotations

from datetime import date

import pytest

from assessment.authoring.version import load
from assessment.core.area import Area
from assessment.core.errors import StoreError, TooLongError, UnusableError
from assessment.core.register import MERGE, Alias, Changes, Entry, RegisteredArea, Step
from assessment.core.suppression import Thresholds
from assessment.core.wanted import wanted
from assessment.journeys import opening, round_result
from assessment.journeys.opening import Plan
from assessment.settings import ROOT
from tests.fakes import CountingCodes, FixedClock, MemoryStore

Q = load(ROOT / "questionnaires" / "village_phases" / "v1").questionnaire
DAY = date(2026, 11, 24)
PLAN = Plan(Area(""), days=14, share="released", ways=("link", "paper"))
NAMES = ("Peri küla", "Mammaste küla", "Kiisa küla")


@pytest.fixture
def store():
    return MemoryStore()


@pytest.fixture
def clock():
    return FixedClock(DAY)


@pytest.fixture
def codes():
    return CountingCodes()


def listed(*names, municipality="Põlva vald"):
    return [wanted(name, municipality, row=row) for row, name in enumerate(names, 2)]


@pytest.fixture
def open_them(store, clock, codes):
    def run(*names, plan=PLAN, municipality="Põlva vald"):
        return opening.open_many(store, clock, codes, Q, listed(*names, municipality=municipality), plan)

    return run


def end(store, clock, opened):
    round_result.close(store, clock, Q, Thresholds(), opened.round)


def test_each_area_gets_a_round_with_a_link_and_a_key_of_its_own(store, codes, open_them):
    opened = open_them(*NAMES)
    assert [one.round.area.name for one in opened] == list(NAMES)
    assert len({one.code for one in opened} | {one.key for one in opened}) == 6
    for one in opened:
        assert store.round_at_code(codes.digest(one.code)) == one.round
        assert store.round_at_key(codes.digest(one.key)) == one.round
        assert (one.round.period, one.round.closes_on, one.round.ways) == ("2026", date(2026, 12, 7), ("link", "paper"))
        assert (one.round.opened_by, one.round.series, one.round.number) == ("Põlva vald", one.round.id, 1)


@pytest.mark.parametrize("names", [("Peri küla", " "), ("Peri küla", "peri küla"), ()])
def test_a_list_with_a_fault_opens_nothing(store, open_them, names):
    with pytest.raises(UnusableError):
        open_them(*names)
    assert store.rounds() == ()


@pytest.mark.parametrize(
    ("plan", "error"),
    [(Plan(Area(""), days=0), UnusableError), (Plan(Area(""), period="x" * 121), TooLongError)],
)
def test_a_plan_that_cannot_be_kept_opens_nothing(store, open_them, plan, error):
    with pytest.raises(error):
        open_them(*NAMES, plan=plan)
    assert store.rounds() == ()


def test_where_the_store_fails_nothing_is_opened(store, open_them, codes):
    codes.key = lambda: "the same for all"
    with pytest.raises(StoreError):
        open_them(*NAMES)
    assert store.rounds() == ()


def test_the_next_round_continues_what_the_municipality_opened_itself(store, clock, open_them):
    [first, _] = open_them("Peri küla", "Kiisa küla")
    end(store, clock, first)
    clock.day = date(2027, 11, 1)
    [second, other] = open_them("PERI küla", "Mammaste küla")
    assert (second.round.series, second.round.number) == (first.round.series, 2)
    assert (other.round.series, other.round.number) == (other.round.id, 1)


def test_a_round_of_the_area_itself_is_never_continued(store, clock, codes, open_them):
    own = opening.open_round(store, clock, codes, Q, Plan(Area("Peri küla", "Põlva vald")))
    end(store, clock, own)
    [new] = open_them("Peri küla")
    assert new.round.series == new.round.id != own.round.series


def test_where_the_coordinator_went_on_alone_a_new_series_begins(store, clock, codes, open_them):
    [first] = open_them("Peri küla")
    end(store, clock, first)
    own = opening.open_round(store, clock, codes, Q, opening.next_plan(first.round))
    assert (own.round.series, own.round.opened_by) == (first.round.series, "")
    end(store, clock, own)
    [third] = open_them("Peri küla")
    assert third.round.series == third.round.id


def test_another_municipality_never_continues_it(store, clock, open_them):
    [first] = open_them("Peri küla")
    end(store, clock, first)
    [other] = open_them("Peri küla", municipality="Võru vald")
    assert other.round.series == other.round.id


def test_what_is_to_be_known_before_is_told(store, clock, codes, open_them):
    [closed, _] = open_them("Peri küla", "Kiisa küla")
    end(store, clock, closed)
    found = opening.check_many(store, clock, Q, listed(*NAMES), PLAN, "Põlva vald")
    assert found.faults == ()
    assert [one.area.name for one in found.open] == ["Kiisa küla"]
    assert [one.area.name for one in found.earlier] == ["Peri küla"]
    later = opening.check_many(store, clock, Q, listed(*NAMES), Plan(Area(""), period="2027"), "Põlva vald")
    assert later.open == ()


def test_a_hidden_round_is_told_to_nobody(store, clock, codes):
    opening.open_round(store, clock, codes, Q, Plan(Area("Peri küla", "Põlva vald"), share="nothing"))
    found = opening.check_many(store, clock, Q, listed("Peri küla"), PLAN, "Põlva vald")
    assert found == opening.Checked(())


def test_areas_of_another_municipality_are_a_fault_where_one_is_named(store, clock):
    found = opening.check_many(store, clock, Q, listed("Peri küla"), PLAN, "Võru vald")
    assert [fault.rule for fault in found.faults] == ["elsewhere"]


def test_names_that_were_merged_are_one_area(store, clock, codes):
    peri = RegisteredArea("1", "Peri küla", "Põlva vald", "village", code="1234")
    changes = Changes(begun=(Entry(peri),), aliases=(Alias("Peri", "Põlva vald", "1"),))
    store.take_step(Step(MERGE, ("Põlva vald",), DAY), changes)
    found = opening.check_many(store, clock, Q, listed("Peri", "Peri küla"), PLAN)
    assert [(fault.rule, fault.row) for fault in found.faults] == [("twice", 3)]
