"""What the charts of a municipality share: a chart as a value, and how it stands on a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from assessment.charts.areas.drawing import NARROW, WIDE, Drawing, Key, kept
from assessment.charts.figure import chart, picture, table
from assessment.core.ports import Say

# Behind that of the other charts; only pages of the municipality show these.
STYLE = Path(__file__).parent / "areas.css"

Cell = str | int | float
# Makes the drawing of a chart for a width.
Draw = Callable[[int], Drawing]


@dataclass(frozen=True)
class AreaChart:
    """A chart of many areas.

    `kind` tells it from others, also in names of files; `told` says in words what it shows; `html` stands on a page:
    title, words, picture and the table behind it. `svg` is the whole picture to keep, empty where nothing could be
    drawn; `rows` are what it was drawn from, the names of the columns first.
    """

    kind: str
    title: str
    told: str
    html: str
    svg: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Parts:
    """What a chart is made of besides its picture. `said` is written where `told` would repeat the legend."""

    say: Say
    kind: str
    title: str
    told: str
    rows: tuple[tuple[Cell, ...], ...]
    behind: str
    said: str = ""
    keys: Sequence[Key] = ()
    notes: Sequence[str] = ()

    def pictured(self, draw: Draw, over: Callable[[int], str] | None = None) -> AreaChart:
        """The chart with its picture for a wide and for a narrow screen; `over` makes what lies on it on the page."""
        drawn, body = {size: draw(size) for size in (WIDE, NARROW)}, ""
        for size, name in ((WIDE, "wide"), (NARROW, "narrow")):
            found = drawn[size]
            shown = picture(f"area-{name}", found.width, found.height, self.title, self.told, found.shapes)
            body += f'<div class="kp-{name}">{shown}{over(size) if over else ""}</div>'
        return self.written(body, drawn[WIDE])

    def written(self, body: str, drawing: Drawing | None = None) -> AreaChart:
        """The chart with this HTML for its picture, the drawing being what is kept of it."""
        head = (
            f'<h2>{escape(self.title)}</h2><p class="kp-told">{escape(self.said or self.told)}</p>{legend(self.keys)}'
        )
        notes = [note for note in self.notes if note]
        small = "".join(f'<p class="kp-small">{escape(note)}</p>' for note in notes)
        html = chart(f"areas kp-{self.kind}", self.title, f"{head}{body}{small}{self.behind}")
        told = (self.said or self.told, *notes)
        svg = kept(self.title, drawing, self.keys, told, self.say.mark) if drawing else ""
        return AreaChart(self.kind, self.title, self.told, html, svg, self.rows)


def legend(keys: Sequence[Key]) -> str:
    """What the signs mean, as a list."""
    signs = "".join(
        f'<li><svg class="kp-key" xmlns="http://www.w3.org/2000/svg" viewBox="-12 -12 24 24" aria-hidden="true">'
        f"{key.sign}</svg><span>{escape(key.words)}</span></li>"
        for key in keys
    )
    return f'<ul class="kp-keys">{signs}</ul>' if keys else ""


def table_of(say: Say, title: str, rows: Sequence[Sequence[Cell]]) -> str:
    """The rows as a table that opens; the first one names the columns."""
    head, *body = [[escape(str(cell)) for cell in row] for row in rows]
    return table(say, title, head, body)
