"""A spreadsheet of responses: one row a response, columns named by the questionnaire's ids.

`settlement` is needed; `round`, `respondent`, `role`, `mode`, `present`, each domain's id, `<domain>_trend` and the
extra questions' ids may be there. Every fault is found before anything is said.
"""

from __future__ import annotations

from collections import Counter
from difflib import get_close_matches
from unicodedata import category

from assessment.core.errors import RowsError
from assessment.core.questionnaire import DONT_KNOW, TRENDS, Questionnaire
from assessment.core.response import DK, MODES, NO_ANSWER, PlacedResponse, Response, trend_code
from assessment.intake.delimited import read_cells
from assessment.intake.faults import runs_of, spelled

# More faults than these are told by what is wrong, each with all rows in which it is, and not row by row.
MOST_FAULTS = 1000
NAMES = ("settlement", "round", "respondent")
MOST_SUGGESTIONS = 50
FIXED = ("settlement", "round", "respondent", "role", "mode", "present")
DEFAULT_MODE = "online"


def read_responses(content: bytes, questionnaire: Questionnaire, name: str = "file") -> list[PlacedResponse]:
    """The rows of a file's content. Raises `RowsError` with all faults at once; nothing is read then."""
    allowed = column_names(questionnaire)
    cells = read_cells(content, allowed, name)
    start = next((i for i, row in enumerate(cells) if any(row)), 0)
    header = _named([cell.lower() for cell in cells[start]], cells[start + 1 :])
    faults = [(start + 1, fault) for fault in _header_faults(header, allowed)]
    rows = []
    for number, row in enumerate(cells[start + 1 :], start + 2):
        if any(row):
            reader = _RowReader(questionnaire, number, header, row)
            rows.append(reader.read())
            faults += [(number, fault) for fault in reader.faults]
    told = _told(name, faults)
    if not rows:
        told.append(f"{name}: there is a header but no response below it. Add a row for each response.")
    if told:
        raise RowsError(told, len(faults) + (not rows))
    return rows


def _told(name: str, faults: list[tuple[int, str]]) -> list[str]:
    """A sentence for each fault; of very many, a sentence for each kind of fault with all its rows."""
    if len(faults) <= MOST_FAULTS:
        return [f"{name}, row {row}: {fault}" for row, fault in faults]
    rows: dict[str, list[int]] = {}
    for row, fault in faults:
        rows.setdefault(fault, []).append(row)
    return [f"{name}, {_rows(numbers)}: {fault}" for fault, numbers in rows.items()]


def _rows(numbers: list[int]) -> str:
    """Row numbers in words, runs of neighbours drawn together.

    >>> _rows([2, 3, 4, 7]), _rows([5])
    ('rows 2–4, 7', 'row 5')
    """
    return f"{'row' if len(set(numbers)) == 1 else 'rows'} {', '.join(runs_of(numbers))}"


