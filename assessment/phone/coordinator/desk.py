"""What a coordinator's page knows of a visit: the round that the key leads to, and how an address of it is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from assessment.bootstrap import House, public_address
from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire
from assessment.core.round import Round
from assessment.core.suppression import Progress
from assessment.journeys import coordination, round_result
from assessment.journeys import round as journey
from assessment.phone import files
from assessment.phone.device import Device, remember
from assessment.phone.drawing import DATE, draw

KEY_LENGTH = 60


@dataclass(frozen=True)
class Desk:
    """One request to the private pages of a round. Nothing of a single response that came by link is within reach."""

    house: House = field(repr=False)
    say: Say
    device: Device
    round: Round
    key: str = field(repr=False)
    questionnaire: Questionnaire = field(repr=False)
    today: date

    @property
    def is_open(self) -> bool:
        """Whether the round takes answers."""
        return self.round.is_open(self.today)

    @property
    def progress(self) -> Progress:
        """How far an open round has come, in steps."""
        house = self.house
        return round_result.how_far(house.store, self.questionnaire, house.thresholds, self.round)

    @property
    def is_few(self) -> bool:
        """Whether nothing is released, or would be if the round closed now."""
        if not self.is_open:
            return self.may_reopen
        found = self.progress
        return found.at_least < found.few

    @property
    def may_reopen(self) -> bool:
        """Whether it is closed, and nothing of it was released."""
        return not self.is_open and coordination.may_reopen(self.house.store, self.round)

    @property
    def token(self) -> str:
        """What only a page of ours, drawn for this device, can send along."""
        return self.house.codes.digest(f"desk{self.device.seat}{self.round.id}")

    @property
    def code(self) -> str:
        """The share code."""
        return self.house.codes.share_code(self.round.id)

    @property
    def share_address(self) -> str:
        """The whole address that neighbours answer at."""
        return f"{public_address(self.house.settings)}/a/{self.code}"

    @property
    def result_address(self) -> str:
        """The whole address of the light page with the round's result."""
        return f"{public_address(self.house.settings)}/r/{self.code}"

    def private_address(self, key: str) -> str:
        """The whole address of the private pages that a key leads to."""
        return f"{public_address(self.house.settings)}/c/{key}"


def arrive(house: House, say: Say, device: Device, key: str) -> Desk:
    """The desk that a key leads to; a round whose last day is over is closed now.

    Raises `WrongCodeError`, `TooManyTriesError`, `QuestionnaireError`.
    """
    found = journey.coordinated(house.store, house.codes, house.throttle, device.visitor, key)
    questionnaire, today = house.version(found.questionnaire), house.clock.today()
    if found.is_due(today):
        round_result.close(house.store, house.clock, questionnaire, house.thresholds, found)
        found = house.store.round(found.id)
    return Desk(house, say, device, found, key, questionnaire, today)


def address(request: Request, desk: Desk, page: str = "", key: str = "") -> str:
    """Where a page is found, without the language; with another `key` that of another round."""
    base = f"{request.scope.get('root_path', '')}/c/{key or desk.key}"
    return f"{base}/{page}" if page else base


def page(request: Request, desk: Desk, template: str, status: int = 200, **values: object) -> Response:
    """A page of the desk, with the cookie that its forms are known by."""
    root = request.scope.get("root_path", "")
    response = draw(
        request,
        desk.say,
        f"coordinator/{template}",
        status,
        **{"path": request.url.path, "error": "", "told": "", **values},
        base=address(request, desk),
        desk=desk,
        round=desk.round,
        limits=desk.house.thresholds,
        date=DATE,
        desk_style=root + files.address("coordinator.css"),
        desk_script=root + files.address("coordinator.js"),
    )
    remember(response, desk.device)
    return response
