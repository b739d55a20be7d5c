"""The earlier rounds of an area, and what changed since each of them (section 8 of the rule)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assessment.core.change import change
from assessment.core.errors import QuestionnaireError
from assessment.core.questionnaire import Questionnaire
from assessment.core.round import Round
from assessment.core.round_result import EarlierRound
from assessment.core.snapshot import Snapshot
from assessment.core.standing import Comparable, Standing


@dataclass(frozen=True)
class KeptRound:
    """A round with what was kept of it when it closed; the release in it is what the viewer may see."""

    round: Round
    snapshot: Snapshot


def earlier_rounds(
    shown: KeptRound, others: Iterable[KeptRound], comparable: Comparable = ()
) -> tuple[EarlierRound, ...]:
    """The closed rounds of the series before the one that is shown, the latest first.

    Each tells what changed from it to the shown one, and to the one that came next. `comparable` are the sets of
    versions that are declared comparable, see `comparable_versions`.
    """
    before = sorted((one for one in others if _is_before(one.round, shown.round)), key=lambda one: time_of(one.round))
    path = [_standing(one, shown.round) for one in (*before, shown)]
    return tuple(
        EarlierRound(
            period=one.round.period,
            closed_on=standing.closed_on,
            release=one.snapshot.release,
            change=change(standing, path[-1], comparable),
            step=change(standing, following, comparable),
        )
        for one, standing, following in reversed(list(zip(before, path, path[1:], strict=False)))
    )


def _is_before(one: Round, shown: Round) -> bool:
    if one.id == shown.id or one.closed_on is None or shown.closed_on is None:
        return False
    return one.series == shown.series and time_of(one) < time_of(shown)


def time_of(one: Round) -> tuple[date, int, str]:
    """Rounds of a series by the day of their closing; of those that closed on one day, the one opened first."""
    return one.closed_on or date.max, one.number, one.id


def _standing(kept: KeptRound, shown: Round) -> Standing:
    """A round as it is compared: all of them as of the community of the one that is shown, however it was written."""
    return Standing(
        community=shown.id,
        name=shown.area.name,
        place=shown.area.municipality,
        closed_on=kept.round.closed_on or date.max,
        release=kept.snapshot.release,
        chances=kept.snapshot.chances,
        index=kept.snapshot.index,
    )


def comparable_versions(names: Iterable[str], version: Callable[[str], Questionnaire]) -> Comparable:
    """The sets of versions that are comparable, along the chain of what each declares: v3 with v2, and v2 with v1.

    `names` are those of the rounds at hand; `version` finds a version by its name. One that cannot be loaded any more
    declares nothing.
    """
    sets: list[frozenset[str]] = []
    waiting, seen = list(names), set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        declared = _declared(name, version)
        waiting += declared
        joined = frozenset({name, *declared})
        sets = [*(one for one in sets if not one & joined), joined.union(*(one for one in sets if one & joined))]
    return tuple(one for one in sets if len(one) > 1)


def _declared(name: str, version: Callable[[str], Questionnaire]) -> Sequence[str]:
    found = readable(name, version)
    return () if found is None else found.comparable_with


def readable(name: str, version: Callable[[str], Questionnaire]) -> Questionnaire | None:
    """The questionnaire with this name as `version` finds it, or None for one that cannot be read any more."""
    try:
        return version(name)
    except QuestionnaireError:
        return None
