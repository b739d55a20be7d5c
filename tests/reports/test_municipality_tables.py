"""A municipality's areas as tables: every figure is the picture's, and what is held back says so."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.core.area import Area
from assessment.core.change import MOVED_UP
from assessment.core.errors import QuestionnaireError
from assessment.core.overview import AGREED
from assessment.core.released import INDICATIVE
from assessment.core.set_aside import SetAside, SetAsideRound
from assessment.i18n.texts import words
from assessment.reports.municipality_tables import Table, columns_table, csv_of, long_table, plain, wide_table
from tests import municipalities
from tests.builders import same
from tests.charts.rounds import LEVELS, Q, crowd
from tests.municipalities import (
    MUNICIPALITY,
    TODAY,
    Invented,
    area,
    picture,
    picture_of,
    places,
    shared_rounds,
    version,
)
from tests.reports.exports import everything_in, files, read_csv
from tests.reports.sheets import LANGUAGES

PICTURE = municipalities.picture()
WIDE = {row["area"].casefold(): row for row in read_csv(csv_of(wide_table(Q, PICTURE)))}
LONG = read_csv(csv_of(long_table(PICTURE, version)))
OF_PLACE = ("area_id", "area_code", "area", "area_kind", "population", "longitude", "latitude")


def rows_of(name, **wanted):
    found = [row for row in LONG if row["area"].casefold() == name]
    return [row for row in found if all(row[column] == value for column, value in wanted.items())]


def value(name, figure, domain="not_applicable", **wanted):
    [row] = rows_of(name, figure=figure, domain=domain, **wanted)
    return row["value"]


def one_area(*rounds, name="Peri küla", **more):
    """The picture of a municipality that has one area."""
    made = [one for kind in [name] for one in shared_rounds(kind, rounds)]
    return picture_of(MUNICIPALITY, Q.name, TODAY, [area(0, name)], made, **more)


class TestFigures:
    def test_every_figure_of_every_round_is_the_picture_s(self):
        compared = 0
        for one in PICTURE.areas:
            for result in filter(None, (one.latest, *one.earlier)):
                if not result.has_result:
                    continue
                place = {"basis": "responses", "closed_on": result.closed_on.isoformat()}
                told = {
                    (row["figure"], row["domain"]): row["value"] for row in rows_of(one.area.name.casefold(), **place)
                }
                for figure in ("counting", "mode", "phase", "state", "kind", "label"):
                    own = getattr(result, figure)
                    found = told[figure, "not_applicable"]
                    assert (
                        found == str(own) if own is not None else found in ("not_known", "not_applicable", "hidden:few")
                    )
                if result.range is not None:
                    low, high = (int(told[f"range_{end}", "not_applicable"]) for end in ("low", "high"))
                    assert (low, high) == result.range
                if result.index is not None:
                    ends = ("index", "index_low", "index_high")
                    shown = [float(told[end, "not_applicable"]) for end in ends]
                    assert shown == [result.index.value, result.index.low, result.index.high]
                domains = version(result.questionnaire).domain_ids
                levels = [told["level", domain] for domain in domains]
                assert levels == ["not_known" if level is None else str(level) for level in result.levels]
                few = [told["few_answers", domain] == "yes" for domain in domains]
                assert few == list(result.few_answers)
                assert told["fading_signs", "not_applicable"] == ("yes" if result.fading_signs else "no")
                if result.detail != INDICATIVE:
                    assert told["mixed_picture", "not_applicable"] == ("yes" if result.mixed_picture else "no")
                compared += 1
        assert compared > 20

    def test_a_group_s_answer_stands_apart(self):
        for one in PICTURE.areas:
            rows = rows_of(one.area.name.casefold(), basis=AGREED)
            assert bool(rows) == (one.agreed is not None)
            if one.agreed is not None:
                told = {(row["figure"], row["domain"]): row["value"] for row in rows}
                assert told["present", "not_applicable"] == str(one.agreed.present)
                assert told["phase", "not_applicable"] == str(one.agreed.phase)
                assert [told["level", d] for d in Q.domain_ids] == [str(level) for level in one.agreed.levels]
                assert WIDE[one.area.name.casefold()]["agreed_phase"] == str(one.agreed.phase)
        assert WIDE["group only"]["phase"] == "no_answers"
        assert WIDE["group only"]["counted_by"] == AGREED

    def test_a_row_of_the_wide_table_is_the_newest_round_of_the_long_one(self):
        for name, row in WIDE.items():
            newest = rows_of(name, is_newest="yes", basis="responses")
            if not newest or row["phase"] == "other_version":
                continue
            for one in newest:
                column = one["figure"] if one["domain"] == "not_applicable" else f"{one['figure']}_{one['domain']}"
                assert row[column] == one["value"]
            assert {row["closed_on"]} == {one["closed_on"] for one in newest}

    def test_areas_are_counted_as_in_the_picture_and_stand_by_name(self):
        assert [row["area"] for row in read_csv(csv_of(wide_table(Q, PICTURE)))] == [
            one.area.name for one in PICTURE.areas
        ]
        for one in PICTURE.areas:
            row = WIDE[one.area.name.casefold()]
            assert row["counted_as"] == one.counted_as
            assert row["round_state"] == one.state
            assert row["closes_on"] == (one.closes_on.isoformat() if one.closes_on else "not_applicable")
            assert row["population"] == ("not_known" if one.area.population is None else str(one.area.population))

    def test_a_change_is_told_with_the_round_before(self):
        assert value("moved up", "change", closed_on="2026-05-28") == MOVED_UP
        assert value("moved up", "change_since", closed_on="2026-05-28") == "2024"
        assert value("moved up", "change", closed_on="2024-05-28") == "not_applicable"
        few = municipalities.picture(lambda kind: kind == "few now")
        [found] = [
            r for r in read_csv(csv_of(long_table(few, version))) if (r["figure"], r["period"]) == ("change", "2026")
        ]
        assert found["value"] == "hidden:few"

    def test_two_rounds_that_may_not_be_compared_say_so(self):
        shown = one_area(Invented(crowd(6), date(2024, 5, 28)), Invented(crowd(14)))
        [row] = read_csv(csv_of(wide_table(Q, shown)))
        assert (row["change"], row["change_since"]) == ("not_comparable", "2024")

    def test_rounds_are_numbered_as_they_closed(self):
        numbers = {(row["round_number"], row["period"]) for row in rows_of("three rounds")}
        assert numbers == {("1", "2022"), ("2", "2024"), ("3", "2026")}


class TestHeldBack:
    def test_no_cell_is_empty(self):
        for table in (wide_table(Q, PICTURE), long_table(PICTURE, version)):
            assert not [row for row in table.rows if any(cell in ("", None) for cell in row)]

    def test_too_few_answers_hide_every_figure(self):
        row = WIDE["too few"]
        assert {row[figure] for figure in ("counting", "phase", "state", "label", "fading_signs", "level_trust")} == {
            "hidden:few"
        }

    def test_of_few_answers_the_index_is_held_back(self):
        assert WIDE["indicative"]["phase"] == "1"
        assert {WIDE["indicative"][figure] for figure in ("index", "mixed_picture", "mode")} == {"hidden:few"}
        assert WIDE["indicative"]["few_answers_trust"] == "yes"

    def test_the_index_of_what_is_not_shared_in_detail_is_held_back(self):
        assert {WIDE["phase 2"][end] for end in ("index", "index_low", "index_high")} == {"hidden:not_detailed"}
        assert float(WIDE["detail"]["index"]) > 0

    def test_where_nobody_answered_nothing_is_hidden(self):
        assert (WIDE["nobody"]["counting"], WIDE["nobody"]["phase"]) == ("0", "no_answers")

    def test_what_the_answers_do_not_give_is_not_known(self):
        assert WIDE["unknown"]["phase"] == "not_known"

    @pytest.mark.parametrize("kind", ["shares nothing", "shares nothing, open"])
    def test_an_area_that_shares_nothing_is_like_one_without_answers(self, kind):
        rest = [{c: v for c, v in WIDE[name].items() if c not in OF_PLACE} for name in (kind, "nothing")]
        assert rest[0] == rest[1]
        rest = [
            [{c: v for c, v in r.items() if c not in OF_PLACE} for r in rows_of(name)] for name in (kind, "nothing")
        ]
        assert rest[0] == rest[1]
        assert [row["value"] for row in rest[0]] == ["no_answers"]

    def test_a_round_that_is_over_and_was_not_closed_yet_has_no_result(self):
        [one] = shared_rounds("Peri küla", [Invented(crowd(14))])
        shown = picture_of(MUNICIPALITY, Q.name, TODAY, [area(0, "Peri küla")], [replace(one, result=None)])
        [row] = read_csv(csv_of(wide_table(Q, shown)))
        assert (row["round_state"], row["phase"], row["counted_as"]) == ("closed", "no_result", "unknown")

    def test_versions_that_are_not_comparable_are_not_mixed(self):
        row = WIDE["other version"]
        assert (row["questionnaire"], row["phase"], row["level_trust"]) == ("village_phases/v2",) + (
            "other_version",
        ) * 2
        assert value("other version", "phase") == "2"
        assert {one["questionnaire"] for one in rows_of("other version")} == {"village_phases/v2"}

    def test_versions_that_are_declared_comparable_stand_in_the_same_columns(self):
        shown = one_area(
            Invented(crowd(14), q=municipalities.OTHER), comparable=(frozenset({Q.name, municipalities.OTHER.name}),)
        )
        [row] = read_csv(csv_of(wide_table(Q, shown)))
        assert (row["phase"], row["questionnaire"]) == ("1", "village_phases/v2")

    def test_a_questionnaire_that_cannot_be_read_any_more_hides_no_levels(self):
        def unreadable(name):
            raise QuestionnaireError(name)

        rows = read_csv(csv_of(long_table(one_area(Invented(crowd(14))), unreadable)))
        assert [row["domain"] for row in rows if row["figure"] == "level"] == [f"domain_{d}" for d in range(1, 9)]


class TestNothingElse:
    """Whatever is not released or not shared may be anything: no byte of any file depends on it."""

    # So few are shown as few; what they answered is told to nobody.
    few = st.lists(st.tuples(*[st.integers(0, 4)] * 8), min_size=1, max_size=4)

    @settings(max_examples=12, deadline=None)
    @given(few)
    def test_of_too_few_answers_none_can_be_told(self, levels):
        responses = [replace(same(0), levels=one) for one in levels]
        assert files(one_area(Invented(responses))) == files(one_area(Invented([same(2)])))

    @settings(max_examples=8, deadline=None)
    @given(st.integers(1, 20), st.tuples(*[st.integers(0, 4)] * 8))
    def test_what_is_not_shared_can_be_anything(self, number, levels):
        hidden = Invented(crowd(number, levels), share="nothing", group=levels)
        assert files(one_area(hidden)) == files(one_area())
        earlier = Invented(crowd(14), date(2024, 5, 28))
        assert files(one_area(earlier, hidden)) == files(one_area(earlier))

    @pytest.mark.parametrize("more", [1, 3, 6])
    def test_of_the_first_domain_nothing_but_its_level_is_told(self, more):
        """More than half see 3 there, and no more; how many see 4 is in the index and in the spread alone."""
        usual = crowd(14, (3,) * 8, dk=0)
        level = [replace(one, levels=(3, *one.levels[1:])) for one in usual]
        varied = [replace(one, levels=(4, *one.levels[1:])) if i < more else one for i, one in enumerate(level)]
        shown = [one_area(Invented(responses)) for responses in (level, varied)]
        assert files(shown[0]) == files(shown[1])
        detailed = [one_area(Invented(responses, share="detail")) for responses in (level, varied)]
        assert files(detailed[0])["wide"] != files(detailed[1])["wide"], "the index is shared in detail"

    def test_the_name_of_a_place_that_shares_nothing_is_in_no_file(self):
        rounds = [
            one
            for name, of_name in {
                "Salaküla": [Invented(crowd(14), share="nothing", group=LEVELS)],
                "Peri küla": [Invented(crowd(14))],
            }.items()
            for one in shared_rounds(name, of_name)
        ]
        shown = picture_of(MUNICIPALITY, Q.name, TODAY, [], rounds)
        for name, content in files(shown).items():
            assert "Salaküla" not in everything_in(name, content)
            assert name == "columns" or "Peri küla" in everything_in(name, content)


class TestCsv:
    def test_it_comes_back_as_it_went_out(self):
        for table in (wide_table(Q, PICTURE), long_table(PICTURE, version), columns_table(Q, words("ru"))):
            made = csv_of(table)
            assert made.startswith(b"\xef\xbb\xbf")
            head, *rows = csv.reader(io.StringIO(made.decode("utf-8-sig"), newline=""))
            assert tuple(head) == table.columns
            assert rows == [[str(plain(cell)) for cell in row] for row in table.rows]

    @pytest.mark.parametrize("name", ['=HYPERLINK("http://x.ee")', "+1", "-1", "@SUM(A1)"])
    def test_a_name_is_never_run_as_a_formula(self, name):
        for row in read_csv(csv_of(wide_table(Q, one_area(name=name)))) + read_csv(
            csv_of(long_table(one_area(name=name), version))
        ):
            assert row["area"] == f"'{name}"

    def test_a_name_stays_on_its_line(self):
        [row] = read_csv(csv_of(wide_table(Q, one_area(name='Peri,\r\n"küla"; \u202eõäöüš'))))
        assert row["area"] == 'Peri, "küla"; õäöüš'

    def test_the_municipality_without_areas_is_a_head_alone(self):
        empty = picture_of(MUNICIPALITY, Q.name, TODAY)
        assert len(csv_of(wide_table(Q, empty)).splitlines()) == 1
        assert long_table(empty, version).rows == ()


class TestColumns:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_column_figure_and_code_is_explained(self, language):
        explained = {row[0] for row in columns_table(Q, words(language)).rows}
        long = long_table(PICTURE, version)
        assert set(wide_table(Q, PICTURE).columns) <= explained
        assert set(long.columns) <= explained
        value, known = long.columns.index("value"), long.columns.index("is_known")
        assert {row["figure"] for row in LONG} <= explained
        assert {str(plain(row[value])) for row in long.rows if not row[known]} <= explained

    def test_no_two_columns_have_one_name(self):
        for language in LANGUAGES:
            rows = [
                row
                for row in columns_table(Q, words(language)).rows
                if row[1] == words(language)("take.explained.wide")
            ]
            titles = [row[2] for row in rows]
            assert len(titles) == len(set(titles)), language

    def test_a_reason_that_nobody_knows_yet_is_told_all_the_same(self):
        [one] = shared_rounds("Peri küla", [Invented(crowd(3))])
        shown = picture_of(
            MUNICIPALITY,
            Q.name,
            TODAY,
            [area(0, "Peri küla")],
            [replace(one, result=replace(one.result, status="other"))],
        )
        assert {row["phase"] for row in read_csv(csv_of(wide_table(Q, shown)))} == {"hidden:other"}


def test_the_tables_hold_the_areas_of_every_kind():
    assert set(WIDE) == set(places())
    assert isinstance(wide_table(Q, PICTURE), Table)


def test_nobody_else_is_told_that_a_round_is_set_aside():
    why = SetAside("joke", "other", "Vale vald", "access", TODAY)
    aside = [SetAsideRound(why, Area("Mordor", MUNICIPALITY), "2026", TODAY, TODAY)]
    assert picture(set_aside=aside).set_aside
    assert files(picture(set_aside=aside)) == files(picture())
