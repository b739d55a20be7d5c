"""Which texts of respondents may be shown, and in which order (section 9 of the rule)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from assessment.core.suppression import FEW, Suppressed, Thresholds

REASON = "{domain}_reason"


@dataclass(frozen=True)
class WrittenRemark:
    """A text as a respondent left it: `item` is a note's id or ``<domain>_reason``.

    `approved` is the moderator's word, `though_few` the writer's: it may be shown "even if we are few".
    """

    item: str
    words: str
    approved: bool = False
    though_few: bool = False


@dataclass(frozen=True)
class Remark:
    """A text as it is shown: to which question, and nothing of who, when, or at which level."""

    item: str
    words: str


def shown_remarks(
    written: Iterable[WrittenRemark], counting: int, thresholds: Thresholds
) -> tuple[Remark, ...] | Suppressed:
    """The approved texts: all of them from `all` counting responses, from `few` those whose writer allowed it."""
    approved = [remark for remark in written if remark.approved and counting >= thresholds.few]
    if counting < thresholds.all:
        approved = [remark for remark in approved if remark.though_few]
        if not approved:
            return Suppressed(FEW)
    return tuple(sorted((Remark(remark.item, remark.words) for remark in approved), key=_shuffled))


def _shuffled(remark: Remark) -> bytes:
    """A place that depends on the text alone: neither on when it came nor on what else its writer wrote."""
    return sha256(f"{remark.item}\n{remark.words}".encode()).digest()
