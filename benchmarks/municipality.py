"""How long it takes until the overview of 4,700 areas with three rounds each is ready, and what that grows with.

All areas are in one municipality, which is more than any has: its picture is made for all of them at once. Each time is
taken in a process of its own, which has opened the database and read the questionnaire, as the app has at its start.

- first: nobody has asked before, and what the municipality sees of each round is made from the snapshots and kept;
- cold: the process has just started;
- warm: the same again.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from assessment.core.access import WORKER, Access
from assessment.settings import ROOT
from benchmarks.country import country, municipality
from benchmarks.machine import table
from tests.fakes import FixedClock

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
    from assessment.authoring.questionnaires import load_released
    from assessment.journeys import comparison
    from assessment.storage import open_store

    q, store = load_released(ROOT / "questionnaires").questionnaires["village_phases"], open_store(url)
    access = Access("a", municipality(0), WORKER, TODAY, date(2099, 1, 1))
    before, taken = _megabytes(), []
    for _ in range(times):
        start, own = time.perf_counter(), time.process_time()
        found = comparison.picture(store, FixedClock(TODAY), q, lambda _: q, access)
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


if __name__ == "__main__":
    print(json.dumps(_measure(sys.argv[1], int(sys.argv[2]))))
