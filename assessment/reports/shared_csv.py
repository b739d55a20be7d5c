"""Records of a municipality's areas as CSV for programs: commas, UTF-8, days and numbers as in the JSON.

A figure that is held back is an empty cell, and `hidden` says which and why, e.g. `index:not_detailed`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from assessment.reports.score_report import safe

Record = Mapping[str, object]
AREAS = (
    "id",
    "name",
    "municipality",
    "county",
    "kind",
    "registered",
    "population",
    "longitude",
    "latitude",
    "units",
    "state",
    "closes_on",
    "counted_as",
    "only_agreed",
    "result",
)
# Up to the levels, of which each has a column called like its domain, and from there on.
RESULTS = (
    "id",
    "source",
    "area",
    "name",
    "round",
    "series",
    "period",
    "closed_on",
    "questionnaire",
    "indicative",
    "example",
    "status",
    "counting",
    "present",
    "mode",
    "phase",
    "state",
    "fading_signs",
    "kind",
    "label",
    "range_low",
    "range_high",
)
MORE_OF_RESULTS = (
    "few_answers",
    "mixed_picture",
    "index",
    "index_low",
    "index_high",
    "change",
    "change_since",
    "hidden",
)


def areas_csv(records: Sequence[Record]) -> str:
    """One row an area."""
    return _written(AREAS, records)


def results_csv(records: Sequence[Record]) -> str:
    """One row a shared result."""
    domains = dict.fromkeys(domain for one in records for domain in _mapping(one["levels"]))
    return _written([*RESULTS, *domains, *MORE_OF_RESULTS], [_flat(one) for one in records])


def _flat(record: Record) -> Record:
    """The columns of one record."""
    row, hidden = dict[str, object](record), []
    for name, value in record.items():
        if isinstance(value, Mapping) and (reason := _reason(value)):
            row[name] = None
            hidden += [f"{name}:{reason}"] if name != "index_interval" else []  # it goes with the index
    for name, prefix in (("range", "range"), ("index_interval", "index")):
        low, high = ends if isinstance(ends := row[name], list) else (None, None)
        row |= {f"{prefix}_low": low, f"{prefix}_high": high}
    change = _mapping(row["change"])
    row |= {"change": change.get("phase"), "change_since": change.get("since"), "hidden": hidden}
    return row | dict(_mapping(row["levels"]))


def _reason(figure: Mapping[str, object]) -> object:
    """Why a figure is held back. Of the levels it is all of them, or none."""
    first = next(iter(figure.values()), None)
    return figure.get("hidden") or _mapping(first).get("hidden")


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _written(columns: Sequence[str], rows: Sequence[Record]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")  # RFC 4180
    writer.writerow(columns)
    writer.writerows([_cell(row.get(name)) for name in columns] for row in rows)
    return out.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, str):
        return safe(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return safe(" ".join(map(str, value))) if isinstance(value, list) else value
