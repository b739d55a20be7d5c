"""What changed between two rounds of one community (section 8 of the rule)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from assessment.core.agreement import SLACK
from assessment.core.counts import MIXED_MODES
from assessment.core.released import Index
from assessment.core.standing import (
    MODE,
    NOTHING_COMMON,
    Comparable,
    Refused,
    Standing,
    common_domains,
    other_questionnaire,
    too_few,
)
from assessment.core.suppression import NotKnown

MOVED_UP, PROBABLY_UP, NO_CLEAR_CHANGE = "moved_up", "probably_up", "no_clear_change"
PROBABLY_DOWN, MOVED_DOWN = "probably_down", "moved_down"

MOVED, PROBABLY = 0.90, 0.75
SMALLEST_CHANGE = 0.3
# 97.5 % of a normal distribution lie below so many standard errors.
Z = 1.959964


@dataclass(frozen=True)
class Moves:
    """How probable it is that the phase is higher, the same, or lower in the second of two rounds."""

    up: float
    same: float
    down: float


def moves(before: Sequence[float], after: Sequence[float]) -> Moves:
    """P(up) = sum over j < k of P1(j) P2(k), the rounds being independent; P(down) with j > k.

    >>> found = moves((0, 0.1, 0.7, 0.2, 0), (0, 0, 0.2, 0.6, 0.2))
    >>> [round(share, 2) for share in (found.up, found.same, found.down)]
    [0.7, 0.26, 0.04]
    """
    pairs = [(j, k, p * q) for j, p in enumerate(before) for k, q in enumerate(after)]
    return Moves(
        up=sum(share for j, k, share in pairs if j < k),
        same=sum(share for j, k, share in pairs if j == k),
        down=sum(share for j, k, share in pairs if j > k),
    )


def verdict(found: Moves) -> str:
    """What is said of the phase."""
    for limit, up, down in ((MOVED, MOVED_UP, MOVED_DOWN), (PROBABLY, PROBABLY_UP, PROBABLY_DOWN)):
        if found.up >= limit - SLACK:
            return up
        if found.down >= limit - SLACK:
            return down
    return NO_CLEAR_CHANGE


@dataclass(frozen=True)
class IndexChange:
    """The difference of two indices over the domains rated in both, and whether it may be called a change."""

    difference: Index
    domains: tuple[int, ...]
    changed: bool


@dataclass(frozen=True)
class Change:
    """Between two rounds: the verdict on the phase, not known without a phase in both, and the index."""

    phase: str | NotKnown
    index: IndexChange | Refused


def change(before: Standing, after: Standing, comparable: Comparable = ()) -> Change | Refused:
    """What changed from one closed round of a community to a later one, or why that cannot be said."""
    if before.community != after.community or before.closed_on > after.closed_on:
        raise ValueError("a change is between two rounds of one community, the earlier one first")
    refused = (
        too_few(before)
        or too_few(after)
        or other_questionnaire(before.release.questionnaire, after.release.questionnaire, comparable)
        or _other_mode(before, after)
    )
    if refused:
        return refused
    known = before.chances is not None and after.chances is not None
    phase = verdict(moves(before.chances or (), after.chances or ())) if known else NotKnown()
    return Change(phase, index_change(before, after))


def _other_mode(before: Standing, after: Standing) -> Refused | None:
    modes = (str(before.release.mode), str(after.release.mode))
    return Refused(MODE, modes) if MIXED_MODES in modes or modes[0] != modes[1] else None


def index_change(before: Standing, after: Standing) -> IndexChange | Refused:
    """dI = I2 - I1 over the domains rated in both, with dI -+ 1.96 sqrt(SE1^2 + SE2^2), the rounds being independent.

    It is the interval of the bootstrap in its normal form: a percentile one would need the answers again, from
    which somebody may have withdrawn theirs. Changed only if it excludes 0 and abs(dI) >= 0.3.
    """
    domains = common_domains([before, after])
    if not domains:
        return Refused(NOTHING_COMMON)
    first, first_error = before.index.over(domains)
    second, second_error = after.index.over(domains)
    difference, reach = second - first, Z * sqrt(first_error**2 + second_error**2)
    low, high = difference - reach, difference + reach
    excludes_zero = low > SLACK or high < -SLACK
    return IndexChange(
        difference=Index(round(difference, 1), round(low, 1), round(high, 1)),
        domains=domains,
        changed=excludes_zero and abs(difference) >= SMALLEST_CHANGE - SLACK,
    )
