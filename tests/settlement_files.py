"""Files of settlements of a country that there is not, in the layouts of the official ones."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence

import shapefile

COLUMNS = ("ANIMI", "AKOOD", "TYYP", "ONIMI", "OKOOD", "MNIMI", "MKOOD")
# Two municipalities of squares of one kilometre, side by side, in L-EST97.
KUUSE, PIHLA = "Kuuse vald", "Pihla vald"
ROWS: tuple[tuple[str, ...], ...] = (
    ("Õunapuu küla", "0101", "8", KUUSE, "0072", "Metsa maakond", "0001"),
    ("Žuravli küla / Tränsby", "0102", "8", KUUSE, "0072", "Metsa maakond", "0001"),
    ("Kuuse alevik", "0103", "7", KUUSE, "0072", "Metsa maakond", "0001"),
    ("Õunapuu küla", "0201", "8", PIHLA, "0093", "Metsa maakond", "0001"),
    ("Pihla linn", "0093", "4", PIHLA, "0093", "Metsa maakond", "0001"),
)
EAST, NORTH, SIDE = 650_000.0, 6_450_000.0, 1000.0


def square(number: int) -> list[list[float]]:
    """The ring of a square, clockwise as shapefiles have it; the next number lies to the east of it."""
    west, south = EAST + number * SIDE, NORTH
    east, north = west + SIDE, south + SIDE
    return [[west, south], [west, north], [east, north], [east, south], [west, south]]


def layer(
    rows: Iterable[Sequence[str]] = ROWS,
    columns: Sequence[str] = COLUMNS,
    encoding: str = "cp1257",
    shapes: Sequence[object] | None = None,
) -> dict[str, bytes]:
    """The files of a shapefile by their endings."""
    parts = {ending: io.BytesIO() for ending in ("shp", "shx", "dbf")}
    writer = shapefile.Writer(**parts, encoding=encoding)
    writer.shapeType = shapefile.POLYGON
    for column in columns:
        writer.field(column, "C", 60 if column.endswith("NIMI") else 6)
    for number, row in enumerate(rows):
        ring = square(number) if shapes is None else shapes[number]
        if ring is None:
            writer.null()
        else:
            writer.poly([ring])
        writer.record(*row)
    writer.close()
    return {ending: held.getvalue() for ending, held in parts.items()}


def zipped(parts: Mapping[str, bytes], stem: str = "asustusyksus_20260401") -> bytes:
    """A zip of files: by their endings, or by whole names where they have one."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name if "." in name else f"{stem}.{name}", content)
    return held.getvalue()


def csv(
    rows: Iterable[Sequence[str]] = ROWS,
    columns: Sequence[str] = COLUMNS,
    delimiter: str = ",",
    encoding: str = "utf-8",
) -> bytes:
    """A text file with these rows."""
    return "".join(delimiter.join(cells) + "\r\n" for cells in (columns, *rows)).encode(encoding)


def geojson(rings: Sequence[object], rows: Sequence[Sequence[str]] = ROWS, columns: Sequence[str] = COLUMNS) -> bytes:
    """A collection of features with these rings; None for a feature without a place."""
    features = [
        {
            "type": "Feature",
            "properties": dict(zip(columns, row, strict=True)),
            "geometry": None if ring is None else {"type": "Polygon", "coordinates": [ring]},
        }
        for row, ring in zip(rows, rings, strict=True)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()
