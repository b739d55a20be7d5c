"""Reads the first sheet of a spreadsheet file (XLSX) into cells, as they are shown."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from datetime import date

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

SIGNATURE = b"PK\x03\x04"
# A file of a megabyte may unfold into gigabytes; a list of names never does.
MOST_UNFOLDED = 50_000_000
MOST_ROWS, MOST_COLUMNS = 20_000, 100


class UnreadableError(Exception):
    """What looks like a spreadsheet cannot be read as one."""


def is_workbook(content: bytes) -> bool:
    """Whether a file's first bytes are those of an XLSX file."""
    return content.startswith(SIGNATURE)


def read_sheet(content: bytes) -> list[list[str]]:
    """The cells of the first sheet that holds anything, row by row. Raises `UnreadableError`."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNFOLDED:
                raise UnreadableError
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        for sheet in book.worksheets:
            rows = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
            cells = [[_shown(cell) for cell in row] for row in rows]
            if any(map(any, cells)):
                return cells
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError, AttributeError) as error:
        raise UnreadableError from error
    return []


def _shown(cell: object) -> str:
    """A number without a fraction is written without one, as the spreadsheet shows it."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    written = cell.isoformat() if isinstance(cell, date) else str(cell)
    return unicodedata.normalize("NFC", " ".join(written.split()))
