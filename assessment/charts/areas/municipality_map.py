"""The map of a municipality: its border, and a mark at each area's place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape

from assessment.charts.areas.drawing import NARROW, WIDE, Drawing, Key, alone, letters, reach, sign_alone
from assessment.charts.areas.frame import AreaChart, Parts, table_of
from assessment.charts.areas.land import Place, Projection, path, projection
from assessment.charts.areas.marks import ARROW, DEEP, RING, Mark, Pen, colour_of, mark_of, mark_words, state_words
from assessment.charts.areas.placing import Room, labels, spread
from assessment.charts.areas.standings import head, row, told_counts
from assessment.core.overview import OTHER_VERSION, UNKNOWN, AreaStanding
from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire
from assessment.core.register import Outline, Source

# The name of a village is written without this word: on a map there is room for little else.
VILLAGE = " küla"


@dataclass(frozen=True)
class Land:
    """What is known of the land: the municipality's border, the outlines of areas if these are wanted, the source."""

    border: Outline = ()
    outlines: Mapping[str, Outline] | None = None
    source: Source | None = None


def municipality_map(
    questionnaire: Questionnaire,
    say: Say,
    municipality: str,
    areas: Sequence[AreaStanding],
    land: Land,
    address: Callable[[str], str] | None = None,
) -> AreaChart:
    """The map, with the areas in their given order in the table behind it.

    `address` leads to an area's page: on the page a mark is a link with its name. Without any place there is no
    picture, and the table stands open.
    """
    shown = _Map(questionnaire, say, tuple(areas), land)
    title, told = say("compare.map.title", municipality=municipality), told_counts(questionnaire, say, areas)
    rows = (head(say), *(row(questionnaire, say, one) for one in areas))
    behind = table_of(say, title, rows)
    if not shown.placed:
        is_open = behind.replace("<details>", "<details open>", 1)
        return Parts(say, "map", title, told, rows, is_open, notes=shown.notes).written("")
    over = (lambda width: shown.pins(width, address)) if address else None
    parts = Parts(say, "map", title, told, rows, behind, say("compare.map.short"), shown.keys, shown.notes)
    return parts.pictured(shown.draw, over)


@dataclass(frozen=True)
class PlainMap:
    """The map alone, for a document: the picture, what it shows in words, its signs with their meaning, and notes."""

    svg: str
    told: str
    signs: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


def plain_map(
    questionnaire: Questionnaire, say: Say, municipality: str, areas: Sequence[AreaStanding], land: Land
) -> PlainMap:
    """The same map to be set in a document; without any place the picture is empty, and a note says why."""
    shown = _Map(questionnaire, say, tuple(areas), land)
    told = f"{say('compare.map.title', municipality=municipality)}. {told_counts(questionnaire, say, areas)}"
    if not shown.placed:
        return PlainMap("", told, (), tuple(shown.notes))
    signs = tuple((sign_alone(key), key.words) for key in shown.keys)
    return PlainMap(alone(shown.draw(WIDE)), told, signs, tuple(shown.notes))


@dataclass(frozen=True)
class _Sheet:
    """The sizes of a map on one width of screen, and where its marks are: moved a little where two would touch."""

    on: Projection
    dots: Mapping[str, Place]
    radius: float
    size: float


# Of the two widths: the highest picture, the radius of a mark, and the size of names.
SIZES = {WIDE: (760.0, 10.0, 12.5), NARROW: (460.0, 7.5, 10.5)}


def _sheet(width: int, corners: Sequence[Place], points: Mapping[str, Place]) -> _Sheet:
    highest, radius, size = SIZES[width]
    on = projection([*corners, *points.values()], width, highest, 2 * radius)
    spots = spread([on.at(point) for point in points.values()], 2 * radius + 4, width, on.height)
    return _Sheet(on, dict(zip(points, spots, strict=True)), radius, size)


