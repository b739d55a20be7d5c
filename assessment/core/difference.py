"""What a new file of settlements changes in the register: what is new, gone, renamed, moved, or has another code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TypeVar

from assessment.core.register import Changes, Entry, Outline, RegisteredArea, name_key, place_key
from assessment.core.settlements import Settlement, SettlementFile

Held = TypeVar("Held")


@dataclass(frozen=True)
class Met:
    """An area as it was in the register, and as it is in the file."""

    before: Entry
    after: Entry


@dataclass(frozen=True)
class Difference:
    """What a file changes. An area that was renamed and moved stands in both.

    `new` are settlements without a predecessor and `gone` areas without a successor: theirs are the codes that match
    nothing. `bereft` are own areas that lose a settlement that they are made of. `municipalities` are all that the
    change is about.
    """

    municipalities: tuple[str, ...]
    new: tuple[Entry, ...] = ()
    gone: tuple[Entry, ...] = ()
    renamed: tuple[Met, ...] = ()
    moved: tuple[Met, ...] = ()
    recoded: tuple[Met, ...] = ()
    redrawn: tuple[Met, ...] = ()
    same: int = 0
    bereft: tuple[RegisteredArea, ...] = ()
    borders: Mapping[str, Outline] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def is_nothing(self) -> bool:
        """Whether the register already is as the file says."""
        return not (self._changed() or self.new or self.gone or self.borders)

    def changes(self) -> Changes:
        """What is to be stored: what stayed the same is not written again."""
        within = set(map(name_key, self.municipalities))
        begun, ended = [], [(one.area.id, one.area.municipality) for one in self.gone]
        for met in self._changed():
            begun.append(met.after)
            there = met.before.area
            if name_key(there.municipality) != name_key(met.after.area.municipality) and (
                name_key(there.municipality) in within
            ):
                ended.append((there.id, there.municipality))
        return Changes(begun=(*self.new, *begun), ended=tuple(ended), borders=self.borders)

    def _changed(self) -> tuple[Met, ...]:
        listed = (*self.renamed, *self.moved, *self.recoded, *self.redrawn)
        return tuple({met.after.area.id: met for met in listed}.values())


def difference(
    known: Sequence[Entry],
    elsewhere: Sequence[Entry],
    file: SettlementFile,
    borders: Mapping[str, Outline | None],
) -> Difference:
    """What the file changes in the entries `known` of the municipalities that it may change.

    `elsewhere` are entries of others: a settlement that comes from there keeps its id, but nothing is taken from them.
    `borders` are the outlines of whole municipalities as they are known, by the key of the name.
    """
    official = [entry for entry in known if entry.area.code]
    pairs, left = _paired(official, [entry for entry in elsewhere if entry.area.code], file.settlements)
    taken = {entry.area.id for entry in (*known, *elsewhere)}
    new: list[Entry] = []
    met: list[Met] = []
    for settlement, before in pairs:
        if before is None:
            new.append(_entry(settlement, _new_id(settlement, taken)))
        else:
            met.append(Met(before, _kept(before, _entry(settlement, before.area.id))))
    municipalities = {name_key(one.municipality): one.municipality for one in file.settlements}
    gone = _gone(set(municipalities), official, left)
    mine = {name_key(entry.area.municipality): entry.area.municipality for entry in official}
    for key in (name_key(one.area.municipality) for one in (*(pair.before for pair in met), *gone)):
        if key in mine:
            municipalities.setdefault(key, mine[key])
    lost = {entry.area.id for entry in gone}
    return Difference(
        municipalities=tuple(municipalities.values()),
        new=tuple(new),
        gone=tuple(gone),
        renamed=_which(met, lambda one: one.area.name),
        moved=_which(met, lambda one: name_key(one.area.municipality)),
        recoded=tuple(one for one in _which(met, lambda one: one.area.code) if not _moves(one)),
        redrawn=tuple(one for one in met if one.before != one.after and _is_only_drawn(one)),
        same=sum(one.before == one.after for one in met),
        bereft=tuple(entry.area for entry in known if lost & set(entry.area.units)),
        borders={name: one for name, one in file.borders.items() if borders.get(name_key(name)) != one},
    )


def _paired(
    official: Sequence[Entry], elsewhere: Sequence[Entry], settlements: Sequence[Settlement]
) -> tuple[list[tuple[Settlement, Entry | None]], list[Entry]]:
    """Each settlement with the entry that it continues, if any; and the entries that nothing continues.

    By the whole code; else by the settlement's own code, which is the country's: it moved, or its municipality's code
    changed; else by the name in the municipality, where its own code changed.
    """
    left = dict(enumerate(settlements))
    entries, others = dict(enumerate(official)), dict(enumerate(elsewhere))
    found: dict[int, Entry] = {}
    for pool, keys in ((entries, _KEYS), (others, _KEYS[:2])):
        for of_entry, of_settlement in keys:
            there = _unique(pool, of_entry)
            for key, number in _unique(left, of_settlement).items():
                if key in there:
                    found[number] = pool.pop(there[key])
                    del left[number]
    return [(one, found.get(number)) for number, one in enumerate(settlements)], list(entries.values())


_KEYS: tuple[tuple[Callable[[Entry], str], Callable[[Settlement], str]], ...] = (
    (lambda entry: entry.area.code, lambda one: one.code),
    (lambda entry: entry.area.code[4:], lambda one: one.own_code),
    (
        lambda entry: place_key(entry.area.name, entry.area.municipality),
        lambda one: place_key(one.name, one.municipality),
    ),
)


def _unique(held: Mapping[int, Held], key: Callable[[Held], str]) -> dict[str, int]:
    """The number of what bears each key, where only one does."""
    keys = {number: key(one) for number, one in held.items()}
    times = Counter(keys.values())
    return {one: number for number, one in keys.items() if times[one] == 1}


def _gone(in_file: set[str], official: Sequence[Entry], left: Sequence[Entry]) -> list[Entry]:
    """What nothing continues, of the municipalities in the file, and of those most of which went into them.

    A file of one municipality says nothing about its neighbours, of which it may have got a village.
    """
    whole = Counter(name_key(entry.area.municipality) for entry in official)
    rest = Counter(name_key(entry.area.municipality) for entry in left)
    return [
        entry for entry in left if (key := name_key(entry.area.municipality)) in in_file or rest[key] * 2 < whole[key]
    ]


def _entry(settlement: Settlement, id_: str) -> Entry:
    area = RegisteredArea(
        id=id_,
        name=settlement.name,
        municipality=settlement.municipality,
        kind=settlement.kind,
        county=settlement.county,
        point=settlement.point,
        code=settlement.code,
    )
    return Entry(area, settlement.outline)


def _kept(before: Entry, after: Entry) -> Entry:
    """What a file without outlines or points does not say stays as it is known."""
    area = replace(after.area, population=before.area.population, point=after.area.point or before.area.point)
    area = replace(area, county=area.county or before.area.county)
    return replace(after, area=area, outline=after.outline or before.outline)


def _new_id(settlement: Settlement, taken: set[str]) -> str:
    """Our own id: the first code under which the area was seen, for it stays when codes change."""
    id_, number = settlement.code, 2
    while id_ in taken:
        id_, number = f"{settlement.code}-{number}", number + 1
    taken.add(id_)
    return id_


def _which(met: Iterable[Met], of: Callable[[Entry], object]) -> tuple[Met, ...]:
    return tuple(one for one in met if of(one.before) != of(one.after))


def _moves(one: Met) -> bool:
    return name_key(one.before.area.municipality) != name_key(one.after.area.municipality)


def _is_only_drawn(one: Met) -> bool:
    """Whether neither name, municipality nor code changed, but the kind, the place on the map or the writing."""
    before, after = one.before.area, one.after.area
    return (before.name, before.code) == (after.name, after.code) and not _moves(one)
