"""A round: neighbours answer by link, each answer stored when it is given, until the round closes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assessment.core.answers import NAME_LENGTH, TEXT_LENGTH, checked, plain, response_of
from assessment.core.area import Area
from assessment.core.counts import counts_of
from assessment.core.errors import ClosedError, TooLongError, TooManyTriesError, UnusableError, WrongCodeError
from assessment.core.ports import Clock, Codes, Store, StoredAssessment, Throttle
from assessment.core.profile import Profile, profile_of, profile_of_one
from assessment.core.questionnaire import Questionnaire
from assessment.core.release import release, release_while_open
from assessment.core.released import Release
from assessment.core.response import ONLINE, PlacedResponse, Response, columns, makes_phase
from assessment.core.round import DAYS, MOST_DAYS, RELEASED, SHARES, Round, last_day
from assessment.core.snapshot import Snapshot, checksum, from_text, to_text
from assessment.core.standing import index_basis
from assessment.core.suppression import Progress, Thresholds, progress


@dataclass(frozen=True)
class Plan:
    """What a coordinator decides about a round before it is opened; `days` counts the first one."""

    area: Area
    period: str = ""
    days: int = DAYS
    share: str = RELEASED
    is_example: bool = False
    may_answer: str = ""


@dataclass(frozen=True)
class Opened:
    """A round that was just opened: `code` is for everybody, `key` for the coordinator and shown only now."""

    round: Round
    code: str
    key: str


def open_round(store: Store, clock: Clock, codes: Codes, questionnaire: Questionnaire, plan: Plan) -> Opened:
    """Open a round. Raises `UnusableError` or `TooLongError` for a plan that cannot be kept."""
    today = clock.today()
    new = _round(questionnaire, plan, codes.identifier(), today)
    code, key = codes.share_code(new.id), codes.key()

    store.open_round(new, codes.digest(code), codes.digest(key))
    return Opened(new, code, key)


def find(store: Store, codes: Codes, throttle: Throttle, visitor: str, typed: str) -> Round:
    """The round that a typed share code leads to. Raises `WrongCodeError` or, after too many, `TooManyTriesError`."""
    if not throttle.may_try(visitor):
        raise TooManyTriesError("Too many wrong codes. Wait a minute.")

    found = store.round_at_code(codes.digest(typed))
    if found is None:
        throttle.was_wrong(visitor)
        raise WrongCodeError("This code leads to no round.")
    return found


def of_code(store: Store, codes: Codes, typed: str) -> Round:
    """The round of a share code, for the operator, who need not be slowed down. Raises `WrongCodeError`."""
    found = store.round_at_code(codes.digest(typed))
    if found is None:
        raise WrongCodeError(f"There is no round with the code '{typed}'. See: python -m assessment round list")
    return found


def all_rounds(store: Store) -> tuple[Round, ...]:
    """All rounds, for the operator, by the day on which they were opened."""
    return store.rounds()


def delete(store: Store, round_id: str) -> None:
    """Remove a round with all its responses for good."""
    store.delete_round(round_id)


def new_key(store: Store, codes: Codes, round_id: str) -> str:
    """A new key of the coordinator's link; the old one leads nowhere any more."""
    key = codes.key()
    store.give_key(round_id, codes.digest(key))
    return key


def my_response(store: Store, seat: str) -> StoredAssessment | None:
    """The response that this device's seat leads to. A device has a seat of its own in every round."""
    return store.at_seat(seat)


def begin(store: Store, clock: Clock, codes: Codes, seat: str, of_round: Round) -> StoredAssessment:
    """Start a response for a seat; another person's that the seat led to stays stored. Raises `ClosedError`."""
    today = clock.today()
    _refuse_if_over(of_round, today)
    assessment_id = codes.identifier()

    store.start(assessment_id, seat, of_round.questionnaire, today, of_round.id, ONLINE)
    return store.read(assessment_id)


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

    for item, value in kept.items():
        if value:
            store.save(response_id, item, value)
        else:
            store.clear(response_id, item)


def close(store: Store, clock: Clock, questionnaire: Questionnaire, thresholds: Thresholds, of_round: Round) -> Release:
    """Close a round, now or after its last day, and keep what may be shown of it. A closed one stays as it is."""
    store.stop(of_round.id, min(clock.today(), of_round.closes_on))
    kept = store.snapshot(of_round.id)
    if kept is None:
        # Read after the stop: whoever was told that an answer is stored is among them.
        stored = store.responses(of_round.id)
        taken = _taken(questionnaire, stored, thresholds)
        kept = store.freeze(of_round.id, to_text(taken))
    return from_text(kept).release


