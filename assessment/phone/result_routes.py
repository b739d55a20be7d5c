"""The addresses of a round's result: `/r/{code}` and its sheets. The code is the one that `/a/{code}` has."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from assessment import bootstrap
from assessment.bootstrap import House
from assessment.core.errors import AssessmentError, QuestionnaireError, WrongCodeError
from assessment.phone import queue, result_pages, sheets
from assessment.phone.device import device_of, remember
from assessment.phone.drawing import HEADERS, language_of
from assessment.phone.notices import FAILED, NoPageError, Notice, Notices, notice_of, tell
from assessment.phone.result_pages import Viewing
from assessment.phone.visit import CODE_LENGTH, MistypedError, round_of

log = logging.getLogger(__name__)
AT = "/r"
ENTER = Notice("phone.result.enter", "phone.enter.text", 200, "code")
# Where a visitor's own answers would be spoken of, a reader of the result is told something else.
NOTICES: Notices = (
    (MistypedError, Notice("phone.mistyped.title", "phone.mistyped.text", 404, "code")),
    (WrongCodeError, Notice("phone.result.wrong", "phone.wrong.text", 404, "code")),
    (NoPageError, Notice("phone.unknown.title", "phone.result.unknown", 404, "start")),
    (QuestionnaireError, Notice("phone.result.stranded", "phone.result.stranded.text", 503)),
)


def routes(open_house: Callable[[], House] = bootstrap.house) -> list[Route]:
    """All of them."""

    async def serve(request: Request) -> Response:
        code, page = request.path_params["code"][:CODE_LENGTH], request.path_params.get("page", "")
        try:
            return await queue.served(page, partial(_served, request, open_house), code, queue.MOST_OF_RESULT)
        except queue.BusyError as error:
            return tell(request, bootstrap.say(language_of(request)), notice_of(error), AT)

    return [
        Route(AT, _enter, methods=["GET"]),
        Route(f"{AT}/", _enter, methods=["GET"]),
        Route(f"{AT}/{{code}}", serve, methods=["GET"]),
        Route(f"{AT}/{{code}}/{{page:path}}", serve, methods=["GET"]),
    ]


def _enter(request: Request) -> Response:
    """Where a code is typed; the form asks for this same address."""
    language, typed = language_of(request), request.query_params.get("code", "").strip()
    if typed:
        root = request.scope.get("root_path", "")
        return _redirect(f"{root}{AT}/{quote(typed[:CODE_LENGTH], safe='')}?lang={language}")
    return tell(request, bootstrap.say(language), ENTER, AT)


def _served(request: Request, open_house: Callable[[], House]) -> Response:
    say, device = bootstrap.say(language_of(request)), device_of(request)
    try:
        house = open_house()
        found = round_of(house, device, request.path_params["code"][:CODE_LENGTH])
        viewing = Viewing(house, say, found, house.codes.share_code(found.id), house.version(found.questionnaire))
        return _shown(request, viewing, request.path_params.get("page", ""))
    except (AssessmentError, NoPageError) as error:
        notice = notice_of(error, NOTICES)
        if notice is FAILED:
            log.exception("A result could not be shown")
        response = tell(request, say, notice, AT)
        # Only to tell apart who tries codes: who just reads gets no cookie.
        remember(response, device)
        return response


def _shown(request: Request, viewing: Viewing, page: str) -> Response:
    address = f"{request.scope.get('root_path', '')}{AT}/{viewing.code}"
    plain = page.rstrip("/")
    if plain and plain not in sheets.SHEETS:
        raise NoPageError
    if request.url.path != (f"{address}/{plain}" if plain else address):
        query = f"?{request.url.query}" if request.url.query else ""
        return _redirect(f"{address}/{plain}{query}" if plain else f"{address}{query}", 307)
    if viewing.is_open:
        # There is no sheet of what is not released yet; the page says until when.
        return _redirect(f"{address}?lang={viewing.say.language}") if plain else result_pages.so_far(request, viewing)
    result = viewing.result()
    return sheets.send(request, viewing, result, plain) if plain else result_pages.result(request, viewing, result)


def _redirect(address: str, status: int = 303) -> Response:
    return RedirectResponse(address, status, HEADERS)
