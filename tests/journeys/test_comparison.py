"""A municipality's picture, from rounds that were opened, answered and closed as people do it."""

import io
import json
from collections import Counter
from dataclasses import asdict, replace
from datetime import date
from statistics import fmean

import pytest

from assessment.__main__ import main
from assessment.charts.areas.counts import phase_counts
from assessment.core.access import LEAD, OPERATOR, WORKER, Access
from assessment.core.compared import NO_RESULT, ONLY_AGREED, Filters
from assessment.core.errors import ForbiddenError, QuestionnaireError
from assessment.core.overview import AGREED, CLOSED, NOT_BEGUN, OTHER_VERSION, UNKNOWN
from assessment.core.register import MERGE, Alias, Changes, Step
from assessment.core.shared_result import FORM
from assessment.core.snapshot import from_text
from assessment.core.standing import INSUFFICIENT, QUESTIONNAIRE, Refused
from assessment.core.suppression import FEW, Suppressed
from assessment.i18n.texts import words
from assessment.journeys import comparison, coordination, round_result
from assessment.reports import responses_table
from tests import municipalities
from tests.charts.rounds import Q, crowd
from tests.fakes import CountingCodes, FixedClock, MemoryStore
from tests.municipalities import MUNICIPALITY, TODAY, Invented, places, version
from tests.settled import assess, settle

CLOCK = FixedClock(TODAY)
ACCESS = Access("a", MUNICIPALITY, WORKER, date(2026, 1, 1), date(2026, 12, 31))


def picture(store, access=ACCESS, **more):
    return comparison.picture(store, CLOCK, Q, more.pop("version", version), access, **more)


def compare(store, **filters):
    return comparison.compare(store, CLOCK, Q, version, ACCESS, Filters(**filters))


@pytest.fixture(scope="module")
def settled():
    """The areas of every kind, assessed; and the rounds of each."""
    store = MemoryStore()
    return store, settle(store, CountingCodes(), {kind.capitalize(): rounds for kind, rounds in places().items()})


@pytest.fixture(scope="module")
def scored(settled, tmp_path_factory):
    """What `score` says of each round, from the responses as the operator exports them: (area, period) -> result."""
    store, rounds = settled
    folder, found = tmp_path_factory.mktemp("exported"), {}
    for name, of_area in rounds.items():
        for one in of_area:
            exported = io.StringIO()
            responses_table.write(version(one.questionnaire), round_result.raw_responses(store, Q, one), exported)
            if exported.getvalue().count("\n") > 1:
                file = folder / f"{one.id}.csv"
                file.write_text(exported.getvalue(), encoding="utf-8")
                found[name, one.period] = file
    return found


