"""Invented areas of every kind, as a municipality sees them: each through the real gateway, from invented responses.

picture()                 the picture of a municipality with an area of every kind
standings()["fading"]     one of its areas
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from assessment.core.area import Area
from assessment.core.beside import agreed_answer
from assessment.core.gathering import picture_of
from assessment.core.history import KeptRound
from assessment.core.overview import AreaStanding, Picture, SharedResult, SharedRound
from assessment.core.profile import profile_of_one
from assessment.core.questionnaire import Questionnaire
from assessment.core.register import RegisteredArea, Source
from assessment.core.response import GROUP, Response, columns
from assessment.core.round import Round
from assessment.core.shared_result import agreed_result, shared_results
from assessment.core.snapshot import taken
from assessment.core.standing import index_basis
from tests.builders import released, same, scored
from tests.charts.rounds import Q, crowd, unsure

MUNICIPALITY = "Põlva vald"
TODAY = date(2026, 10, 1)
OTHER = replace(Q, version=2)
# As a phase's gate asks: the levels of a community that is clearly on each phase of the path.
ON_PHASE = {phase: (phase,) * 8 for phase in range(5)}


def version(name: str) -> Questionnaire:
    """The questionnaire with this name."""
    return OTHER if name == OTHER.name else Q


@dataclass(frozen=True)
class Invented:
    """A round that is over, with these responses; one that is open until `open_until` has none yet."""

    responses: Sequence[Response] = ()
    closed_on: date = date(2026, 5, 28)
    share: str = "released"
    group: Sequence[int] | None = None
    q: Questionnaire = Q
    series: str = ""
    open_until: date | None = None
    is_example: bool = False


def divided(number: int) -> list[Response]:
    """Half of them see a community that is dormant, half one that is at the top."""
    return [same(4 * (i % 2)) for i in range(number)]


def places() -> dict[str, list[Invented]]:
    """The areas, by a word for their kind: each with its rounds, oldest first."""
    low, high = crowd(20, ON_PHASE[1]), crowd(25, ON_PHASE[3])
    on_phase = {f"phase {phase}": [Invented(crowd(15, levels, dk=0))] for phase, levels in ON_PHASE.items()}
    return on_phase | {
        "fading": [Invented(crowd(15, ON_PHASE[1], past="yes"))],
        "unknown": [Invented(unsure(12))],
        "too few": [Invented(crowd(3))],
        "nobody": [Invented()],
        "indicative": [Invented(crowd(6))],
        "fuller": [Invented(crowd(9))],
        "divided": [Invented(divided(14))],
        "detail": [Invented(crowd(14), share="detail", is_example=True)],
        "other version": [Invented(crowd(14, ON_PHASE[2]), q=OTHER)],
        "group only": [Invented(group=ON_PHASE[2])],
        "group besides": [Invented(crowd(14, ON_PHASE[2]), group=ON_PHASE[3])],
        "shares nothing": [Invented(crowd(14), share="nothing", group=ON_PHASE[3])],
        "shares nothing, open": [Invented(share="nothing", open_until=date(2026, 10, 5))],
        "moved up": [Invented(low, date(2024, 5, 28)), Invented(high)],
        "moved down": [Invented(high, date(2024, 5, 28)), Invented(low)],
        "no clear change": [Invented(low, date(2025, 5, 28)), Invented(low)],
        "few now": [Invented(low, date(2025, 5, 28)), Invented(crowd(3))],
        "three rounds": [Invented(low, date(2022, 5, 28)), Invented(low, date(2024, 5, 28)), Invented(high)],
        "old": [Invented(crowd(14), date(2023, 5, 28))],
        "open": [Invented(open_until=date(2026, 10, 28))],
        "closing": [Invented(low, date(2024, 5, 28)), Invented(open_until=date(2026, 10, 5))],
        "nothing": [],
    }


def area(number: int, name: str, municipality: str = MUNICIPALITY) -> RegisteredArea:
    """A place of the register, on a grid around Põlva."""
    kinds = ("village", "village", "village", "borough", "small_town")
    return RegisteredArea(
        id=f"area-{number}",
        name=name,
        municipality=municipality,
        kind=kinds[number % 5],
        county="Põlva maakond",
        population=None if number % 7 == 6 else 20 + number * number,
        point=(26.9 + 0.05 * (number % 6), 57.95 + 0.04 * (number // 6)),
    )


def kept(place: str, number: int, one: Invented) -> KeptRound:
    """The round as it is kept when it has closed."""
    of_round = Round(
        id=f"{place} {number}",
        questionnaire=one.q.name,
        area=Area(place.capitalize(), MUNICIPALITY, "village"),
        period=str(one.closed_on.year),
        opened_on=date(one.closed_on.year, one.closed_on.month, 1),
        closes_on=one.open_until or one.closed_on,
        closed_on=None if one.open_until else one.closed_on,
        share=one.share,
        is_example=one.is_example,
        series=one.series or place,
        number=number,
    )
    responses = list(one.responses)
    index = index_basis(one.q, columns(one.q, responses))
    snapshot = taken(released(responses, one.q), "", scored(responses, one.q).probabilities, index)
    return KeptRound(of_round, snapshot)


def group_result(of_round: Round, levels: Sequence[int], q: Questionnaire) -> SharedResult:
    """What fourteen people agreed on."""
    profile = profile_of_one(q, Response(GROUP, GROUP, tuple(levels), (-1,) * 8, {}))
    return agreed_result(agreed_answer(q, profile, 14), of_round, of_round.id, of_round.closed_on or TODAY)


def shared_rounds(place: str, rounds: Sequence[Invented]) -> list[SharedRound]:
    """What the municipality gets of the rounds of a place; of one that shares nothing nothing."""
    made = [(kept(place, number, one), one) for number, one in enumerate(rounds, 1) if one.share != "nothing"]
    closed = [whole for whole, _ in made if whole.round.closed_on]
    results = {one.round_id: one for one in shared_results(closed, version)}
    return [
        SharedRound(
            id=whole.round.id,
            area=whole.round.area,
            number=whole.round.number,
            closes_on=whole.round.closes_on,
            closed_on=whole.round.closed_on,
            result=results.get(whole.round.id),
            agreed=group_result(whole.round, one.group, one.q) if one.group else None,
        )
        for whole, one in made
    ]


def picture(only: Callable[[str], bool] = lambda kind: True, **more: object) -> Picture:
    """The picture of a municipality with an area of every kind, or of those kinds only."""
    found = {kind: rounds for kind, rounds in places().items() if only(kind)}
    registered = [area(number, kind.capitalize()) for number, kind in enumerate(found)]
    rounds = [one for kind, of_kind in found.items() for one in shared_rounds(kind, of_kind)]
    more = {"source": Source(date(2026, 9, 1), "asustusyksus.zip")} | more
    return picture_of(MUNICIPALITY, Q.name, TODAY, registered, rounds, **more)


@cache
def standings() -> dict[str, AreaStanding]:
    """The areas of `picture()` by their kind."""
    return {one.area.name.casefold(): one for one in picture().areas}
