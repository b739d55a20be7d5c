"""The page of whoever hosts a workshop: where it stands, what may be done now, and what the room has come to."""

from __future__ import annotations

from dataclasses import replace

from assessment.core.workshop import LOBBY
from assessment.journeys import hosting, watching
from assessment.ui.components.workshop import (
    course,
    host,
    live,
    moderating,
    moves,
    noting,
    reaching,
    taken,
)
from assessment.ui.components.workshop.host import Desk
from assessment.ui.context import Visit


def draw(visit: Visit) -> None:
    """Draw the page; or, on a device that hosts nothing, how to get in."""
    found = host.found(visit)
    if found is None:
        host.enter(visit)
        return
    key, standing = found
    house, workshop = visit.house, standing.workshop
    visit = replace(visit, questionnaire=house.version(workshop.questionnaire))
    code = hosting.join_code(house.store, house.codes, workshop.id)
    desk = Desk(visit, key, standing, code, house.codes.projector_key(workshop.id))
    scene = watching.scene(house.store, visit.questionnaire, standing)
    reaching.head(desk)
    course.step(desk)
    live.numbers(desk)
    moves.buttons(desk, scene)
    moves.told(desk)
    live.revealed(desk, scene)
    noting.hands(desk, scene)
    noting.agreed(desk, scene)
    noting.outcome(desk)
    course.summary(desk, scene)
    taken.offer(desk)
    moderating.queue(desk)
    # Before the beginning it is the way in that matters.
    below = (reaching.ways, course.overview) if standing.state == LOBBY else (course.overview, reaching.ways)
    for part in (*below, moves.end, moves.legend):
        part(desk, scene)
