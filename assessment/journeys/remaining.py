"""What remains of a workshop: a round of its own with the votes of those who consented, and a record of its ballots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from assessment.core.answers import GROUP_TEXT, PRESENT, TEXT_LENGTH
from assessment.core.ballot import COUNTS_FROM, Counts
from assessment.core.casting import apart, cast_in, last_choices, places_in
from assessment.core.ports import Clock, Codes, Store
from assessment.core.questionnaire import Questionnaire
from assessment.core.record import Record, RecordedBallot, recorded
from assessment.core.response import GROUP, WORKSHOP
from assessment.core.round import Round
from assessment.core.scene import ALLOWED, Agreed, shuffled
from assessment.core.suppression import FEW, Suppressed, Thresholds
from assessment.core.workshop import ABSTAIN, COMMUNITY, DOMAIN, IDEAS, OPEN_ROOM, Standing, Step, revealed
from assessment.core.workshops import Seat, Vote


def waiting(store: Store) -> tuple[Standing, ...]:
    """The workshops of one community that have ended, and of which nothing was kept yet."""
    ended = (one for one in store.workshops() if one.course.has_ended and one.round_id is None)
    return tuple(one for one in ended if one.workshop.kind == COMMUNITY)


def keep(store: Store, clock: Clock, codes: Codes, questionnaire: Questionnaire, standing: Standing) -> Round | None:
    """Make a round of what was voted and agreed on in an ended workshop of one community; None if there is nothing.

    The last vote in each domain of every seat that consented is a response of the round, what was agreed on the answer
    of its group. Whatever was stored before the process ended in the middle is found by its id, and not stored again.
    """
    workshop, today = standing.workshop, clock.today()
    seats = store.seats(workshop.id)
    given = _responses(seats, store.votes(workshop.id))
    group = _group_answer(store, questionnaire, standing, seats)
    if workshop.area is None or not (given or group):
        return None
    new = Round(
        id=workshop.id,
        questionnaire=workshop.questionnaire,
        area=workshop.area,
        period=str(workshop.opened_on.year),
        opened_on=workshop.opened_on,
        closes_on=max(today, workshop.opened_on),
        share=workshop.share,
    )

    known = {one.id for one in store.rounds()}
    if new.id not in known:
        store.open_round(new, codes.digest(codes.share_code(new.id)), codes.digest(codes.key()))
    stored = {one.id for one in store.responses(new.id)}
    for seat_id, answers in given.items():
        if seat_id not in stored:
            store.start(seat_id, None, workshop.questionnaire, today, new.id, WORKSHOP, given=answers)
    agreed_id = f"{workshop.id}-agreed"
    if group and agreed_id not in stored:
        store.start(agreed_id, None, workshop.questionnaire, today, new.id, GROUP, given=group)
    store.keep_round(workshop.id, new.id)
    return store.round(new.id)


def is_nothing(store: Store, questionnaire: Questionnaire, standing: Standing) -> bool:
    """Whether nothing remains of a workshop but its record."""
    seats = store.seats(standing.workshop.id)
    given = _responses(seats, store.votes(standing.workshop.id))
    group = _group_answer(store, questionnaire, standing, seats)
    return standing.workshop.area is None or not (given or group)


def code_of_round(store: Store, codes: Codes, standing: Standing) -> str:
    """The code by which the result of the round that remains is seen; empty where there is none, or none any more."""
    known = {one.id for one in store.rounds()}
    return codes.share_code(standing.round_id) if standing.round_id in known else ""


def record(store: Store, questionnaire: Questionnaire, thresholds: Thresholds, standing: Standing) -> Record:
    """Every revealed ballot as it may leave the room, what was agreed, and the allowed ideas."""
    workshop = standing.workshop
    seats, votes, hands = store.seats(workshop.id), store.votes(workshop.id), store.hands(workshop.id)
    persons = sum(not seat.is_table for seat in seats)
    return Record(
        standing=standing,
        people=Suppressed(FEW) if 0 < persons < thresholds.few else persons,
        tables=len(seats) - persons,
        ballots=tuple(
            _recorded(questionnaire, thresholds, seats, votes, step, ballot, hands.get((step.key, ballot)))
            for step, ballot in revealed(workshop, standing.course)
        ),
        agreed=store.agreed(workshop.id),
        ideas=_ideas(store, standing, thresholds),
        places=places_in(questionnaire, votes, thresholds.all) if workshop.kind == OPEN_ROOM else None,
    )


def _recorded(
    questionnaire: Questionnaire,
    thresholds: Thresholds,
    seats: Sequence[Seat],
    votes: Sequence[Vote],
    step: Step,
    ballot: int,
    hands: Counts | None,
) -> RecordedBallot:
    cast = cast_in(questionnaire, seats, votes, step.key, ballot, hands)
    # Stories are of other places: no round shows them.
    few = apart(seats, votes, step.key, ballot) if step.kind == DOMAIN else 0
    return recorded(questionnaire, thresholds, step.key, ballot, cast, few)


def _responses(seats: Sequence[Seat], votes: Sequence[Vote]) -> Mapping[str, Mapping[str, str]]:
    """The last vote of each consenting seat in each domain, with its role; a seat that voted on none is left out."""
    roles = {seat.id: seat.role for seat in seats if seat.consents and not seat.is_table}
    found = {}
    for seat_id, choices in last_choices(votes).items():
        if seat_id not in roles:
            continue
        kept = {domain: choice for domain, choice in choices.items() if choice != ABSTAIN}
        if kept:
            found[seat_id] = {**kept, **({"role": roles[seat_id]} if roles[seat_id] else {})}
    return found


def _group_answer(
    store: Store, questionnaire: Questionnaire, standing: Standing, seats: Sequence[Seat]
) -> Mapping[str, str]:
    """The levels that the host noted as agreed; nothing where none was, or fewer than two people were there."""
    language, agreed = standing.workshop.language, store.agreed(standing.workshop.id)
    levels = {_id(key): str(note.level) for key, note in agreed.items() if note.level is not None}
    hands = max((counts.all for counts in store.hands(standing.workshop.id).values()), default=0)
    present = sum(seat.people for seat in seats) + hands
    if not levels or present < 2:
        return {}
    against = [
        f"{questionnaire.text(f'domains.{_id(key)}.name', language).value}: {note.dissent}"
        for key, note in _in_order(standing, agreed)
        if note.dissent
    ]
    return {**levels, PRESENT: str(present), **({GROUP_TEXT: _fitting(against)} if against else {})}


def _id(key: str) -> str:
    """The domain's id in the key of its step."""
    return key.partition(":")[2]


