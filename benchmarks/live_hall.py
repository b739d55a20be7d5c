"""A live workshop on a server of its own, with a hall of phones and a wall, for the benchmark of workshops."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from assessment.api.assets import streamlits_assets
from assessment.authoring.questionnaires import load_released
from assessment.bootstrap import MAIN_QUESTIONNAIRE, EstonianClock
from assessment.codes import RandomCodes
from assessment.core.area import Area
from assessment.core.workshop import COMMUNITY, REVEAL, START, VOTE_AGAIN, VOTING, Standing
from assessment.journeys import hosting
from assessment.settings import ROOT
from assessment.storage import open_store
from tests.e2e.hall_phones import Cast, HallPhone, Wall
from tests.e2e.phones import Phone
from tests.e2e.server import App

KEY = "a key that only this benchmark knows, 40"
# All behind one address, which the server believes because the clients are on its own machine.
BEHIND = {"X-Forwarded-For": "203.0.113.7"}
# So many come at a time where it is not measured.
AT_ONCE = 20
CHOICES = ("0", "1", "2", "3", "4", "dk", "abstain")


class Hall:
    """One workshop of a community, its server, the phones that have joined and a wall.

    Moves are made from this process: the server learns of them as of those of a host whom another process serves.
    """

    def __init__(self, app: App, url: str) -> None:
        self.app, self.store = app, open_store(url)
        self.clock, self.codes = EstonianClock(), RandomCodes(KEY.encode())
        self.questionnaire = load_released(ROOT / "questionnaires").questionnaires[MAIN_QUESTIONNAIRE]
        self.phones: list[HallPhone] = []
        self.wall, self.draw = Wall(), random.Random(2026)

    async def begin(self) -> None:
        """Another workshop begins, in an empty hall."""
        await self.empty()
        plan = hosting.WorkshopPlan(COMMUNITY, "et", self.questionnaire.domain_ids, Area("Peri küla", "Põlva vald"))
        self.opened = hosting.open_workshop(self.store, self.clock, self.codes, self.questionnaire, plan)
        self.wall = Wall()
        # The first request of a process loads the templates.
        await Phone(self.app.address, f"/j/{self.opened.code}").get()
        await self.wall.look(self.app.address, self.opened.projector_key)
        await self.move(START)

    @property
    def standing(self) -> Standing:
        """Where the workshop stands in the database."""
        return self.store.workshop(self.opened.workshop.id)

    @property
    def pid(self) -> int:
        """The server's process."""
        assert self.app.process is not None
        return self.app.process.pid

    async def look(self, number: int) -> list[HallPhone]:
        """So many more phones have the page open on which one joins."""
        new = [HallPhone(self.app.address, self.opened.code, BEHIND) for _ in range(number)]
        for at in range(0, number, AT_ONCE):
            await asyncio.gather(*(phone.look() for phone in new[at : at + AT_ONCE]))
        self.phones += new
        return new

    async def fill(self, number: int) -> None:
        """So many more people are seated and connected."""
        new = await self.look(number)
        for at in range(0, number, AT_ONCE):
            await asyncio.gather(*(phone.join_and_arrive() for phone in new[at : at + AT_ONCE]))

    async def move(self, *moves: str) -> int:
        """Move the workshop; its revision then."""
        for one in moves:
            await asyncio.to_thread(hosting.move, self.store, self.clock, self.standing, one)
        return self.standing.course.revision

    async def shown(self, revision: int) -> list[float]:
        """When each phone had the state of a revision, once all have."""
        await asyncio.gather(*(phone.until(lambda p=phone: p.revision >= revision) for phone in self.phones))
        return [min(at for seen, at in phone.shown.items() if seen >= revision) for phone in self.phones]

    async def next_ballot(self) -> None:
        """A ballot in which nobody has voted is open, and shown to all."""
        standing = self.standing
        if standing.state == VOTING:
            votes = self.store.votes(standing.workshop.id, standing.step.key)
            if any(vote.ballot == standing.course.ballot for vote in votes):
                await self.move(REVEAL, VOTE_AGAIN)
        else:
            await self.move(VOTE_AGAIN)
        await self.shown(self.standing.course.revision)

    async def ballot(self, within: float) -> list[Cast]:
        """Everybody votes once in the present ballot, at any moment within so many seconds."""
        standing = self.standing
        place = (standing.step.key, standing.course.ballot)
        return await asyncio.gather(*(self._vote(phone, place, self.draw.uniform(0, within)) for phone in self.phones))

    async def _vote(self, phone: HallPhone, place: tuple[str, int], moment: float) -> Cast:
        await asyncio.sleep(moment)
        return await phone.vote(*place, self.draw.choice(CHOICES))

    def errors(self) -> list[str]:
        """What went wrong on any phone since this was asked last."""
        found = [error for phone in self.phones for error in phone.errors]
        for phone in self.phones:
            phone.errors.clear()
        return found

    def lost(self) -> int:
        """How many votes were acknowledged and are not in the database."""
        seats = {seat.id: seat.number for seat in self.store.seats(self.opened.workshop.id)}
        votes = self.store.votes(self.opened.workshop.id)
        kept = {(seats[vote.seat_id], f"{vote.step}|{vote.ballot}"): vote.choice for vote in votes}
        told = {(phone.number, place): choice for phone in self.phones for place, choice in phone.saved.items()}
        return sum(kept.get(place) != choice for place, choice in told.items())

    async def empty(self) -> None:
        """Everybody goes."""
        await self.wall.leave()
        await asyncio.gather(*(phone.leave() for phone in self.phones))
        self.phones.clear()


@asynccontextmanager
async def hall(url: str = "") -> AsyncIterator[Hall]:
    """A hall with a wall; the workshop has begun. Without a URL its database is a file of its own."""
    streamlits_assets(ROOT / "data").prepare()  # else the server's first start does, on one of the cores
    with TemporaryDirectory() as folder:
        url = url or f"sqlite:///{folder}/hall.db"
        open_store(url).close()
        app = App(Path(folder), DATABASE_URL=url, SECRET_KEY=KEY)
        await asyncio.to_thread(app.start)
        try:
            found = Hall(app, url)
            await found.begin()
            yield found
            await found.empty()
            found.store.close()
        finally:
            app.stop()
