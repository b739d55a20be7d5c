"""A round: neighbours answer by link, each answer stored when it is given, until the round closes."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from assessment.core.answers import PLACE_ITEMS, checked, response_of
from assessment.core.errors import ClosedError, UnusableError, WrongCodeError
from assessment.core.ports import COORDINATOR, SHARE, SLIP, Clock, Codes, Store, StoredAssessment, Throttle
from assessment.core.profile import Profile, profile_of_one
from assessment.core.questionnaire import Questionnaire
from assessment.core.response import ONLINE
from assessment.core.round import LINK, Round
from assessment.core.tries import led_to, one_try


def slip_codes(codes: Codes, of_round: Round) -> tuple[str, ...]:
    """The one-time codes of a strict round, to be printed; none of a round without."""
    return codes.slip_codes(of_round.id, of_round.slips)


def join(
    store: Store, clock: Clock, codes: Codes, questionnaire: Questionnaire, own: StoredAssessment, of_round: Round
) -> str:
    """Copy somebody's own answers into a round as one response; the code by which that person finds it there.

    Raises `ClosedError`, or `UnusableError` where the answers were given to other questions, and in a round that is not
    answered by link or takes a slip for each response.
    """
    today = clock.today()
    _refuse_if_over(of_round, today)
    if of_round.is_strict or LINK not in of_round.ways:
        raise UnusableError("The round takes no answers that were given elsewhere: answer it as everybody does.")
    if own.questionnaire != of_round.questionnaire:
        raise UnusableError(f"The answers are to {own.questionnaire}, the round asks {of_round.questionnaire}.")
    given = {item: value for item, value in own.answers.items() if item not in (*PLACE_ITEMS, "area")}

    response_id, code = codes.identifier(), codes.resume_code()
    store.start(response_id, None, questionnaire.name, today, of_round.id, ONLINE, given=given)
    store.give_code(response_id, codes.digest(code))
    return code


def coordinated(store: Store, codes: Codes, throttle: Throttle, visitor: str, key: str) -> Round:
    """The round that a coordinator's key leads to. Raises `WrongCodeError`, or `TooManyTriesError`."""
    kept = codes.digest(key)
    with one_try(throttle, visitor, COORDINATOR, kept):
        return led_to(store.round_at_key(kept), "This link leads to no round.")


def find(store: Store, codes: Codes, throttle: Throttle, visitor: str, typed: str) -> Round:
    """The round that a typed share code leads to. Raises `WrongCodeError` or, after too many, `TooManyTriesError`."""
    code = codes.digest(typed)
    with one_try(throttle, visitor, SHARE, code):
        return led_to(store.round_at_code(code), "This code leads to no round.")


def of_code(store: Store, codes: Codes, typed: str) -> Round:
    """The round of a share code, for the operator, who need not be slowed down. Raises `WrongCodeError`."""
    found = store.round_at_code(codes.digest(typed))
    return led_to(found, f"There is no round with the code '{typed}'. See: python -m assessment round list")


def all_rounds(store: Store) -> tuple[Round, ...]:
    """All rounds, for the operator, by the day on which they were opened."""
    return store.rounds()


def delete(store: Store, round_id: str) -> None:
    """Remove a round with all its responses for good."""
    store.delete_round(round_id)


def my_response(store: Store, seat: str) -> StoredAssessment | None:
    """The response that this device's seat leads to. A device has a seat of its own in every round."""
    return store.at_seat(seat)


def begin(store: Store, clock: Clock, codes: Codes, seat: str, of_round: Round, slip: str = "") -> StoredAssessment:
    """Start a response for a seat; another person's that the seat led to stays stored.

    A strict round asks for the one-time code of a slip. Raises `ClosedError`, `WrongCodeError` for a code that is none
    of the round's, `SpentError` for one that was used.
    """
    today = clock.today()
    _refuse_if_over(of_round, today)
    used = _checked_slip(codes, of_round, slip) if of_round.is_strict else None
    assessment_id = codes.identifier()

    store.start(assessment_id, seat, of_round.questionnaire, today, of_round.id, ONLINE, used)
    return store.read(assessment_id)


def begin_with_slip(
    store: Store, clock: Clock, codes: Codes, throttle: Throttle, visitor: str, seat: str, of_round: Round, slip: str
) -> StoredAssessment:
    """`begin` for somebody who types the code of a slip, and may not try many. Raises `TooManyTriesError` as well."""
    with one_try(throttle, visitor, SLIP, codes.digest(slip)):
        return begin(store, clock, codes, seat, of_round, slip)


def _checked_slip(codes: Codes, of_round: Round, typed: str) -> str:
    """The hash of a slip's code. All slips are compared, each in constant time."""
    found = codes.digest(typed)
    hits = [hmac.compare_digest(kept, found) for kept in _slip_hashes(codes, of_round.id, of_round.slips)]
    if not any(hits):
        raise WrongCodeError("This is no code of a slip of this round.")
    return found


# A thousand hashes take a hundredth of a second, at every try of somebody who guesses.
@lru_cache(maxsize=64)
def _slip_hashes(codes: Codes, round_id: str, number: int) -> tuple[str, ...]:
    return tuple(codes.digest(code) for code in codes.slip_codes(round_id, number))


def answer(
    store: Store,
    clock: Clock,
    questionnaire: Questionnaire,
    of_round: Round,
    response_id: str,
    given: Mapping[str, str],
) -> None:
    """Store the answers of one page, each checked before any is stored; an empty one takes an earlier one back.

    Raises `ClosedError`, `UnknownItemError` or `TooLongError`; nothing is stored then.
    """
    _refuse_if_over(of_round, clock.today())
    kept = {item: checked(questionnaire, item, value) for item, value in given.items()}

    store.save_all(response_id, kept)


def own_view(questionnaire: Questionnaire, response: StoredAssessment) -> Profile:
    """What one person's own answers give, for that person alone."""
    return profile_of_one(questionnaire, response_of(questionnaire, response.answers))


def _refuse_if_over(of_round: Round, today: date) -> None:
    if not of_round.is_open(today):
        raise ClosedError("The round is closed. It takes no answers any more.")
