"""One person's result in words, as the template of the last page asks for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from assessment.charts.path_svg import path_svg
from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire
from assessment.journeys.self_assessment import OwnResult
from assessment.phone.drawing import marked


@dataclass(frozen=True)
class StepWords:
    """A next step: the domain, its description of now, the one to reach, and what helps on the way."""

    name: Markup
    now: Markup
    aim: Markup
    helps: Markup


@dataclass(frozen=True)
class Outcome:
    """The phase in words with its picture. `is_beside`: the state beside the path holds, where relief comes first."""

    name: Markup
    has_signs: bool
    lines: tuple[str, ...]
    description: Markup
    picture: Markup
    is_beside: bool
    helps: tuple[Markup, ...]
    strengths: tuple[tuple[Markup, Markup], ...]
    steps: tuple[StepWords, ...]
    worse: str


def outcome(q: Questionnaire, say: Say, result: OwnResult, flag: str = "chart.path.here") -> Outcome | None:
    """The words of a result; None while there are too few answers for a phase.

    `flag` is the id of the words at its place on the path: by whose answers it is there.
    """
    profile = result.profile
    if profile.phase is None:
        return None
    beside = profile.state not in q.phase_ids
    life = f"states.{profile.state}" if beside else f"phases.{profile.state}"
    lines = []
    if beside:
        lines.append(say("result.fading_level", phase=_plain(q, say, f"phases.{q.phase_ids[profile.phase]}.name")))
    # The kind says it more exactly; the phase's own words cover all kinds and would contradict some of it.
    described = f"kinds.{profile.kind}.description" if profile.kind else f"{life}.description"
    if profile.kind:
        lines.append(say("result.kind", kind=_plain(q, say, f"kinds.{profile.kind}.name")))
    return Outcome(
        name=_text(q, say, f"{life}.name"),
        # At phase 0 there is nothing that could fade any more.
        has_signs=not beside and profile.fading_signs and bool(profile.phase),
        lines=tuple(lines),
        description=_text(q, say, described),
        picture=Markup(path_svg(q, say, profile.phase, profile.state, flag)),
        is_beside=beside,
        helps=tuple(marked(text, say.language) for text in q.items(f"{life}.helps", say.language)),
        strengths=tuple(_strength(q, say, result, d) for d in result.strengths),
        steps=tuple(_step(q, say, result, step.domain, step.level) for step in result.steps),
        worse=names(q, say, result.worse) if profile.fading_signs else "",
    )


def missing(q: Questionnaire, say: Say, result: OwnResult) -> tuple[str, str]:
    """Why there is no phase yet, and which topics wait for an answer."""
    needed = q.rule.rated_needed(len(q.domains))
    why = say("result.missing.text", needed=needed, total=len(q.domains), core=names(q, say, q.core))
    return why, say("result.missing.open", names=names(q, say, result.missing)) if result.missing else ""


def names(q: Questionnaire, say: Say, domains: Iterable[int]) -> str:
    """The names of domains as a list in a sentence."""
    # Semicolons: a name such as "Leadership and succession" is a list of its own.
    return "; ".join(_plain(q, say, f"domains.{q.domain_ids[d]}.name") for d in domains)


def _strength(q: Questionnaire, say: Say, result: OwnResult, d: int) -> tuple[Markup, Markup]:
    domain, level = q.domain_ids[d], q.phase_ids[result.levels[d] or 0]
    return _text(q, say, f"domains.{domain}.name"), _text(q, say, f"domains.{domain}.strengths.{level}")


def _step(q: Questionnaire, say: Say, result: OwnResult, d: int, level: int) -> StepWords:
    path, now, aim = f"domains.{q.domain_ids[d]}", q.phase_ids[result.levels[d] or 0], q.phase_ids[level]
    return StepWords(
        name=_text(q, say, f"{path}.name"),
        now=_text(q, say, f"{path}.levels.{now}"),
        aim=_text(q, say, f"{path}.levels.{aim}"),
        helps=_text(q, say, f"{path}.steps.{aim}"),
    )


def _text(q: Questionnaire, say: Say, id_: str) -> Markup:
    return marked(q.text(id_, say.language), say.language)


def _plain(q: Questionnaire, say: Say, id_: str) -> str:
    return q.text(id_, say.language).shown_in(say.language)
