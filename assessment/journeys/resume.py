"""Leaving a self-assessment and coming back to it with a short code, on any device."""

from __future__ import annotations

from assessment.core.ports import PERSONAL, Codes, Store, StoredAssessment, Throttle
from assessment.core.tries import led_to, one_try


def give_code(store: Store, codes: Codes, assessment_id: str) -> str:
    """A new code that leads to the assessment; an earlier one leads nowhere any more. Only its hash is stored."""
    code = codes.resume_code()
    store.give_code(assessment_id, codes.digest(code))
    return code


def find(
    store: Store, codes: Codes, throttle: Throttle, visitor: str, typed: str, round_id: str | None = None
) -> StoredAssessment:
    """The assessment that a typed code leads to: a response of this round, or without one a self-assessment.

    Raises `WrongCodeError` or, after too many, `TooManyTriesError`.
    """
    code = codes.digest(typed)
    with one_try(throttle, visitor, PERSONAL, code):
        found = store.at_code(code)
        is_there = found is not None and found.round_id == round_id
        return led_to(found if is_there else None, "This code leads nowhere.")


def take_over(store: Store, assessment_id: str, seat: str) -> None:
    """This device leads to the assessment from now on."""
    store.take_seat(assessment_id, seat)
