"""A document as plain values for a sheet: its blocks as they are, and what its drawings are drawn from."""

from __future__ import annotations

from dataclasses import fields

from assessment.core.change import Change
from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire
from assessment.core.released import Distribution
from assessment.core.round_result import RoundResult
from assessment.reports.path_drawing import path_drawing
from assessment.reports.round.blocks import Block, Document, Section, Words
from assessment.reports.round.shown import Shown, of_release
from assessment.reports.typesetting import Json


def words(found: Words) -> Json:
    """A text with its language."""
    return {"text": found.text, "language": found.language}


def section(found: Section) -> Json:
    """A section with its blocks."""
    return {
        "id": found.id,
        "kind": found.kind,
        "heading": words(found.heading),
        "lead": words(found.lead) if found.lead else None,
        "blocks": [block(one) for one in found.blocks],
    }


def block(found: Block) -> Json:
    """A block by the name of its kind, and what it holds."""
    return {"is": type(found).__name__.lower()} | {
        field.name: _value(getattr(found, field.name)) for field in fields(found)
    }


def _value(found: object) -> object:
    if isinstance(found, Words):
        return words(found)
    if isinstance(found, tuple):
        return [_value(one) for one in found]
    return found if isinstance(found, str) else block(found)  # type: ignore[arg-type]


def drawings(q: Questionnaire, say: Say, result: RoundResult, document: Document) -> Json:
    """What the figures are drawn from."""
    shown = document.shown
    return {
        "agreed": shown.is_agreed,
        "path": _path(q, say, shown),
        "colours": [phase.colour for phase in q.phases],
        "levels": [{"level": level, "alt": _level(q, say, level)} for level in shown.levels],
        "spread": [_spread(q, say, domain.distribution) for domain in result.release.domains],
        "rounds": _rounds(q, say, result, shown),
    }


def _path(q: Questionnaire, say: Say, shown: Shown) -> Json:
    here = say("told.path.agreed" if shown.is_agreed else "chart.round.here")
    flags = {shown.state: here} if shown.state else {}
    if shown.phase is not None and shown.state not in q.phase_ids:
        flags[q.phase_ids[shown.phase]] = say("chart.path.topics")
    return path_drawing(q, say, shown.state or "", flags)


def _name(q: Questionnaire, say: Say, level: int) -> str:
    return q.text(f"phases.{q.phase_ids[level]}.name", say.language).shown_in(say.language)


def _level(q: Questionnaire, say: Say, level: int | None) -> str:
    if level is None:
        return say("chart.profile.unknown")
    return say("chart.level", level=level, phase=_name(q, say, level))


def _spread(q: Questionnaire, say: Say, found: object) -> Json | None:
    """The numbers of answers to each description, and the same in words."""
    if not isinstance(found, Distribution):
        return None
    told = [f"{_level(q, say, level)} – {number}" for level, number in enumerate(found.levels)]
    return {"numbers": list(found.levels), "alt": "; ".join(told)}


def _rounds(q: Questionnaire, say: Say, result: RoundResult, shown: Shown) -> list[Json]:
    """The rounds in time; `joined` says whether the line from the one before goes on to it."""
    points: list[Json] = []
    goes_on = False
    for earlier in reversed(result.earlier):
        day = earlier.closed_on.strftime("%d.%m.%Y")
        points.append(_point(q, of_release(earlier.release), day, goes_on))
        # From the latest one to the round that is shown, the step is the change.
        step = earlier.step if earlier.step is not None or earlier != result.earlier[0] else earlier.change
        goes_on = isinstance(step, Change)
    points.append(_point(q, shown, say("told.change.this"), goes_on and not shown.is_agreed))
    return points


def _point(q: Questionnaire, shown: Shown, when: str, joined: bool) -> Json:
    state = next((phase for phase in q.phases + q.states if phase.id == shown.state), None)
    return {"level": shown.phase, "colour": state.colour if state else "", "when": when, "joined": joined}
