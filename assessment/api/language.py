"""What a page's very first bytes must get right: its language for screen readers, its title, the device's seat."""

from __future__ import annotations

import gzip
import re
import secrets
from collections.abc import Sequence
from html import escape
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SEAT_COOKIE = "seat"
_SEAT = re.compile(r"[A-Za-z0-9_-]{32}")  # what token_urlsafe(24) makes

_STREAMLITS_LANGUAGE = b'<html lang="en">'
_STREAMLITS_TITLE = b"<title>Streamlit</title>"
# The page differs by language and title, while these speak of Streamlit's own file: a browser that asked
# "still the same?" would be told yes, and keep the old page.
_CONDITIONS = {b"if-none-match", b"if-modified-since", b"if-range", b"range"}
_VALIDATORS = ("etag", "last-modified", "accept-ranges")


class LanguageMiddleware:
    """Gives the Streamlit page the language of `?lang=`, a title, a seat cookie, and headers that protect it."""

    def __init__(self, app: ASGIApp, languages: Sequence[str], title: str) -> None:
        self._app = app
        self._languages = tuple(languages)
        self._title = title

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, and change the pages on their way back."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        if "text/html" in Headers(scope=scope).get("accept", ""):
            kept = [(name, value) for name, value in scope["headers"] if name.lower() not in _CONDITIONS]
            scope = {**scope, "headers": kept}
        await self._app(scope, receive, _PageSender(self, scope, send))

    def language(self, query: bytes) -> str:
        """The language that the address asks for, or the first one."""
        asked = parse_qs(query.decode("latin-1")).get("lang", [""])[-1]
        return asked if asked in self._languages else self._languages[0]

    def rewritten(self, page: bytes, language: str) -> bytes:
        """Streamlit's page in `language` and with the title; another page as it is."""
        if _STREAMLITS_TITLE not in page:
            return page
        page = page.replace(_STREAMLITS_LANGUAGE, f'<html lang="{language}">'.encode(), 1)
        return page.replace(_STREAMLITS_TITLE, f"<title>{escape(self._title)}</title>".encode(), 1)


class _PageSender:
    """Sends one response on; a page is held back until it is whole, because its length changes."""

    def __init__(self, middleware: LanguageMiddleware, scope: Scope, send: Send) -> None:
        self._middleware = middleware
        self._scope = scope
        self._send = send
        self._start: Message | None = None
        self._body: list[bytes] = []

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(message):
            self._start = message
        elif self._start is None or message["type"] != "http.response.body":
            await self._send(message)
        else:
            self._body.append(message.get("body", b""))
            if not message.get("more_body", False):
                await self._send_page(self._start)

    async def _send_page(self, start: Message) -> None:
        headers = MutableHeaders(raw=list(start["headers"]))
        before = b"".join(self._body)
        after = self._changed(before, headers.get("content-encoding", ""))
        if after != before:
            headers["content-length"] = str(len(after))
            # `private`: no cache between may give one device's seat to another.
            headers["cache-control"] = "private, no-cache"
        for name in _VALIDATORS:
            del headers[name]
        if self._scope["method"] == "HEAD":
            del headers["content-length"]  # that of the page as it would be is not known
        self._protect(headers)
        if start["status"] == 200 and after != before and not _has_seat(self._scope):
            headers.append("set-cookie", self._seat())
        await self._send({**start, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": after, "more_body": False})

    def _changed(self, body: bytes, encoding: str) -> bytes:
        language = self._middleware.language(self._scope.get("query_string", b""))
        if encoding == "gzip" and body:
            page = gzip.decompress(body)
            changed = self._middleware.rewritten(page, language)
            return body if changed == page else gzip.compress(changed, compresslevel=6, mtime=0)
        return self._middleware.rewritten(body, language)

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


def _is_page(start: Message) -> bool:
    return Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")


def _has_seat(scope: Scope) -> bool:
    # Not Python's SimpleCookie: it gives up at the first odd cookie of somebody else, and the seat would be lost.
    return _SEAT.fullmatch(cookie_parser(Headers(scope=scope).get("cookie", "")).get(SEAT_COOKIE, "")) is not None
