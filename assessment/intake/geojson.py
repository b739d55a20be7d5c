"""Settlements in GeoJSON, whose coordinates may be degrees or L-EST97 metres, in either order."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import shapely

from assessment.core.errors import Finding
from assessment.intake.faults import fault
from assessment.intake.lest97 import are_degrees, are_metres, from_lonlat, written
from assessment.intake.outlines import Change, polygon_of, transformed
from assessment.intake.settlement_rows import Rows
from assessment.intake.text_table import MOST_ROWS, tidy


def read_features(content: bytes) -> Features:
    """The features of a JSON file. Raises `FileError`."""
    try:
        # Each polygon becomes a shape as soon as it is read: as lists of numbers all of them would take ten times as
        # much memory as the file.
        held = json.loads(content.decode("utf-8-sig"), object_hook=_shape_of)
    except UnicodeDecodeError:
        raise fault("areas.fault.json.encoding") from None
    except (ValueError, RecursionError) as error:
        raise fault("areas.fault.json", row=getattr(error, "lineno", 1)) from None
    if not isinstance(held, Mapping):
        raise fault("areas.fault.json.other")
    if held.get("type") == "Topology":
        raise fault("areas.fault.json.topology")
    features = held.get("features")
    if held.get("type") != "FeatureCollection" or not isinstance(features, list):
        raise fault("areas.fault.json.other")
    if not features:
        raise fault("areas.fault.rows.none")
    if len(features) > MOST_ROWS:
        raise fault("areas.fault.rows", most=MOST_ROWS)
    properties = [one.get("properties") if isinstance(one, Mapping) else None for one in features]
    if not all(isinstance(one, Mapping) for one in properties):
        raise fault("areas.fault.json.other")
    return Features([one for one in features if isinstance(one, Mapping)])


class Features:
    """The features of one file; how their coordinates are meant is told by the first that has any."""

    def __init__(self, features: Sequence[Mapping[str, Any]]) -> None:
        self._features = features
        self._turns = False
        self._change: Change | None = None
        polygons = (number for number, one in enumerate(features) if isinstance(one.get("geometry"), shapely.Geometry))
        first = next(polygons, None)
        if first is not None:
            self._tell(first)

    @property
    def notes(self) -> tuple[Finding, ...]:
        """What is to be said of the coordinates."""
        return (Finding("areas.note.turned", {"number": len(self._features)}),) if self._turns else ()

    def rows(self) -> Rows:
        """The properties as rows, all as text, and what is a point as columns of its own."""
        rows = [
            _point_of(one) | {str(name).upper(): _text(value) for name, value in one["properties"].items()}
            for one in self._features
        ]
        columns = list(dict.fromkeys(column for row in rows for column in row))
        empty = dict.fromkeys(columns, "")
        return Rows(columns, [empty | row for row in rows], first=1)

    def shape(self, number: int) -> Any:
        """The polygon of a feature in L-EST97; None for one without a polygon."""
        shape = self._polygon(number)
        if shape is None:
            return None
        if self._turns:
            shape = transformed(shape, lambda x, y: (y, x))
        west, south, east, north = shape.bounds
        right = are_metres if self._change is None else are_degrees
        if not right([west, east], [south, north]):
            other = are_degrees if self._change is None else are_metres
            if other([west, east], [south, north]):
                raise fault("areas.fault.shapes.mixed", row=number + 1, value=written(west, south))
            raise fault("areas.fault.shapes.elsewhere", row=number + 1, value=written(west, south))
        return shape if self._change is None else transformed(shape, self._change)

    def _tell(self, number: int) -> None:
        shape = self._polygon(number)
        if shape is None:
            return
        west, south, east, north = shape.bounds
        for turns, (x, y) in ((False, ([west, east], [south, north])), (True, ([south, north], [west, east]))):
            for right, change in ((are_metres, None), (are_degrees, from_lonlat)):
                if right(x, y):
                    self._turns, self._change = turns, change
                    return
        raise fault("areas.fault.shapes.elsewhere", row=number + 1, value=written(west, south))

    def _polygon(self, number: int) -> Any:
        """The shape of a feature; None for one without, or with a point alone."""
        geometry = self._features[number].get("geometry")
        if not geometry or (isinstance(geometry, Mapping) and geometry.get("type") == "Point"):
            return None
        if not isinstance(geometry, shapely.Geometry):
            raise fault("areas.fault.shapes", row=number + 1)
        return geometry


def _shape_of(held: dict[str, Any]) -> Any:
    """A polygon as a shape, anything else as it is; what should be a polygon and is none stays, and is told later."""
    if held.get("type") not in ("Polygon", "MultiPolygon") or "coordinates" not in held:
        return held
    try:
        return shapely.force_2d(polygon_of(held))
    except ValueError:
        return held


def _point_of(feature: Mapping[str, Any]) -> dict[str, str]:
    """The coordinates of a feature that is a point alone."""
    geometry = feature.get("geometry")
    if not isinstance(geometry, Mapping) or geometry.get("type") != "Point":
        return {}
    coordinates = geometry.get("coordinates")
    if not isinstance(coordinates, list) or len(coordinates) < 2:
        return {}
    return dict(zip(("X", "Y"), map(_text, coordinates), strict=False))


def _text(value: object) -> str:
    return "" if value is None else tidy(str(value))