def _in_order(standing: Standing, agreed: Mapping[str, Agreed]) -> list[tuple[str, Agreed]]:
    return [(step.key, agreed[step.key]) for step in standing.workshop.steps if step.key in agreed]


def _fitting(texts: Sequence[str]) -> str:
    """As many of the texts as are kept of a group's answer; the whole of them stays in the record."""
    kept = ""
    for text in texts:
        longer = f"{kept}\n{text}".strip()
        if len(longer) > TEXT_LENGTH - 2:
            return f"{kept}\n…" if kept else f"{text[: TEXT_LENGTH - 2]} …"
        kept = longer
    return kept


def _ideas(store: Store, standing: Standing, thresholds: Thresholds) -> tuple[tuple[str, int | None], ...]:
    """The texts that the host allowed, in an order by lot; how many chose each as of the last ballot that was revealed.

    Only where as many chose as a distribution needs.
    """
    course, place = standing.course, standing.workshop.position(IDEAS)
    last = 0 if place is None else course.ballots[place] - (not course.closed[place])
    votes = [vote for vote in store.votes(standing.workshop.id, IDEAS) if vote.choice]
    chosen = [set(vote.choice.split()) for vote in votes if vote.ballot == last]
    support = Counter(id_ for ids in chosen for id_ in ids)
    is_told = len(chosen) >= max(thresholds.all, COUNTS_FROM)
    allowed = shuffled(idea for idea in store.ideas(standing.workshop.id) if idea.state == ALLOWED)
    return tuple((idea.text, support[idea.id] if is_told else None) for idea in allowed)
