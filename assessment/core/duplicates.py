"""Names that may mean the same place, such as "Peri" and "Peri küla": offered to people, never joined by themselves."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assessment.core.register import TYPED, Places, RegisteredArea, name_key, place_key

# What a settlement's name may end with, or not, as people write it.
_TYPES = re.compile(
    r"[ ,]+(küla|k|alevik|alev|linnaosa|linn|asum|village|small borough|borough|town|деревня|посёлок)\.?$"
)
# From this length on, one letter more, less or other may be a slip of the finger.
SLIP_FROM = 5


@dataclass(frozen=True)
class Candidate:
    """An area that a name may mean."""

    area_id: str
    name: str


@dataclass(frozen=True)
class Suggestion:
    """A name that somebody typed, in how many rounds, and the areas that it may mean, likeliest first."""

    name: str
    rounds: int
    candidates: tuple[Candidate, ...]


def suggestions(
    municipality: str, typed: Mapping[str, int], areas: Iterable[RegisteredArea], aliases: Mapping[str, str]
) -> tuple[Suggestion, ...]:
    """What may be merged, by name. `typed` are the names of rounds with their numbers of rounds."""
    known = tuple(areas)
    places = Places(known, aliases)
    loose: dict[str, tuple[str, int]] = {}
    for name, rounds in sorted(typed.items()):
        id_ = places.area_id(name, municipality)
        if id_ == f"{TYPED}{place_key(name, municipality)}":
            first, counted = loose.get(id_, (name, 0))
            loose[id_] = (first, counted + rounds)
    targets = [Candidate(area.id, area.name) for area in known]
    # Of two typed names the fuller one is kept; whatever stands in the register comes before both.
    targets += [Candidate(id_, name) for id_, (name, _) in loose.items()]
    found = []
    for id_, (name, rounds) in loose.items():
        likely = [one for one in targets if one.area_id != id_ and _closeness(name, one.name) is not None]
        registered = [one for one in likely if not one.area_id.startswith(TYPED)]
        fuller = [one for one in likely if _is_fuller(one.name, name)]
        if registered or fuller:
            ordered = sorted(registered or fuller, key=lambda one: (_closeness(name, one.name), one.name))
            found.append(Suggestion(name, rounds, tuple(ordered)))
    return tuple(found)


def _is_fuller(one: str, other: str) -> bool:
    return (len(name_key(one)), name_key(one)) > (len(name_key(other)), name_key(other))


def _closeness(name: str, other: str) -> int | None:
    """0 for the same name but for its type, 1 but for marks on letters, 2 for a slip; None for no likeness."""
    stems, others = _stems(name), _stems(other)
    if stems & others:
        return 0
    folded, others_folded = {_folded(stem) for stem in stems}, {_folded(stem) for stem in others}
    if folded & others_folded:
        return 1
    return 2 if any(_is_slip(one, two) for one in folded for two in others_folded) else None


def _stems(name: str) -> set[str]:
    """The name without its type, and each of the names of a bilingual one.

    >>> sorted(_stems("Dirhami küla / Derhamn")), sorted(_stems("Peri k."))
    (['derhamn', 'dirhami'], ['peri'])
    """
    key = name_key(name)
    parts = [key, *key.split("/")] if "/" in key else [key, key.split(",")[0]]
    return {stem for part in parts if (stem := _TYPES.sub("", part.strip()).strip()) and "/" not in stem}


def _folded(stem: str) -> str:
    """Without marks above letters, and without spaces and hyphens."""
    marked = unicodedata.normalize("NFD", stem)
    return "".join(sign for sign in marked if sign.isalnum())


def _is_slip(one: str, other: str) -> bool:
    """Whether one letter more, less, other, or two letters turned make the difference."""
    if min(len(one), len(other)) < SLIP_FROM or abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    left, right = one[start:], other[start:]
    turned = len(left) == len(right) > 1 and left[:2] == right[1::-1] and left[2:] == right[2:]
    return left[1:] == right or left == right[1:] or left[1:] == right[1:] or turned
