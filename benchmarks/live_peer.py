"""The live page of oTree under the same votes: as many phones, the same message, and a page that hears the number.

oTree is installed into an environment of its own in `data/`. It keeps its database in memory, so that what it
acknowledges is not on a disk; on the other hand each of its messages asks for all players of the group.
"""

from __future__ import annotations

import asyncio
import html
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

from assessment.settings import ROOT
from benchmarks.live_hall import CHOICES
from tests.e2e.hall_phones import Cast
from tests.e2e.server import free_port

VERSION = "5.11.4"
HOME, PROJECT = ROOT / "data" / f"otree-{VERSION}", Path(__file__).parent / "peer"
PATIENCE = 30.0
_SOCKET = re.compile(r'id="otree-live" data-socket-url="([^"]+)"')


@dataclass
class Peer:
    """The sockets of a wall and of phones, and when the wall was told of how many votes."""

    wall: ClientConnection
    phones: list[ClientConnection]
    pulses: list[tuple[float, int]] = field(default_factory=list)
    draw: random.Random = field(default_factory=lambda: random.Random(2026))

    @property
    def voted(self) -> int:
        """How many votes the wall was told of."""
        return self.pulses[-1][1] if self.pulses else 0

    async def watch(self) -> None:
        """Hear what the wall is told."""
        async for message in self.wall:
            self.pulses.append((time.perf_counter(), json.loads(message)["voted"]))

    async def ballot(self, within: float) -> tuple[list[Cast], list[str]]:
        """Every phone votes once, at any moment within so many seconds; the votes, and what went wrong."""
        votes = (self._vote(socket, self.draw.uniform(0, within)) for socket in self.phones)
        found = await asyncio.gather(*votes, return_exceptions=True)
        errors = [type(one).__name__ for one in found if isinstance(one, BaseException)]
        return [one for one in found if isinstance(one, Cast)], errors

    async def _vote(self, socket: ClientConnection, moment: float) -> Cast:
        await asyncio.sleep(moment)
        choice = self.draw.choice(CHOICES)
        cast = Cast({"id": 1, "seat": 1, "step": "domain:trust", "ballot": 1, "choice": choice}, time.perf_counter())
        await socket.send(json.dumps(cast.message))
        async with asyncio.timeout(PATIENCE):
            while json.loads(await socket.recv())["type"] != "ack":
                pass
        cast.acknowledged = time.perf_counter()
        return cast


def install() -> str:
    """Make the environment unless it is there; why it cannot be made, or an empty text."""
    if (HOME / "ready").exists():
        return ""
    commands = [[sys.executable, "-m", "venv", "--clear", HOME]]
    commands += [[HOME / "bin" / "pip", "install", "-qq", "--disable-pip-version-check", f"otree=={VERSION}"]]
    for command in commands:
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
        if done.returncode:
            return (done.stderr.strip().splitlines() or ["no word why"])[-1]
    (HOME / "ready").touch()
    return ""


@asynccontextmanager
async def peer(phones: int) -> AsyncIterator[Peer]:
    """oTree with so many phones and a wall connected."""
    with _server() as address:
        sockets = await asyncio.to_thread(_pages, address, phones + 1)
        origin = Origin(address)
        connected = [await connect(at, origin=origin, ping_interval=None, proxy=None) for at in sockets]
        found = Peer(connected[0], connected[1:])
        watching = asyncio.create_task(found.watch())
        yield found
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
        await asyncio.gather(*(socket.close() for socket in connected))


@contextmanager
def _server() -> Iterator[str]:
    with TemporaryDirectory() as folder:
        shutil.copytree(PROJECT, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
        for needed in ("_static", "_templates"):
            Path(folder, needed).mkdir()
        port = free_port()
        environment = {**os.environ, "PATH": f"{HOME / 'bin'}:{os.environ.get('PATH', '')}", "OTREE_PRODUCTION": "1"}
        command = [HOME / "bin" / "otree", "prodserver1of2", f"127.0.0.1:{port}"]
        with Path(folder, "log").open("wb") as log:
            # It starts a second process; both are in a group of their own, and end with it.
            process = subprocess.Popen(
                command, cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True
            )
        try:
            _wait(f"http://127.0.0.1:{port}", process, Path(folder, "log"))
            yield f"http://127.0.0.1:{port}"
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(timeout=20)


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        if process.poll() is not None:
            break
        with suppress(OSError), urllib.request.urlopen(f"{address}/api/otree_version", timeout=2):
            return
        time.sleep(0.1)
    raise RuntimeError(f"oTree did not start:\n{log.read_text(encoding='utf-8')}")


def _pages(address: str, number: int) -> list[str]:
    """The addresses of the sockets of so many pages, each of which was opened."""
    asked = json.dumps({"session_config_name": "votes", "num_participants": number}).encode()
    request = urllib.request.Request(f"{address}/api/sessions", asked, {"Content-Type": "application/json"})
    session = json.loads(_read(request))["code"]
    who = json.loads(_read(f"{address}/api/sessions/{session}"))["participants"]
    pages = [_read(f"{address}/InitializeParticipant/{one['code']}").decode() for one in who]
    found: Sequence[str] = [html.unescape(match[1]) for match in map(_SOCKET.search, pages) if match]
    assert len(found) == number, "a page of oTree names no socket"
    return [f"{address.replace('http', 'ws', 1)}{at}" for at in found]


def _read(asked: str | urllib.request.Request) -> bytes:
    with urllib.request.urlopen(asked, timeout=60) as answer:
        found: bytes = answer.read()
        return found
