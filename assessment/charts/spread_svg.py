"""One domain as a small picture: the scale of phases with a disc at its level, and how the answers are spread."""

from __future__ import annotations

from html import escape
from textwrap import wrap

from assessment.charts.figure import picture, plain
from assessment.charts.palette import ink_on
from assessment.core.ports import Say
from assessment.core.questionnaire import Phase, Questionnaire
from assessment.core.released import Distribution

WIDTH, DK, GAP = 220, 64, 12  # of the columns of all phases, of that for "don't know", and between them
BAR, ROOM, FOOT = 56, 18, 34  # the highest bar, its number above it, and the stops below
RADIUS, SMALL = 14, 5
LETTERS = 9


def spread_svg(
    questionnaire: Questionnaire,
    say: Say,
    label: str,
    level: int | None,
    spread: Distribution | None,
    highest: int,
) -> str:
    """The scale, and above it a bar with its number for each answer. `highest` is the number of the highest bar."""
    q = questionnaire
    if spread is None:
        shapes = _line(f"M{_x(q, 0):g} {FOOT / 2:g}H{_x(q, q.top):g}", 0.3)
        shapes += "".join(_stop(q, k, phase, level, FOOT / 2, False) for k, phase in enumerate(q.phases))
        return picture("spread", WIDTH, FOOT, label, "", shapes)
    base = ROOM + BAR
    shapes = "".join(
        _bar(_x(q, k), base, number, highest, f'fill="{phase.colour}"', k == level)
        + _stop(q, k, phase, level, base + FOOT / 2 + 2, True)
        for k, (phase, number) in enumerate(zip(q.phases, spread.levels, strict=True))
    )
    x = WIDTH + GAP + DK / 2
    shapes += _bar(x, base, spread.dk, highest, 'fill="none" stroke-dasharray="4 3"', False)
    shapes += _line(f"M0 {base:g}H{WIDTH:g}M{WIDTH + GAP:g} {base:g}h{DK:g}", 1)
    shapes += "".join(
        _letters(x, base + 15 + 14 * row, line, 13) for row, line in enumerate(wrap(plain(q, say, "dk"), LETTERS)[:2])
    )
    return picture("spread", WIDTH + GAP + DK, base + FOOT + 2, label, spread_words(q, say, spread), shapes)


def spread_words(questionnaire: Questionnaire, say: Say, spread: Distribution) -> str:
    """How many chose each level and how many did not know, in words."""
    told = [f"{level}: {number}" for level, number in enumerate(spread.levels)]
    return say("chart.spread.told", numbers="; ".join([*told, f"{plain(questionnaire, say, 'dk')}: {spread.dk}"]))


def _bar(x: float, base: float, number: int, highest: int, fill: str, is_level: bool) -> str:
    """A bar with its number above it; of nobody there is none."""
    if not number:
        return ""
    high, half = BAR * number / highest, 14
    return (
        f'<rect x="{x - half:g}" y="{base - high:g}" width="{2 * half}" height="{high:g}" {fill} '
        f'stroke="currentColor" stroke-width="1.5"/>{_letters(x, base - high - 4, str(number), 14, is_level)}'
    )


def _stop(q: Questionnaire, k: int, phase: Phase, level: int | None, y: float, with_digit: bool) -> str:
    x = _x(q, k)
    if k == level:
        return (
            f'<circle cx="{x:g}" cy="{y:g}" r="{RADIUS}" fill="{phase.colour}" stroke="currentColor" stroke-width="2"/>'
            f'<text x="{x:g}" y="{y + 5.5:g}" font-size="16" font-weight="700" text-anchor="middle" '
            f'fill="{ink_on(phase.colour)}">{k}</text>'
        )
    if with_digit:
        return _letters(x, y + 5, str(k), 14)
    return f'<circle cx="{x:g}" cy="{y:g}" r="{SMALL}" fill="currentColor" fill-opacity=".4"/>'


def _line(path: str, strength: float) -> str:
    return f'<path d="{path}" stroke="currentColor" stroke-opacity="{strength:g}" stroke-width="1.5"/>'


def _letters(x: float, y: float, words: str, size: int, bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size}"{weight} text-anchor="middle" '
        f'fill="currentColor">{escape(words)}</text>'
    )


def _x(q: Questionnaire, k: int) -> float:
    return WIDTH * (k + 0.5) / len(q.phases)
