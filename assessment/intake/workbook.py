"""Reads the first sheet of a spreadsheet file (XLSX) into cells."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Sequence
from zipfile import BadZipFile

from openpyxl import load_workbook

from assessment.core.errors import FileError
from assessment.intake.archive import Archive
from assessment.intake.faults import fault
from assessment.intake.text_table import MOST_COLUMNS, MOST_ROWS

# What the library raises over a damaged workbook; SyntaxError is that of XML.
_DAMAGED = (LookupError, ValueError, TypeError, AttributeError, SyntaxError, OSError, EOFError, BadZipFile)


def cells_of(content: bytes, archive: Archive) -> list[list[str]]:
    """The cells of the first visible sheet, row by row. Raises `FileError`."""
    archive.refuse_large()
    for name in archive.names:
        archive.read(name)  # no member is larger than it says: the library below does not look
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions that it does not know
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            sheet = next((one for one in book.worksheets if one.sheet_state == "visible"), None)
            cells = [] if sheet is None else _cells(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS))
            book.close()
    except FileError:
        raise
    except _DAMAGED:
        raise fault("areas.fault.workbook.damaged") from None
    return cells


def _cells(rows: Iterable[Sequence[object]]) -> list[list[str]]:
    found: list[list[str]] = []
    for row in rows:
        found.append([_written(value) for value in row])
        if len(found) > MOST_ROWS + 1:
            raise fault("areas.fault.rows", most=MOST_ROWS)
    return found


def _written(value: object) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
