"""The register of areas in SQL: what holds now, and the steps that made it so."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, bindparam, delete, func, insert, select, update

from assessment.core.errors import ChangedError, GoneError
from assessment.core.register import REGISTER as OFFICIAL
from assessment.core.register import (
    Changes,
    Entry,
    Outline,
    Point,
    RegisteredArea,
    Source,
    Step,
    name_key,
    place_key,
    with_people,
)
from assessment.storage.database import Database, storable
from assessment.storage.faults import faults_told
from assessment.storage.tables import (
    area_alias,
    area_border,
    area_entry,
    area_population,
    register_scope,
    register_step,
)

# What tells the rows of each table apart, besides the step that began them.
_IDENTITY: Mapping[Table, tuple[str, ...]] = {
    area_entry: ("area_id", "key"),
    area_border: ("key",),
    area_population: ("area_id",),
    area_alias: ("place",),
}
# Any number, the same in every process: who holds it changes the register, the others wait.
_LOCK = 7_315_002
_NOT_OUTLINE = [column for column in area_entry.c if column.name != "outline"]


def _holding(*columns: Any) -> Select[Any]:
    """The entries that hold now, with their numbers of people."""
    people = (area_population.c.area_id == area_entry.c.area_id) & area_population.c.until.is_(None)
    query = select(*columns, area_population.c.number).select_from(area_entry.outerjoin(area_population, people))
    return query.where(area_entry.c.until.is_(None)).order_by(area_entry.c.name, area_entry.c.area_id)


_OF_MUNICIPALITY = area_entry.c.key == bindparam("sought")
_AREAS = _holding(*_NOT_OUTLINE).where(_OF_MUNICIPALITY)


class SqlAreas(Database):
    """The register of areas in one database."""

    def areas(self, municipality: str) -> tuple[RegisteredArea, ...]:
        """The areas of the municipality, settlements and its own ones, by name."""
        return with_people(_area(row) for row in self._asked(_AREAS, sought=_key(municipality)))

    def entries(self, municipality: str = "", outlines: bool = False) -> tuple[Entry, ...]:
        """The areas, with outlines if asked for; of all municipalities without a name."""
        query, sought = _holding(*(area_entry.c if outlines else _NOT_OUTLINE)), {}
        if municipality:
            query, sought = query.where(_OF_MUNICIPALITY), {"sought": _key(municipality)}
        rows = self._asked(query, **sought)
        return tuple(Entry(_area(row), _outline(row.outline) if outlines else None) for row in rows)

    def outlines(self, municipality: str) -> Mapping[str, Outline]:
        """The outlines of the municipality's areas, by the area's id, as far as the file held them."""
        known = area_entry.c.until.is_(None) & area_entry.c.outline.is_not(None)
        query = select(area_entry.c.area_id, area_entry.c.outline).where(known & _OF_MUNICIPALITY)
        rows = self._asked(query.order_by(area_entry.c.area_id), sought=_key(municipality))
        return {row.area_id: outline for row in rows if (outline := _outline(row.outline)) is not None}

    def border(self, municipality: str) -> Outline | None:
        """The outline of the whole municipality, if the file held it."""
        of_it = (area_border.c.key == _key(municipality)) & area_border.c.until.is_(None)
        found = self._asked(select(area_border.c.outline).where(of_it))
        return _outline(found[0].outline) if found else None

    def aliases(self, municipality: str) -> Mapping[str, str]:
        """The approved merges: place's key -> area id."""
        of_it = (area_alias.c.key == _key(municipality)) & area_alias.c.until.is_(None)
        return {row.place: row.area_id for row in self._asked(select(area_alias).where(of_it))}

    def municipalities(self) -> tuple[str, ...]:
        """The names of the municipalities that have a register."""
        official = area_entry.c.until.is_(None) & (area_entry.c.code != "")
        query = select(func.min(area_entry.c.municipality).label("name")).where(official).group_by(area_entry.c.key)
        return tuple(sorted(row.name for row in self._asked(query)))

    def source(self, municipality: str) -> Source | None:
        """Where the municipality's register comes from, or None if it has none."""
        found = next((one for one in self.steps(municipality) if one.what == OFFICIAL), None)
        return None if found is None else Source(found.source_on or found.made_on, found.note)

    def steps(self, municipality: str = "") -> tuple[Step, ...]:
        """The steps that made the municipality's register, or all of them, newest first."""
        query = select(register_step, register_scope.c.municipality).join(register_scope)
        if municipality:
            of_it = select(register_scope.c.step).where(register_scope.c.key == _key(municipality))
            query = query.where(register_step.c.number.in_(of_it))
        ordered = query.order_by(register_step.c.number.desc(), register_scope.c.municipality)
        found: dict[int, tuple[Row[Any], list[str]]] = {}
        for row in self._asked(ordered):
            found.setdefault(row.number, (row, []))[1].append(row.municipality)
        return tuple(_step(row, names) for row, names in found.values())

    def take_step(self, step: Step, changes: Changes, seen: int | None = None) -> Step:
        """Store a step with all its changes, or nothing of it."""
        keys = {_key(name): name for name in step.municipalities}
        with self._writing() as connection:
            self._alone(connection)
            if seen is not None and _newest(connection, keys) != seen:
                raise ChangedError("The register was changed meanwhile. Look at the preview again.")
            row = {"what": step.what, "made_on": step.made_on, "source_on": step.source_on}
            added = connection.execute(insert(register_step).values(row | {"note": storable(step.note)}))
            number = int((added.inserted_primary_key or (0,))[0])
            scope = [{"step": number, "key": key, "municipality": storable(name)} for key, name in keys.items()]
            if scope:
                connection.execute(insert(register_scope), scope)
            for table, ended, begun in _rows(changes):
                _end(connection, table, number, ended)
                if begun:
                    connection.execute(insert(table), [row | {"since": number} for row in begun])
        return Step(step.what, step.municipalities, step.made_on, step.source_on, step.note, number)

    def undo_step(self, number: int) -> Step:
        """Take back a step: what it began is gone, and what it ended is there again."""
        found = next((one for one in self.steps() if one.number == number), None)
        with self._writing() as connection:
            self._alone(connection)
            for table, identity in _IDENTITY.items():
                if _builds_on(connection, table, identity, number):
                    raise ChangedError("A later step of the register builds on this one. Undo that one first.")
                connection.execute(delete(table).where(table.c.since == number))
                connection.execute(update(table).where(table.c.until == number).values(until=None))
            gone = connection.execute(delete(register_step).where(register_step.c.number == number))
            if found is None or not gone.rowcount:
                raise GoneError("There is no such step of the register: it was undone, or never taken.")
        return found

    def _alone(self, connection: Connection) -> None:
        if not self._is_sqlite:
            connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))

    def _asked(self, query: Select[Any], **values: str) -> list[Row[Any]]:
        # One statement, as in `SqlStore`.
        with faults_told(), self._outside.connect() as connection:
            return list(connection.execute(query, values))


