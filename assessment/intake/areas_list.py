"""A list of areas to open rounds for: a table as CSV or XLSX, or names that somebody typed one a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.core.errors import FileError, RowsError
from assessment.core.wanted import AREA, COLUMNS, CONTACT, KIND, MUNICIPALITY, WORDS, Fault, Wanted, named, wanted
from assessment.intake.archive import Archive
from assessment.intake.delimited import read_cells
from assessment.intake.faults import fault, spelled
from assessment.intake.recognising import ZIP, kind_of
from assessment.intake.text_table import decoded, tidy
from assessment.intake.workbook import cells_of

# What a column may be called: our own names, those of people, and those of the official register.
HEADINGS = {
    **{column: column for column in COLUMNS},
    **{WORDS[column]: column for column in COLUMNS},
    "piirkond": AREA,
    "küla": AREA,
    "asustusüksus": AREA,
    "animi": AREA,
    "vald": MUNICIPALITY,
    "onimi": MUNICIPALITY,
    "kontaktisik": CONTACT,
}
# How people write the kinds that the questionnaire knows.
KINDS = {
    **{word: kind for kind, word in WORDS.items() if kind not in COLUMNS},
    "osa külast": "part",
    "alev": "borough",
    "linn": "borough",
    "linnaosa": "borough",
}
# What may be wrong with the file itself: it is empty, cannot be read, has no column of names, has a column that nobody
# knows or one twice, or a cell beyond the last column.
EMPTY_FILE, UNREADABLE, NO_COLUMN, UNKNOWN_COLUMN, TWO_COLUMNS, BEYOND = (
    "file",
    "unreadable",
    "column_missing",
    "column_unknown",
    "column_twice",
    "beyond",
)


@dataclass(frozen=True)
class ListOfAreas:
    """What was read, and what could not be."""

    areas: tuple[Wanted, ...]
    faults: tuple[Fault, ...] = ()


def read_list(content: bytes, municipality: str = "") -> ListOfAreas:
    """The areas in a file's content. `municipality` stands in where a row names none."""
    try:
        cells = _cells(content)
    except (FileError, RowsError):
        return ListOfAreas((), (Fault(UNREADABLE if content.strip() else EMPTY_FILE),))
    start = next((number for number, row in enumerate(cells) if any(row)), None)
    if start is None:
        return ListOfAreas((), (Fault(EMPTY_FILE),))
    columns, faults = _columns(cells[start], start + 1)
    if AREA not in columns:
        faults.append(Fault(NO_COLUMN, start + 1, AREA, {"allowed": named(COLUMNS)}))
        return ListOfAreas((), tuple(faults))
    areas = []
    for number, row in enumerate(cells[start + 1 :], start + 2):
        if any(row):
            areas.append(_area(row, columns, municipality, number))
            faults += [
                Fault(BEYOND, number, "", {"written": spelled(cell)}) for cell in row[len(cells[start]) :] if cell
            ]
    return ListOfAreas(tuple(areas), tuple(faults))


def typed_list(text: str, municipality: str) -> ListOfAreas:
    """The areas of lines that somebody typed or pasted: a name, and after a tab or a semicolon whom the card is for."""
    areas = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            name, _, contact = line.replace("\t", ";").partition(";")
            areas.append(wanted(name, municipality, "", contact, number))
    return ListOfAreas(tuple(areas))


def _cells(content: bytes) -> list[list[str]]:
    if kind_of(content) != ZIP:
        text, _ = decoded(content)
        return read_cells(text.encode(), tuple(HEADINGS), "")
    archive = Archive(content)
    if not archive.is_workbook:
        raise fault("areas.fault.unknown")
    return [[tidy(cell) for cell in row] for row in cells_of(content, archive)]


def _columns(header: Sequence[str], row: int) -> tuple[dict[str, int], list[Fault]]:
    """Where each known column is, and what is wrong with the header."""
    found: dict[str, int] = {}
    faults = []
    for position, heading in enumerate(header):
        known = HEADINGS.get(heading.strip().casefold())
        if known is None and heading:
            faults.append(Fault(UNKNOWN_COLUMN, row, spelled(heading), {"allowed": named(COLUMNS)}))
        elif known in found:
            faults.append(Fault(TWO_COLUMNS, row, spelled(heading)))
        elif known is not None:
            found[known] = position
    return found, faults


def _area(row: Sequence[str], columns: dict[str, int], municipality: str, number: int) -> Wanted:
    cells = {column: row[position] for column, position in columns.items() if position < len(row)}
    kind = cells.get(KIND, "")
    return wanted(
        cells.get(AREA, ""),
        cells.get(MUNICIPALITY, "") or municipality,
        KINDS.get(kind.casefold(), kind),
        cells.get(CONTACT, ""),
        number,
    )
