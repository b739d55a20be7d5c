"""A file of settlements as it was read, before it is compared with the register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from assessment.core.errors import Finding
from assessment.core.register import Outline, Point


@dataclass(frozen=True)
class Settlement:
    """One row of the official register. Only both codes together tell settlements apart, in one file."""

    municipality_code: str
    own_code: str
    name: str
    municipality: str
    kind: str = ""
    county: str = ""
    point: Point | None = None
    outline: Outline | None = None

    @property
    def code(self) -> str:
        """The whole code: the municipality's and its own, four digits each."""
        return self.municipality_code + self.own_code


@dataclass(frozen=True)
class SettlementFile:
    """What a file holds: `on` is its date, if it says it; `notes` what was mended in it, or is worth knowing.

    `borders` are the outlines of whole municipalities, by name; `municipalities` is the number of those in the file,
    of which maybe only one was asked for.
    """

    name: str
    settlements: tuple[Settlement, ...]
    borders: Mapping[str, Outline] = field(default_factory=lambda: MappingProxyType({}))
    on: date | None = None
    notes: tuple[Finding, ...] = ()
    municipalities: int = 1


@dataclass(frozen=True)
class People:
    """Numbers of people as a file holds them: `by_place` is a code, or a name, and the number of its people.

    `notes` say which rows were left out, and why.
    """

    name: str
    by_place: Mapping[str, int]
    notes: tuple[Finding, ...] = ()
