"""What is said of a municipality's areas, on a sheet and in a workbook alike: how many are where, and the method."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.core.overview import OTHER_VERSION, UNKNOWN, Picture
from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire
from assessment.core.suppression import Thresholds
from assessment.reports.written import one_line


@dataclass(frozen=True)
class Count:
    """How many areas are counted as one thing: by the results of rounds, and by groups' answers alone."""

    id: str
    by_responses: int
    by_groups: int


def title(say: Say, picture: Picture) -> str:
    """What every file is called within."""
    return say("take.title", municipality=one_line(picture.municipality))


def counts(questionnaire: Questionnaire, picture: Picture) -> tuple[Count, ...]:
    """Each phase of the path and state beside it, whether any area is there or not; then what is not known."""
    always = [*questionnaire.phase_ids, *(state.id for state in questionnaire.states)]
    ids = [*always, *(OTHER_VERSION,) * _is_counted(picture, OTHER_VERSION), UNKNOWN]
    return tuple(Count(id_, picture.counts.get(id_, 0), picture.agreed_counts.get(id_, 0)) for id_ in ids)


def _is_counted(picture: Picture, id_: str) -> bool:
    return bool(picture.counts.get(id_) or picture.agreed_counts.get(id_))


def counted(say: Say, picture: Picture) -> str:
    """How many areas there are, and of how many the phase is known in which way."""
    apart = (UNKNOWN, OTHER_VERSION)
    numbers = {
        "areas": len(picture.areas),
        "responses": sum(number for id_, number in picture.counts.items() if id_ not in apart),
        "agreed": sum(number for id_, number in picture.agreed_counts.items() if id_ not in apart),
        "other": picture.counts.get(OTHER_VERSION, 0) + picture.agreed_counts.get(OTHER_VERSION, 0),
        "unknown": picture.counts.get(UNKNOWN, 0),
    }
    told = [name for name in numbers if numbers[name] or name in ("areas", "responses", "unknown")]
    return " ".join(say(f"take.counted.{name}", number=numbers[name]) for name in told)


def state_name(questionnaire: Questionnaire, say: Say, id_: str) -> str:
    """A phase with its digit, or a state beside the path; or that none is known."""
    name = bare_name(questionnaire, say, id_)
    if id_ not in questionnaire.phase_ids:
        return name
    return say("chart.level", level=questionnaire.phase_ids.index(id_), phase=name)


def bare_name(questionnaire: Questionnaire, say: Say, id_: str) -> str:
    """The same without the digit, where that stands beside it."""
    if id_ in (UNKNOWN, OTHER_VERSION):
        return say(f"compare.{id_}")
    group = "phases" if id_ in questionnaire.phase_ids else "states"
    return questionnaire.text(f"{group}.{id_}.name", say.language).shown_in(say.language)


def about(questionnaire: Questionnaire, say: Say, picture: Picture, limits: Thresholds) -> tuple[str, ...]:
    """By what method the results came, what they do not say, and where the areas come from."""
    q = questionnaire
    total = len(q.domains)
    core = "; ".join(q.text(f"domains.{q.domain_ids[d]}.name", say.language).shown_in(say.language) for d in q.core)
    lines = [
        say("result.not_grade"),
        say("take.about.order"),
        say("take.about.unknown"),
        say("told.method.phase"),
        say("take.about.phase", needed=q.rule.domains_needed(total), total=total, core=core),
        say("take.about.sure"),
        say("told.method.sample"),
        say("take.about.shared"),
        say("told.method.privacy", few=limits.few),
        say("take.about.agreed"),
        say("told.method.municipal"),
        say("take.about.change"),
    ]
    if _is_counted(picture, OTHER_VERSION):
        lines.append(say("take.about.version", name=picture.questionnaire))
    if picture.unreadable:
        lines.append(say("take.about.unreadable", names=", ".join(picture.unreadable)))
    if q.provisional:
        lines.append(" ".join(q.text("provisional", say.language).shown_in(say.language).split()))
    lines.append(say("told.method.questionnaire", name=picture.questionnaire))
    lines.append(register(say, picture))
    return tuple(lines)


def register(say: Say, picture: Picture) -> str:
    """Where the areas come from."""
    if picture.source is None:
        return say("take.about.typed")
    return say("compare.map.source", date=f"{picture.source.on:%d.%m.%Y}")
