"""Whom to visit, within one municipality: who is one phase ahead in a domain, and who could learn from one another.

Only communities that agreed to be named to others are named; a community that shares nothing is not among the areas
that this starts from. The rule is that of `comparison.whom_to_visit` (section 8), asked of one domain.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from assessment.core.alphabet import letters
from assessment.core.compared import band_of
from assessment.core.comparison import VISITS, apart
from assessment.core.overview import AreaStanding, Picture, SharedResult
from assessment.core.questionnaire import Questionnaire
from assessment.core.released import ALL, FULLER
from assessment.core.standing import INSUFFICIENT, QUESTIONNAIRE, Refused
from assessment.core.suppression import FEW

# So many pairs are proposed: who brings people together has time for a few.
PAIRS = 12


@dataclass(frozen=True)
class Host:
    """A community to visit about a domain.

    `distance` is the sum of the differences of the levels over the `common` domains that are rated in both;
    `is_of_size` says that it has about as many inhabitants.
    """

    standing: AreaStanding
    distance: int
    common: int
    is_of_size: bool


@dataclass(frozen=True)
class Pair:
    """Two communities that each are one phase ahead of the other in something: `gives` are the domains in which `one`
    is ahead, `takes` those in which `other` is."""

    one: AreaStanding
    other: AreaStanding
    gives: tuple[int, ...]
    takes: tuple[int, ...]


def hosts(questionnaire: Questionnaire, picture: Picture, own: AreaStanding, d: int) -> tuple[Host, ...] | Refused:
    """The nearest communities that are one phase ahead in domain d and agreed to be named.

    Those of about the same size first, then by the smallest distance of the profiles, then by more domains in common
    and by name.
    """
    why = not_compared(picture, own)
    if why or own.latest is None:
        return why or Refused(FEW)
    found = [
        _host(own, other)
        for other in picture.areas
        if other.area.id != own.area.id and _may_be_named(picture, other) and _is_ahead(own, other, d)
    ]
    found = [one for one in found if _is_on_path(questionnaire, one.standing)]
    found.sort(key=lambda one: (not one.is_of_size, one.distance, -one.common, *_by_name(one.standing)))
    return tuple(found[:VISITS])


def pairs(questionnaire: Questionnaire, picture: Picture) -> tuple[Pair, ...]:
    """Communities that could learn from one another: both agreed to be named, and each is ahead in some domain.

    Of many those that have most to exchange, those of one size first; shown by name, for it is no ranking.
    """
    willing = [one for one in picture.areas if _may_be_named(picture, one) and _is_on_path(questionnaire, one)]
    found = [pair for one, other in combinations(willing, 2) for pair in _pair(questionnaire, one, other)]
    found.sort(key=_use)
    return tuple(sorted(found[:PAIRS], key=lambda pair: (_by_name(pair.one), _by_name(pair.other))))


def not_compared(picture: Picture, one: AreaStanding) -> Refused | None:
    """Why a community is compared with no other: too few answers, another questionnaire, or no phase."""
    result = one.latest
    if result is None or result.detail not in (FULLER, ALL):
        return Refused(FEW)
    if not picture.is_comparable(result):
        return Refused(QUESTIONNAIRE, (picture.questionnaire, result.questionnaire))
    return None if result.phase is not None else Refused(INSUFFICIENT)


def _may_be_named(picture: Picture, one: AreaStanding) -> bool:
    return one.latest is not None and one.latest.is_example and not_compared(picture, one) is None


def _is_on_path(questionnaire: Questionnaire, one: AreaStanding) -> bool:
    """One that is fading has its own worries: nobody is sent there to learn."""
    return one.latest is not None and one.latest.state in questionnaire.phase_ids


def _is_ahead(own: AreaStanding, other: AreaStanding, d: int) -> bool:
    """Whether `other` is one phase ahead there, in a round of the same twelve months."""
    here, there = _level(own.latest, d), _level(other.latest, d)
    if here is None or there is None or own.latest is None or other.latest is None:
        return False
    return there == here + 1 and apart(own.latest.closed_on, other.latest.closed_on) is None


def _level(result: SharedResult | None, d: int) -> int | None:
    return result.levels[d] if result is not None and d < len(result.levels) else None


def _host(own: AreaStanding, other: AreaStanding) -> Host:
    mine, theirs = (one.latest.levels if one.latest else () for one in (own, other))
    steps = [abs(a - b) for a, b in zip(mine, theirs, strict=False) if a is not None and b is not None]
    return Host(other, sum(steps), len(steps), _is_of_size(own, other))


def _is_of_size(one: AreaStanding, other: AreaStanding) -> bool:
    band = band_of(one.area.population)
    return band is not None and band == band_of(other.area.population)


def _pair(questionnaire: Questionnaire, one: AreaStanding, other: AreaStanding) -> Iterator[Pair]:
    domains = range(len(questionnaire.domains))
    gives = tuple(d for d in domains if _is_ahead(other, one, d))
    takes = tuple(d for d in domains if _is_ahead(one, other, d))
    if gives and takes:
        yield Pair(one, other, gives, takes)


def _use(pair: Pair) -> tuple[object, ...]:
    """What makes one pair more worth it than another."""
    exchanged = min(len(pair.gives), len(pair.takes))
    return (-exchanged, not _is_of_size(pair.one, pair.other), _by_name(pair.one), _by_name(pair.other))


def _by_name(one: AreaStanding) -> tuple[object, ...]:
    return letters(one.area.name), one.area.id
