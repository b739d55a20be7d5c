"""Rows of the official register as settlements: codes made whole, kinds and coordinates told, every fault named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from assessment.core.answers import NAME_LENGTH
from assessment.core.errors import Finding
from assessment.core.register import (
    BOROUGH,
    DISTRICT,
    INNER_TOWN,
    QUARTER,
    SMALL_TOWN,
    TOWN,
    VILLAGE,
    Point,
    name_key,
)
from assessment.core.settlements import Settlement
from assessment.intake.faults import Faults, fault, shown
from assessment.intake.lest97 import are_degrees, are_metres, to_lonlat
from assessment.intake.text_table import refuse_torn, tidy

# The columns of the official file: the settlement's name, code and type, the municipality's name and code.
NEEDED = ("ANIMI", "AKOOD", "TYYP", "ONIMI", "OKOOD")
COUNTY = "MNIMI"
# Where a settlement's point stands in files that hold one.
COORDINATES = (("LON", "LAT"), ("X_3301", "Y_3301"), ("X", "Y"))
KNOWN = (*NEEDED, COUNTY, "MKOOD", *(name for pair in COORDINATES for name in pair))
KINDS = {
    "3": SMALL_TOWN,
    "4": TOWN,
    "5": INNER_TOWN,
    "6": DISTRICT,
    "7": BOROUGH,
    "8": VILLAGE,
    "9": QUARTER,
}
_CODE = re.compile(r"0*(\d{1,4})(?:[.,]0+)?")
Row = Mapping[str, str]


@dataclass(frozen=True)
class Rows:
    """The rows of a file by column in capitals, and the number that a spreadsheet gives to the first."""

    columns: Sequence[str]
    rows: Sequence[Row]
    first: int = 2


@dataclass(frozen=True)
class Found:
    """The settlements, each with its place among the rows; what was mended; the number of municipalities."""

    settlements: list[tuple[int, Settlement]]
    notes: tuple[Finding, ...]
    municipalities: int


def settlements_of(table: Rows, only: str = "") -> Found:
    """The settlements of the rows, maybe of one municipality.

    Raises `FileError` with all faults at once, also of rows that were not asked for: they make the file doubtful.
    """
    _refuse_missing(table.columns)
    reader = _Reader(table)
    found = [reader.read(number, row) for number, row in enumerate(table.rows)]
    refuse_torn({one.name for one in found} | {one.municipality for one in found})
    reader.find_repeated(found)
    reader.faults.refuse()
    municipalities = len({one.municipality_code for one in found})
    if not only:
        return Found(list(enumerate(found)), reader.notes(), municipalities)
    kept = [(number, one) for number, one in enumerate(found) if name_key(one.municipality) == name_key(only)]
    if not kept:
        raise _not_there(only, found)
    return Found(kept, reader.notes(), municipalities)


class _Reader:
    """Reads rows and remembers what is wrong with them."""

    def __init__(self, table: Rows) -> None:
        self.faults = Faults()
        self._first = table.first
        self._pair = next((pair for pair in COORDINATES if set(pair) <= set(table.columns)), None)
        self._shortened = 0
        self._strange_kinds: Counter[str] = Counter()
        self._turned = 0

    def read(self, number: int, row: Row) -> Settlement:
        at = number + self._first
        kind = row["TYYP"].removesuffix(".0").lstrip("0")
        if kind not in KINDS:
            self._strange_kinds[row["TYYP"]] += 1
        return Settlement(
            municipality_code=self._code("OKOOD", row, at),
            own_code=self._code("AKOOD", row, at),
            name=self._name("ANIMI", row, at),
            municipality=self._name("ONIMI", row, at),
            kind=KINDS.get(kind, ""),
            county=tidy(row.get(COUNTY, ""))[:NAME_LENGTH],
            point=self._point(row, at),
        )

    def find_repeated(self, found: Sequence[Settlement]) -> None:
        first: dict[str, int] = {}
        for number, one in enumerate(found):
            if one.own_code and first.setdefault(one.code, number) != number:
                self.faults.add("areas.fault.repeated", number + self._first, f"{one.code} {one.name}")

    def notes(self) -> tuple[Finding, ...]:
        notes = []
        if self._shortened:
            notes.append(Finding("areas.note.zeros", {"number": self._shortened}))
        if self._strange_kinds:
            listed = ", ".join(shown(kind) or "–" for kind in sorted(self._strange_kinds))
            notes.append(Finding("areas.note.kinds", {"number": self._strange_kinds.total(), "kinds": listed}))
        if self._turned:
            notes.append(Finding("areas.note.turned", {"number": self._turned}))
        return tuple(notes)

    def _code(self, column: str, row: Row, at: int) -> str:
        found = _CODE.fullmatch(row[column])
        if found is None or not found[1].strip("0"):
            which = column.lower()
            self.faults.add(f"areas.fault.code.{which}", at, row[column])
            return ""
        if len(row[column].partition(".")[0]) < 4:
            self._shortened += 1
        return found[1].zfill(4)

    def _name(self, column: str, row: Row, at: int) -> str:
        name = tidy(row[column])
        if not any(sign.isalnum() for sign in name) or len(name) > NAME_LENGTH or not name.isprintable():
            which = column.lower()
            self.faults.add(f"areas.fault.name.{which}", at, name)
        return name

    def _point(self, row: Row, at: int) -> Point | None:
        if self._pair is None:
            return None
        written = [row[column].replace(",", ".") for column in self._pair]
        if not any(written):
            return None
        try:
            x, y = map(float, written)
        except ValueError:
            self.faults.add("areas.fault.coordinates", at, " ".join(written))
            return None
        point = point_of(x, y)
        if point is None and (point := point_of(y, x)) is not None:
            self._turned += 1
        if point is None:
            self.faults.add("areas.fault.coordinates", at, " ".join(written))
        return point


def point_of(x: float, y: float) -> Point | None:
    """The point that two coordinates mean, told by their size; None if they mean none in Estonia."""
    if are_degrees(x, y):
        return round(x, 5), round(y, 5)
    if are_metres(x, y):
        lon, lat = to_lonlat(x, y)
        return round(float(lon), 5), round(float(lat), 5)
    return None


def _refuse_missing(columns: Sequence[str]) -> None:
    missing = [column for column in NEEDED if column not in columns]
    repeated = [column for column in NEEDED if list(columns).count(column) > 1]
    if repeated:
        raise fault("areas.fault.columns.twice", columns=", ".join(repeated))
    if missing == ["ANIMI", "AKOOD"] or missing == ["ANIMI", "AKOOD", "TYYP"]:
        raise fault("areas.fault.layer", columns=", ".join(missing))
    if missing:
        there = ", ".join(shown(column) for column in columns[:12] if column) or "–"
        raise fault("areas.fault.columns.missing", columns=", ".join(missing), there=there)


def _not_there(only: str, found: Sequence[Settlement]) -> Exception:
    names = sorted({one.municipality for one in found})
    by_key = {name_key(name): name for name in names}
    close = [by_key[key] for key in get_close_matches(name_key(only), by_key, n=3)]
    listed = ", ".join(close or names[:5]) + ("" if close or len(names) <= 5 else " …")
    return fault("areas.fault.not_there", municipality=only, number=len(names), names=listed)


def by_municipality(found: Sequence[tuple[int, Settlement]]) -> Iterator[tuple[str, list[tuple[int, Settlement]]]]:
    """The settlements of each municipality, told apart as names are."""
    grouped: dict[str, list[tuple[int, Settlement]]] = {}
    for number, one in found:
        grouped.setdefault(name_key(one.municipality), []).append((number, one))
    for members in grouped.values():
        yield members[0][1].municipality, members
