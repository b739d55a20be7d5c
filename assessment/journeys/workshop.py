"""A live workshop for who takes part: a code, a seat without a name, and votes that are kept when they are given."""

from __future__ import annotations

from collections.abc import Sequence

from assessment.core.answers import NAME_LENGTH, plain
from assessment.core.errors import ClosedError, TooLongError, UnknownItemError
from assessment.core.ports import WORKSHOP, Codes, Store, Throttle
from assessment.core.questionnaire import Questionnaire
from assessment.core.scene import Idea
from assessment.core.tries import led_to, one_try
from assessment.core.workshop import COMMUNITY, DOMAIN, IDEAS, OPEN_ROOM, STORY, Standing, choices
from assessment.core.workshops import Seat, Vote

IDEA_LENGTH = 280
# So many seats may share a phone, so many people sit at a table, and a seat writes and supports so many ideas.
MOST_SEATS, MOST_PEOPLE, MOST_IDEAS, MOST_SUPPORTED = 12, 30, 5, 3


def find(store: Store, codes: Codes, throttle: Throttle, visitor: str, typed: str) -> Standing:
    """The workshop that a typed code leads to, over or not. Raises `WrongCodeError`, or `TooManyTriesError`."""
    code = codes.digest(typed)
    with one_try(throttle, visitor, WORKSHOP, code):
        return led_to(store.workshop_at_code(code), "This code leads to no workshop.")


def my_seats(store: Store, workshop_id: str, device: str) -> tuple[Seat, ...]:
    """The seats of this device, by number: mostly none or one."""
    return store.seats_at(workshop_id, device)


def join(store: Store, codes: Codes, questionnaire: Questionnaire, standing: Standing, seat: Seat) -> Seat:
    """Take a seat; what it says of itself is asked only where the workshop asks it.

    Raises `ClosedError` when it is over or the device has all the seats that one may have, `UnknownItemError` for an
    unknown role or number of people, `TooLongError` for a name of a place, `FullError` if the hall is full.
    """
    workshop = standing.workshop
    if len(store.seats_at(workshop.id, seat.device)) >= MOST_SEATS:
        raise ClosedError(f"This phone has {MOST_SEATS} seats already.")
    role, settlement, municipality = seat.role, "", ""
    if role and role not in questionnaire.role_ids:
        raise UnknownItemError(f"'{role}' is no role. Roles: {', '.join(questionnaire.role_ids)}.")
    if seat.is_table and not 2 <= seat.people <= MOST_PEOPLE:
        raise UnknownItemError(f"A table has 2 to {MOST_PEOPLE} people, not {seat.people}.")
    if workshop.kind == OPEN_ROOM:
        settlement, municipality = _name(seat.settlement), _name(seat.municipality)

    return store.join_workshop(
        Seat(
            id=codes.identifier(),
            workshop_id=workshop.id,
            device=seat.device,
            is_table=seat.is_table,
            people=seat.people if seat.is_table else 1,
            role=role if workshop.has_roles and not seat.is_table else "",
            settlement=settlement,
            municipality=municipality,
            consents=seat.consents and workshop.kind == COMMUNITY and not seat.is_table,
        )
    )


def cast(store: Store, questionnaire: Questionnaire, votes: Sequence[Vote]) -> tuple[str, ...]:
    """Store votes; for each why it is refused, or nothing where it is kept from now on.

    Raises `UnknownItemError` for a choice that there is not; then none is stored.
    """
    for vote in votes:
        refuse_unknown(questionnaire, vote)

    return store.cast_votes(votes)


def own_votes(store: Store, seats: Sequence[Seat]) -> tuple[Vote, ...]:
    """What these seats chose, for those who sit there."""
    return store.votes_of([seat.id for seat in seats]) if seats else ()


def write_idea(store: Store, codes: Codes, seat: Seat, text: str) -> Idea:
    """Store a text, which waits for the host. Raises `TooLongError`, `VoteError`, `ClosedError` for too many."""
    kept = plain(text)
    if len(kept) > IDEA_LENGTH:
        raise TooLongError(f"The text has {len(kept)} characters. At most {IDEA_LENGTH} are kept.")
    if not kept:
        raise UnknownItemError("There is nothing written.")
    if len(store.ideas_of([seat.id])) >= MOST_IDEAS:
        raise ClosedError(f"A seat writes at most {MOST_IDEAS} texts.")
    idea = Idea(codes.identifier(), kept)

    store.add_idea(seat.workshop_id, seat.id, idea)
    return idea


def own_ideas(store: Store, seats: Sequence[Seat]) -> tuple[Idea, ...]:
    """What these seats wrote, for those who sit there."""
    return store.ideas_of([seat.id for seat in seats]) if seats else ()


def refuse_unknown(questionnaire: Questionnaire, vote: Vote) -> None:
    """Raise `UnknownItemError` for a choice that there is not at the vote's step."""
    kind = vote.step.partition(":")[0]
    if kind in (DOMAIN, STORY) and vote.choice in choices(questionnaire.top):
        return
    # The ids of ideas are looked up when they are counted: one that is none supports nothing.
    if kind == IDEAS and len(vote.choice) <= MOST_SUPPORTED * 40 and len(vote.choice.split()) <= MOST_SUPPORTED:
        return
    raise UnknownItemError(f"'{vote.choice[:40]}' cannot be chosen at '{vote.step[:60]}'.")


def _name(typed: str) -> str:
    kept = plain(typed).replace("\n", " ")
    if len(kept) > NAME_LENGTH:
        raise TooLongError(f"The name has {len(kept)} characters. At most {NAME_LENGTH} are kept.")
    return kept
