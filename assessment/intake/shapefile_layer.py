"""One layer of a shapefile: its table, which holds the whole register, and its polygons if they came along."""

from __future__ import annotations

import codecs
import io
import logging
import re
import struct
from datetime import date
from typing import Any

import shapefile

from assessment.core.errors import FileError
from assessment.intake.faults import fault, shown
from assessment.intake.lest97 import are_degrees, are_metres, from_lonlat, written
from assessment.intake.outlines import polygon_of, transformed
from assessment.intake.settlement_rows import Rows
from assessment.intake.text_table import MOST_ROWS, tidy

_SHP_CODE = 9994  # what every .shp begins with
# What the library raises over damaged files, its own checks among them.
_BROKEN = (
    shapefile.ShapefileException,
    struct.error,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    EOFError,
    OSError,
)
# It tells the log of rings that run the wrong way round, and reads them.
logging.getLogger(shapefile.__name__).setLevel(logging.ERROR)


class Layer:
    """A shapefile's layer in memory. Raises `FileError` for what is damaged."""

    def __init__(
        self, dbf: bytes, shp: bytes | None = None, shx: bytes | None = None, cpg: bytes | None = None
    ) -> None:
        self.on = _date_of(dbf)
        self._said, encoding = _encoding(dbf, cpg)
        self._reader = _table_of(dbf, encoding)
        self._shapes = None if shp is None else _shapes_of(shp, shx, len(self._reader))

    def rows(self) -> Rows:
        """The rows of the table, all as text."""
        if len(self._reader) > MOST_ROWS:
            raise fault("areas.fault.rows", most=MOST_ROWS)
        columns = [str(field.name).upper() for field in self._reader.fields if field.name != "DeletionFlag"]
        try:
            records = [[_text(value) for value in record or ()] for record in self._reader.iterRecords()]
        except _BROKEN as error:
            # Letters that are not of the encoding come as the library's own error, told only by its words.
            raise self._not_letters() if "decode" in str(error) else fault("areas.fault.dbf") from None
        if not records:
            raise fault("areas.fault.rows.none")
        return Rows(columns, [dict(zip(columns, record, strict=True)) for record in records], first=1)

    def _not_letters(self) -> FileError:
        return fault("areas.fault.cpg", value=self._said) if self._said else fault("areas.fault.letters")

    def shape(self, number: int) -> Any:
        """The polygon of a row in L-EST97; None without one. Raises `FileError` for coordinates of elsewhere."""
        if self._shapes is None:
            return None
        try:
            found: Any = self._shapes.shape(number)
            if found is None or found.shapeType == shapefile.NULL:
                return None
            polygon = polygon_of(found.__geo_interface__)
        except _BROKEN:
            raise fault("areas.fault.shapes", row=number + 1) from None
        west, south, east, north = polygon.bounds
        if are_metres([west, east], [south, north]):
            return polygon
        if are_degrees([west, east], [south, north]):
            return transformed(polygon, from_lonlat)
        raise fault("areas.fault.shapes.elsewhere", row=number + 1, value=written(west, south))


def _table_of(dbf: bytes, encoding: str) -> shapefile.Reader:
    try:
        reader = shapefile.Reader(dbf=io.BytesIO(dbf), encoding=encoding, encodingErrors="strict")
        header, width = struct.unpack("<HH", dbf[8:12])
        # One byte less is the mark of the end, which some programs leave out.
        if len(dbf) < header + width * len(reader):
            raise fault("areas.fault.dbf")
    except _BROKEN:
        raise fault("areas.fault.dbf") from None
    return reader


def _shapes_of(shp: bytes, shx: bytes | None, expected: int) -> shapefile.Reader:
    try:
        code, length = struct.unpack(">i20xi", shp[:28])
        if code != _SHP_CODE or length * 2 > len(shp):
            raise fault("areas.fault.shapes", row=1)
        shp = shp[: length * 2]  # the library warns of what stands behind
        reader = shapefile.Reader(shp=io.BytesIO(shp), shx=None if shx is None else io.BytesIO(shx))
        number = len(reader)
    except _BROKEN:
        raise fault("areas.fault.shapes", row=1) from None
    if number != expected:
        raise fault("areas.fault.shapes.number", shapes=number, rows=expected)
    return reader


def _date_of(dbf: bytes) -> date | None:
    """The day on which the table was last written, as its header says."""
    try:
        return date(1900 + dbf[1], dbf[2], dbf[3]) if dbf[1] > 90 else None
    except (ValueError, IndexError):
        return None


def _encoding(dbf: bytes, cpg: bytes | None) -> tuple[str, str]:
    """What the file beside it says, and the encoding that this is.

    Else nothing, and UTF-8 if all rows are that, else the Baltic encoding of older programs.
    """
    said = (cpg or b"").decode("ascii", "ignore").strip().lower()
    if said:
        digits = re.sub(r"\D", "", said)
        for name in (said, "utf-8" if digits in ("65001", "8") else f"cp{digits}"):
            try:
                return shown(said), codecs.lookup(name).name
            except LookupError:
                continue
    start = int.from_bytes(dbf[8:10], "little")
    try:
        dbf[start:].decode("utf-8")
    except UnicodeDecodeError:
        return "", "cp1257"
    return "", "utf-8"


def _text(value: object) -> str:
    return "" if value is None else tidy(str(value))
