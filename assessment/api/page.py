"""What a page's very first bytes must get right: its language for screen readers, its title, the device's seat.

And what they must leave out: fonts that nobody has asked for yet.
"""

from __future__ import annotations

import gzip
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SEAT_COOKIE = "seat"
_SEAT = re.compile(r"[A-Za-z0-9_-]{32}")  # what token_urlsafe(24) makes

_STREAMLITS_LANGUAGE = b'<html lang="en">'
_STREAMLITS_TITLE = b"<title>Streamlit</title>"
_STREAMLITS_NOSCRIPT = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)
# Half a megabyte of fonts comes before the first word: one by a link and by the only words that stand before the theme
# has come, one by a script. The device's own font does (`theme.font`); that of the icons comes when an icon is shown.
_PRELOADED_FONT = re.compile(rb'<link\s+rel="preload"[^>]*\bas="font"[^>]*>')
_AHEAD = (
    b'<meta name="color-scheme" content="light dark">'
    b"<script>document.fonts.load = () => Promise.resolve([])</script>"
    b'<style>[data-testid="stSkipToContent"] { font-family: system-ui, sans-serif !important }</style>'
)
# The page differs by language and title, while these speak of Streamlit's own file: a browser that asked
# "still the same?" would be told yes, and keep the old page.
_CONDITIONS = {b"if-none-match", b"if-modified-since", b"if-range", b"range"}
# How many are here at the moment is nobody's business.
_HIDDEN = "/_stcore/metrics"
_VALIDATORS = ("etag", "last-modified", "accept-ranges")


@dataclass(frozen=True)
class FirstWords:
    """What a page says before any script has run: its title, and a sentence to whoever runs none."""

    title: str
    without_script: str


class PageMiddleware:
    """Gives the Streamlit page the language of `?lang=`, first words, our style, a seat cookie, and protection.

    `words` holds the first words of each language, the first language first; `style` is CSS, there from the first
    paint; `is_page` knows the addresses that there are. Whoever comes to another one is sent home: Streamlit would
    draw Home too, under a message in English.
    """

    def __init__(
        self, app: ASGIApp, words: Mapping[str, FirstWords], style: str, is_page: Callable[[str], bool]
    ) -> None:
        self._app = app
        self._words = dict(words)
        self._style = style.encode()
        self._is_page = is_page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, and change the pages on their way back."""
        if scope["type"] == "websocket" and _is_foreign(Headers(scope=scope)):
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        if scope["path"].endswith(_HIDDEN):
            await PlainTextResponse("Not Found", status_code=404)(scope, receive, send)
            return
        if "text/html" in Headers(scope=scope).get("accept", ""):
            kept = [(name, value) for name, value in scope["headers"] if name.lower() not in _CONDITIONS]
            scope = {**scope, "headers": kept}
        await self._app(scope, receive, _PageSender(self, scope, send))

    def language(self, query: bytes) -> str:
        """The language that the address asks for, or the first one."""
        asked = parse_qs(query.decode("latin-1")).get("lang", [""])[-1]
        return asked if asked in self._words else next(iter(self._words))

    def rewritten(self, page: bytes, language: str) -> bytes:
        """Streamlit's page in `language`, with the words and the style; another page as it is."""
        if _STREAMLITS_TITLE not in page:
            return page
        words = self._words[language]
        page = page.replace(_STREAMLITS_LANGUAGE, f'<html lang="{language}">'.encode(), 1)
        page = _PRELOADED_FONT.sub(b"", page)
        page = page.replace(_STREAMLITS_TITLE, f"<title>{escape(words.title)}</title>".encode() + _AHEAD, 1)
        told = f"<noscript><p>{escape(words.without_script)}</p></noscript>".encode()
        page = _STREAMLITS_NOSCRIPT.sub(lambda _: told, page, count=1)
        # At the end of the body, so that of two rules alike ours holds: Streamlit's come into the head.
        return page.replace(b"</body>", b"<style>" + self._style + b"</style></body>", 1)

    def is_elsewhere(self, scope: Scope) -> bool:
        """Whether the address is none of our pages."""
        path: str = scope["path"].removeprefix(scope.get("root_path", "")).strip("/")
        return path not in ("", "index.html") and not self._is_page(path)


