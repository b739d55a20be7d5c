"""A municipality's word that a round is not to be counted there: why, by whom, and since when.

Anybody may open a round under a municipality's name. What is set aside is neither deleted nor changed, and only the
municipality knows of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assessment.core.answers import NAME_LENGTH, is_seen
from assessment.core.area import Area

# Why, in the order in which it is offered. `OTHER` needs a note.
NOT_OURS, DUPLICATE, TRIAL, NOT_SERIOUS, OTHER = REASONS = ("not_ours", "duplicate", "trial", "not_serious", "other")
# What may be wrong with a field, in the words of `core.work`.
EMPTY, TOO_LONG = "empty", "too_long"


@dataclass(frozen=True, slots=True)
class SetAside:
    """Why a round is set aside: one of `REASONS`, and a note or ``. `written_by` is the id of an access."""

    round_id: str
    reason: str
    note: str
    written_by: str
    written_on: date


@dataclass(frozen=True, slots=True)
class SetAsideRound:
    """A round that its municipality has set aside, as it was typed when it was opened; none that shares nothing."""

    why: SetAside
    area: Area
    period: str
    closes_on: date
    closed_on: date | None = None


@dataclass(frozen=True)
class WrittenReason:
    """A reason as it is filled in."""

    reason: str
    note: str = ""


def reason_faults(written: WrittenReason) -> dict[str, str]:
    """What is wrong with each field of a reason, or nothing.

    >>> reason_faults(WrittenReason("other")), reason_faults(WrittenReason("trial"))
    ({'note': 'empty'}, {})
    """
    found = {}
    if written.reason not in REASONS:
        found["reason"] = EMPTY
    if len(written.note) > NAME_LENGTH:
        found["note"] = TOO_LONG
    elif written.reason == OTHER and not is_seen(written.note):
        found["note"] = EMPTY
    return found