def _key(municipality: str) -> str:
    return storable(name_key(municipality))


def _newest(connection: Connection, keys: Iterable[str]) -> int:
    """The number of the newest step that is about one of these municipalities, or 0."""
    query = select(func.max(register_scope.c.step)).where(register_scope.c.key.in_(list(keys)))
    return int(connection.scalar(query) or 0)


_Rows = list[dict[str, Any]]


def _rows(changes: Changes) -> Iterable[tuple[Table, _Rows, _Rows]]:
    """For each table which rows end, given by what tells them apart, and which begin."""
    entries = [_entry_row(entry) for entry in changes.begun]
    ended = [{"area_id": storable(id_), "key": _key(municipality)} for id_, municipality in changes.ended]
    yield area_entry, ended + [{"area_id": row["area_id"], "key": row["key"]} for row in entries], entries
    borders = [{"key": _key(name), "outline": _json(outline)} for name, outline in changes.borders.items()]
    yield area_border, [{"key": row["key"]} for row in borders], borders
    people = [{"area_id": storable(id_), "number": number} for id_, number in changes.populations.items()]
    yield area_population, [{"area_id": row["area_id"]} for row in people], people
    aliases = [
        {
            "place": storable(place_key(one.name, one.municipality)),
            "key": _key(one.municipality),
            "name": storable(one.name),
            "municipality": storable(one.municipality),
            "area_id": storable(one.area_id),
        }
        for one in changes.aliases
    ]
    yield area_alias, [{"place": row["place"]} for row in aliases], aliases


def _entry_row(entry: Entry) -> dict[str, Any]:
    area = entry.area
    texts = {"area_id": area.id, "code": area.code, "name": area.name, "municipality": area.municipality}
    texts |= {"county": area.county, "kind": area.kind, "units": " ".join(area.units)}
    row: dict[str, Any] = {name: storable(value) for name, value in texts.items()}
    lon, lat = area.point or (None, None)
    outline = None if entry.outline is None else _json(entry.outline)
    return row | {"key": _key(area.municipality), "lon": lon, "lat": lat, "outline": outline}


def _end(connection: Connection, table: Table, number: int, rows: _Rows) -> None:
    if rows:
        same = [table.c[name] == bindparam(f"of_{name}") for name in _IDENTITY[table]]
        ending = update(table).where(*same, table.c.until.is_(None)).values(until=number)
        connection.execute(ending, [{f"of_{name}": value for name, value in row.items()} for row in rows])


def _builds_on(connection: Connection, table: Table, identity: tuple[str, ...], number: int) -> bool:
    """Whether a later step ended what this one began, or began anew what this one ended."""
    later = table.alias()
    same = [later.c[name] == table.c[name] for name in identity]
    ended = select(table.c.since).where((table.c.since == number) & table.c.until.is_not(None)).limit(1)
    anew = select(table.c.since).join(later, later.c.since > number).where(table.c.until == number, *same).limit(1)
    return connection.scalar(ended) is not None or connection.scalar(anew) is not None


def _area(row: Row[Any]) -> RegisteredArea:
    point: Point | None = None if row.lon is None or row.lat is None else (row.lon, row.lat)
    return _made(row.area_id, row.name, row.municipality, row.kind, row.county, row.number, point, row.units, row.code)


# The same areas are asked for at every look at an overview: making thousands of them anew would leave garbage.
@lru_cache(maxsize=16_384)
def _made(
    id_: str,
    name: str,
    municipality: str,
    kind: str,
    county: str,
    people: int | None,
    point: Point | None,
    units: str,
    code: str,
) -> RegisteredArea:
    return RegisteredArea(id_, name, municipality, kind, county, people, point, tuple(units.split()), code)


def _step(row: Row[Any], municipalities: list[str]) -> Step:
    return Step(row.what, tuple(municipalities), row.made_on, row.source_on, row.note, row.number)


def _json(outline: Outline) -> str:
    return json.dumps(outline, separators=(",", ":"))


def _outline(written: str | None) -> Outline | None:
    if written is None:
        return None
    polygons = json.loads(written)
    return tuple(tuple(tuple((x, y) for x, y in ring) for ring in polygon) for polygon in polygons)