def score(capsys, file):
    assert main(["score", str(file), "--format", "json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["communities"]
    return found


def by_name(found):
    return {one.area.name: one for one in found.areas}


class TestFigures:
    def test_every_figure_is_that_of_score_and_of_the_snapshot(self, settled, scored, capsys):
        store, _ = settled
        compared = 0
        for one in picture(store).areas:
            for result in (one.latest, *one.earlier):
                if result is None or not result.has_result:
                    continue
                told = score(capsys, scored[one.area.name, result.period])
                kept = from_text(store.snapshot(result.round_id)).release
                for name in ("phase", "state", "kind", "label", "status", "counting"):
                    assert getattr(result, name) == told[name], (one.area.name, name)
                    in_snapshot = getattr(kept, name)
                    assert result.phase is None or getattr(result, name) == in_snapshot
                assert result.fading_signs == told["fading_signs"] == kept.fading_signs
                assert result.range == (tuple(told["range"]) if told["range"] else None)
                assert result.levels == tuple(told["levels"].values())
                if result.index is not None:
                    low, high = told["index_interval"]
                    assert result.index == kept.index
                    assert asdict(result.index) == {
                        "value": round(told["index"], 1),
                        "low": round(low, 1),
                        "high": round(high, 1),
                    }
                compared += 1
        assert compared > 20

    def test_what_a_group_agreed_on_is_what_score_says_of_it(self, settled, scored, capsys):
        store, _ = settled
        found = by_name(picture(store))
        for name in ("Group only", "Group besides"):
            agreed = found[name].agreed
            (told,) = score(capsys, scored[name, "2026"])["group_results"]
            assert agreed.phase == told["phase"]
            assert agreed.state == Q.phase_ids[told["phase"]]
            assert agreed.levels == tuple(told["levels"].values())
            assert (agreed.present, agreed.detail) == (14, AGREED)

    def test_every_area_is_counted_as_its_snapshot_says(self, settled):
        store, _ = settled
        whole = picture(store)
        assert whole.counts == municipalities.picture().counts
        assert whole.agreed_counts == municipalities.picture().agreed_counts
        assert [one.reason for one in whole.attention] == [one.reason for one in municipalities.picture().attention]

    def test_the_numbers_of_the_chart_are_counted_by_what_score_says(self, settled, scored, capsys):
        whole = picture(settled[0])
        told = Counter()
        for one in whole.areas:
            result = one.latest
            if result is None or not result.has_result:
                told["agreed" if one.agreed else UNKNOWN] += 1
            else:
                state = score(capsys, scored[one.area.name, result.period])["state"] or UNKNOWN
                told[state if result.questionnaire == Q.name else OTHER_VERSION] += 1
        _, *rows = phase_counts(Q, words("et"), whole).rows
        ids = [*Q.phase_ids, "fading", OTHER_VERSION, UNKNOWN, "agreed"]
        assert [row[1] for row in rows] == [told[id_] for id_ in ids]
        assert sum(row[1] for row in rows) == len(whole.areas)
        names = [name for row in rows for name in row[2].split("; ")]
        assert sorted(names) == sorted(one.area.name for one in whole.areas)

    def test_the_index_of_a_bar_is_over_the_domains_that_all_have(self, settled):
        store, _ = settled
        found = compare(store)
        assert found.domains == tuple(range(1, 8)), "the first core domain is not shared in detail"
        for id_, entry in found.bars.items():
            result = found.picture.area(id_).latest
            given = [one.answers for one in store.responses(result.round_id) if one.mode != "group"]
            levels = [[int(one[d]) for one in given if one.get(d, "dk") != "dk"] for d in Q.domain_ids[1:]]
            assert entry.bar.index == round(fmean(fmean(of_domain) for of_domain in levels), 1)
            assert entry.bar.thin[0] <= entry.bar.thick[0] <= entry.bar.index <= entry.bar.thick[1] <= entry.bar.thin[1]


class TestWhoSees:
    @pytest.mark.parametrize(
        "access",
        [
            replace(ACCESS, role=OPERATOR, municipality=""),
            replace(ACCESS, role=OPERATOR),
            replace(ACCESS, municipality=""),
            replace(ACCESS, expires_on=date(2026, 9, 30)),
            replace(ACCESS, revoked_on=date(2026, 9, 30)),
        ],
        ids=["operator", "operator of a municipality", "of none", "expired", "revoked"],
    )
    def test_who_may_not_see_results_gets_nothing(self, settled, access):
        for ask in (picture, lambda store, access: comparison.compare(store, CLOCK, Q, version, access, Filters())):
            with pytest.raises(ForbiddenError):
                ask(settled[0], access)

    def test_a_lead_sees_what_a_worker_sees(self, settled):
        assert picture(settled[0], replace(ACCESS, role=LEAD)) == picture(settled[0])

    def test_another_municipality_sees_nothing_of_it(self, settled):
        found = picture(settled[0], replace(ACCESS, municipality="Võru vald"))
        assert found.areas == ()
        assert found.attention == ()
        assert not found.counts

    def test_what_shares_nothing_looks_like_what_has_no_round(self, settled):
        store, rounds = settled
        found = by_name(picture(store))
        nothing = asdict(found["Nothing"]) | {"area": None}
        for name in ("Shares nothing", "Shares nothing, open"):
            assert asdict(found[name]) | {"area": None} == nothing
            assert not any(one.id in repr(picture(store)) for one in rounds[name])
        sides = {side.standing.area.name: side for side in compare(store).sides}
        assert sides["Shares nothing"].compared == ()

    def test_in_a_whole_municipality_that_shares_nothing_nothing_is_told_of_the_rounds(self):
        shy, empty = MemoryStore(), MemoryStore()
        hidden = [Invented(crowd(14), share="nothing", group=(3,) * 8), Invented(share="nothing", open_until=TODAY)]
        settle(shy, CountingCodes(), {"Peri": hidden})
        settle(empty, CountingCodes(), {"Peri": []})
        assert picture(shy, contacts={}) == picture(empty, contacts={})
        assert compare(shy).sides == compare(empty).sides

    def test_a_typed_name_of_a_round_that_shares_nothing_makes_no_area(self):
        store = MemoryStore()
        assess(store, CountingCodes(), "Salaküla", [Invented(crowd(14), share="nothing")])
        assert picture(store).areas == ()


class TestPicture:
    def test_without_a_register_everything_works_with_typed_names(self):
        store = MemoryStore()
        settle(store, CountingCodes(), {"Õru": [Invented(crowd(14))], "Uibu": [Invented(crowd(14))]}, False)
        found = picture(store)
        assert [one.area.name for one in found.areas] == ["Uibu", "Õru"]
        assert found.source is None

    def test_the_source_of_the_register_comes_along(self, settled):
        assert picture(settled[0]).source.on == date(2026, 9, 1)

    def test_merged_names_are_one_area(self):
        store = MemoryStore()
        settle(store, CountingCodes(), {"Peri": []})
        assess(store, CountingCodes(), "Peri küla", [Invented(crowd(14))])
        assert len(picture(store).areas) == 2
        alias = Alias("Peri küla", MUNICIPALITY, "area-0")
        store.take_step(Step(MERGE, (MUNICIPALITY,), TODAY, note="Peri küla"), Changes(aliases=(alias,)))
        (one,) = picture(store).areas
        assert (one.area.name, one.latest.counting) == ("Peri", 14)

    def test_what_was_made_once_is_kept_and_made_anew_when_a_round_of_the_series_changes(self):
        store, codes = MemoryStore(), CountingCodes()
        low, high = Invented(crowd(20, (1,) * 8), date(2024, 5, 28)), Invented(crowd(25, (3,) * 8))
        first, second = assess(store, codes, "Peri", [low, high])
        before = picture(store)
        assert not store.shared_rounds(MUNICIPALITY, FORM).waiting
        assert picture(store) == before
        assert by_name(before)["Peri"].latest.moved == "moved_up"
        store.delete_round(first.id)
        after = by_name(picture(store))["Peri"]
        assert (after.latest.verdict, after.latest.since, after.earlier) == (None, "", ())
        assert after.round_ids == (second.id,)

    def test_a_reopened_round_shows_nothing_of_its_result(self):
        store = MemoryStore()
        (one,) = assess(store, CountingCodes(), "Peri", [Invented(crowd(3))])
        assert by_name(picture(store))["Peri"].state == CLOSED
        store.reopen(one.id, TODAY, store.snapshot(one.id))
        found = by_name(picture(store))["Peri"]
        assert (found.state, found.latest, found.closes_on) == ("open", None, TODAY)

    def test_a_round_whose_last_day_is_over_is_not_open_any_more(self):
        store = MemoryStore()
        assess(store, CountingCodes(), "Peri", [Invented(open_until=date(2026, 9, 30))])
        found = by_name(picture(store))["Peri"]
        assert (found.state, found.closes_on, found.latest) == (CLOSED, None, None)

    def test_a_version_that_cannot_be_read_is_named_and_the_others_stand(self):
        store = MemoryStore()
        settle(
            store,
            CountingCodes(),
            {"Uus": [Invented(crowd(14))], "Vana": [Invented(crowd(14), q=municipalities.OTHER, group=(2,) * 8)]},
        )

        def broken(name):
            if name != Q.name:
                raise QuestionnaireError("It cannot be read.")
            return Q

        found = picture(store, version=broken)
        assert found.unreadable == (municipalities.OTHER.name,)
        assert {name: one.counted_as for name, one in by_name(found).items()} == {"Uus": "awakening", "Vana": UNKNOWN}
        assert by_name(picture(store))["Vana"].counted_as == OTHER_VERSION, "it is there again with its questionnaire"

    def test_the_same_name_in_another_series_stands_beside_it_and_the_newest_counts(self):
        store = MemoryStore()
        assess(store, CountingCodes(), "Peri", [Invented(crowd(14, (1,) * 8), date(2025, 5, 28))])
        assess(store, opening_codes(), "Peri", [Invented(crowd(14, (3,) * 8))])
        one = by_name(picture(store))["Peri"]
        assert (one.latest.phase, one.earlier[0].phase) == (3, 1)
        assert one.latest.verdict is None, "nothing is told of a change between rounds of different people"
        assert one.latest.series != one.earlier[0].series


class TestTheLastPicture:
    """It is made anew as soon as anything that it is made of is another, and not before."""

    @pytest.fixture
    def store(self):
        store = MemoryStore()
        known = [Invented(crowd(14, (1,) * 8), date(2025, 5, 28), group=(2,) * 8)]
        settle(store, CountingCodes(), {"Peri": known, "Naha": []})
        picture(store)
        return store

    def test_it_is_kept_while_nothing_changes(self, store):
        assert picture(store) is picture(store)

    def test_another_municipality_has_its_own(self, store):
        elsewhere = replace(ACCESS, municipality="Võru vald")
        assert picture(store).areas
        assert not picture(store, elsewhere).areas
        assert picture(store).areas

    def test_a_new_day_contact_or_round_is_seen(self, store):
        before = picture(store)
        later = comparison.picture(store, FixedClock(date(2026, 10, 2)), Q, version, ACCESS)
        assert later.today == date(2026, 10, 2)
        assert [one.reason for one in picture(store, contacts={}).attention].count("no_contact") == 2
        contacts = {"area-0": TODAY}
        assert [one.reason for one in picture(store, contacts=contacts).attention].count("no_contact") == 1
        contacts["area-1"] = TODAY
        assert [one.reason for one in picture(store, contacts=contacts).attention].count("no_contact") == 0
        assess(store, opening_codes(), "Naha", [Invented(open_until=TODAY)])
        assert by_name(before)["Naha"].state == NOT_BEGUN
        assert by_name(picture(store))["Naha"].state == "open"

    def test_a_deleted_round_and_a_changed_answer_of_a_group_are_seen(self, store):
        (of_round,) = store.rounds()
        assert by_name(picture(store))["Peri"].agreed.phase == 2
        given = dict.fromkeys(Q.domain_ids, "3") | {"present": "9"}
        coordination.agree(store, CLOCK, CountingCodes(), Q, of_round, given)
        assert by_name(picture(store))["Peri"].agreed.phase == 3
        store.delete_round(of_round.id)
        assert by_name(picture(store))["Peri"].latest is None

    def test_a_merge_and_its_undoing_are_seen(self, store):
        assess(store, opening_codes(), "Peri küla", [Invented(crowd(14))])
        assert len(picture(store).areas) == 3
        alias = Alias("Peri küla", MUNICIPALITY, "area-0")
        step = store.take_step(Step(MERGE, (MUNICIPALITY,), TODAY), Changes(aliases=(alias,)))
        assert len(picture(store).areas) == 2
        store.undo_step(step.number)
        assert len(picture(store).areas) == 3


def opening_codes():
    """Codes that do not meet those of `CountingCodes()`."""
    codes = CountingCodes()
    for _ in range(500):
        codes.identifier()
    return codes


class TestCompare:
    def test_every_area_stands_in_it_and_who_has_no_bar_says_why(self, settled):
        found = compare(settled[0])
        assert len(found.sides) == len(found.picture.areas)
        assert set(found.bars) | set(found.refused) == {one.area.id for one in found.picture.areas}
        assert not set(found.bars) & set(found.refused)
        why = {found.picture.area(id_).area.name: refused for id_, refused in found.refused.items()}
        assert why["Too few"] == why["Indicative"] == Refused(FEW)
        assert why["Unknown"] == Refused(INSUFFICIENT)
        assert why["Other version"] == Refused(QUESTIONNAIRE, (Q.name, municipalities.OTHER.name))
        assert why["Group only"] == Refused(ONLY_AGREED)
        assert why["Nothing"] == why["Shares nothing"] == why["Open"] == why["Nobody"] == Refused(NO_RESULT)
        assert why["Old"].reason == "apart"

    def test_bars_hold_only_what_the_community_shares(self, settled):
        for entry in compare(settled[0]).bars.values():
            first = entry.release.domains[0]
            assert (first.agreement == Suppressed("not_detailed")) == (entry.name != "Detail")

    def test_changes_are_told_between_rounds_of_one_series(self, settled):
        found = compare(settled[0])
        changes = {found.picture.area(id_).area.name: change for id_, change in found.changes.items()}
        assert set(changes) == {"Moved up", "Moved down", "No clear change", "Three rounds"}
        assert (changes["Moved up"].phase, changes["Moved down"].phase) == ("moved_up", "moved_down")
        for name, change in changes.items():
            assert change.phase == by_name(found.picture)[name].latest.verdict

    def test_they_stand_by_name_or_from_north_to_south_and_never_by_a_result(self, settled):
        by_name_, by_place = compare(settled[0]), compare(settled[0], by_place=True)
        assert [side.standing for side in by_name_.sides] == list(by_name_.picture.areas)
        north = [side.standing.area.point[1] for side in by_place.sides]
        assert north == sorted(north, reverse=True)

    def test_filters_choose_by_kind_band_phase_and_area(self, settled):
        store = settled[0]
        assert {side.standing.area.kind for side in compare(store, kinds=frozenset({"borough"})).sides} == {"borough"}
        assert {side.standing.counted_as for side in compare(store, counted_as=frozenset({"active"})).sides} == {
            "active"
        }
        small = compare(store, bands=frozenset({0, None})).sides
        assert small
        assert all((side.standing.area.population or 0) <= 49 for side in small)
        assert [side.standing.area.id for side in compare(store, area_ids=frozenset({"area-3"})).sides] == ["area-3"]

    def test_what_is_in_sight_changes_no_figure_of_it(self, settled):
        whole, few = compare(settled[0]), compare(settled[0], kinds=frozenset({"borough"}))
        assert 0 < len(few.bars) < len(whole.bars)
        assert few.domains == whole.domains
        assert few.bars == {id_: whole.bars[id_] for id_ in few.bars}
        assert few.refused == {id_: whole.refused[id_] for id_ in few.refused}

    def test_in_a_year_each_area_stands_with_its_result_of_that_year(self, settled):
        found = compare(settled[0], year=2024)
        sides = {side.standing.area.name: side for side in found.sides}
        three = sides["Three rounds"]
        assert (three.standing.latest.closed_on.year, three.before.closed_on.year) == (2024, 2022)
        assert sides["Phase 3"].standing.counted_as == UNKNOWN
        assert sides["Nothing"].standing.state == NOT_BEGUN
        assert found.changes[three.standing.area.id].phase == "no_clear_change"
        assert sides["Group only"].standing.agreed is None

    def test_the_spread_of_a_domain_counts_every_area_once(self, settled):
        found = compare(settled[0])
        for d in range(8):
            spread = found.spread(d, 5)
            of_levels = [one for level in (*spread.levels, *spread.agreed) for one in level]
            assert len(of_levels) + len(spread.unknown) + len(spread.other) == len(found.sides)
            assert [one.area.name for one in spread.other] == ["Other version"]
            assert [one.area.name for level in spread.agreed for one in level] == ["Group only"]
            assert all(one.latest.levels[d] == k for k, level in enumerate(spread.levels) for one in level)
