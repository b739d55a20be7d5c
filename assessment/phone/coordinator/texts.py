"""What respondents wrote is read by the coordinator before anybody else sees it, and shown or not."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from assessment.core.errors import ClosedError
from assessment.journeys import coordination
from assessment.journeys.coordination import WaitingText
from assessment.phone.coordinator import keying
from assessment.phone.coordinator.desk import Desk, page
from assessment.phone.form import Form

SHOW, HIDE = "show", "hide"
# So many fit into one form, with room to spare.
ON_A_PAGE = 20


@dataclass(frozen=True)
class Read:
    """A text to be decided on: which question it answers, its words, and what it seems to hold, in words."""

    id: str
    asked: str
    words: str
    approved: bool
    flags: tuple[str, ...]


def show(request: Request, desk: Desk, _: str) -> Response:
    """The texts that may be shown, some on a page, in an order that tells nothing."""
    found = waiting(desk)
    pages = max(1, -(-len(found) // ON_A_PAGE))
    typed = request.query_params.get("part", "1")
    part = _part(typed) if _part(typed) <= pages else 1
    return page(
        request,
        desk,
        "texts.html",
        texts=[_read(desk, text) for text in found[(part - 1) * ON_A_PAGE : part * ON_A_PAGE]],
        part=part,
        pages=pages,
        told=desk.say("coord.texts.saved") if request.query_params.get("done") == "saved" else "",
    )


def save(_: Request, desk: Desk, __: str, form: Form) -> str:
    """Keep what was said of the texts on a page, and go on to the next."""
    waiting(desk)
    house = desk.house
    said = {id_: word == SHOW for id_, word in form.fields.items() if word in (SHOW, HIDE)}
    coordination.approve(house.store, house.codes, desk.questionnaire, house.thresholds, desk.round, said)
    return f"texts?done=saved&part={_part(form.fields.get('part', ''))}"


def waiting(desk: Desk) -> tuple[WaitingText, ...]:
    """The texts that somebody has to read. Raises `ClosedError` while the round is open: nobody reads any then."""
    if desk.is_open:
        raise ClosedError("The round is open.")
    house = desk.house
    return coordination.waiting_texts(house.store, house.codes, desk.questionnaire, house.thresholds, desk.round)


def _part(typed: str) -> int:
    """The number of a page of texts, the first one for what is none."""
    return max(int(typed), 1) if typed.isascii() and typed.isdigit() and len(typed) <= 4 else 1


def _read(desk: Desk, text: WaitingText) -> Read:
    flags = tuple(desk.say(f"coord.flag.{flag}") for flag in text.flags)
    return Read(text.id, keying.label(desk.questionnaire, desk.say, text.item), text.words, text.approved, flags)
