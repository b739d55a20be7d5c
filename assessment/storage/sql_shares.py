"""What rounds share with their municipality, in SQL: a round that shares nothing is in none of these statements.

Nor is one that the municipality has set aside, see `sql_asides.py`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import islice
from typing import Any, cast

from sqlalchemy import Connection, Row, Select, bindparam, case, func, not_, select

from assessment.core.area import Area
from assessment.core.municipality import SHARE_NOTHING
from assessment.core.register import name_key
from assessment.core.response import GROUP
from assessment.core.shared_rounds import FrozenShare, GroupAnswer, StoredShare, StoredShares
from assessment.storage.database import Database, storable
from assessment.storage.series import lock_series
from assessment.storage.sql_rounds import assembled, of_id, round_of, with_answers
from assessment.storage.tables import assessment, round_, round_aside

# A statement holds only so many values; and so many series are kept at once that others may write between.
CHUNK = 200

_SPELLINGS = select(round_.c.area_municipality).distinct()
_IS_SHARED = (round_.c.share != SHARE_NOTHING) & round_.c.id.not_in(select(round_aside.c.round_id))
_OF_THESE = round_.c.area_municipality.in_(bindparam("spellings", expanding=True))
_ROUNDS = select(round_).where(round_.c.id.in_(bindparam("ids", expanding=True)), _IS_SHARED)
_IS_FROZEN = round_.c.snapshot.is_not(None)
_WAITING = (
    *(round_.c[name] for name in ("id", "series", "number", "area_name", "area_municipality", "area_kind")),
    *(round_.c[name] for name in ("closes_on", "closed_on")),
    _IS_FROZEN.label("is_frozen"),
)
# The overviews as one text, a line each, and the ids of the rounds without one: thousands of rows would take longer,
# and leave garbage.
_LINE = "\n"
_SHARED = cast(
    "Select[Any]",
    select(
        func.aggregate_strings(round_.c.overview, _LINE).label("made"),
        func.aggregate_strings(case((round_.c.overview.is_(None), round_.c.id)), _LINE).label("waiting"),
    ).where(_OF_THESE, _IS_SHARED),
)
_DETAILS = select(*_WAITING).where(round_.c.id.in_(bindparam("ids", expanding=True)), _IS_SHARED)
_IS_OF_FORM = func.substr(round_.c.overview, 1, func.length(bindparam("form"))) == bindparam("form")
_OLDER = select(*_WAITING).where(_OF_THESE, _IS_SHARED, not_(_IS_OF_FORM))
# Written out as in the index, which is not used otherwise.
_BY_GROUP = assessment.c.mode == bindparam("mode", GROUP, literal_execute=True)
_GROUPS = (
    with_answers()
    .join(round_, round_.c.id == assessment.c.round_id)
    .where(_BY_GROUP, _OF_THESE, _IS_SHARED, round_.c.closed_on.is_not(None))
)
_FROZEN = _ROUNDS.where(_IS_FROZEN)
_SNAPSHOTS = select(round_.c.id, round_.c.snapshot).where(
    round_.c.series == bindparam("series"), _IS_SHARED, _IS_FROZEN
)


class SqlShares(Database):
    """Rounds for their municipality, in one database."""

    def shared_rounds(self, municipality: str, form: str) -> StoredShares:
        """The municipality's rounds, open and closed."""
        texts, ids = list[str](), list[str]()
        for row in self._of_municipality(_SHARED, municipality):
            texts, ids = (found.split(_LINE) if found else [] for found in (row.made, row.waiting))
        made = tuple(text for text in texts if text.startswith(form))
        waiting = self._read_many(_DETAILS, ids)
        if len(made) < len(texts):
            waiting += self._of_municipality(_OLDER, municipality, form=form)
        return StoredShares(made, tuple(map(_share, waiting)))

    def group_answers(self, municipality: str) -> tuple[GroupAnswer, ...]:
        """What groups agreed on in the municipality's closed rounds."""
        found = assembled(self._of_municipality(_GROUPS, municipality))
        of_id = {row.id: round_of(row) for row in self._read_many(_ROUNDS, {str(one.round_id) for one in found})}
        return tuple(
            GroupAnswer(of_id[one.round_id], one.started_on, one.answers) for one in found if one.round_id in of_id
        )

    def frozen_rounds(self, round_ids: Collection[str]) -> tuple[FrozenShare, ...]:
        """Those of these rounds that have a snapshot, by their ids."""
        return tuple(FrozenShare(round_of(row), row.snapshot) for row in self._read_many(_FROZEN, round_ids))

    def keep_overviews(self, made: Sequence[Mapping[str, str]], seen: Mapping[str, str]) -> None:
        """Keep what municipalities see of rounds, of series that are as they were seen."""
        waiting = iter(made)
        while some := list(islice(waiting, CHUNK)):
            with self._writing() as connection:
                for of_series in some:
                    self._keep_series(connection, of_series, seen)

    def _keep_series(self, connection: Connection, of_series: Mapping[str, str], seen: Mapping[str, str]) -> None:
        """Keep what is seen of one series, alone with it."""
        series = lock_series(connection, next(iter(of_series)), self._is_sqlite)
        frozen = connection.execute(_SNAPSHOTS, {"series": series}).all()
        if {row.id: row.snapshot for row in frozen} == {id_: seen[id_] for id_ in of_series}:
            for id_, text in of_series.items():
                connection.execute(of_id(id_).values(overview=storable(text)))

    def _of_municipality(self, query: Select[Any], municipality: str, **more: str) -> Sequence[Row[Any]]:
        """The rows of a municipality, however its name was written when the rounds were opened."""
        key = name_key(municipality)
        spellings = [row[0] for row in self._read(_SPELLINGS, {}) if name_key(row[0]) == key]
        return self._read(query, {"spellings": spellings, **more}) if key and spellings else ()

    def _read_many(self, query: Select[Any], ids: Collection[str]) -> list[Row[Any]]:
        """The rows of a statement for as many ids as there are, by these."""
        waiting, found = iter(sorted(ids)), list[Row[Any]]()
        while some := list(islice(waiting, CHUNK)):
            found += self._read(query, {"ids": some})
        return sorted(found, key=lambda row: str(row.id))


def _share(row: Row[Any]) -> StoredShare:
    return StoredShare(
        id=row.id,
        series=row.series,
        number=row.number,
        area=Area(row.area_name, row.area_municipality, row.area_kind),
        closes_on=row.closes_on,
        closed_on=row.closed_on,
        is_frozen=bool(row.is_frozen),
    )
