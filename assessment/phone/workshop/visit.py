"""What a page of a workshop knows of a visit: where the workshop stands, and the seats of this phone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from starlette.requests import Request

from assessment.bootstrap import House
from assessment.codes import LETTERS, WORKSHOP_LENGTH
from assessment.core.errors import WrongCodeError
from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire
from assessment.core.workshop import Standing
from assessment.core.workshops import Seat
from assessment.journeys import workshop as journey
from assessment.phone.device import Device
from assessment.phone.workshop.seating import device_in, new_secret, secret_of

# So much is read of a code that stands in an address.
CODE_LENGTH = 60


class MistypedError(WrongCodeError):
    """A code that cannot be a workshop's: it has another length, or signs that no such code has."""


class ForgedSeatError(Exception):
    """A form names a seat that this phone does not have."""


@dataclass(frozen=True)
class Visit:
    """One request to a workshop. `seats` are those of this phone, `number` is that of the one who is looking."""

    house: House = field(repr=False)
    say: Say
    device: Device
    secret: str = field(repr=False)
    standing: Standing
    questionnaire: Questionnaire = field(repr=False)
    code: str = field(repr=False)
    seats: tuple[Seat, ...] = ()
    number: int = 0

    @property
    def seat(self) -> Seat | None:
        """The seat of who is looking, or None before anybody has joined."""
        return next((seat for seat in self.seats if seat.number == self.number), None)

    @property
    def device_hash(self) -> str:
        """The hash under which this phone's seats are found."""
        return device_in(self.standing.workshop.id, self.secret)

    @property
    def token(self) -> str:
        """What only a page of ours, drawn for this phone, can send along."""
        return token_of(self.house, self.standing.workshop.id, self.secret)

    @property
    def is_open_room(self) -> bool:
        """Whether everybody speaks of their own place."""
        return self.standing.workshop.area is None

    def speaking(self, say: Say) -> Visit:
        """The visit in another language."""
        return replace(self, say=say)

    def now(self) -> Visit:
        """The visit with the workshop as it stands by now."""
        return replace(self, standing=self.house.store.workshop(self.standing.workshop.id))

    def with_seats(self) -> Visit:
        """The visit with the seats that this phone has by now."""
        return replace(self, seats=journey.my_seats(self.house.store, self.standing.workshop.id, self.device_hash))

    def at_seat(self, number: int) -> Visit:
        """The visit of who sits on this seat. Raises `ForgedSeatError` where it is none of this phone's."""
        if number not in [seat.number for seat in self.seats]:
            raise ForgedSeatError
        return replace(self, number=number)

    def votes(self) -> Mapping[tuple[str, int], str]:
        """What the present seat chose, by step's key and ballot."""
        if self.seat is None or not self.standing.course.has_begun:  # while the room fills, nobody can have voted
            return {}
        found = journey.own_votes(self.house.store, [self.seat])
        return {(vote.step, vote.ballot): vote.choice for vote in found}


def token_of(house: House, workshop_id: str, secret: str) -> str:
    """The token of the forms of one phone."""
    return house.codes.digest(f"hall{device_in(workshop_id, secret)}")


def plain_code(typed: str) -> str:
    """A typed code in its one spelling, e.g. `KMPXR` of ` kmp-xr`."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())[:CODE_LENGTH]


def arrive(house: House, say: Say, device: Device, request: Request) -> Visit:
    """The visit that the code of an address leads to.

    Raises `MistypedError`, `WrongCodeError`, `TooManyTriesError` or `QuestionnaireError`.
    """
    code = plain_code(request.path_params["code"][:CODE_LENGTH])
    if len(code) != WORKSHOP_LENGTH or set(code) - set(LETTERS):
        raise MistypedError("This is no code of a workshop.")
    standing = journey.find(house.store, house.codes, house.throttle, device.visitor, code)
    known = secret_of(request.cookies)
    secret = known or new_secret()
    seats = (
        journey.my_seats(house.store, standing.workshop.id, device_in(standing.workshop.id, secret)) if known else ()
    )
    return Visit(
        house=house,
        say=say,
        device=device,
        secret=secret,
        standing=standing,
        questionnaire=house.version(standing.workshop.questionnaire),
        code=code,
        seats=seats,
        number=seats[0].number if seats else 0,
    )
