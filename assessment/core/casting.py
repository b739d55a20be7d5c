"""From the single votes of a workshop to what a ballot got. Only the journeys see single votes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from assessment.core.answers import response_of
from assessment.core.ballot import Cast, Counts, TableVote, counted
from assessment.core.profile import profiles_of_each
from assessment.core.questionnaire import Questionnaire
from assessment.core.scene import Places
from assessment.core.workshop import DOMAIN
from assessment.core.workshops import Seat, Vote


def cast_in(
    questionnaire: Questionnaire,
    seats: Sequence[Seat],
    votes: Sequence[Vote],
    step: str,
    ballot: int,
    hands: Counts | None,
) -> Cast:
    """What one ballot got of these votes; those of tables stand by themselves, by the tables' numbers."""
    of_id = {seat.id: seat for seat in seats}
    in_ballot = [vote for vote in votes if (vote.step, vote.ballot) == (step, ballot)]
    # Somebody may join and vote between the moments at which seats and votes were read: they count the next time.
    chosen = [(of_id[vote.seat_id], vote.choice) for vote in in_ballot if vote.seat_id in of_id]
    persons = [choice for seat, choice in chosen if not seat.is_table]
    tables = [TableVote(seat.number, seat.people, choice) for seat, choice in chosen if seat.is_table]
    return Cast(counted(questionnaire.top, persons), hands, tuple(sorted(tables, key=lambda one: one.number)))


def of_persons(seats: Sequence[Seat], votes: Sequence[Vote], step: str, ballot: int) -> Mapping[str, str]:
    """What each person chose in one ballot, by seat."""
    persons = {seat.id for seat in seats if not seat.is_table}
    return {
        vote.seat_id: vote.choice
        for vote in votes
        if (vote.step, vote.ballot) == (step, ballot) and vote.seat_id in persons
    }


def apart(seats: Sequence[Seat], votes: Sequence[Vote], step: str, ballot: int) -> int:
    """How many people chose in a ballot without consenting that it remains; none where nobody consented."""
    consenting = {seat.id for seat in seats if seat.consents}
    chose = of_persons(seats, votes, step, ballot)
    return sum(seat not in consenting for seat in chose) if consenting.intersection(chose) else 0


def last_choices(votes: Sequence[Vote]) -> Mapping[str, Mapping[str, str]]:
    """The last vote of each seat in each domain: seat id -> domain -> choice."""
    last: dict[str, dict[str, str]] = {}
    for vote in sorted(votes, key=lambda one: one.ballot):
        kind, _, domain = vote.step.partition(":")
        if kind == DOMAIN:
            last.setdefault(vote.seat_id, {})[domain] = vote.choice
    return last


def places_in(questionnaire: Questionnaire, votes: Sequence[Vote], least: int) -> Places:
    """In which phase the place of each seat of an open room is, by its own last votes; told from `least` places on."""
    levels = (
        {domain: choice for domain, choice in one.items() if choice.isdigit()} for one in last_choices(votes).values()
    )
    responses = [response_of(questionnaire, one) for one in levels if one]
    if len(responses) < least:
        return Places(None)
    phases = [profile.phase for profile in profiles_of_each(questionnaire, responses)]
    counts = Counter(phase for phase in phases if phase is not None)
    if sum(counts.values()) < least:
        return Places(None)
    return Places(tuple(counts[phase] for phase in range(questionnaire.top + 1)), phases.count(None))
