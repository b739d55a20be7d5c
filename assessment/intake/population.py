"""Numbers of people by settlement: no file of a standard kind, so somebody says which column is which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assessment.core.errors import Finding
from assessment.core.register import name_key
from assessment.core.settlements import People
from assessment.intake.archive import Archive
from assessment.intake.faults import Faults, fault, row_numbers, shown
from assessment.intake.recognising import DBF, JSON, ZIP, kind_of
from assessment.intake.text_table import Table, as_table, read_text_table, refuse_torn
from assessment.intake.workbook import cells_of

# How columns of codes and of numbers are often called, in the order in which they are looked for.
CODES = ("AKOOD", "EHAK", "KOOD", "CODE", "ASULA KOOD", "EHAK KOOD", "ANIMI", "ASULA", "ASUSTUSÜKSUS", "NIMI")
NUMBERS = ("ELANIKE ARV", "ELANIKKE", "RAHVAARV", "ELANIKUD", "ARV", "INIMESI", "POPULATION", "KOKKU", "TOTAL")
MOST_PEOPLE = 10_000_000
# What a file writes where the number is not known, or not told.
_UNKNOWN = ("", "-", "–", "..", "...", "x", "n/a", "na")
_GROUPED = re.compile(r"\d{1,3}(?:[ ,.']\d{3})+(?:[.,]0+)?", re.ASCII)
_PLAIN = re.compile(r"\d+(?:[.,]0+)?", re.ASCII)
_CODE = re.compile(r"\d{1,8}(?:[.,]0+)?", re.ASCII)


@dataclass(frozen=True)
class Columns:
    """Which column holds the code or name of a settlement, and which the number of its people."""

    code: str
    number: str


def read_table(content: bytes) -> Table:
    """The table of a CSV file or of the first sheet of an XLSX. Raises `FileError`."""
    kind = kind_of(content)
    if kind in (DBF, JSON):
        raise fault("areas.fault.population.kind")
    if kind != ZIP:
        return read_text_table(content, {*CODES, *NUMBERS})
    archive = Archive(content)
    if not archive.is_workbook:
        raise fault("areas.fault.population.kind")
    return as_table(cells_of(content, archive))


def guessed(table: Table) -> Columns | None:
    """The columns that are called as such columns often are, or None."""
    found = [_called(table, names) for names in (CODES, NUMBERS)]
    return Columns(*found) if all(found) else None


def people_of(table: Table, columns: Columns, name: str = "") -> People:
    """The numbers of people, by code or name as they are written. Raises `FileError` with all faults at once.

    Rows of nobody's place, such as "Aadressita isikud" with code 0, and unknown numbers are left out and told.
    """
    at = [_position(table, column) for column in (columns.code, columns.number)]
    if at[0] == at[1]:
        raise fault("areas.fault.population.same")
    faults, left = Faults(), _Left()
    by_place: dict[str, int] = {}
    names: list[str] = []
    for row, cells in enumerate(table.rows, table.first):
        place, number = _place(cells[at[0]]), cells[at[1]]
        if not any(cells):
            continue
        if place is None:
            left.placeless.append(row)
        elif number.casefold() in _UNKNOWN:
            left.unknown.append(row)
        elif (people := number_of(number)) is None:
            faults.add("areas.fault.number", row, number)
        elif name_key(place) in by_place:
            faults.add("areas.fault.repeated", row, place)
        else:
            by_place[name_key(place)] = people
            names.append(place)
    refuse_torn(names)
    faults.refuse()
    if not by_place:
        raise fault("areas.fault.population.none")
    return People(shown(name), by_place, (*table.notes, *left.notes()))


def number_of(cell: str) -> int | None:
    """A number of people however thousands are parted; None for what is none.

    >>> number_of("5,624"), number_of("5 624"), number_of("12.0"), number_of("5,62"), number_of("-3")
    (5624, 5624, 12, None, None)
    """
    plain = re.sub("[\u00a0\u2009\u202f ]+", " ", cell)
    if _GROUPED.fullmatch(plain):
        plain = re.sub("[ ,.']", "", re.sub(r"[.,]0{1,2}$", "", plain))
    if not _PLAIN.fullmatch(plain):
        return None
    number = int(re.split("[.,]", plain)[0][:12])
    return number if number <= MOST_PEOPLE else None


def _called(table: Table, names: Sequence[str]) -> str:
    """The first column that is called so, else the first whose name begins so, as "Elanike arv 2026"."""
    keys = {column: name_key(column) for column in table.header if column}
    exact = (column for name in names for column, key in keys.items() if key == name_key(name))
    begins = (column for name in names for column, key in keys.items() if key.startswith(f"{name_key(name)} "))
    return next(exact, "") or next(begins, "")


@dataclass
class _Left:
    """The rows that were left out."""

    def __post_init__(self) -> None:
        self.placeless: list[int] = []
        self.unknown: list[int] = []

    def notes(self) -> tuple[Finding, ...]:
        kinds = (("placeless", self.placeless), ("unknown", self.unknown))
        return tuple(
            Finding(f"areas.note.{kind}", {"number": len(rows), "rows": row_numbers(rows)})
            for kind, rows in kinds
            if rows
        )


def _place(cell: str) -> str | None:
    """A code made whole, or a name; None for a row of no place: empty, or with code 0."""
    if _CODE.fullmatch(cell):
        digits = re.split("[.,]", cell)[0]
        return (digits.zfill(4) if len(digits) <= 4 else digits.zfill(8)) if digits.strip("0") else None
    return cell or None


def _position(table: Table, column: str) -> int:
    """A column is named as in the file, or however case and spaces are written."""
    keys = [name_key(one) for one in table.header]
    if column in table.header:
        return table.header.index(column)
    if name_key(column) not in keys:
        there = ", ".join(shown(one) for one in table.header[:12] if one) or "–"
        raise fault("areas.fault.columns.missing", columns=shown(column), there=there)
    return keys.index(name_key(column))
