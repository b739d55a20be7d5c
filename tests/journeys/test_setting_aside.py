"""A worker sets rounds aside: the municipality counts them nowhere, and everybody else sees what they saw."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assessment.core.access import LEAD, OPERATOR, PROGRAM, WORKER, Access
from assessment.core.area import Area
from assessment.core.compared import Filters
from assessment.core.errors import ForbiddenError, GoneError, UnusableError
from assessment.core.overview import UNKNOWN
from assessment.core.set_aside import WrittenReason
from assessment.core.suppression import Thresholds
from assessment.core.wanted import Wanted
from assessment.journeys import areas, comparison, opening, round_result
from assessment.journeys.opening import Plan
from assessment.journeys.setting_aside import set_aside, take_back, written_by
from tests.charts.rounds import Q, crowd
from tests.fakes import CountingCodes, FixedClock, MemoryStore
from tests.municipalities import MUNICIPALITY, ON_PHASE, TODAY, Invented, version
from tests.settled import assess, settle

CLOCK = FixedClock(TODAY)
ACCESS = Access("a", MUNICIPALITY, WORKER, date(2026, 1, 1), date(2026, 12, 31), label="Maakorraldaja")
TRIAL = WrittenReason("trial")
LOW, HIGH = crowd(20, ON_PHASE[1]), crowd(25, ON_PHASE[3])
PLACES = {
    "Peri": [
        Invented(LOW, date(2022, 5, 28)),
        Invented(HIGH, date(2024, 5, 28), group=ON_PHASE[3]),
        Invented(HIGH),
    ],
    "Aarna": [Invented(HIGH)],
}


@pytest.fixture
def store():
    return allow(MemoryStore())


@pytest.fixture
def rounds(store):
    return settle(store, CountingCodes(), PLACES)


def allow(store, *more):
    for access in (ACCESS, *more):
        store.give_access(access, f"key of {access.id}")
    return store


def picture(store, access=ACCESS):
    return comparison.picture(store, CLOCK, Q, version, access, {})


def standing(store, name):
    return next(one for one in picture(store).areas if one.area.name == name)


def aside(store, one, written=TRIAL, access=ACCESS):
    set_aside(store, CLOCK, access, one.id, written)


def test_what_is_set_aside_is_counted_nowhere_and_comes_back_whole(store, rounds):
    before, compared = picture(store), comparison.compare(store, CLOCK, Q, version, ACCESS, Filters())
    (aarna,) = rounds["Aarna"]
    aside(store, aarna)
    found = picture(store)
    empty = MemoryStore()
    settle(allow(empty), CountingCodes(), PLACES | {"Aarna": []})
    assert replace(standing(store, "Aarna"), area=None) == replace(standing(empty, "Aarna"), area=None)
    assert standing(store, "Aarna").counted_as == UNKNOWN
    assert (found.counts, found.attention) == (picture(empty).counts, picture(empty).attention)
    sides = comparison.compare(store, CLOCK, Q, version, ACCESS, Filters()).sides
    assert next(one for one in sides if one.standing.area.name == "Aarna").compared == ()
    assert aarna.id not in repr(found.areas)

    take_back(store, CLOCK, ACCESS, aarna.id)
    assert picture(store) == before
    assert comparison.compare(store, CLOCK, Q, version, ACCESS, Filters()) == compared


def test_the_area_page_knows_why_and_by_whom(store, rounds):
    (aarna,) = rounds["Aarna"]
    aside(store, aarna, WrittenReason("other", "  Vale\u202e\nvald "))
    whole = picture(store)
    area = standing(store, "Aarna").area
    (found,) = whole.set_aside_of(area.id)
    why = found.round.why
    assert (why.reason, why.note, why.written_on) == ("other", "Vale vald", TODAY)
    assert written_by(store, why) == ACCESS
    assert written_by(store, replace(why, written_by="gone")) is None
    assert whole.set_aside == (found,)


def test_the_change_of_a_later_round_is_told_since_the_one_before_it_that_is_counted(store, rounds):
    first, middle, last = rounds["Peri"]
    peri = standing(store, "Peri")
    assert (peri.latest.moved, peri.latest.since) == (None, "2024")
    aside(store, middle)
    peri = standing(store, "Peri")
    assert (peri.latest.moved, peri.latest.since) == ("moved_up", "2022")
    assert [one.round_id for one in peri.earlier] == [first.id]
    assert peri.agreed is None
    told = round_result.shown_to_municipality(store, CLOCK, version, Thresholds(), last.id)
    assert [one.period for one in told.earlier] == ["2022"]
    take_back(store, CLOCK, ACCESS, middle.id)
    assert standing(store, "Peri").latest.since == "2024"


def test_what_is_set_aside_is_not_shown_to_the_municipality_and_to_its_community_as_before(store, rounds):
    _, middle, last = rounds["Peri"]

    def own(one):
        return round_result.shown(store, CLOCK, version, Thresholds(), store.round(one.id))

    before = own(middle), own(last)
    aside(store, middle)
    assert round_result.shown_to_municipality(store, CLOCK, version, Thresholds(), middle.id) is None
    assert (own(middle), own(last)) == before


def test_a_typed_place_that_is_none_is_no_area_any_more(store, rounds):
    (joke,) = assess(store, CountingJokes(), "Mordor", [Invented(HIGH)])
    assert [one.area.name for one in picture(store).areas] == ["Aarna", "Mordor", "Peri"]
    aside(store, joke, WrittenReason("not_serious"))
    found = picture(store)
    assert [one.area.name for one in found.areas] == ["Aarna", "Peri"]
    assert [one.area.name for one in found.set_aside] == ["Mordor"]
    assert found.area(found.set_aside[0].area.id) is None


class CountingJokes(CountingCodes):
    """Codes that the other rounds do not have."""

    def identifier(self):
        return f"joke-{super().identifier()}"

    def key(self):
        return f"joke-{super().key()}"


def test_a_name_that_is_set_aside_is_not_offered_to_be_merged(store, rounds):
    (same,) = assess(store, CountingJokes(), "Peri küla", [Invented(HIGH)])
    assert [one.name for one in areas.to_merge(store, MUNICIPALITY)] == ["Peri küla"]
    aside(store, same)
    assert areas.to_merge(store, MUNICIPALITY) == ()


def test_an_open_round_may_be_set_aside_and_another_opened_in_its_place(store, rounds):
    last = TODAY + timedelta(3)
    (joke,) = assess(store, CountingJokes(), "Aarna", [Invented(open_until=last)])
    listed, plan = [Wanted(Area("Aarna", MUNICIPALITY))], Plan(Area(""), period="2026")
    assert opening.check_many(store, CLOCK, Q, listed, plan).open
    assert standing(store, "Aarna").closes_on == last
    assert [one.reason for one in picture(store).attention if one.name == "Aarna"] == ["closing", "no_contact"]
    aside(store, joke)
    assert standing(store, "Aarna").closes_on is None
    assert [one.reason for one in picture(store).attention if one.name == "Aarna"] == ["no_contact"]
    assert opening.check_many(store, CLOCK, Q, listed, plan).open == ()


@pytest.mark.parametrize(
    "access",
    [
        replace(ACCESS, id="b", role=OPERATOR, municipality=""),
        replace(ACCESS, id="b", role=OPERATOR),
        replace(ACCESS, id="b", role=PROGRAM),
        replace(ACCESS, id="b", municipality=" "),
        replace(ACCESS, id="b", expires_on=date(2026, 9, 30)),
        replace(ACCESS, id="b", revoked_on=date(2026, 9, 30)),
    ],
    ids=["operator", "operator of a municipality", "program", "of none", "expired", "revoked"],
)
def test_only_who_works_for_a_municipality_sets_aside_or_takes_back(store, rounds, access):
    allow_only(store, access)
    (aarna,) = rounds["Aarna"]
    with pytest.raises(ForbiddenError):
        aside(store, aarna, access=access)
    assert picture(store).set_aside == ()
    aside(store, aarna)
    with pytest.raises(ForbiddenError):
        take_back(store, CLOCK, access, aarna.id)
    assert picture(store).set_aside


def allow_only(store, access):
    store.give_access(access, f"key of {access.id}")


def test_an_access_that_was_revoked_a_moment_ago_is_asked_anew(store, rounds):
    store.revoke_access(ACCESS.id, TODAY)
    with pytest.raises(ForbiddenError):
        aside(store, rounds["Aarna"][0])


def test_a_lead_may_take_back_what_a_worker_set_aside(store, rounds):
    lead = replace(ACCESS, id="lead", role=LEAD, municipality="põlva  VALD")
    allow_only(store, lead)
    (aarna,) = rounds["Aarna"]
    aside(store, aarna)
    assert picture(store, lead).set_aside
    take_back(store, CLOCK, lead, aarna.id)
    assert picture(store).set_aside == ()


def test_another_municipality_and_a_round_that_shares_nothing_are_as_if_not_there(store, rounds):
    other = replace(ACCESS, id="other", municipality="Võru vald")
    allow_only(store, other)
    (hidden,) = assess(store, CountingJokes(), "Salaküla", [Invented(HIGH, share="nothing")])
    (aarna,) = rounds["Aarna"]
    before, told = picture(store), set()
    for access, id_ in ((other, aarna.id), (ACCESS, hidden.id), (ACCESS, "gone")):
        for act in (lambda a, i: set_aside(store, CLOCK, a, i, TRIAL), lambda a, i: take_back(store, CLOCK, a, i)):
            with pytest.raises(GoneError) as refused:
                act(access, id_)
            told.add(str(refused.value))
    assert len(told) == 1, "nothing tells them apart"
    assert picture(store) == before


@pytest.mark.parametrize(
    ("written", "field"),
    [
        (WrittenReason(""), "reason"),
        (WrittenReason("because"), "reason"),
        (WrittenReason("other", " \u200b "), "note"),
        (WrittenReason("trial", "x" * 121), "note"),
    ],
)
def test_a_reason_that_cannot_be_kept_is_refused(store, rounds, written, field):
    with pytest.raises(UnusableError, match=field):
        aside(store, rounds["Aarna"][0], written)
    assert picture(store).set_aside == ()
