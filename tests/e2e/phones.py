"""A phone over a real socket, without a browser: what it was told is saved is remembered."""

from __future__ import annotations

import asyncio
import gzip
import json
import re
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

# The server hangs up after 5 seconds in which nothing came. A browser would notice, and call again.
IDLE_SECONDS = 4.0
_HIDDEN = re.compile(rb'name="(csrf|own)" value="([^"]*)"')


class LostError(Exception):
    """The server did not answer, or broke off in the middle: nothing is known of what it did."""


@dataclass(frozen=True)
class Answer:
    """What the server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Phone:
    """One device at the pages below `at`.

    `saved` holds what the server said that it stored, `unsure` what it was sent last and did not answer.
    """

    address: str
    at: str
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    hidden: dict[str, str] = field(default_factory=dict)
    saved: dict[str, str] = field(default_factory=dict)
    unsure: dict[str, str] = field(default_factory=dict)
    _used: float = 0.0
    _reader: asyncio.StreamReader | None = None
    _writer: asyncio.StreamWriter | None = None

    async def get(self, page: str = "") -> Answer:
        """A page of the round; its token and its mark are kept for the next answer."""
        answer = await self._ask("GET", f"{self.at}/{page}" if page else self.at)
        if answer.status == 200:
            self.hidden |= {name.decode(): value.decode() for name, value in _HIDDEN.findall(answer.body)}
        return answer

    async def save(self, page: str, given: Mapping[str, str], script: bool = True) -> Answer:
        """Send answers as the script of a page does, or as its form without one."""
        self.unsure = dict(given)
        answer = await self.send(page, given, {"Accept": "application/json"} if script else {})
        self.unsure = {}
        if answer.status in (200, 303):
            self.saved |= given
        if script and answer.status == 200:
            self.hidden["own"] = json.loads(answer.body)["own"]
        return answer

    async def send(self, page: str, fields: Mapping[str, str], more: Mapping[str, str] | None = None) -> Answer:
        """Send a form with the token and the mark of the page that was looked at last."""
        return await self._ask("POST", f"{self.at}/{page}", {**self.hidden, **fields}, more)

    async def close(self) -> None:
        """Hang up."""
        if self._writer is not None:
            self._writer.close()
            with suppress(OSError):
                await self._writer.wait_closed()
        self._reader = self._writer = None

    async def _ask(
        self, method: str, path: str, form: Mapping[str, str] | None = None, more: Mapping[str, str] | None = None
    ) -> Answer:
        body = b"" if form is None else urlencode(form).encode()
        url = urlsplit(self.address)
        lines = {"Host": url.netloc, "Accept": "text/html", "Accept-Encoding": "gzip", **self.headers, **(more or {})}
        if self.cookies:
            lines["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if form is not None:
            lines |= {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body))}
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        try:
            if self._is_over():
                await self.close()
            if self._writer is None:
                self._reader, self._writer = await asyncio.open_connection(url.hostname, url.port)
            self._used = time.monotonic()
            self._writer.write(f"{method} {path}?lang=et HTTP/1.1\r\n{head}\r\n".encode() + body)
            return await self._read()
        except (OSError, EOFError, ValueError) as error:
            await self.close()
            raise LostError(type(error).__name__) from None

    def _is_over(self) -> bool:
        """Whether the server hung up, or is about to."""
        is_idle = time.monotonic() - self._used > IDLE_SECONDS
        return self._reader is not None and (is_idle or self._reader.at_eof() or self._reader.exception() is not None)

    async def _read(self) -> Answer:
        assert self._reader is not None
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.strip().split("\r\n")
        headers = {}
        for line in lines:
            name, _, value = line.partition(": ")
            if name.lower() == "set-cookie":
                self._keep(value)
            headers[name.lower()] = value
        body = await self._reader.readexactly(int(headers.get("content-length", "0")))
        if headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        if headers.get("connection") == "close":
            await self.close()
        return Answer(int(first.split()[1]), headers, body)

    def _keep(self, cookie: str) -> None:
        name, _, value = cookie.partition(";")[0].partition("=")
        self.cookies[name] = value.strip('"')
        if "max-age=0" in cookie.lower():
            del self.cookies[name]
