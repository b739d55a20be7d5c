"""What the server adds to the Streamlit pages: routes, the pages' first bytes, and a timer for the garbage."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, suppress

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route

from assessment import bootstrap
from assessment.api import routes as health
from assessment.api.ahead import Ahead
from assessment.api.assets import streamlits_assets
from assessment.api.page import FirstWords, PageMiddleware
from assessment.api.uploads import UploadsMiddleware
from assessment.core.errors import AssessmentError
from assessment.journeys import access
from assessment.settings import ROOT

# How long a thread that draws a page may keep the one that sends pages waiting; Python's default is 5 ms.
SWITCH_SECONDS = 0.001
# Every phone of a hall holds a connection, and some more while its page loads; many systems begin with 1024 for all.
MOST_CONNECTIONS = 16_384
ACCESS_COOKIE = "access"
# Streamlit's own, for who has signed in elsewhere; it is signed, and checked when the page is drawn.
SIGNED_IN_COOKIE = "_streamlit_user"
A_DAY = 24 * 60 * 60

Running = Callable[[], AbstractAsyncContextManager[None]]

log = logging.getLogger(__name__)

_assets = streamlits_assets(ROOT / "data")


def routes() -> list[Route]:
    """The routes beside the Streamlit pages."""
    return health.routes(lambda: bootstrap.house().not_ready())


def middleware(style: str, is_page: Callable[[str], bool], light: Sequence[BaseRoute]) -> Sequence[Middleware]:
    """What every request passes through, but for those of the `light` pages.

    `style` is the CSS of the pages, `is_page` knows their addresses.
    """
    words = {}
    for language in bootstrap.languages():
        say = bootstrap.say(language)
        words[language] = FirstWords(title=say("app.title"), without_script=say("app.noscript"))
    return [
        Middleware(Ahead, routes=light),
        Middleware(UploadsMiddleware, may_upload=_may_upload),
        Middleware(_assets.around),
        Middleware(PageMiddleware, words=words, style=style, is_page=is_page),
    ]


def _may_upload(cookies: Mapping[str, str]) -> bool:
    """Whether a request comes from somebody with an access, or who has signed in: the page asks who that is."""
    house = bootstrap.house()
    try:
        present = access.present(house.store, house.clock, house.codes, cookies.get(ACCESS_COOKIE, ""))
    except AssessmentError:
        return False
    return present is not None or any(name.startswith(SIGNED_IN_COOKIE) for name in cookies)


def open_house() -> None:
    """Open the house before the server says that it is there; where that fails, end with the sentence alone.

    At the very first start somebody must be let in, who lets in the others.
    """
    try:
        link = bootstrap.first_link(bootstrap.house())
    except AssessmentError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    if link:
        print(f"The operator's personal link, shown only now: {link}", flush=True)


def make_room() -> None:
    """Let this process hold as many connections as a hall needs, as far as the system lets it."""
    if sys.platform == "win32":  # has no such limit
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_CONNECTIONS if hard == resource.RLIM_INFINITY else min(MOST_CONNECTIONS, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def lifespan(*beside: Running) -> Callable[[object], AbstractAsyncContextManager[None]]:
    """What lives as long as the server: ours, and what the pages need `beside` it."""

    @asynccontextmanager
    async def living(_: object) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(_tended())
            for running in beside:
                await stack.enter_async_context(running())
            yield

    return living


@asynccontextmanager
async def _tended() -> AsyncIterator[None]:
    """Prepare what is served compressed, and collect garbage on a timer while the server lives."""
    house = bootstrap.house()
    _assets.prepare_in_background()
    make_room()
    sys.setswitchinterval(SWITCH_SECONDS)
    # What was made by importing stays for good: no collection needs to look at it again.
    gc.collect()
    gc.freeze()
    background = [
        asyncio.create_task(_collect_garbage(house.settings.gc_seconds)),
        asyncio.create_task(_remove_old(house)),
    ]
    try:
        yield
    finally:
        for task in background:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def _collect_garbage(seconds: float) -> None:
    """In a thread, so that a long collection does not hold up the event loop longer than the interpreter must."""
    while True:
        await asyncio.sleep(seconds)
        await asyncio.to_thread(gc.collect)


async def _remove_old(house: bootstrap.House) -> None:
    """At start, and once a day while the server lives."""
    while True:
        try:
            removed = await asyncio.to_thread(bootstrap.remove_old, house)
            if any((removed.rounds, removed.solo, removed.notes, removed.workshops)):
                told = (
                    "Removed as too old: responses of %s rounds, %s self-assessments, %s notes of workers, %s workshops"
                )
                log.info(told, removed.rounds, removed.solo, removed.notes, removed.workshops)
        except AssessmentError:
            log.exception("What is too old could not be removed; it is tried again tomorrow")
        await asyncio.sleep(A_DAY)
