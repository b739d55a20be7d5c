"""The register of areas: a file is looked at, approved and stored; numbers of people, merges and own areas likewise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from assessment.core.access import OPERATOR, Access
from assessment.core.difference import Difference, difference
from assessment.core.duplicates import Suggestion, suggestions
from assessment.core.errors import FileError, Finding, ForbiddenError, GoneError, UnusableError
from assessment.core.municipality import SHARE_NOTHING
from assessment.core.ports import Areas, Clock, Store
from assessment.core.register import (
    MERGE,
    POPULATION,
    REGISTER,
    Alias,
    Changes,
    Entry,
    RegisteredArea,
    Step,
    name_key,
)
from assessment.core.settlements import People, SettlementFile


@dataclass(frozen=True)
class Preview:
    """What a file of settlements would change, by the state of the register at `seen`; nothing is stored yet.

    `newest` is the date of the newest register so far of the municipalities in question.
    """

    file: SettlementFile
    difference: Difference
    seen: int
    newest: date | None = None


@dataclass(frozen=True)
class Numbers:
    """What a file of people would change: `known` are the areas it gives numbers to, `unmatched` the codes of none."""

    name: str
    known: tuple[tuple[RegisteredArea, int], ...]
    unmatched: tuple[str, ...]
    without: tuple[RegisteredArea, ...]
    notes: tuple[Finding, ...]


def scope(access: Access) -> str:
    """The municipality whose register this access may change; an operator's is empty, for all of them."""
    if access.role == OPERATOR:
        return ""
    if access.is_of_program:
        raise ForbiddenError("A program reads, and changes nothing.")
    if not name_key(access.municipality):
        raise ForbiddenError("This access belongs to no municipality.")
    return access.municipality


def preview(store: Areas, file: SettlementFile, municipality: str = "") -> Preview:
    """What a file would change in the register of one municipality, or of all that are in it."""
    whole = store.entries(municipality, outlines=True)
    elsewhere = [] if not municipality else _elsewhere(store, municipality)
    names = {one.municipality for one in file.settlements} | {entry.area.municipality for entry in whole}
    borders = {name_key(name): store.border(name) for name in names}

    found = difference(whole, elsewhere, file, borders)
    about = _about(store, found.municipalities)
    dates = [step.source_on for step in about if step.what == REGISTER and step.source_on is not None]
    return Preview(file, found, _newest(about), max(dates, default=None))


def take_in(store: Areas, clock: Clock, approved: Preview, on: date | None = None) -> Step:
    """Store what was looked at, with the date of the file. Raises `ChangedError` if the register changed meanwhile.

    Raises `FileError` if nothing says the date.
    """
    file = approved.file
    of_file = on or file.on
    if of_file is None:
        raise FileError(Finding("areas.fault.no_date", {}))
    if of_file > clock.today():
        raise FileError(Finding("areas.fault.later", {"date": of_file.isoformat()}))
    step = Step(REGISTER, approved.difference.municipalities, clock.today(), of_file, file.name)

    return store.take_step(step, approved.difference.changes(), approved.seen)


def preview_people(store: Areas, people: People, municipality: str = "") -> Numbers:
    """Which areas of the register get which numbers. Raises `FileError` where there is no register yet."""
    entries = [entry for entry in store.entries(municipality) if entry.area.code]
    if not entries:
        raise FileError(Finding("areas.fault.no_register", {}))
    by_place = _by_place(entries)

    known: dict[str, tuple[RegisteredArea, int]] = {}
    unmatched = []
    for place, number in people.by_place.items():
        entry = by_place.get(place)
        if entry is None or entry.area.id in known:
            unmatched.append(place)
        else:
            known[entry.area.id] = entry.area, number
    without = tuple(entry.area for entry in entries if entry.area.id not in known)
    return Numbers(people.name, tuple(known.values()), tuple(unmatched), without, people.notes)


def take_people(store: Areas, clock: Clock, approved: Numbers, on: date | None = None) -> Step:
    """Store the numbers of people that were looked at. Raises `FileError` if none is of an area."""
    if not approved.known:
        raise FileError(Finding("areas.fault.none_known", {}))
    names = tuple(dict.fromkeys(area.municipality for area, _ in approved.known))
    step = Step(POPULATION, names, clock.today(), on, approved.name)
    changes = Changes(populations={area.id: number for area, number in approved.known})

    return store.take_step(step, changes)


def to_merge(store: Store, municipality: str) -> tuple[Suggestion, ...]:
    """The names of rounds that may mean an area of the register, or one another.

    Only of rounds that share something: of the others the municipality does not know that they are. And of none that
    it has set aside: that is not of its areas.
    """
    aside = {one.why.round_id for one in store.set_aside_rounds(municipality)}
    shared = [one.area for one in store.rounds() if one.share != SHARE_NOTHING and one.id not in aside]
    typed = Counter(area.name for area in shared if name_key(area.municipality) == name_key(municipality))
    return suggestions(municipality, typed, store.areas(municipality), store.aliases(municipality))


def merge(store: Store, clock: Clock, municipality: str, name: str, area_id: str) -> Step:
    """From now on the name means this area. Raises `UnusableError` for what was not offered."""
    offered = next((one for one in to_merge(store, municipality) if one.name == name), None)
    if offered is None or area_id not in {one.area_id for one in offered.candidates}:
        raise UnusableError(f"'{name}' cannot be joined with that. Look at the list again: it may have changed.")
    target = next(one.name for one in offered.candidates if one.area_id == area_id)
    step = Step(MERGE, (municipality,), clock.today(), None, f"{name} → {target}")

    return store.take_step(step, Changes(aliases=(Alias(name, municipality, area_id),)))


def undo(store: Areas, number: int, municipality: str = "") -> Step:
    """Take back a step; a municipality only what is about itself alone.

    Raises `ChangedError` if later steps build on it, and `GoneError` if there is no such step of the municipality's.
    """
    mine = store.steps(municipality)
    step = next((one for one in mine if one.number == number), None)
    if step is None:
        raise GoneError("There is no such step of the register: it was undone, or never taken.")
    if municipality and not may_undo(step, municipality):
        raise UnusableError("This step is about other municipalities too. Only the operator can undo it.")

    return store.undo_step(number)


def may_undo(step: Step, municipality: str) -> bool:
    """Whether a step is about this municipality alone."""
    return set(map(name_key, step.municipalities)) == {name_key(municipality)}


def _elsewhere(store: Areas, municipality: str) -> list[Entry]:
    key = name_key(municipality)
    return [entry for entry in store.entries() if name_key(entry.area.municipality) != key]


def _about(store: Areas, municipalities: Iterable[str]) -> list[Step]:
    """The steps that are about one of these municipalities."""
    keys = set(map(name_key, municipalities))
    return [step for step in store.steps() if keys & set(map(name_key, step.municipalities))]


def _newest(steps: Iterable[Step]) -> int:
    """The number of the newest step, 0 for none."""
    return max((step.number for step in steps), default=0)


def _by_place(entries: list[Entry]) -> Mapping[str, Entry]:
    """The entries by whatever a file may call them, where that is only one: whole code, own code, name."""
    found: dict[str, Entry] = {}
    for of_entry in (
        lambda entry: name_key(entry.area.name),
        lambda entry: entry.area.code[4:],
        lambda entry: entry.area.code,
    ):
        keys = Counter(map(of_entry, entries))
        found |= {of_entry(entry): entry for entry in entries if keys[of_entry(entry)] == 1}
    return found
