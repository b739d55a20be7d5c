"""A table in a text file, whatever program saved it: its encoding, its separator, its cells."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from assessment.core.errors import Finding
from assessment.intake.faults import fault, shown

DELIMITERS = (",", ";", "\t", "|")
MOST_ROWS = 50_000
MOST_COLUMNS = 200
# What text in UTF-8 looks like once it was read as something else and saved: "PÃµlva kÃ¼la"; and signs that were lost.
_TORN = re.compile("[ÃÅÄ][\u0080-\u00bf¡-¿‘-„†‡‰‹›™œžŸ]|\ufffd")
_UNSEEN = dict.fromkeys((0xFEFF, 0x200B, 0x2060, 0xAD))


@dataclass(frozen=True)
class Table:
    """Rows of trimmed cells below one header. `first` is the number of the first row, as a spreadsheet counts it."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[Finding, ...] = ()
    first: int = 2


def read_text_table(content: bytes, known: Collection[str]) -> Table:
    """The table in a text file. Of all separators the one is taken whose header has most `known` columns, in capitals.

    Raises `FileError`.
    """
    text, notes = decoded(content)
    excels = re.match(r"sep=(.)(\r\n|\r|\n|$)", text, re.IGNORECASE)
    if excels:
        return _table(_cells(text[excels.end() :], excels[1]), notes)
    header = next((line for line in re.split(r"[\r\n]+", text) if line.strip()), "")
    best = max(DELIMITERS, key=lambda delimiter: _fit(header, delimiter, known))
    return _table(_cells(text, best), notes)


def as_table(cells: list[list[str]], notes: tuple[Finding, ...] = ()) -> Table:
    """The table whose header is the first row of several cells. Raises `FileError`."""
    return _table([[tidy(cell) for cell in row] for row in cells], notes)


def decoded(content: bytes) -> tuple[str, tuple[Finding, ...]]:
    """The text of a file and what is to be said of its encoding: UTF-8, or the Baltic one of older programs."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16"), ()
        except UnicodeDecodeError:
            raise fault("areas.fault.letters") from None
    if b"\x00" in content:
        raise fault("areas.fault.unknown")
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1257"), (Finding("areas.note.baltic", {}),)
    except UnicodeDecodeError:
        raise fault("areas.fault.letters") from None


def refuse_torn(names: Collection[str]) -> None:
    """Raise `FileError` if letters were lost when somebody saved these."""
    torn = next((name for name in names if _TORN.search(name)), None)
    if torn is not None:
        raise fault("areas.fault.encoding", value=shown(torn))


def tidy(cell: str) -> str:
    """A cell on one line and in one Unicode form."""
    return " ".join(unicodedata.normalize("NFC", cell.translate(_UNSEEN)).split())


def _fit(header: str, delimiter: str, known: Collection[str]) -> tuple[int, int]:
    cells = [tidy(cell).upper() for cell in next(csv.reader([header], delimiter=delimiter), [])]
    return sum(cell in known for cell in cells), len(cells)


def _cells(text: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            rows.append([tidy(cell) for cell in row])
            if len(rows) > MOST_ROWS + 1:
                raise fault("areas.fault.rows", most=MOST_ROWS)
    except csv.Error:
        raise fault("areas.fault.quotes", row=reader.line_num) from None
    return rows


def _table(cells: list[list[str]], notes: tuple[Finding, ...]) -> Table:
    filled = [sum(map(bool, row)) for row in cells]
    # A title above the table stands in one cell.
    start = next((number for number, cells_there in enumerate(filled) if cells_there > 1), None)
    if start is None:
        start = next((number for number, cells_there in enumerate(filled) if cells_there), None)
    if start is None:
        raise fault("areas.fault.empty")
    header = cells[start]
    while header and not header[-1]:
        header = header[:-1]
    if len(header) > MOST_COLUMNS:
        raise fault("areas.fault.columns.many", most=MOST_COLUMNS)
    width = len(header)
    rows = tuple(tuple((row + [""] * width)[:width]) for row in cells[start + 1 :])
    while rows and not any(rows[-1]):
        rows = rows[:-1]
    if not rows:
        raise fault("areas.fault.rows.none")
    return Table(tuple(header), rows, notes, start + 2)
