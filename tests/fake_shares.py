"""What rounds share with their municipality, in memory."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from assessment.core.errors import GoneError
from assessment.core.ports import StoredAssessment
from assessment.core.register import name_key
from assessment.core.round import Round
from assessment.core.set_aside import SetAside, SetAsideRound
from assessment.core.shared_rounds import FrozenShare, GroupAnswer, StoredShare, StoredShares
from tests.fake_memory import Memory


class MemoryShares(Memory):
    """The part of a `MemoryStore` that municipalities see."""

    _assessments: dict[str, StoredAssessment]
    _rounds: dict[str, Round]
    _snapshots: dict[str, str]
    _overviews: dict[str, str]
    _asides: dict[str, SetAside]

    def shared_rounds(self, municipality: str, form: str) -> StoredShares:
        self._check()
        shared = self._shared(municipality)
        made = {
            one.id for one in shared if self._overviews.get(one.id, "").startswith(form) and one.id in self._overviews
        }
        waiting = tuple(
            StoredShare(
                id=one.id,
                series=one.series,
                number=one.number,
                area=one.area,
                closes_on=one.closes_on,
                closed_on=one.closed_on,
                is_frozen=one.id in self._snapshots,
            )
            for one in shared
            if one.id not in made
        )
        return StoredShares(tuple(self._overviews[id_] for id_ in sorted(made)), waiting)

    def group_answers(self, municipality: str) -> tuple[GroupAnswer, ...]:
        self._check()
        closed = {one.id: one for one in self._shared(municipality) if one.closed_on}
        found = sorted(self._assessments.values(), key=lambda one: one.id)
        return tuple(
            GroupAnswer(closed[one.round_id], one.started_on, one.answers)
            for one in found
            if one.mode == "group" and one.round_id in closed
        )

    def frozen_rounds(self, round_ids: Collection[str]) -> tuple[FrozenShare, ...]:
        self._check()
        shared = (self._rounds[id_] for id_ in sorted(round_ids) if id_ in self._snapshots)
        return tuple(
            FrozenShare(one, self._snapshots[one.id])
            for one in shared
            if one.share != "nothing" and one.id not in self._asides
        )

    def keep_overviews(self, made: Sequence[Mapping[str, str]], seen: Mapping[str, str]) -> None:
        for of_series in made:
            self._check(*of_series.values())
            kept = next((self._rounds[id_].series for id_ in of_series if id_ in self._rounds), None)
            of_same = [one.id for one in self._rounds.values() if one.series == kept]
            frozen = {one.round.id: one.snapshot for one in self.frozen_rounds(of_same)}
            if frozen == {id_: seen[id_] for id_ in of_series}:
                self._overviews.update(of_series)

    def set_aside_rounds(self, municipality: str) -> tuple[SetAsideRound, ...]:
        self._check(municipality)
        found = [(self._asides[one.id], one) for one in self._visible(municipality) if one.id in self._asides]
        found.sort(key=lambda one: one[1].id)
        found.sort(key=lambda one: one[0].written_on, reverse=True)
        return tuple(SetAsideRound(why, one.area, one.period, one.closes_on, one.closed_on) for why, one in found)

    def set_aside(self, municipality: str, why: SetAside) -> None:
        self._check(why.reason, why.note, why.written_by)
        self._refuse_unseen(municipality, why.round_id)
        self._forget_overviews(why.round_id)
        self._asides.setdefault(why.round_id, why)

    def count_again(self, municipality: str, round_id: str) -> None:
        self._check()
        self._refuse_unseen(municipality, round_id)
        self._forget_overviews(round_id)
        self._asides.pop(round_id, None)

    def _forget_asides(self, before: date) -> int:
        old = [why for why in self._asides.values() if why.note and why.written_on < before]
        self._asides |= {why.round_id: replace(why, note="") for why in old}
        return len(old)

    def _refuse_unseen(self, municipality: str, round_id: str) -> None:
        if round_id not in {one.id for one in self._visible(municipality)}:
            raise GoneError("There is no such round here.")

    def _shared(self, municipality: str) -> list[Round]:
        return [one for one in self._visible(municipality) if one.id not in self._asides]

    def _visible(self, municipality: str) -> list[Round]:
        key = name_key(municipality)
        shared = [one for one in self._rounds.values() if one.share != "nothing"]
        return [one for one in shared if key and name_key(one.area.municipality) == key]

    def _forget_overviews(self, round_id: str) -> None:
        series = self.round(round_id).series
        for one in list(self._overviews):
            if one not in self._rounds or self._rounds[one].series == series:
                del self._overviews[one]
