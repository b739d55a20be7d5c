"""What one ballot of a workshop got, and what of it may be seen in the room (section 9 of the rule, on workshops)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assessment.core.agreement import average_deviation, labels, two_camps, van_der_eijk_a
from assessment.core.levels import at_least, low_median
from assessment.core.questionnaire import DONT_KNOW, Questionnaire
from assessment.core.workshop import ABSTAIN

# Fewer votes than the first show nothing; from the second on the whole distribution is shown in the room.
LEVEL_FROM, COUNTS_FROM = 3, 5


@dataclass(frozen=True)
class Counts:
    """How often each level 0 ... K-1 was chosen, and how many chose *don't know* or abstained."""

    levels: tuple[int, ...]
    dk: int = 0
    abstained: int = 0

    @property
    def votes(self) -> int:
        """How many chose a level."""
        return sum(self.levels)

    @property
    def all(self) -> int:
        """How many chose anything."""
        return self.votes + self.dk + self.abstained

    def plus(self, other: Counts) -> Counts:
        """Both together."""
        levels = tuple(a + b for a, b in zip(self.levels, other.levels, strict=True))
        return Counts(levels, self.dk + other.dk, self.abstained + other.abstained)


@dataclass(frozen=True)
class TableVote:
    """What one table agreed on: `number` is its seat's, `people` how many sit there, `choice` as a vote."""

    number: int
    people: int
    choice: str


@dataclass(frozen=True)
class Cast:
    """All that one ballot got: from phones, from hands counted in the hall, from tables."""

    phones: Counts
    hands: Counts | None = None
    tables: tuple[TableVote, ...] = ()


@dataclass(frozen=True)
class Shown:
    """What the room sees of a ballot. What is None is held back, because too few voted.

    `counts` are the votes of phones and hands together; `level` is their low median, None also where most did not
    know; `hands` is how many of them were counted in the hall. `only_hands` says that there are too few votes of
    phones to be shown beside the hands, which everybody saw anyway. `label` is `agree`, `mixed` or `divided`.
    """

    level: int | None = None
    counts: Counts | None = None
    label: str | None = None
    hands: int = 0
    only_hands: bool = False
    tables: tuple[TableVote, ...] = ()

    @property
    def is_too_few(self) -> bool:
        """Whether nothing can be shown but that."""
        return self.level is None and self.counts is None and not self.tables


@dataclass(frozen=True)
class Movement:
    """How the seats that chose a level in two ballots moved: how many went up, down, and stayed."""

    up: int
    down: int
    same: int


def counted(top: int, choices: Sequence[str]) -> Counts:
    """Counts of single choices, each of `core.workshop.choices`.

    >>> counted(4, ["3", "3", "dk", "1", "abstain"])
    Counts(levels=(0, 1, 0, 2, 0), dk=1, abstained=1)
    """
    levels = tuple(choices.count(str(level)) for level in range(top + 1))
    return Counts(levels, choices.count(DONT_KNOW), choices.count(ABSTAIN))


def shown(questionnaire: Questionnaire, cast: Cast) -> Shown:
    """What the room may see of a ballot.

    Hands are known to everybody in the hall: the votes of phones beside them must be enough by themselves, else the
    difference would tell them (as with keyed responses, section 9). Tables agreed among themselves, and are shown as
    they are.
    """
    phones, hands = cast.phones, cast.hands
    only_hands = hands is not None and hands.all > 0 and phones.all > 0 and phones.votes < LEVEL_FROM
    counts = phones
    if hands is not None:
        counts = hands if only_hands else phones.plus(hands)
    number_of_hands = hands.all if hands is not None else 0
    is_only_known = hands is not None and (only_hands or phones.all == 0)
    if counts.votes < LEVEL_FROM:
        return Shown(hands=number_of_hands, only_hands=only_hands, tables=cast.tables)
    level = level_of(questionnaire, counts)
    is_whole = counts.votes >= COUNTS_FROM and (is_only_known or phones.votes >= COUNTS_FROM)
    return Shown(
        level=level,
        counts=counts if is_whole else None,
        label=label_of(questionnaire, counts) if is_whole else None,
        hands=number_of_hands,
        only_hands=only_hands,
        tables=cast.tables,
    )


def movement(before: Mapping[str, str], after: Mapping[str, str]) -> Movement | None:
    """How the picture moved between two ballots (seat id -> choice), or None where fewer than five voted in both."""
    both = [
        (int(before[seat]), int(choice))
        for seat, choice in after.items()
        if choice.isdigit() and _is_level(before, seat)
    ]
    if len(both) < COUNTS_FROM:
        return None
    up, down = sum(b > a for a, b in both), sum(b < a for a, b in both)
    return Movement(up, down, len(both) - up - down)


def _is_level(choices: Mapping[str, str], seat: str) -> bool:
    return choices.get(seat, "").isdigit()


def level_of(questionnaire: Questionnaire, counts: Counts) -> int | None:
    """The low median; None where more than the rule's share did not know (section 2)."""
    allowed = questionnaire.rule.dk_share
    if counts.dk * allowed.denominator > (counts.votes + counts.dk) * allowed.numerator:
        return None
    return int(low_median(at_least(np.array(counts.levels))))


def label_of(questionnaire: Questionnaire, counts: Counts) -> str:
    """How far the votes agree: `agree`, `mixed` or `divided` (section 7)."""
    limits, levels = questionnaire.rule.agreement, np.array(counts.levels)
    return str(labels(average_deviation(levels), two_camps(levels, limits), van_der_eijk_a(levels), limits))
