"""A municipality's areas as a workbook: a sheet to read first, the areas in words, the tables for other programs."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from assessment.core.overview import Picture
from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire
from assessment.core.register import KINDS
from assessment.core.suppression import Thresholds
from assessment.reports.municipality_figures import CODES, Cell, Code
from assessment.reports.municipality_tables import (
    Table,
    code_words,
    columns_table,
    long_table,
    plain,
    title_of,
    wide_table,
)
from assessment.reports.municipality_words import about, counted, counts, state_name, title

# A spreadsheet takes what begins like this for a formula or a link, unless it is told that it is a text.
TEXT_ONLY = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# Columns that only programs need; they stand in the long sheet, and in the CSV.
LEFT_OUT = (
    "municipality",
    "county",
    "area_id",
    "area_code",
    "longitude",
    "latitude",
    "detail",
    "counted_as",
    "counted_by",
)
# Of a workbook of one municipality's areas these say the same in each of thousands of rows.
SAME = ("municipality", "county")
MIDDLE, BROAD = 18, 28
WIDE_WORDS = ("area", "area_kind", "mode", "state", "change", "agreed_state")
# So many letters surely find room on a line of the first sheet, and beside a code.
WHOLE, HALF = 76, 36
HEAD = "#21405f"


def workbook(
    questionnaire: Questionnaire,
    say: Say,
    picture: Picture,
    version: Callable[[str], Questionnaire],
    limits: Thresholds | None = None,
) -> bytes:
    """The workbook as XLSX. The same picture gives the same bytes."""
    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True, **TEXT_ONLY})
    # The day of the picture, not the moment: nothing else tells of when it was made.
    made = datetime.combine(picture.today, time(12), UTC).replace(tzinfo=None)
    book.set_properties({"title": title(say, picture), "author": say("app.title"), "created": made})
    pen = _Pen(book, questionnaire, say)
    pen.first(picture, limits or Thresholds())
    wide = wide_table(questionnaire, picture)
    pen.in_words(wide)
    pen.table(say("take.sheet.long"), long_table(picture, version))
    pen.table(say("take.sheet.columns"), columns_table(questionnaire, say), BROAD)
    book.close()
    return file.getvalue()


@dataclass
class _Pen:
    """Writes the sheets of one workbook."""

    book: Workbook
    q: Questionnaire
    say: Say

    def __post_init__(self) -> None:
        wrapped = {"text_wrap": True, "valign": "top", "font_size": 11}
        self.styles: dict[str, Format] = {
            "title": self.book.add_format({"bold": True, "font_size": 18, "text_wrap": True, "valign": "top"}),
            "mark": self.book.add_format({**wrapped, "bold": True, "font_color": "#ffffff", "bg_color": "#1a1a1a"}),
            "heading": self.book.add_format({"bold": True, "font_size": 13, "valign": "bottom"}),
            "text": self.book.add_format(wrapped),
            "name": self.book.add_format({**wrapped, "bold": True}),
            "head": self.book.add_format({**wrapped, "bold": True, "font_color": "#ffffff", "bg_color": HEAD}),
            "cell": self.book.add_format({"valign": "top"}),
            "day": self.book.add_format({"valign": "top", "num_format": "dd.mm.yyyy", "align": "left"}),
            "none": self.book.add_format({"valign": "top", "font_color": "#595959", "italic": True}),
        }

    def first(self, picture: Picture, limits: Thresholds) -> None:
        """The sheet that opens: whose it is, what it holds, how it is read, and what it is not."""
        say, sheet = self.say, self._sheet(self.say("take.sheet.first"))
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 48)
        sheet.set_column(1, 2, 22)
        sheet.set_portrait()
        sheet.fit_to_pages(1, 0)
        lines: list[tuple[str, str]] = [("title", title(say, picture))]
        lines += [("mark", say.mark)] if say.mark else []
        lines += [("text", say("take.as_of", date=f"{picture.today:%d.%m.%Y}"))]
        row = self._lines(sheet, 0, lines)
        row = self._counts(sheet, row, picture)
        lines = [("heading", say("take.sheets"))]
        lines += [
            ("text", say(f"take.sheets.{name}", sheet=say(f"take.sheet.{name}")))
            for name in ("areas", "long", "columns")
        ]
        lines += [("heading", say("take.read"))]
        lines += [("text", line) for line in about(self.q, say, picture, limits)]
        lines += [("heading", say("take.codes"))]
        row = self._lines(sheet, row, lines)
        for code in CODES:
            sheet.write_string(row, 0, f"{code_words(say, code)}", self.styles["name"])
            meaning = say(f"take.code.{code.id.removeprefix('hidden:')}.meaning")
            self._across(sheet, row, meaning, "text", 1, HALF)
            row += 1

    def _counts(self, sheet: Worksheet, row: int, picture: Picture) -> int:
        """How many areas are counted as what: by responses, and by groups' answers, apart."""
        say = self.say
        row = self._lines(sheet, row, [("heading", say("take.counts")), ("text", counted(say, picture))])
        for column, name in enumerate(("state", "responses", "agreed")):
            sheet.write_string(row, column, say(f"take.counts.{name}"), self.styles["head"])
        sheet.set_row(row, 32)
        for one in counts(self.q, picture):
            row += 1
            sheet.write_string(row, 0, state_name(self.q, say, one.id), self.styles["name"])
            sheet.write_number(row, 1, one.by_responses, self.styles["cell"])
            sheet.write_number(row, 2, one.by_groups, self.styles["cell"])
        return row + 2

    def in_words(self, wide: Table) -> None:
        """The areas, each in a row, in the reader's words."""
        kept = [i for i, column in enumerate(wide.columns) if column not in LEFT_OUT]
        columns = [wide.columns[i] for i in kept]
        rows = [[self._worded(wide.columns[i], row[i]) for i in kept] for row in wide.rows]
        heads = [title_of(self.q, self.say, column) for column in columns]
        widths = [BROAD if column in WIDE_WORDS else MIDDLE for column in columns]
        self._rows(self.say("take.sheet.areas"), heads, rows, widths, fixed=1)

    def table(self, name: str, table: Table, width: int = MIDDLE) -> None:
        """A table with the ids of its columns."""
        kept = [i for i, column in enumerate(table.columns) if column not in SAME]
        rows = ([plain(row[i]) if isinstance(row[i], bool | Code) else row[i] for i in kept] for row in table.rows)
        self._rows(name, [table.columns[i] for i in kept], rows, [width] * len(kept), fixed=0)

    def _rows(
        self, name: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]], widths: Sequence[int], fixed: int
    ) -> None:
        sheet = self._sheet(name)
        for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, head, self.styles["head"])
        last = 0
        for last, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                self._write(sheet, last, column, cell)
        sheet.freeze_panes(1, fixed)
        sheet.autofilter(0, 0, last, len(heads) - 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()

    def _write(self, sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
        if isinstance(cell, date):
            sheet.write_datetime(row, column, datetime.combine(cell, time()), self.styles["day"])
        elif isinstance(cell, int | float):
            sheet.write_number(row, column, cell)
        elif isinstance(cell, Code):
            sheet.write_string(row, column, code_words(self.say, cell), self.styles["none"])
        else:
            sheet.write_string(row, column, cell)

    def _worded(self, column: str, cell: Cell) -> Cell:
        """A cell of the wide table in the reader's words; numbers, days and names stay as they are."""
        say, bare = self.say, column.removeprefix("agreed_")
        if isinstance(cell, bool):
            return say("take.yes" if cell else "take.no")
        if not isinstance(cell, str):
            return cell
        if bare == "state":
            return state_name(self.q, say, cell)
        if bare == "kind":
            return self.q.text(f"kinds.{cell}.name", say.language).shown_in(say.language)
        if bare == "area_kind" and cell not in KINDS:
            return cell
        spoken = {
            "area_kind": "compare.kind.{}",
            "round_state": "take.round.{}",
            "mode": "chart.mode.{}",
            "label": "score.label.{}",
            "change": "take.change.{}",
        }
        return say(spoken[column].format(cell)) if column in spoken else cell

    def _sheet(self, name: str) -> Worksheet:
        sheet: Worksheet = self.book.add_worksheet(name)
        sheet.set_paper(9)  # A4
        sheet.set_footer(f"&L{self.say.mark.replace('&', '&&')}&R&P / &N")
        return sheet

    def _lines(self, sheet: Worksheet, row: int, lines: Iterable[tuple[str, str]]) -> int:
        """Lines over the whole width, from a row on; the row after them."""
        for style, words in lines:
            self._across(sheet, row, words, style, 0, WHOLE)
            row += 1
        return row

    def _across(self, sheet: Worksheet, row: int, words: str, style: str, first: int, letters: int) -> None:
        # A spreadsheet does not make a row high enough for text in joined cells: so many lines of so many letters.
        high = {"title": 26, "heading": 28}.get(style, 15)
        letters = letters * 15 // 26 if style == "title" else letters
        sheet.merge_range(row, first, row, 2, "", self.styles[style])
        sheet.write_string(row, first, words, self.styles[style])
        sheet.set_row(row, high * max(1, -(-len(words) // letters)))
