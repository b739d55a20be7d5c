"""The demonstration is filled through the journeys, holds areas of every kind, and is never mixed with anything."""

from __future__ import annotations

import pytest

from assessment import bootstrap
from assessment.core.errors import UnusableError
from assessment.core.overview import NOT_BEGUN, OPEN, UNKNOWN
from assessment.core.released import ALL as EVERYTHING
from assessment.core.released import FULLER, INDICATIVE
from assessment.core.round import DETAIL, NOTHING, RELEASED
from assessment.demonstration import filling, people, places
from assessment.demonstration.stories import STORIES, TYPED_NAME
from assessment.journeys import access, areas, comparison, round_result, work
from assessment.settings import read_settings


def built(folder):
    settings = read_settings().model_copy(update={"database_url": f"sqlite:///{folder}/demo.db"})
    return bootstrap.build(settings, is_durable=False)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    house = built(tmp_path_factory.mktemp("demo"))
    yield house, filling.fill(house)
    house.store.close()


@pytest.fixture(scope="module")
def house(filled):
    return filled[0]


@pytest.fixture(scope="module")
def worker(filled):
    return filled[1].invited["worker"].access


@pytest.fixture(scope="module")
def picture(house, worker):
    contacts = work.last_contacts(house.store, worker)
    return comparison.picture(house.store, house.clock, house.questionnaire, house.version, worker, contacts)


@pytest.fixture(scope="module")
def by_name(picture):
    return {one.area.name: one for one in picture.areas}


def test_it_says_that_all_of_it_is_invented(house):
    assert house.store.demonstration() == house.clock.today()


def test_there_are_forty_areas_of_one_municipality(picture):
    assert len(picture.areas) == len(STORIES) == 40
    assert {one.area.municipality for one in picture.areas} == {places.MUNICIPALITY}
    assert {one.area.kind for one in picture.areas} == {"village", "borough", "group", "part"}


def test_every_phase_and_state_is_there(house, picture):
    q = house.questionnaire
    counted = {one.counted_as for one in picture.areas}
    assert counted == {*q.phase_ids, *(state.id for state in q.states), UNKNOWN}
    assert {one.latest.kind for one in picture.areas if one.latest and one.latest.phase == 0} == {
        "dormant",
        "not_yet",
        "sparse",
        "divided",
        None,
    }


def test_every_way_of_not_knowing_is_there(picture):
    shown = [one.latest for one in picture.areas if one.latest]
    assert {one.status for one in shown} == {"ok", "few", "insufficient", "no_data"}
    assert {one.detail for one in shown} >= {INDICATIVE, FULLER, EVERYTHING}
    assert any(one.mixed_picture for one in shown)
    assert {one.label for one in shown} >= {"clear", "leaning", "between"}
    assert sum(one.is_agreed for one in picture.areas) == 1


def test_what_wants_attention_is_there(picture):
    assert {one.reason for one in picture.attention} == {"fading", "moved", "closing", "old", "no_contact"}
    assert {one.verdict for one in picture.attention if one.reason == "moved"} == {"moved_up", "moved_down"}


def test_a_place_that_shares_nothing_looks_like_one_without_answers(house, by_name):
    hidden = [one.area.name for one in house.store.rounds() if one.share == NOTHING]
    assert set(hidden) == {"Härmaoja küla", "Metskukla küla"}
    for name in hidden:
        found, empty = by_name[name], by_name["Udumäe küla"]
        assert (
            (found.state, found.counted_as, found.round_ids)
            == (empty.state, empty.counted_as, ())
            == (
                NOT_BEGUN,
                UNKNOWN,
                (),
            )
        )


