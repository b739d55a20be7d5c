"""How the room's levels build up its phase: the domains, one after another, each with its level on the scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from assessment.charts.figure import chart, named, paragraph, phase_words, table
from assessment.charts.palette import EDGE, ink_on
from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire

WIDTH, HEIGHT, RADIUS, SMALL = 220, 40, 17, 5


def build_up(
    questionnaire: Questionnaire,
    say: Say,
    domains: Sequence[str],
    levels: Mapping[str, int],
    has_table: bool = True,
) -> str:
    """One row for each of these domains with its level, if it has one; they appear one after another, by style."""
    q, label = questionnaire, say("wall.build_up.label")
    chosen = [(id_, levels.get(id_)) for id_ in domains]
    rows = "".join(
        f'<li class="kp-grown"><span class="kp-name">{named(q, say, f"domains.{id_}.name")}</span>'
        f"{_scale(q, say, level)}</li>"
        for id_, level in chosen
    )
    body = f'<ol class="kp-steps-up">{rows}</ol>'
    if any(level is None for _, level in chosen):
        body += paragraph(say("wall.build_up.unknown"), "aside")
    if has_table:
        head = [escape(say("chart.table.domain")), escape(say("chart.table.level"))]
        body += table(
            say, label, head, [[named(q, say, f"domains.{id_}.name"), _words(q, say, level)] for id_, level in chosen]
        )
    return chart("build-up", label, body)


def _words(q: Questionnaire, say: Say, level: int | None) -> str:
    return escape(say("chart.profile.unknown") if level is None else phase_words(q, say, level))


def _scale(q: Questionnaire, say: Say, level: int | None) -> str:
    """The stops of the path with a disc at the level; its name says it."""
    middle = HEIGHT / 2
    shapes = f'<path d="M{_x(q, 0):g} {middle:g}H{_x(q, q.top):g}" stroke="{EDGE}" stroke-width="2"/>'
    for k, phase in enumerate(q.phases):
        if k != level:
            shapes += f'<circle cx="{_x(q, k):g}" cy="{middle:g}" r="{SMALL}" fill="{EDGE}"/>'
            continue
        shapes += (
            f'<circle cx="{_x(q, k):g}" cy="{middle:g}" r="{RADIUS}" fill="{phase.colour}" stroke="{EDGE}" '
            f'stroke-width="2"/><text x="{_x(q, k):g}" y="{middle + 8:g}" font-size="22" font-weight="700" '
            f'text-anchor="middle" fill="{ink_on(phase.colour)}">{k}</text>'
        )
    return (
        f'<svg class="kp-scale-of" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{_words(q, say, level)}">{shapes}</svg>'
    )


def _x(q: Questionnaire, k: int) -> float:
    return WIDTH * (k + 0.5) / len(q.phases)
