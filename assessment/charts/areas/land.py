"""From places on the earth to places in a picture: the projection of a map, and outlines as paths."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians

Place = tuple[float, float]
Ring = Sequence[Place]

# What is all at one place is drawn as if it were so many degrees wide (about 2 km), for something must be.
LEAST_SPAN = 0.02


@dataclass(frozen=True)
class Projection:
    """Equirectangular at the middle latitude: within one municipality it is true to some metres.

    `scale` is the picture's units for a degree of latitude, `narrowing` how much narrower a degree of longitude is.
    `west` and `north` are drawn at `left` and `top`.
    """

    width: float
    height: float
    scale: float
    narrowing: float
    west: float
    north: float
    left: float
    top: float

    def at(self, place: Place) -> Place:
        """Where a longitude and latitude are in the picture, in its units from the upper left corner."""
        lon, lat = place
        x, y = (lon - self.west) * self.narrowing * self.scale, (self.north - lat) * self.scale
        return round(self.left + x, 1), round(self.top + y, 1)


def projection(places: Iterable[Place], width: float, most_height: float, margin: float) -> Projection:
    """One that shows all places as large as possible, in the middle, and no higher than `most_height`."""
    found = list(places)
    lons, lats = [lon for lon, _ in found], [lat for _, lat in found]
    west, east, south, north = min(lons), max(lons), min(lats), max(lats)
    narrowing = cos(radians((south + north) / 2))
    across, down = max((east - west) * narrowing, LEAST_SPAN), max(north - south, LEAST_SPAN)
    scale = min((width - 2 * margin) / across, (most_height - 2 * margin) / down)
    height = round(down * scale + 2 * margin)
    left, top = (width - (east - west) * narrowing * scale) / 2, (height - (north - south) * scale) / 2
    return Projection(width, height, scale, narrowing, west, north, left, top)


def path(rings: Iterable[Ring], on: Projection) -> str:
    """The rings as an SVG path in whole steps of half a unit: corners that fall together are left out."""
    return "".join(_ring(ring, on) for ring in rings)


def _ring(ring: Ring, on: Projection) -> str:
    corners = [(round(2 * x), round(2 * y)) for x, y in map(on.at, ring)]
    steps = [(to_x - x, to_y - y) for (x, y), (to_x, to_y) in pairwise(corners) if (to_x, to_y) != (x, y)]
    if len(steps) < 2:
        return ""
    x, y = corners[0]
    line = " ".join(f"{across / 2:g} {down / 2:g}" for across, down in steps)
    return f"M{x / 2:g} {y / 2:g}l{line.replace(' -', '-')}z"
