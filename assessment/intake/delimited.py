"""Reads a delimited text file (comma, semicolon or tab) into cells, with its faults named as a person can mend them."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Collection

from assessment.core.errors import RowsError

DELIMITERS = (",", ";", "\t")
# Signs of no width that copying leaves behind: nobody sees them, and nobody means them.
_UNSEEN = dict.fromkeys((0xFEFF, 0x200B, 0x2060))


def read_cells(content: bytes, known_columns: Collection[str], name: str) -> list[list[str]]:
    """The cells of a file, row by row, trimmed; the header is the first row. Raises `RowsError`.

    The delimiter is the one whose header has most known columns. An Excel line `sep=;` before the header is obeyed.
    """
    text = _decode(content, name)
    excels = re.match(r"sep=(.)(\r\n|\r|\n|$)", text, re.IGNORECASE)
    if excels:
        cells = _split(text[excels.end() :], excels[1], name)
    else:
        header = next((line for line in re.split(r"[\r\n]+", text) if line.strip()), "")
        best = max(DELIMITERS, key=lambda delimiter: _known(header, delimiter, known_columns))
        cells = _split(text, best, name)
    if not any(map(any, cells)):
        raise RowsError([_empty(name)])
    return cells


def _empty(name: str) -> str:
    return f"{name}: the file is empty. It needs a header row and a row for each response."


def _decode(content: bytes, name: str) -> str:
    if not content.strip():
        raise RowsError([_empty(name)])
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise RowsError([f"{name}: the file is UTF-16. Save it as 'CSV UTF-8'."])
    if b"\x00" in content:
        raise RowsError([f"{name}: the file is not text. Save the spreadsheet as 'CSV UTF-8'."])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        raise RowsError([f"{name}, line {row}: the file is not UTF-8. Save it as 'CSV UTF-8'."]) from error


def _known(header: str, delimiter: str, known_columns: Collection[str]) -> tuple[int, int]:
    try:
        cells = [cell.strip().lower() for cell in next(csv.reader([header], delimiter=delimiter), [])]
    except csv.Error:
        return (0, 0)
    return (sum(cell in known_columns for cell in cells), len(cells))


def _split(text: str, delimiter: str, name: str) -> list[list[str]]:
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            rows.append([_tidy(cell) for cell in row])
    except csv.Error as error:
        where = f"{name}, line {reader.line_num}: "
        if "field larger" in str(error):
            raise RowsError(
                [where + "a cell never ends. Look above for a quotation mark without its second."]
            ) from error
        raise RowsError([f"{where}{error}. Check the quotation marks of this row."]) from error
    return rows


def _tidy(cell: str) -> str:
    """The cell on one line and in one Unicode form: the same name typed on two systems is one settlement."""
    one_line = re.sub(r"\s*[\t\r\n\v\f\x85\u2028\u2029]+\s*", " ", cell.translate(_UNSEEN))
    return unicodedata.normalize("NFC", one_line).strip()
