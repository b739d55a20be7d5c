"""What a municipality sees of its areas: values that are made from what is shared with it, and from nothing else.

`shared_result.py` makes a `SharedResult`, `gathering.py` puts rounds into areas and areas into a `Picture`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from assessment.core.area import Area
from assessment.core.change import MOVED_DOWN, MOVED_UP
from assessment.core.register import RegisteredArea, Source
from assessment.core.released import INDICATIVE, NOTHING, Index
from assessment.core.set_aside import SetAsideRound
from assessment.core.standing import Comparable, other_questionnaire
from assessment.core.suppression import FEW, NOT_DETAILED

# How far an area is, for its municipality: a round that shares nothing is none.
NOT_BEGUN, OPEN, CLOSED = "not_begun", "open", "closed"
# What an area is counted as, where it is not the id of a phase or state: nothing is known of it (yet), or its result
# is of a version of the questionnaire that is not comparable with the one in use.
UNKNOWN, OTHER_VERSION = "unknown", "other_version"
# The `detail` of what a group agreed on: it has no threshold, and is no result of single answers.
AGREED = "agreed"
# Why an area wants attention, in the order in which it is said.
FADING, MOVED, CLOSING, OLD, NO_CONTACT = "fading", "moved", "closing", "old", "no_contact"
REASONS = (FADING, MOVED, CLOSING, OLD, NO_CONTACT)


@dataclass(frozen=True, slots=True)
class SharedResult:
    """What the municipality sees of one closed round, as far as overview and comparison need it.

    It is made from `for_municipality` alone: what the community does not share is not in it, and what may not be
    released is None. `series` is the first round of its series that is shared. `status` is that of the profile, or
    `few`. `levels` and `few_answers` are in the questionnaire's order: the level of each domain, None where it is not
    known, and whether it rests on so few answers that it is only indicative. `verdict` is what is said of the phase
    since the shared round before it in its series (a word of `core.change`), that round's period being `since`. An
    answer that a group agreed on has the detail `AGREED` and `present`, how many people were there.
    """

    round_id: str
    series: str
    questionnaire: str
    period: str
    closed_on: date
    detail: str
    status: str
    mode: str | None = None
    counting: int | None = None
    phase: int | None = None
    state: str | None = None
    kind: str | None = None
    label: str | None = None
    range: tuple[int, int] | None = None
    fading_signs: bool = False
    mixed_picture: bool = False
    levels: tuple[int | None, ...] = ()
    few_answers: tuple[bool, ...] = ()
    index: Index | None = None
    verdict: str | None = None
    since: str = ""
    is_example: bool = False
    present: int | None = None

    @property
    def moved(self) -> str | None:
        """The sure change of the phase since the round before: up, down, or None."""
        return self.verdict if self.verdict in (MOVED_UP, MOVED_DOWN) else None

    @property
    def has_result(self) -> bool:
        """Whether anything was released of it."""
        return self.detail != NOTHING

    @property
    def held_back(self) -> Mapping[str, str]:
        """Why single figures of what was released are not: `mode`, `mixed_picture` or `index` -> the reason."""
        if self.detail == INDICATIVE:
            return {"mode": FEW, "mixed_picture": FEW, "index": FEW}
        # Wherever a domain is rated there is an index: without it, it is not shared.
        is_rated = any(level is not None for level in self.levels)
        return {"index": NOT_DETAILED} if self.detail != AGREED and self.index is None and is_rated else {}


@dataclass(frozen=True, slots=True)
class SharedRound:
    """A round that is shared with its municipality. An open one shows until when, a closed one its result.

    A closed one is without a result until somebody has closed it properly, or where its questionnaire cannot be read.
    """

    id: str
    area: Area
    number: int
    closes_on: date
    closed_on: date | None = None
    result: SharedResult | None = None
    agreed: SharedResult | None = None


@dataclass(frozen=True, slots=True)
class AreaStanding:
    """An area with what its municipality sees of its rounds.

    `latest` is the newest closed round with a released result, of whichever series; without any such the newest closed
    one, of which nothing could be released (`latest.has_result` is false then). `earlier` are all others that closed,
    newest first. `agreed` is the newest answer that a group agreed on; an area with nothing else known is counted by
    it, apart. `counted_as` is the id of a phase or state, `UNKNOWN` or `OTHER_VERSION`; `is_agreed` says that it is so
    only by a group's answer. `closes_on` is the last day of an open round. `round_ids` are the shared rounds, newest
    first.
    """

    area: RegisteredArea
    latest: SharedResult | None = None
    agreed: SharedResult | None = None
    earlier: tuple[SharedResult, ...] = ()
    state: str = NOT_BEGUN
    closes_on: date | None = None
    round_ids: tuple[str, ...] = ()
    counted_as: str = UNKNOWN
    is_agreed: bool = False

    @property
    def rounds(self) -> tuple[SharedResult, ...]:
        """The results of its rounds, in the order of closing."""
        # Of two that closed on one day the one that is named first is the newer.
        oldest_first = [*self.earlier[::-1], *((self.latest,) if self.latest else ())]
        return tuple(sorted(oldest_first, key=lambda one: one.closed_on))

    @property
    def results(self) -> tuple[SharedResult, ...]:
        """Everything that is shared of it: the results of its rounds, and last what a group agreed on."""
        return self.rounds if self.agreed is None else (*self.rounds, self.agreed)

    @property
    def counted(self) -> SharedResult | None:
        """The result that the area is counted by: that of its round, else its group's answer; None while unknown."""
        if self.counted_as == UNKNOWN:
            return None
        return self.agreed if self.is_agreed else self.latest


@dataclass(frozen=True, slots=True)
class Attention:
    """Why an area wants attention: one of `REASONS`.

    `day` is the last day of a round that closes soon, or the day on which an old result closed; `verdict` and `since`
    are those of a sure change.
    """

    reason: str
    area_id: str
    name: str
    day: date | None = None
    verdict: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True)
class Aside:
    """A round that the municipality has set aside, with the area that it would be counted in."""

    area: RegisteredArea
    round: SetAsideRound


@dataclass(frozen=True)
class Picture:
    """A municipality's areas, by name in the Estonian alphabet, and what is counted over them.

    `questionnaire` is the version in use, by which phases are counted; `comparable` are the sets of versions that are
    declared comparable. `counts` and `agreed_counts` say how many areas are counted as what, by results of rounds and
    by answers of groups alone. `source` is where the register comes from, None without one. `unreadable`
    are versions of the questionnaire that cannot be read any more: results with these are missing. `set_aside` are
    rounds that are counted nowhere in it; an area of which nothing else is known is not among `areas`.
    """

    municipality: str
    questionnaire: str
    today: date
    areas: tuple[AreaStanding, ...] = ()
    attention: tuple[Attention, ...] = ()
    source: Source | None = None
    comparable: Comparable = ()
    unreadable: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    agreed_counts: Mapping[str, int] = field(default_factory=dict)
    set_aside: tuple[Aside, ...] = ()

    def is_comparable(self, result: SharedResult) -> bool:
        """Whether a result is of the version in use, or of one that is declared comparable with it."""
        return other_questionnaire(self.questionnaire, result.questionnaire, self.comparable) is None

    def area(self, area_id: str) -> AreaStanding | None:
        """The area with this id, or None: another municipality's is none of these."""
        return next((one for one in self.areas if one.area.id == area_id), None)

    def set_aside_of(self, area_id: str) -> tuple[Aside, ...]:
        """The rounds of this area that the municipality has set aside."""
        return tuple(one for one in self.set_aside if one.area.id == area_id)
