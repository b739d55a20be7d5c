"""Small multiples: the profiles of a few areas side by side, each on the same scale."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from textwrap import wrap

from assessment.charts.areas.drawing import WIDE, Drawing, Key, folded, hatched, letters, line, shortened
from assessment.charts.areas.frame import AreaChart, Cell, Parts, table_of
from assessment.charts.areas.marks import Mark, Pen, hatched_disc, mark_of, mark_words
from assessment.charts.areas.standings import why_without
from assessment.charts.figure import picture, plain
from assessment.core.compared import Compared
from assessment.core.overview import AreaStanding, Picture
from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire

FEWEST, MOST = 2, 6
# One panel: its width, the column of names, the height of a row; in the picture to keep three stand side by side.
PANEL, NAMES, ROW, GAP = 282, 166, 32, 27
TITLE, NAME = 58, 11.5


def profiles(questionnaire: Questionnaire, say: Say, compared: Compared) -> AreaChart:
    """The profile of each area, in the given order: at most `MOST` of them."""
    areas = tuple(side.standing for side in compared.sides)[:MOST]
    small = _Profiles(questionnaire, say, areas, compared.picture)
    title = say("compare.profiles.title")
    if len(areas) < FEWEST:
        told = say("compare.profiles.pick", fewest=FEWEST, most=MOST)
        return Parts(say, "profiles", title, told, (small.columns,), "").written("")
    told, said = " ".join(small.told(one) for one in areas), say("compare.profiles.said")
    rows = (small.columns, *small.rows)
    parts = Parts(say, "profiles", title, told, rows, table_of(say, title, rows), said, small.keys)
    return parts.written(small.html, small.drawing)


@dataclass(frozen=True)
class _Profiles:
    questionnaire: Questionnaire
    say: Say
    areas: tuple[AreaStanding, ...]
    picture: Picture

    @property
    def domains(self) -> list[str]:
        """The names of the domains."""
        return [plain(self.questionnaire, self.say, f"domains.{id_}.name") for id_ in self.questionnaire.domain_ids]

    @property
    def keys(self) -> list[Key]:
        """What the discs mean."""
        q, pen = self.questionnaire, Pen(self.questionnaire, self.say)
        keys = [Key(pen.draw(Mark(id_), 0, 0, 9), plain(q, self.say, f"phases.{id_}.name")) for id_ in q.phase_ids]
        return [*keys, Key(hatched_disc(0, 0, 8), self.say("compare.unknown"))]

    @property
    def columns(self) -> tuple[Cell, ...]:
        """The names of the columns: the domain, and the areas."""
        return (self.say("chart.table.domain"), *(one.area.name for one in self.areas))

    @property
    def rows(self) -> list[tuple[Cell, ...]]:
        """A row a domain, a column an area."""
        levels = [self._levels(one) for one in self.areas]
        found: list[tuple[Cell, ...]] = []
        for d, name in enumerate(self.domains):
            found.append(
                (name, *(self.say("compare.unknown") if (level := own[d]) is None else level for own in levels))
            )
        return found

    def told(self, one: AreaStanding) -> str:
        """An area's profile in words."""
        pairs = zip(self.domains, self._levels(one), strict=True)
        unknown = self.say("compare.unknown")
        return f"{one.area.name}: {'; '.join(f'{name} – {unknown if k is None else k}' for name, k in pairs)}."

    def _levels(self, one: AreaStanding) -> tuple[int | None, ...]:
        shown = one.counted or one.latest
        if shown is None or self._why(one):
            return (None,) * len(self.questionnaire.domains)
        return shown.levels

    def _why(self, one: AreaStanding) -> str:
        return why_without(self.questionnaire, self.say, self.picture, one.counted or one.latest)

    def _below(self, one: AreaStanding) -> str:
        """What stands below an area's name: its phase and the round, or why there is none."""
        shown, why = one.counted or one.latest, self._why(one)
        if shown is None or why:
            return why
        words = mark_words(self.questionnaire, self.say, mark_of(self.questionnaire, one))
        return f"{words} · {shown.period}"

    @property
    def html(self) -> str:
        """A panel an area, as many beside one another as have room."""
        panels = "".join(
            f"<figure><figcaption><h3>{escape(one.area.name)}</h3><p>{escape(self._below(one))}</p></figcaption>"
            + picture("panel", PANEL, ROW * len(self.domains), one.area.name, self.told(one), self._panel(one))
            + "</figure>"
            for one in self.areas
        )
        return f'<div class="kp-panels">{panels}</div>'

    @property
    def drawing(self) -> Drawing:
        """The panels in one picture, three in a row."""
        shapes, high = "", TITLE + ROW * len(self.domains) + GAP
        for i, one in enumerate(self.areas):
            x, y = (i % 3) * (PANEL + GAP), (i // 3) * high
            head = letters(0, 16, shortened(one.area.name, PANEL, 16), 15, bold=True)
            for n, words in enumerate(wrap(self._below(one), int(PANEL / 6.5), max_lines=2, placeholder="…")):
                head += letters(0, 33 + 14 * n, words, 11.5)
            panel = f'<g transform="translate(0 {TITLE})">{self._panel(one)}</g>'
            shapes += f'<g transform="translate({x} {y})">{head}{panel}</g>'
        return Drawing(WIDE, high * -(-len(self.areas) // 3), shapes)

    def _panel(self, one: AreaStanding) -> str:
        q, pen, shapes = self.questionnaire, Pen(self.questionnaire, self.say), ""
        step = (PANEL - NAMES) / len(q.phases)
        for d, (name, level) in enumerate(zip(self.domains, self._levels(one), strict=True)):
            y = ROW * (d + 0.5)
            lines = folded(name, NAMES, NAME, 2)
            for n, words in enumerate(lines):
                shapes += letters(0, y + 4 + 13 * n - 6.5 * (len(lines) - 1), words, NAME)
            if level is None:
                shapes += hatched(NAMES + step * 0.2, y - 7, PANEL - NAMES - step * 0.4, 14)
                continue
            shapes += line(f"M{NAMES + step / 2:g} {y:g}H{PANEL - step / 2:g}", 0.25)
            stops = [NAMES + step * (k + 0.5) for k in range(len(q.phases))]
            shapes += "".join(
                f'<circle cx="{x:g}" cy="{y:g}" r="3" fill="currentColor" fill-opacity=".35"/>'
                for k, x in enumerate(stops)
                if k != level
            )
            shapes += pen.draw(Mark(q.phase_ids[level]), stops[level], y, 11)
        return shapes
