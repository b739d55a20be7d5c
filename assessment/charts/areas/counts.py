"""How many areas are in each phase: a bar a phase, in the order of the path and not of the numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from assessment.charts.areas.drawing import BOLD, WIDE, Drawing, box, hatched, letters, shortened
from assessment.charts.areas.frame import AreaChart, Cell, Parts, table_of
from assessment.charts.areas.marks import Mark, Pen, colour_of, state_words
from assessment.charts.areas.standings import told_counts
from assessment.core.overview import OTHER_VERSION, UNKNOWN, Picture
from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire

# The mark, the column of words on a wide screen, and a row with its bar; on a narrow one the words stand above the bar.
MARK, WORDS, ROW, HIGH = 34, 330, 40, 22
NUMBER, LINE = 40, 24


@dataclass(frozen=True)
class _Row:
    counted_as: str
    is_agreed: bool
    number: int


def phase_counts(questionnaire: Questionnaire, say: Say, picture: Picture) -> AreaChart:
    """The counts of a municipality. What groups agreed on alone is counted below, apart and with a mark of its own.

    Every phase of the path has its row, also without an area; nothing known is a row of its own and never phase 0.
    """
    shown = _Counts(questionnaire, say, _rows(questionnaire, picture), picture)
    title = say("overview.counts.title")
    rows = (shown.columns, *shown.rows_of_table)
    told = told_counts(questionnaire, say, picture.areas)
    parts = Parts(
        say,
        "counts",
        title,
        told,
        rows,
        table_of(say, title, rows),
        say.count("overview.counts.said", len(picture.areas)),
    )
    return parts.pictured(shown.draw)


def _rows(q: Questionnaire, picture: Picture) -> tuple[_Row, ...]:
    beside = [*(state.id for state in q.states), OTHER_VERSION]
    order = [*q.phase_ids, *(id_ for id_ in beside if picture.counts.get(id_)), UNKNOWN]
    rows = [_Row(id_, False, picture.counts.get(id_, 0)) for id_ in order]
    agreed = [id_ for id_ in (*q.phase_ids, *beside) if picture.agreed_counts.get(id_)]
    return (*rows, *(_Row(id_, True, picture.agreed_counts[id_]) for id_ in agreed))


@dataclass(frozen=True)
class _Counts:
    questionnaire: Questionnaire
    say: Say
    rows: tuple[_Row, ...]
    picture: Picture

    @property
    def columns(self) -> tuple[Cell, ...]:
        """The names of the columns of the table."""
        return tuple(self.say(f"overview.column.{name}") for name in ("phase", "areas", "names"))

    @property
    def rows_of_table(self) -> list[tuple[Cell, ...]]:
        """A row a bar, with the names of its areas."""
        return [(self._words(row), row.number, "; ".join(self._names(row))) for row in self.rows]

    def _names(self, row: _Row) -> Sequence[str]:
        areas = self.picture.areas
        return [one.area.name for one in areas if (one.counted_as, one.is_agreed) == (row.counted_as, row.is_agreed)]

    def _words(self, row: _Row) -> str:
        words = state_words(self.questionnaire, self.say, row.counted_as)
        return f"{words}; {self.say('compare.mark.agreed')}" if row.is_agreed else words

    def draw(self, width: int) -> Drawing:
        """The bars, all on one scale; the line of what groups agreed on stands above theirs."""
        shapes, y, is_apart = "", 0.0, False
        for row in self.rows:
            if row.is_agreed and not is_apart:
                lines = wrap(self.say("overview.counts.agreed"), int(width / (14 * BOLD)))
                shapes += "".join(letters(0, y + 24 + 18 * n, line, 14, bold=True) for n, line in enumerate(lines))
                y, is_apart = y + 16 + 18 * len(lines), True
            shapes += self._row(row, y, width)
            y += ROW if width == WIDE else ROW + LINE
        return Drawing(width, y, shapes)

    def _row(self, row: _Row, y: float, width: int) -> str:
        is_wide = width == WIDE
        top = y if is_wide else y + LINE
        left = WORDS if is_wide else MARK
        most = max(1, *(one.number for one in self.rows))
        reach = (width - left - NUMBER) * row.number / most
        mark = Mark(row.counted_as, row.is_agreed)
        shapes = Pen(self.questionnaire, self.say).draw(mark, 14, top + ROW / 2, 12)
        words = state_words(self.questionnaire, self.say, row.counted_as)
        place = (MARK, top + ROW / 2 + 5) if is_wide else (0, y + 18)
        shapes += letters(*place, shortened(words, left - MARK if is_wide else width, 15), 15)
        if row.number:
            shapes += self._bar(row.counted_as, left, top + (ROW - HIGH) / 2, reach)
        return shapes + letters(left + reach + 8, top + ROW / 2 + 6, str(row.number), 16, bold=True)

    def _bar(self, counted_as: str, left: float, top: float, reach: float) -> str:
        colour = colour_of(self.questionnaire, counted_as)
        if colour is None:
            return hatched(left, top, reach, HIGH)
        return box(left, top, reach, HIGH, f'fill="{colour}" stroke="currentColor" stroke-opacity=".6"')
