"""What the page of one seat adds to the state that all phones share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assessment.core.scene import Idea


@dataclass(frozen=True)
class Own:
    """A seat's number, the token of its forms, what it chose (by step's key and ballot) and wrote, and its place.

    `typed` is a text that could not be kept.
    """

    number: int
    token: str = field(repr=False)
    votes: Mapping[tuple[str, int], str] = field(default_factory=dict, repr=False)
    ideas: tuple[Idea, ...] = ()
    place: str = ""
    is_table: bool = False
    typed: str = ""

    def chose(self, key: str, ballot: int) -> str:
        """What the seat chose in a ballot, or an empty text."""
        return self.votes.get((key, ballot), "")
