"""How a hall of phones is served: votes, the wall, moves of the host, those who join and come back, and what it costs.

The phones do what the pages' script does (`tests.e2e.hall_phones`), all from one address, in a process of their own on
the same cores; what they wait for is timed, so the times hold the wire and their own reading too. The host's moves are
made by another process than the server's. Beside it the same votes go to the live page of oTree.
"""

from __future__ import annotations

import asyncio
import os
import random
import time
from collections.abc import Sequence

import numpy as np

from assessment.core.workshop import END, NEXT, REVEAL
from benchmarks import live_load, live_painted, live_peer
from benchmarks.answering import databases
from benchmarks.live_hall import Hall, hall
from benchmarks.machine import table
from tests.e2e.hall_phones import Cast, until_shown

PHONES = int(os.environ.get("BENCH_PHONES", "300"))
MANY = PHONES * 5 // 3  # 500
JOINING = PHONES // 3  # 100
WITHIN = [10.0, 2.0]
REPEATS = int(os.environ.get("BENCH_REPEATS", "3"))
RESTING = float(os.environ.get("BENCH_REST", "20"))
PASSES = int(os.environ.get("BENCH_PASSES", "4"))
HEAD = ["", "votes", "acknowledged: p50", "p95", "aim", "on the wall's route: p95", "aim", "errors", "lost"]

Row = list[str]


def run() -> None:
    """Print all tables."""
    asyncio.run(_run())


async def _run() -> None:
    print(f"Load of the machine before it began: {os.getloadavg()[0]:.1f}.\n")
    votes, moves = [], []
    with databases() as urls:
        for kind, url in urls.items():
            async with hall(url) as found:
                votes += await _votes(found, kind)
                moves += await _moves(found, kind)
            async with hall(url) as found:
                moves += await _joins(found, kind)
            async with hall(url) as found:
                moves.append(await _stampede(found, kind))
    votes += await _peer()
    table(HEAD, votes)
    print(f"\n{MANY} phones connected, {JOINING} that join at once, {PHONES} that lose their server; worst of so many")
    table(["", "times", "until all have it", "aim", "errors", "lost"], moves)
    print()
    table(["", "measured", "aim", "errors"], [await _painted(), *await _load()])
    print(f"\nLoad of the machine when it ended: {os.getloadavg()[0]:.1f}.")


async def _votes(found: Hall, kind: str) -> list[Row]:
    await found.fill(PHONES)
    rows = [await _ballots(found, kind, within, ("≤ 100 ms", "≤ 150 ms")) for within in WITHIN]
    await found.fill(MANY - PHONES)
    return [*rows, await _ballots(found, kind, WITHIN[0], ("≤ 250 ms", ""))]


async def _ballots(found: Hall, kind: str, within: float, aims: tuple[str, str]) -> Row:
    casts: list[Cast] = []
    shown: list[float] = []
    for _ in range(REPEATS):
        await found.next_ballot()
        before = len(found.wall.pulses)
        now = await found.ballot(within)
        await asyncio.sleep(0.5)
        casts += now
        shown += until_shown(now, found.wall.voted()[before:])
    name = f"{len(found.phones)} phones within {within:g} s, {kind}"
    errors = found.errors()
    if len(shown) < len(casts):
        errors.append("a vote that the wall was not told of")
    return _vote_row(name, casts, shown, aims, [*errors], str(found.lost()))


def _vote_row(
    name: str, casts: list[Cast], shown: list[float], aims: tuple[str, str], errors: list[str], lost: str
) -> Row:
    waits = [one.acknowledged - one.sent for one in casts if one.acknowledged]
    middle, most, wall = _ms(waits, 50), _ms(waits, 95), _ms(shown, 95)
    return [name, str(len(waits)), middle, most, aims[0], wall, aims[1], _counted(errors), lost]


async def _moves(found: Hall, kind: str) -> list[Row]:
    """The host reveals, goes on and ends, with everybody connected."""
    taken: dict[str, list[float]] = {REVEAL: [], NEXT: [], END: []}
    for _ in range(REPEATS):
        await found.next_ballot()
        await found.ballot(WITHIN[1])
        for move in (REVEAL, NEXT):
            taken[move].append(await _move(found, move))
    taken[END].append(await _move(found, END))
    errors = _counted(found.errors())
    return [
        [f"{move}, {kind}", str(len(times)), f"{max(times):.2f} s", "≤ 1 s", errors, str(found.lost())]
        for move, times in taken.items()
    ]


async def _move(found: Hall, move: str) -> float:
    start = time.perf_counter()
    return max(await found.shown(await found.move(move))) - start


