"""The views of one area beside one another: where a community, a group, municipal employees and a worker see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from assessment.charts.areas.drawing import LETTER, WIDE, Drawing, Key, letters, line, short, shortened
from assessment.charts.areas.frame import AreaChart, Cell, Parts, table_of
from assessment.charts.figure import phase_words, plain
from assessment.charts.palette import ink_on
from assessment.core.comparison import GAP, Gap
from assessment.core.municipality import MUNICIPAL, OUTSIDE_VIEW
from assessment.core.perspectives import AGREED, COMMUNITY, Perspectives, View
from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire

# The column of names on a wide screen, the head with the phases, on a narrow screen with their digits alone, the
# height of a row, and a mark's half width.
NAMES, HEAD, DIGITS, ROW, NAME_LINE, HALF = 250, 58, 28, 44, 24, 11
# Marks of one level stand so far apart: beside one another, on a narrow screen in two lines if there are more than two.
APART, LOWER = 25, 12.5


def perspectives_chart(questionnaire: Questionnaire, say: Say, found: Perspectives, title: str) -> AreaChart:
    """A row a domain, each view with its mark at its level; from two phases on the distance of two views is drawn."""
    views = _Views(questionnaire, say, found)
    said = views.said
    rows = (views.columns, *views.rows)
    parts = Parts(
        say=say,
        kind="views",
        title=title,
        told=f"{said} {views.told}",
        rows=rows,
        behind=table_of(say, title, rows),
        said=said,
        keys=views.keys,
        notes=[views.phases, say("area.views.note") if found.beside and found.to else ""],
    )
    return parts.pictured(views.draw)


def view_words(say: Say, view: View) -> str:
    """Whose view it is, and of how many."""
    whose = say(f"area.view.{view.whose}")
    if view.number is None or view.whose == OUTSIDE_VIEW:
        return whose
    people = say.count("told.people" if view.whose == AGREED else "area.views.answers", view.number)
    return f"{whose} ({people})"


@dataclass(frozen=True)
class _Views:
    questionnaire: Questionnaire
    say: Say
    found: Perspectives

    @property
    def domains(self) -> list[str]:
        """The names of the domains."""
        return [plain(self.questionnaire, self.say, f"domains.{id_}.name") for id_ in self.questionnaire.domain_ids]

    @property
    def gaps(self) -> Sequence[Gap | None]:
        """The gap of each domain, None where it is not known."""
        gaps = self.found.gaps if isinstance(self.found.gaps, tuple) else ()
        return [one if isinstance(one, Gap) else None for one in gaps] or [None] * len(self.domains)

    @property
    def said(self) -> str:
        """In how many domains two views lie apart, by name."""
        found = self.found
        if not (found.to and found.beside):
            return self.say("area.views.single")
        apart = [name for name, gap in zip(self.domains, self.gaps, strict=True) if gap and gap.flagged]
        if not apart:
            return self.say("area.views.near", gap=GAP)
        return self.say.count("area.views.apart", len(apart), names="; ".join(apart), gap=GAP)

    @property
    def told(self) -> str:
        """Every level in words."""
        whose = [(self.say(f"area.view.{view.whose}"), view) for view in self.found.views]
        return " ".join(
            f"{name}: {'; '.join(f'{words} – {_digit(view, d)}' for words, view in whose)}."
            for d, name in enumerate(self.domains)
        )

    @property
    def columns(self) -> tuple[Cell, ...]:
        """The names of the columns: the domain, the views, and their gap."""
        head = [self.say("chart.table.domain"), *(view_words(self.say, view) for view in self.found.views)]
        return (*head, self.say("area.views.gap")) if self.found.to and self.found.beside else tuple(head)

    @property
    def rows(self) -> list[tuple[Cell, ...]]:
        """A row a domain."""
        rows = []
        for d, name in enumerate(self.domains):
            row: list[Cell] = [name, *(self._level(view, d) for view in self.found.views)]
            if self.found.to and self.found.beside:
                row.append(self._gap(self.gaps[d]))
            rows.append(tuple(row))
        return rows

    def _level(self, view: View, d: int) -> str:
        level = view.levels[d]
        if not isinstance(level, int):
            return self.say("chart.profile.unknown")
        return phase_words(self.questionnaire, self.say, level)

    def _gap(self, gap: Gap | None) -> str:
        if gap is None:
            return "–"
        sign = "+" if gap.difference > 0 else "−" if gap.difference < 0 else ""
        return f"{sign}{abs(gap.difference)}"

    @property
    def keys(self) -> list[Key]:
        """The mark of each view."""
        return [
            Key(_mark(self.questionnaire, view.whose, None, 0, 0), view_words(self.say, view))
            for view in self.found.views
        ]

    @property
    def phases(self) -> str:
        """What the digits mean."""
        return "; ".join(phase_words(self.questionnaire, self.say, k) for k in range(len(self.questionnaire.phases)))

    def draw(self, width: int) -> Drawing:
        """The rows below a head with the phases; on a narrow screen each domain's name stands above its row."""
        is_wide, phases = width == WIDE, len(self.questionnaire.phases)
        left, head, high = (NAMES, HEAD, ROW) if is_wide else (0, DIGITS, ROW + NAME_LINE + 6)
        stops = [left + (width - left) * (k + 0.5) / phases for k in range(phases)]
        shapes = self._head(stops, (width - left) / phases if is_wide else 0)
        for d, name in enumerate(self.domains):
            top = head + d * high
            shapes += line(f"M0 {top:g}H{width:g}", 0.2)
            y = top + high / 2 + (0 if is_wide else NAME_LINE / 2)
            shapes += self._name(name, top, y, width, is_wide) + self._row(d, y, stops, is_wide)
        return Drawing(width, head + len(self.domains) * high + 4, shapes)

    def _head(self, stops: Sequence[float], room: float) -> str:
        """The phases above their columns, by digit, and by name where there is room."""
        shapes = ""
        for k, x in enumerate(stops):
            shapes += letters(x, 16, str(k), 15, "middle", True)
            name = plain(self.questionnaire, self.say, f"phases.{self.questionnaire.phase_ids[k]}.name")
            lines = wrap(name, int(room / (12 * LETTER)), max_lines=2, placeholder="…") if room else []
            shapes += "".join(letters(x, 33 + 15 * n, words, 12, "middle") for n, words in enumerate(lines))
        return shapes

    def _name(self, name: str, top: float, y: float, width: int, is_wide: bool) -> str:
        if not is_wide:
            return letters(0, top + 18, shortened(name, width, 13.5), 13.5, bold=True)
        lines = wrap(name, 30, max_lines=2, placeholder="…")
        return "".join(
            letters(0, y + 5 + 17 * (n - (len(lines) - 1) / 2), one, 14, bold=True) for n, one in enumerate(lines)
        )

    def _row(self, d: int, y: float, stops: Sequence[float], is_wide: bool) -> str:
        places, gap = self._places(d, y, stops, is_wide), self.gaps[d]
        here = sorted({x for x, _ in places.values()})
        shapes = _rail(stops[0], stops[-1], y, here, 0.25, 1)
        if gap and gap.flagged:
            one, other = sorted((places[self.found.to][0], places[self.found.beside][0]))
            shapes += _rail(one, other, y, here, 1, 4)
        shapes += "".join(
            f'<circle cx="{x:g}" cy="{y:g}" r="3" fill="currentColor" fill-opacity=".35"/>'
            for x in stops
            if all(abs(x - mark) > HALF + 3 for mark in here)
        )
        for view in self.found.views:
            level = view.levels[d]
            if isinstance(level, int):
                shapes += _mark(self.questionnaire, view.whose, level, *places[view.whose])
        return shapes

    def _places(self, d: int, y: float, stops: Sequence[float], is_wide: bool) -> Mapping[str, tuple[float, float]]:
        """Where each view's mark stands."""
        at: dict[int, list[str]] = {}
        for view in self.found.views:
            level = view.levels[d]
            if isinstance(level, int):
                at.setdefault(level, []).append(view.whose)
        found = {}
        for level, here in at.items():
            columns = len(here) if is_wide or len(here) < 3 else 2
            for i, whose in enumerate(here):
                x = stops[level] + (i % columns - (columns - 1) / 2) * APART
                found[whose] = (x, y if columns == len(here) else y + (LOWER if i >= columns else -LOWER))
        return found


