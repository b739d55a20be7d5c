"""The interval plot: the index of each area with two bars, by which areas may be compared two by two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assessment.charts.areas.drawing import WIDE, Drawing, Key, box, hatched, letters, line, short, shortened
from assessment.charts.areas.frame import AreaChart, Cell, Parts, table_of
from assessment.charts.areas.standings import other_version
from assessment.charts.figure import plain
from assessment.core.compared import NO_RESULT, ONLY_AGREED, Compared
from assessment.core.comparison import Bar
from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire
from assessment.core.standing import APART, INSUFFICIENT, NOTHING_COMMON, QUESTIONNAIRE, Refused
from assessment.core.suppression import FEW

# The column of names, that of numbers, the height of a row and of an axis; the axis stands anew above so many rows.
ROW, AXIS, BLOCK = 26, 22, 15
REASONS = (FEW, INSUFFICIENT, APART, NOTHING_COMMON, ONLY_AGREED)


def interval_plot(questionnaire: Questionnaire, say: Say, compared: Compared) -> AreaChart:
    """The areas in their given order, each with its bars, or with the reason why it has none."""
    plot = _Plot(questionnaire, say, tuple(_bars(compared)))
    number = sum(isinstance(bar, Bar) for _, bar in plot.bars)
    title = say("compare.interval.title")
    told = say("compare.interval.told", compared=number, areas=len(plot.bars))
    rows = (plot.columns, *(plot.row(name, bar) for name, bar in plot.bars))
    notes = [say("compare.interval.read"), *_notes(questionnaire, say, compared)]
    parts = Parts(say, "interval", title, told, rows, table_of(say, title, rows), keys=plot.keys, notes=notes)
    return parts.pictured(plot.draw) if plot.bars else parts.written("")


def _bars(compared: Compared) -> Iterable[tuple[str, Bar | Refused]]:
    for side in compared.sides:
        area = side.standing.area
        entry = compared.bars.get(area.id)
        yield area.name, entry.bar if entry is not None else compared.refused.get(area.id, Refused(NO_RESULT))


def _notes(q: Questionnaire, say: Say, compared: Compared) -> list[str]:
    """Over which domains the index is, and whether people answered in different ways."""
    names = [plain(q, say, f"domains.{q.domain_ids[d]}.name") for d in compared.domains]
    notes = [say("compare.interval.domains", number=len(names), names="; ".join(names))] if names else []
    return notes + [say("compare.interval.modes")] * (len(compared.modes) > 1)


@dataclass(frozen=True)
class _Plot:
    questionnaire: Questionnaire
    say: Say
    bars: tuple[tuple[str, Bar | Refused], ...]

    @property
    def keys(self) -> list[Key]:
        """The two bars, and what is not compared."""
        thin = Key(line("M-11 0H11", 1, 1.5), self.say("compare.interval.thin"))
        thick = Key(box(-11, -4, 22, 8, 'fill="currentColor" fill-opacity=".55"'), self.say("compare.interval.thick"))
        middle = Key('<circle r="4.5" fill="currentColor"/>', self.say("compare.interval.index"))
        return [middle, thick, thin, Key(hatched(-11, -7, 22, 14, 6), self.say("compare.interval.without"))]

    @property
    def columns(self) -> tuple[Cell, ...]:
        """The names of the columns of the rows."""
        names = ("area", "index", "thick_low", "thick_high", "thin_low", "thin_high", "note")
        return tuple(self.say(f"compare.column.{name}") for name in names)

    def row(self, name: str, bar: Bar | Refused) -> tuple[Cell, ...]:
        """An area's figures, or why it has none."""
        if isinstance(bar, Bar):
            return name, bar.index, *bar.thick, *bar.thin, ""
        return name, "", "", "", "", "", self._why(bar)

    def _why(self, refused: Refused) -> str:
        say = self.say
        if refused.reason == QUESTIONNAIRE:
            return other_version(self.questionnaire, say, refused.about[-1])
        return say(f"compare.why.{refused.reason}") if refused.reason in REASONS else say("compare.unknown")

    def draw(self, width: int) -> Drawing:
        """A row an area; the axis stands above every block of rows, so that it is never far."""
        left, right = (250, WIDE - 150) if width == WIDE else (128, width - 34)
        shapes, y = "", 0.0
        for start in range(0, len(self.bars), BLOCK):
            block = self.bars[start : start + BLOCK]
            shapes += self._axis(left, right, y + AXIS - 6, y + AXIS + ROW * len(block))
            y += AXIS
            for name, bar in block:
                shapes += self._drawn(name, bar, y + ROW / 2, left, right, width)
                y += ROW
        return Drawing(width, y + 4, shapes)

    def _axis(self, left: float, right: float, top: float, bottom: float) -> str:
        shapes, high = "", self.questionnaire.top
        for value in range(high + 1):
            x = left + (right - left) * value / high
            shapes += letters(x, top - 3, str(value), 12, "middle") + line(
                f"M{short(x)} {short(top)}V{short(bottom)}", 0.25
            )
        return shapes

    def _drawn(self, name: str, bar: Bar | Refused, y: float, left: float, right: float, width: int) -> str:
        size = 14 if width == WIDE else 12
        shapes = letters(0, y + 4.5, shortened(name, left - 10, size), size)
        if not isinstance(bar, Bar):
            return shapes + hatched(left, y - 7, 40, 14) + letters(left + 48, y + 4.5, self._why(bar), size - 1)
        (thin, thin_to), (thick, thick_to), at = (
            [left + (right - left) * value / self.questionnaire.top for value in values]
            for values in (bar.thin, bar.thick, (bar.index,))
        )
        shapes += line(f"M{short(thin)} {short(y)}H{short(thin_to)}", 1, 1.5)
        shapes += box(thick, y - 4.5, max(thick_to - thick, 1), 9, 'fill="currentColor" fill-opacity=".55"')
        shapes += f'<circle cx="{short(at[0])}" cy="{short(y)}" r="4.5" fill="currentColor"/>'
        low, high, value = map(self.say.number, (*bar.thin, bar.index))
        told = self.say("chart.slope.interval", value=value, low=low, high=high) if width == WIDE else value
        return shapes + letters(width, y + 4.5, told, size - 1, "end")
