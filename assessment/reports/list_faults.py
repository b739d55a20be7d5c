"""What is wrong with a list of areas, in sentences: where, what, and what to do."""

from __future__ import annotations

from collections.abc import Iterable

from assessment.core.ports import Say
from assessment.core.wanted import COLUMNS, Fault


def sentences(say: Say, faults: Iterable[Fault]) -> list[str]:
    """A sentence for each fault, in the order of the rows."""
    return [_sentence(say, fault) for fault in sorted(faults, key=lambda fault: fault.row)]


def _sentence(say: Say, fault: Fault) -> str:
    told = say(f"many.fault.{fault.rule}", **fault.values)
    if not fault.row:
        return told
    if not fault.column:
        return say("many.fault.row", row=fault.row, told=told)
    column = say(f"many.column.{fault.column}") if fault.column in COLUMNS else fault.column
    return say("many.fault.cell", row=fault.row, column=column, told=told)
