"""What the store keeps of rounds for their municipality, as a protocol: a round that shares nothing is not among it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from assessment.core.area import Area
from assessment.core.round import Round
from assessment.core.set_aside import SetAside, SetAsideRound


@dataclass(frozen=True, slots=True)
class StoredShare:
    """A round that is shared with its municipality and of which no overview is kept.

    It is open, or just closed; or it `is_frozen`, and what the municipality sees of it was not made yet.
    """

    id: str
    series: str
    number: int
    area: Area
    closes_on: date
    closed_on: date | None
    is_frozen: bool


@dataclass(frozen=True)
class StoredShares:
    """A municipality's rounds: `made` is what it sees of closed ones, as texts; the others are `waiting`."""

    made: tuple[str, ...] = ()
    waiting: tuple[StoredShare, ...] = ()


@dataclass(frozen=True)
class FrozenShare:
    """A closed round that is shared with its municipality, and its snapshot as it is kept."""

    round: Round
    snapshot: str


@dataclass(frozen=True)
class GroupAnswer:
    """What a group agreed on in a closed round that is shared: item -> value, since `agreed_on`."""

    round: Round
    agreed_on: date
    answers: Mapping[str, str]


class SharedRounds(Protocol):
    """Rounds of a municipality, which is given by its name; `name_key` makes names the same.

    No method tells anything of a round whose `share` is `nothing`, and of one that its municipality has set aside only
    `set_aside_rounds` does.
    """

    def shared_rounds(self, municipality: str, form: str) -> StoredShares:
        """The municipality's rounds, open and closed. A text that does not begin with `form` is of an older kind.

        They are of one moment: a round is among those that were made or among the others, never in both or neither.
        """

    def group_answers(self, municipality: str) -> tuple[GroupAnswer, ...]:
        """What groups agreed on in the municipality's closed rounds."""

    def frozen_rounds(self, round_ids: Collection[str]) -> tuple[FrozenShare, ...]:
        """Those of these rounds that have a snapshot, by their ids."""

    def keep_overviews(self, made: Sequence[Mapping[str, str]], seen: Mapping[str, str]) -> None:
        """Keep what municipalities see of rounds: for each series a mapping of the ids of its frozen rounds to texts.

        `seen` are the snapshots by which the texts were made, by id. Of a series of which one is another by now, or
        that has more of them, nothing is kept. What is kept goes as soon as a round of the series is frozen, reopened
        or deleted, set aside or counted again: the change from one round to the next is in it.
        """

    def set_aside_rounds(self, municipality: str) -> tuple[SetAsideRound, ...]:
        """The rounds that the municipality has set aside, the newest word first."""

    def set_aside(self, municipality: str, why: SetAside) -> None:
        """The round is not counted there from now on; the first word stands.

        Raises `GoneError` for one that this municipality does not see.
        """

    def count_again(self, municipality: str, round_id: str) -> None:
        """The round is counted; nothing happens if it is so already. Raises as `set_aside` does."""
