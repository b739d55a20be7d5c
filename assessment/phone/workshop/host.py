"""The host's link: it makes this browser the host's, and leads to the page from which the workshop is run."""

from __future__ import annotations

import logging
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from assessment import bootstrap
from assessment.bootstrap import House
from assessment.core.errors import AssessmentError, WrongCodeError
from assessment.journeys import hosting
from assessment.phone.device import device_of, remember
from assessment.phone.drawing import HEADERS, language_of
from assessment.phone.notices import FAILED
from assessment.phone.workshop.notices import WRONG_HOST, notice_of, tell
from assessment.phone.workshop.seating import remember_host

log = logging.getLogger(__name__)
KEY_LENGTH = 60


def routes(open_house: Callable[[], House] = bootstrap.house) -> list[Route]:
    """The one address."""

    async def serve(request: Request) -> Response:
        return await run_in_threadpool(_served, request, open_house)

    return [Route("/h/{key}", serve, methods=["GET"])]


def _served(request: Request, open_house: Callable[[], House]) -> Response:
    key, device = request.path_params["key"][:KEY_LENGTH], device_of(request)
    try:
        house = open_house()
        standing = hosting.hosted(house.store, house.codes, house.throttle, device.visitor, key)
    except AssessmentError as error:
        notice = WRONG_HOST if isinstance(error, WrongCodeError) else notice_of(error)
        if notice is FAILED:
            log.exception("A host's link could not be opened")
        response = tell(request, bootstrap.say(language_of(request)), notice)
    else:
        asked = request.query_params.get("lang")
        language = asked if asked in bootstrap.languages() else standing.workshop.language
        address = f"{request.scope.get('root_path', '')}/workshop?lang={language}"
        response = RedirectResponse(address, 303, HEADERS)
        remember_host(response, key, device.is_secure)
    remember(response, device)
    return response
