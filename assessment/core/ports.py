"""What the journeys need of the world, as protocols: the neighbours and the tests' fakes fulfil them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol


@dataclass(frozen=True)
class StoredAssessment:
    """One person's self-assessment as stored: `answers` holds item id -> value, all as text.

    Items are named like the columns of `score`: `settlement`, `municipality`, `area`, `role`, a domain's id,
    `<domain>_trend`, `<domain>_reason`, an extra question's or a note's id.
    """

    id: str
    questionnaire: str
    started_on: date
    answers: Mapping[str, str] = field(default_factory=dict)


class Store(Protocol):
    """Where self-assessments are kept. A seat is the hash of a device's secret: it leads to one assessment.

    Every write is durable when the call returns. Unknown assessment ids raise `GoneError`.
    """

    def start(self, assessment_id: str, seat: str, questionnaire: str, day: date) -> None:
        """Store an empty assessment for `seat`. A seat that led elsewhere leads here from now on."""

    def at_seat(self, seat: str) -> StoredAssessment | None:
        """The assessment that this seat leads to, or None."""

    def read(self, assessment_id: str) -> StoredAssessment:
        """The assessment with this id."""

    def save(self, assessment_id: str, item: str, value: str) -> None:
        """Store the answer to one item, replacing an earlier one."""

    def clear(self, assessment_id: str, item: str) -> None:
        """Remove the answer to one item; nothing happens if there is none."""

    def give_code(self, assessment_id: str, code: str) -> None:
        """The assessment is found by this hash of a code from now on, and by no earlier one.

        Raises `StoreError` if the hash leads to another assessment.
        """

    def at_code(self, code: str) -> StoredAssessment | None:
        """The assessment that this hash of a code leads to, or None."""

    def take_seat(self, assessment_id: str, seat: str) -> None:
        """The seat leads to this assessment from now on; another seat that led to it is left."""

    def delete(self, assessment_id: str) -> None:
        """Remove the assessment and all its answers for good."""

    def ping(self) -> None:
        """Return if the database answers and is writable; raise `StoreError` otherwise."""


class Clock(Protocol):
    """The time."""

    def today(self) -> date:
        """The day in Estonia."""


class Codes(Protocol):
    """Random secrets and ids."""

    def identifier(self) -> str:
        """A new random identifier of an assessment."""

    def resume_code(self) -> str:
        """A new random code for people, as they read it."""

    def digest(self, code: str) -> str:
        """The keyed hash under which a code is kept, in whatever way it was typed."""


class Throttle(Protocol):
    """Slows down who tries codes."""

    def may_try(self, visitor: str) -> bool:
        """Whether this visitor may try a code now: not after too many wrong ones, of their own or of everybody."""

    def was_wrong(self, visitor: str) -> None:
        """The visitor's try was wrong."""


class Say(Protocol):
    """The interface's words in one language."""

    @property
    def language(self) -> str:
        """The language's code, e.g. `et`."""

    def __call__(self, id_: str, **values: object) -> str:
        """The text with this id, its {placeholders} filled."""

    def count(self, id_: str, number: int, **values: object) -> str:
        """The text with this id in the plural form that `number` asks for; {number} is filled too."""

    def number(self, value: float, digits: int = 1) -> str:
        """A number in the language's own writing, e.g. `2,8`."""
