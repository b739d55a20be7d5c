"""Areas in words, as rows of the tables behind the charts; and why one has no place in a chart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assessment.charts.areas.marks import mark_of, mark_words, state_words
from assessment.core.overview import OTHER_VERSION, UNKNOWN, AreaStanding, Picture, SharedResult
from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire
from assessment.core.suppression import FEW


def head(say: Say) -> tuple[str, ...]:
    """The names of the columns."""
    return tuple(say(f"compare.column.{name}") for name in ("area", "phase", "answers", "round", "closed"))


def row(questionnaire: Questionnaire, say: Say, standing: AreaStanding) -> tuple[str | int, ...]:
    """An area: what it is counted as, by how many answers, and of which round."""
    shown = standing.counted
    told = mark_words(questionnaire, say, mark_of(questionnaire, standing))
    if shown is None:
        return standing.area.name, told, "", "", ""
    number = shown.counting if shown.counting is not None else ""
    return standing.area.name, told, number, shown.period, f"{shown.closed_on:%d.%m.%Y}"


def told_counts(questionnaire: Questionnaire, say: Say, areas: Sequence[AreaStanding]) -> str:
    """How many areas are in each phase, counted by the results of rounds, and how many by an agreed answer alone."""
    q = questionnaire
    order = [*q.phase_ids, *(state.id for state in q.states), OTHER_VERSION, UNKNOWN]
    parts = [say.count("compare.areas", len(areas))]
    for is_agreed in (False, True):
        counts = Counter(one.counted_as for one in areas if one.is_agreed == is_agreed)
        told = [f"{state_words(q, say, id_)} – {counts[id_]}" for id_ in order if counts[id_]]
        if told and is_agreed:
            parts.append(say("compare.agreed.counts", counts="; ".join(told)))
        elif told:
            parts.append("; ".join(told) + ".")
    return " ".join(parts)


def why_without(questionnaire: Questionnaire, say: Say, picture: Picture, result: SharedResult | None) -> str:
    """Why a result has no levels on this questionnaire's path, in a few words; empty if it has."""
    if result is None:
        return say("compare.unknown")
    if not picture.is_comparable(result):
        return other_version(questionnaire, say, result.questionnaire)
    if not result.has_result:
        return say("compare.why.few" if result.status == FEW else "compare.unknown")
    return ""


def other_version(questionnaire: Questionnaire, say: Say, name: str) -> str:
    """That a result is of another questionnaire, and which."""
    return say("compare.why.questionnaire", version=version_words(questionnaire, name))


def version_words(questionnaire: Questionnaire, name: str) -> str:
    """A version by its number if it is of this questionnaire, else by its whole name."""
    id_, _, version = name.partition("/")
    return version if id_ == questionnaire.id else name