def _digit(view: View, d: int) -> str:
    level = view.levels[d]
    return str(level) if isinstance(level, int) else "?"


def _rail(start: float, end: float, y: float, marks: Sequence[float], strength: float, width: float) -> str:
    """A line that leaves out the marks, for not all of them are filled."""
    path, x = "", start
    for mark in marks:
        if start <= mark <= end or abs(mark - start) < HALF or abs(mark - end) < HALF:
            path += f"M{short(x)} {y:g}H{short(mark - HALF)}" if mark - HALF > x else ""
            x = max(x, mark + HALF)
    path += f"M{short(x)} {y:g}H{short(end)}" if end > x else ""
    return line(path, strength, width) if path else ""


def _mark(q: Questionnaire, whose: str, level: int | None, x: float, y: float) -> str:
    """A view's mark: a disc, a square, a diamond or a dashed hexagon. Results are filled, other views are not."""
    colour = q.phases[level].colour if level is not None else "none"
    shape, look, ink = (
        f'circle cx="{x:g}" cy="{y:g}" r="{HALF - 1}"',
        f'fill="{colour}" stroke-width="1.5"',
        "currentColor",
    )
    if whose in (COMMUNITY, AGREED):
        ink = ink_on(colour) if level is not None else ink
    if whose == AGREED:
        side = 2 * HALF - 3
        shape = f'rect x="{short(x - side / 2)}" y="{short(y - side / 2)}" width="{side}" height="{side}" rx="2"'
    if whose == MUNICIPAL:
        shape = _polygon(x, y, ((0, -HALF - 2), (HALF + 2, 0), (0, HALF + 2), (-HALF - 2, 0)))
    if whose == OUTSIDE_VIEW:
        shape = _polygon(x, y, ((-5.5, -10), (5.5, -10), (11, 0), (5.5, 10), (-5.5, 10), (-11, 0)))
    if whose in (MUNICIPAL, OUTSIDE_VIEW):
        dashes = ' stroke-dasharray="3 2"' if whose == OUTSIDE_VIEW else ""
        look = f'fill="none" stroke-width="2"{dashes}'
    digit = "" if level is None else _in_the_middle(x, y, str(level), ink)
    return f'<{shape} {look} stroke="currentColor"/>{digit}'


def _polygon(x: float, y: float, corners: Sequence[tuple[float, float]]) -> str:
    return f'polygon points="{" ".join(f"{short(x + dx)},{short(y + dy)}" for dx, dy in corners)}"'


def _in_the_middle(x: float, y: float, digit: str, ink: str) -> str:
    return (
        f'<text x="{short(x)}" y="{short(y + 4.7)}" font-size="13" font-weight="700" text-anchor="middle" fill="{ink}">'
        f"{digit}</text>"
    )
