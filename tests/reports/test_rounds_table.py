"""The table of rounds is the long table, each figure in a column of its own."""

from __future__ import annotations

from collections import defaultdict

from assessment.core.errors import QuestionnaireError
from assessment.reports.municipality_figures import NOT_APPLICABLE
from assessment.reports.municipality_tables import LONG, long_table, rounds_table
from tests import municipalities
from tests.charts.rounds import crowd
from tests.municipalities import OTHER, Invented, shared_rounds, version

PICTURE = municipalities.picture()
TABLE = rounds_table(PICTURE, version)
ROWS = [dict(zip(TABLE.columns, row, strict=True)) for row in TABLE.rows]


def in_long():
    """Area, number of the round and basis -> figure -> value."""
    found = defaultdict(dict)
    for row in long_table(PICTURE, version).rows:
        one = dict(zip(LONG, row, strict=True))
        name = one["figure"] if one["domain"] == NOT_APPLICABLE else f"{one['figure']}_{one['domain']}"
        found[one["area"], one["round_number"], one["basis"]][name] = one["value"]
    return found


def test_every_figure_is_that_of_the_long_table_and_no_cell_is_empty():
    told, compared = in_long(), 0
    for row in ROWS:
        figures = told[row["area"], row["round_number"], row["basis"]]
        assert figures
        for name in TABLE.columns[TABLE.columns.index("present") :]:
            assert row[name] == figures.get(name, NOT_APPLICABLE)
            compared += 1
        assert None not in row.values()
        assert "" not in row.values()
    assert compared > 500


def test_there_is_one_row_a_round_and_one_for_what_a_group_agreed_on():
    expected = [
        (result.round_id, "agreed" if result is one.agreed else "responses")
        for one in PICTURE.areas
        for result in (one.latest, *one.earlier, one.agreed)
        if result is not None
    ]
    assert sorted((row["round_id"], row["basis"]) for row in ROWS) == sorted(expected)
    assert {row["series"] for row in ROWS if row["area"] == "Three rounds"} == {"three rounds 1"}


def test_an_area_that_shares_nothing_has_no_row_like_one_without_answers():
    assert not {"Shares nothing", "Shares nothing, open", "Nothing"} & {row["area"] for row in ROWS}


def test_domains_of_other_versions_have_columns_of_their_own():
    rounds = shared_rounds("Peri", [Invented(crowd(14)), Invented(crowd(14), q=OTHER, series="x")])

    def gone(name):
        if name == OTHER.name:
            raise QuestionnaireError("gone")
        return version(name)

    found = municipalities.picture_of("Põlva vald", "village_phases/v1", municipalities.TODAY, (), rounds)
    table = rounds_table(found, gone)
    by_version = {
        row[table.columns.index("questionnaire")]: dict(zip(table.columns, row, strict=True)) for row in table.rows
    }
    assert by_version["village_phases/v1"]["level_domain_1"] == NOT_APPLICABLE
    assert by_version["village_phases/v2"]["level_domain_1"] == 1
    assert by_version["village_phases/v2"]["level_leadership"] == NOT_APPLICABLE


def test_without_results_there_are_the_columns_alone():
    assert rounds_table(municipalities.picture(lambda kind: kind == "nothing"), version).rows == ()
