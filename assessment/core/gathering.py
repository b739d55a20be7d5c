"""Rounds are gathered into areas, and areas into the picture of a municipality."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from assessment.core.alphabet import letters
from assessment.core.area import Area
from assessment.core.attention import attention
from assessment.core.overview import (
    CLOSED,
    NOT_BEGUN,
    OPEN,
    OTHER_VERSION,
    UNKNOWN,
    AreaStanding,
    Aside,
    Picture,
    SharedResult,
    SharedRound,
)
from assessment.core.register import Places, RegisteredArea, Source
from assessment.core.set_aside import SetAsideRound
from assessment.core.standing import Comparable, other_questionnaire


def by_area(
    registered: Sequence[RegisteredArea], aliases: Mapping[str, str], rounds: Iterable[SharedRound]
) -> dict[str, tuple[RegisteredArea, list[SharedRound]]]:
    """The areas by id, each with its rounds: those of the register, and those whose names were only typed.

    `aliases` lead from the key of a name to the area that somebody said it is, see `Places`.
    """
    areas: dict[str, tuple[RegisteredArea, list[SharedRound]]] = {one.id: (one, []) for one in registered}
    places = Places(registered, aliases)
    for one in rounds:
        id_ = places.area_id(one.area.name, one.area.municipality)
        if id_ not in areas:
            areas[id_] = _typed(id_, one.area), []
        areas[id_][1].append(one)
    return areas


def asides(
    registered: Sequence[RegisteredArea], aliases: Mapping[str, str], rounds: Iterable[SetAsideRound]
) -> tuple[Aside, ...]:
    """The rounds that are set aside, each with its area, which is found as that of any other round."""
    known, places = {one.id: one for one in registered}, Places(registered, aliases)
    ids = [(places.area_id(one.area.name, one.area.municipality), one) for one in rounds]
    return tuple(Aside(known.get(id_) or _typed(id_, one.area), one) for id_, one in ids)


def _typed(area_id: str, area: Area) -> RegisteredArea:
    """An area of which only a name is known."""
    return RegisteredArea(id=area_id, name=area.name, municipality=area.municipality, kind=area.kind)


def standing_of(
    area: RegisteredArea, rounds: Sequence[SharedRound], questionnaire: str, today: date, comparable: Comparable = ()
) -> AreaStanding:
    """An area with its shared rounds. `questionnaire` is the version in use."""
    if not rounds:
        return AreaStanding(area)
    newest_first = sorted(rounds, key=lambda one: (one.closed_on or date.max, one.number, one.id), reverse=True)
    results = [one.result for one in newest_first if one.result]
    latest = next((one for one in results if one.has_result), results[0] if results else None)
    agreed = next((one.agreed for one in newest_first if one.agreed), None)
    open_until = [one.closes_on for one in rounds if one.closed_on is None and one.closes_on >= today]
    counted, is_agreed = counted_as(latest, agreed, questionnaire, comparable)
    return AreaStanding(
        area=area,
        latest=latest,
        agreed=agreed,
        earlier=tuple(one for one in results if one is not latest),
        state=OPEN if open_until else CLOSED if rounds else NOT_BEGUN,
        closes_on=max(open_until, default=None),
        round_ids=tuple(one.id for one in newest_first),
        counted_as=counted,
        is_agreed=is_agreed,
    )


def counted_as(
    latest: SharedResult | None, agreed: SharedResult | None, questionnaire: str, comparable: Comparable
) -> tuple[str, bool]:
    """As what an area is counted, and whether only by what a group agreed on."""
    for result, is_agreed in ((latest, False), (agreed, True)):
        if result is not None and result.state is not None:
            other = other_questionnaire(questionnaire, result.questionnaire, comparable)
            return (OTHER_VERSION if other else result.state), is_agreed
    return UNKNOWN, False


def picture_of(
    municipality: str,
    questionnaire: str,
    today: date,
    registered: Sequence[RegisteredArea] = (),
    rounds: Iterable[SharedRound] = (),
    aliases: Mapping[str, str] = MappingProxyType({}),
    comparable: Comparable = (),
    contacts: Mapping[str, date] | None = None,
    source: Source | None = None,
    unreadable: tuple[str, ...] = (),
    set_aside: Sequence[SetAsideRound] = (),
) -> Picture:
    """The picture of a municipality: its areas by name, what is counted over them, and what wants attention."""
    found = by_area(registered, aliases, rounds).values()
    standings = [standing_of(area, of_area, questionnaire, today, comparable) for area, of_area in found]
    standings.sort(key=lambda one: (letters(one.area.name), one.area.id))
    return Picture(
        municipality=municipality,
        questionnaire=questionnaire,
        today=today,
        areas=tuple(standings),
        attention=attention(standings, today, contacts),
        source=source,
        comparable=comparable,
        unreadable=unreadable,
        counts=Counter(one.counted_as for one in standings if not one.is_agreed),
        agreed_counts=Counter(one.counted_as for one in standings if one.is_agreed),
        set_aside=asides(registered, aliases, set_aside) if set_aside else (),
    )
