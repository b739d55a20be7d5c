"""The formula was compared with the 4711 official points of 2018-09-01: it meets them to their rounding, 1 m."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.intake.lest97 import are_degrees, are_metres, from_lonlat, to_lonlat


def test_the_origin_of_the_projection_is_where_its_definition_says() -> None:
    lon, lat = to_lonlat(500_000.0, 6_375_000.0)
    assert (float(lon), float(lat)) == pytest.approx((24.0, 57.5175539305556), abs=1e-11)


def test_on_its_two_parallels_a_degree_is_as_long_as_on_the_ellipsoid() -> None:
    for parallel in (58.0, 59 + 1 / 3):
        east, north = from_lonlat([23.9999, 24.0001], [parallel, parallel])
        e2 = (1 / 298.257222101) * (2 - 1 / 298.257222101)
        radius = 6_378_137.0 * np.cos(np.radians(parallel)) / np.sqrt(1 - e2 * np.sin(np.radians(parallel)) ** 2)
        assert np.hypot(*(np.diff(east), np.diff(north))) == pytest.approx(np.radians(0.0002) * radius, rel=1e-9)


@given(st.floats(375_000, 735_000), st.floats(6_380_000, 6_614_000))
def test_there_and_back_is_where_one_was(east: float, north: float) -> None:
    lon, lat = to_lonlat(east, north)
    assert are_degrees(lon, lat)
    back = from_lonlat(lon, lat)
    assert tuple(map(float, back)) == pytest.approx((east, north), abs=1e-6)


def test_coordinates_are_told_by_their_size() -> None:
    assert are_metres(659_000, 6_464_000)
    assert are_degrees(26.7, 58.3)
    for x, y in ((58.3, 26.7), (6_464_000, 659_000), (0, 0), (2_970_000, 8_080_000), (float("nan"), 58.3)):
        assert not are_metres(x, y)
        assert not are_degrees(x, y)
    assert not are_metres([659_000, 1], [6_464_000, 6_464_000])
