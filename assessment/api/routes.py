"""For those who watch over the server: does it live, can it serve?"""

from __future__ import annotations

import logging
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

from assessment.core.errors import StoreError

log = logging.getLogger(__name__)

# Whoever asks wants to know how it is now.
_FRESH = {"Cache-Control": "no-store"}


def routes(ready: Callable[[], str | None]) -> list[Route]:
    """`/healthz` and `/readyz`; `ready` tells in one public sentence why the server cannot serve, or None if it can."""

    async def healthz(_: Request) -> PlainTextResponse:
        return PlainTextResponse("ok", headers=_FRESH)

    async def readyz(_: Request) -> JSONResponse:
        reason = await run_in_threadpool(_reason, ready)  # a slow database must not stop the pages of everybody
        if reason is None:
            return JSONResponse({"ready": True}, headers=_FRESH)
        return JSONResponse({"ready": False, "reason": reason}, status_code=503, headers=_FRESH)

    return [Route("/healthz", healthz), Route("/readyz", readyz)]


def _reason(ready: Callable[[], str | None]) -> str | None:
    # This answer is public, while an exception may name a path or a host: it goes to the log only.
    try:
        return ready()
    except StoreError as error:
        log.warning("Not ready: %s", error)
        return "The database cannot be used now. The log tells more."
    except Exception as error:
        log.error("Not ready: %s", type(error).__name__)
        return "The server could not check itself. The log tells more."
