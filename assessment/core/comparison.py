"""Communities beside one another, the two perspectives on one, and whom to visit (section 8 of the rule).

There is no order by score, no rank and no average over communities, so that nothing here can make one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assessment.core.alphabet import letters
from assessment.core.change import Z
from assessment.core.municipality import Marker
from assessment.core.questionnaire import Questionnaire
from assessment.core.released import Release
from assessment.core.standing import (
    APART,
    INSUFFICIENT,
    NOTHING_COMMON,
    Comparable,
    Refused,
    Standing,
    common_domains,
    other_questionnaire,
    too_few,
)
from assessment.core.suppression import NotKnown, Suppressed

# Two thick bars of so many standard errors that do not overlap differ at about 5 %: 1.96 / sqrt(2) with equal
# errors. Goldstein & Healy 1995, Journal of the Royal Statistical Society A 158: 175-177.
THICK = 1.39
# From so many phases on two perspectives are seen to differ.
GAP = 2
VISITS = 3


@dataclass(frozen=True)
class Bar:
    """A community in an interval plot: the index over the domains rated in all, thin 95 % bar, thick 1.39 SE bar."""

    index: float
    thin: tuple[float, float]
    thick: tuple[float, float]


@dataclass(frozen=True)
class Entry:
    """One community of a comparison. One that is not eligible is shown hatched, with the reason in place of its bar."""

    community: str
    name: str
    place: str
    release: Release
    bar: Bar | Refused


@dataclass(frozen=True)
class Comparison:
    """Communities beside one another; `domains` are those that the bars are made of.

    More than one of `modes` among the bars is worth a note: people rate themselves higher online than when asked.
    """

    entries: tuple[Entry, ...]
    domains: tuple[int, ...]
    modes: tuple[str, ...]


def compare_by_name(
    questionnaire: Questionnaire, standings: Sequence[Standing], comparable: Comparable = ()
) -> Comparison:
    """Communities in the order of the Estonian alphabet."""
    return _compare(questionnaire, standings, comparable, lambda s: (letters(s.name), s.community))


def compare_by_place(
    questionnaire: Questionnaire, standings: Sequence[Standing], comparable: Comparable = ()
) -> Comparison:
    """Communities by place, and by name in each."""
    return _compare(questionnaire, standings, comparable, lambda s: (letters(s.place), letters(s.name), s.community))


def _compare(
    questionnaire: Questionnaire,
    standings: Sequence[Standing],
    comparable: Comparable,
    order: Callable[[Standing], tuple[object, ...]],
) -> Comparison:
    # Keyed by place in the sequence: a community may stand in it with more than one round.
    refused = {i: not_eligible(questionnaire, standing, comparable) for i, standing in enumerate(standings)}
    latest = max((standings[i].closed_on for i, why in refused.items() if why is None), default=date.min)
    refused = {i: why or apart(standings[i].closed_on, latest) for i, why in refused.items()}
    eligible = [standings[i] for i, why in refused.items() if why is None]
    domains = common_domains(eligible)
    entries = [
        Entry(s.community, s.name, s.place, s.release, refused[i] or _bar(questionnaire, s, domains))
        for i, s in sorted(enumerate(standings), key=lambda placed: order(placed[1]))
    ]
    return Comparison(tuple(entries), domains, tuple(sorted({str(s.release.mode) for s in eligible})))


def not_eligible(questionnaire: Questionnaire, standing: Standing, comparable: Comparable = ()) -> Refused | None:
    """Why a round is not compared with those of other communities, by itself; None if it may be."""
    refused = too_few(standing) or other_questionnaire(questionnaire.name, standing.release.questionnaire, comparable)
    if refused:
        return refused
    return None if isinstance(standing.release.phase, int) else Refused(INSUFFICIENT)


def apart(one: date, other: date) -> Refused | None:
    """Refused if two rounds closed more than twelve months apart."""
    earlier, later = min(one, other), max(one, other)
    day = 28 if (earlier.month, earlier.day) == (2, 29) else earlier.day
    if (later.year - 1, later.month, later.day) <= (earlier.year, earlier.month, day):
        return None
    return Refused(APART, (one.isoformat(), other.isoformat()))


def _bar(questionnaire: Questionnaire, standing: Standing, domains: tuple[int, ...]) -> Bar | Refused:
    if not domains:
        return Refused(NOTHING_COMMON)
    index, error = standing.index.over(domains)

    def reach(width: float) -> tuple[float, float]:
        low, high = index - width * error, index + width * error
        return round(max(low, 0.0), 1), round(min(high, questionnaire.top), 1)

    return Bar(round(index, 1), reach(Z), reach(THICK))


@dataclass(frozen=True)
class Gap:
    """By how many phases the municipal view of a domain lies above the community's; flagged from two on."""

    domain: str
    difference: int
    flagged: bool


