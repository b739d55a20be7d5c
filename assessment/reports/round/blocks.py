"""What a told result consists of: frozen words in an order, without any form. Surfaces and the sheets give them one."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.reports.round.shown import Shown

# Which drawing a figure stands for. The surface draws it from `Document.shown` and the release.
PATH, PROFILE, CHANGE = "path", "profile", "change"
# How a section is meant to be seen: plain, the result itself, something to know before it, gently, small print.
PLAIN, RESULT, FIRST, GENTLE, NOTE = "plain", "result", "first", "gentle", "note"


@dataclass(frozen=True)
class Words:
    """A text and the language it is really in; empty where nobody knows, as with what people wrote themselves."""

    text: str
    language: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph."""

    words: Words


@dataclass(frozen=True)
class Bullets:
    """A list whose order says nothing."""

    items: tuple[Words, ...]


@dataclass(frozen=True)
class Numbered:
    """A list to go through in its order."""

    items: tuple[Words, ...]


@dataclass(frozen=True)
class Quotes:
    """What people wrote, each text by itself, in their own words; a line's end is kept."""

    items: tuple[Words, ...]


@dataclass(frozen=True)
class Terms:
    """Pairs of a term and what is said of it."""

    rows: tuple[tuple[Words, Words], ...]


@dataclass(frozen=True)
class Table:
    """A table; the first cell of a row is the row's heading."""

    caption: Words
    head: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]


@dataclass(frozen=True)
class Figure:
    """A drawing of this kind, and the same as a table for those who do not see it or want it exactly.

    `summary` are the words of what opens the table.
    """

    kind: str
    caption: Words
    table: Table
    summary: Words


@dataclass(frozen=True)
class Part:
    """A part of a section with a heading of its own."""

    heading: Words
    blocks: tuple[Block, ...]


Block = Paragraph | Bullets | Numbered | Quotes | Terms | Table | Figure | Part


@dataclass(frozen=True)
class Section:
    """A section; `lead` are words that stand before its heading and lead to it."""

    id: str
    heading: Words
    blocks: tuple[Block, ...]
    kind: str = PLAIN
    lead: Words | None = None


@dataclass(frozen=True)
class Document:
    """A told result. `place`, `period` and `closing` are whole lines, empty where there is nothing to say."""

    language: str
    title: str
    place: str
    period: str
    closing: str
    shown: Shown
    sections: tuple[Section, ...]

    def section(self, id_: str) -> Section | None:
        """The section with this id, if the result has it."""
        return next((section for section in self.sections if section.id == id_), None)
