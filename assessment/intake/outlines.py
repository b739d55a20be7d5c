"""Outlines of settlements made simple enough to send to a browser, with their borders still shared."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from assessment.core.register import Outline, Point, Polygon, Ring
from assessment.intake.lest97 import to_lonlat

# In metres: what nobody sees on a map of one municipality.
TOLERANCE = 50.0
# Digits of a degree that are kept: about a metre.
DIGITS = 5

Change = Callable[[Any, Any], tuple[Any, Any]]


@dataclass(frozen=True)
class Drawn:
    """The settlements of one municipality as they are drawn: outline and a point inside, and the border of all."""

    outlines: tuple[Outline | None, ...]
    points: tuple[Point | None, ...]
    border: Outline | None


def drawn(shapes: Sequence[Any]) -> Drawn:
    """What is drawn of one municipality's settlements, whose polygons are in L-EST97; None where one has none.

    Simplified together, for what is simplified alone overlaps its neighbours (shapely.coverage_simplify).
    """
    outlines: list[Outline | None] = [None] * len(shapes)
    points: list[Point | None] = [None] * len(shapes)
    mended = [None if shape is None else _polygons(shapely.make_valid(shape)) for shape in shapes]
    given = [number for number, shape in enumerate(mended) if shape is not None and not shape.is_empty]
    if not given:
        return Drawn(tuple(outlines), tuple(points), None)
    whole = np.array([mended[number] for number in given], object)
    simple = shapely.coverage_simplify(whole, TOLERANCE)
    simple = np.where(shapely.is_empty(simple), whole, simple)
    inside = shapely.point_on_surface(whole)
    lon, lat = to_lonlat(shapely.get_x(inside), shapely.get_y(inside))
    for at, number in enumerate(given):
        outlines[number] = as_outline(simple[at])
        points[number] = (round(float(lon[at]), DIGITS), round(float(lat[at]), DIGITS))
    return Drawn(tuple(outlines), tuple(points), as_outline(shapely.union_all(simple)))


def polygon_of(geometry: Mapping[str, Any]) -> Any:
    """The shape of a GeoJSON polygon or several; raises `ValueError` for anything else."""
    try:
        shape = shapely.geometry.shape(geometry)
    except (TypeError, KeyError, IndexError, AttributeError, shapely.errors.ShapelyError) as error:
        raise ValueError("no polygon") from error
    if shape.geom_type not in ("Polygon", "MultiPolygon") or not np.isfinite(shapely.get_coordinates(shape)).all():
        raise ValueError("no polygon")
    return shape


def transformed(shape: Any, change: Change) -> Any:
    """The same shape in other coordinates."""

    def changed(points: Any) -> Any:
        return np.column_stack(change(points[:, 0], points[:, 1]))

    return shapely.transform(shape, changed)


def as_outline(shape: Any) -> Outline | None:
    """A shape in L-EST97 as an outline in degrees; None if nothing is left of it."""
    polygons = tuple(polygon for part in shapely.get_parts(shape) if (polygon := _polygon(part)))
    return polygons or None


def _polygon(part: Any) -> Polygon:
    if part.geom_type != "Polygon" or part.is_empty:
        return ()
    around, *holes = (_ring(line) for line in (part.exterior, *part.interiors))
    return (around, *(hole for hole in holes if hole)) if around else ()


def _ring(line: Any) -> Ring:
    """The points of a ring, without those that rounding made the same; nothing if too few are left."""
    coordinates = shapely.get_coordinates(line)
    lon, lat = (np.round(values, DIGITS).tolist() for values in to_lonlat(coordinates[:, 0], coordinates[:, 1]))
    points = list(zip(lon, lat, strict=True))
    kept = tuple(point for number, point in enumerate(points) if number == 0 or point != points[number - 1])
    return kept if len(kept) > 3 else ()


def _polygons(shape: Any) -> Any:
    """Only what has an area: mending leaves lines and points behind."""
    if shape.geom_type in ("Polygon", "MultiPolygon"):
        return shape
    return shapely.union_all([part for part in shapely.get_parts(shape) if part.geom_type.endswith("Polygon")])
