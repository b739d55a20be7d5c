"""Areas of a municipality's own making: a part of a settlement, or a group of several."""

from __future__ import annotations

from collections.abc import Sequence

from assessment.core.answers import NAME_LENGTH, is_seen, plain
from assessment.core.errors import UnusableError
from assessment.core.ports import Areas, Clock, Codes
from assessment.core.register import GROUP, OWN, PART, Changes, Entry, RegisteredArea, Step, place_key

# Why an own area cannot be made; the surfaces have a text for each.
NAMELESS, LONG, TAKEN, ONE_UNIT, UNITS, UNKNOWN = "nameless", "long", "taken", "one_unit", "units", "unknown"


def settlements(store: Areas, municipality: str) -> tuple[RegisteredArea, ...]:
    """The settlements of the municipality's register, which own areas are made of."""
    return tuple(area for area in store.areas(municipality) if not area.units)


def own(store: Areas, municipality: str) -> tuple[RegisteredArea, ...]:
    """The areas of the municipality's own making."""
    return tuple(area for area in store.areas(municipality) if area.units)


def problem(store: Areas, municipality: str, name: str, units: Sequence[str], kind: str) -> str:
    """Why this own area cannot be made, or an empty text."""
    areas = store.areas(municipality)
    taken = {place_key(area.name, area.municipality) for area in areas}
    if not is_seen(_tidy(name)):
        return NAMELESS
    if len(_tidy(name)) > NAME_LENGTH:
        return LONG
    if place_key(name, municipality) in taken:
        return TAKEN
    if kind not in (PART, GROUP) or not set(units) <= {area.id for area in areas if not area.units}:
        return UNKNOWN
    if kind == PART and len(set(units)) != 1:
        return ONE_UNIT
    return UNITS if kind == GROUP and len(set(units)) < 2 else ""


def make(
    store: Areas, clock: Clock, codes: Codes, municipality: str, name: str, units: Sequence[str], kind: str
) -> RegisteredArea:
    """Make a part of a settlement, or a group of several. Raises `UnusableError` where there is a `problem`."""
    wrong = problem(store, municipality, name, units, kind)
    if wrong:
        raise UnusableError(f"This area cannot be made ({wrong}).")
    chosen = [area for area in settlements(store, municipality) if area.id in units]
    points = [area.point for area in chosen if area.point is not None]
    middle = None
    if points:
        middle = (sum(lon for lon, _ in points) / len(points), sum(lat for _, lat in points) / len(points))
    new = RegisteredArea(
        id=f"own-{codes.identifier()}",
        name=_tidy(name),
        municipality=chosen[0].municipality,
        kind=kind,
        county=chosen[0].county,
        point=middle,
        units=tuple(area.id for area in chosen),
    )
    step = Step(OWN, (new.municipality,), clock.today(), None, new.name)

    store.take_step(step, Changes(begun=(Entry(new),)))
    return new


def remove(store: Areas, clock: Clock, municipality: str, area_id: str) -> Step:
    """Take an own area out of the register; undoing the step brings it back."""
    found = next((area for area in own(store, municipality) if area.id == area_id), None)
    if found is None:
        raise UnusableError("There is no such area of your own making: it was removed meanwhile.")
    step = Step(OWN, (found.municipality,), clock.today(), None, f"− {found.name}")

    return store.take_step(step, Changes(ended=((found.id, found.municipality),)))


def _tidy(name: str) -> str:
    return " ".join(plain(name).split())
