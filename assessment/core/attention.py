"""Which areas want their municipality's attention, and why. Ordered by reason and by name, never by a result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from assessment.core.alphabet import letters
from assessment.core.overview import (
    CLOSING,
    FADING,
    MOVED,
    NO_CONTACT,
    OLD,
    OPEN,
    REASONS,
    AreaStanding,
    Attention,
)

CLOSING_DAYS = 7
OLD_YEARS = 2


def attention(
    areas: Iterable[AreaStanding], today: date, contacts: Mapping[str, date] | None = None
) -> tuple[Attention, ...]:
    """What wants attention now. `contacts` are the areas' last contacts; None where no log of them is kept."""
    found = [one for area in areas for one in _of_area(area, today, contacts)]
    return tuple(sorted(found, key=lambda one: (REASONS.index(one.reason), letters(one.name), one.area_id)))


def _of_area(one: AreaStanding, today: date, contacts: Mapping[str, date] | None) -> Iterator[Attention]:
    area, shown = one.area, one.counted
    if shown is not None and shown.fading_signs:
        yield Attention(FADING, area.id, area.name)
    if shown is not None and shown.moved:
        yield Attention(MOVED, area.id, area.name, verdict=shown.moved, since=shown.since)
    if one.closes_on is not None and today <= one.closes_on <= today + timedelta(days=CLOSING_DAYS):
        yield Attention(CLOSING, area.id, area.name, day=one.closes_on)
    # Where a round is open, somebody is at it already.
    if shown is not None and one.state != OPEN and is_old(shown.closed_on, today):
        yield Attention(OLD, area.id, area.name, day=shown.closed_on)
    if contacts is not None and area.id not in contacts:
        yield Attention(NO_CONTACT, area.id, area.name)


def is_old(closed_on: date, today: date) -> bool:
    """Whether a result is older than two years.

    >>> [is_old(date(2024, 2, 29), day) for day in (date(2026, 2, 28), date(2026, 3, 1))]
    [False, True]
    """
    return (closed_on.year + OLD_YEARS, closed_on.month, closed_on.day) < (today.year, today.month, today.day)
