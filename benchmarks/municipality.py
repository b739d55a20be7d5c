"""How long it takes until the overview of 4,700 areas with three rounds each is ready, and what that grows with.

All areas are in one municipality, which is more than any has: its picture is made for all of them at once. Each time is
taken in a process of its own, which has opened the database and read the questionnaire, as the app has at its start.

- first: nobody has asked before, and what the municipality sees of each round is made from the snapshots and kept;
- cold: the process has just started;
- warm: the same again.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import subprocess
import sys
import time
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from assessment.authoring.questionnaires import load_released
from assessment.bootstrap import MAIN_QUESTIONNAIRE, EstonianClock
from assessment.codes import RandomCodes
from assessment.core.access import WORKER, Access
from assessment.core.questionnaire import Questionnaire
from assessment.journeys import access, comparison
from assessment.settings import ROOT
from assessment.storage import open_store
from benchmarks.country import country, municipality
from benchmarks.machine import table
from tests.e2e.protocol import Visitor, arriving
from tests.e2e.server import App
from tests.fakes import FixedClock

# 36 municipalities of 130 areas each.
MUNICIPALITIES, WORKERS = 36, 20
LOOKING, LASTING = 5.0, float(os.environ.get("BENCH_SECONDS", "60"))
KEY = "a key that only this benchmark knows, 40"
AREAS = int(os.environ.get("BENCH_AREAS", "4700"))
TODAY = date(2026, 10, 1)
AIMS = {"cold": "≤ 1.5 s", "warm": "≤ 300 ms"}


def measured(url: str, times: int = 7) -> dict[str, float]:
    """Seconds for the first and for later pictures in a process of its own, and the megabytes that it took."""
    asked = [sys.executable, "-m", "benchmarks.municipality", url, str(times)]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    found: dict[str, float] = json.loads(told)
    return found


def _measure(url: str, times: int) -> dict[str, float]:
    q, store = load_released(ROOT / "questionnaires").questionnaires[MAIN_QUESTIONNAIRE], open_store(url)
    worker = Access("a", municipality(0), WORKER, TODAY, date(2099, 1, 1))
    before, taken = _megabytes(), []

    def version(_: str) -> Questionnaire:
        return q

    for _ in range(times):
        start, own = time.perf_counter(), time.process_time()
        found = comparison.picture(store, FixedClock(TODAY), q, version, worker)
        taken.append((time.perf_counter() - start, time.process_time() - own))
    store.close()
    warm = sorted(taken[1:])[(times - 1) // 2] if times > 1 else taken[0]
    return {
        "first": taken[0][0],
        "first, own": taken[0][1],
        "warm": warm[0],
        "warm, own": warm[1],
        "areas": len(found.areas),
        "megabytes": _megabytes() - before,
    }


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _rows(name: str, url: str) -> list[list[str]]:
    first, later = measured(url, 1), measured(url)
    lines = [("first", first["first"], first["first, own"]), ("cold", later["first"], later["first, own"])]
    lines += [("warm", later["warm"], later["warm, own"])]
    return [
        [name, kind, f"{took * 1e3:.0f} ms", f"{own * 1e3:.0f} ms", AIMS.get(kind, "")] for kind, took, own in lines
    ]


async def _work(address: str, secret: str, until: float) -> Visitor:
    """One worker, who looks at the overview again and again."""
    async with arriving(address, "municipality", secret) as visitor:
        while time.monotonic() < until:
            await visitor.rerun("overview")
            await asyncio.sleep(LOOKING)
        return visitor


async def _all(address: str, secrets: list[str]) -> list[Visitor]:
    until = time.monotonic() + LASTING
    return await asyncio.gather(*(_work(address, secret, until) for secret in secrets))


def _let_in(url: str) -> list[str]:
    """The secrets of the visits of one worker in each of so many municipalities."""
    clock, codes, found = EstonianClock(), RandomCodes(KEY.encode()), []
    with closing(open_store(url)) as store:
        for number in range(WORKERS):
            given = access.invite(store, clock, codes, access.Invitation(WORKER, municipality(number)))
            found.append(access.enter(store, clock, codes, given.access).secret)
    return found


def _workers(folder: Path) -> None:
    """How much memory the app takes while workers of so many municipalities have their overviews open."""
    url = country(folder / "app.db", AREAS, MUNICIPALITIES, responses=5)
    secrets, app = _let_in(url), App(folder, SECRET_KEY=KEY)
    app.start()
    try:
        visitors = asyncio.run(_all(app.address, secrets))
        told = Path(f"/proc/{app.process.pid if app.process else 0}/status").read_text(encoding="utf-8")
    finally:
        app.stop()
    took = sorted(one.drawn - one.asked for visitor in visitors for one in visitor.reruns if one.kind == "overview")
    most = next(int(line.split()[1]) / 1024 for line in told.splitlines() if line.startswith("VmHWM"))
    areas = AREAS // MUNICIPALITIES
    print(f"\n{WORKERS} workers, each in a municipality of {areas} areas, look at it every {LOOKING:g} s")
    rows = [["memory of the app, at most", f"{most:.0f} MB", "≤ 400 MB"]]
    rows += [
        [f"overview drawn again, p{share}", f"{took[len(took) * share // 100] * 1e3:.0f} ms", ""] for share in (50, 95)
    ]
    table(["", "measured", "aim"], rows)


def run() -> None:
    """Print all tables."""
    print(f"Load of the machine before it began: {os.getloadavg()[0]:.1f}.\n")
    rows = []
    with TemporaryDirectory() as folder:
        for areas, responses in ((AREAS // 4, 0), (AREAS // 2, 0), (AREAS, 0), (AREAS, 5), (AREAS, 20)):
            url = country(Path(folder, f"{areas}-{responses}.db"), areas, responses=responses)
            rows += _rows(f"{areas} areas, {responses} responses a round", url)
        url = country(Path(folder, "all.db"), AREAS, municipalities=79, responses=5)
        rows += _rows(f"{AREAS // 79} of {AREAS} areas, 5 responses a round", url)
        table(["one municipality", "", "until it is ready", "of that, own work", "aim"], rows)
        with TemporaryDirectory() as own:
            _workers(Path(own))


if __name__ == "__main__":
    print(json.dumps(_measure(sys.argv[1], int(sys.argv[2]))))
