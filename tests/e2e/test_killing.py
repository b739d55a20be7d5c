"""Whenever the server is killed between two steps of a round, everything that it acknowledged before is there after."""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field

import pytest

from assessment.authoring.questionnaires import load_released
from assessment.bootstrap import MAIN_QUESTIONNAIRE, EstonianClock
from assessment.codes import RandomCodes
from assessment.core.suppression import Thresholds
from assessment.journeys import round as journey
from assessment.journeys import round_result
from assessment.settings import ROOT
from assessment.storage import SqlStore, open_store
from tests.e2e.apart import run_apart
from tests.e2e.phones import Phone
from tests.e2e.server import App
from tests.storage.postgres import fresh_database

KEY = "a key that only this test knows, 40 signs"
TEXT = "Talgud, mis toovad kõik kokku"


@dataclass
class Village:
    """The running app, and the database that a power cut leaves behind."""

    app: App
    store: SqlStore
    environment: dict[str, str]
    questionnaire: object
    phones: list[Phone] = field(default_factory=list)

    def phone(self, at):
        """A device that comes to this address."""
        self.phones.append(Phone(self.app.address, at))
        return self.phones[-1]

    async def cut(self):
        """SIGKILL, and start again."""
        self.app.kill()
        await asyncio.to_thread(self.app.start)

    def opened(self):
        """The codes of a round that was opened on the command line."""
        command = [sys.executable, "-m", "assessment", "round", "open", "--area", "Peri küla", "--format", "json"]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, check=True)
        printed = json.loads(done.stdout)
        return printed["code"], printed["coordinator_url"].rpartition("/")[2]

    def responses(self, code, mode):
        found = journey.of_code(self.store, RandomCodes(KEY.encode()), code)
        return [dict(one.answers) for one in self.store.responses(found.id) if one.mode == mode]


@pytest.fixture(params=["sqlite", "postgresql"])
def village(request, tmp_path):
    if request.param == "sqlite":
        yield from running(tmp_path, f"sqlite:///{tmp_path}/app.db")
        return
    with fresh_database(request.getfixturevalue("postgres_url"), "killing") as url:
        yield from running(tmp_path, url)


def running(folder, url):
    settings = {"DATABASE_URL": url, "SECRET_KEY": KEY}
    app, store = App(folder, **settings), open_store(url)
    q = load_released(ROOT / "questionnaires").questionnaires[MAIN_QUESTIONNAIRE]
    try:
        app.start()
        yield Village(app, store, {**os.environ, **settings}, q)
    finally:
        app.stop()
        store.close()


def test_no_step_that_was_acknowledged_is_lost(village):
    run_apart(whole_round(village))


async def whole_round(village):
    code, key = village.opened()
    await village.cut()
    try:
        phones = await answers(village, code)
        await coordinates(village, code, key, phones)
    finally:
        for phone in village.phones:
            await phone.close()


async def answers(village, code):
    """Ten phones, and what they answer."""
    domains = village.questionnaire.domain_ids
    phones = [village.phone(f"/a/{code}") for _ in range(10)]
    assert (await phones[0].get()).status == 200
    await phones[0].save("0", {"role": "leader"})
    await village.cut()
    assert village.responses(code, "online") == [{"role": "leader"}]

    for number, domain in enumerate(domains, 1):
        await phones[0].get(str(number))
        await phones[0].save(str(number), {domain: "2", f"{domain}_trend": "better"}, script=number % 2 == 0)
        if number in (1, 2):  # with the form, and with the script
            await village.cut()
            assert village.responses(code, "online") == [phones[0].saved]
    for phone in phones[1:]:
        await phone.get("9")
        await phone.save("9", {**dict.fromkeys(domains, "2"), "strength": TEXT})
    await village.cut()
    assert in_order(village.responses(code, "online")) == in_order(phone.saved for phone in phones)
    return phones


async def coordinates(village, code, key, phones):
    """A sheet of paper, the answer of a meeting, the closing, and a text that may be shown."""
    domains, stored = village.questionnaire.domain_ids, [phone.saved for phone in phones]
    desk = village.phone(f"/c/{key}")
    await desk.get("paper")
    typed = dict.fromkeys(domains, "3")
    assert (await desk.send("paper", {"sheet": "1", "role": "1", **typed})).status == 303
    await village.cut()
    sheet = {"sheet": "1", "role": "resident", **typed}
    assert village.responses(code, "paper") == [sheet]

    await desk.get("group")
    agreed = {**dict.fromkeys(domains, "1"), "present": "12"}
    assert (await desk.send("group", agreed)).status == 303
    await village.cut()
    assert village.responses(code, "group") == [agreed]

    await desk.get("close/now")
    assert (await desk.send("close/now", {})).status == 303
    await village.cut()
    assert (await phones[0].save("1", {domains[0]: "0"})).status == 410
    assert shown(village, code).counting == 11
    assert shown(village, code).phase == 2

    page = await desk.get("texts")
    texts = re.findall(r'name="([0-9a-f]{32})" value="show"', page.body.decode())
    assert len(texts) == 9
    assert (await desk.send("texts", {texts[0]: "show"})).status == 303
    await village.cut()
    assert [remark.words for remark in shown(village, code).texts] == [TEXT]
    assert in_order(village.responses(code, "online")) == in_order(stored)
    assert village.responses(code, "paper") == [sheet]
    assert village.responses(code, "group") == [agreed]


def in_order(answers):
    return sorted(sorted(one.items()) for one in answers)


def shown(village, code):
    """What everybody is shown of the round now."""
    found = journey.of_code(village.store, RandomCodes(KEY.encode()), code)
    return round_result.result(village.store, EstonianClock(), village.questionnaire, Thresholds(), found)
