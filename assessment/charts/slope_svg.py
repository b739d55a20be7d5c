"""The two pictures of change over rounds: the phases as slopes, and the index with its intervals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from assessment.charts.figure import picture, plain
from assessment.charts.palette import BACK, FORWARD, ink_on
from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire
from assessment.core.released import Index

WIDTH, LEFT, ROW, TOP = 360, 156, 48, 30
RADIUS, SIGN = 13, 14
# So many letters of 13 units fit: of a phase's name beside the path, and of a round's name for each unit of room.
NAME_LETTERS, LETTER, LINE = 15, 7.2, 15
# The index is drawn over so many units for the range that it takes, which is taken to be at least one phase.
HIGH, LEAST = 80, 1.0

SURE_UP, SURE_DOWN, UNSURE, BROKEN = "up", "down", "unsure", "broken"


@dataclass(frozen=True)
class Point:
    """A round as it is drawn. `level` and `index` are None where they are not known or not shown; `is_beside` says that
    a state beside the path holds."""

    period: str
    level: int | None
    index: Index | None
    is_beside: bool = False


def phases_svg(
    questionnaire: Questionnaire, say: Say, label: str, told: str, points: Sequence[Point], links: Sequence[str]
) -> str:
    """A row for each phase, the last one on top, a column for each round, and a slope where two may be compared."""
    q = questionnaire
    unknown = any(point.level is None for point in points)
    rows = len(q.phases) + unknown

    def y(point: Point) -> float:
        return TOP + ROW * (q.top - point.level if point.level is not None else rows - 1)

    shapes = "".join(_row(q, say, level) for level in range(len(q.phases)))
    if unknown:
        shapes += _name(say("chart.profile.unknown"), TOP + ROW * (rows - 1)) + _rule(TOP + ROW * (rows - 1))
    foot = TOP + ROW * (rows - 1) + 30
    shapes += _links(points, links, LEFT, y, foot, lambda point: point.level is None)
    for i, point in enumerate(points):
        shapes += _point(q, point, _x(points, i, LEFT), y(point))
    below = [say("chart.path.side") if point.is_beside else "" for point in points]
    shapes, depth = _with_periods(shapes, points, below, LEFT, foot)
    return picture("slope", WIDTH, foot + depth, label, told, shapes)


def index_svg(say: Say, label: str, told: str, points: Sequence[Point], links: Sequence[str]) -> str:
    """The index of each round with its interval, both written beside what is drawn."""
    known = [point.index for point in points if point.index]
    low, high = min(index.low for index in known), max(index.high for index in known)
    scale = HIGH / max(high - low, LEAST)

    def height(value: float) -> float:
        return 22 + HIGH - (value - low) * scale

    def y(point: Point) -> float:
        return height(point.index.value) if point.index else 22 + HIGH / 2

    foot = 22 + HIGH + 24
    shapes = _links(points, links, 0, y, foot, lambda point: point.index is None)
    for i, point in enumerate(points):
        x = _x(points, i, 0)
        if point.index is None:
            shapes += _letters(x, y(point) + 5, "?", 16, "middle")
            continue
        top, bottom = height(point.index.high), height(point.index.low)
        path = f"M{x:g} {top:g}V{bottom:g}M{x - 6:g} {top:g}h12M{x - 6:g} {bottom:g}h12"
        place = bottom + 17 if _is_valley(points, i) else top - 7
        shapes += (
            f'<path d="{path}" fill="none" stroke="currentColor" stroke-width="2"/>'
            f'<circle cx="{x:g}" cy="{y(point):g}" r="6" fill="currentColor"/>'
            + _letters(x, place, say.number(point.index.value), 15, "middle", True)
        )
    below = [f"{say.number(point.index.low)}–{say.number(point.index.high)}" if point.index else "" for point in points]
    shapes, depth = _with_periods(shapes, points, below, 0, foot)
    return picture("slope", WIDTH, foot + depth, label, told, shapes)


def _is_valley(points: Sequence[Point], i: int) -> bool:
    """Whether the slopes go up from here, so that its number has its place below."""
    here = points[i].index
    beside = [point.index.value for point in (*points[max(i - 1, 0) : i], *points[i + 1 : i + 2]) if point.index]
    return here is not None and any(value > here.value for value in beside) and min(beside) >= here.value


def _x(points: Sequence[Point], i: int, left: int) -> float:
    return left + (WIDTH - left) * (i + 0.5) / len(points)


def _row(q: Questionnaire, say: Say, level: int) -> str:
    y, phase = TOP + ROW * (q.top - level), q.phases[level]
    sign = (
        f'<circle cx="{SIGN}" cy="{y}" r="11" fill="{phase.colour}" stroke="currentColor" stroke-width="1"/>'
        f'<text x="{SIGN}" y="{y + 5}" font-size="14" font-weight="700" text-anchor="middle" '
        f'fill="{ink_on(phase.colour)}">{level}</text>'
    )
    return sign + _name(plain(q, say, f"phases.{phase.id}.name"), y) + _rule(y)


def _name(name: str, y: float) -> str:
    lines = _lines(name, NAME_LETTERS)
    first = y + 4.5 - LINE * (len(lines) - 1) / 2
    return "".join(_letters(SIGN + 18, first + LINE * n, line, 13, "start") for n, line in enumerate(lines))


def _rule(y: float) -> str:
    return f'<path d="M{LEFT} {y:g}H{WIDTH}" stroke="currentColor" stroke-opacity=".2" stroke-width="1"/>'


def _links(
    points: Sequence[Point],
    links: Sequence[str],
    left: int,
    y: Callable[[Point], float],
    foot: float,
    is_gap: Callable[[Point], bool],
) -> str:
    """A line where two rounds may be compared: in colour, thick and whole only if the change is sure. Else a break."""
    shapes = []
    for i, link in enumerate(links):
        (x, here), (to, there) = (_x(points, i, left), points[i]), (_x(points, i + 1, left), points[i + 1])
        if link == BROKEN:
            shapes.append(_break((x + to) / 2, foot))
        elif not (is_gap(here) or is_gap(there)):
            shapes.append(f'<path d="M{x:g} {y(here):g}L{to:g} {y(there):g}" fill="none" {_stroke(link)}/>')
    return "".join(shapes)


def _stroke(link: str) -> str:
    if link == UNSURE:
        return 'stroke="currentColor" stroke-opacity=".6" stroke-width="2" stroke-dasharray="6 5"'
    return f'stroke="{FORWARD if link == SURE_UP else BACK}" stroke-width="5"'


def _break(x: float, foot: float) -> str:
    """A line across with two short strokes through it: what is left and right of it is not of one measure."""
    middle = (TOP - 18 + foot) / 2
    across = f"M{x:g} {TOP - 18}V{middle - 7:g}M{x:g} {middle + 7:g}V{foot:g}"
    strokes = f"M{x - 9:g} {middle + 6:g}l8 -12M{x + 1:g} {middle + 6:g}l8 -12"
    return (
        f'<path d="{across}" stroke="currentColor" stroke-opacity=".6" stroke-width="1.5" stroke-dasharray="2 4"/>'
        f'<path d="{strokes}" stroke="currentColor" stroke-width="2"/>'
    )


def _point(q: Questionnaire, point: Point, x: float, y: float) -> str:
    if point.level is None:
        return (
            f'<circle cx="{x:g}" cy="{y:g}" r="{RADIUS}" fill="none" stroke="currentColor" stroke-width="1.5"/>'
            + _letters(x, y + 5.5, "?", 16, "middle", True)
        )
    phase, dashes = q.phases[point.level], ' stroke-dasharray="4 3"'
    ring = (
        f'<circle cx="{x:g}" cy="{y:g}" r="{RADIUS + 5}" fill="none" stroke="currentColor" stroke-width="2"{dashes}/>'
    )
    return (
        f'<circle cx="{x:g}" cy="{y:g}" r="{RADIUS}" fill="{phase.colour}" stroke="currentColor" stroke-width="2"/>'
        f'<text x="{x:g}" y="{y + 5.5:g}" font-size="16" font-weight="700" text-anchor="middle" '
        f'fill="{ink_on(phase.colour)}">{point.level}</text>{ring if point.is_beside else ""}'
    )


def _with_periods(
    shapes: str, points: Sequence[Point], below: Sequence[str], left: int, foot: float
) -> tuple[str, float]:
    """The names of the rounds, the last one in bold, and what stands `below` each; and how deep they reach."""
    letters = int((WIDTH - left) / len(points) / LETTER)
    depth = 0
    for i, point in enumerate(points):
        names = _lines(point.period, letters) or ["–"]
        more = [below[i]] if len(below[i]) <= letters + 1 else _lines(below[i], letters)
        for n, line in enumerate(names + more):
            is_now = i == len(points) - 1 and n < len(names)
            shapes += _letters(_x(points, i, left), foot + 16 + LINE * n, line, 13, "middle", is_now)
        depth = max(depth, len(names) + len(more))
    return shapes, 16 + LINE * depth


def _lines(words: str, letters: int) -> list[str]:
    """As SVG does not wrap by itself; what does not fit in three lines is in the table."""
    return wrap(words, letters, max_lines=3, placeholder="…")


def _letters(x: float, y: float, words: str, size: int, anchor: str, bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size}"{weight} text-anchor="{anchor}" '
        f'fill="currentColor">{escape(words)}</text>'
    )
