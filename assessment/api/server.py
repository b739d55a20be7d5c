"""What the server adds to the Streamlit pages: routes, the pages' first bytes, and a timer for the garbage."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

from starlette.middleware import Middleware
from starlette.routing import Route

from assessment import bootstrap
from assessment.api import routes as health
from assessment.api.language import LanguageMiddleware


def routes() -> list[Route]:
    """The routes beside the Streamlit pages."""
    return health.routes(lambda: bootstrap.house().not_ready())


def middleware() -> Sequence[Middleware]:
    """What every request passes through."""
    languages = bootstrap.languages()
    title = bootstrap.say(languages[0])("app.title")
    return [Middleware(LanguageMiddleware, languages=languages, title=title)]


@asynccontextmanager
async def lifespan(_: object) -> AsyncIterator[None]:
    """Open the house before the first visitor comes, and collect garbage on a timer while the server lives."""
    house = await asyncio.to_thread(bootstrap.house)
    collecting = asyncio.create_task(_collect_garbage(house.settings.gc_seconds))
    try:
        yield
    finally:
        collecting.cancel()
        with suppress(asyncio.CancelledError):
            await collecting


async def _collect_garbage(seconds: float) -> None:
    """In a thread, so that a long collection does not hold up the event loop longer than the interpreter must."""
    while True:
        await asyncio.sleep(seconds)
        await asyncio.to_thread(gc.collect)
