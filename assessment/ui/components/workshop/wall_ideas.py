"""The ideas of the room on the wall: those that the host allowed, under one another where they were grouped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assessment.core.scene import Idea
from assessment.ui.components.workshop.wall_fit import LINE, SMALLEST, STEP, fitting, lines
from assessment.ui.components.workshop.wall_join import Wall

LARGEST, GAP, BESIDE = 4.2, 2.6, 5.0


def ideas(wall: Wall, width: float, height: float) -> str:
    """As many as fit, in two columns; how many more there are. In an order by lot: nobody's is the best."""
    found = grouped(wall.scene.ideas)
    if not found:
        return f'<div class="kp-calm"><p>{escape(wall.say("wall.ideas.none"))}</p></div>'
    texts = [_length(idea, under) for idea, under in found]
    columns = 1 if len(found) <= 4 else 2
    room = width / columns - 3
    letters = LARGEST
    while letters > SMALLEST and _height(texts, room, letters) > (height - BESIDE) * columns * 0.95:
        letters = round(letters - STEP, 1)
    number = fitting(texts, room, (height - BESIDE) * 0.95, GAP, columns)
    rows = "".join(_idea(wall, idea, under) for idea, under in found[: max(1, number)])
    more = len(found) - max(1, number)
    rest = f'<p class="kp-note">{escape(wall.say("wall.ideas.more", number=more))}</p>' if more > 0 else ""
    return f'<ul class="kp-ideas kp-in-{columns}" style="--size:{letters:g}">{rows}</ul>{rest}'


def grouped(found: Sequence[Idea]) -> list[tuple[Idea, list[Idea]]]:
    """Each idea that stands by itself, with those under it; what is under one that is not shown stands by itself."""
    ids = {idea.id for idea in found}
    heads = [idea for idea in found if idea.group not in ids]
    return [(head, [idea for idea in found if idea.group == head.id]) for head in heads]


def _height(texts: Sequence[str], width: float, letters: float) -> float:
    return sum(lines(text, width, letters) * letters * LINE + GAP for text in texts)


def _length(idea: Idea, under: Sequence[Idea]) -> str:
    """Something as long as the idea with those under it."""
    return idea.text + "".join(f"   {one.text}" + " " * 12 for one in under)


def _idea(wall: Wall, idea: Idea, under: Sequence[Idea]) -> str:
    support = ""
    if idea.support is not None:
        # Who chose one of a group may have chosen the others too: each has its own number.
        support = f' <b class="kp-support">{escape(wall.say("wall.ideas.support", number=idea.support))}</b>'
    inside = "".join(_idea(wall, one, ()) for one in under)
    return f"<li><span>{escape(idea.text)}</span>{support}{f'<ul>{inside}</ul>' if inside else ''}</li>"
