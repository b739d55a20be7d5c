"""The addresses of a workshop: `/j`, `/j/{code}` and below, and the host's link `/h/{key}`."""

from __future__ import annotations

import logging
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from assessment import bootstrap
from assessment.bootstrap import House
from assessment.core.errors import AssessmentError
from assessment.core.ports import Say
from assessment.core.workshop import ENDED
from assessment.phone.device import Device, device_of, remember
from assessment.phone.drawing import HEADERS, language_of
from assessment.phone.form import Form, RefusedError, TooLargeError
from assessment.phone.notices import FAILED, NoPageError
from assessment.phone.serving import serving
from assessment.phone.workshop import host, screens
from assessment.phone.workshop.actions import ACTIONS, TOLD
from assessment.phone.workshop.notices import ENTER, OVER, notice_of, tell
from assessment.phone.workshop.visit import ForgedSeatError, Visit, arrive, plain_code

log = logging.getLogger(__name__)
ANOTHER = "another"


def routes(open_house: Callable[[], House] = bootstrap.house) -> list[Route]:
    """All of them."""
    serve = serving(_served, _too_large, open_house)
    methods = ["GET", "POST"]
    return [
        Route("/j", _enter, methods=["GET"]),
        Route("/j/", _enter, methods=["GET"]),
        Route("/j/{code}", serve, methods=methods),
        Route("/j/{code}/{page:path}", serve, methods=methods),
        *host.routes(open_house),
    ]


def _too_large(request: Request, error: TooLargeError) -> Response:
    return tell(request, bootstrap.say(language_of(request)), notice_of(error))


def _enter(request: Request) -> Response:
    """Where a code is typed; the form asks for this same address."""
    typed = request.query_params.get("code", "")
    if plain_code(typed):
        asked = request.query_params.get("lang")
        language = f"?lang={asked}" if asked in bootstrap.languages() else ""
        return _redirect(f"{request.scope.get('root_path', '')}/j/{plain_code(typed)}{language}")
    return tell(request, bootstrap.say(language_of(request)), ENTER)


def _served(request: Request, open_house: Callable[[], House], form: Form | None) -> Response:
    device = device_of(request)
    say = bootstrap.say(language_of(request))
    try:
        visit = arrive(open_house(), say, device, request)
        say = _language(request, visit)
        visit = visit.speaking(say)
        page = request.path_params.get("page", "")
        if request.path_params["code"] != visit.code or page.endswith("/") or request.url.path.endswith("/"):
            return _one_spelling(request, visit, page.rstrip("/"))
        return _shown(request, visit, page) if form is None else _done(request, visit, page, form)
    except (AssessmentError, NoPageError, RefusedError, ForgedSeatError) as error:
        return _told(request, say, device, error)


def _told(request: Request, say: Say, device: Device, error: Exception) -> Response:
    notice = notice_of(error)
    if notice is FAILED:
        log.exception("A page of a workshop could not be served")
    response = tell(request, say, notice)
    remember(response, device)
    return response


def _language(request: Request, visit: Visit) -> Say:
    """The language that the address asks for, or that of the workshop."""
    asked = request.query_params.get("lang")
    return bootstrap.say(asked if asked in bootstrap.languages() else visit.standing.workshop.language)


def _shown(request: Request, visit: Visit, page: str) -> Response:
    """The page that a GET asks for."""
    if page == "" or page == ANOTHER:
        if not visit.seats or page == ANOTHER:
            return _joining(request, visit)
        return screens.seated(request, visit, _told_by_address(request, visit))
    if page in ACTIONS:  # somebody loads again, or changes the language, after a button
        return _redirect(f"{screens.base_of(request, visit)}?lang={visit.say.language}")
    if not (page.isascii() and page.isdigit() and len(page) < 7):
        raise NoPageError
    if int(page) not in [seat.number for seat in visit.seats]:
        return _redirect(f"{screens.base_of(request, visit)}?lang={visit.say.language}")
    return screens.seated(request, visit.at_seat(int(page)), _told_by_address(request, visit))


def _joining(request: Request, visit: Visit) -> Response:
    if visit.standing.state == ENDED:
        return tell(request, visit.say, OVER, screens.results(request, visit))
    return screens.join(request, visit)


def _done(request: Request, visit: Visit, page: str, form: Form) -> Response:
    """What a POST asks for, once it is known to come from a page of ours on this phone."""
    form.check(visit.token)
    if page not in ACTIONS:
        raise NoPageError
    return ACTIONS[page](request, visit, form)


def _told_by_address(request: Request, visit: Visit) -> str:
    told = request.query_params.get("told", "")
    return visit.say(f"hall.told.{told}") if told in TOLD else ""


def _one_spelling(request: Request, visit: Visit, page: str) -> Response:
    """The cookies belong to one spelling of the address."""
    base = screens.base_of(request, visit)
    query = f"?{request.url.query}" if request.url.query else ""
    return _redirect(f"{base}/{page}{query}" if page else f"{base}{query}", 307)


def _redirect(address: str, status: int = 303) -> Response:
    return RedirectResponse(address, status, HEADERS)
