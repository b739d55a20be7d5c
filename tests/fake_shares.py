"""What rounds share with their municipality, in memory."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from assessment.core.ports import StoredAssessment
from assessment.core.register import name_key
from assessment.core.round import Round
from assessment.core.shared_rounds import FrozenShare, GroupAnswer, StoredShare, StoredShares
from tests.fake_memory import Memory


class MemoryShares(Memory):
    """The part of a `MemoryStore` that municipalities see."""

    _assessments: dict[str, StoredAssessment]
    _rounds: dict[str, Round]
    _snapshots: dict[str, str]
    _overviews: dict[str, str]

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
        return tuple(FrozenShare(one, self._snapshots[one.id]) for one in shared if one.share != "nothing")

    def keep_overviews(self, made: Sequence[Mapping[str, str]], seen: Mapping[str, str]) -> None:
        for of_series in made:
            self._check(*of_series.values())
            kept = next((self._rounds[id_].series for id_ in of_series if id_ in self._rounds), None)
            of_same = [one.id for one in self._rounds.values() if one.series == kept]
            frozen = {one.round.id: one.snapshot for one in self.frozen_rounds(of_same)}
            if frozen == {id_: seen[id_] for id_ in of_series}:
                self._overviews.update(of_series)

    def _shared(self, municipality: str) -> list[Round]:
        key = name_key(municipality)
        shared = [one for one in self._rounds.values() if one.share != "nothing"]
        return [one for one in shared if key and name_key(one.area.municipality) == key]

    def _forget_overviews(self, round_id: str) -> None:
        series = self.round(round_id).series
        for one in list(self._overviews):
            if one not in self._rounds or self._rounds[one].series == series:
                del self._overviews[one]
