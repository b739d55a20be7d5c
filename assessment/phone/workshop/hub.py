"""The live connections of one process: who is connected to which workshop, and how they learn what has changed.

A move may be made on a Streamlit page, by a command or by another process: the store is asked for the pulse of all
connected workshops every 200 ms, in one question, and at once after votes were stored here. While nobody is connected,
and of workshops that are over, nothing is asked.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import asynccontextmanager, suppress
from typing import TypeVar
from zlib import crc32

from anyio import CapacityLimiter, to_thread

from assessment import bootstrap
from assessment.bootstrap import House
from assessment.core.ballot import Counts
from assessment.core.errors import AssessmentError
from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire
from assessment.core.scene import Scene
from assessment.core.workshop import REVEALED, VOTING, Standing
from assessment.core.workshops import Pulse, Vote
from assessment.journeys import watching
from assessment.phone.serving import AT_ONCE
from assessment.phone.workshop.room import Look, Room
from assessment.phone.workshop.sockets import NO_WORKSHOP, written
from assessment.phone.workshop.writer import Writer

log = logging.getLogger(__name__)
# Every so often the pulses are asked for; votes that come together are told together; after an error it is longer.
POLL, GATHER, LONGEST_REST = 0.2, 0.05, 2.0
# What the host notes and allows makes no new revision, and is looked for in this time.
LOOK, BEAT = 2.0, 20.0

T = TypeVar("T")
# The state of a workshop as HTML, the same for all phones of one language.
Draw = Callable[[Say, Questionnaire, Scene, str], str]


class Hub:
    """The rooms of a process. `draw` makes the state for phones from words, questionnaire, scene and base address."""

    def __init__(self, open_house: Callable[[], House], draw: Draw) -> None:
        self._open_house, self._draw = open_house, draw
        self._rooms: dict[str, Room] = {}
        self._bases: dict[str, str] = {}
        # The writer has a thread of its own, so that it never waits for those who arrive and look.
        self._threads, self._pen = CapacityLimiter(AT_ONCE), CapacityLimiter(1)
        self._is_running = False

    @property
    def house(self) -> House:
        """The house that the rooms work with."""
        return self._open_house()

    @property
    def is_running(self) -> bool:
        """Whether sockets can be served."""
        return self._is_running

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Write and watch as long as the server lives."""
        self.writer, self._nudged, self._anybody = Writer(self._cast), asyncio.Event(), asyncio.Event()
        tasks = [asyncio.create_task(self.writer.run()), asyncio.create_task(self._watch())]
        tasks.append(asyncio.create_task(self._beat()))
        self._is_running = True
        try:
            yield
        finally:
            self._is_running = False
            for task in tasks:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
            self._rooms.clear()

    async def in_thread(self, work: Callable[..., T], *given: object) -> T:
        """Do what may wait for the database where it stops nobody."""
        return await to_thread.run_sync(work, *given, limiter=self._threads)

    def room(self, standing: Standing, base: str = "") -> Room:
        """The room of a workshop, for somebody who is coming. `base` is its address for phones, as `/j/KMPXR`."""
        id_ = standing.workshop.id
        if base:
            self._bases[id_] = base
        self._anybody.set()
        self.nudge()
        return self._rooms.setdefault(id_, Room(standing, self._look, self.writer.settled))

    def left(self, room: Room) -> None:
        """Somebody went: a room where nobody is any more is forgotten."""
        if room.is_empty and self._rooms.get(room.id) is room:
            del self._rooms[room.id]
            self._bases.pop(room.id, None)

    def nudge(self) -> None:
        """Something was written here: look at once."""
        self._nudged.set()

    async def _cast(self, votes: Sequence[Vote]) -> Sequence[str]:
        # All workshops of the house together; each choice was looked at when it came.
        refusals = await to_thread.run_sync(self.house.store.cast_votes, votes, limiter=self._pen)
        self.nudge()
        return refusals

    async def _look(self, workshop_id: str, languages: Collection[str]) -> Look:
        return await self.in_thread(self._looked, workshop_id, tuple(languages))

    def _looked(self, workshop_id: str, languages: Collection[str]) -> Look:
        store = self.house.store
        standing = store.workshop(workshop_id)
        questionnaire = self.house.version(standing.workshop.questionnaire)
        scene = watching.scene(store, questionnaire, standing)
        states, base = {}, self._bases.get(workshop_id, "")
        for language in languages:
            html = str(self._draw(bootstrap.say(language), questionnaire, scene.for_phone(), base))
            states[language] = written({"type": "state", "revision": standing.course.revision, "html": html})
        closed = None
        if standing.state == REVEALED and standing.course.ballot:
            votes = store.votes(workshop_id, standing.step.key)
            closed = {vote.seat_id: vote.choice for vote in votes if vote.ballot == standing.course.ballot}
        return Look(standing, states, _counts(scene), closed, _noted(scene))

    async def _watch(self) -> None:
        rest = POLL
        while True:
            await self._anybody.wait()
            with suppress(TimeoutError):
                async with asyncio.timeout(rest):
                    await self._nudged.wait()
                await asyncio.sleep(GATHER)
            self._nudged.clear()
            rooms = [room for room in self._rooms.values() if not room.is_over]
            if not rooms:
                self._anybody.clear()
                continue
            try:
                await self._see(rooms)
                rest = POLL
            except AssessmentError as error:
                log.warning("The workshops cannot be watched now: %s", error)
                rest = min(rest * 2, LONGEST_REST)
            except Exception:
                log.exception("The workshops cannot be watched now")
                rest = min(rest * 2, LONGEST_REST)

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(BEAT)
            for room in self._rooms.values():
                room.beat()

    async def _see(self, rooms: Sequence[Room]) -> None:
        pulses = await self.in_thread(self.house.store.pulses, [room.id for room in rooms])
        await asyncio.gather(*(self._see_one(room, pulses.get(room.id)) for room in rooms))

    async def _see_one(self, room: Room, pulse: Pulse | None) -> None:
        """Show what is new in a room. What is wrong with one workshop disturbs no other."""
        now = asyncio.get_running_loop().time()
        if pulse is None:
            room.close(NO_WORKSHOP)  # it was deleted: the page says so when it is loaded again
            return
        is_behind, is_due = room.is_behind(pulse), now >= room.next_look
        try:
            if (is_behind and now >= room.rests_until) or (is_due and room.is_talking):
                room.next_look = now + LOOK
                await room.look_again()
            elif room.is_live and (is_due or pulse != room.seen):
                room.next_look = now + LOOK
                room.counted(await self.in_thread(self._live_counts, room.standing))
            room.pulse(pulse)
        except Exception:
            room.rests_until = now + LONGEST_REST
            log.exception("A workshop cannot be shown now; it is tried again")

    def _live_counts(self, standing: Standing) -> Counts | None:
        questionnaire = self.house.version(standing.workshop.questionnaire)
        return _counts(watching.scene(self.house.store, questionnaire, standing))


def _noted(scene: Scene) -> str:
    """A mark that changes with what was noted and allowed, as far as a wall shows it."""
    told = (sorted((scene.agreed or {}).items(), key=lambda one: one[0]), scene.for_projector().ideas)
    return f"{crc32(repr(told).encode()):08x}" if any(told) else ""


def _counts(scene: Scene) -> Counts | None:
    """The distribution where a wall may show it: revealed, or while people vote that are not blind."""
    is_live = scene.standing.state == VOTING and not scene.standing.workshop.is_blind
    if scene.shown is None or not (is_live or scene.standing.state == REVEALED):
        return None
    return scene.shown.counts
