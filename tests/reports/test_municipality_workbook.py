"""The workbook: a first sheet that can be read, the areas in words, and the same tables as the CSV."""

import io
from dataclasses import replace
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from assessment.core.overview import UNKNOWN
from assessment.core.suppression import Thresholds
from assessment.i18n.texts import marked_words, words
from assessment.reports.municipality_tables import long_table, plain, title_of, wide_table
from assessment.reports.municipality_words import counts, state_name
from assessment.reports.municipality_workbook import LEFT_OUT, SAME, workbook
from tests import municipalities
from tests.charts.rounds import Q
from tests.municipalities import MUNICIPALITY, TODAY, area, picture_of, version
from tests.reports.exports import everything_in, read_sheets
from tests.reports.sheets import LANGUAGES

PICTURE = municipalities.picture()
SHEETS = ("first", "areas", "long", "columns")


def made(picture=PICTURE, language="et", say=None):
    return workbook(Q, say or words(language), picture, version, Thresholds())


MADE = {language: made(language=language) for language in LANGUAGES}


def sheet(name, language="et"):
    return read_sheets(MADE[language])[words(language)(f"take.sheet.{name}")]


def said(language="et"):
    return [str(cell) for row in sheet("first", language) for cell in row if cell is not None]


class TestFirstSheet:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_it_opens_and_says_whose_it_is_and_how_it_is_read(self, language):
        say, told = words(language), said(language)
        book = load_workbook(io.BytesIO(MADE[language]))
        assert book.active.title == say("take.sheet.first") == book.sheetnames[0]
        assert book.sheetnames == [say(f"take.sheet.{name}") for name in SHEETS]
        assert told[:2] == [say("take.title", municipality=MUNICIPALITY), say("take.as_of", date="01.10.2026")]
        for id_ in (
            "result.not_grade",
            "take.about.order",
            "take.about.unknown",
            "take.about.shared",
            "told.method.sample",
        ):
            assert say(id_) in told
        assert " ".join(Q.text("provisional", language).value.split()) in told
        assert say("compare.map.source", date="01.09.2026") in told

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_it_counts_the_areas_as_the_picture_does(self, language):
        say = words(language)
        rows = {row[0]: row[1:3] for row in sheet("first", language) if isinstance(row[1], int)}
        assert rows == {state_name(Q, say, one.id): [one.by_responses, one.by_groups] for one in counts(Q, PICTURE)}
        assert sum(sum(numbers) for numbers in rows.values()) == len(PICTURE.areas)
        assert rows[say("compare.unknown")] == [PICTURE.counts[UNKNOWN], 0]

    def test_every_line_finds_room(self):
        shown = load_workbook(io.BytesIO(MADE["et"]))[words("et")("take.sheet.first")]
        for row in shown.iter_rows(max_col=1):
            words_ = str(row[0].value or "")
            assert len(words_) <= 80 or (shown.row_dimensions[row[0].row].height or 15) >= 15 * len(words_) / 80

    def test_a_demonstration_says_so_on_the_sheet_and_below_each(self):
        say = marked_words("et")
        found = everything_in("workbook", made(say=say))
        assert say.mark in [str(cell) for row in read_sheets(made(say=say))["Loe enne"] for cell in row]
        assert found.count(f"&amp;L{say.mark}") == len(SHEETS)
        assert say.mark not in everything_in("workbook", MADE["et"])


class TestTables:
    @pytest.mark.parametrize("name", SHEETS[1:])
    def test_the_head_stays_in_sight_and_every_column_has_a_width(self, name):
        shown = load_workbook(io.BytesIO(MADE["et"]))[words("et")(f"take.sheet.{name}")]
        assert shown.freeze_panes == ("B2" if name == "areas" else "A2")
        assert shown.auto_filter.ref == shown.dimensions
        widths = [found.width for found in shown.column_dimensions.values()]
        assert min(widths) >= 18

    def test_the_long_sheet_holds_what_the_csv_holds(self):
        table = long_table(PICTURE, version)
        kept = [i for i, column in enumerate(table.columns) if column not in SAME]
        head, *rows = sheet("long")
        assert head == [table.columns[i] for i in kept]
        days = [[cell.date() if isinstance(cell, datetime) else cell for cell in row] for row in rows]
        usual = [[row[i] if isinstance(row[i], date) else plain(row[i]) for i in kept] for row in table.rows]
        assert days == usual

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_areas_are_told_in_the_reader_s_words(self, language):
        say = words(language)
        wide = wide_table(Q, PICTURE)
        columns = [column for column in wide.columns if column not in LEFT_OUT]
        head, *rows = sheet("areas", language)
        assert head == [title_of(Q, say, column) for column in columns]
        shown = {row[0]: dict(zip(columns, row, strict=True)) for row in rows}
        assert list(shown) == [one.area.name for one in PICTURE.areas]
        assert shown["Moved up"]["state"] == state_name(Q, say, "active")
        assert shown["Moved up"]["change"] == say("take.change.moved_up")
        assert (shown["Moved up"]["phase"], shown["Moved up"]["level_trust"]) == (3, 3)
        assert shown["Moved up"]["closed_on"] == datetime(2026, 5, 28)
        assert shown["Fading"]["fading_signs"] == say("take.yes")
        assert shown["Too few"]["phase"] == say("take.code.few")
        assert shown["Nothing"]["phase"] == say("take.code.no_answers")
        assert shown["Phase 0"]["kind"] == say("take.code.not_known")
        assert shown["Closing"]["round_state"] == say("take.round.open")

    def test_numbers_are_numbers_and_no_word_of_the_program_is_left(self):
        wide = wide_table(Q, PICTURE)
        columns = [column for column in wide.columns if column not in LEFT_OUT]
        for row in sheet("areas", "ru")[1:]:
            for column, cell in zip(columns, row, strict=True):
                if isinstance(cell, str) and column not in (
                    "area",
                    "period",
                    "questionnaire",
                    "change_since",
                    "agreed_period",
                    "agreed_questionnaire",
                ):
                    assert not cell.isascii() or cell == "–", (column, cell)


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x.ee")', "+1", "@SUM(A1)", "http://x.ee", "'x", "007"])
def test_a_name_is_a_text_whatever_it_looks_like(name):
    book = load_workbook(io.BytesIO(made(picture_of(MUNICIPALITY, Q.name, TODAY, [area(0, name)]))))
    for title, cell in (("Piirkonnad", "A2"), ("Pikk tabel", "B2")):
        found = book[title][cell]
        assert (found.value, found.data_type, found.hyperlink) == (name, "s", None)


def test_a_name_may_hold_signs_that_no_sheet_may():
    strange = area(0, "Peri\x00\x0b\ufffe \u202eküla")
    [row] = read_sheets(made(picture_of(MUNICIPALITY, Q.name, TODAY, [strange])))["Piirkonnad"][1:]
    assert row[0].startswith("Peri")
    assert row[0].endswith("küla")


def test_a_kind_that_nobody_knows_is_shown_as_it_is():
    odd = replace(area(0, "Peri küla"), kind="hamlet")
    [row] = read_sheets(made(picture_of(MUNICIPALITY, Q.name, TODAY, [odd])))["Piirkonnad"][1:]
    assert row[1] == "hamlet"


def test_the_same_picture_gives_the_same_bytes():
    assert made() == MADE["et"]


def test_a_municipality_without_areas_has_a_workbook_too():
    assert len(read_sheets(made(picture_of(MUNICIPALITY, Q.name, TODAY)))["Piirkonnad"]) == 1
