"""Where dots and names stand on a map, so that none covers another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import hypot

Place = tuple[float, float]
# Left, top, right, bottom.
Box = tuple[float, float, float, float]

# How often dots are pushed apart at most, and how far from its place a dot may be pushed, in its own radii.
PUSHES, FARTHEST = 60, 2.5
# Only dots that are so near, in the distance that they are to have, can come to cover one another.
NEAR = 2.5
# The side of a square in which boxes are looked for; about as large as a name.
SQUARE = 48


def spread(places: Sequence[Place], reach: float, width: float, height: float) -> list[Place]:
    """Places moved apart until they are `reach` from each other, and as near as can be to where they were.

    Each is pushed a little at a time, in a fixed order, and stays in the picture.
    """
    found, half = list(places), reach / 2
    near = [
        (i, j)
        for i, one in enumerate(places)
        for j in range(i + 1, len(places))
        if abs(one[0] - places[j][0]) < NEAR * reach and abs(one[1] - places[j][1]) < NEAR * reach
    ]
    for _ in range(PUSHES):
        is_done = True
        for i, j in near:
            (x, y), (to_x, to_y) = found[i], found[j]
            away = hypot(to_x - x, to_y - y)
            if away >= reach - 0.05:
                continue
            is_done = False
            # Two at the very same place part sideways.
            across, down = ((to_x - x) / away, (to_y - y) / away) if away else (1.0, 0.0)
            push = (reach - away) / 2
            found[i] = _kept((x - across * push, y - down * push), places[i], half, width, height)
            found[j] = _kept((to_x + across * push, to_y + down * push), places[j], half, width, height)
        if is_done:
            break
    return [(round(x, 1), round(y, 1)) for x, y in found]


def _kept(place: Place, home: Place, half: float, width: float, height: float) -> Place:
    """The place, but in the picture and not too far from home."""
    x = min(max(place[0], home[0] - FARTHEST * half), home[0] + FARTHEST * half)
    y = min(max(place[1], home[1] - FARTHEST * half), home[1] + FARTHEST * half)
    return min(max(x, half), width - half), min(max(y, half), height - half)


@dataclass
class Room:
    """What is taken of a picture; boxes are kept by the squares that they touch."""

    width: float
    height: float
    _squares: dict[tuple[int, int], list[Box]] = field(default_factory=dict)

    def is_free(self, box: Box) -> bool:
        """Whether a box lies in the picture and touches nothing."""
        left, top, right, bottom = box
        if left < 0 or top < 0 or right > self.width or bottom > self.height:
            return False
        return not any(
            left < other[2] and other[0] < right and top < other[3] and other[1] < bottom
            for square in _touched(box)
            for other in self._squares.get(square, ())
        )

    def take(self, box: Box) -> None:
        """From now on nothing else stands there."""
        for square in _touched(box):
            self._squares.setdefault(square, []).append(box)


def _touched(box: Box) -> Iterable[tuple[int, int]]:
    left, top, right, bottom = (int(side // SQUARE) for side in box)
    return [(x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)]


@dataclass(frozen=True)
class Label:
    """A name beside its dot: where its line begins, ends or has its middle (`anchor`), on its baseline."""

    x: float
    y: float
    anchor: str


def labels(
    dots: Mapping[str, Place], radii: Mapping[str, float], widths: Mapping[str, float], line: float, room: Room
) -> dict[str, Label]:
    """Where each name stands, in the order of `widths`; one that fits nowhere beside its dot is left out.

    `radii` are those of the dots, `widths` those of the names and `line` their height; `room` holds what else is there.
    """
    for id_, (x, y) in dots.items():
        radius = radii[id_]
        room.take((x - radius, y - radius, x + radius, y + radius))
    found = {}
    for id_, width in widths.items():
        x, y = dots[id_]
        for label, box in _positions(x, y, width, radii[id_] + 3, line):
            if room.is_free(box):
                room.take(box)
                found[id_] = label
                break
    return found


def _positions(x: float, y: float, width: float, gap: float, line: float) -> Iterable[tuple[Label, Box]]:
    """Right, left, above, below, and between these; with the box that the name takes there."""
    rise = line * 0.3
    for anchor, left, dx in (("start", x + gap, gap), ("end", x - gap - width, -gap)):
        for dy in (0.0, -gap * 0.7, gap * 0.7):
            top = y + dy - line / 2
            yield Label(round(x + dx, 1), round(y + dy + rise, 1), anchor), (left, top, left + width, top + line)
    for dy in (-gap - line / 2, gap + line / 2):
        for anchor, left in (("middle", x - width / 2), ("start", x - gap), ("end", x + gap - width)):
            at = {"middle": x, "start": x - gap, "end": x + gap}[anchor]
            top = y + dy - line / 2
            yield Label(round(at, 1), round(y + dy + rise, 1), anchor), (left, top, left + width, top + line)
