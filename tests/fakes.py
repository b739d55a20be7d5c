"""Stand-ins for the world. Each is honest: it passes the same contract tests as the real one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import count

from assessment.core.errors import ClosedError, GoneError, OpenError, SpentError, StoreError, UnusableError
from assessment.core.ports import NOTHING_GIVEN, StoredAssessment
from assessment.core.round import Round
from assessment.core.set_aside import SetAside
from tests.fake_accesses import MemoryAccesses
from tests.fake_areas import MemoryAreas
from tests.fake_shares import MemoryShares
from tests.fake_works import MemoryWorks
from tests.fake_workshops import MemoryWorkshops


class MemoryStore(MemoryShares, MemoryAreas, MemoryWorks, MemoryWorkshops, MemoryAccesses):
    """A `Store` in memory. Set `broken` to a sentence and every call fails with it, like a database that is gone."""

    def __init__(self) -> None:
        super().__init__()
        self._assessments: dict[str, StoredAssessment] = {}
        self._seats: dict[str, str] = {}
        self._codes: dict[str, str] = {}
        self._rounds: dict[str, Round] = {}
        self._round_codes: dict[str, str] = {}
        self._round_keys: dict[str, str] = {}
        self._snapshots: dict[str, str] = {}
        self._overviews: dict[str, str] = {}
        self._asides: dict[str, SetAside] = {}
        self._slips: dict[str, str] = {}
        self.counts: dict[str, str] = {}
        self.invented_since: date | None = None

    def start(
        self,
        assessment_id: str,
        seat: str | None,
        questionnaire: str,
        day: date,
        round_id: str | None = None,
        mode: str = "online",
        slip: str | None = None,
        given: Mapping[str, str] = NOTHING_GIVEN,
    ) -> None:
        self._check(assessment_id, seat or "", questionnaire, *given, *given.values())
        if assessment_id in self._assessments:
            raise StoreError("A self-assessment with this id is there already.")
        self._refuse_if_closed(round_id, mode)
        if slip is not None and slip in self._slips:
            raise SpentError("This code was used before.")
        if slip is not None:
            self._slips[slip] = round_id or ""
        self._assessments[assessment_id] = StoredAssessment(
            assessment_id, questionnaire, day, dict(given), round_id, mode
        )
        if seat is not None:
            self._seats[seat] = assessment_id

    def at_seat(self, seat: str) -> StoredAssessment | None:
        self._check(seat)
        found = self._seats.get(seat)
        return None if found is None else self._assessments[found]

    def read(self, assessment_id: str) -> StoredAssessment:
        self._check(assessment_id)
        if assessment_id not in self._assessments:
            raise GoneError("There is no self-assessment with this id.")
        return self._assessments[assessment_id]

    def save(self, assessment_id: str, item: str, value: str) -> None:
        self._check(item, value)
        self._refuse_change(assessment_id)
        self._change(assessment_id, {**self.read(assessment_id).answers, item: value}, item)

    def save_all(self, assessment_id: str, given: Mapping[str, str]) -> None:
        self._check(*given, *given.values())
        self._refuse_change(assessment_id)
        for item, value in given.items():
            if value:
                self.save(assessment_id, item, value)
            else:
                self.clear(assessment_id, item)

    def clear(self, assessment_id: str, item: str) -> None:
        self._check(item)
        answers = self.read(assessment_id).answers
        self._refuse_change(assessment_id)
        self._change(assessment_id, {known: value for known, value in answers.items() if known != item}, item)

    def give_code(self, assessment_id: str, code: str) -> None:
        self._check(code)
        self.read(assessment_id)
        if self._codes.get(code, assessment_id) != assessment_id:
            raise StoreError("This code leads to another self-assessment already.")
        self._codes = {known: led_to for known, led_to in self._codes.items() if led_to != assessment_id}
        self._codes[code] = assessment_id

    def at_code(self, code: str) -> StoredAssessment | None:
        self._check(code)
        found = self._codes.get(code)
        return None if found is None else self._assessments[found]

    def take_seat(self, assessment_id: str, seat: str) -> None:
        self._check(seat)
        self.read(assessment_id)
        self._seats = {known: led_to for known, led_to in self._seats.items() if led_to != assessment_id}
        self._seats[seat] = assessment_id

    def delete(self, assessment_id: str) -> None:
        self.read(assessment_id)
        del self._assessments[assessment_id]
        self._seats = {seat: led_to for seat, led_to in self._seats.items() if led_to != assessment_id}
        self._codes = {code: led_to for code, led_to in self._codes.items() if led_to != assessment_id}

    def forget_solo(self, before: date) -> int:
        self._check()
        coded = set(self._codes.values())
        kept = self._assessments.values()
        old = [one.id for one in kept if one.round_id is None and one.id not in coded and one.started_on < before]
        for id_ in old:
            self.delete(id_)
        return len(old)

    def open_round(self, new: Round, code: str, key: str) -> None:
        self._check(code, key, new.area.name)
        if code in self._round_codes.values() or key in self._round_keys.values() or new.id in self._rounds:
            raise StoreError("This code or key leads to another round already.")
        new = replace(new, series=new.series or new.id)
        self._rounds[new.id], self._round_codes[new.id], self._round_keys[new.id] = new, code, key

    def open_rounds(self, new: Sequence[tuple[Round, str, str]]) -> None:
        before = dict(self._rounds), dict(self._round_codes), dict(self._round_keys)
        try:
            for one, code, key in new:
                self.open_round(one, code, key)
        except StoreError:
            self._rounds, self._round_codes, self._round_keys = before
            raise

    def round(self, round_id: str) -> Round:
        self._check(round_id)
        if round_id not in self._rounds:
            raise GoneError("There is no round with this id.")
        return self._rounds[round_id]

    def round_at_code(self, code: str) -> Round | None:
        self._check(code)
        return next((self._rounds[id_] for id_, known in self._round_codes.items() if known == code), None)

    def round_at_key(self, key: str) -> Round | None:
        self._check(key)
        return next((self._rounds[id_] for id_, known in self._round_keys.items() if known == key), None)

    def rounds(self) -> tuple[Round, ...]:
        self._check()
        return tuple(sorted(self._rounds.values(), key=lambda one: (one.opened_on, one.id)))

    def series(self, series: str) -> tuple[Round, ...]:
        found = (one for one in self.rounds() if one.series == series)
        return tuple(sorted(found, key=lambda one: (one.number, one.id)))

    def give_key(self, round_id: str, key: str) -> None:
        self._check(key)
        self.round(round_id)
        if self._round_keys.get(round_id) != key and key in self._round_keys.values():
            raise StoreError("This key leads to another round already.")
        self._round_keys[round_id] = key

    def responses(self, round_id: str) -> tuple[StoredAssessment, ...]:
        self._check(round_id)
        of_round = (one for one in self._assessments.values() if one.round_id == round_id)
        return tuple(sorted(of_round, key=lambda one: one.id))

    def set_last_day(self, round_id: str, day: date) -> None:
        self._refuse_if_closed(round_id)
        self._rounds[round_id] = replace(self.round(round_id), closes_on=day)

    def stop(self, round_id: str, day: date) -> None:
        if self.round(round_id).closed_on is None:
            self._rounds[round_id] = replace(self.round(round_id), closed_on=day)

    def freeze(self, round_id: str, snapshot: str) -> str:
        self._check(snapshot)
        if self.round(round_id).closed_on is None:
            raise OpenError("The round was reopened meanwhile.")
        self._forget_overviews(round_id)
        return self._snapshots.setdefault(round_id, snapshot)

    def snapshot(self, round_id: str) -> str | None:
        self.round(round_id)
        return self._snapshots.get(round_id)

    def reopen(self, round_id: str, day: date, seen: str | None) -> None:
        if self.snapshot(round_id) != seen:
            raise ClosedError("The round was closed meanwhile.")
        self._forget_overviews(round_id)
        self._rounds[round_id] = replace(self.round(round_id), closed_on=None, closes_on=day)
        self._snapshots.pop(round_id, None)

    def approve(self, assessment_id: str, item: str, approved: bool) -> None:
        self._check(item)
        found = self._assessments.get(assessment_id)
        if found is None or item not in found.answers:
            raise GoneError("There is no such text.")
        kept = found.approved | {item} if approved else found.approved - {item}
        self._assessments[assessment_id] = replace(found, approved=kept)

    def anonymise(self, round_id: str, counts: str, day: date) -> None:
        self._check(counts)
        self._rounds[round_id] = replace(self.round(round_id), anonymised_on=day)
        self.counts[round_id] = counts
        for one in self.responses(round_id):
            if one.mode == "group":
                self._change(one.id, {item: value for item, value in one.answers.items() if item != "dissent"})
            else:
                self.delete(one.id)
        self._slips = {slip: id_ for slip, id_ in self._slips.items() if id_ != round_id}

    def delete_round(self, round_id: str) -> None:
        self._forget_overviews(round_id)
        for one in self.responses(round_id):
            self.delete(one.id)
        for kept in (self._rounds, self._round_codes, self._round_keys, self._snapshots, self._asides, self.counts):
            kept.pop(round_id, None)
        self._slips = {slip: id_ for slip, id_ in self._slips.items() if id_ != round_id}

    def _refuse_change(self, assessment_id: str) -> None:
        found = self.read(assessment_id)
        self._refuse_if_closed(found.round_id, found.mode)

    def _refuse_if_closed(self, round_id: str | None, mode: str = "online") -> None:
        if round_id is not None and mode != "group" and self.round(round_id).closed_on is not None:
            raise ClosedError("The round is closed.")

    def demonstration(self) -> date | None:
        self._check()
        return self.invented_since

    def begin_demonstration(self, day: date) -> None:
        self._check()
        if self._assessments or self._rounds or self._standings or self.invented_since is not None:
            raise UnusableError("The store holds something already.")
        self.invented_since = day

    def ping(self) -> None:
        self._check()

    def close(self) -> None:
        """Nothing is open."""

    def _change(self, assessment_id: str, answers: dict[str, str], item: str = "") -> None:
        found = self.read(assessment_id)
        self._assessments[assessment_id] = replace(found, answers=answers, approved=found.approved - {item})


class FixedClock:
    """A `Clock` that stands still until `day` is set anew."""

    def __init__(self, day: date) -> None:
        self.day = day

    def today(self) -> date:
        return self.day


class CountingCodes:
    """`Codes` that are easy to tell apart: assessment-1, assessment-2, …; and AAA-AAA-AA1, AAA-AAA-AA2, …"""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._codes = count(1)

    def resume_code(self) -> str:
        return f"AAA-AAA-AA{next(self._codes)}"

    def share_code(self, round_id: str) -> str:
        return f"share code of {round_id}"

    def slip_codes(self, round_id: str, number: int) -> tuple[str, ...]:
        return tuple(f"slip {n} of {round_id}" for n in range(number))

    def workshop_code(self, workshop_id: str, number: int = 0) -> str:
        return f"code {number} of {workshop_id}"

    def projector_key(self, workshop_id: str) -> str:
        return f"projector of {workshop_id}"

    def key(self) -> str:
        return f"key-{next(self._numbers)}"

    def digest(self, code: str) -> str:
        return f"hash of {code}"

    def identifier(self) -> str:
        return f"assessment-{next(self._numbers)}"


class PatientThrottle:
    """A `Throttle` that allows so many wrong tries of anybody at each kind of code, and never forgets one.

    A program may ask so many times altogether.
    """

    def __init__(self, allowed: int = 5, requests: int = 1000) -> None:
        self.allowed, self.requests = allowed, requests
        self.asked: list[str] = []
        self.wrong: list[tuple[str, str]] = []
        self.known: set[tuple[str, str, str]] = set()

    def may_try(self, visitor: str, space: str, code: str) -> bool:
        return (visitor, space, code) in self.known or self.wrong.count((visitor, space)) < self.allowed

    def was_wrong(self, visitor: str, space: str) -> None:
        self.wrong.append((visitor, space))

    def let_in(self, visitor: str, space: str, code: str) -> None:
        self.known.add((visitor, space, code))

    def may_ask(self, program: str) -> bool:
        self.asked.append(program)
        return self.asked.count(program) <= self.requests
