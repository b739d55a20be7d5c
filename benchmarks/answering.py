"""How long an answer takes to be saved when a whole village answers at once, and whether all of them are there after.

Each device has its own cookies and its own connection, and all come from one address. Half of them send each answer
by itself, as the pages' script does; half send whole pages, as forms do. The clients are a process of their own on the
same cores, and what they wait for is timed: so the time holds the wire and their own reading too.
"""

from __future__ import annotations

import asyncio
import os
import random
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from assessment.api.assets import streamlits_assets
from assessment.authoring.questionnaires import load_released
from assessment.bootstrap import MAIN_QUESTIONNAIRE, EstonianClock
from assessment.codes import RandomCodes
from assessment.core.area import Area
from assessment.core.ports import Store
from assessment.core.questionnaire import Questionnaire
from assessment.journeys import opening
from assessment.settings import ROOT
from assessment.storage import open_store
from benchmarks.machine import table
from tests.e2e.phones import LostError, Phone
from tests.e2e.server import running_app
from tests.storage.postgres import fresh_database, running_postgres

PEOPLE = int(os.environ.get("BENCH_PEOPLE", "300"))
WITHIN = [float(seconds) for seconds in os.environ.get("BENCH_WITHIN", "300 30").split()]
KEY = "a key that only this benchmark knows, 40"
# All behind one address, which the server believes because the clients are on its own machine.
HALL = {"X-Forwarded-For": "203.0.113.7"}
AIM = 100.0


@dataclass
class Seen:
    """What the clients saw: seconds for an answer and for a page, and what went wrong."""

    saves: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@contextmanager
def databases() -> Iterator[Mapping[str, str]]:
    """The name of each kind of database and a URL; that of SQLite is a file in a folder of its own."""
    with ExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory())
        postgres = stack.enter_context(running_postgres("fsync=on"))
        url = stack.enter_context(fresh_database(postgres, "bench"))
        yield {"SQLite": f"sqlite:///{folder}/app.db", "PostgreSQL": url}


def open_round(store: Store) -> tuple[Questionnaire, opening.Opened]:
    """A new round of the village questionnaire."""
    q = load_released(ROOT / "questionnaires").questionnaires[MAIN_QUESTIONNAIRE]
    plan = opening.Plan(Area("Peri küla", "Põlva vald"))
    return q, opening.open_round(store, EstonianClock(), RandomCodes(KEY.encode()), q, plan)


async def _timed(times: list[float], seen: Seen, asked: object) -> None:
    start = time.perf_counter()
    try:
        answer = await asked  # type: ignore[misc]
    except LostError as error:
        seen.errors.append(str(error))
        return
    times.append(time.perf_counter() - start)
    if answer.status not in (200, 303):
        seen.errors.append(str(answer.status))


async def _person(phone: Phone, q: Questionnaire, draw: random.Random, within: float, script: bool, seen: Seen) -> None:
    moments = sorted(draw.uniform(0, within) for _ in range(len(q.domains) + 1))
    start = time.monotonic()
    for number, moment in enumerate(moments):
        await asyncio.sleep(max(0.0, start + moment - time.monotonic()))
        await _timed(seen.pages, seen, phone.get(str(number) if number else ""))
        given = {"role": "resident"}
        if number:
            given = {q.domain_ids[number - 1]: str(draw.randrange(5))}
        await _timed(seen.saves, seen, phone.save(str(number), given, script))
    await _timed(seen.pages, seen, phone.get("done"))
    await phone.close()


async def _all(address: str, at: str, q: Questionnaire, within: float) -> tuple[Seen, list[Phone]]:
    seen, phones = Seen(), [Phone(address, at, HALL) for _ in range(PEOPLE)]
    draw = random.Random(1)
    await asyncio.gather(
        *(_person(phone, q, random.Random(draw.random()), within, i % 2 == 0, seen) for i, phone in enumerate(phones))
    )
    return seen, phones


def lost(store: Store, round_id: str, phones: list[Phone]) -> int:
    """How many of the answers that the server said were saved are not in the database."""
    told = sorted(sorted(phone.saved.items()) for phone in phones if phone.saved)
    kept = sorted(sorted(one.answers.items()) for one in store.responses(round_id))
    if told == kept:
        return 0
    missing = [answers for answers in told if answers not in kept]
    return max(1, sum(len(answers) for answers in missing))


def _row(kind: str, url: str, within: float) -> list[str]:
    store = open_store(url)
    q, opened = open_round(store)
    with TemporaryDirectory() as folder, running_app(Path(folder), DATABASE_URL=url, SECRET_KEY=KEY) as address:
        asyncio.run(Phone(address, f"/a/{opened.code}").get())  # the first request of a process loads the templates
        seen, phones = asyncio.run(_all(address, f"/a/{opened.code}", q, within))
    gone = lost(store, opened.round.id, phones)
    store.close()
    saves, pages = np.array(seen.saves) * 1e3, np.array(seen.pages) * 1e3
    middle, most, worst = np.percentile(saves, [50, 95, 100])
    return [
        f"{kind}, within {within:.0f} s",
        f"{len(saves)}",
        f"{len(saves) / within:.0f} /s",
        f"{middle:.1f} ms",
        f"{most:.1f} ms",
        f"≤ {AIM:.0f} ms",
        f"{worst:.1f} ms",
        f"{np.percentile(pages, 95):.1f} ms",
        str(len(seen.errors)),
        str(gone),
    ]


def run() -> None:
    """Print the table."""
    streamlits_assets(ROOT / "data").prepare()  # else the server's first start does, on one of the cores
    with databases() as urls:
        rows = [_row(kind, url, within) for within in WITHIN for kind, url in urls.items()]
    print(f"{PEOPLE} people behind one address, each with 9 answers and 11 pages")
    head = ["", "answers", "rate", "p50", "p95", "aim", "worst", "p95 of a page", "errors", "lost"]
    table(head, rows)
