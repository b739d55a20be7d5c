"""How long a screen of the self-assessment takes the server, with 50 people each giving an answer every 5 seconds.

The clients speak Streamlit's own protocol over real sockets, from a process of their own: what is measured is the time
from sending an answer until the server says that the page is drawn, so it holds the wire and the client's reading too.
"""

from __future__ import annotations

import asyncio
import os
import random
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.machine import table
from tests.e2e.protocol import Visitor, arriving
from tests.e2e.server import running_app

SESSIONS = int(os.environ.get("BENCH_SESSIONS", "50"))
EVERY, LASTING = 5.0, 60.0
AIM = 25.0


async def _visit(address: str, number: int, until: float) -> Visitor:
    draw = random.Random(number)
    async with arriving(address) as visitor:
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