@dataclass(frozen=True)
class _Map:
    questionnaire: Questionnaire
    say: Say
    areas: tuple[AreaStanding, ...]
    land: Land

    @cached_property
    def placed(self) -> dict[str, AreaStanding]:
        """The areas whose place is known."""
        return {one.area.id: one for one in self.areas if one.area.point is not None}

    @cached_property
    def marks(self) -> dict[str, Mark]:
        """What stands at each place."""
        return {id_: mark_of(self.questionnaire, one) for id_, one in self.placed.items()}

    @cached_property
    def sheets(self) -> dict[int, _Sheet]:
        """The map on both widths."""
        points = {id_: one.area.point for id_, one in self.placed.items() if one.area.point is not None}
        corners = [point for polygon in self.land.border for ring in polygon for point in ring]
        return {width: _sheet(width, corners, points) for width in SIZES}

    @property
    def notes(self) -> list[str]:
        """Which areas are not on the map, or why there is none; and where the map comes from."""
        if not self.placed:
            return [self.say("compare.map.none")]
        names = [one.area.name for one in self.areas if one.area.point is None]
        without = [self.say.count("compare.map.without", len(names), names="; ".join(names))] if names else []
        source = self.land.source
        return without + ([self.say("compare.map.source", date=f"{source.on:%d.%m.%Y}")] if source else [])

    @property
    def keys(self) -> list[Key]:
        """The signs, each phase of the path whether it is on this map or not; with how many areas are so marked."""
        q, pen = self.questionnaire, Pen(self.questionnaire, self.say)
        counts = Counter(one.counted_as for one in self.areas if not one.is_agreed)
        shown = [*q.phase_ids, *(state.id for state in q.states if counts[state.id])]
        shown += [other for other in (UNKNOWN, OTHER_VERSION) if counts[other]]
        keys = [Key(pen.draw(Mark(one), 0, 0, 9), f"{state_words(q, self.say, one)} – {counts[one]}") for one in shown]
        marks, usual = [mark_of(q, one) for one in self.areas], Mark(q.phase_ids[min(2, q.top)])
        further = {
            "unsure": (replace(usual, is_unsure=True), sum(mark.is_unsure for mark in marks)),
            "signs": (replace(usual, has_signs=True), sum(mark.has_signs for mark in marks)),
            "agreed": (replace(usual, is_agreed=True), sum(mark.is_agreed for mark in marks)),
        }
        for name, (mark, number) in further.items():
            if number:
                keys.append(Key(pen.draw(mark, 0, 0, 8), f"{self.say(f'compare.mark.{name}')} – {number}"))
        return keys

    def draw(self, width: int) -> Drawing:
        """The picture, so wide."""
        sheet, pen = self.sheets[width], Pen(self.questionnaire, self.say)
        names = {id_: _short(self.placed[id_].area.name) for id_ in self._by_need()}
        widths = {id_: reach(name, sheet.size) for id_, name in names.items()}
        radii = {id_: sheet.radius + RING * mark.is_unsure for id_, mark in self.marks.items()}
        room = Room(width, sheet.on.height)
        for id_, (x, y) in sheet.dots.items():
            if self.marks[id_].has_signs:
                half, low = ARROW * radii[id_], y + radii[id_]
                room.take((x - half, low, x + half, low + DEEP * radii[id_]))
        shapes = self._land(sheet.on)
        for id_, label in labels(sheet.dots, radii, widths, sheet.size, room).items():
            shapes += letters(label.x, label.y, names[id_], sheet.size, label.anchor)
        shapes += "".join(pen.draw(self.marks[id_], x, y, sheet.radius) for id_, (x, y) in sheet.dots.items())
        return Drawing(width, sheet.on.height, shapes)

    def _by_need(self) -> list[str]:
        """Whose name is to find room first: those of which something is known."""
        return sorted(self.placed, key=lambda id_: self.marks[id_].counted_as == UNKNOWN)

    def _land(self, on: Projection) -> str:
        line, shapes = path((ring for polygon in self.land.border for ring in polygon), on), ""
        if line:
            shapes = f'<path d="{line}" fill="currentColor" fill-opacity=".06" fill-rule="evenodd"/>'
        for id_, outline in (self.land.outlines or {}).items():
            colour = colour_of(self.questionnaire, self.marks[id_].counted_as) if id_ in self.marks else None
            fill = f'fill="{colour}" fill-opacity=".4"' if colour else 'fill="none"'
            shapes += (
                f'<path d="{path((ring for polygon in outline for ring in polygon), on)}" {fill} fill-rule="evenodd" '
                'stroke="currentColor" stroke-opacity=".45"/>'
            )
        return shapes + f'<path d="{line}" fill="none" stroke="currentColor" stroke-opacity=".7"/>' * bool(line)

    def pins(self, width: int, address: Callable[[str], str]) -> str:
        """What lies on the picture: for a pointer each mark is a link that says its name. The table has the same."""
        sheet = self.sheets[width]
        height, radius = sheet.on.height, sheet.radius + 2
        return "".join(
            f'<a class="kp-pin" href="{escape(address(id_))}" target="_self" tabindex="-1" aria-hidden="true" '
            f'title="{escape(self._said(id_))}" style="left:{(x - radius) / width:.2%};top:{(y - radius) / height:.2%};'
            f'width:{2 * radius / width:.2%};height:{2 * radius / height:.2%}"></a>'
            for id_, (x, y) in sheet.dots.items()
        )

    def _said(self, id_: str) -> str:
        return f"{self.placed[id_].area.name}. {mark_words(self.questionnaire, self.say, self.marks[id_])}"


def _short(name: str) -> str:
    """A village's name without that word, in each of the languages that the name is given in."""
    return " / ".join(part.removesuffix(VILLAGE) for part in name.split(" / "))
