"""How the faults of a file are gathered: each is told once, with all the rows in which it is."""

from __future__ import annotations

from collections.abc import Iterable

from assessment.core.errors import FileError, Finding

# Of more runs of rows than these the rest is only counted.
MOST_RUNS = 8
LONGEST_SHOWN = 60


class Faults:
    """The faults of one file's rows."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], list[int]] = {}

    def add(self, text: str, row: int, value: str = "") -> None:
        """Note a fault, in a row as a spreadsheet counts it, with what is written there."""
        self._rows.setdefault((text, shown(value)), []).append(row)

    def found(self) -> tuple[Finding, ...]:
        """Every fault with its rows, in the order of the first."""
        return tuple(
            Finding(text, {"value": value, "rows": row_numbers(rows), "number": len(rows)})
            for (text, value), rows in self._rows.items()
        )

    def refuse(self) -> None:
        """Raise `FileError` if there is any."""
        if self._rows:
            raise FileError(*self.found())


def fault(text: str, **values: str | int) -> FileError:
    """The error of one fault of a whole file; `text` is the id of what says it."""
    return FileError(Finding(text, values))


def row_numbers(numbers: Iterable[int]) -> str:
    """Row numbers, runs of neighbours drawn together, and not more than fit on a line.

    >>> row_numbers([2, 3, 4, 7]), row_numbers(range(1, 40, 2))
    ('2–4, 7', '1, 3, 5, 7, 9, 11, 13, 15 …')
    """
    runs = runs_of(numbers)
    return ", ".join(runs[:MOST_RUNS]) + (" …" if len(runs) > MOST_RUNS else "")


def runs_of(numbers: Iterable[int]) -> list[str]:
    """Ascending numbers, runs of neighbours drawn together.

    >>> runs_of([2, 3, 4, 7])
    ['2–4', '7']
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number <= runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return [str(first) if first == last else f"{first}–{last}" for first, last in runs]


def shown(cell: str) -> str:
    """A cell as it may be shown: one line, not long, nothing in it that is not seen."""
    return "".join(sign if sign.isprintable() else " " for sign in _short(cell))


def spelled(cell: str) -> str:
    """A cell as it may be printed: signs that are not seen are named, for whoever looks for what is wrong with it."""
    return "".join(sign if sign.isprintable() else f"<U+{ord(sign):04X}>" for sign in _short(cell))


def _short(cell: str) -> str:
    return cell if len(cell) <= LONGEST_SHOWN else f"{cell[:LONGEST_SHOWN]}…"
