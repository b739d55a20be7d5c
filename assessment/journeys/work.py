"""A worker's own notes of one area: contacts and what was agreed, how it looks from outside, and the seven steps.

They are for the eyes of the worker's municipality; nothing of them comes into a community's result.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from assessment.core.access import Access
from assessment.core.answers import is_seen, plain
from assessment.core.errors import ForbiddenError, GoneError, UnusableError
from assessment.core.ports import Clock, Codes, Store
from assessment.core.questionnaire import Questionnaire
from assessment.core.register import TYPED, Places, RegisteredArea, name_key, place_key
from assessment.core.work import (
    AgreedStep,
    CheckedStep,
    LoggedContact,
    OutsideView,
    WrittenContact,
    WrittenStep,
    WrittenView,
    contact_faults,
    may_change,
    step_faults,
    view_faults,
)


@dataclass(frozen=True)
class Notebook:
    """Whose notes, and of which area: `areas` are the ids that it goes by, its own one first. Made by `notebook`."""

    access: Access
    municipality: str
    areas: tuple[str, ...]


@dataclass(frozen=True)
class Notes:
    """All that is noted of one area: contacts, the newest first; views, the current one first; the steps taken."""

    contacts: tuple[LoggedContact, ...]
    views: tuple[OutsideView, ...]
    steps: tuple[CheckedStep, ...]


def notebook(store: Store, clock: Clock, access: Access, area: RegisteredArea) -> Notebook:
    """The notes of an area for whoever has this access.

    Raises `ForbiddenError` to one that may see no results, and for an area of another municipality.
    """
    now = store.access(access.id)
    if not now.works_for_municipality(clock.today()) or name_key(area.municipality) != _key(now):
        raise ForbiddenError("Only who works for the municipality keeps notes of its areas.")
    places, own = _places(store, now), place_key(area.name, area.municipality)
    typed = [f"{TYPED}{key}" for key in (own, *places.aliases) if places.of_key(key) == area.id]
    return Notebook(now, _key(now), tuple(dict.fromkeys((area.id, *typed))))


def notes(store: Store, of: Notebook) -> Notes:
    """All that is noted of the area."""
    return Notes(
        contacts=store.contacts_of(of.municipality, of.areas),
        views=store.outside_views(of.municipality, of.areas),
        steps=store.checked_steps(of.municipality, of.areas),
    )


def last_contacts(store: Store, access: Access) -> Mapping[str, date]:
    """The day of the newest contact with each area of the municipality that has one, by the area's id."""
    places, newest = _places(store, access), dict[str, date]()
    for noted, day in store.contacts(_key(access)).items():
        id_ = places.of_key(noted.removeprefix(TYPED)) if noted.startswith(TYPED) else noted
        newest[id_] = max(day, newest.get(id_, day))
    return newest


def log_contact(store: Store, clock: Clock, codes: Codes, of: Notebook, written: WrittenContact) -> LoggedContact:
    """Store a contact. Raises `UnusableError` for one that cannot be kept; `contact_faults` tells field by field."""
    cleaned = _cleaned_contact(clock, written)
    new = LoggedContact(
        id=codes.identifier(),
        municipality=of.municipality,
        area=of.areas[0],
        day=cleaned.day,
        who=cleaned.who,
        agreed=cleaned.agreed,
        step=_step(cleaned),
        written_by=of.access.id,
        written_on=clock.today(),
    )

    store.log_contact(new)
    return new


def change_contact(store: Store, clock: Clock, of: Notebook, contact_id: str, written: WrittenContact) -> None:
    """Write a contact anew. Raises `UnusableError`, `GoneError`, and `ForbiddenError` for somebody else's."""
    found = _contact(store, of, contact_id)
    _refuse_other(of, found)
    cleaned = _cleaned_contact(clock, written)

    store.change_contact(replace(found, day=cleaned.day, who=cleaned.who, agreed=cleaned.agreed, step=_step(cleaned)))


def set_done(store: Store, of: Notebook, contact_id: str, is_done: bool) -> None:
    """Whether the next step that was agreed on is done: anybody of the municipality may have done it."""
    found = _contact(store, of, contact_id)
    if found.step is None:
        raise UnusableError("No next step was agreed on there.")

    store.change_contact(replace(found, step=replace(found.step, is_done=is_done)))


