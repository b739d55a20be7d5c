"""A template becomes a page: in its language, escaped, compressed, and with the headers that protect it."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import Response

from assessment import bootstrap
from assessment.core.ports import Say
from assessment.core.questionnaire import Text
from assessment.phone import files

_PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
DATE = "%d.%m.%Y"
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "Vary": "Accept-Encoding",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


def language_of(request: Request) -> str:
    """The language that the address asks for, or the first one."""
    asked, known = request.query_params.get("lang"), bootstrap.languages()
    return asked if asked in known else known[0]


def draw(request: Request, say: Say, template: str, status: int = 200, **values: object) -> Response:
    """The page of a template."""
    root = request.scope.get("root_path", "")
    shown = _PAGES.get_template(template).render(
        say=say,
        languages=[(code, bootstrap.language_name(code)) for code in bootstrap.languages()],
        path=values.pop("path", request.url.path),
        root=root,
        query=f"?lang={say.language}",
        style=root + files.address("phone.css"),
        script=root + files.address("phone.js"),
        style_of_results=root + files.address("result.css"),
        **values,
    )
    return packed(request, shown.encode(), {"Content-Type": "text/html; charset=utf-8"}, status)


def fragment(template: str, **values: object) -> Markup:
    """A part of a page, which may go out with the page or by itself."""
    return Markup(_PAGES.get_template(template).render(**values))


def packed(request: Request, content: bytes, headers: Mapping[str, str], status: int = 200) -> Response:
    """A response with the headers that protect it, compressed where the browser takes it so."""
    sent = HEADERS | dict(headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(gzip.compress(content, mtime=0), status, sent | {"Content-Encoding": "gzip"})
    return Response(content, status, sent)


def marked(text: Text, language: str) -> Markup:
    """A text of the questionnaire that says its language, and shows it, if it is not the reader's."""
    if text.language == language:
        return escape(text.value)
    return Markup('<span lang="{}">{}</span>').format(text.language, text.shown_in(language))
