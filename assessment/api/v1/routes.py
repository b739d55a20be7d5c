"""The addresses of the interface for programs, and how each request is served."""

from __future__ import annotations

import gzip
import logging
from asyncio import Semaphore
from collections.abc import Callable
from hashlib import sha256

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from assessment import bootstrap
from assessment.api.v1 import answers, faults
from assessment.api.v1.answers import ANSWERS, AREA, Asked
from assessment.api.v1.asking import CSV, JSON, format_of, has, takes_gzip, token_of, visitor_of
from assessment.bootstrap import House
from assessment.core.errors import AssessmentError
from assessment.journeys import access

log = logging.getLogger(__name__)
AREAS, OPENAPI = "areas/", "openapi.json"
# So many requests are worked on at once: the pages of people come first.
AT_ONCE = 2
# The program that asked may keep an answer, and must ask whether it is still the same.
KEPT = {"Cache-Control": "private, no-cache", "Vary": "Authorization, Accept, Accept-Encoding"}
SMALL = 1000


def routes(open_house: Callable[[], House] = bootstrap.house) -> list[Route]:
    """All below `/api`, whatever the method: a program gets no page of Streamlit's."""
    interface = _Interface(open_house)
    return [Route(path, interface) for path in ("/api", "/api/{rest:path}")]


class _Interface:
    """An ASGI app."""

    def __init__(self, open_house: Callable[[], House]) -> None:
        self._open_house = open_house
        self._turns = Semaphore(AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; what it may send along is not read."""
        request = Request(scope)
        async with self._turns:
            # In a thread: a slow database must not stop the pages of everybody.
            response = await run_in_threadpool(_served, request, self._open_house)
        await response(scope, receive, send)


def _served(request: Request, open_house: Callable[[], House]) -> Response:
    try:
        response = _answered(request, open_house)
    except faults.FaultError as fault:
        response = fault.response()
    except Exception as error:
        response = _told(error).response()
    if request.method == "HEAD":
        response.body = b""
    return response


def _told(error: Exception) -> faults.FaultError:
    if not isinstance(error, AssessmentError):  # it may name a path or a host
        log.error("A program got no answer: %s", type(error).__name__)
        return faults.failed()
    fault = faults.of_error(error)
    if fault.status >= 500:
        log.error("A program got no answer: %s", error)
    return fault


def _answered(request: Request, open_house: Callable[[], House]) -> Response:
    version, _, path = request.path_params.get("rest", "").partition("/")
    area_id = path.removeprefix(AREAS) if path.startswith(AREAS) else ""
    answer = AREA if area_id else ANSWERS.get(path)
    if version != "v1" or (answer is None and path != OPENAPI):
        raise faults.no_such_address(request.url.path)
    if request.method not in ("GET", "HEAD"):
        raise faults.not_allowed()
    root = request.scope.get("root_path", "")
    if answer is None:
        return _sent(request, answers.document(root), format_of(request, (JSON,)))

    token = token_of(request)
    house = open_house()
    found = access.of_token(house.store, house.clock, house.codes, house.throttle, visitor_of(request, token), token)
    format_ = format_of(request, answer.formats)
    # A file goes its own ways: its name says when all in it is invented.
    name = f"demonstration-{answer.name}" if house.is_demonstration else answer.name
    return _sent(request, answer.content(Asked(house, found, format_, root, area_id)), format_, name)


def _sent(request: Request, content: str, format_: str, name: str = "") -> Response:
    body = content.encode()
    # Weak: compressed it is the same answer.
    tag = f'W/"{sha256(body).hexdigest()[:32]}"'
    headers = faults.HEADERS | KEPT | {"ETag": tag}
    if has(request, tag):
        return Response(status_code=304, headers=headers)
    if takes_gzip(request) and len(body) > SMALL:
        body, headers["Content-Encoding"] = gzip.compress(body, compresslevel=1, mtime=0), "gzip"
    headers["Content-Type"] = f"{CSV}; charset=utf-8; header=present" if format_ == CSV else JSON
    if format_ == CSV:
        headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return Response(body, headers=headers)
