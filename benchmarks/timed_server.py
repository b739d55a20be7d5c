"""The app, started as Streamlit starts it, but with a clock at its socket; only the benchmark of reruns starts it so.

For each rerun it notes when the request came to the server and when the message that the page is drawn had been handed
to the socket. A line for each visit goes to a file in the folder `TIMED_IN`, once the visit is over: nothing is written
while others are measured.
"""

from __future__ import annotations

import json
import os
import time
from http.cookies import SimpleCookie
from pathlib import Path

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.web import cli
from streamlit.web.server.starlette.starlette_app import App

from tests.e2e.protocol import is_drawn

FILE = "timed.jsonl"


def timed(app: ASGIApp) -> ASGIApp:
    """The app with a clock at the socket of every visit."""

    async def visit(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await app(scope, receive, send)
            return
        times: list[list[float]] = []

        async def received() -> Message:
            message = await receive()
            now = time.perf_counter()
            asked = message.get("bytes")
            if asked and BackMsg.FromString(asked).WhichOneof("type") == "rerun_script":
                times.append([now])
            return message

        async def sent(message: Message) -> None:
            await send(message)
            if is_drawn(message.get("bytes") or b""):
                times[-1].append(time.perf_counter())

        try:
            await app(scope, received, sent)
        finally:
            line = json.dumps([_seat(scope), times])
            with Path(os.environ["TIMED_IN"], FILE).open("a", encoding="utf-8") as file:
                file.write(f"{line}\n")

    return visit


def _seat(scope: Scope) -> str:
    cookie = SimpleCookie(dict(scope["headers"]).get(b"cookie", b"").decode())
    return cookie["seat"].value if "seat" in cookie else ""


def main() -> None:
    """Start Streamlit's command line with the clock in place."""
    plain = App.__call__

    async def with_clock(self: App, scope: Scope, receive: Receive, send: Send) -> None:
        await timed(lambda *socket: plain(self, *socket))(scope, receive, send)

    App.__call__ = with_clock  # type: ignore[method-assign]
    cli.main(prog_name="streamlit")


if __name__ == "__main__":
    main()
