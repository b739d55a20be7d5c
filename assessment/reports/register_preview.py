"""What a file of settlements or people changes, and what is wrong with it, in words, for page and command."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assessment.core.difference import Difference, Met
from assessment.core.errors import Finding
from assessment.core.ports import Say
from assessment.core.register import Entry, RegisteredArea


@dataclass(frozen=True)
class Group:
    """What changes in one way: a heading with its number, and a line for each."""

    title: str
    lines: tuple[str, ...]


def changes_told(found: Difference, say: Say) -> tuple[Group, ...]:
    """The groups of what a file changes, those that are not empty."""
    several = len(found.municipalities) > 1
    groups = (
        ("areas.preview.new", [_entry(entry, several) for entry in found.new]),
        ("areas.preview.gone", [_entry(entry, several) for entry in found.gone]),
        ("areas.preview.renamed", [_arrow(one, one.before.area.name, one.after.area.name) for one in found.renamed]),
        ("areas.preview.moved", [_moved(one) for one in found.moved]),
        ("areas.preview.recoded", [_arrow(one, one.before.area.code, one.after.area.code) for one in found.recoded]),
        ("areas.preview.redrawn", [_entry(one.after, several) for one in found.redrawn]),
        ("areas.preview.bereft", [area.name for area in found.bereft]),
    )
    return tuple(Group(say(id_, number=len(lines)), tuple(lines)) for id_, lines in groups if lines)


def areas_told(id_: str, areas: Iterable[RegisteredArea], say: Say) -> Group:
    """A group of areas by name."""
    lines = tuple(area.name for area in areas)
    return Group(say(id_, number=len(lines)), lines)


def findings_told(findings: Iterable[Finding], say: Say) -> tuple[str, ...]:
    """A sentence for each thing that was found in a file."""
    return tuple(_sentence(one, say) for one in findings)


def _sentence(one: Finding, say: Say) -> str:
    values = dict(one.values)
    number = values.get("number")
    if one.text.startswith("areas.note.") and isinstance(number, int):
        del values["number"]
        return say.count(one.text, number, **values)
    return say(one.text, **values)


def _entry(entry: Entry, several: bool) -> str:
    place = f", {entry.area.municipality}" if several else ""
    return f"{entry.area.name}{place} ({entry.area.code})"


def _moved(one: Met) -> str:
    return f"{one.after.area.name}: {one.before.area.municipality} → {one.after.area.municipality}"


def _arrow(one: Met, before: str, after: str) -> str:
    name = "" if before == one.before.area.name else f"{one.after.area.name}: "
    return f"{name}{before} → {after}"
