"""A hall of phones at a real server that is killed while all vote."""

from __future__ import annotations

import asyncio
import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from assessment import bootstrap
from assessment.core.area import Area
from assessment.core.workshop import COMMUNITY, REVEAL, START, Standing
from assessment.journeys import hosting
from tests.e2e.apart import run_apart
from tests.e2e.hall_phones import Cast, HallPhone, Wall, until_shown
from tests.e2e.server import App

PHONES, STEP = 8, "domain:trust"


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/app.db")
    bootstrap._built.cache_clear()
    app = App(tmp_path)
    app.start()
    yield app
    app.stop()
    bootstrap.house().store.close()
    bootstrap._built.cache_clear()


async def vote_while_it_is_killed(app: App, opened: hosting.OpenedWorkshop) -> tuple[list[HallPhone], Wall]:
    phones, wall = [HallPhone(app.address, opened.code) for _ in range(PHONES)], Wall()
    await wall.look(app.address, opened.projector_key)
    for phone in phones:
        await phone.look()
        await phone.join_and_arrive()
    first, second = phones[: PHONES // 2], phones[PHONES // 2 :]
    await asyncio.gather(*(phone.vote(STEP, 1, "1") for phone in first))
    app.kill()
    killed = time.perf_counter()
    voting = [asyncio.create_task(phone.vote(STEP, 1, "2")) for phone in second]
    await asyncio.to_thread(app.start)
    await asyncio.gather(*(phone.back(killed) for phone in phones), *voting)
    return phones, wall


async def see_the_reveal(phones: list[HallPhone], revision: int) -> None:
    await asyncio.gather(*(phone.until(lambda p=phone: p.revision == revision) for phone in phones))


async def go(phones: list[HallPhone], wall: Wall) -> None:
    await wall.leave()
    await asyncio.gather(*(phone.leave() for phone in phones))


async def in_the_hall(app: App, opened: hosting.OpenedWorkshop, standing: Standing) -> tuple[list[HallPhone], Wall]:
    house = bootstrap.house()
    phones, wall = await vote_while_it_is_killed(app, opened)
    moved = await asyncio.to_thread(hosting.move, house.store, house.clock, standing, REVEAL)
    await see_the_reveal(phones, moved.course.revision)
    await go(phones, wall)
    return phones, wall


def test_all_are_back_with_their_votes_after_the_server_was_killed(app) -> None:
    house = bootstrap.house()
    plan = hosting.WorkshopPlan(COMMUNITY, "et", ("trust",), Area("Peri küla", "Põlva vald"))
    opened = hosting.open_workshop(house.store, house.clock, house.codes, house.questionnaire, plan)
    standing = hosting.move(house.store, house.clock, house.store.workshop(opened.workshop.id), START)

    phones, wall = run_apart(in_the_hall(app, opened, standing))

    assert [error for phone in phones for error in phone.errors] == []
    assert all(phone.losses for phone in phones)
    kept = sorted(vote.choice for vote in house.store.votes(opened.workshop.id))
    assert kept == ["1"] * (PHONES // 2) + ["2"] * (PHONES // 2)
    assert wall.voted()[-1][1] == PHONES


def cast(sent: float) -> Cast:
    return Cast({}, sent)


def test_a_vote_is_shown_when_so_many_are_told_as_were_sent_until_then() -> None:
    told = [(1.05, 1), (1.5, 1), (2.25, 3)]
    assert until_shown([cast(2.0), cast(1.0), cast(1.5)], told) == pytest.approx([0.05, 0.75, 0.25])


def test_a_vote_that_is_never_told_is_not_taken_as_shown() -> None:
    assert len(until_shown([cast(1.0), cast(2.0)], [(1.1, 1)])) == 1


def test_a_wall_whose_server_is_gone_says_so_in_its_own_language_and_comes_back(app, visitor) -> None:
    house = bootstrap.house()
    plan = hosting.WorkshopPlan(COMMUNITY, "et", ("trust",), Area("Peri küla", "Põlva vald"))
    opened = hosting.open_workshop(house.store, house.clock, house.codes, house.questionnaire, plan)
    page = visitor(1920)
    page.goto(f"{app.address}/projector?key={opened.projector_key}")
    expect(page.locator(".kp-wall")).to_be_visible(timeout=15_000)
    expect(page.locator(".kp-lost")).to_have_attribute("data-words", re.compile("Ühendus"), timeout=15_000)
    app.kill()
    expect(page.locator(".kp-lost")).to_contain_text("Ühendus katkes.", timeout=15_000)
    expect(page.locator(".stDialog")).to_be_attached(timeout=15_000)  # Streamlit's own words, in English
    expect(page.locator(".stDialog")).to_be_hidden()
    app.start()
    expect(page.locator(".kp-lost")).to_be_empty(timeout=60_000)
    hosting.move(house.store, house.clock, house.store.workshop(opened.workshop.id), START)
    expect(page.locator(".kp-options")).to_be_visible(timeout=30_000)
