"""The places of the invented municipality, as files in the layouts of the official ones: outlines, and people.

No settlement of Estonia had any of these names in 2018. The land lies in the Gulf of Riga, where there is none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

MUNICIPALITY, COUNTY = "Näidisvald", "Näidismaa"
MUNICIPALITY_CODE, COUNTY_CODE = "9900", "9990"
SMALL_BOROUGH, VILLAGE = "7", "8"

# Where the land begins, and the sides of one settlement in degrees: about five kilometres each way.
WEST, SOUTH = 23.30, 57.86
WIDE, HIGH = 0.085, 0.045
COLUMNS, ROWS = 8, 5
# No settlement lies there, so that the land is no square.
EMPTY = ((0, 0), (7, 0), (7, 4))

Point = tuple[float, float]


@dataclass(frozen=True)
class Place:
    """A settlement: its name, how many live there, and its kind as the official register writes it."""

    name: str
    people: int
    kind: str = VILLAGE


PLACES = (
    Place("Valgekose alevik", 612, SMALL_BOROUGH),
    Place("Jõekääru alevik", 388, SMALL_BOROUGH),
    Place("Kureveski küla", 143),
    Place("Toomeoja küla", 96),
    Place("Kikkasaare küla", 28),
    Place("Pihlakmetsa küla", 210),
    Place("Põllupealse küla", 341),
    Place("Kadakaselja küla", 77),
    Place("Vahtramäe küla", 120),
    Place("Lepaoja küla", 64),
    Place("Kellaoja küla", 52),
    Place("Tedremäe küla", 88),
    Place("Lõokesemäe küla", 45),
    Place("Rukkiselja küla", 58),
    Place("Linamäe küla", 33),
    Place("Udumäe küla", 19),
    Place("Nurmekivi küla", 71),
    Place("Paekalda küla", 112),
    Place("Hundikuru küla", 15),
    Place("Ilvesmetsa küla", 24),
    Place("Oravasaare küla", 67),
    Place("Varesniidu küla", 84),
    Place("Kiigemäe küla", 156),
    Place("Härmaoja küla", 91),
    Place("Metskukla küla", 49),
    Place("Uustalga küla", 265),
    Place("Sepakalda küla", 102),
    Place("Tõrvaaugu küla", 38),
    Place("Lubjakalda küla", 134),
    Place("Kruusaaugu küla", 59),
    Place("Soekalda küla", 76),
    Place("Koopaoru küla", 41),
    Place("Sügisjärve küla", 83),
    Place("Kõverjärve küla", 47),
    Place("Tasanurme küla", 178),
    Place("Mustasoo küla", 22),
    Place("Möldrisaare küla", 61),
)


def settlements_file() -> bytes:
    """The settlements with their outlines, as GeoJSON in the columns of the official file."""
    features = [
        {"type": "Feature", "properties": _row(number, place), "geometry": {"type": "Polygon", "coordinates": [ring]}}
        for number, (place, ring) in enumerate(zip(PLACES, _rings(), strict=True), 1)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()


def people_file() -> bytes:
    """How many live in each settlement, as CSV."""
    rows = [f"{_code(number)};{place.people}" for number, place in enumerate(PLACES, 1)]
    return "\r\n".join(["AKOOD;ELANIKE ARV", *rows]).encode()


def file_name(day: date) -> str:
    """A name that holds the file's date, as the official ones do."""
    return f"naidisvald_{day:%Y%m%d}.geojson"


def _code(number: int) -> str:
    return f"{9000 + number}"


def _row(number: int, place: Place) -> Mapping[str, str]:
    return {
        "ANIMI": place.name,
        "AKOOD": _code(number),
        "TYYP": place.kind,
        "ONIMI": MUNICIPALITY,
        "OKOOD": MUNICIPALITY_CODE,
        "MNIMI": COUNTY,
        "MKOOD": COUNTY_CODE,
    }


def _rings() -> list[list[Point]]:
    """The outlines: cells of a grid whose corners and edges wander, each edge shared by both its neighbours."""
    cells = [(x, y) for y in range(ROWS) for x in range(COLUMNS) if (x, y) not in EMPTY]
    Random("cells").shuffle(cells)
    return [_ring(x, y) for x, y in cells]


def _ring(x: int, y: int) -> list[Point]:
    corners = [(x, y), (x, y + 1), (x + 1, y + 1), (x + 1, y)]
    ring: list[Point] = []
    for one, other in zip(corners, corners[1:] + corners[:1], strict=True):
        ring += [_corner(one), *_between(one, other)]
    return [*ring, ring[0]]


def _corner(at: tuple[int, int]) -> Point:
    chance = Random(f"corner {at}")
    return _degrees(at[0] + chance.uniform(-0.3, 0.3), at[1] + chance.uniform(-0.3, 0.3))


def _between(one: tuple[int, int], other: tuple[int, int]) -> list[Point]:
    """Two points of the edge from one corner to another, the same ones from either side."""
    first, last = sorted((one, other))
    chance, (a, b) = Random(f"edge {first} {last}"), (_corner(first), _corner(last))
    points = [
        (
            round(a[0] + (b[0] - a[0]) * part + chance.uniform(-0.1, 0.1) * WIDE, 5),
            round(a[1] + (b[1] - a[1]) * part + chance.uniform(-0.1, 0.1) * HIGH, 5),
        )
        for part in (1 / 3, 2 / 3)
    ]
    return points if first == one else points[::-1]


def _degrees(x: float, y: float) -> Point:
    return round(WEST + x * WIDE, 5), round(SOUTH + y * HIGH, 5)
