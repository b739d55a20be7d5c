"""What a hall costs the server: memory for each phone, the processor at rest, and whether votes leave anything."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from assessment.core.workshop import NEXT, REVEAL
from benchmarks.live_hall import Hall

WARM, SETTLING = 50, 3.0
BALLOTS, WITHIN = 2, 1.0
TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


async def weigh(hall: Hall, phones: int) -> float:
    """Kilobytes of the server for each of so many phones that join and stay connected."""
    await hall.fill(WARM)  # what the first ones bring is for all
    before = await _settled(hall)
    await hall.fill(phones)
    return (await _settled(hall) - before) * 1024 / phones


async def rest(hall: Hall, lasting: float) -> float:
    """The share of a core that the server takes while nobody does anything, in percent."""
    before = _ticks(hall.pid)
    await asyncio.sleep(lasting)
    return 100 * (_ticks(hall.pid) - before) / TICKS / lasting


async def soak(hall: Hall, phones: int, passes: int) -> tuple[list[float], int, list[str]]:
    """Everybody votes twice on each domain, as in a workshop of two hours: one such workshop after the other.

    A tenth of the phones lose their connection after each ballot. The megabytes of the server at the end of each, all
    being still connected, how many votes there were, and what went wrong.
    """
    after, errors, votes, domains = [], list[str](), 0, len(hall.questionnaire.domains)
    for _ in range(passes):
        await hall.begin()
        await hall.fill(phones)
        for place in range(domains):
            for _ in range(BALLOTS):
                await hall.next_ballot()
                votes += len(await hall.ballot(WITHIN))
                for phone in hall.draw.sample(hall.phones, len(hall.phones) // 10):
                    phone.lose()
                await hall.move(REVEAL)
            if place < domains - 1:
                await hall.move(NEXT)
        after.append(await _settled(hall))
        errors += [*hall.errors(), *["lost"] * hall.lost()]
    return after, votes, errors


async def _settled(hall: Hall) -> float:
    await asyncio.sleep(SETTLING)
    return megabytes(hall.pid)


def megabytes(pid: int) -> float:
    """The memory that a process has now."""
    told = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in told if line.startswith("VmRSS"))


def _ticks(pid: int) -> int:
    """The ticks of a processor that a process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
