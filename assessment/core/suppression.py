"""What stands where a figure may not be shown, and from how many answers on one may (section 9 of the rule)."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.core.errors import ThresholdError
from assessment.core.rule import Rule

# Why a figure is held back.
FEW = "few"
OPEN = "open"  # the round is not closed yet
KNOWN = "known"  # the viewer keyed or imported nearly all responses, and could subtract them
NOT_DETAILED = "not_detailed"  # the community does not share the first core domain in detail
NOT_SHARED = "not_shared"
MODERATION = "moderation"  # texts wait until somebody has read them
REMOVED = "removed"  # the responses were anonymised, and their texts are gone
MUNICIPALITY_ONLY = "municipality_only"


@dataclass(frozen=True)
class Suppressed:
    """Stands in the place of a figure that is held back; `reason` says why, and nothing else."""

    reason: str


@dataclass(frozen=True)
class NotKnown:
    """Stands in the place of a figure that the answers do not give, e.g. the level of a domain that is not rated."""


@dataclass(frozen=True)
class Thresholds:
    """From how many counting responses what is released. An installation may set `few`; the others follow.

    >>> [(t.few, t.fuller, t.all) for t in (Thresholds(), Thresholds(3), Thresholds(9), Thresholds(12))]
    [(5, 8, 10), (3, 8, 10), (9, 9, 10), (12, 12, 12)]
    """

    few: int = 5

    def __post_init__(self) -> None:
        if self.few < 3:
            raise ThresholdError(
                f"Results of fewer than 3 people are never shown: {self.few} is refused. Set 3 or more."
            )

    @property
    def fuller(self) -> int:
        """From here on also index, probabilities, bounds, agreement labels, comparison and change."""
        return max(8, self.few)

    @property
    def all(self) -> int:
        """From here on also distributions, blocks, figures of spread, an order by share, and texts."""
        return max(10, self.few)

    def min_answers(self, rule: Rule) -> int:
        """How many answers rate a domain in a result that is to be released."""
        return max(self.few, rule.min_answers.released)


@dataclass(frozen=True)
class Progress:
    """All that anybody sees of an open round: 0 is none yet, 1 fewer than `few`, else at least so many."""

    at_least: int
    few: int


def progress(counting: int, thresholds: Thresholds) -> Progress:
    """How far an open round has come, in steps of `few`.

    >>> [progress(n, Thresholds()).at_least for n in (0, 1, 4, 5, 9, 10, 14)]
    [0, 1, 1, 5, 5, 10, 10]
    """
    step = thresholds.few
    return Progress(counting // step * step if counting >= step else min(counting, 1), step)


def may_join(others: int, thresholds: Thresholds) -> bool:
    """Whether a workshop's votes may be pooled with a round that holds `others` other counting responses at closing."""
    return others == 0 or others >= thresholds.few


def held_back(number: int, known: int, needed: int, thresholds: Thresholds) -> Suppressed | None:
    """Why a figure over `number` responses, of which the viewer keyed `known`, is not shown; None if it is.

    It needs `needed` responses, and at least `few` besides the known ones, or none besides them.
    """
    if number < needed:
        return Suppressed(FEW)
    return Suppressed(KNOWN) if 0 < number - known < thresholds.few else None


def tenths(share: float) -> int:
    """A share as "about 7 in 10": never below 1 nor above 9, so that it neither promises nor shows unanimity.

    >>> [tenths(share) for share in (0, 0.25, 0.7, 0.849, 0.95, 1)]
    [1, 3, 7, 8, 9, 9]
    """
    # Halves go up. The slack is for shares such as 0.35 that no float holds exactly.
    return min(9, max(1, int(10 * share + 0.5 + 1e-9)))
