"""What a visitor is told when a page cannot be shown: what is the matter, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from assessment.codes import never_used
from assessment.core.answers import TEXT_LENGTH
from assessment.core.errors import (
    AssessmentError,
    ClosedError,
    ElsewhereError,
    GoneError,
    QuestionnaireError,
    TooLongError,
    TooManyTriesError,
    UnknownItemError,
    WrongCodeError,
)
from assessment.core.ports import Say
from assessment.phone.drawing import HEADERS, draw
from assessment.phone.form import RefusedError, TooLargeError
from assessment.phone.queue import BusyError
from assessment.phone.visit import MistypedError, NoSlipError, NotByLinkError


class NoPageError(Exception):
    """An address below a round that is no page."""


@dataclass(frozen=True)
class Notice:
    """What is told, by the ids of its words; `way` is the way on: to type a code, to try again, or to the start."""

    title: str
    text: str
    status: int
    way: str = "again"


Notices = tuple[tuple[type[Exception], Notice], ...]
ENTER = Notice("phone.enter.title", "phone.enter.text", 200, "code")
BUSY = Notice("phone.wait.title", "phone.busy.text", 503)
FAILED = Notice("phone.failed.title", "app.failed", 503)
# The first that fits: a mistyped code is a wrong one too, and all of them are errors of ours.
NOTICES: Notices = (
    (MistypedError, Notice("phone.mistyped.title", "phone.mistyped.text", 404, "code")),
    (WrongCodeError, Notice("phone.wrong.title", "phone.wrong.text", 404, "code")),
    (TooManyTriesError, Notice("phone.wait.title", "resume.wait", 429)),
    (NoSlipError, Notice("phone.slip.title", "phone.slip.first", 403, "start")),
    (NotByLinkError, Notice("phone.elsewhere.title", "phone.elsewhere.not_kept", 403, "start")),
    (NoPageError, Notice("phone.unknown.title", "phone.unknown.text", 404, "start")),
    (ClosedError, Notice("phone.closed.title", "phone.closed.again", 410, "start")),
    (ElsewhereError, Notice("gate.lost.title", "gate.lost.text", 409, "start")),
    (GoneError, Notice("gate.lost.title", "gate.lost.text", 409, "start")),
    (RefusedError, Notice("phone.refused.title", "phone.refused.text", 403, "start")),
    (TooLargeError, Notice("phone.large.title", "phone.large.text", 413, "start")),
    (TooLongError, Notice("phone.large.title", "assess.too_long", 422, "start")),
    (UnknownItemError, Notice("phone.unknown.title", "phone.unknown.item", 400, "start")),
    (QuestionnaireError, Notice("gate.stranded.title", "gate.stranded.text", 503)),
    (BusyError, BUSY),
    (AssessmentError, FAILED),
)


def notice_of(error: Exception, before: Notices = ()) -> Notice:
    """What is told of an error: the first notice that fits, of those of some pages `before` those of all."""
    return next((notice for kind, notice in (*before, *NOTICES) if isinstance(error, kind)), FAILED)


def tell(request: Request, say: Say, notice: Notice, at: str = "/a") -> Response:
    """The notice as a page; for the script of a page as a sentence. `at` is where codes lead to, `/a` or `/r`."""
    values: dict[str, object] = {"length": TEXT_LENGTH} if notice.text == "assess.too_long" else {}
    values |= {"missing": ", ".join(never_used())} if notice.text == "phone.mistyped.text" else {}
    text = say(notice.text, **values)
    if wants_json(request):
        return JSONResponse({"message": text}, notice.status, HEADERS)
    code = request.path_params.get("code", "")
    start = f"{request.scope.get('root_path', '')}{at}/{quote(code, safe='')}"
    # What was posted is not asked for again by its address.
    is_post = request.method == "POST"
    way, path = ("start", start) if is_post and notice.way == "again" else (notice.way, request.url.path)
    return draw(
        request,
        say,
        "notice.html",
        notice.status,
        title=say(notice.title),
        text=text,
        way=way,
        at=at,
        typed=code,
        start=start,
        path=start if is_post else path,
    )


def wants_json(request: Request) -> bool:
    """Whether the script of a page asks, and not a browser for a page."""
    return "application/json" in request.headers.get("accept", "")
