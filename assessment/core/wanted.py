"""Areas for which rounds are wanted, as somebody lists them: everything that is wrong with the list is told at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from assessment.core.answers import NAME_LENGTH, is_seen, plain
from assessment.core.area import Area
from assessment.core.register import name_key
from assessment.core.round import NOTHING, Round

MOST_AREAS = 500
# The columns of a list.
AREA, MUNICIPALITY, KIND, CONTACT = "area", "municipality", "kind", "contact"
COLUMNS = (AREA, MUNICIPALITY, KIND, CONTACT)
# What people write for a column or a kind, in place of our own word for it.
WORDS = {
    AREA: "nimi",
    MUNICIPALITY: "omavalitsus",
    KIND: "liik",
    CONTACT: "kontakt",
    "village": "küla",
    "part": "külaosa",
    "group": "kant",
    "borough": "alevik",
}
# What may be wrong: no area at all, too many, no name, a name that is too long, an unknown kind, a place that is listed
# twice, one of another municipality, and one that has an open round of the period already.
NONE, MANY, EMPTY, LONG, UNKNOWN, TWICE, ELSEWHERE, OPEN = (
    "none",
    "many",
    "empty",
    "long",
    "unknown",
    "twice",
    "elsewhere",
    "open",
)

# Which area somebody means by a name, as an id: see `core.register.Places`.
Identity = Callable[[Area], str]


@dataclass(frozen=True)
class Wanted:
    """An area for which a round is wanted. `contact` is to whom its card goes: printed on it, and not kept.

    `row` is where it stands in the list.
    """

    area: Area
    contact: str = ""
    row: int = 0


@dataclass(frozen=True)
class Fault:
    """Something wrong with a list: the rule that is broken, where, and what its sentence needs to name.

    `row` is 0 and `column` empty where it is about the whole list.
    """

    rule: str
    row: int = 0
    column: str = ""
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


def wanted(name: str, municipality: str, kind: str = "", contact: str = "", row: int = 0) -> Wanted:
    """An area as it was written, each part on one line and without signs that are not seen."""
    return Wanted(Area(_tidy(name), _tidy(municipality), kind.strip()), _tidy(contact), row)


def faults(
    listed: Sequence[Wanted], kinds: Collection[str], identity: Identity, municipality: str = ""
) -> tuple[Fault, ...]:
    """What is wrong with a list, in its order. With a `municipality`, areas of others are refused."""
    if not listed:
        return (Fault(NONE),)
    whole = [Fault(MANY, values={"number": len(listed), "most": MOST_AREAS})] if len(listed) > MOST_AREAS else []
    found, first = whole, dict[str, int]()
    for one in listed:
        found += _of_one(one, kinds, municipality)
        if not one.area.name:
            continue
        met = first.setdefault(identity(one.area), one.row)
        if met != one.row:
            found.append(Fault(TWICE, one.row, AREA, {"written": one.area.name, "first": met}))
    return tuple(found)


def already_open(
    listed: Iterable[Wanted], rounds: Iterable[Round], identity: Identity, period: str, today: date
) -> tuple[Wanted, ...]:
    """Those that have an open round of the period, as far as their municipality may know of it.

    A round that is shared with nobody is not told, unless the municipality itself opened it.
    """
    known = {
        identity(one.area)
        for one in rounds
        if one.is_open(today) and name_key(one.period) == name_key(period) and (one.share != NOTHING or one.opened_by)
    }
    return tuple(one for one in listed if identity(one.area) in known)


def followed(rounds: Iterable[Round], identity: Identity, municipality: str, today: date) -> Mapping[str, Round]:
    """For each area the round of the municipality's own that a new one may follow, by the area's id.

    Whoever gets to see a round sees those that it follows. So only a series of which the municipality opened every
    round, and had every link, is continued; and only when its last round is over.
    """
    series: dict[str, list[Round]] = {}
    for one in rounds:
        series.setdefault(one.series, []).append(one)
    own = [of_one for of_one in series.values() if all(_is_own(one, municipality) for one in of_one)]
    latest = [max(of_one, key=lambda one: one.number) for of_one in own]
    over = sorted((one for one in latest if not one.is_open(today)), key=lambda one: (one.opened_on, one.id))
    return {identity(one.area): one for one in over}


def named(words: Iterable[str]) -> str:
    """What may be written, in the words of people and in ours.

    >>> named(["village", "hamlet"])
    'küla (village), hamlet'
    """
    return ", ".join(f"{WORDS[word]} ({word})" if word in WORDS else word for word in words)


def _is_own(one: Round, municipality: str) -> bool:
    return bool(one.opened_by) and name_key(one.opened_by) == name_key(municipality)


def _of_one(one: Wanted, kinds: Collection[str], municipality: str) -> list[Fault]:
    area, found = one.area, []
    if not is_seen(area.name):
        found.append(Fault(EMPTY, one.row, AREA))
    for column, written in ((AREA, area.name), (MUNICIPALITY, area.municipality), (CONTACT, one.contact)):
        if len(written) > NAME_LENGTH:
            values = {"written": f"{written[:20]}…", "number": len(written), "most": NAME_LENGTH}
            found.append(Fault(LONG, one.row, column, values))
    if area.kind and area.kind not in kinds:
        found.append(Fault(UNKNOWN, one.row, KIND, {"written": area.kind[:60], "allowed": named(kinds)}))
    if municipality and name_key(area.municipality) != name_key(municipality):
        values = {"written": area.municipality[:60], "allowed": municipality}
        found.append(Fault(ELSEWHERE, one.row, MUNICIPALITY, values))
    return found


def _tidy(written: str) -> str:
    return " ".join(plain(written).split())
