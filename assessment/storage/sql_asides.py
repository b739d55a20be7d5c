"""Rounds that their municipality has set aside, in SQL."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from assessment.core.area import Area
from assessment.core.errors import GoneError
from assessment.core.municipality import SHARE_NOTHING
from assessment.core.register import name_key
from assessment.core.set_aside import SetAside, SetAsideRound
from assessment.storage.database import Database, storable
from assessment.storage.series import forget_overviews
from assessment.storage.tables import round_, round_aside

_UNSEEN = "There is no such round here: it was deleted, or is not shared with this municipality."
_IS_SHARED = round_.c.share != SHARE_NOTHING
_OF_ROUND = [round_.c[name] for name in ("area_name", "area_municipality", "area_kind", "period")]
# They are few, of all municipalities together: a name may have been written in many ways.
_ASIDE = (
    select(round_aside, *_OF_ROUND, round_.c.closes_on, round_.c.closed_on)
    .join(round_, round_.c.id == round_aside.c.round_id)
    .where(_IS_SHARED)
    .order_by(round_aside.c.written_on.desc(), round_aside.c.round_id)
)
_WHOSE = select(round_.c.area_municipality).where(round_.c.id == bindparam("sought"), _IS_SHARED)


class SqlAsides(Database):
    """What municipalities do not count, in one database."""

    def set_aside_rounds(self, municipality: str) -> tuple[SetAsideRound, ...]:
        """The rounds that the municipality has set aside, the newest word first."""
        key = name_key(municipality)
        return tuple(
            SetAsideRound(
                SetAside(row.round_id, row.reason, row.note, row.written_by, row.written_on),
                Area(row.area_name, row.area_municipality, row.area_kind),
                row.period,
                row.closes_on,
                row.closed_on,
            )
            for row in self._read(_ASIDE, {})
            if key and name_key(row.area_municipality) == key
        )

    def set_aside(self, municipality: str, why: SetAside) -> None:
        """The round is not counted there from now on; the first word stands."""
        texts = ("round_id", "reason", "note", "written_by")
        row: dict[str, object] = {name: storable(getattr(why, name)) for name in texts}
        row["written_on"] = why.written_on
        insertion = (sqlite if self._is_sqlite else postgresql).insert(round_aside).values(row)
        try:
            with self._writing() as connection:
                self._begin(connection, municipality, why.round_id)
                connection.execute(insertion.on_conflict_do_nothing())
        except IntegrityError:  # the foreign key: it was deleted at this moment
            raise GoneError(_UNSEEN) from None

    def count_again(self, municipality: str, round_id: str) -> None:
        """The round is counted; nothing happens if it is so already."""
        with self._writing() as connection:
            self._begin(connection, municipality, round_id)
            connection.execute(delete(round_aside).where(round_aside.c.round_id == storable(round_id)))
        if self._is_sqlite:
            self._forget_log()

    def _begin(self, connection: Connection, municipality: str, round_id: str) -> None:
        """Be sure that the round is the municipality's to see, and forget what is kept of its series."""
        whose = connection.scalar(_WHOSE, {"sought": storable(round_id)})
        if not name_key(municipality) or whose is None or name_key(whose) != name_key(municipality):
            raise GoneError(_UNSEEN)
        forget_overviews(connection, round_id, self._is_sqlite)
