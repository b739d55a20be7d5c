"""A worker sets a round aside that is not to be counted in the municipality, and takes it back in.

It is the municipality's own list: the community's result stays as it is, wherever the community looks at it.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from assessment.core.access import Access
from assessment.core.answers import plain
from assessment.core.errors import ForbiddenError, GoneError, UnusableError
from assessment.core.ports import Clock, Store
from assessment.core.set_aside import SetAside, WrittenReason, reason_faults


def set_aside(store: Store, clock: Clock, access: Access, round_id: str, written: WrittenReason) -> None:
    """From now on the round is not counted. What is set aside already stays as it was written first.

    Raises `ForbiddenError` to one that works for no municipality, `UnusableError` for a reason that cannot be kept, and
    `GoneError` for a round that this municipality does not see.
    """
    now = _working(store, clock, access)
    cleaned = replace(written, note=" ".join(plain(written.note).split()))
    faults = reason_faults(cleaned)
    if faults:
        told = ", ".join(f"{field} ({fault})" for field, fault in faults.items())
        raise UnusableError(f"A round cannot be set aside for that reason: {told}.")

    store.set_aside(now.municipality, SetAside(round_id, cleaned.reason, cleaned.note, now.id, clock.today()))


def take_back(store: Store, clock: Clock, access: Access, round_id: str) -> None:
    """The round is counted again; nothing happens if it is so already. Raises as `set_aside` does."""
    now = _working(store, clock, access)

    store.count_again(now.municipality, round_id)


def written_by(store: Store, why: SetAside) -> Access | None:
    """Whose word it was, None where nothing is known of that access any more."""
    with suppress(GoneError):
        return store.access(why.written_by)
    return None


def _working(store: Store, clock: Clock, access: Access) -> Access:
    now = store.access(access.id)
    if not now.works_for_municipality(clock.today()):
        raise ForbiddenError("Only who works for the municipality sets rounds aside there.")
    return now
