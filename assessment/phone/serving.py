"""How a light page is served: its form is read up to a limit, and the rest is done where it stops nobody."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response

from assessment.bootstrap import House
from assessment.phone.form import Form, TooLargeError, read_form

# So many answers and pages are worked on at once. With the forty threads of the default, 300 people who answer within
# 30 s make the threads wait for one another: an answer takes 120 ms and 490 ms (SQLite, PostgreSQL; p95, two cores),
# with four 78 ms and 155 ms. One, which would be enough for SQLite's one writer, waits for the disk: 164 ms.
AT_ONCE = 4

Served = Callable[[Request, Callable[[], House], Form | None], Response]
TooLarge = Callable[[Request, TooLargeError], Response]


def serving(
    served: Served, too_large: TooLarge, open_house: Callable[[], House]
) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that answers with `served`, to which it gives the form of a POST, or with `too_large`."""
    limiter = CapacityLimiter(AT_ONCE)

    async def serve(request: Request) -> Response:
        try:
            form = await read_form(request) if request.method == "POST" else None
        except TooLargeError as error:
            return too_large(request, error)
        # In a thread: a slow database must not stop the pages of everybody.
        return await to_thread.run_sync(served, request, open_house, form, limiter=limiter)

    return serve
