"""Files are taken only from those whom the pages with a field for one let in: 40 MB of memory are not anybody's."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_UPLOADS = "/_stcore/upload_file/"


class UploadsMiddleware:
    """Refuses an upload before its first byte is read; `may_upload` is told the request's cookies."""

    def __init__(self, app: ASGIApp, may_upload: Callable[[Mapping[str, str]], bool]) -> None:
        self._app = app
        self._may_upload = may_upload

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on but a stranger's file."""
        if scope["type"] == "http" and scope["method"] in ("PUT", "POST") and _UPLOADS in scope["path"]:
            cookies = cookie_parser(Headers(scope=scope).get("cookie", ""))
            if not await asyncio.to_thread(self._may_upload, cookies):
                await PlainTextResponse("Forbidden", status_code=403)(scope, receive, send)
                return
        await self._app(scope, receive, send)
