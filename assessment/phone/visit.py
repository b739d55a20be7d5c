"""What a page knows of a visit: the round, the device's seat in it, and whose answers are on the table."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Lock

from assessment.bootstrap import House
from assessment.codes import ALPHABET, SHARE_LENGTH
from assessment.core.errors import AssessmentError, ElsewhereError, WrongCodeError
from assessment.core.ports import Say, StoredAssessment
from assessment.core.questionnaire import Questionnaire
from assessment.core.round import LINK, Round
from assessment.journeys import round as journey
from assessment.phone.device import ANOTHER, Device

# So much is read of a code that stands in an address.
CODE_LENGTH = 60
_beginning = Lock()


class MistypedError(WrongCodeError):
    """A share code that cannot be one: it has another length, or signs that no code has."""


class NoSlipError(AssessmentError):
    """The round is strict, and no code of a slip was given yet."""


class NotByLinkError(AssessmentError):
    """The round takes answers on paper or in a meeting, and none here."""


@dataclass(frozen=True)
class Visit:
    """One request to a round. `found` is what the device's seat leads to, confirmed as the visitor's own or not."""

    house: House
    say: Say
    device: Device
    round: Round
    code: str
    questionnaire: Questionnaire
    found: StoredAssessment | None
    today: date = field(default=date.min)

    @property
    def is_open(self) -> bool:
        """Whether the round takes answers."""
        return self.round.is_open(self.today)

    @property
    def is_by_link(self) -> bool:
        """Whether the round takes answers on these pages at all."""
        return LINK in self.round.ways

    @property
    def needs_slip(self) -> bool:
        """Whether the code of a slip comes before the questions: in a strict round each opens one response."""
        return self.round.is_strict and self.own is None

    @property
    def seat(self) -> str:
        """The hash under which this device's response is found."""
        return self.device.seat_in(self.round.id)

    @property
    def token(self) -> str:
        """What only a page of ours, drawn for this device, can send along."""
        return self.house.codes.digest(f"csrf{self.seat}")

    @property
    def own(self) -> StoredAssessment | None:
        """The visitor's own response: begun in this session of the browser, or confirmed with *continue mine*."""
        if self.found is None or self.is_another:
            return None
        if self.found.answers and not self.is_marked(self.device.own):
            return None
        return self.found

    @property
    def answers(self) -> Mapping[str, str]:
        """The visitor's own answers, item by item."""
        return self.own.answers if self.own else {}

    @property
    def mark(self) -> str:
        """By which a page knows later that its response is still the one that this seat leads to."""
        return self._mark(self.own)

    @property
    def is_lost(self) -> bool:
        """Whether the answers of this session are open on another device by now, or were deleted."""
        return self.device.own not in ("", ANOTHER) and not self.is_marked(self.device.own)

    @property
    def is_taken(self) -> bool:
        """Whether there are answers here that nobody has called their own in this session."""
        return self.found is not None and bool(self.found.answers) and self.own is None

    @property
    def is_another(self) -> bool:
        """Whether the next person is about to answer, and has not yet."""
        return self.device.own == ANOTHER

    def refuse_if_lost(self) -> None:
        """Raise `ElsewhereError` if the answers of this session are not on this phone any more."""
        if self.is_lost:
            raise ElsewhereError("The answers are open on another device, or were deleted.")

    def let_go(self, own: str = "") -> Visit:
        """The visit without answers that anybody has called their own."""
        return replace(self, device=replace(self.device, own=own))

    def is_marked(self, mark: str) -> bool:
        """Whether a mark is that of the response that the seat leads to."""
        return self.found is not None and hmac.compare_digest(self._mark(self.found).encode(), mark.encode())

    def claimed(self, response: StoredAssessment) -> Visit:
        """The visit with this response as the visitor's own."""
        return replace(self, found=response, device=replace(self.device, own=self._mark(response)))

    def begun(self, mark: str, slip: str = "") -> Visit:
        """The visit with the response that a page's answers belong to, begun with the first of them.

        `mark` is the one that the page was drawn with. Raises `ElsewhereError` where that response is not at this
        seat any more: a new beginning would tear the answers apart. Raises `ClosedError` as well, in a strict round
        `NoSlipError` without a `slip`, and what `journeys.round.begin_with_slip` raises with one.
        """
        if mark:
            if self.found is None or not self.is_marked(mark):
                raise ElsewhereError("The answers are open on another device, or were deleted.")
            return self.claimed(self.found)
        if self.own is not None:
            return self.claimed(self.own)
        if self.is_lost or (self.is_taken and not self.is_another):
            raise ElsewhereError("Nobody has said whose answers these are.")
        return self.claimed(self._first_begun(slip))

    def _first_begun(self, slip: str) -> StoredAssessment:
        house = self.house
        with _beginning:
            latest = journey.my_response(house.store, self.seat)
            if latest is not None and (self.found is None or latest.id != self.found.id):
                return latest  # two clicks at the same moment: both answers belong together
            if not self.round.is_strict:
                return journey.begin(house.store, house.clock, house.codes, self.seat, self.round)
            if not slip:
                raise NoSlipError("A strict round is answered with the code of a slip.")
            visitor, code = self.device.visitor, slip
            return journey.begin_with_slip(
                house.store, house.clock, house.codes, house.throttle, visitor, self.seat, self.round, code
            )

    def _mark(self, response: StoredAssessment | None) -> str:
        return "" if response is None else self.house.codes.digest(f"own{response.id}")[:32]


def round_of(house: House, device: Device, typed: str) -> Round:
    """The round that a share code leads to. Raises `MistypedError`, `WrongCodeError` or `TooManyTriesError`."""
    plain = "".join(sign for sign in typed.upper() if sign.isalnum())
    if len(plain) != SHARE_LENGTH or set(plain) - set(ALPHABET):
        raise MistypedError("This is no share code.")
    return journey.find(house.store, house.codes, house.throttle, device.visitor, typed)


def arrive(house: House, say: Say, device: Device, typed: str) -> Visit:
    """The visit that a share code leads to. Raises what `round_of` raises, and `QuestionnaireError`."""
    found = round_of(house, device, typed)
    visit = Visit(
        house=house,
        say=say,
        device=device,
        round=found,
        code=house.codes.share_code(found.id),
        questionnaire=house.version(found.questionnaire),
        found=None,
        today=house.clock.today(),
    )
    return replace(visit, found=journey.my_response(house.store, visit.seat))
