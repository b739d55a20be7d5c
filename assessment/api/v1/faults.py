"""Why a program gets no answer: told in the same way every time, with what to do about it (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType

from starlette.responses import Response

from assessment.core.errors import (
    AssessmentError,
    ExpiredError,
    ForbiddenError,
    QuestionnaireError,
    RevokedError,
    TooManyTriesError,
    WrongCodeError,
)

# Kept nowhere, read by nothing but the program that asked, run by no browser.
HEADERS = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
_MORE: Mapping[str, str] = MappingProxyType({})
_REALM = 'Bearer realm="Kogukonnapeegel"'
_BAD_TOKEN = {"WWW-Authenticate": f'{_REALM}, error="invalid_token"'}
_ANOTHER = "Ask your municipality's lead, or whoever runs this installation, for a new one."


class FaultError(Exception):
    """A request that gets no answer: the status, a sentence, and the remedy."""

    def __init__(self, status: int, title: str, detail: str, remedy: str, headers: Mapping[str, str] = _MORE) -> None:
        super().__init__(detail)
        self.status = status
        self.title = title
        self.detail = detail
        self.remedy = remedy
        self.headers = headers

    def response(self) -> Response:
        """What the program gets."""
        told = {"title": self.title, "status": self.status, "detail": self.detail, "remedy": self.remedy}
        headers = HEADERS | {"Content-Type": "application/problem+json"} | dict(self.headers)
        return Response(json.dumps(told, ensure_ascii=False) + "\n", self.status, headers)


def without_token() -> FaultError:
    """Nobody has said who asks."""
    return FaultError(
        401,
        "No token",
        "This address is read with a token.",
        "Send it in the header `Authorization: Bearer TOKEN`. The municipality's lead makes it; a link is none.",
        {"WWW-Authenticate": _REALM},
    )


def no_such_address(path: str) -> FaultError:
    """There is nothing at this address."""
    return FaultError(
        404,
        "No such address",
        f"There is nothing at {path}.",
        "The addresses are listed at /api/v1/ and described in /api/v1/openapi.json.",
    )


def no_such_area() -> FaultError:
    """The municipality has no area with this id: it looks the same whether another one has."""
    return FaultError(
        404,
        "No such area",
        "Your municipality has no area with this id.",
        "The ids are in /api/v1/areas. An area that was merged into another is found by that one's id.",
    )


def not_allowed() -> FaultError:
    """Only reading is possible."""
    return FaultError(
        405, "Only reading", "Nothing can be changed here.", "Ask with GET or HEAD.", {"Allow": "GET, HEAD"}
    )


def not_acceptable(formats: str) -> FaultError:
    """What the program accepts cannot be sent."""
    return FaultError(
        406,
        "No such format",
        "What the request accepts cannot be sent from this address.",
        f"Accept one of: {formats}. Or leave the header out, and add ?format=json or ?format=csv where both are there.",
    )


def bad_query(name: str, allowed: str) -> FaultError:
    """A part of the query that means nothing would else be taken for a filter that was applied."""
    return FaultError(
        400, "Bad query", f"The part `{name}` of the query cannot be understood.", f"Allowed: {allowed}, once."
    )


def of_error(error: AssessmentError) -> FaultError:
    """What the program is told of an error of the project."""
    for kind, fault in _FAULTS:
        if isinstance(error, kind):
            return fault
    return _NOT_NOW


def failed() -> FaultError:
    """Something went wrong that nobody foresaw."""
    return FaultError(
        500, "Failed", "The server could not answer.", "Try again later. The server's log tells whoever runs it more."
    )


_NOT_NOW = FaultError(
    503,
    "Not now",
    "The server cannot answer at the moment.",
    "Try again in a minute. The server's log tells whoever runs it more.",
    {"Retry-After": "60"},
)
_FAULTS: tuple[tuple[type[AssessmentError], FaultError], ...] = (
    (
        WrongCodeError,
        FaultError(401, "Unknown token", "This token leads nowhere.", f"Check it. {_ANOTHER}", _BAD_TOKEN),
    ),
    (ExpiredError, FaultError(401, "Expired", "The last day of this token has passed.", _ANOTHER, _BAD_TOKEN)),
    (RevokedError, FaultError(401, "Ended", "This token was ended.", _ANOTHER, _BAD_TOKEN)),
    (
        ForbiddenError,
        FaultError(
            403,
            "Not allowed",
            "This access does not show what communities share with their municipality.",
            "Use a token that was made for a program of the municipality.",
        ),
    ),
    (
        TooManyTriesError,
        FaultError(
            429,
            "Too often",
            "Too many requests, or too many wrong tokens, came within a minute.",
            "Wait a minute. One request for all areas and one for all results tell everything.",
            {"Retry-After": "60"},
        ),
    ),
    (QuestionnaireError, _NOT_NOW),
)