def result(
    store: Store, clock: Clock, questionnaire: Questionnaire, thresholds: Thresholds, of_round: Round
) -> Release:
    """What may be shown of a round now: nothing while it is open; who asks after its last day closes it."""
    if of_round.is_open(clock.today()):
        return release_while_open(questionnaire)
    return close(store, clock, questionnaire, thresholds, of_round)


def how_far(store: Store, questionnaire: Questionnaire, thresholds: Thresholds, of_round: Round) -> Progress:
    """How many responses count so far, in steps: all that anybody sees of an open round."""
    pooled = _pooled(questionnaire, store.responses(of_round.id))
    return progress(counts_of(questionnaire, pooled).counting, thresholds)


def raw_responses(store: Store, questionnaire: Questionnaire, of_round: Round) -> tuple[PlacedResponse, ...]:
    """Every response by itself, without texts, in the order of their random ids: for the operator's logged export."""
    stored = store.responses(of_round.id)
    return tuple(
        PlacedResponse(of_round.area.name, of_round.period, _response(questionnaire, one), number)
        for number, one in enumerate(stored, 1)
    )


def _pooled(questionnaire: Questionnaire, stored: Sequence[StoredAssessment]) -> list[Response]:
    """The responses that make the phase. Who did not say who they are is taken for a resident, as in a spreadsheet."""
    responses = [_response(questionnaire, one) for one in stored]
    return [response for response in responses if makes_phase(questionnaire, response)]


def _response(questionnaire: Questionnaire, stored: StoredAssessment) -> Response:
    return response_of(questionnaire, {"role": questionnaire.role_ids[0], **stored.answers}, stored.mode)


def _taken(questionnaire: Questionnaire, stored: Sequence[StoredAssessment], thresholds: Thresholds) -> Snapshot:
    pooled = _pooled(questionnaire, stored)
    profile = profile_of(questionnaire, pooled, thresholds.min_answers(questionnaire.rule))
    return Snapshot(
        release=release(questionnaire, profile, counts_of(questionnaire, pooled), thresholds),
        checksum=checksum(questionnaire),
        chances=profile.probabilities,
        index=index_basis(questionnaire, columns(questionnaire, pooled)),
    )


def own_view(questionnaire: Questionnaire, response: StoredAssessment) -> Profile:
    """What one person's own answers give, for that person alone."""
    return profile_of_one(questionnaire, response_of(questionnaire, response.answers))


def _refuse_if_over(of_round: Round, today: date) -> None:
    if not of_round.is_open(today):
        raise ClosedError("The round is closed. It takes no answers any more.")


def _round(questionnaire: Questionnaire, plan: Plan, round_id: str, today: date) -> Round:
    if not 1 <= plan.days <= MOST_DAYS:
        raise UnusableError(f"A round cannot be open for {plan.days} days. Allowed: 1 to {MOST_DAYS}.")
    if plan.share not in SHARES:
        raise UnusableError(f"'{plan.share}' cannot be shared. Allowed: {', '.join(SHARES)}.")
    if plan.area.kind and plan.area.kind not in questionnaire.areas:
        raise UnusableError(f"'{plan.area.kind}' is no kind of area. Allowed: {', '.join(questionnaire.areas)}.")
    area = Area(_short(plan.area.name), _short(plan.area.municipality), plan.area.kind)
    if not area.name:
        raise UnusableError("The area has no name. Write the name of the village or place.")
    if len(plan.may_answer) > TEXT_LENGTH:
        raise TooLongError(f"The sentence on who may answer has more than {TEXT_LENGTH} characters.")
    return Round(
        id=round_id,
        questionnaire=questionnaire.name,
        area=area,
        period=_short(plan.period) or str(today.year),
        opened_on=today,
        closes_on=last_day(today, plan.days),
        share=plan.share,
        is_example=plan.is_example,
        may_answer=plain(plan.may_answer),
    )


def _short(name: str) -> str:
    kept = " ".join(plain(name).split())
    if len(kept) > NAME_LENGTH:
        raise TooLongError(f"'{kept[:20]}…' has {len(kept)} characters. At most {NAME_LENGTH} are kept.")
    return kept
