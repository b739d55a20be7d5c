"""Where accesses are kept, as a protocol: a part of `core.ports.Store`."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from assessment.core.access import Access


class Accesses(Protocol):
    """The accesses of municipalities' people and the visits that were begun with them.

    Keys, identities (who signs in elsewhere) and secrets of visits are given as their hashes. Unknown ids raise
    `GoneError`.
    """

    def give_access(self, new: Access, key: str | None, identity: str | None = None) -> None:
        """Store a new access, found by a key or by an identity. Raises `StoreError` if its id or key is taken."""

    def access(self, access_id: str) -> Access:
        """The access with this id."""

    def access_at_key(self, key: str) -> Access | None:
        """The access that this hash of a key leads to, valid or not, or None."""

    def accesses_of(self, identity: str) -> tuple[Access, ...]:
        """The accesses that this hash of an identity leads to, valid or not, the newest first."""

    def accesses(self) -> tuple[Access, ...]:
        """All accesses, by municipality, then in the order in which they were given."""

    def revoke_access(self, access_id: str, day: date) -> None:
        """It lets nobody in from now on, and its visits end; the first day stands."""

    def use_access(self, access_id: str, day: date) -> None:
        """It was last used on this day."""

    def start_visit(self, access_id: str, secret: str, until: date) -> None:
        """This hash of a secret leads to the access up to and on a day."""

    def access_at_visit(self, secret: str, today: date) -> Access | None:
        """The access that this hash of a visit's secret leads to, valid or not; None once the visit is over."""

    def end_visit(self, secret: str) -> None:
        """The secret leads nowhere any more; nothing happens if it did not before."""

    def forget_visits(self, today: date) -> int:
        """Remove the visits whose last day is over; how many there were."""
