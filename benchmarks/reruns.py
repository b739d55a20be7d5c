"""How long a screen of the self-assessment takes the server, with 50 people each giving an answer every 5 seconds.

The clients speak Streamlit's own protocol over real sockets, from a process of their own. Two times are told:

- on the server: from the moment before a client sends its answer until the server has handed the message that the page
  is drawn to the socket. What waits in the socket for a busy server counts; the way back does not.
- for the client: until it has received that message. The 50 clients share the server's machine, and one thread.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import uvloop

from assessment.api.assets import streamlits_assets
from assessment.settings import ROOT
from benchmarks.machine import table
from benchmarks.timed_server import FILE
from tests.e2e.protocol import Rerun, Visitor, arriving
from tests.e2e.server import running_app

SESSIONS = int(os.environ.get("BENCH_SESSIONS", "50"))
EVERY, LASTING = 5.0, float(os.environ.get("BENCH_SECONDS", "60"))
AIM = 25.0
# The arrival and the first screen of all 50 come at once; what follows is spread over the five seconds.
FIRST = 2


async def _visit(address: str, number: int, until: float) -> Visitor:
    draw = random.Random(number)
    async with arriving(address) as visitor:
        await visitor.go("next")
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


def _with_servers(visitors: list[Visitor], folder: Path) -> list[tuple[Rerun, float, float]]:
    """Each rerun as the client saw it, with the server's own times for it: when it was heard, when it was done."""
    lines = (folder / FILE).read_text(encoding="utf-8").splitlines()
    heard = dict(json.loads(line) for line in lines)
    pairs = [pair for one in visitors for pair in list(zip(one.reruns, heard[one.seat], strict=True))[FIRST:]]
    return [(rerun, *times) for rerun, times in pairs]


def run() -> None:
    """Print the table."""
    # On a fresh clone the server would compress them meanwhile, for most of a minute.
    streamlits_assets(ROOT / "data").prepare()
    load = os.getloadavg()[0]
    with TemporaryDirectory() as folder:
        with running_app(Path(folder), launcher="benchmarks.timed_server", TIMED_IN=folder) as address:
            visitors = uvloop.run(_all(address))
        reruns = _with_servers(visitors, Path(folder))
    rows = []
    for kind in ("answer", "next screen"):
        of_kind = [one for one in reruns if one[0].kind == kind]
        views = {
            "on the server": [done - rerun.asked for rerun, _, done in of_kind],
            "of that, since it was heard": [done - heard for _, heard, done in of_kind],
            "for the client": [rerun.drawn - rerun.asked for rerun, _, _ in of_kind],
        }
        for view, times in views.items():
            middle, most, worst = np.percentile(np.array(times) * 1e3, [50, 95, 100])
            aim = f"≤ {AIM:.0f} ms" if view == "on the server" else ""
            rows.append([kind, view, str(len(times)), f"{middle:.1f} ms", f"{most:.1f} ms", f"{worst:.1f} ms", aim])
    print(f"{SESSIONS} sessions, each with an answer or a click every {EVERY:.0f} s, for {LASTING:.0f} s; SQLite")
    print(f"Load of the machine before it began: {load:.1f}. With other work beside it the figures say little.\n")
    table(["rerun of a question's screen", "time", "number", "p50", "p95", "worst", "aim for p95"], rows)
