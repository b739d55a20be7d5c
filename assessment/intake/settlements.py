"""The official register of settlements as it is downloaded: SHP zip, DBF, CSV or GeoJSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from assessment.core.errors import Finding
from assessment.core.register import Outline
from assessment.core.settlements import Settlement, SettlementFile
from assessment.intake.archive import Archive
from assessment.intake.faults import fault, shown
from assessment.intake.geojson import read_features
from assessment.intake.outlines import drawn
from assessment.intake.recognising import DBF, JSON, ZIP, date_in, kind_of
from assessment.intake.settlement_rows import KNOWN, Rows, by_municipality, settlements_of
from assessment.intake.shapefile_layer import Layer
from assessment.intake.text_table import read_text_table

# What the official zip of settlements is called, among zips that hold several layers.
LAYER = "asustus"


@dataclass(frozen=True)
class _Opened:
    """A file before its rows are looked at: `shape` gives the polygon in L-EST97 of the row with a number, or None."""

    rows: Rows
    on: date | None
    shape: Callable[[int], Any]
    notes: tuple[Finding, ...] = ()


def read_settlements(content: bytes, name: str, only: str = "") -> SettlementFile:
    """The settlements in a file, of all municipalities or of `only` one. Raises `FileError`."""
    opened = _opened(content, name)
    found = settlements_of(opened.rows, only)
    settlements, borders = _with_outlines(found.settlements, opened.shape)
    return SettlementFile(
        name=shown(name),
        settlements=tuple(settlements),
        borders=borders,
        on=opened.on,
        notes=(*opened.notes, *found.notes, *_without_outline(settlements)),
        municipalities=found.municipalities,
    )


def _opened(content: bytes, name: str) -> _Opened:
    kind = kind_of(content)
    if kind == ZIP:
        return _of_zip(content, name)
    if kind == DBF:
        layer = Layer(content)
        return _Opened(layer.rows(), date_in(name) or layer.on, layer.shape)
    if kind == JSON:
        return _of_json(content, name)
    table = read_text_table(content, KNOWN)
    columns = [column.upper() for column in table.header]
    rows = [dict(zip(columns, row, strict=True)) for row in table.rows]
    return _Opened(Rows(columns, rows, table.first), date_in(name), lambda _: None, table.notes)


def _of_zip(content: bytes, name: str) -> _Opened:
    archive = Archive(content)
    if archive.is_workbook:
        raise fault("areas.fault.workbook")
    tables = archive.ending(".dbf")
    if tables:
        table = _layer_of(tables)
        stem = table[:-4].lower()
        beside = {one.lower()[len(stem) :]: one for one in archive.names if one.lower().startswith(f"{stem}.")}
        wanted = [beside[ending] for ending in (".dbf", ".shp", ".shx", ".cpg") if ending in beside]
        archive.refuse_large(*wanted)
        parts = {one.lower()[len(stem) :]: archive.read(one) for one in wanted}
        layer = Layer(parts[".dbf"], parts.get(".shp"), parts.get(".shx"), parts.get(".cpg"))
        return _Opened(layer.rows(), date_in(table, name) or layer.on, layer.shape)
    others = (*archive.ending(".csv"), *archive.ending(".geojson"), *archive.ending(".json"))
    if len(others) == 1:
        inside = archive.read(others[0])
        if kind_of(inside) == ZIP:
            raise fault("areas.fault.zip.without_table", names=shown(others[0]))
        found = _opened(inside, others[0])
        return replace(found, on=found.on or date_in(name))
    listed = ", ".join(shown(one) for one in archive.names[:5]) or "–"
    raise fault("areas.fault.zip.without_table", names=listed + (" …" if len(archive.names) > 5 else ""))


def _layer_of(tables: tuple[str, ...]) -> str:
    if len(tables) == 1:
        return tables[0]
    named = [name for name in tables if LAYER in name.lower()]
    if len(named) != 1:
        raise fault("areas.fault.zip.several", names=", ".join(shown(name) for name in tables[:5]))
    return named[0]


def _of_json(content: bytes, name: str) -> _Opened:
    features = read_features(content)
    return _Opened(features.rows(), date_in(name), features.shape, features.notes)


def _with_outlines(
    found: list[tuple[int, Settlement]], shape: Callable[[int], Any]
) -> tuple[list[Settlement], Mapping[str, Outline]]:
    settlements: list[Settlement] = []
    borders: dict[str, Outline] = {}
    for municipality, members in by_municipality(found):
        of_it = drawn([shape(number) for number, _ in members])
        if of_it.border is not None:
            borders[municipality] = of_it.border
        for (_, one), outline, point in zip(members, of_it.outlines, of_it.points, strict=True):
            settlements.append(replace(one, outline=outline, point=one.point or point))
    return settlements, borders


def _without_outline(settlements: list[Settlement]) -> list[Finding]:
    """What a map will miss."""
    bare, unplaced = (
        sum(test) for test in ([one.outline is None for one in settlements], [one.point is None for one in settlements])
    )
    notes = [Finding("areas.note.no_outline", {"number": bare})] if bare else []
    return notes + ([Finding("areas.note.no_point", {"number": unplaced})] if unplaced else [])
