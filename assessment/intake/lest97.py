"""Estonian plane coordinates (L-EST97, EPSG:3301) and longitude and latitude, one into the other."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

# The ellipsoid GRS 1980, and the projection: Lambert's conformal conic with two standard parallels.
# Source: EPSG dataset, 3301 "Estonian Coordinate System of 1997"; the formulas are those of EPSG Guidance Note 7-2.
_A = 6_378_137.0
_F = 1 / 298.257222101
_E = math.sqrt(2 * _F - _F * _F)
_LON_0 = math.radians(24.0)
_LAT_0, _LAT_1, _LAT_2 = (math.radians(degrees) for degrees in (57.5175539305556, 58.0, 59 + 1 / 3))
_EAST_0, _NORTH_0 = 500_000.0, 6_375_000.0

# Where Estonia lies, with a margin for its waters: what coordinates can only mean.
_EAST, _NORTH = (300_000.0, 800_000.0), (6_300_000.0, 6_700_000.0)
_LON, _LAT = (20.5, 29.0), (57.0, 61.0)

Numbers = NDArray[np.float64]


def to_lonlat(east: ArrayLike, north: ArrayLike) -> tuple[Numbers, Numbers]:
    """Longitude and latitude in degrees of metres east and north. On 1997's ETRS89, which a map cannot tell from WGS84.

    >>> lon, lat = to_lonlat(659_000.0, 6_464_000.0)
    >>> round(float(lon), 5), round(float(lat), 5)
    (26.7115, 58.28777)
    """
    x, y = np.asarray(east, float) - _EAST_0, _RHO_0 - (np.asarray(north, float) - _NORTH_0)
    t = (np.hypot(x, y) / (_A * _SCALE)) ** (1 / _N)
    lat = math.pi / 2 - 2 * np.arctan(t)
    for _ in range(5):  # each step brings it 150 times closer
        sine = _E * np.sin(lat)
        lat = math.pi / 2 - 2 * np.arctan(t * ((1 - sine) / (1 + sine)) ** (_E / 2))
    return np.degrees(np.arctan2(x, y) / _N + _LON_0), np.degrees(lat)


def from_lonlat(lon: ArrayLike, lat: ArrayLike) -> tuple[Numbers, Numbers]:
    """Metres east and north of longitude and latitude in degrees."""
    rho = _A * _SCALE * _t(np.radians(np.asarray(lat, float))) ** _N
    angle = _N * (np.radians(np.asarray(lon, float)) - _LON_0)
    return _EAST_0 + rho * np.sin(angle), _NORTH_0 + _RHO_0 - rho * np.cos(angle)


def are_metres(east: ArrayLike, north: ArrayLike) -> bool:
    """Whether all of these can only be L-EST97 metres."""
    return _within(east, _EAST) and _within(north, _NORTH)


def are_degrees(lon: ArrayLike, lat: ArrayLike) -> bool:
    """Whether all of these can only be longitudes and latitudes in Estonia."""
    return _within(lon, _LON) and _within(lat, _LAT)


def written(x: float, y: float) -> str:
    """Two coordinates as people read them: metres whole, degrees with what a village needs.

    >>> written(660_000.4, 6_440_000.0), written(26.9, 58.05)
    ('660000 6440000', '26.9000 58.0500')
    """
    return " ".join(f"{one:.0f}" if abs(one) >= 1000 else f"{one:.4f}" for one in (x, y))


def _within(values: ArrayLike, span: tuple[float, float]) -> bool:
    numbers = np.asarray(values, float)
    return bool(((numbers >= span[0]) & (numbers <= span[1])).all())  # false for what is no number


def _m(lat: float) -> float:
    return math.cos(lat) / math.sqrt(1 - (_E * math.sin(lat)) ** 2)


def _t(lat: ArrayLike) -> Numbers:
    sine = _E * np.sin(lat)
    tangent: Numbers = np.tan(math.pi / 4 - np.asarray(lat, float) / 2)
    return tangent / ((1 - sine) / (1 + sine)) ** (_E / 2)


_N = math.log(_m(_LAT_1) / _m(_LAT_2)) / math.log(float(_t(_LAT_1)) / float(_t(_LAT_2)))
_SCALE = _m(_LAT_1) / (_N * float(_t(_LAT_1)) ** _N)
_RHO_0 = _A * _SCALE * float(_t(_LAT_0)) ** _N
