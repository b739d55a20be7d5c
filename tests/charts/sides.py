"""Invented areas side by side, for the charts of a municipality."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from assessment.core.compared import Compared, Filters, compared, of_filters
from assessment.core.gathering import picture_of
from assessment.core.history import KeptRound
from assessment.core.overview import Picture
from assessment.core.register import RegisteredArea
from tests.charts.rounds import Q
from tests.municipalities import MUNICIPALITY, TODAY, Invented, area, kept, picture, places, shared_rounds, version


def frozen(of: Mapping[str, Sequence[Invented]]) -> dict[str, KeptRound]:
    """The closed rounds of these areas, by id."""
    whole = [kept(place, number, one) for place, rounds in of.items() for number, one in enumerate(rounds, 1)]
    return {one.round.id: one for one in whole if one.round.closed_on is not None}


@cache
def of_all() -> dict[str, KeptRound]:
    """Those of the areas of every kind."""
    return frozen(places())


def side_by_side(
    only: Callable[[str], bool] = lambda kind: True,
    of: Mapping[str, Sequence[Invented]] | None = None,
    **filters: object,
) -> Compared:
    """The areas of these kinds, or `of` these rounds by the areas' names, that pass the filters."""
    whole, known = (picture(only), of_all()) if of is None else (_picture(of), frozen(of))
    return compared(whole, of_filters(whole, Filters(**filters)), known, Q, version)


def _picture(of: Mapping[str, Sequence[Invented]]) -> Picture:
    registered = [area(number, name.capitalize()) for number, name in enumerate(of)]
    rounds = [one for name, invented in of.items() for one in shared_rounds(name, invented)]
    return picture_of(MUNICIPALITY, Q.name, TODAY, registered, rounds)


def renamed(found: Compared, name: str) -> Compared:
    """The same, every area being called so."""

    def called(area: RegisteredArea) -> RegisteredArea:
        return replace(area, name=name)

    sides = tuple(
        replace(side, standing=replace(side.standing, area=called(side.standing.area))) for side in found.sides
    )
    areas = tuple(replace(one, area=called(one.area)) for one in found.picture.areas)
    return replace(found, sides=sides, picture=replace(found.picture, areas=areas))
