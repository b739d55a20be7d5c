"""Shapes with the room that they take, lines of text, and the picture that can be kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

# The same drawing for a computer and for a phone: letters must not shrink with the picture.
WIDE, NARROW = 900, 358
# A letter's width in parts of its height: of a usual one, on the safe side, and of a bold one.
LETTER, BOLD = 0.56, 0.62
# The same letter by letter, in the widest usual font of a screen: where a name must cover nothing beside it.
SLIM, BROAD = frozenset("fijlrtIJ .,;:'()-/|!"), frozenset("mwMWжмшщыюфЖМШЩЫЮФ@%—")
SLIM_LETTER, FULL_LETTER, BROAD_LETTER = 0.38, 0.62, 0.93
# The picture that is kept is light whatever the reader's screen is: it will be printed.
INK, GROUND = "#1b1f23", "#ffffff"
MARGIN = 20


@dataclass(frozen=True)
class Drawing:
    """Shapes and the room that they take."""

    width: float
    height: float
    shapes: str


@dataclass(frozen=True)
class Key:
    """One sign of a legend: SVG around 0, 0 and not wider than 11 to each side, and what it means."""

    sign: str
    words: str


def reach(words: str, size: float) -> float:
    """How wide words of this size may come to be, whatever the font of the screen."""
    slim, broad = (sum(letter in kind for letter in words) for kind in (SLIM, BROAD))
    return size * (slim * SLIM_LETTER + broad * BROAD_LETTER + (len(words) - slim - broad) * FULL_LETTER)


def kept(title: str, drawing: Drawing, keys: Sequence[Key], notes: Sequence[str], mark: str = "") -> str:
    """A picture that stands by itself: title, drawing, legend and what is said of it, in ink on white.

    `mark` is said first of all: that what is shown is invented.
    """
    width = drawing.width
    shapes, y = _lines(mark, 16, 15, 20, width, bold=True) if mark else ("", -4.0)
    lines, y = _lines(title, y + 24, 20, 26, width, bold=True)
    shapes += lines
    for part in (drawing, _signs(keys, width)):
        shapes += f'<g transform="translate(0 {y + 8:g})">{part.shapes}</g>'
        y += 8 + part.height
    for note in filter(None, notes):
        lines, y = _lines(note, y + 20, 13, 18, width)
        shapes += lines
    whole, high = width + 2 * MARGIN, round(y) + 2 * MARGIN
    size = f'viewBox="{-MARGIN} {-MARGIN} {whole:g} {high}" width="{whole:g}" height="{high}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} color="{INK}" font-family="system-ui, sans-serif">'
        f'<title>{escape(title)}</title><rect x="{-MARGIN}" y="{-MARGIN}" width="{whole:g}" height="{high}" '
        f'fill="{GROUND}"/>{shapes}</svg>'
    )


def alone(drawing: Drawing) -> str:
    """The drawing by itself, in ink, to stand in a document that has its own words."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {drawing.width:g} {drawing.height:g}" color="{INK}" '
        f'font-family="system-ui, sans-serif">{drawing.shapes}</svg>'
    )


def sign_alone(key: Key) -> str:
    """A sign of a legend by itself, in ink."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-12 -12 24 24" color="{INK}">{key.sign}</svg>'


def _lines(words: str, y: float, size: int, line: int, width: float, bold: bool = False) -> tuple[str, float]:
    """Lines of text, and where the last one ends."""
    lines = wrap(words, int(width / (size * (BOLD if bold else LETTER))))
    shapes = "".join(letters(0, y + line * n, one, size, bold=bold) for n, one in enumerate(lines))
    return shapes, y + line * (len(lines) - 1) + 4


def _signs(keys: Sequence[Key], width: float) -> Drawing:
    """The legend in columns as wide as its longest words need."""
    if not keys:
        return Drawing(width, 0, "")
    need = 34 + max(len(key.words) for key in keys) * 13 * LETTER + 16
    columns, shapes = max(1, int(width // need)), []
    for i, key in enumerate(keys):
        x, y = (i % columns) * (width / columns) + 12, (i // columns) * 28 + 14
        shapes.append(f'<g transform="translate({x:g} {y:g})">{key.sign}</g>' + letters(x + 20, y + 4.5, key.words, 13))
    return Drawing(width, 28 * -(-len(keys) // columns) + 4, "".join(shapes))


def letters(x: float, y: float, words: str, size: float, anchor: str = "start", bold: bool = False) -> str:
    """A line of text at its baseline."""
    weight = ' font-weight="700"' if bold else ""
    place = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{x:g}" y="{y:g}" font-size="{size:g}"{weight}{place} fill="currentColor">{escape(words)}</text>'


def shortened(words: str, room: float, size: float) -> str:
    """The words, or their beginning if they are wider than `room`."""
    most = max(1, int(room / (size * LETTER)))
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def folded(words: str, room: float, size: float, most: int) -> list[str]:
    """The words in at most so many lines that stay in `room` in any font; if need be they end in dots."""
    fit = [
        lines
        for letters_ in range(int(room / (size * SLIM_LETTER)), 1, -1)
        if (lines := wrap(words, letters_, max_lines=most, placeholder="…"))
        and all(reach(one, size) <= room for one in lines)
    ]
    whole = (lines for lines in fit if not lines[-1].endswith("…"))
    return next(whole, fit[0] if fit else wrap(words, 2, max_lines=most, placeholder="…"))


def short(value: float) -> str:
    """A number as it is written in a drawing: a tenth of a unit is not seen."""
    return f"{round(value, 1):g}"


def line(path: str, strength: float = 1, width: float = 1, dashes: str = "") -> str:
    """Strokes in the colour of the letters."""
    more = f' stroke-dasharray="{dashes}"' if dashes else ""
    look = f'stroke="currentColor" stroke-opacity="{strength:g}" stroke-width="{width:g}"{more}'
    return f'<path d="{path}" fill="none" {look}/>'


def box(left: float, top: float, width: float, height: float, look: str) -> str:
    """A rectangle."""
    place = f'x="{short(left)}" y="{short(top)}" width="{short(width)}" height="{short(height)}"'
    return f"<rect {place} {look}/>"


def hatched(left: float, top: float, width: float, height: float, step: float = 7) -> str:
    """A box with strokes across, for what is not known."""
    strokes, x = "", left - height + step / 2
    while x < left + width:
        # From the lower edge at x up to the upper edge, cut off at the sides.
        start, end = max(x, left), min(x + height, left + width)
        strokes += f"M{short(start)} {short(top + height - start + x)}L{short(end)} {short(top + height - end + x)}"
        x += step
    return line(strokes, 0.4) + box(left, top, width, height, 'fill="none" stroke="currentColor" stroke-opacity=".4"')
