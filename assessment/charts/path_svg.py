"""The path of phases as one small SVG without style or script: for pages that allow neither inside them."""

from __future__ import annotations

from html import escape
from textwrap import wrap

from assessment.charts.palette import ink_on
from assessment.core.ports import Say
from assessment.core.questionnaire import Phase, Questionnaire

# It runs downwards, so that the names fit beside the stops on a narrow phone.
WIDTH, ROW, MARGIN, LEFT, RADIUS = 320, 58, 32, 28, 17
# SVG does not wrap by itself: so many bold letters fit, also in a wide font.
LETTERS, TEXT, LINE = 20, 62, 19


def path_svg(
    questionnaire: Questionnaire,
    say: Say,
    here: int | None = None,
    state: str | None = None,
    flag: str = "chart.path.here",
) -> str:
    """The path with its stops numbered; `here` is the own phase, `state` the own state: a phase's or a side state's id.

    The own place has a second ring, bold letters and a flag in words. In a side state it stands there, and the phase
    that the topics give is flagged as just that. `flag` is the id of the flag's words: by whose answers it is here.
    """
    beside = state in [side.id for side in questionnaire.states]
    on_path = say("chart.path.topics" if beside else flag)
    stops, rows = [], len(questionnaire.phases)
    for level, phase in enumerate(questionnaire.phases):
        name = _name(questionnaire, say, f"phases.{phase.id}")
        stops.append(_stop(level, phase, str(level), name, on_path if level == here else ""))
    for row, side in enumerate(questionnaire.states, rows):
        name = _name(questionnaire, say, f"states.{side.id}")
        mark = say(flag) if side.id == state else ""
        stops.append(_stop(row, side, say("chart.path.side"), name, mark, is_side=True))
    told = escape(_told(questionnaire, say, here, state, flag))
    height = MARGIN * 2 + ROW * (rows + len(questionnaire.states) - 1)
    line = f'<path d="M{LEFT} {_y(0)}V{_y(rows - 1)}" stroke="currentColor" stroke-width="3"/>'
    return (
        f'<svg class="path" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-labelledby="path-title path-desc"><title id="path-title">{escape(say("chart.path.label"))}</title>'
        f'<desc id="path-desc">{told}</desc>{line}{"".join(stops)}</svg>'
    )


def _stop(row: int, phase: Phase, sign: str, name: str, flag: str, is_side: bool = False) -> str:
    y, dashes = _y(row), ' stroke-dasharray="4 3"' if is_side else ""
    ring = f'<circle cx="{LEFT}" cy="{y}" r="{RADIUS + 5}" fill="none" stroke="currentColor" stroke-width="3"/>'
    bold = ' font-weight="700"' if flag else ""
    lines = [(line, f' font-size="17"{bold}') for line in wrap(name, LETTERS)] + [(flag, ' font-size="14"')] * bool(
        flag
    )
    first = y + 6 - LINE * (len(lines) - 1) / 2
    words = "".join(
        f'<text x="{TEXT}" y="{first + LINE * n:g}"{style} fill="currentColor">{escape(line)}</text>'
        for n, (line, style) in enumerate(lines)
    )
    return (
        f'<circle cx="{LEFT}" cy="{y}" r="{RADIUS}" fill="{phase.colour}" stroke="currentColor" '
        f'stroke-width="1.5"{dashes}/>{ring if flag else ""}'
        f'<text x="{LEFT}" y="{y + 6}" font-size="17" font-weight="700" text-anchor="middle" '
        f'fill="{ink_on(phase.colour)}">{escape(sign)}</text>'
        f"{words}"
    )


def _told(questionnaire: Questionnaire, say: Say, here: int | None, state: str | None, flag: str) -> str:
    """The picture in a sentence for each stop."""
    beside = state in [side.id for side in questionnaire.states]
    told = []
    for level, phase in enumerate(questionnaire.phases):
        words = f" ({say('chart.path.topics' if beside else flag)})" if level == here else ""
        told.append(f"{level}. {_name(questionnaire, say, f'phases.{phase.id}')}{words}")
    for side in questionnaire.states:
        words = f" ({say(flag)})" if side.id == state else ""
        told.append(f"{_name(questionnaire, say, f'states.{side.id}')}{words}. {say('chart.path.beside')}")
    return "; ".join(told) + "."


def _name(questionnaire: Questionnaire, say: Say, path: str) -> str:
    return questionnaire.text(f"{path}.name", say.language).shown_in(say.language)


def _y(row: int) -> int:
    return MARGIN + row * ROW
