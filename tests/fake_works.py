"""A worker's own notes in memory: part of `MemoryStore`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from assessment.core.errors import GoneError, StoreError
from assessment.core.work import CheckedStep, LoggedContact, OutsideView
from tests.fake_memory import Memory


class MemoryWorks(Memory):
    """`Works` in memory, in the order of writing."""

    def __init__(self) -> None:
        super().__init__()
        self._contacts: dict[str, LoggedContact] = {}
        self._views: dict[str, OutsideView] = {}
        self._checked_steps: dict[tuple[str, str, str], CheckedStep] = {}

    def contacts(self, municipality: str) -> Mapping[str, date]:
        self._check(municipality)
        of_area: dict[str, date] = {}
        for one in self._contacts.values():
            if one.municipality == municipality:
                of_area[one.area] = max(one.day, of_area.get(one.area, one.day))
        return of_area

    def contacts_of(self, municipality: str, areas: Collection[str]) -> tuple[LoggedContact, ...]:
        self._check(municipality, *areas)
        found = [one for one in self._contacts.values() if one.municipality == municipality and one.area in areas]
        return tuple(sorted(found, key=lambda one: (one.day, one.written_on, one.id), reverse=True))

    def log_contact(self, new: LoggedContact) -> None:
        self._check(*_texts(new))
        if new.id in self._contacts:
            raise StoreError("An entry with this id is there already.")
        self._contacts[new.id] = new

    def change_contact(self, changed: LoggedContact) -> None:
        self._check(*_texts(changed))
        _refuse(self._contacts.get(changed.id), changed.municipality)
        self._contacts[changed.id] = changed

    def delete_contact(self, municipality: str, contact_id: str) -> None:
        self._check(municipality, contact_id)
        _refuse(self._contacts.get(contact_id), municipality)
        del self._contacts[contact_id]

    def outside_views(self, municipality: str, areas: Collection[str]) -> tuple[OutsideView, ...]:
        self._check(municipality, *areas)
        found = [one for one in self._views.values() if one.municipality == municipality and one.area in areas]
        placed = sorted(enumerate(found), key=lambda one: (one[1].written_on, one[0]), reverse=True)
        return tuple(one for _, one in placed)

    def keep_outside_view(self, new: OutsideView) -> None:
        self._check(new.area, new.who, new.kind)
        if new.id in self._views:
            raise StoreError("An entry with this id is there already.")
        self._views[new.id] = new

    def delete_outside_view(self, municipality: str, view_id: str) -> None:
        self._check(municipality, view_id)
        _refuse(self._views.get(view_id), municipality)
        del self._views[view_id]

    def checked_steps(self, municipality: str, areas: Collection[str]) -> tuple[CheckedStep, ...]:
        self._check(municipality, *areas)
        found = [one for one in self._checked_steps.values() if one.municipality == municipality and one.area in areas]
        found.sort(key=lambda one: (one.step, one.day, one.area))
        return tuple({one.step: one for one in found}.values())

    def check_step(self, taken: CheckedStep, areas: Collection[str]) -> None:
        self._check(taken.who, taken.note)
        self.uncheck_step(taken.municipality, areas, taken.step)
        self._checked_steps[taken.municipality, taken.area, taken.step] = taken

    def uncheck_step(self, municipality: str, areas: Collection[str], step: str) -> None:
        self._check(municipality, *areas, step)
        for area in areas:
            self._checked_steps.pop((municipality, area, step), None)

    def forget_work(self, before: date) -> int:
        self._check()
        contacts = {id_: one for id_, one in self._contacts.items() if one.day >= before}
        views = {id_: one for id_, one in self._views.items() if one.written_on >= before}
        steps = {key: one for key, one in self._checked_steps.items() if one.day >= before}
        gone = sum(map(len, (self._contacts, self._views, self._checked_steps))) - sum(
            map(len, (contacts, views, steps))
        )
        self._contacts, self._views, self._checked_steps = contacts, views, steps
        return gone + self._forget_asides(before)

    def _forget_asides(self, before: date) -> int:
        return 0  # the notes on rounds set aside are with the rounds


def _texts(one: LoggedContact) -> tuple[str, ...]:
    step = () if one.step is None else (one.step.what, one.step.who)
    return (one.id, one.municipality, one.area, one.who, one.agreed, *step)


def _refuse(found: LoggedContact | OutsideView | None, municipality: str) -> None:
    if found is None or found.municipality != municipality:
        raise GoneError("There is no such entry here.")
