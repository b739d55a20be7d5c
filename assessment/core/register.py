"""The register of areas: which settlements a municipality has, and areas of its own making beside them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType

# Longitude and latitude in degrees (WGS84). A polygon's first ring goes around it, the others are holes.
Point = tuple[float, float]
Ring = tuple[Point, ...]
Polygon = tuple[Ring, ...]
Outline = tuple[Polygon, ...]

# Kinds of settlements, as the official register knows them (TYYP 3 to 9), and the areas of a municipality's own making.
SMALL_TOWN, TOWN, INNER_TOWN, DISTRICT, BOROUGH, VILLAGE, QUARTER = (
    "small_town",
    "town",
    "inner_town",
    "district",
    "borough",
    "village",
    "quarter",
)
PART, GROUP = "part", "group"
KINDS = (VILLAGE, BOROUGH, SMALL_TOWN, INNER_TOWN, TOWN, DISTRICT, QUARTER, PART, GROUP)
OWN_KINDS = (PART, GROUP)
# The id of an area of which only a typed name is known begins with this; its place's key follows.
TYPED = "name:"
# What a step in the making of the register was.
REGISTER, POPULATION, MERGE, OWN = "register", "population", "merge", "own"

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_APOSTROPHES = dict.fromkeys(map(ord, "’ʼ‘`´"), "'")
_NOTHING = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))


@dataclass(frozen=True)
class RegisteredArea:
    """An area that the register knows. `id` is our own and stays when names and official codes change.

    `kind` is one of `KINDS`; `units` are the ids of the settlements that an own area is a part of or made of. `code` is
    the official one of a settlement, of eight digits; an own area has none.
    """

    id: str
    name: str
    municipality: str
    kind: str = ""
    county: str = ""
    population: int | None = None
    point: Point | None = None
    units: tuple[str, ...] = ()
    code: str = ""


@dataclass(frozen=True)
class Entry:
    """What the register holds of an area: besides what everybody sees its outline."""

    area: RegisteredArea
    outline: Outline | None = None


@dataclass(frozen=True)
class Alias:
    """An approved merge: whoever writes this name means the area with this id."""

    name: str
    municipality: str
    area_id: str


@dataclass(frozen=True)
class Source:
    """Where a municipality's register comes from: the date of the official file, and its name."""

    on: date
    file: str = ""


@dataclass(frozen=True)
class Step:
    """One change of the register, stored and undone as a whole; `number` is 0 until it is stored.

    `municipalities` are those that it is about. `source_on` is the date of the file it came from, `note` that file's
    name, or the name that was merged or made.
    """

    what: str
    municipalities: tuple[str, ...]
    made_on: date
    source_on: date | None = None
    note: str = ""
    number: int = 0


@dataclass(frozen=True)
class Changes:
    """What a step changes: an entry that is begun takes the place of the same area's in the same municipality.

    `ended` holds the area's id and its municipality; `borders` are of whole municipalities, by name.
    """

    begun: tuple[Entry, ...] = ()
    ended: tuple[tuple[str, str], ...] = ()
    borders: Mapping[str, Outline] = field(default_factory=lambda: MappingProxyType({}))
    populations: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    aliases: tuple[Alias, ...] = ()


# Names are compared for every round and every area at each look at an overview.
@lru_cache(maxsize=32_768)
def name_key(name: str) -> str:
    """A name as names are compared: case, spaces, and the many signs for one dash or apostrophe make no difference.

    >>> name_key("  PERI  küla "), name_key("Väike–Nõmmküla")
    ('peri küla', 'väike-nõmmküla')
    """
    one = unicodedata.normalize("NFKC", name.translate(_NOTHING)).translate(_DASHES | _APOSTROPHES).replace("|", " ")
    return " ".join(re.sub(r"\s*-\s*", "-", one).casefold().split())


@lru_cache(maxsize=32_768)
def place_key(name: str, municipality: str) -> str:
    """What tells one place from another when only names are known: nothing but exactly this makes two the same.

    >>> place_key("Peri Küla", "Põlva vald")
    'põlva vald|peri küla'
    """
    return f"{name_key(municipality)}|{name_key(name)}"


def with_people(areas: Iterable[RegisteredArea]) -> tuple[RegisteredArea, ...]:
    """The areas, each group with the people of its units where all of theirs are known."""
    known = tuple(areas)
    numbers = {area.id: area.population for area in known}
    return tuple(_with_people(area, numbers) if area.kind == GROUP and area.units else area for area in known)


def _with_people(group: RegisteredArea, numbers: Mapping[str, int | None]) -> RegisteredArea:
    of_units = [numbers.get(unit) for unit in group.units]
    known = [number for number in of_units if number is not None]
    return replace(group, population=sum(known) if len(known) == len(of_units) else None)


class Places:
    """Which area is meant by a name that somebody typed: one of the register, an approved merge, or the name itself."""

    def __init__(self, areas: Iterable[RegisteredArea], aliases: Mapping[str, str]) -> None:
        known = tuple(areas)
        keys = Counter(place_key(area.name, area.municipality) for area in known)
        exact = {place_key(area.name, area.municipality): area.id for area in known}
        # A name that two areas of the municipality bear says nothing, unless somebody said which is meant.
        self._exact = {key: id_ for key, id_ in exact.items() if keys[key] == 1}
        self._ids = {area.id for area in known}
        self._aliases = aliases

    def area_id(self, name: str, municipality: str) -> str:
        """The id of the area; `name:` and the place's key where only the name is known."""
        key = place_key(name, municipality)
        met: set[str] = set()
        while key not in met:
            met.add(key)
            target = self._exact.get(key) or self._aliases.get(key, "")
            if target in self._ids:
                return target
            if not target.startswith(TYPED):
                break
            key = target.removeprefix(TYPED)
        return f"{TYPED}{key}"