def gaps(release: Release, view: Marker | Suppressed) -> tuple[Gap | NotKnown, ...] | Refused:
    """L_d(municipal) - L_d(community) for each domain; not known where one of them is not."""
    if isinstance(release.counting, Suppressed):
        return Refused(release.counting.reason)
    if isinstance(view, Suppressed):
        return Refused(view.reason)
    refused = other_questionnaire(release.questionnaire, view.questionnaire, ())
    if refused:
        return refused
    levels = tuple(one.level if isinstance(one.level, int) else NotKnown() for one in release.domains)
    return _gaps([one.id for one in release.domains], levels, view.levels)


def gaps_to(
    questionnaire: Questionnaire, levels: Sequence[int | NotKnown], others: Sequence[int | NotKnown]
) -> tuple[Gap | NotKnown, ...]:
    """How far `others` lie above `levels`, both of one questionnaire, e.g. those that a group agreed on."""
    return _gaps(questionnaire.domain_ids, levels, others)


def _gaps(
    domains: Sequence[str], levels: Sequence[int | NotKnown], others: Sequence[int | NotKnown]
) -> tuple[Gap | NotKnown, ...]:
    return tuple(
        Gap(id_, other - level, abs(other - level) >= GAP)
        if isinstance(level, int) and isinstance(other, int)
        else NotKnown()
        for id_, level, other in zip(domains, levels, others, strict=True)
    )


@dataclass(frozen=True)
class Peer:
    """A community to visit: one phase ahead, `distance` being the sum of the differences of the levels."""

    community: str
    name: str
    place: str
    distance: int


def whom_to_visit(
    questionnaire: Questionnaire, own: Standing, others: Iterable[Standing], comparable: Comparable = ()
) -> tuple[Peer, ...] | Refused:
    """The nearest consenting communities one phase ahead: smallest sum of abs(L_d - L'_d) over domains rated in both.

    At one distance the one with more domains in common, then by name. One that is fading is on no phase ahead.
    """
    refused = not_eligible(questionnaire, own, comparable)
    if refused:
        return refused
    found = [
        (*_distance(own, other), letters(other.name), other)
        for other in others
        if other.visitable
        and other.community != own.community
        and not not_eligible(questionnaire, other, comparable)
        and not apart(own.closed_on, other.closed_on)
        and _is_ahead(questionnaire, own, other)
    ]
    found.sort(key=lambda peer: peer[:3])
    return tuple(Peer(other.community, other.name, other.place, far) for far, _, _, other in found[:VISITS])


def _is_ahead(questionnaire: Questionnaire, own: Standing, other: Standing) -> bool:
    ahead = own.release.phase + 1 if isinstance(own.release.phase, int) else None
    return other.release.phase == ahead and other.release.state == questionnaire.phase_ids[ahead]


def _distance(own: Standing, other: Standing) -> tuple[int, int]:
    """How far two profiles lie apart, and minus the number of domains that this is the sum of."""
    pairs = [(a.level, b.level) for a, b in zip(own.release.domains, other.release.domains, strict=True)]
    steps = [abs(a - b) for a, b in pairs if isinstance(a, int) and isinstance(b, int)]
    return sum(steps), -len(steps)
