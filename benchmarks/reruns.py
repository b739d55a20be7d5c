"""How long a screen of the self-assessment takes the server, with 50 people each giving an answer every 5 seconds.

The clients speak Streamlit's own protocol over real sockets, from a process of their own: what is measured is the time
from sending an answer until the server says that the page is drawn, so it holds the wire and the client's reading too.
"""

from __future__ import annotations

import asyncio
import os
import random
import secrets
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from benchmarks.machine import table
from tests.e2e.server import running_app

SESSIONS = int(os.environ.get("BENCH_SESSIONS", "50"))
EVERY, LASTING = 5.0, 60.0
AIM = 25.0


@dataclass
class Visitor:
    """One browser: the widgets that it sees, what it has chosen, and how long each kind of rerun took, in seconds."""

    socket: ClientConnection
    widgets: dict[str, object] = field(default_factory=dict)
    chosen: dict[str, WidgetState] = field(default_factory=dict)
    times: dict[str, list[float]] = field(default_factory=lambda: {"answer": [], "next screen": []})
    received: int = 0

    async def rerun(self, *clicked: WidgetState) -> float:
        """Send what is chosen and what was clicked, wait until the page is drawn; the seconds in between."""
        message = BackMsg()
        message.rerun_script.query_string = "lang=et"
        message.rerun_script.page_name = "assess"
        message.rerun_script.widget_states.widgets.extend([*self.chosen.values(), *clicked])
        self.widgets = {}
        start = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        while not self._take(await self.socket.recv()):
            pass
        return time.perf_counter() - start

    def _take(self, raw: str | bytes) -> bool:
        """Read one message; whether it says that the page is drawn."""
        assert isinstance(raw, bytes)
        self.received += len(raw)
        message = ForwardMsg.FromString(raw)
        kind = message.WhichOneof("type")
        if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            widget = element.WhichOneof("type")
            if widget in ("radio", "button"):
                found = getattr(element, widget)
                self.widgets[found.id] = found
        if kind == "script_finished":
            assert message.script_finished != ForwardMsg.FINISHED_WITH_COMPILE_ERROR
            return message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
        return False

    def _named(self, part: str) -> object:
        return next(widget for id_, widget in self.widgets.items() if part in id_)

    async def answer(self, place: int) -> None:
        """Choose a description on the topic's screen."""
        radio = next(
            widget for id_, widget in self.widgets.items() if "_trend" not in id_ and hasattr(widget, "options")
        )
        option = radio.options[place % len(radio.options)]
        self.chosen = {radio.id: WidgetState(id=radio.id, string_value=option)}
        self.times["answer"].append(await self.rerun())

    async def go(self, button: str) -> None:
        """Press *next* or *back*."""
        pressed = self._named(f"-{button}")
        self.chosen = {}
        self.times["next screen"].append(await self.rerun(WidgetState(id=pressed.id, trigger_value=True)))


async def _visit(address: str, number: int, until: float) -> Visitor:
    draw = random.Random(number)
    cookie = {"Cookie": f"seat={secrets.token_urlsafe(24)}"}
    url = address.replace("http", "ws") + "/_stcore/stream"
    protocols = [Subprotocol("streamlit")]
    async with connect(url, subprotocols=protocols, additional_headers=cookie, max_size=None) as socket:
        visitor = Visitor(socket)
        await visitor.rerun()
        await visitor.go("next")
        visitor.times = {name: [] for name in visitor.times}
        await asyncio.sleep(draw.random() * EVERY)
        turn = 0
        while time.monotonic() < until:
            screen, step = divmod(turn, 3)
            if step == 2:
                await visitor.go("next" if screen % 14 < 7 else "back")
            else:
                await visitor.answer(draw.randrange(6))
            turn += 1
            await asyncio.sleep(EVERY)
        return visitor


async def _all(address: str) -> list[Visitor]:
    until = time.monotonic() + LASTING
    return await asyncio.gather(*(_visit(address, number, until) for number in range(SESSIONS)))


def run() -> None:
    """Print the table."""
    with TemporaryDirectory() as folder, running_app(Path(folder)) as address:
        visitors = asyncio.run(_all(address))
    rows = []
    for name in ("answer", "next screen"):
        times = np.array([t for visitor in visitors for t in visitor.times[name]]) * 1e3
        middle, most, worst = np.percentile(times, [50, 95, 100])
        rows.append([name, str(len(times)), f"{middle:.1f} ms", f"{most:.1f} ms", f"{worst:.1f} ms", f"≤ {AIM:.0f} ms"])
    print(f"{SESSIONS} sessions, each with an answer or a click every {EVERY:.0f} s, for {LASTING:.0f} s; SQLite")
    table(["rerun of a question's screen", "number", "p50", "p95", "worst", "aim for p95"], rows)
