"""The styles and the scripts, under names that hold a hash of what is in them: a browser asks for each only once."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from assessment.charts.figure import STYLE

_FOLDER = Path(__file__).parent / "static"
# The style of the charts comes with that of the results: who only answers does not carry it.
_BEHIND = {"result.css": STYLE}
_STYLE, _SCRIPT = "text/css; charset=utf-8", "text/javascript; charset=utf-8"
_TYPES = {
    "phone.css": _STYLE,
    "result.css": _STYLE,
    "coordinator.css": _STYLE,
    "workshop.css": _STYLE,
    "phone.js": _SCRIPT,
    "coordinator.js": _SCRIPT,
    "workshop.js": _SCRIPT,
}


@dataclass(frozen=True)
class _File:
    content: bytes
    packed: bytes
    kind: str
    version: str


@cache
def _file(name: str) -> _File:
    content = (_FOLDER / name).read_bytes()
    if name in _BEHIND:
        content += _BEHIND[name].read_bytes()
    return _File(content, gzip.compress(content, mtime=0), _TYPES[name], sha256(content).hexdigest()[:12])


def address(name: str) -> str:
    """Where a file is found, e.g. `/phone/phone.css?v=0123456789ab`."""
    return f"/phone/{name}?v={_file(name).version}"


def route() -> Route:
    """The address of all files."""
    return Route("/phone/{name}", _send, methods=["GET"])


def _send(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _TYPES:
        return PlainTextResponse("Not Found", status_code=404)
    found = _file(name)
    # A page from before an upgrade asks for the file of then: it gets that of now, and must not keep it.
    is_same = request.query_params.get("v") == found.version
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable" if is_same else "no-store",
        "Content-Type": found.kind,
        "X-Content-Type-Options": "nosniff",
        "Vary": "Accept-Encoding",
    }
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(found.packed, headers=headers | {"Content-Encoding": "gzip"})
    return Response(found.content, headers=headers)
