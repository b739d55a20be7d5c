"""What is told when a page of a workshop cannot be shown, or something is not taken: what it is, and what to do."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from assessment.core.errors import (
    AssessmentError,
    ClosedError,
    FullError,
    GoneError,
    QuestionnaireError,
    TooManyTriesError,
    UnknownItemError,
    VoteError,
    WrongCodeError,
)
from assessment.core.ports import Say
from assessment.phone.drawing import HEADERS, draw
from assessment.phone.form import RefusedError, TooLargeError
from assessment.phone.notices import FAILED, NoPageError, Notice, wants_json
from assessment.phone.workshop.visit import CODE_LENGTH, ForgedSeatError, MistypedError

HOME = "home"
ENTER = Notice("hall.enter.title", "hall.enter.text", 200, "code")
OVER = Notice("hall.over.title", "hall.over.text", 410, HOME)
WRONG_HOST = Notice("hall.host.title", "hall.host.wrong", 404, HOME)
NOTICES: tuple[tuple[type[Exception], Notice], ...] = (
    (MistypedError, Notice("hall.mistyped.title", "hall.mistyped.text", 404, "code")),
    (WrongCodeError, Notice("hall.wrong.title", "hall.wrong.text", 404, "code")),
    (TooManyTriesError, Notice("phone.wait.title", "resume.wait", 429)),
    (NoPageError, Notice("hall.unknown.title", "hall.unknown.text", 404)),
    (ForgedSeatError, Notice("hall.forged.title", "hall.forged.text", 403)),
    (RefusedError, Notice("hall.again.title", "hall.again.text", 403)),
    (TooLargeError, Notice("phone.large.title", "hall.large.text", 413)),
    (UnknownItemError, Notice("hall.choice.title", "hall.choice.text", 400)),
    (FullError, Notice("hall.full.title", "hall.full.text", 409)),
    (ClosedError, OVER),
    (GoneError, OVER),
    (QuestionnaireError, Notice("gate.stranded.title", "gate.stranded.text", 503)),
    (AssessmentError, FAILED),
)


def notice_of(error: Exception) -> Notice:
    """What is told of an error."""
    return next((notice for kind, notice in NOTICES if isinstance(error, kind)), FAILED)


def refusal_text(say: Say, reason: str) -> str:
    """Why a vote is not taken, in a sentence; `reason` is one of `core.workshop.REFUSALS`."""
    return say(f"hall.refused.{reason}")


def sentence(say: Say, error: Exception) -> str:
    """The same sentence by itself."""
    return refusal_text(say, error.reason) if isinstance(error, VoteError) else say(notice_of(error).text)


def tell(request: Request, say: Say, notice: Notice, link: str = "") -> Response:
    """The notice as a page; `link` leads to the result of what remained."""
    if wants_json(request):
        return JSONResponse({"type": "refused", "reason": "notice", "text": say(notice.text)}, notice.status, HEADERS)
    code = request.path_params.get("code", "")[:CODE_LENGTH]
    root = request.scope.get("root_path", "")
    at = f"{root}/j/{code}" if code.isalnum() else f"{root}/j"
    return draw(
        request,
        say,
        "workshop/notice.html",
        notice.status,
        path=at if request.method == "POST" else request.url.path,
        title=say(notice.title),
        text=say(notice.text),
        way=notice.way,
        typed=code,
        at=at,
        link=link,
    )
