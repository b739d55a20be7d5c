"""What a phone says on its socket: votes, each answered by an acknowledgement once it is stored, or by a refusal.

`{"id": 7, "seat": 1, "step": "domain:trust", "ballot": 1, "choice": "3"}`: `id` is the phone's own number for it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from assessment import bootstrap
from assessment.core.errors import AssessmentError, UnknownItemError
from assessment.core.ports import Say
from assessment.core.workshop import ELSEWHERE
from assessment.core.workshops import Seat, Vote
from assessment.journeys import workshop as journey
from assessment.phone.workshop.hub import Hub
from assessment.phone.workshop.room import Room, Tab
from assessment.phone.workshop.sockets import TOO_FAST, written
from assessment.phone.workshop.writer import LATER

# Why the server does not take a vote, beside `core.workshop.REFUSALS`, `LATER` and `TOO_FAST`.
UNKNOWN, NO_SUCH_SEAT = "unknown", "seat"
MOST_BALLOTS, ID_LENGTH = 10_000, 60

# In a language, why a vote is not taken.
Sentence = Callable[[Say, str], str]


@dataclass(frozen=True)
class Spoken:
    """A vote as a phone says it; the seat is one of the phone's own, by its number."""

    id: int | str
    seat: int
    step: str
    ballot: int
    choice: str

    @property
    def key(self) -> str:
        """By which the phone knows the ballot."""
        return f"{self.step}|{self.ballot}"


@dataclass(frozen=True)
class Hearing:
    """The ear of one page of a phone."""

    hub: Hub
    room: Room
    tab: Tab
    sentence: Sentence

    async def hear(self, said: str, is_too_fast: bool) -> None:
        """Give a vote to the writer, or say why not."""
        spoken, id_ = understood(said)
        if is_too_fast or spoken is None:
            self._refuse(id_, TOO_FAST if is_too_fast else UNKNOWN)
            return
        try:
            seat = await self._seat(spoken.seat)
            refused = self._fault(spoken) if seat else NO_SUCH_SEAT
        except AssessmentError:
            seat, refused = None, LATER
        if seat is None or refused:
            self._refuse(id_, refused)
            return
        vote = Vote(self.room.id, seat.id, spoken.step, spoken.ballot, spoken.choice)
        self.hub.writer.give(vote, lambda refusal: self._told(spoken, refusal))

    def _told(self, spoken: Spoken, refused: str) -> None:
        if refused:
            self._refuse(spoken.id, refused)
            return
        self.tab.outbox.note(written({"type": "ack", "id": spoken.id, "at": _now()}))
        self.tab.phone.chose(spoken.seat, spoken.key, spoken.choice, but=self.tab)

    def _refuse(self, id_: int | str | None, reason: str) -> None:
        text = self.sentence(bootstrap.say(self.tab.language), reason)
        self.tab.outbox.note(written({"type": "refused", "id": id_, "reason": reason, "text": text}))

    async def _seat(self, number: int) -> Seat | None:
        """The phone's seat with this number. Somebody may have joined on the same phone in another tab."""
        if number not in self.tab.phone.seats:
            store, phone = self.hub.house.store, self.tab.phone
            for seat in await self.hub.in_thread(journey.my_seats, store, self.room.id, phone.device):
                phone.seats[seat.number] = seat
        return self.tab.phone.seats.get(number)

    def _fault(self, spoken: Spoken) -> str:
        """What is wrong with the words; whether the ballot is open is for the store to say."""
        workshop = self.room.standing.workshop
        if workshop.position(spoken.step) is None or not 1 <= spoken.ballot <= MOST_BALLOTS:
            return ELSEWHERE
        vote = Vote(workshop.id, "", spoken.step, spoken.ballot, spoken.choice)
        try:
            journey.refuse_unknown(self.hub.house.version(workshop.questionnaire), vote)
        except UnknownItemError:
            return UNKNOWN
        # One that no database takes would keep the votes of others from being stored.
        return "" if spoken.choice.isascii() and (spoken.choice.isprintable()) else UNKNOWN


def understood(said: str) -> tuple[Spoken | None, int | str | None]:
    """What a message says, or None for one that says nothing we know; and the phone's number for it."""
    try:
        found = json.loads(said)
    except (ValueError, RecursionError):
        return None, None
    if not isinstance(found, dict):
        return None, None
    id_ = found.get("id")
    if isinstance(id_, bool) or not isinstance(id_, int | str) or len(str(id_)) > ID_LENGTH:
        return None, None
    # Half a sign could not be sent back.
    if not str(id_).isprintable():
        return None, None
    seat, step, ballot, choice = (found.get(name) for name in ("seat", "step", "ballot", "choice"))
    if type(seat) is not int or type(ballot) is not int or not isinstance(step, str) or not isinstance(choice, str):
        return None, id_
    return Spoken(id_, seat, step, ballot, choice), id_


def _now() -> str:
    return datetime.now(ZoneInfo("Europe/Tallinn")).strftime("%H:%M")
