"""Rounds for tests of the surfaces: opened, answered and closed through the journeys, in a real house."""

from __future__ import annotations

from collections.abc import Iterable

from assessment.bootstrap import House
from assessment.core.area import Area
from assessment.journeys import coordination, opening, round_result
from assessment.journeys import round as journey
from assessment.journeys.opening import Opened, Plan

# Twelve people who see nearly the same, and do not agree about leadership.
VILLAGE = [[level, 2, 2, 3, 2, 1, 3, 2] for level in (1, 2, 2, 3, 1, 2, 2, 1, 3, 2, 1, 2)]


def opened(house: House, name: str = "Peri küla", **plan: object) -> Opened:
    """A round that takes answers."""
    area = Area(name, "Põlva vald", "village")
    return opening.open_round(house.store, house.clock, house.codes, house.questionnaire, Plan(area, **plan))


def answer(house: House, of_round: Opened, people: Iterable[list[int]], **more: str) -> None:
    """One response for each person, by link."""
    q = house.questionnaire
    for number, levels in enumerate(people):
        seat = f"seat {number} in {of_round.code}"
        response = journey.begin(house.store, house.clock, house.codes, seat, of_round.round)
        given = dict(zip(q.domain_ids, map(str, levels), strict=True)) | more
        journey.answer(house.store, house.clock, q, of_round.round, response.id, given)


def closed(house: House, people: Iterable[list[int]] = VILLAGE, name: str = "Peri küla", **more: str) -> Opened:
    """A round that is over."""
    found = opened(house, name)
    answer(house, found, people, **more)
    round_result.close(house.store, house.clock, house.questionnaire, house.thresholds, found.round)
    return found


def agreed(house: House, name: str = "Peri küla") -> Opened:
    """A round that is over with too few answers, and an answer that a meeting agreed on."""
    found = opened(house, name)
    answer(house, found, VILLAGE[:2])
    given = dict.fromkeys(house.questionnaire.domain_ids, "3") | {"present": "14"}
    coordination.agree(house.store, house.clock, house.codes, house.questionnaire, found.round, given)
    round_result.close(house.store, house.clock, house.questionnaire, house.thresholds, found.round)
    return found
