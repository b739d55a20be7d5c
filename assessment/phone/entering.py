"""The addresses by which people of a municipality come in and leave: `/m/{key}` and `/m/leave`."""

from __future__ import annotations

import logging
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from assessment import bootstrap
from assessment.bootstrap import House
from assessment.core.access import Access
from assessment.core.errors import (
    AssessmentError,
    ExpiredError,
    RevokedError,
    TooManyTriesError,
    WrongCodeError,
)
from assessment.core.ports import Say
from assessment.journeys import access as journey
from assessment.phone.device import Device, device_of, remember, remember_access
from assessment.phone.drawing import DATE, HEADERS, draw, language_of
from assessment.phone.form import Form, RefusedError, TooLargeError
from assessment.phone.notices import FAILED, Notice
from assessment.phone.serving import serving

log = logging.getLogger(__name__)
AT, LEAVE = "/m", "leave"
KEY_LENGTH = 60
HOME = "home"
# None of them tells whose link it is, or was.
NOTICES: tuple[tuple[type[Exception], Notice], ...] = (
    (WrongCodeError, Notice("access.wrong.title", "access.wrong", 404, HOME)),
    (ExpiredError, Notice("access.expired.title", "access.expired", 410, HOME)),
    (RevokedError, Notice("access.revoked.title", "access.revoked", 410, HOME)),
    (TooManyTriesError, Notice("phone.wait.title", "access.wait", 429)),
    (RefusedError, Notice("phone.refused.title", "access.refused", 403)),
    (TooLargeError, Notice("phone.refused.title", "access.refused", 413)),
    (AssessmentError, FAILED),
)


def routes(open_house: Callable[[], House] = bootstrap.house) -> list[Route]:
    """All of them."""
    serve = serving(_served, _told, open_house)
    return [Route(f"{AT}/{{key}}", serve, methods=["GET", "POST"])]


def _served(request: Request, open_house: Callable[[], House], form: Form | None) -> Response:
    key, device = request.path_params["key"][:KEY_LENGTH], device_of(request)
    try:
        house = open_house()
        response = _left(request, house, device, form) if key == LEAVE else _entered(request, house, device, key, form)
    except (AssessmentError, RefusedError) as error:
        response = _told(request, error)
    remember(response, device)
    return response


def _entered(request: Request, house: House, device: Device, key: str, form: Form | None) -> Response:
    """Whose link it is, and a button: a messenger that looks at a link for its owner must not come in by it."""
    found = journey.of_key(house.store, house.clock, house.codes, house.throttle, device.visitor, key)
    token = journey.form_token(house.codes, device.seat, found.id)
    if form is None:
        return _page(request, "access.html", access=found, token=token, what=f"access.link.{found.role}")
    form.check(token)
    entered = journey.enter(house.store, house.clock, house.codes, found, device.access)
    response = _redirect(request, _first_page(found))
    remember_access(response, device, entered.secret)
    return response


def _left(request: Request, house: House, device: Device, form: Form | None) -> Response:
    """The way out, and the page after it: the cookie goes too, which only the server can take back."""
    token = journey.form_token(house.codes, device.seat, LEAVE)
    if form is None:
        return _page(request, "access_leave.html", token=token, is_in=bool(device.access))
    form.check(token)
    if device.access:
        journey.leave(house.store, house.codes, device.access)
    response = _redirect(request, f"{AT}/{LEAVE}")
    remember_access(response, device, "")
    return response


def _first_page(access: Access) -> str:
    return "/municipality" if access.may_see_results else "/access"


def _page(request: Request, template: str, status: int = 200, **values: object) -> Response:
    return draw(request, _say(request), template, status, date=DATE, **values)


def _told(request: Request, error: Exception) -> Response:
    notice = next((notice for kind, notice in NOTICES if isinstance(error, kind)), FAILED)
    if notice is FAILED:
        log.exception("The page of an access could not be served")
    say = _say(request)
    words = {"title": say(notice.title), "text": say(notice.text), "way": notice.way}
    return _page(request, "access_notice.html", notice.status, **words)


def _say(request: Request) -> Say:
    return bootstrap.say(language_of(request))


def _redirect(request: Request, path: str) -> Response:
    address = f"{request.scope.get('root_path', '')}{path}?lang={language_of(request)}"
    return RedirectResponse(address, 303, HEADERS)
