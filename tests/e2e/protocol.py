"""A visitor who speaks Streamlit's own protocol over a real socket, without a browser."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol


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
        self.widgets = {}
        start = time.perf_counter()
        await self.send(*clicked)
        while not self._take(await self.socket.recv()):
            pass
        return time.perf_counter() - start

    async def send(self, *clicked: WidgetState) -> None:
        """Send what is chosen and what was clicked, and wait for nothing."""
        message = BackMsg()
        message.rerun_script.query_string = "lang=et"
        message.rerun_script.page_name = "assess"
        message.rerun_script.widget_states.widgets.extend([*self.chosen.values(), *clicked])
        await self.socket.send(message.SerializeToString())

    async def until(self, part: str, seconds: float = 60.0) -> None:
        """Read until a widget has come whose id holds `part`. Raises `TimeoutError`."""
        async with asyncio.timeout(seconds):
            while not any(part in id_ for id_ in self.widgets):
                self._take(await self.socket.recv())

    def _take(self, raw: str | bytes) -> bool:
        """Read one message; whether it says that the page is drawn."""
        assert isinstance(raw, bytes)
        self.received += len(raw)
        message = ForwardMsg.FromString(raw)
        kind = message.WhichOneof("type")
        if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            widget = element.WhichOneof("type")
            if widget in ("radio", "button", "text_input"):
                found = getattr(element, widget)
                self.widgets[found.id] = found
        if kind == "script_finished":
            assert message.script_finished != ForwardMsg.FINISHED_WITH_COMPILE_ERROR
            return message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
        return False

    def named(self, part: str) -> object:
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
        pressed = self.named(f"-{button}")
        self.chosen = {}
        self.times["next screen"].append(await self.rerun(WidgetState(id=pressed.id, trigger_value=True)))


@asynccontextmanager
async def arriving(address: str) -> AsyncIterator[Visitor]:
    """A visitor on a new device, with the first screen of the self-assessment before them."""
    cookie = {"Cookie": f"seat={secrets.token_urlsafe(24)}"}
    url = address.replace("http", "ws") + "/_stcore/stream"
    protocols = [Subprotocol("streamlit")]
    async with connect(url, subprotocols=protocols, additional_headers=cookie, max_size=None) as socket:
        visitor = Visitor(socket)
        await visitor.rerun()
        yield visitor