def _is_foreign(headers: Headers) -> bool:
    """Whether another site's page opens this socket.

    Streamlit refuses that too, but first asks an outside service for this machine's address, and the whole server
    waits for the answer. A proxy in front of us must therefore pass the `Host` on.
    """
    origin = headers.get("origin")
    return origin is not None and origin.partition("://")[2].lower() != headers.get("host", "").lower()


class _PageSender:
    """Sends one response on; a page is held back until it is whole, because its length changes."""

    def __init__(self, middleware: PageMiddleware, scope: Scope, send: Send) -> None:
        self._middleware = middleware
        self._scope = scope
        self._send = send
        self._start: Message | None = None
        self._body: list[bytes] = []

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(message):
            self._start = message
        elif message["type"] == "http.response.start":
            await self._send(self._guarded(message))
        elif self._start is None or message["type"] != "http.response.body":
            await self._send(message)
        else:
            self._body.append(message.get("body", b""))
            if not message.get("more_body", False):
                await self._send_page(self._start)

    async def _send_page(self, start: Message) -> None:
        headers = MutableHeaders(raw=list(start["headers"]))
        before = b"".join(self._body)
        page = gzip.decompress(before) if headers.get("content-encoding") == "gzip" and before else before
        after = self._middleware.rewritten(page, self._middleware.language(self._scope.get("query_string", b"")))
        ours = after != page
        if ours and self._middleware.is_elsewhere(self._scope):
            await self._send_home()
            return
        if ours:
            after = self._packed(after, headers)
            headers["content-length"] = str(len(after))
            # `private`: no cache between may give one device's seat to another.
            headers["cache-control"] = "private, no-cache"
        for name in _VALIDATORS:
            del headers[name]
        if self._scope["method"] == "HEAD":
            del headers["content-length"]  # that of the page as it would be is not known
        self._protect(headers)
        if start["status"] == 200 and ours and not _has_seat(self._scope):
            headers.append("set-cookie", self._seat())
        await self._send({**start, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": after if ours else before, "more_body": False})

    async def _send_home(self) -> None:
        language = self._middleware.language(self._scope.get("query_string", b""))
        home = f"{self._scope.get('root_path', '')}/?lang={language}"
        await RedirectResponse(home, status_code=303)(self._scope, _nothing_more, self._send)

    def _packed(self, page: bytes, headers: MutableHeaders) -> bytes:
        headers.add_vary_header("accept-encoding")
        if "gzip" not in Headers(scope=self._scope).get("accept-encoding", ""):
            return page
        headers["content-encoding"] = "gzip"
        return gzip.compress(page, compresslevel=6, mtime=0)

    def _guarded(self, start: Message) -> Message:
        headers = MutableHeaders(raw=list(start["headers"]))
        headers["x-content-type-options"] = "nosniff"
        if self._scope["path"].startswith("/media/"):
            headers["cache-control"] = "private, no-store"  # what somebody saved of their result
        return {**start, "headers": headers.raw}

    def _protect(self, headers: MutableHeaders) -> None:
        headers["referrer-policy"] = "no-referrer"
        headers["x-content-type-options"] = "nosniff"
        headers["x-frame-options"] = "SAMEORIGIN"

    def _seat(self) -> str:
        # A proxy's word is enough here, trusted or not: a device that makes it up only hurts its own cookie.
        proxied = Headers(scope=self._scope).get("x-forwarded-proto", "").split(",")[0].strip()
        secure = "; Secure" if "https" in (self._scope.get("scheme"), proxied) else ""
        # No Max-Age: on a shared computer, the seat ends with the browser.
        return f"{SEAT_COOKIE}={secrets.token_urlsafe(24)}; Path=/; HttpOnly; SameSite=Lax{secure}"


async def _nothing_more() -> Message:
    return {"type": "http.disconnect"}


def _is_page(start: Message) -> bool:
    return Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")


def _has_seat(scope: Scope) -> bool:
    # Not Python's SimpleCookie: it gives up at the first odd cookie of somebody else, and the seat would be lost.
    return _SEAT.fullmatch(cookie_parser(Headers(scope=scope).get("cookie", "")).get(SEAT_COOKIE, "")) is not None
