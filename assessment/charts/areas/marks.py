"""How an area is marked in pictures: by colour and by a digit or shape, so that colour is never alone; and in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

from assessment.charts.areas.drawing import line, short
from assessment.charts.figure import phase_words, plain
from assessment.charts.palette import ink_on
from assessment.core.overview import OTHER_VERSION, UNKNOWN, AreaStanding, SharedResult
from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire

# The label of a phase that is sure; all others are ringed.
CLEAR = "clear"
# So far outside a mark its ring is.
RING = 3
# Half the width of the arrow of fading signs, and how far it reaches below the mark, in radii.
ARROW, DEEP = 0.42, 0.62


@dataclass(frozen=True)
class Mark:
    """What is drawn of an area. `counted_as` is the id of a phase or state, or says that no phase is known."""

    counted_as: str
    is_agreed: bool = False
    is_unsure: bool = False
    has_signs: bool = False


def mark_of(questionnaire: Questionnaire, standing: AreaStanding) -> Mark:
    """The mark of an area by the result that it is counted by."""
    shown = standing.counted
    if shown is None or standing.counted_as in (UNKNOWN, OTHER_VERSION):
        return Mark(standing.counted_as)
    # In the first phase there is nothing that could fade any more, and beside the path the state says it.
    may_fade = standing.counted_as in questionnaire.phase_ids[1:]
    return Mark(standing.counted_as, standing.is_agreed, is_unsure(shown), may_fade and shown.fading_signs)


def is_unsure(result: SharedResult) -> bool:
    """Whether other phases are possible too. An answer that was agreed on is as it is."""
    return result.label not in (None, CLEAR) or (result.range is not None and result.range[0] < result.range[1])


def mark_words(questionnaire: Questionnaire, say: Say, mark: Mark) -> str:
    """The mark in words."""
    told = [state_words(questionnaire, say, mark.counted_as)]
    told += [say(f"compare.mark.{name}") for name in _further(mark)]
    return "; ".join(told)


def _further(mark: Mark) -> list[str]:
    holds = {"agreed": mark.is_agreed, "unsure": mark.is_unsure, "signs": mark.has_signs}
    return [name for name, is_so in holds.items() if is_so]


def state_words(questionnaire: Questionnaire, say: Say, counted_as: str) -> str:
    """What an area is counted as: its phase, the state beside the path, or that none is known."""
    if counted_as in questionnaire.phase_ids:
        return phase_words(questionnaire, say, questionnaire.phase_ids.index(counted_as))
    if counted_as in (UNKNOWN, OTHER_VERSION):
        return say(f"compare.{counted_as}")
    return f"{say('chart.path.side')} {plain(questionnaire, say, f'states.{counted_as}.name')}"


def colour_of(questionnaire: Questionnaire, counted_as: str) -> str | None:
    """The colour of a phase or state; None where there is none."""
    lives = questionnaire.phases + questionnaire.states
    return next((life.colour for life in lives if life.id == counted_as), None)


@dataclass(frozen=True)
class Pen:
    """Draws the marks of one questionnaire in one language."""

    questionnaire: Questionnaire
    say: Say
    side: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "side", self.say("chart.path.side"))

    def draw(self, mark: Mark, x: float, y: float, radius: float) -> str:
        """The mark as SVG, its middle at x and y."""
        q, colour = self.questionnaire, colour_of(self.questionnaire, mark.counted_as)
        if colour is None:
            return hatched_disc(x, y, radius * 0.8) if mark.counted_as == UNKNOWN else other_disc(x, y, radius * 0.8)
        on_path = mark.counted_as in q.phase_ids
        sign = str(q.phase_ids.index(mark.counted_as)) if on_path else self.side
        shape = _shape(mark.is_agreed, x, y, radius)
        dashes = "" if on_path else ' stroke-dasharray="3 2"'
        drawn = f'<{shape} fill="{colour}" stroke="currentColor" stroke-width="{short(radius / 8)}"{dashes}/>'
        if mark.is_unsure:
            ring = _shape(mark.is_agreed, x, y, radius + RING)
            drawn = f'<{ring} fill="none" stroke="currentColor" stroke-width="1.5"/>' + drawn
        if mark.has_signs:
            drawn += _signs(x, y + radius, radius)
        return drawn + (
            f'<text x="{x:g}" y="{short(y + radius * 0.44)}" font-size="{short(radius * 1.3)}" font-weight="700" '
            f'text-anchor="middle" fill="{ink_on(colour)}">{escape(sign)}</text>'
        )


def _shape(is_agreed: bool, x: float, y: float, radius: float) -> str:
    """A disc for what single answers say, a square for what a group agreed on."""
    if not is_agreed:
        return f'circle cx="{x:g}" cy="{y:g}" r="{radius:g}"'
    half = radius * 0.92
    side = short(2 * half)
    return f'rect x="{short(x - half)}" y="{short(y - half)}" width="{side}" height="{side}" rx="{short(radius / 5)}"'


def _signs(x: float, y: float, radius: float) -> str:
    """Fading signs: an arrow that points down from the lower edge."""
    half, deep = radius * ARROW, radius * DEEP
    tip = f"M{short(x - half)} {short(y)}h{short(2 * half)}l{short(-half)} {short(deep)}z"
    return f'<path d="{tip}" fill="currentColor" stroke="currentColor" stroke-width="1"/>'


def hatched_disc(x: float, y: float, radius: float) -> str:
    """An area of which nothing is known: an empty disc with strokes across."""
    strokes = ""
    for shift in (-radius * 0.42, 0, radius * 0.42):
        reach = ((radius * 0.94) ** 2 / 2 - shift**2) ** 0.5
        strokes += f"M{short(x + shift - reach)} {short(y + shift + reach)}l{short(2 * reach)} {short(-2 * reach)}"
    return f"{line(strokes, 0.6)}{_rim(x, y, radius)}"


def other_disc(x: float, y: float, radius: float) -> str:
    """An area whose result is of another questionnaire: an empty disc with a cross."""
    reach = radius * 0.6
    across = short(2 * reach)
    cross = f"M{short(x - reach)} {short(y - reach)}l{across} {across}m-{across} 0l{across} -{across}"
    return f"{line(cross, 1, 1.5)}{_rim(x, y, radius)}"


def _rim(x: float, y: float, radius: float) -> str:
    return f'<circle cx="{x:g}" cy="{y:g}" r="{short(radius)}" fill="none" stroke="currentColor" stroke-opacity=".75"/>'
