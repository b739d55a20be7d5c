"""Settlements in GeoJSON, whose coordinates may be degrees or L-EST97 metres, in either order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import shapely

from assessment.core.errors import Finding
from assessment.intake.faults import fault
from assessment.intake.lest97 import are_degrees, are_metres, from_lonlat
from assessment.intake.outlines import Change, polygon_of, transformed
from assessment.intake.settlement_rows import Rows
from assessment.intake.text_table import MOST_ROWS, tidy


def features_of(held: object) -> Features:
    """The features of what a JSON file held. Raises `FileError`."""
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
        first = next((number for number, one in enumerate(features) if one.get("geometry")), None)
        if first is not None:
            self._tell(first)

    @property
    def notes(self) -> tuple[Finding, ...]:
        """What is to be said of the coordinates."""
        return (Finding("areas.note.turned", {"number": len(self._features)}),) if self._turns else ()

    def rows(self) -> Rows:
        """The properties as rows, all as text, and what is a point as columns of its own."""
        rows = [
            {str(name).upper(): _text(value) for name, value in one["properties"].items()} for one in self._features
        ]
        columns = list(dict.fromkeys(column for row in rows for column in row))
        empty = dict.fromkeys(columns, "")
        return Rows(columns, [empty | row for row in rows], first=1)

    def shape(self, number: int) -> Any:
        """The polygon of a feature in L-EST97; None for one without a polygon."""
        geometry = self._features[number].get("geometry")
        if not geometry or not isinstance(geometry, Mapping) or geometry.get("type") == "Point":
            return None
        shape = self._polygon(number)
        if self._turns:
            shape = transformed(shape, lambda x, y: (y, x))
        west, south, east, north = shape.bounds
        right = are_metres if self._change is None else are_degrees
        if not right([west, east], [south, north]):
            raise fault("areas.fault.shapes.elsewhere", row=number + 1, value=f"{west:.6g} {south:.6g}")
        return shape if self._change is None else transformed(shape, self._change)

    def _tell(self, number: int) -> None:
        geometry = self._features[number]["geometry"]
        if isinstance(geometry, Mapping) and geometry.get("type") == "Point":
            return
        west, south, east, north = self._polygon(number).bounds
        for turns, (x, y) in ((False, ([west, east], [south, north])), (True, ([south, north], [west, east]))):
            for right, change in ((are_metres, None), (are_degrees, from_lonlat)):
                if right(x, y):
                    self._turns, self._change = turns, change
                    return
        raise fault("areas.fault.shapes.elsewhere", row=number + 1, value=f"{west:.6g} {south:.6g}")

    def _polygon(self, number: int) -> Any:
        try:
            shape = polygon_of(self._features[number]["geometry"])
        except ValueError:
            raise fault("areas.fault.shapes", row=number + 1) from None
        return shapely.force_2d(shape)


def _text(value: object) -> str:
    return "" if value is None else tidy(str(value))
