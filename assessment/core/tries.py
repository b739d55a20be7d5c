"""Trying a code: who guesses is slowed down, who was let in is not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from assessment.core.errors import TooManyTriesError, WrongCodeError
from assessment.core.ports import PERSONAL, SLIP, Throttle

Found = TypeVar("Found")
# Kinds of codes that are typed once: nobody needs to be let in with them a second time.
TYPED_ONCE = frozenset({SLIP, PERSONAL})


@contextmanager
def one_try(throttle: Throttle, visitor: str, space: str, code: str) -> Iterator[None]:
    """What a code of this kind, given as its hash, leads to is looked for inside.

    A `WrongCodeError` counts as a wrong try; any other error says that the code was right and does not help now. Raises
    `TooManyTriesError` before anything is looked for.
    """
    if not throttle.may_try(visitor, space, code):
        raise TooManyTriesError("Too many wrong codes. Wait a minute.")

    try:
        yield
    except WrongCodeError:
        throttle.was_wrong(visitor, space)
        raise
    if space not in TYPED_ONCE:
        throttle.let_in(visitor, space, code)


def led_to(found: Found | None, nowhere: str) -> Found:
    """What a code was found to lead to. Raises `WrongCodeError` with the sentence if that is nothing."""
    if found is None:
        raise WrongCodeError(nowhere)
    return found
