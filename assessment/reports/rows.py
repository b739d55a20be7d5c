"""Rows as a spreadsheet reads them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from assessment.reports.score_report import safe


def as_csv(rows: Iterable[Sequence[object]]) -> bytes:
    """The rows as CSV in UTF-8, with the mark by which spreadsheets know it; no cell is run as a formula."""
    written = StringIO()
    csv.writer(written, lineterminator="\r\n").writerows([safe(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")
