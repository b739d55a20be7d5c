"""How large words may be on the wall, so that they fill their room and nothing has to be scrolled.

All lengths are in hundredths of a wall's height at 16:9, which is 177 wide; on other walls there is only more room.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

# A letter's width in its height: as in DejaVu Sans, the widest font that a device may choose.
LETTER, LINE = 0.6, 1.25
# From 15 m, letters of a fortieth of a picture's height can be read; larger than a sixteenth they fill it with air.
SMALLEST, LARGEST, STEP = 2.7, 6.0, 0.1


def size(texts: Sequence[str], width: float, height: float, gap: float = 0.0, largest: float = LARGEST) -> float:
    """The largest size of letters at which these texts, one below the other, fit; at least `SMALLEST`.

    `gap` is what each of them has around it, above and below together.
    """
    found = largest
    while found > SMALLEST and sum(lines(text, width, found) * found * LINE + gap for text in texts) > height:
        found = round(found - STEP, 1)
    return max(found, SMALLEST)


def lines(text: str, width: float, letters: float) -> int:
    """How many lines a text takes at this size."""
    return max(1, ceil(len(text) * LETTER * letters / width))


def fitting(texts: Sequence[str], width: float, height: float, gap: float, columns: int = 1) -> int:
    """How many of these texts, from the first on, fit at the smallest size, in so many columns."""
    room, number = height * columns, 0
    for text in texts:
        room -= lines(text, width, SMALLEST) * SMALLEST * LINE + gap
        if room < 0:
            break
        number += 1
    return number
