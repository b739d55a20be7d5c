"""Live workshops in memory: part of `MemoryStore`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from threading import RLock

from assessment.core import workshops
from assessment.core.ballot import Counts
from assessment.core.errors import ClosedError, FullError, GoneError, StaleError, StoreError, VoteError
from assessment.core.scene import Agreed, Idea, Presence
from assessment.core.workshop import ELSEWHERE, IDEAS, OVER, Course, Standing, Workshop, beginning, refusal
from assessment.core.workshops import Pulse, Seat, Vote
from tests.fake_memory import Memory


class MemoryWorkshops(Memory):
    """`Workshops` in memory. One call at a time: many phones come at once, and a reveal between them."""

    def __init__(self) -> None:
        super().__init__()
        self._one_at_a_time = RLock()
        self._standings: dict[str, Standing] = {}
        self._workshop_keys: dict[str, tuple[str, str, str]] = {}
        self._workshop_seats: dict[str, Seat] = {}
        self._votes: dict[tuple[str, str, int], Vote] = {}
        self._hands: dict[str, dict[tuple[str, int], Counts]] = {}
        self._agreed: dict[str, dict[str, Agreed]] = {}
        self._ideas: dict[str, tuple[str, str, Idea]] = {}

    def open_workshop(self, new: Workshop, code: str, host: str, projector: str) -> None:
        place = () if new.area is None else (new.area.name, new.area.municipality, new.area.kind)
        steps = (text for step in new.steps for text in (step.kind, step.id))
        self._check(code, host, projector, *place, *steps)
        self._check(new.id, new.questionnaire, new.kind, new.language, new.address, new.share)
        with self._one_at_a_time:
            used = [kept for keys in self._workshop_keys.values() for kept in zip(range(3), keys, strict=True)]
            if new.id in self._standings or any(one in used for one in enumerate((code, host, projector))):
                raise StoreError("This code or key leads to another workshop already.")
            self._standings[new.id] = Standing(new, beginning(new))
            self._workshop_keys[new.id] = (code, host, projector)

    def workshop(self, workshop_id: str) -> Standing:
        self._check(workshop_id)
        if workshop_id not in self._standings:
            raise GoneError("There is no workshop with this id.")
        return self._standings[workshop_id]

    def workshop_at_code(self, code: str) -> Standing | None:
        return self._workshop_at(0, code)

    def workshop_at_host(self, key: str) -> Standing | None:
        return self._workshop_at(1, key)

    def workshop_at_projector(self, key: str) -> Standing | None:
        return self._workshop_at(2, key)

    def workshops(self) -> tuple[Standing, ...]:
        self._check()
        found = self._standings.values()
        return tuple(sorted(found, key=lambda one: (one.workshop.opened_on, one.workshop.id)))

    def change_workshop(self, changed: Workshop) -> None:
        self._check(changed.address, changed.share)
        with self._one_at_a_time:
            found = self.workshop(changed.id)
            plan = replace(found.workshop, address=changed.address, share=changed.share)
            self._standings[changed.id] = replace(found, workshop=plan)

    def give_host(self, workshop_id: str, key: str) -> None:
        self._check(key)
        with self._one_at_a_time:
            self.workshop(workshop_id)
            if any(keys[1] == key for id_, keys in self._workshop_keys.items() if id_ != workshop_id):
                raise StoreError("This key leads to another workshop already.")
            code, _, projector = self._workshop_keys[workshop_id]
            self._workshop_keys[workshop_id] = (code, key, projector)

    def move_workshop(self, workshop_id: str, course: Course, day: date) -> None:
        with self._one_at_a_time:
            found = self.workshop(workshop_id)
            if found.course.revision != course.revision - 1:
                raise StaleError(course.revision - 1, found.course.revision)
            ended_on = day if course.has_ended else None
            self._standings[workshop_id] = replace(found, course=course, ended_on=ended_on)

    def join_workshop(self, seat: Seat) -> Seat:
        self._check(seat.id, seat.workshop_id, seat.device, seat.role, seat.settlement, seat.municipality)
        with self._one_at_a_time:
            if self.workshop(seat.workshop_id).course.has_ended:
                raise ClosedError("The workshop is over.")
            if seat.id in self._workshop_seats:
                raise StoreError("A seat with this id is there already.")
            number = len(self.seats(seat.workshop_id)) + 1
            if number > workshops.MOST_IN_HALL:
                raise FullError("The hall is full.")
            joined = replace(seat, number=number)
            self._workshop_seats[seat.id] = joined
            return joined

    def change_seat(self, seat: Seat) -> None:
        self._check(seat.id, seat.role, seat.settlement, seat.municipality)
        with self._one_at_a_time:
            found = self._workshop_seats.get(seat.id)
            if found is None or found.workshop_id != seat.workshop_id:
                raise GoneError("There is no such seat here.")
            kept = {name: getattr(found, name) for name in ("device", "number", "is_table")}
            self._workshop_seats[seat.id] = replace(seat, **kept)

    def seats(self, workshop_id: str) -> tuple[Seat, ...]:
        self._check(workshop_id)
        with self._one_at_a_time:
            found = [seat for seat in self._workshop_seats.values() if seat.workshop_id == workshop_id]
        return tuple(sorted(found, key=lambda seat: seat.number))

    def seats_at(self, workshop_id: str, device: str) -> tuple[Seat, ...]:
        self._check(device)
        return tuple(seat for seat in self.seats(workshop_id) if seat.device == device)

    def cast_votes(self, votes: Sequence[Vote]) -> tuple[str, ...]:
        self._check(*(text for one in votes for text in (one.workshop_id, one.seat_id, one.step, one.choice)))
        with self._one_at_a_time:
            refusals = tuple(self._refusal_of(one) for one in votes)
            for one, refused in zip(votes, refusals, strict=True):
                if not refused:
                    self._votes[one.seat_id, one.step, one.ballot] = one
        return refusals

    def votes(self, workshop_id: str, step: str = "") -> tuple[Vote, ...]:
        self._check(step)
        found = self.votes_of([seat.id for seat in self.seats(workshop_id)])
        return tuple(one for one in found if step in ("", one.step))

    def votes_of(self, seat_ids: Collection[str]) -> tuple[Vote, ...]:
        self._check(*seat_ids)
        with self._one_at_a_time:
            found = [one for one in self._votes.values() if one.seat_id in seat_ids]
            numbers = {one.seat_id: self._workshop_seats[one.seat_id].number for one in found}
        return tuple(sorted(found, key=lambda one: (one.workshop_id, numbers[one.seat_id], one.ballot, one.step)))

    def pulses(self, workshop_ids: Collection[str]) -> Mapping[str, Pulse]:
        self._check(*workshop_ids)
        with self._one_at_a_time:
            return {id_: self._pulse(id_) for id_ in workshop_ids if id_ in self._standings}

    def give_hands(self, workshop_id: str, step: str, ballot: int, counts: Counts) -> None:
        self._check(step)
        with self._one_at_a_time:
            self._refuse(workshop_id, step, ballot)
            self._hands.setdefault(workshop_id, {})[step, ballot] = counts

    def hands(self, workshop_id: str) -> Mapping[tuple[str, int], Counts]:
        self._check(workshop_id)
        return dict(self._hands.get(workshop_id, {}))

    def note_agreed(self, workshop_id: str, step: str, agreed: Agreed) -> None:
        self._check(step, agreed.dissent)
        with self._one_at_a_time:
            self.workshop(workshop_id)
            self._agreed.setdefault(workshop_id, {})[step] = agreed

    def agreed(self, workshop_id: str) -> Mapping[str, Agreed]:
        self._check(workshop_id)
        return dict(self._agreed.get(workshop_id, {}))

    def add_idea(self, workshop_id: str, seat_id: str, idea: Idea) -> None:
        self._check(seat_id, idea.id, idea.text, idea.state, idea.group)
        with self._one_at_a_time:
            self._refuse(workshop_id, IDEAS, 1)
            seat = self._workshop_seats.get(seat_id)
            if seat is None or seat.workshop_id != workshop_id:
                raise VoteError(ELSEWHERE)
            if idea.id in self._ideas:
                raise StoreError("An idea with this id is there already.")
            self._ideas[idea.id] = (workshop_id, seat_id, replace(idea, support=None))

    def change_idea(self, workshop_id: str, idea: Idea) -> None:
        self._check(idea.id, idea.state, idea.group)
        with self._one_at_a_time:
            of_workshop, seat_id, found = self._ideas.get(idea.id, ("", "", idea))
            if of_workshop != workshop_id:
                raise GoneError("There is no such idea here.")
            self._ideas[idea.id] = (workshop_id, seat_id, replace(found, state=idea.state, group=idea.group))

    def ideas(self, workshop_id: str) -> tuple[Idea, ...]:
        self._check(workshop_id)
        with self._one_at_a_time:
            return tuple(idea for of_workshop, _, idea in self._ideas.values() if of_workshop == workshop_id)

    def ideas_of(self, seat_ids: Collection[str]) -> tuple[Idea, ...]:
        self._check(*seat_ids)
        with self._one_at_a_time:
            return tuple(idea for _, seat_id, idea in self._ideas.values() if seat_id in seat_ids)

    def keep_round(self, workshop_id: str, round_id: str) -> None:
        self._check(round_id)
        with self._one_at_a_time:
            self._standings[workshop_id] = replace(self.workshop(workshop_id), round_id=round_id)

    def delete_workshop(self, workshop_id: str) -> None:
        with self._one_at_a_time:
            seats = {seat.id for seat in self.seats(workshop_id)}
            del self._standings[self.workshop(workshop_id).workshop.id]
            for kept in (self._workshop_keys, self._hands, self._agreed):
                kept.pop(workshop_id, None)
            self._votes = {key: one for key, one in self._votes.items() if one.seat_id not in seats}
            self._ideas = {id_: one for id_, one in self._ideas.items() if one[0] != workshop_id}
            self._workshop_seats = {id_: seat for id_, seat in self._workshop_seats.items() if id_ not in seats}

    def forget_workshops(self, before: date) -> int:
        with self._one_at_a_time:
            old = [one.workshop.id for one in self.workshops() if one.workshop.opened_on < before]
            for id_ in old:
                self.delete_workshop(id_)
        return len(old)

    def _workshop_at(self, which: int, sought: str) -> Standing | None:
        self._check(sought)
        with self._one_at_a_time:
            found = (id_ for id_, keys in self._workshop_keys.items() if keys[which] == sought)
            return next((self._standings[id_] for id_ in found), None)

    def _refusal_of(self, vote: Vote) -> str:
        found, seat = self._standings.get(vote.workshop_id), self._workshop_seats.get(vote.seat_id)
        if found is None:
            return OVER
        if seat is None or seat.workshop_id != vote.workshop_id:
            return ELSEWHERE
        return refusal(found.workshop, found.course, vote.step, vote.ballot)

    def _refuse(self, workshop_id: str, step: str, ballot: int) -> None:
        found = self.workshop(workshop_id)
        refused = refusal(found.workshop, found.course, step, ballot)
        if refused:
            raise VoteError(refused)

    def _pulse(self, workshop_id: str) -> Pulse:
        found, seats = self._standings[workshop_id], self.seats(workshop_id)
        present = found.step.key, found.course.ballot
        voted = sum((seat.id, *present) in self._votes for seat in seats)
        return Pulse(found.course.revision, Presence(len(seats), voted, sum(seat.is_table for seat in seats)))
