"""What a coordinator is told when a page cannot be shown: what is the matter, and what to do."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from assessment.core.errors import (
    AssessmentError,
    ClosedError,
    GoneError,
    QuestionnaireError,
    TooLongError,
    TooManyTriesError,
    UnknownItemError,
    UnusableError,
    WrongCodeError,
)
from assessment.core.ports import Say
from assessment.phone.drawing import draw
from assessment.phone.form import RefusedError, TooLargeError
from assessment.phone.notices import BUSY, FAILED, NoPageError, Notice, Notices
from assessment.phone.queue import BusyError

# No way on: there is nothing at this address for whoever came.
NOWHERE = "nowhere"
# The first that fits: all of them are errors of ours.
NOTICES: Notices = (
    (WrongCodeError, Notice("coord.wrong.title", "coord.wrong.text", 404, NOWHERE)),
    (TooManyTriesError, Notice("phone.wait.title", "coord.wait.text", 429)),
    (NoPageError, Notice("phone.unknown.title", "coord.unknown.text", 404, "start")),
    (ClosedError, Notice("phone.closed.title", "coord.closed.text", 410, "start")),
    (GoneError, Notice("coord.gone.title", "coord.gone.text", 404, "start")),
    (RefusedError, Notice("phone.refused.title", "coord.refused.text", 403, "start")),
    (TooLargeError, Notice("phone.large.title", "phone.large.text", 413, "start")),
    (TooLongError, Notice("phone.large.title", "phone.large.text", 422, "start")),
    (UnknownItemError, Notice("phone.unknown.title", "phone.unknown.item", 400, "start")),
    (UnusableError, Notice("phone.unknown.title", "phone.unknown.item", 422, "start")),
    (QuestionnaireError, Notice("coord.stranded.title", "coord.stranded.text", 503)),
    (BusyError, BUSY),
    (AssessmentError, FAILED),
)


def tell(request: Request, say: Say, notice: Notice) -> Response:
    """The notice as a page."""
    start = f"{request.scope.get('root_path', '')}/c/{request.path_params.get('key', '')}"
    is_post = request.method == "POST"  # what was posted is not asked for again by its address
    return draw(
        request,
        say,
        "coordinator/notice.html",
        notice.status,
        title=say(notice.title),
        text=say(notice.text),
        way="start" if is_post and notice.way == "again" else notice.way,
        start=start,
        path=start if is_post else request.url.path,
    )
