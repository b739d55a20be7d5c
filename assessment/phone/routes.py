"""The addresses of the light pages: `/a/{code}` and below, `/r/{code}`, `/c/{key}`, `/m/{key}`, `/j/{code}`, files."""

from __future__ import annotations

import logging
from collections.abc import Callable
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from assessment import bootstrap
from assessment.bootstrap import House
from assessment.core.errors import AssessmentError
from assessment.phone import actions, entering, files, result_routes, screens
from assessment.phone.coordinator import routes as coordinator
from assessment.phone.device import device_of, remember
from assessment.phone.drawing import HEADERS, language_of
from assessment.phone.form import Form, RefusedError, TooLargeError
from assessment.phone.notices import ENTER, FAILED, NoPageError, notice_of, tell
from assessment.phone.serving import serving
from assessment.phone.visit import CODE_LENGTH, NotByLinkError, Visit, arrive
from assessment.phone.workshop import routes as workshop

log = logging.getLogger(__name__)


def routes(open_house: Callable[[], House] = bootstrap.house) -> list[Route]:
    """All of them. They come before Streamlit's, which would lead `/a/...` home."""

    serve = serving(_served, _too_large, open_house)
    methods = ["GET", "POST"]
    return [
        Route("/a", _enter, methods=["GET"]),
        Route("/a/", _enter, methods=["GET"]),
        Route("/a/{code}", serve, methods=methods),
        Route("/a/{code}/{page:path}", serve, methods=methods),
        *result_routes.routes(open_house),
        *coordinator.routes(open_house),
        *entering.routes(open_house),
        *workshop.routes(open_house),
        files.route(),
    ]


def _too_large(request: Request, error: TooLargeError) -> Response:
    return tell(request, bootstrap.say(language_of(request)), notice_of(error))


def _enter(request: Request) -> Response:
    """Where a code is typed; the form asks for this same address."""
    language, typed = language_of(request), request.query_params.get("code", "").strip()
    if typed:
        root = request.scope.get("root_path", "")
        return _redirect(f"{root}/a/{quote(typed[:CODE_LENGTH], safe='')}?lang={language}")
    return tell(request, bootstrap.say(language), ENTER)


def _served(request: Request, open_house: Callable[[], House], form: Form | None) -> Response:
    say = bootstrap.say(language_of(request))
    device = device_of(request)
    try:
        visit = arrive(open_house(), say, device, request.path_params["code"][:CODE_LENGTH])
        page = request.path_params.get("page", "")
        if request.path_params["code"] != visit.code or page.endswith("/") or request.url.path.endswith("/"):
            # One spelling of the address: the cookies belong to it.
            return _redirect(_with_query(request, screens.address(request, visit, page.rstrip("/"))), 307)
        return _shown(request, visit, page) if form is None else _done(request, visit, page, form)
    except (AssessmentError, NoPageError, RefusedError) as error:
        notice = notice_of(error)
        if notice is FAILED:
            log.exception("A phone page could not be served")
        response = tell(request, say, notice)
        remember(response, device)
        return response


def _shown(request: Request, visit: Visit, page: str) -> Response:
    """The page that a GET asks for."""
    if not visit.is_by_link and visit.is_open:
        return screens.elsewhere(request, visit)
    if page == "" and visit.is_lost:
        visit = visit.let_go()
    if page == "deleted":
        return screens.deleted(request, visit)
    if not visit.is_open and (page not in ("done", "delete") or visit.own is None):
        return screens.closed(request, visit)
    if page == "":
        return _first(request, visit)
    if page in actions.ACTIONS and page != "delete":  # somebody loads again, or changes the language, after a button
        return _redirect(_with_language(visit, screens.address(request, visit)))
    if page not in _pages(visit):
        raise NoPageError
    visit.refuse_if_lost()
    is_not_yet = visit.needs_slip or (page in ("done", "delete") and visit.own is None)
    if is_not_yet or (visit.is_taken and not visit.is_another):
        return _redirect(_with_language(visit, screens.address(request, visit)))
    if page in ("done", "delete"):
        return (screens.done if page == "done" else screens.sure)(request, visit)
    return screens.start(request, visit) if page == "0" else screens.question(request, visit, int(page))


def _first(request: Request, visit: Visit) -> Response:
    """Whose answers are here; or what the questions begin with."""
    if visit.found is not None and visit.found.answers and not visit.is_another:
        return screens.gate(request, visit)
    return screens.slip(request, visit) if visit.needs_slip else screens.start(request, visit)


def _done(request: Request, visit: Visit, page: str, form: Form) -> Response:
    """What a POST asks for, once it is known to come from a page of ours on this device."""
    form.check(visit.token)
    if not visit.is_by_link:
        raise NotByLinkError("The round takes no answers here.")
    if page in actions.ACTIONS:
        outcome = actions.ACTIONS[page](request, visit, form)
    elif page in _pages(visit) and page not in ("done", "delete"):
        outcome = actions.save(request, visit, page, form)
    else:
        raise NoPageError
    if isinstance(outcome, Response):
        return outcome
    visit, target = outcome
    if target is None:
        response: Response = JSONResponse({"own": visit.mark}, headers=HEADERS)
    else:
        response = _redirect(_with_language(visit, screens.address(request, visit, target)))
    return screens.remembered(request, visit, response)


def _pages(visit: Visit) -> list[str]:
    return [*map(str, range(screens.last_page(visit) + 1)), "done", "delete"]


def _with_language(visit: Visit, address: str) -> str:
    return f"{address}?lang={visit.say.language}"


def _with_query(request: Request, address: str) -> str:
    return f"{address}?{request.url.query}" if request.url.query else address


def _redirect(address: str, status: int = 303) -> Response:
    return RedirectResponse(address, status, HEADERS)
