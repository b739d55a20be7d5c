"""Accesses of municipalities' people in SQL."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import CursorResult, Select, bindparam, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from assessment.core.access import Access
from assessment.core.errors import GoneError, StoreError
from assessment.storage.database import Database, storable
from assessment.storage.tables import access, access_visit

_UNKNOWN = "There is no access with this id: it was never given here."
_COLUMNS = [column for column in access.c if column.name not in ("key", "identity")]
_ALL = select(*_COLUMNS)
# Every click on a page of the municipality asks for this one.
_AT_VISIT = (
    _ALL.join_from(access, access_visit)
    .where(access_visit.c.secret == bindparam("sought"))
    .where(access_visit.c.until >= bindparam("today"))
)


class SqlAccesses(Database):
    """The accesses in one database."""

    def give_access(self, new: Access, key: str | None, identity: str | None = None) -> None:
        """Store a new access."""
        texts = {"id": new.id, "municipality": new.municipality, "role": new.role, "label": new.label}
        row: dict[str, object] = {name: storable(value) for name, value in texts.items()}
        row |= {
            name: None if value is None else storable(value) for name, value in (("key", key), ("identity", identity))
        }
        row |= {"created_on": new.created_on, "expires_on": new.expires_on}
        row |= {"revoked_on": new.revoked_on, "last_used_on": new.last_used_on}
        try:
            with self._writing() as connection:
                connection.execute(insert(access).values(row))
        except IntegrityError:
            raise StoreError("An access with this id or key is there already. Give it a new one.") from None

    def access(self, access_id: str) -> Access:
        """The access with this id."""
        found = self._accesses(_ALL.where(access.c.id == storable(access_id)))
        if not found:
            raise GoneError(_UNKNOWN)
        return found[0]

    def access_at_key(self, key: str) -> Access | None:
        """The access that this hash of a key leads to, or None."""
        return next(iter(self._accesses(_ALL.where(access.c.key == storable(key)))), None)

    def accesses_of(self, identity: str) -> tuple[Access, ...]:
        """The accesses of this identity, the newest first."""
        of_identity = _ALL.where(access.c.identity == storable(identity))
        return self._accesses(of_identity.order_by(access.c.created_on.desc(), access.c.id.desc()))

    def accesses(self) -> tuple[Access, ...]:
        """All accesses, by municipality, then in the order in which they were given."""
        return self._accesses(_ALL.order_by(access.c.municipality, access.c.created_on, access.c.id))

    def revoke_access(self, access_id: str, day: date) -> None:
        """It lets nobody in from now on, and its visits end."""
        with self._writing() as connection:
            of_id = update(access).where(access.c.id == storable(access_id))
            done = connection.execute(of_id.values(revoked_on=func.coalesce(access.c.revoked_on, day)))
            _refuse_unknown(done)
            connection.execute(delete(access_visit).where(access_visit.c.access_id == access_id))

    def use_access(self, access_id: str, day: date) -> None:
        """It was last used on this day."""
        with self._writing() as connection:
            of_id = update(access).where(access.c.id == storable(access_id))
            _refuse_unknown(connection.execute(of_id.values(last_used_on=day)))

    def start_visit(self, access_id: str, secret: str, until: date) -> None:
        """This hash of a secret leads to the access up to and on a day."""
        row = {"secret": storable(secret), "access_id": storable(access_id), "until": until}
        try:
            with self._writing() as connection:
                connection.execute(insert(access_visit).values(row))
        except IntegrityError:  # the foreign key
            raise GoneError(_UNKNOWN) from None

    def access_at_visit(self, secret: str, today: date) -> Access | None:
        """The access that this hash of a visit's secret leads to; None once the visit is over."""
        return next(iter(self._accesses(_AT_VISIT, sought=storable(secret), today=today)), None)

    def end_visit(self, secret: str) -> None:
        """The secret leads nowhere any more."""
        with self._writing() as connection:
            connection.execute(delete(access_visit).where(access_visit.c.secret == storable(secret)))

    def forget_visits(self, today: date) -> int:
        """Remove the visits whose last day is over; how many there were."""
        with self._writing() as connection:
            gone: CursorResult[Any] = connection.execute(delete(access_visit).where(access_visit.c.until < today))
        return gone.rowcount

    def _accesses(self, query: Select[Any], **sought: object) -> tuple[Access, ...]:
        return tuple(Access(**row._mapping) for row in self._read(query, sought))


def _refuse_unknown(done: CursorResult[Any]) -> None:
    if not done.rowcount:
        raise GoneError(_UNKNOWN)
