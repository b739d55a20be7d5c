"""Change between two rounds of many areas: a slope for each, in colour only where the change is sure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessment.charts.areas.drawing import WIDE, Drawing, Key, box, letters, line, short, shortened
from assessment.charts.areas.frame import AreaChart, Cell, Parts, table_of
from assessment.charts.areas.marks import Mark, Pen
from assessment.charts.areas.standings import why_without
from assessment.charts.change_words import phase_change_words
from assessment.charts.figure import phase_words, plain
from assessment.charts.palette import BACK, FORWARD
from assessment.core.change import MOVED_DOWN, MOVED_UP, Change
from assessment.core.compared import Compared, Side
from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire
from assessment.core.standing import Refused

# The room of a slope that is sure, whose name is written beside it, and of another one; between two phases; and of a
# phase in which nobody is.
NAMED, FAINT, GAP, EMPTY = 17.0, 6.0, 14.0, 26.0
TOP = 30


def moves(questionnaire: Questionnaire, say: Say, compared: Compared) -> AreaChart:
    """Each area with two rounds that may be compared has a line from the phase then to the phase now."""
    found = _Moves(questionnaire, say, compared)
    title = say("compare.moves.title")
    told = found.told
    rows = (found.columns, *(found.row(side) for side in found.sides))
    parts = Parts(
        say, "moves", title, told, rows, table_of(say, title, rows), keys=found.keys, notes=[say("compare.moves.note")]
    )
    return parts.pictured(found.draw) if found.slopes else parts.written("")


@dataclass(frozen=True)
class _Slope:
    """A line from one phase to another; `verdict` is a word of `core.change`."""

    name: str
    before: int
    now: int
    verdict: str

    @property
    def is_sure(self) -> bool:
        """Whether it is in colour and named."""
        return self.verdict in (MOVED_UP, MOVED_DOWN)

    @property
    def room(self) -> float:
        """How much of its phase it takes."""
        return NAMED if self.is_sure else FAINT


@dataclass(frozen=True)
class _Moves:
    questionnaire: Questionnaire
    say: Say
    compared: Compared

    @property
    def sides(self) -> list[Side]:
        """The areas that have had two rounds."""
        return [side for side in self.compared.sides if side.before is not None]

    @property
    def slopes(self) -> list[_Slope]:
        """What is drawn: a phase then and now, and a verdict on the change."""
        found = []
        for side in self.sides:
            now, before, change = side.standing.latest, side.before, self._change(side)
            if not (isinstance(change, Change) and isinstance(change.phase, str) and now and before):
                continue
            if before.phase is not None and now.phase is not None:
                found.append(_Slope(side.standing.area.name, before.phase, now.phase, change.phase))
        return found

    def _change(self, side: Side) -> Change | Refused | None:
        return self.compared.changes.get(side.standing.area.id)

    @property
    def told(self) -> str:
        """How many areas moved, and which ones surely."""
        say, slopes = self.say, self.slopes
        if not self.sides:
            return say("compare.moves.none")
        sure = {word: [one.name for one in slopes if one.verdict == word] for word in (MOVED_UP, MOVED_DOWN)}
        rest = len(slopes) - sum(map(len, sure.values()))
        parts = [say("compare.moves.told", drawn=len(slopes), twice=len(self.sides))]
        parts += [say(f"compare.moves.{word}", names="; ".join(names)) for word, names in sure.items() if names]
        return " ".join([*parts, say("compare.moves.rest", rest=rest)])

    @property
    def keys(self) -> list[Key]:
        """What the lines mean."""
        say = self.say
        return [
            Key(_stroke("M-11 7L11 -7", MOVED_UP), say("compare.moves.key.up")),
            Key(_stroke("M-11 -7L11 7", MOVED_DOWN), say("compare.moves.key.down")),
            Key(_stroke("M-11 0H11", ""), say("compare.moves.key.unsure")),
        ]

    # --- as rows -----------------------------------------------------------------------------

    @property
    def columns(self) -> tuple[Cell, ...]:
        """The names of the columns of the rows."""
        names = ("area", "before", "phase_before", "round", "phase", "change")
        return tuple(self.say(f"compare.column.{name}") for name in names)

    def row(self, side: Side) -> tuple[Cell, ...]:
        """An area with its two rounds and what changed, or why that cannot be said."""
        now, before = side.standing.latest, side.before
        then_words = self._phase(before.phase) if before else ""
        periods = (before.period if before else "", now.period if now else "")
        words = phase_change_words(self.say, self._change(side))
        return (side.standing.area.name, periods[0], then_words, periods[1], self._now(side), words)

    def _now(self, side: Side) -> str:
        why = why_without(self.questionnaire, self.say, self.compared.picture, side.standing.latest)
        return why or self._phase(side.standing.latest.phase if side.standing.latest else None)

    def _phase(self, level: int | None) -> str:
        return self.say("compare.unknown") if level is None else phase_words(self.questionnaire, self.say, level)

    # --- as a picture ------------------------------------------------------------------------

    def draw(self, width: int) -> Drawing:
        """Two scales of phases, then and now; each line has a room of its own on both, so that none covers another."""
        is_wide, slopes = width == WIDE, self.slopes
        then = self._scale(slopes, 310.0 if is_wide else 56.0, [one.before for one in slopes], [s.now for s in slopes])
        now = self._scale(
            slopes, WIDE - 300.0 if is_wide else width - 140.0, [one.now for one in slopes], [s.before for s in slopes]
        )
        shapes = self._marks(then, is_wide, -1) + self._marks(now, is_wide, 1)
        for i, one in sorted(enumerate(slopes), key=lambda placed: placed[1].is_sure):
            way = f"M{short(then.x)} {short(then.places[i])}L{short(now.x)} {short(now.places[i])}"
            shapes += _stroke(way, one.verdict)
            if one.is_sure:
                x, size = (now.x + 68, 13.0) if is_wide else (now.x + 38, 11.5)
                shapes += letters(x, now.places[i] + 4, shortened(one.name, width - x, size), size)
        return Drawing(width, max(then.height, now.height), shapes)

    def _scale(self, slopes: Sequence[_Slope], x: float, here: Sequence[int], there: Sequence[int]) -> _Scale:
        """The phases from the last one on top down to the first, each as high as its lines need."""
        y, spans, places = float(TOP), dict[int, tuple[float, float]](), dict[int, float]()
        for level in reversed(range(len(self.questionnaire.phases))):
            start = y
            # By where they lead, so that lines of one phase do not cross.
            for i in sorted((i for i, k in enumerate(here) if k == level), key=lambda i: (-there[i], i)):
                places[i] = y + slopes[i].room / 2
                y += slopes[i].room
            y = max(y, start + EMPTY)
            spans[level] = (start, y)
            y += GAP
        return _Scale(x, spans, places, {level: sum(k == level for k in here) for level in spans}, y)

    def _marks(self, scale: _Scale, is_wide: bool, side: int) -> str:
        """The discs of a scale and how many areas are there: to its left (-1) then, to its right (1) now."""
        q, say = self.questionnaire, self.say
        pen, head = Pen(q, say), say("compare.moves.then" if side < 0 else "compare.moves.now")
        shapes = letters(scale.x, 14, head, 13, "middle", True)
        for level, phase in enumerate(q.phases):
            (top, bottom), number = scale.spans[level], str(scale.numbers[level])
            y = (top + bottom) / 2
            edge = f'fill="{phase.colour}" stroke="currentColor" stroke-width=".5"'
            shapes += box(scale.x + (1 if side > 0 else -6), top, 5, bottom - top, edge)
            shapes += pen.draw(Mark(phase.id), scale.x + 21 * side, y, 11)
            if side > 0:
                shapes += letters(scale.x + 37, y + 4.5, number, 13, bold=True) if is_wide else ""
                continue
            room = scale.x - 84
            name = f"{shortened(plain(q, say, f'phases.{phase.id}.name'), room, 13)} – {number}" if is_wide else number
            shapes += letters(scale.x - 37, y + 4.5, name, 13, "end")
        return shapes


@dataclass(frozen=True)
class _Scale:
    """A scale of phases: from where to where each reaches, how many areas are there, and where each line ends."""

    x: float
    spans: Mapping[int, tuple[float, float]]
    places: Mapping[int, float]
    numbers: Mapping[int, int]
    height: float


def _stroke(path: str, verdict: str) -> str:
    if verdict in (MOVED_UP, MOVED_DOWN):
        colour = FORWARD if verdict == MOVED_UP else BACK
        return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="3.5"/>'
    return line(path, 0.5, 1.5, "5 4")
