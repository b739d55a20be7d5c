"""The addresses of the coordinator's pages: `/c/{key}` and what lies below."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import partial
from threading import Lock

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from assessment import bootstrap
from assessment.bootstrap import House
from assessment.core.errors import AssessmentError
from assessment.phone import queue
from assessment.phone.coordinator import (
    checking,
    ending,
    following,
    meeting,
    overview,
    paper,
    printing,
    renewing,
    texts,
)
from assessment.phone.coordinator.desk import KEY_LENGTH, Desk, address, arrive
from assessment.phone.coordinator.notices import NOTICES, tell
from assessment.phone.device import device_of, remember
from assessment.phone.drawing import HEADERS, language_of
from assessment.phone.form import Form, RefusedError, TooLargeError, read_form
from assessment.phone.notices import FAILED, NoPageError, notice_of

log = logging.getLogger(__name__)

# A page by its path, a sheet's id in it as `*`: what a GET shows, and what a POST does. That answers with a page, or
# with the path of the page to go on to.
SHOWN: Mapping[str, Callable[[Request, Desk, str], Response]] = {
    "": overview.show,
    "paper": paper.show_new,
    "paper/*": paper.show_sheet,
    "paper/*/remove": paper.show_removal,
    "paper/*/again": checking.show,
    "group": meeting.show,
    "group/remove": meeting.show_removal,
    "close": ending.show,
    "close/now": ending.show_closing,
    "delete": ending.show_deletion,
    "renew": renewing.show,
    "texts": texts.show,
    **dict.fromkeys(printing.SHEETS, printing.send),
}
DONE: Mapping[str, Callable[[Request, Desk, str, Form], Response | str]] = {
    "paper": paper.save,
    "paper/*": paper.save,
    "paper/*/remove": paper.remove,
    "paper/*/again": checking.compare,
    "paper/*/settle": checking.settle,
    "group": meeting.save,
    "group/remove": meeting.remove,
    "close/day": ending.set_day,
    "close/now": ending.close,
    "delete": ending.delete,
    "texts": texts.save,
    "next": following.open_next,
    "renew": renewing.take_over,
}


# Two who key in at the same moment must not both find a number free. Rounds that share a turn hardly notice.
_TURNS = tuple(Lock() for _ in range(64))


def routes(open_house: Callable[[], House] = bootstrap.house) -> list[Route]:
    """All of them."""

    async def serve(request: Request) -> Response:
        try:
            form = await read_form(request) if request.method == "POST" else None
        except TooLargeError as error:
            return tell(request, bootstrap.say(language_of(request)), notice_of(error, NOTICES))
        key, page = request.path_params["key"][:KEY_LENGTH], request.path_params.get("page", "")
        try:
            return await queue.served(page, partial(_served, request, open_house, form), key, queue.MOST_OF_DESK)
        except queue.BusyError as error:
            return tell(request, bootstrap.say(language_of(request)), notice_of(error, NOTICES))

    methods = ["GET", "POST"]
    return [Route("/c/{key}", serve, methods=methods), Route("/c/{key}/{page:path}", serve, methods=methods)]


def _served(request: Request, open_house: Callable[[], House], form: Form | None) -> Response:
    say, device = bootstrap.say(language_of(request)), device_of(request)
    try:
        desk = arrive(open_house(), say, device, request.path_params["key"][:KEY_LENGTH])
        path, sheet = _parted(request.path_params.get("page", "").strip("/"))
        if form is None:
            return _shown(request, desk, path, sheet)
        form.check(desk.token)
        if path not in DONE:
            raise NoPageError
        with _turn_of(desk):
            outcome = DONE[path](request, desk, sheet, form)
        return outcome if isinstance(outcome, Response) else _redirect(request, desk, outcome)
    except (AssessmentError, NoPageError, RefusedError) as error:
        notice = notice_of(error, NOTICES)
        if notice is FAILED:
            log.exception("A coordinator's page could not be served")
        response = tell(request, say, notice)
        remember(response, device)
        return response


def _shown(request: Request, desk: Desk, path: str, sheet: str) -> Response:
    if path in SHOWN:
        return SHOWN[path](request, desk, sheet or path)
    if path in DONE:  # somebody loads again, or changes the language, after a button
        return _redirect(request, desk, path.partition("/")[0] if path.startswith(("close", "paper")) else "")
    raise NoPageError


def _turn_of(desk: Desk) -> Lock:
    return _TURNS[hash(desk.round.id) % len(_TURNS)]


def _parted(path: str) -> tuple[str, str]:
    """The path with `*` for a sheet's id, and that id."""
    parts = path.split("/")
    if parts[0] == "paper" and len(parts) > 1:
        return "/".join(["paper", "*", *parts[2:]]), parts[1]
    return path, ""


def _redirect(request: Request, desk: Desk, page: str) -> Response:
    path, _, query = page.partition("?")
    language = f"?lang={desk.say.language}" + (f"&{query}" if query else "")
    return RedirectResponse(address(request, desk, path) + language, 303, HEADERS)
