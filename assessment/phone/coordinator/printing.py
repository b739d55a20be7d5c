"""What a coordinator prints: the poster, slips with one-time codes, the form on paper, the card of the private link."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response

from assessment.core.round import LINK, PAPER
from assessment.journeys import round as journey
from assessment.phone.coordinator.desk import Desk
from assessment.phone.drawing import HEADERS
from assessment.phone.notices import NoPageError
from assessment.phone.sheets import attached
from assessment.reports.card import card
from assessment.reports.paper_form import paper_form
from assessment.reports.poster import poster
from assessment.reports.slips import slips


def send(_: Request, desk: Desk, name: str) -> Response:
    """The file of a name. Raises `NoPageError` for one that this round has no use for."""
    if name not in offered(desk):
        raise NoPageError
    headers = {"Content-Type": "application/pdf", "Content-Disposition": attached(desk.round.area.name, name)}
    return Response(SHEETS[name](desk), headers=HEADERS | headers)


def offered(desk: Desk) -> tuple[str, ...]:
    """The files that there are of this round, now."""
    found = []
    if desk.is_open and LINK in desk.round.ways:
        found += ["poster.pdf", *(["slips.pdf"] if desk.round.is_strict else [])]
    # A form serves as the paper to talk round as well, where too few answered.
    found += ["paper.pdf"] if PAPER in desk.round.ways or desk.is_few else []
    return (*found, "card.pdf")


def _poster(desk: Desk) -> bytes:
    return poster(desk.questionnaire, desk.say, desk.round, desk.share_address, desk.code)


def _slips(desk: Desk) -> bytes:
    codes = journey.slip_codes(desk.house.codes, desk.round)
    return slips(desk.questionnaire, desk.say, desk.round, desk.share_address, codes)


def _paper(desk: Desk) -> bytes:
    return paper_form(desk.questionnaire, desk.say, desk.round, desk.house.thresholds)


def _card(desk: Desk) -> bytes:
    return card(desk.say, desk.round, desk.private_address(desk.key))


SHEETS: Mapping[str, Callable[[Desk], bytes]] = {
    "poster.pdf": _poster,
    "slips.pdf": _slips,
    "paper.pdf": _paper,
    "card.pdf": _card,
}
