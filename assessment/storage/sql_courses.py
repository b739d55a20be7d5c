"""Where live workshops stand, held still while something is written to them, in SQL."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, bindparam, func, select

from assessment.core.errors import GoneError
from assessment.core.workshop import Standing
from assessment.storage import workshop_rows as rows
from assessment.storage.database import Database, storable

UNKNOWN = "There is no workshop with this id: it was deleted, or never opened here."
# The numbers keep this lock apart from that of those who join.
_KEY = func.hashtextextended(bindparam("id"), 1)
_SHARED, _ALONE = select(func.pg_advisory_xact_lock_shared(_KEY)), select(func.pg_advisory_xact_lock(_KEY))


class SqlCourses(Database):
    """The courses of the workshops in one database.

    Who votes holds the courses that the votes are judged by, together with others who do; who moves or deletes a
    workshop has it alone. SQLite has one writer anyway. PostgreSQL's locks of rows would let those who vote pass a
    waiting reveal again and again (2.6 s measured); these are given in the order of asking.
    """

    def _held(self, connection: Connection, workshop_ids: Collection[str]) -> dict[str, Standing]:
        """Where these workshops stand; none moves, and none is deleted, before the transaction ends."""
        sought = sorted(map(storable, workshop_ids))
        self._wait(connection, sought, alone=False)
        found = connection.execute(rows.WITH_IDS, {"sought": sought})
        return {row.id: rows.standing_of(row) for row in found}

    def _held_one(self, connection: Connection, workshop_id: str) -> Standing:
        """Where one workshop stands, as `_held`. Raises `GoneError` if there is none."""
        found = self._held(connection, [workshop_id]).get(workshop_id)
        if found is None:
            raise GoneError(UNKNOWN)
        return found

    def _wait(self, connection: Connection, sorted_ids: Collection[str], alone: bool) -> None:
        if not self._is_sqlite:
            for id_ in sorted_ids:
                connection.execute(_ALONE if alone else _SHARED, {"id": id_})
