"""Workshops for tests: opened, joined, voted in and moved through the journeys, on any store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assessment.core.area import Area
from assessment.core.ports import Clock, Codes, Store
from assessment.core.questionnaire import Questionnaire
from assessment.core.scene import Scene
from assessment.core.workshop import COMMUNITY, OPEN_ROOM, Standing
from assessment.core.workshops import Seat, Vote
from assessment.journeys import hosting, watching, workshop
from assessment.journeys.hosting import OpenedWorkshop, WorkshopPlan

PERI = Area("Peri küla", "Põlva vald", "village")


class Hall:
    """One workshop with everything that is needed to act in it: it moves, people join and vote."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        codes: Codes,
        questionnaire: Questionnaire,
        kind: str = COMMUNITY,
        **plan: object,
    ) -> None:
        self.store, self.clock, self.codes, self.questionnaire = store, clock, codes, questionnaire
        wished = {
            "kind": kind,
            "language": "et",
            "domains": questionnaire.domain_ids,
            "address": "http://192.168.1.5:8501",
        }
        wished |= {} if kind == OPEN_ROOM else {"area": PERI}
        self.opened: OpenedWorkshop = hosting.open_workshop(
            store, clock, codes, questionnaire, WorkshopPlan(**{**wished, **plan})
        )
        self.seats: list[Seat] = []

    @property
    def id(self) -> str:
        return self.opened.workshop.id

    @property
    def standing(self) -> Standing:
        """Where it stands now."""
        return self.store.workshop(self.id)

    def scene(self) -> Scene:
        """What the host sees now."""
        return watching.scene(self.store, self.questionnaire, self.standing)

    def move(self, *moves: str) -> Standing:
        """The host's moves, one after the other."""
        for one in moves:
            hosting.move(self.store, self.clock, self.standing, one)
        return self.standing

    def join(self, number: int = 1, **seat: object) -> list[Seat]:
        """So many people, each with a phone; they are added to `seats`."""
        new = []
        for _ in range(number):
            wished = Seat("", self.id, f"phone {len(self.seats) + 1} of {self.id}", **seat)
            new.append(workshop.join(self.store, self.codes, self.questionnaire, self.standing, wished))
            self.seats.append(new[-1])
        return new

    def vote(
        self, choices: Sequence[object] | Mapping[Seat, object], step: str = "", ballot: int = 0
    ) -> tuple[str, ...]:
        """Votes of the first seats, or of given ones, in the present ballot or another."""
        given = choices.items() if isinstance(choices, Mapping) else zip(self.seats, choices, strict=False)
        step, ballot = step or self.standing.step.key, ballot or self.standing.course.ballot
        votes = [Vote(self.id, seat.id, step, ballot, str(choice)) for seat, choice in given]
        return workshop.cast(self.store, self.questionnaire, votes)

    def run(self, choices: Sequence[Sequence[object]], agreed: Mapping[str, int] | None = None) -> None:
        """From the start to the summary: in each domain one ballot with the choices of all people in it."""
        self.move("start")
        for of_domain in choices:
            self.vote(of_domain)
            self.move("reveal", "next")
        for step, level in (agreed or {}).items():
            note = hosting.Agreed(level)
            hosting.note_agreed(self.store, self.questionnaire, self.standing, step, note)
