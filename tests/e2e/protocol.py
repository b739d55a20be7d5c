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

# The message that the page is drawn is a few bytes; those with what is drawn are longer, and need no look.
LONGEST_LAST_MESSAGE = 128


@dataclass(frozen=True)
class Rerun:
    """When it was asked for, and when the visitor had the whole page, by a clock that all processes share."""

    kind: str
    asked: float
    drawn: float


@dataclass
class Visitor:
    """One browser: the widgets that it sees, what it has chosen, and its reruns so far."""

    socket: ClientConnection
    seat: str
    page: str = "assess"
    widgets: dict[str, object] = field(default_factory=dict)
    chosen: dict[str, WidgetState] = field(default_factory=dict)
    reruns: list[Rerun] = field(default_factory=list)

    async def rerun(self, kind: str, *clicked: WidgetState) -> None:
        """Send what is chosen and what was clicked, and wait until the page is drawn.

        What was drawn is read only after the clock has stopped: that is a browser's work, on a device of its own.
        """
        asked = time.perf_counter()
        await self.send(*clicked)
        messages = [await self._next()]
        while not is_drawn(messages[-1]):
            messages.append(await self._next())
        self.reruns.append(Rerun(kind, asked, time.perf_counter()))
        self.widgets = {}
        for message in messages:
            self._take(message)

    async def send(self, *clicked: WidgetState) -> None:
        """Send what is chosen and what was clicked, and wait for nothing."""
        message = BackMsg()
        message.rerun_script.query_string = "lang=et"
        message.rerun_script.page_name = self.page
        message.rerun_script.widget_states.widgets.extend([*self.chosen.values(), *clicked])
        await self.socket.send(message.SerializeToString())

    async def until(self, part: str, seconds: float = 60.0) -> None:
        """Read until a widget has come whose id holds `part`. Raises `TimeoutError`."""
        async with asyncio.timeout(seconds):
            while not any(part in id_ for id_ in self.widgets):
                self._take(await self._next())

    async def _next(self) -> bytes:
        raw = await self.socket.recv()
        assert isinstance(raw, bytes)
        return raw

    def _take(self, raw: bytes) -> None:
        """Read one message."""
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

    def named(self, part: str) -> object:
        return next(widget for id_, widget in self.widgets.items() if part in id_)

    async def answer(self, place: int) -> None:
        """Choose a description on the topic's screen."""
        radio = next(
            widget for id_, widget in self.widgets.items() if "_trend" not in id_ and hasattr(widget, "options")
        )
        option = radio.options[place % len(radio.options)]
        self.chosen = {radio.id: WidgetState(id=radio.id, string_value=option)}
        await self.rerun("answer")

    async def go(self, button: str) -> None:
        """Press *next* or *back*."""
        pressed = self.named(f"-{button}")
        self.chosen = {}
        await self.rerun("next screen", WidgetState(id=pressed.id, trigger_value=True))


def is_drawn(raw: bytes) -> bool:
    """Whether the message says that the page is drawn as far as it can be."""
    if len(raw) > LONGEST_LAST_MESSAGE:
        return False
    message = ForwardMsg.FromString(raw)
    ends = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_WITH_COMPILE_ERROR)
    return message.WhichOneof("type") == "script_finished" and message.script_finished in ends


@asynccontextmanager
async def arriving(address: str, page: str = "assess", access: str = "") -> AsyncIterator[Visitor]:
    """A visitor on a new device, with the first screen of the self-assessment or of another page before them.

    `access` is the secret of somebody's visit who was let in.
    """
    seat = secrets.token_urlsafe(24)
    cookie = {"Cookie": f"seat={seat}" + (f"; access={access}" if access else "")}
    url = address.replace("http", "ws") + "/_stcore/stream"
    protocols = [Subprotocol("streamlit")]
    async with connect(url, subprotocols=protocols, additional_headers=cookie, max_size=None) as socket:
        visitor = Visitor(socket, seat, page)
        await visitor.rerun("arrival")
        yield visitor
