"""What the journeys need of the store for live workshops, as a protocol."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from assessment.core.ballot import Counts
from assessment.core.scene import Agreed, Idea, Presence
from assessment.core.workshop import Course, Standing, Workshop

# A program that takes one seat after another fills its workshop, and not the server.
MOST_IN_HALL = 2000


@dataclass(frozen=True)
class Seat:
    """Somebody who joined, without a name: a person, or a table of `people` that agrees among itself.

    `number` counts the seats of a workshop from 1. `device` is the hash of a phone's secret; several seats may share
    it. `consents` says whether the last votes may become a response of the round that remains.
    """

    id: str
    workshop_id: str
    device: str
    number: int = 0
    is_table: bool = False
    people: int = 1
    role: str = ""
    settlement: str = ""
    municipality: str = ""
    consents: bool = False


@dataclass(frozen=True)
class Vote:
    """What one seat chose in one ballot; in a ballot on ideas `choice` holds their ids, separated by spaces."""

    workshop_id: str
    seat_id: str
    step: str
    ballot: int
    choice: str


@dataclass(frozen=True)
class Pulse:
    """What tells whether anything changed: the revision, and how many joined and voted."""

    revision: int
    presence: Presence


class Workshops(Protocol):
    """Where workshops are kept. Codes, keys and devices are given as their hashes.

    An unknown id raises `GoneError`, except where several of something are asked for: there are none of them.
    Every write is durable when the call returns.
    """

    def open_workshop(self, new: Workshop, code: str, host: str, projector: str) -> None:
        """Store a new workshop. Raises `StoreError` if one of the three leads to another one already."""

    def workshop(self, workshop_id: str) -> Standing:
        """The workshop with this id."""

    def workshop_at_code(self, code: str) -> Standing | None:
        """The workshop that people join with this code, or None."""

    def workshop_at_host(self, key: str) -> Standing | None:
        """The workshop that this key lets one host, or None."""

    def workshop_at_projector(self, key: str) -> Standing | None:
        """The workshop that this key shows on a wall, or None."""

    def workshops(self) -> tuple[Standing, ...]:
        """All workshops, by the day on which they were opened."""

    def change_workshop(self, changed: Workshop) -> None:
        """The workshop with this id is decided as given from now on: only its address and share may differ."""

    def give_host(self, workshop_id: str, key: str) -> None:
        """The workshop is hosted with this hash of a key from now on, and with no earlier one.

        Raises `StoreError` if the hash leads to another workshop.
        """

    def move_workshop(self, workshop_id: str, course: Course, day: date) -> None:
        """The workshop stands there from now on, ended on `day` if it has ended.

        Raises `StaleError` unless it stood at the revision before that of `course`.
        """

    def join_workshop(self, seat: Seat) -> Seat:
        """Store a seat; it comes back with its number.

        Raises `ClosedError` if the workshop is over, `FullError` where `MOST_IN_HALL` seats are taken.
        """

    def change_seat(self, seat: Seat) -> None:
        """The seat with this id is as given from now on: only its people, role, place and consent may differ."""

    def seats(self, workshop_id: str) -> tuple[Seat, ...]:
        """The seats of a workshop, by number."""

    def seats_at(self, workshop_id: str, device: str) -> tuple[Seat, ...]:
        """The seats of one device in a workshop, by number."""

    def cast_votes(self, votes: Sequence[Vote]) -> tuple[str, ...]:
        """Store votes, each in place of an earlier one of its seat in its ballot; for each the refusal, or nothing.

        A vote is refused for what `core.workshop.refusal` says of the course at that very moment: a reveal and a vote
        come one after the other. A seat that is not the workshop's is refused as `elsewhere`, and every vote in a
        workshop that was deleted as `over`: it takes nothing from the others that came with it.
        """

    def votes(self, workshop_id: str, step: str = "") -> tuple[Vote, ...]:
        """The votes of a workshop, or of one step of it, in the order of seats and ballots."""

    def votes_of(self, seat_ids: Collection[str]) -> tuple[Vote, ...]:
        """The votes of these seats, in the order of seats and ballots."""

    def pulses(self, workshop_ids: Collection[str]) -> Mapping[str, Pulse]:
        """The pulse of each of these workshops that exists, in as few questions as there can be."""

    def give_hands(self, workshop_id: str, step: str, ballot: int, counts: Counts) -> None:
        """Store the hands counted in a ballot in place of earlier ones. Raises `VoteError` as a vote is refused."""

    def hands(self, workshop_id: str) -> Mapping[tuple[str, int], Counts]:
        """The hands counted in each ballot, by step's key and ballot."""

    def note_agreed(self, workshop_id: str, step: str, agreed: Agreed) -> None:
        """Store what was agreed at a step in place of an earlier note."""

    def agreed(self, workshop_id: str) -> Mapping[str, Agreed]:
        """What was noted, by step's key."""

    def add_idea(self, workshop_id: str, seat_id: str, idea: Idea) -> None:
        """Store a text of a participant. Raises `VoteError` unless the first ballot on ideas is open.

        A seat that is not the workshop's is refused as `elsewhere`.
        """

    def change_idea(self, workshop_id: str, idea: Idea) -> None:
        """The state and the group of the idea with this id are as given from now on."""

    def ideas(self, workshop_id: str) -> tuple[Idea, ...]:
        """The ideas of a workshop in the order of writing, without support."""

    def ideas_of(self, seat_ids: Collection[str]) -> tuple[Idea, ...]:
        """The ideas that these seats wrote, in the order of writing."""

    def keep_round(self, workshop_id: str, round_id: str) -> None:
        """The round that remains of the workshop."""

    def delete_workshop(self, workshop_id: str) -> None:
        """Remove a workshop with all its seats, votes and texts for good; the round that remains stays."""

    def forget_workshops(self, before: date) -> int:
        """Remove the workshops opened before a day; how many there were."""
