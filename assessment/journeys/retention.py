"""What is not needed any more goes: of rounds closed long ago only counts are left."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date

from assessment.core.answers import round_response
from assessment.core.counts import counts_of
from assessment.core.ports import Clock, Store
from assessment.core.questionnaire import Questionnaire
from assessment.core.response import makes_phase
from assessment.core.round import Round
from assessment.core.snapshot import keeps_counts


def anonymised_from(of_round: Round, months: int) -> date | None:
    """The day from which on only counts are kept of a round; None while it is open."""
    return None if of_round.closed_on is None else months_later(of_round.closed_on, months)


def due(store: Store, clock: Clock, months: int) -> tuple[Round, ...]:
    """The rounds that were closed `months` ago or earlier, and still hold responses."""
    today = clock.today()
    closed = [(one, anonymised_from(one, months)) for one in store.rounds() if one.anonymised_on is None]
    return tuple(one for one, day in closed if day is not None and day <= today)


def anonymise(store: Store, clock: Clock, questionnaire: Questionnaire, of_round: Round) -> None:
    """Remove the responses of a closed round with their texts and codes; the released result stays.

    Their counts stay where the result shows them: of fewer they would tell what single people answered.
    """
    stored, kept = store.responses(of_round.id), store.snapshot(of_round.id)
    responses = [round_response(questionnaire, one.answers, one.mode) for one in stored]
    pooled = [response for response in responses if makes_phase(questionnaire, response)]
    counts = asdict(counts_of(questionnaire, pooled)) if kept is not None and keeps_counts(kept) else {}

    store.anonymise(of_round.id, json.dumps(counts, sort_keys=True), clock.today())


def forget_solo(store: Store, clock: Clock, months: int) -> int:
    """Remove self-assessments begun `months` ago that no code leads to; how many there were."""
    return store.forget_solo(months_later(clock.today(), -months))


def forget_workshops(store: Store, clock: Clock, months: int) -> int:
    """Remove live workshops opened `months` ago with all that was voted and written there; how many there were.

    The round that remains of one goes its own way.
    """
    return store.forget_workshops(months_later(clock.today(), -months))


def forget_notes(store: Store, clock: Clock, months: int) -> int:
    """Remove what workers noted of their areas `months` ago or earlier; how many entries there were."""
    return store.forget_work(months_later(clock.today(), -months))


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month.

    >>> months_later(date(2027, 8, 31), 6).isoformat(), months_later(date(2026, 1, 15), -12).isoformat()
    ('2028-02-29', '2025-01-15')
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
