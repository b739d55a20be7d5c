"""The marks of a workshop's charts: a level as a disc, a number as a bar. Seen in both themes, whatever is behind."""

from __future__ import annotations

from assessment.charts.palette import EDGE, ink_on
from assessment.core.questionnaire import Questionnaire

SIZE, RADIUS = 40, 18
LONG, HIGH = 100, 10


def disc(questionnaire: Questionnaire, level: int) -> str:
    """A level as a disc in its phase's colour with its digit, which is also its name to a screen reader."""
    colour, middle = questionnaire.phases[level].colour, SIZE / 2
    return (
        f'<svg class="kp-disc" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" role="img" '
        f'aria-label="{level}"><circle cx="{middle:g}" cy="{middle:g}" r="{RADIUS}" fill="{colour}" stroke="{EDGE}" '
        f'stroke-width="2"/><text x="{middle:g}" y="{middle + 8:g}" font-size="23" font-weight="700" '
        f'text-anchor="middle" fill="{ink_on(colour)}">{level}</text></svg>'
    )


def ring() -> str:
    """An empty ring, as on the phones: while people choose, no description has a number or a colour to go by."""
    middle = SIZE / 2
    return (
        f'<svg class="kp-disc" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" aria-hidden="true">'
        f'<circle cx="{middle:g}" cy="{middle:g}" r="12" fill="none" stroke="{EDGE}" stroke-width="3"/></svg>'
    )


def bar(questionnaire: Questionnaire, level: int, number: int, highest: int) -> str:
    """A number as a bar, the longest for `highest`; it stretches to the room it gets. Of nobody there is none."""
    long = LONG * number / max(1, highest)
    drawn = (
        f'<rect width="{long:.4g}" height="{HIGH}" fill="{questionnaire.phases[level].colour}" stroke="{EDGE}" '
        'stroke-width="3" vector-effect="non-scaling-stroke"/>'
        if number
        else ""
    )
    return (
        f'<svg class="kp-bar" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LONG} {HIGH}" '
        f'preserveAspectRatio="none" aria-hidden="true">{drawn}</svg>'
    )
