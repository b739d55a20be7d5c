"""What is left when the server is killed at any moment: every answer that it acknowledged, and nothing half-written.

Fifty phones answer, a coordinator keys sheets of paper and closes the round, and somewhere in between the server gets
SIGKILL, maybe in the middle of a transaction. It is started again, and what the clients were told is compared with what
is there. An answer that was sent and not acknowledged may be there or not, but not in part.
"""

from __future__ import annotations

import asyncio
import os
import random
import time
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from assessment.bootstrap import EstonianClock
from assessment.core.ports import Store, StoredAssessment
from assessment.core.questionnaire import Questionnaire
from assessment.core.suppression import Thresholds
from assessment.journeys import opening, round_result
from assessment.phone.device import Device
from assessment.storage import open_store
from benchmarks.answering import KEY, databases, open_round
from benchmarks.machine import table
from tests.e2e.phones import LostError, Phone
from tests.e2e.server import App
from tests.fakes import MemoryStore

KILLS = int(os.environ.get("BENCH_KILLS", "20"))
PHONES = 50
LASTING = 4.0


@dataclass
class Found:
    """What was counted over all kills of one database."""

    acknowledged: int = 0
    sheets: int = 0
    closings: int = 0
    unsure: int = 0
    lost: list[str] = field(default_factory=list)
    half: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


@dataclass
class Desk:
    """The coordinator, with the numbers of the sheets that were acknowledged and of the one that was not."""

    browser: Phone
    sheets: dict[str, dict[str, str]] = field(default_factory=dict)
    unsure: dict[str, dict[str, str]] = field(default_factory=dict)
    has_closed: bool = False

    async def key_in(self, q: Questionnaire, draw: random.Random, number: int) -> None:
        """Key in a sheet."""
        typed = {domain: str(draw.randrange(5)) for domain in q.domain_ids}
        sheet = {"sheet": str(number), **typed, "strength": f"Talgud {number}"}
        self.unsure[str(number)] = sheet
        answer = await self.browser.send("paper", sheet)
        self.unsure.clear()
        if answer.status == 303:
            self.sheets[str(number)] = sheet

    async def close_round(self) -> None:
        """Close it, and confirm where few have answered."""
        answer = await self.browser.send("close/now", {"sure": "yes"})
        self.has_closed = answer.status == 303


async def _answering(phone: Phone, q: Questionnaire, draw: random.Random, script: bool) -> None:
    turn = 0
    while True:
        number = draw.randrange(len(q.domains)) + 1
        domain = q.domain_ids[number - 1]
        given = {domain: str(draw.randrange(5))}
        if not script:  # a page of three answers: all of them are stored, or none
            given |= {f"{domain}_trend": draw.choice(("better", "same", "worse")), f"{domain}_reason": f"Põhjus {turn}"}
        await phone.get(str(number))
        answer = await phone.save(str(number), given, script)
        if answer.status == 410:
            return
        turn += 1
        await asyncio.sleep(draw.random() * 0.5)


async def _coordinating(desk: Desk, q: Questionnaire, draw: random.Random, closes_after: float) -> None:
    until = time.monotonic() + closes_after
    await desk.browser.get("paper")
    number = 0
    while time.monotonic() < until:
        number += 1
        await desk.key_in(q, draw, number)
        await asyncio.sleep(draw.random() * 0.2)
    await desk.close_round()


async def _kill_in_between(
    app: App, opened: opening.Opened, q: Questionnaire, draw: random.Random
) -> tuple[list[Phone], Desk]:
    phones = [Phone(app.address, f"/a/{opened.code}") for _ in range(PHONES)]
    desk = Desk(Phone(app.address, f"/c/{opened.key}"))
    # Every third time around the moment of closing.
    moment = draw.uniform(0.3, LASTING)
    closes_after = moment - draw.uniform(-0.02, 0.06) if draw.random() < 0.34 else draw.uniform(0.3, LASTING * 2)
    work = [_answering(phone, q, random.Random(draw.random()), i % 2 == 0) for i, phone in enumerate(phones)]
    work.append(_coordinating(desk, q, random.Random(draw.random()), closes_after))
    running = [asyncio.create_task(one) for one in work]
    await asyncio.sleep(moment)
    app.kill()
    for outcome in await asyncio.gather(*running, return_exceptions=True):
        if outcome is not None and not isinstance(outcome, LostError):
            raise outcome
    for phone in (*phones, desk.browser):
        await phone.close()
    return phones, desk


def _started(app: App) -> float:
    start = time.perf_counter()
    app.start()
    with urllib.request.urlopen(f"{app.address}/readyz", timeout=30) as answer:
        assert answer.status == 200
    return time.perf_counter() - start


