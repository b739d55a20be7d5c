"""What a municipality's worker keeps of an area: contacts and what was agreed, the own view, a checklist.

All of it is for the eyes of that municipality, and none of it ever becomes part of a community's result.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

# The steps towards an area without a community, in their order.
LISTED, KIND, CHOSEN, CONVERSATIONS, TOGETHER, CRISIS, AGAIN = PROCEDURE = (
    "listed",
    "kind",
    "chosen",
    "conversations",
    "together",
    "crisis",
    "again",
)
# What may be written: a name, a role or initials; and a text of some sentences.
WHO_LENGTH, TEXT_LENGTH = 120, 2000


@dataclass(frozen=True)
class AgreedStep:
    """The next step that was agreed on: what, who does it, until when (None: no day was set), whether it is done."""

    what: str
    who: str = ""
    until: date | None = None
    is_done: bool = False


@dataclass(frozen=True)
class LoggedContact:
    """A contact with an area: the day, who was in touch (a role or initials), and what was agreed.

    `area` is the id of a registered area, or that of a typed name; `written_by` the id of the access that wrote it.
    """

    id: str
    municipality: str
    area: str
    day: date
    who: str
    agreed: str
    step: AgreedStep | None
    written_by: str
    written_on: date


@dataclass(frozen=True)
class OutsideView:
    """How a worker sees an area from outside: a level for each domain or None, fading, and the kind of phase 0 or ``.

    `levels` are in the order of the version `questionnaire`. The newest one of an area is the current one.
    """

    id: str
    municipality: str
    area: str
    questionnaire: str
    levels: tuple[int | None, ...]
    is_fading: bool
    kind: str
    who: str
    written_by: str
    written_on: date


@dataclass(frozen=True)
class CheckedStep:
    """A step of `PROCEDURE` that was taken in an area: when, by whom, and a note."""

    municipality: str
    area: str
    step: str
    day: date
    who: str = ""
    note: str = ""


def waiting(contacts: Iterable[LoggedContact]) -> tuple[LoggedContact, ...]:
    """The contacts whose next step is not done, the most pressing first; those without a day come last."""
    found = [
        (one.step.until or date.max, one.day, one.id, one) for one in contacts if one.step and not one.step.is_done
    ]
    return tuple(one for *_, one in sorted(found, key=lambda placed: placed[:3]))
