"""What stands at the end: the room's phase or places, the questions to talk about, and one's own result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire
from assessment.core.scene import Scene
from assessment.core.workshop import DOMAIN
from assessment.journeys import self_assessment
from assessment.phone.drawing import marked
from assessment.phone.outcome import Outcome, names, outcome
from assessment.phone.workshop.asking import text
from assessment.phone.workshop.picture import phase_name


@dataclass(frozen=True)
class Summary:
    """The room's result, None where the levels are too few for a phase; `missing` says so.

    `domains` are names of domains and of their phases; `places` names of phases and numbers of places.
    """

    outcome: Outcome | None = None
    missing: str = ""
    domains: tuple[tuple[Markup, Markup], ...] = ()
    questions: tuple[Markup, ...] = ()
    places: tuple[tuple[Markup, int], ...] = ()
    without: int = 0
    has_too_few: bool = False


@dataclass(frozen=True)
class Ending:
    """One's own result from one's own votes, None where they are too few for a phase; `missing` says so."""

    outcome: Outcome | None
    missing: str
    domains: tuple[tuple[Markup, Markup], ...]


def summary(say: Say, questionnaire: Questionnaire, scene: Scene) -> Summary:
    """What the room sees at the end."""
    if scene.places is not None:
        phases = scene.places.phases or ()
        places = tuple((phase_name(say, questionnaire, level), number) for level, number in enumerate(phases))
        return Summary(places=places, without=scene.places.without, has_too_few=scene.places.phases is None)
    levels = scene.profile.levels if scene.profile is not None else ()
    rated = {
        domain: level for domain, level in zip(questionnaire.domain_ids, levels, strict=False) if level is not None
    }
    result = self_assessment.result(questionnaire, {domain: str(level) for domain, level in rated.items()})
    state = result.profile.state
    path = f"{'phases' if state in questionnaire.phase_ids else 'states'}.{state}.questions"
    return Summary(
        outcome=outcome(questionnaire, say, result, "hall.path.here"),
        missing=_missing(say, questionnaire, "hall.missing.room"),
        domains=_domains(say, questionnaire, rated),
        questions=tuple(marked(one, say.language) for one in questionnaire.items(path, say.language)) if state else (),
    )


def ending(say: Say, questionnaire: Questionnaire, votes: Mapping[tuple[str, int], str]) -> Ending:
    """One's own result, from the last vote on each domain."""
    last = {}
    for (key, _), choice in sorted(votes.items(), key=lambda one: one[0][1]):
        kind, _, domain = key.partition(":")
        if kind == DOMAIN:
            last[domain] = choice
    rated = {domain: int(last[domain]) for domain in questionnaire.domain_ids if last.get(domain, "").isdigit()}
    result = self_assessment.result(questionnaire, {domain: str(level) for domain, level in rated.items()})
    return Ending(
        outcome=outcome(questionnaire, say, result),
        missing=_missing(say, questionnaire, "hall.missing.own"),
        domains=_domains(say, questionnaire, rated),
    )


def _missing(say: Say, questionnaire: Questionnaire, id_: str) -> str:
    """What a phase would need."""
    total = len(questionnaire.domains)
    core = names(questionnaire, say, questionnaire.core)
    return say(id_, needed=questionnaire.rule.rated_needed(total), total=total, core=core)


def _domains(say: Say, questionnaire: Questionnaire, rated: Mapping[str, int]) -> tuple[tuple[Markup, Markup], ...]:
    return tuple(
        (text(say, questionnaire, f"domains.{domain}.name"), phase_name(say, questionnaire, level))
        for domain, level in rated.items()
    )