async def _joins(found: Hall, kind: str) -> list[Row]:
    """Those who have the page open join all at once: the form, the page that it leads to, the socket, the state."""
    taken = []
    for _ in range(REPEATS):
        new = await found.look(JOINING)
        start = time.perf_counter()
        await asyncio.gather(*(phone.join_and_arrive() for phone in new))
        taken.append(time.perf_counter() - start)
    row = [f"{JOINING} join at once, {kind}", str(REPEATS), f"{max(taken):.2f} s", "≤ 1 s"]
    return [[*row, _counted(found.errors()), str(found.lost())]]


async def _stampede(found: Hall, kind: str) -> Row:
    """The server is killed in the middle of a ballot and started again at once."""
    await found.fill(PHONES)
    since_kill, since_ready, draw = [], [], random.Random(2026)
    for _ in range(REPEATS):
        await found.next_ballot()
        voting = asyncio.create_task(found.ballot(WITHIN[1]))
        await asyncio.sleep(draw.uniform(0.3, 1.5))
        found.app.kill()
        killed = time.perf_counter()
        await asyncio.to_thread(found.app.start)
        ready = time.perf_counter()
        back = max(await asyncio.gather(*(phone.back(killed) for phone in found.phones)))
        since_kill.append(back - killed)
        since_ready.append(back - ready)
        await voting
    name = f"all back with their votes after a SIGKILL (of it since the new server answers), {kind}"
    times = f"{max(since_kill):.1f} s ({max(since_ready):.1f} s)"
    return [name, str(REPEATS), times, "≤ 10 s", _counted(found.errors()), str(found.lost())]


async def _painted() -> Row:
    async with hall() as found:
        await found.fill(PHONES)
        seen = await live_painted.painted(found, WITHIN)
        errors = found.errors()
    times = ", ".join(f"{np.percentile(shown, 95):.2f} s" for _, _, shown in seen)
    within = ", ".join(f"{one:g} s" for one in WITHIN)
    return [f"{PHONES} votes within {within}: painted on the projector's page, p95", times, "≤ 1.2 s", _counted(errors)]


async def _load() -> list[Row]:
    if not os.path.exists("/proc/self/status"):
        return [["memory and processor", "only where there is /proc", "", ""]]
    async with hall() as found:
        kilobytes = await live_load.weigh(found, MANY)
        rest = await live_load.rest(found, RESTING)
        errors = _counted(found.errors())
    rows = [
        [f"memory of the server for each of {MANY} phones", f"{kilobytes:.0f} kB", "≤ 300 kB", errors],
        [f"processor at rest with {MANY} phones, of one core", f"{rest:.1f} %", "≤ 5 %", errors],
    ]
    async with hall() as found:
        after, votes, wrong = await live_load.soak(found, PHONES, PASSES)
    told = ", ".join(f"{one:.0f}" for one in after)
    return [
        *rows,
        [
            f"memory at the end of each of {PASSES} workshops of two hours, {votes} votes",
            f"{told} MB",
            "flat",
            _counted(wrong),
        ],
    ]


async def _peer() -> list[Row]:
    why = await asyncio.to_thread(live_peer.install)
    name = f"live page of oTree {live_peer.VERSION}"
    if why:
        return [[f"{name}: not installed ({why})", *[""] * (len(HEAD) - 1)]]
    rows = []
    for phones, withins in ((PHONES, WITHIN), (MANY, WITHIN[:1])):
        async with live_peer.peer(phones) as other:
            rows += [await _peers_ballots(other, within, name) for within in withins]
    return rows


async def _peers_ballots(other: live_peer.Peer, within: float, name: str) -> Row:
    casts: list[Cast] = []
    shown: list[float] = []
    errors: list[str] = []
    for _ in range(REPEATS):
        before, base = len(other.pulses), other.voted
        now, wrong = await other.ballot(within)
        await asyncio.sleep(0.5)
        casts, errors = casts + now, errors + wrong
        shown += until_shown(now, [(at, voted - base) for at, voted in other.pulses[before:]])
    row_name = f"{len(other.phones)} phones within {within:g} s, {name}, database in memory"
    return _vote_row(row_name, casts, shown, ("", ""), errors, "")


def _ms(times: Sequence[float], share: int) -> str:
    return f"{np.percentile(np.array(times) * 1e3, share):.0f} ms" if times else "–"


def _counted(errors: Sequence[str]) -> str:
    kinds = sorted(set(errors))
    return f"{len(errors)}" if not kinds else f"{len(errors)}: {', '.join(kinds[:3])}"