def column_names(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Every column that a file may have."""
    trends = tuple(f"{domain}_trend" for domain in questionnaire.domain_ids)
    extras = tuple(question.id for question in questionnaire.questions)
    return FIXED + questionnaire.domain_ids + trends + extras


def repeated_respondents(rows: list[PlacedResponse]) -> list[str]:
    """A sentence for each respondent with several rows in one settlement and round: all of them are counted."""
    first: dict[tuple[str, str, str, str], int] = {}
    found = []
    for row in rows:
        who = row.response.respondent
        key = (row.settlement, row.round, row.response.mode, who)
        if who and key in first:
            found.append(
                f"row {row.row}: respondent '{spelled(who)}' is also in row {first[key]}. Both rows are counted."
            )
        first.setdefault(key, row.row)
    return found


def similar_settlements(rows: list[PlacedResponse]) -> list[str]:
    """A sentence for settlements whose names differ only in case or spaces: they are scored as two."""
    first: dict[str, str] = {}
    found = []
    for name in dict.fromkeys(row.settlement for row in rows):
        other = first.setdefault("".join(name.casefold().split()), name)
        if other != name:
            found.append(f"'{spelled(other)}' and '{spelled(name)}' are scored as two settlements.")
    return found


def _named(header: list[str], rows: list[list[str]]) -> list[str]:
    """The header without the nameless columns at its end that hold nothing: spreadsheets leave such behind."""
    while header and not header[-1] and not any(row[len(header) - 1] for row in rows if len(row) >= len(header)):
        header = header[:-1]
    return header


def _header_faults(header: list[str], allowed: tuple[str, ...]) -> list[str]:
    faults, seen = [], Counter(header)
    for position, column in enumerate(header, 1):
        if not column:
            faults.append(f"column {position} has no name. Name it or remove it.")
        elif column not in allowed:
            close = get_close_matches(column, allowed, n=1) if position <= MOST_SUGGESTIONS else []
            remedy = f"Did you mean '{close[0]}'? " if close else ""
            faults.append(f"unknown column '{spelled(column)}'. {remedy}Allowed: {', '.join(allowed)}.")
        elif seen[column] > 1 and header.index(column) == position - 1:
            times = "twice" if seen[column] == 2 else f"{seen[column]} times"
            faults.append(f"column '{column}' is there {times}. Keep one.")
    if "settlement" not in header:
        faults.append("column 'settlement' is missing. Every response needs the name of its settlement.")
    return faults


class _RowReader:
    """Reads one row and collects its faults."""

    def __init__(self, questionnaire: Questionnaire, number: int, header: list[str], cells: list[str]) -> None:
        self.questionnaire = questionnaire
        self.number = number
        self.cells = dict(zip(header, cells, strict=False))
        self.faults: list[str] = []
        spare = [cell for cell in cells[len(header) :] if cell]
        if spare:
            self._fault(
                f"'{spelled(spare[0])}' stands beyond the last column '{header[-1]}'. Check the quotes and separators"
            )

    def read(self) -> PlacedResponse:
        q = self.questionnaire
        levels = {str(level): level for level in range(q.top + 1)} | {DONT_KNOW: DK, "": NO_ANSWER}
        trends = {trend: trend_code(trend) for trend in TRENDS} | {"": NO_ANSWER}
        settlement = self.cells.get("settlement", "-")  # a missing column has been named once already
        if not settlement:
            self._fault("column 'settlement' is empty. Write the name of the settlement")
        for column in NAMES:
            self._refuse_control(column)
        extras = {question.id: self._option(question.id, ("", *question.options)) for question in q.questions}
        response = Response(
            role=self._option("role", q.role_ids, q.role_ids[0]),
            mode=self._option("mode", MODES, DEFAULT_MODE),
            levels=tuple(self._choice(domain, levels) for domain in q.domain_ids),
            trends=tuple(self._choice(f"{domain}_trend", trends) for domain in q.domain_ids),
            extras={question: option for question, option in extras.items() if option},
            respondent=self.cells.get("respondent", ""),
            present=self._present(),
        )
        return PlacedResponse(settlement, self.cells.get("round", ""), response, self.number)

    def _choice(self, column: str, allowed: dict[str, int]) -> int:
        cell = self.cells.get(column, "").lower()
        if cell in allowed:
            return allowed[cell]
        self._refuse(column, [option for option in allowed if option])
        return NO_ANSWER

    def _option(self, column: str, allowed: tuple[str, ...], default: str = "") -> str:
        cell = self.cells.get(column, "").lower() or default
        if cell in allowed:
            return cell
        self._refuse(column, [option for option in allowed if option])
        return default

    def _present(self) -> int | None:
        cell = self.cells.get("present", "")
        if not cell:
            return None
        if cell.isascii() and cell.isdigit() and len(cell) < 8 and int(cell) >= 1:
            return int(cell)
        self._fault(
            f"column 'present': '{spelled(cell)}' is not a number of people. Allowed: a whole number from 1, or empty"
        )
        return None

    def _refuse(self, column: str, allowed: list[str]) -> None:
        cell = self.cells.get(column, "")
        self._fault(
            f"column '{column}': '{spelled(cell)}' is not allowed. Allowed: {_listed(self.questionnaire, allowed)}"
        )

    def _refuse_control(self, column: str) -> None:
        cell = self.cells.get(column, "")
        if any(category(c) in ("Cc", "Cs") for c in cell):
            self._fault(
                f"column '{column}': '{spelled(cell)}' holds a sign that is no text. Allowed: text. Type it anew"
            )

    def _fault(self, sentence: str) -> None:
        self.faults.append(f"{sentence}.")


def _listed(questionnaire: Questionnaire, allowed: list[str]) -> str:
    levels = [str(level) for level in range(questionnaire.top + 1)]
    if allowed[: len(levels)] == levels:
        return f"0 to {questionnaire.top}, dk (don't know), or empty"
    return ", ".join(allowed) + ", or empty"