def delete_contact(store: Store, of: Notebook, contact_id: str) -> None:
    """Remove a contact for good. Raises `GoneError`, and `ForbiddenError` for somebody else's."""
    found = _contact(store, of, contact_id)
    _refuse_other(of, found)

    store.delete_contact(of.municipality, found.id)


def keep_view(
    store: Store, clock: Clock, codes: Codes, questionnaire: Questionnaire, of: Notebook, written: WrittenView
) -> OutsideView:
    """Store how the area looks from outside. Raises `UnusableError`; `view_faults` tells field by field."""
    cleaned = replace(written, who=_line(written.who))
    _refuse(view_faults(questionnaire, cleaned))
    new = OutsideView(
        id=codes.identifier(),
        municipality=of.municipality,
        area=of.areas[0],
        questionnaire=questionnaire.name,
        levels=cleaned.levels,
        is_fading=cleaned.is_fading,
        kind=cleaned.kind,
        who=cleaned.who,
        written_by=of.access.id,
        written_on=clock.today(),
    )

    store.keep_outside_view(new)
    return new


def delete_view(store: Store, of: Notebook, view_id: str) -> None:
    """Remove a view for good. Raises `GoneError`, and `ForbiddenError` for somebody else's."""
    views = {one.id: one for one in store.outside_views(of.municipality, of.areas)}
    if view_id not in views:
        raise GoneError("There is no such view of this area.")
    _refuse_other(of, views[view_id])

    store.delete_outside_view(of.municipality, view_id)


def take_step(store: Store, clock: Clock, of: Notebook, written: WrittenStep) -> None:
    """Store that a step of the procedure was taken, or what is noted of it. Raises `UnusableError`."""
    cleaned = replace(written, who=_line(written.who), note=plain(written.note))
    _refuse(step_faults(cleaned, clock.today()))

    store.check_step(
        CheckedStep(of.municipality, of.areas[0], cleaned.step, cleaned.day, cleaned.who, cleaned.note), of.areas
    )


def take_back(store: Store, of: Notebook, step: str) -> None:
    """The step is not taken, and what was noted of it goes."""
    store.uncheck_step(of.municipality, of.areas, step)


@dataclass(frozen=True)
class _Places:
    """Which area of a municipality a typed name means by now: names are merged into areas, and registers come later."""

    places: Places
    aliases: Mapping[str, str]

    def of_key(self, key: str) -> str:
        """The id of the area that the key of a typed name leads to."""
        municipality, _, name = key.partition("|")
        return self.places.area_id(name, municipality)


def _places(store: Store, access: Access) -> _Places:
    aliases = store.aliases(access.municipality)
    return _Places(Places(store.areas(access.municipality), aliases), aliases)


def _key(access: Access) -> str:
    """The municipality as notes are kept under it, however its name was typed when somebody was invited."""
    return name_key(access.municipality)


def _contact(store: Store, of: Notebook, contact_id: str) -> LoggedContact:
    found = next((one for one in store.contacts_of(of.municipality, of.areas) if one.id == contact_id), None)
    if found is None:
        raise GoneError("There is no such contact with this area.")
    return found


def _refuse_other(of: Notebook, found: LoggedContact | OutsideView) -> None:
    if not may_change(of.access, found):
        raise ForbiddenError("Somebody else wrote this: only they, or a lead, may change it.")


def _cleaned_contact(clock: Clock, written: WrittenContact) -> WrittenContact:
    cleaned = replace(
        written,
        who=_line(written.who),
        agreed=plain(written.agreed),
        step=plain(written.step),
        step_who=_line(written.step_who),
    )
    _refuse(contact_faults(cleaned, clock.today()))
    return cleaned


def _line(text: str) -> str:
    return " ".join(plain(text).split())


def _step(written: WrittenContact) -> AgreedStep | None:
    if not is_seen(written.step):
        return None
    return AgreedStep(written.step, written.step_who, written.step_until, written.is_done)


def _refuse(faults: Mapping[str, str]) -> None:
    if faults:
        told = ", ".join(f"{field} ({fault})" for field, fault in faults.items())
        raise UnusableError(f"This cannot be kept as it was written: {told}.")
