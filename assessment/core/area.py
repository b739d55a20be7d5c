"""The place that people have in mind: a village, a part of one, a group of villages."""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import normalize


@dataclass(frozen=True)
class Area:
    """A place with a community of its own. `kind` is one of the questionnaire's areas, e.g. `village`."""

    name: str
    municipality: str = ""
    kind: str = ""


def is_same_place(one: Area, other: Area) -> bool:
    """Whether two areas have the same name and municipality, in whatever letters and spaces they were written.

    >>> is_same_place(Area("Peri küla", "Põlva vald"), Area("PERI  KÜLA", "põlva vald", "village"))
    True
    """
    return (_written(one.name), _written(one.municipality)) == (_written(other.name), _written(other.municipality))


def _written(name: str) -> str:
    """One form for all ways to write a name: `õ` may be one sign, or `o` with a tilde behind it."""
    return " ".join(normalize("NFKC", normalize("NFKC", name).casefold()).split())