def _check_phones(store: Store, opened: opening.Opened, phones: list[Phone], found: Found) -> None:
    stored = {one.id: one for one in store.responses(opened.round.id) if one.mode == "online"}
    for phone in phones:
        device = Device(phone.cookies.get("seat", ""), phone.cookies.get("round_seat", ""), "", False)
        one = store.at_seat(device.seat_in(opened.round.id))
        kept: Mapping[str, str] = {} if one is None else stored.pop(one.id).answers
        found.acknowledged += len(phone.saved)
        found.unsure += len(phone.unsure)
        allowed = [phone.saved, {**phone.saved, **phone.unsure}]
        if kept not in allowed:
            sure = {item: value for item, value in phone.saved.items() if item not in phone.unsure}
            missing = [item for item, value in sure.items() if kept.get(item) != value]
            (found.lost if missing else found.half).append(f"{phone.saved} + {phone.unsure} -> {kept}")
    found.half += [f"nobody's response {one.id}" for one in stored.values()]


def _check_desk(store: Store, opened: opening.Opened, desk: Desk, found: Found) -> None:
    kept = {one.answers.get("sheet", ""): dict(one.answers) for one in _of_mode(store, opened, "paper")}
    found.sheets += len(desk.sheets)
    for number, sheet in desk.sheets.items():
        if kept.pop(number, {}) != sheet:
            found.lost.append(f"sheet {number}")
    found.half += [f"sheet {number}: {sheet}" for number, sheet in kept.items() if desk.unsure.get(number) != sheet]


def _check_closing(store: Store, opened: opening.Opened, q: Questionnaire, desk: Desk, found: Found) -> None:
    """Whether a closing that was acknowledged stands, and one that was broken off is finished by the next visit."""
    found.closings += desk.has_closed
    closed = store.round(opened.round.id).closed_on is not None
    if desk.has_closed and (not closed or store.snapshot(opened.round.id) is None):
        found.lost.append("the closing")
    if not closed:
        asyncio.run(_close_again(desk))
    else:
        round_result.result(store, EstonianClock(), q, Thresholds(), store.round(opened.round.id))
    if store.snapshot(opened.round.id) != _expected(store, opened, q):
        found.half.append("the round's result is not that of its responses")


async def _close_again(desk: Desk) -> None:
    await desk.browser.get("close/now")
    await desk.close_round()
    await desk.browser.close()


def _expected(store: Store, opened: opening.Opened, q: Questionnaire) -> str | None:
    """What closing keeps of the responses that are stored, computed on a store of its own."""
    apart = MemoryStore()
    apart.open_round(opened.round, "code", "key")
    for one in store.responses(opened.round.id):
        apart.start(one.id, None, one.questionnaire, one.started_on, one.round_id, one.mode, given=one.answers)
    round_result.close(apart, EstonianClock(), q, Thresholds(), opened.round)
    return apart.snapshot(opened.round.id)


def _of_mode(store: Store, opened: opening.Opened, mode: str) -> list[StoredAssessment]:
    return [one for one in store.responses(opened.round.id) if one.mode == mode]


def _killed(url: str) -> Found:
    found, draw = Found(), random.Random(2026)
    store = open_store(url)
    with TemporaryDirectory() as folder:
        app = App(Path(folder), DATABASE_URL=url, SECRET_KEY=KEY)
        try:
            app.start()
            for _ in range(KILLS):
                q, opened = open_round(store)
                phones, desk = asyncio.run(_kill_in_between(app, opened, q, draw))
                found.seconds.append(_started(app))
                _check_phones(store, opened, phones, found)
                _check_desk(store, opened, desk, found)
                _check_closing(store, opened, q, desk, found)
        finally:
            app.stop()
            store.close()
    return found


def run() -> None:
    """Print the table."""
    rows, told = [], []
    with databases() as urls:
        for kind, url in urls.items():
            found = _killed(url)
            told += found.lost + found.half
            rows.append(
                [
                    kind,
                    str(KILLS),
                    f"{found.acknowledged} + {found.sheets} + {found.closings}",
                    str(len(found.lost)),
                    str(found.unsure),
                    str(len(found.half)),
                    f"{np.median(found.seconds):.1f} s, {max(found.seconds):.1f} s",
                ]
            )
    print(f"{PHONES} phones and a coordinator, killed after 0.3 to {LASTING:.0f} s")
    head = [
        "",
        "kills",
        "acknowledged: answers + sheets + closings",
        "lost (0)",
        "not acknowledged",
        "half-written (0)",
    ]
    table([*head, "start until ready, median and worst"], rows)
    print(*told, sep="\n")
