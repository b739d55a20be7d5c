"""What a program asks: with which token, in which format, and what it has already."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256

from starlette.requests import Request

from assessment.api.v1 import faults
from assessment.throttle import visitor

JSON, CSV = "application/json", "text/csv"
FORMATS = {"json": JSON, "csv": CSV}
# Longer than any token; what is longer is none.
TOKEN_LENGTH = 100
_BEARER = re.compile(r"bearer +([A-Za-z0-9._~+/-]+=*) *", re.IGNORECASE)  # RFC 6750, section 2.1
_QUALITY = re.compile(r"q=(0(\.\d{0,3})?|1(\.0{0,3})?)", re.IGNORECASE)


def token_of(request: Request) -> str:
    """The token that the request brings, in the one way in which it may."""
    sent = request.headers.getlist("authorization")
    found = _BEARER.fullmatch(sent[0]) if len(sent) == 1 else None
    if found is None:
        raise faults.without_token()
    return found[1][:TOKEN_LENGTH]


def visitor_of(request: Request, token: str) -> str:
    """By whom wrong tries are counted: the token itself, and the address.

    A program has no device to be known by. Who tries one token after another is held up by the limits around.
    """
    return visitor(sha256(token.encode()).hexdigest(), request.client.host if request.client else "")


def format_of(request: Request, offered: Sequence[str]) -> str:
    """The format that the request asks for, of those that the address offers, the usual one first."""
    asked = request.query_params.multi_items()
    for name, value in asked:
        if name != "format" or FORMATS.get(value) not in offered or len(asked) > 1:
            names = " or ".join(f"format={one}" for one, kind in FORMATS.items() if kind in offered)
            raise faults.bad_query(name[:50], names)
    if asked:
        return FORMATS[asked[0][1]]
    accept = ",".join(request.headers.getlist("accept")) or "*/*"
    best = max(offered, key=lambda kind: _quality(accept, kind))  # of equals the first
    if not _quality(accept, best):
        raise faults.not_acceptable(", ".join(offered))
    return best


def _quality(accept: str, kind: str) -> float:
    """How much a type is wanted, by the most specific range that holds it (RFC 9110, section 12.5.1)."""
    found = {}
    for part in accept.split(","):
        range_, *parameters = (piece.strip() for piece in part.split(";"))
        qualities = [match[1] for piece in parameters if (match := _QUALITY.fullmatch(piece))]
        found[range_.lower()] = float(qualities[0]) if qualities else 1.0
    for range_ in (kind, f"{kind.partition('/')[0]}/*", "*/*"):
        if range_ in found:
            return found[range_]
    return 0.0


def has(request: Request, tag: str) -> bool:
    """Whether the program has this very answer already."""
    known = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    return "*" in known or tag.removeprefix("W/") in known


def takes_gzip(request: Request) -> bool:
    """Whether the answer may come compressed."""
    return re.search(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))", request.headers.get("accept-encoding", "")) is not None
