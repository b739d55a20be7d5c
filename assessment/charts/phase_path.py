"""The path of phases: every phase as a stop on one path, the fading state beside it, and the own place marked."""

from __future__ import annotations

from html import escape

from assessment.charts.palette import ink_on
from assessment.core.ports import Say
from assessment.core.questionnaire import Phase, Questionnaire


def phase_path(
    questionnaire: Questionnaire, say: Say, here: int | None = None, state: str | None = None, mark: str = ""
) -> str:
    """The path as an ordered list. `here` is the own phase, `state` the own state: a phase's id or a side state's.

    `mark` are the words of the flag. In a side state it stands there, and the phase that the topics give is flagged
    as just that. On a narrow screen the path runs downwards, on a wide one from left to right.
    """
    beside = state in [side.id for side in questionnaire.states]
    mark = mark or say("chart.path.here")
    on_path = say("chart.path.topics") if beside else mark
    stops = "".join(
        _stop(questionnaire, say, phase, str(level), level == here, on_path, beside)
        for level, phase in enumerate(questionnaire.phases)
    )
    sides = "".join(_side(questionnaire, say, side, side.id == state, mark) for side in questionnaire.states)
    label = escape(say("chart.path.label"))
    return f'<div class="kp-path"><ol aria-label="{label}">{stops}</ol>{sides}</div>'


def _stop(questionnaire: Questionnaire, say: Say, phase: Phase, digit: str, here: bool, mark: str, beside: bool) -> str:
    """A stop of the path; in a side state it is not the place where one is, only that of the topics."""
    words = _name(questionnaire, say, f"phases.{phase.id}") + _flag(here, mark)
    current = ' aria-current="step"' if here and not beside else ""
    kind = (" kp-topics" if beside else " kp-here") if here else ""
    return (
        f'<li class="kp-stop{kind}"{current} style="{_colours(phase)}">'
        f'{_ring(digit)}<span class="kp-words">{words}</span></li>'
    )


def _side(questionnaire: Questionnaire, say: Say, side: Phase, here: bool, mark: str) -> str:
    name = _name(questionnaire, say, f"states.{side.id}")
    beside = f"<small>{escape(say('chart.path.beside'))}</small>"
    return (
        f'<p class="kp-stop kp-side{" kp-here" if here else ""}" style="{_colours(side)}">'
        f'{_ring(say("chart.path.side"))}<span class="kp-words">{name}{beside}{_flag(here, mark)}</span></p>'
    )


def _name(questionnaire: Questionnaire, say: Say, path: str) -> str:
    name = questionnaire.text(f"{path}.name", say.language)
    return f'<span class="kp-name" lang="{name.language}">{escape(name.shown_in(say.language))}</span>'


def _ring(sign: str) -> str:
    return f'<span class="kp-ring" aria-hidden="true"><span class="kp-digit">{escape(sign)}</span></span>'


def _flag(here: bool, mark: str) -> str:
    return f'<span class="kp-flag">{escape(mark)}</span>' if here and mark else ""


def _colours(phase: Phase) -> str:
    return f"--phase:{phase.colour};--ink:{ink_on(phase.colour)}"