def test_rounds_of_every_kind_are_there(house, by_name):
    rounds, today = house.store.rounds(), house.clock.today()
    assert {one.share for one in rounds} == {NOTHING, RELEASED, DETAIL}
    assert any(one.is_strict for one in rounds)
    assert any(one.is_example for one in rounds)
    assert {one.opened_by for one in rounds} == {"", places.MUNICIPALITY}
    assert max(one.number for one in rounds) == 3
    assert sum(one.is_open(today) for one in rounds) == 4
    assert {name for name, one in by_name.items() if one.state == OPEN} == {
        "Möldrisaare küla",
        "Oravasaare küla",
        "Varesniidu küla",
    }
    assert not any(one.is_due(today) for one in rounds)


def test_old_rounds_are_anonymised_as_everywhere(house):
    closed = [one for one in house.store.rounds() if one.closed_on is not None]
    assert {one.anonymised_on is not None for one in closed} == {True, False}
    assert all(house.store.snapshot(one.id) for one in closed)


def test_texts_were_read_and_allowed(house):
    texts = []
    for one in house.store.rounds():
        if one.closed_on is not None and one.anonymised_on is None:
            shown = round_result.shown(house.store, house.clock, house.version, house.thresholds, one).release.texts
            texts += shown if isinstance(shown, tuple) else []
    assert {remark.words for remark in texts} <= {text for told in people.TEXTS.values() for text in told}
    assert len(texts) > 20


def test_a_typed_name_is_offered_to_be_joined(house):
    offered = areas.to_merge(house.store, places.MUNICIPALITY)
    assert [one.name for one in offered] == [TYPED_NAME]


def test_the_register_has_outlines_points_and_people(house, picture):
    outlines = house.store.outlines(places.MUNICIPALITY)
    settlements = [one.area for one in picture.areas if not one.area.units and one.area.name != TYPED_NAME]
    assert {area.id for area in settlements} == set(outlines)
    assert all(area.point and area.population for area in settlements)
    assert house.store.border(places.MUNICIPALITY)


def test_the_land_lies_where_nobody_lives(picture):
    points = [one.area.point for one in picture.areas if one.area.point]
    assert all(23.2 < lon < 24.05 and 57.8 < lat < 58.12 for lon, lat in points)  # between Ruhnu and Kihnu


def test_the_worker_has_noted_contacts_views_and_steps(house, worker):
    noted = {}
    for area in house.store.areas(places.MUNICIPALITY):
        of = work.notebook(house.store, house.clock, worker, area)
        noted[area.name] = work.notes(house.store, of)
    assert sum(bool(one.contacts) for one in noted.values()) > 15
    assert sum(bool(one.views) for one in noted.values()) == 4
    assert sum(bool(one.steps) for one in noted.values()) == 2


def test_the_results_are_the_same_at_every_filling(by_name):
    told = {
        name: "".join("-" if level is None else str(level) for level in by_name[name].latest.levels)
        for name in ("Valgekose alevik", "Lepaoja küla", "Tedremäe küla", "Rukkiselja küla", "Kikkasaare küla")
    }
    assert told == {
        "Valgekose alevik": "44444434",
        "Lepaoja küla": "12222122",
        "Tedremäe küla": "22222212",
        "Rukkiselja küla": "2-2222--",
        "Kikkasaare küla": "00010000",
    }


def test_nothing_is_filled_into_a_store_that_holds_anything(tmp_path):
    found = built(tmp_path)
    found.store.start("a", "seat", "village_phases/v1", found.clock.today())
    with pytest.raises(UnusableError, match="never mixed"):
        filling.fill(found)
    assert found.store.rounds() == ()
    assert found.store.accesses() == ()
    found.store.close()


def test_each_role_gets_an_access_and_the_earlier_ones_end(tmp_path):
    house = built(tmp_path)
    house.store.begin_demonstration(house.clock.today())
    first = filling.let_in(house)
    second = filling.let_in(house)
    valid = [one.id for one in access.listed(house.store) if one.is_valid(house.clock.today())]
    assert sorted(valid) == sorted(one.access.id for one in second.values())
    assert set(first) == set(second) == {"worker", "lead", "operator"}
    assert {one.key for one in first.values()}.isdisjoint(one.key for one in second.values())
    house.store.close()
