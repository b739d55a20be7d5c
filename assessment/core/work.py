"""What a municipality's worker keeps of an area: contacts and what was agreed, the own view, a checklist.

All of it is for the eyes of that municipality, and none of it ever becomes part of a community's result.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assessment.core.access import LEAD, Access
from assessment.core.answers import NAME_LENGTH, TEXT_LENGTH, is_seen
from assessment.core.questionnaire import Questionnaire

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
# What may be wrong with a field.
EMPTY, TOO_LONG, IN_FUTURE, TOO_EARLY, NO_STEP, NOT_ALLOWED, TOO_FEW = (
    "empty",
    "too_long",
    "in_future",
    "too_early",
    "no_step",
    "not_allowed",
    "too_few",
)
# An entry of before this day is a slip of the keyboard.
FIRST_DAY = date(2000, 1, 1)


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


def look_again_on(day: date) -> date:
    """When an area that was left as it is, is looked at again: a year later.

    >>> [look_again_on(date(year, 2, 29 if year % 4 == 0 else 28)).isoformat() for year in (2026, 2028)]
    ['2027-02-28', '2029-02-28']
    """
    return day.replace(year=day.year + 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 1)


def may_change(access: Access, contact: LoggedContact | OutsideView) -> bool:
    """Whether an access may change an entry: its own, and a lead every one of the municipality.

    Who wrote it may be gone, and what is wrong in it, or about somebody who asks for it to go, must not stay.
    """
    return contact.written_by == access.id or access.role == LEAD


@dataclass(frozen=True)
class WrittenContact:
    """A contact as it is filled in; `step` is empty where nothing more was agreed on."""

    day: date
    who: str
    agreed: str
    step: str = ""
    step_who: str = ""
    step_until: date | None = None
    is_done: bool = False


@dataclass(frozen=True)
class WrittenView:
    """An outside view as it is filled in: for each domain a level or None."""

    levels: tuple[int | None, ...]
    who: str
    is_fading: bool = False
    kind: str = ""


@dataclass(frozen=True)
class WrittenStep:
    """A step of the procedure as it is filled in."""

    step: str
    day: date
    who: str = ""
    note: str = ""


def contact_faults(written: WrittenContact, today: date) -> dict[str, str]:
    """What is wrong with each field of a contact, or nothing."""
    has_step = is_seen(written.step)
    found = {
        "day": _day(written.day, today),
        "who": _text(written.who, NAME_LENGTH, needed=True),
        "agreed": _text(written.agreed, TEXT_LENGTH, needed=True),
        "step": _text(written.step, TEXT_LENGTH),
        "step_who": _text(written.step_who, NAME_LENGTH),
    }
    if not has_step and (is_seen(written.step_who) or written.step_until is not None or written.is_done):
        found["step"] = found["step"] or NO_STEP
    if written.step_until is not None and written.step_until < written.day:
        found["step_until"] = TOO_EARLY
    return {field: fault for field, fault in found.items() if fault}


def view_faults(questionnaire: Questionnaire, written: WrittenView) -> dict[str, str]:
    """What is wrong with each field of a view, or nothing.

    Of fewer levels than a response needs to count nothing could be shown: it has enough of them, or none.
    """
    given = [level for level in written.levels if level is not None]
    levels = ""
    if len(written.levels) != len(questionnaire.domains) or any(not 0 <= one <= questionnaire.top for one in given):
        levels = NOT_ALLOWED
    elif 0 < len(given) < levels_needed(questionnaire):
        levels = TOO_FEW
    elif not (given or written.kind or written.is_fading):
        levels = EMPTY
    kinds = {kind.id for kind in questionnaire.kinds}
    found = {
        "levels": levels,
        "kind": NOT_ALLOWED if written.kind and written.kind not in kinds else "",
        "who": _text(written.who, NAME_LENGTH, needed=True),
    }
    return {field: fault for field, fault in found.items() if fault}


def levels_needed(questionnaire: Questionnaire) -> int:
    """So many domains of a view need a level, as those of a response that counts."""
    share = questionnaire.rule.counting_share
    return -(-len(questionnaire.domains) * share.numerator // share.denominator)


def step_faults(written: WrittenStep, today: date) -> dict[str, str]:
    """What is wrong with each field of a step, or nothing."""
    found = {
        "step": "" if written.step in PROCEDURE else NOT_ALLOWED,
        "day": _day(written.day, today),
        "who": _text(written.who, NAME_LENGTH),
        "note": _text(written.note, TEXT_LENGTH),
    }
    return {field: fault for field, fault in found.items() if fault}


def _day(day: date, today: date) -> str:
    return IN_FUTURE if day > today else TOO_EARLY if day < FIRST_DAY else ""


def _text(text: str, length: int, needed: bool = False) -> str:
    if len(text) > length:
        return TOO_LONG
    return EMPTY if needed and not is_seen(text) else ""
