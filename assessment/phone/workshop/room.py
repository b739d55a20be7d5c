"""One workshop in one process: the phones and walls that are connected to it, and what they were shown last."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from sys import intern

from assessment.core.ballot import Counts
from assessment.core.workshop import IDEAS, REVEALED, VOTING, Standing
from assessment.core.workshops import Pulse, Seat, Vote
from assessment.phone.workshop.sockets import Outbox, written

MOST_TABS = 20
BEAT = written({"type": "beat"})


@dataclass(eq=False)
class Phone:
    """A device: its seats by number, what each chose (`step|ballot` -> choice), and the pages that it has open.

    A whole hall chooses in the same ballots: their names are in memory once (`intern`).
    """

    device: str
    seats: dict[int, Seat] = field(default_factory=dict)
    own: dict[int, dict[str, str]] = field(default_factory=dict)
    tabs: set[Tab] = field(default_factory=set)

    def learn(self, seats: Iterable[Seat], votes: Iterable[Vote]) -> None:
        """Know the seats that the store knows, and what they chose."""
        self.seats = {seat.number: seat for seat in seats}
        numbers = {seat.id: seat.number for seat in self.seats.values()}
        self.own = {number: {} for number in self.seats}
        for vote in votes:
            self.own[numbers[vote.seat_id]][intern(f"{vote.step}|{vote.ballot}")] = intern(vote.choice)

    def told(self) -> str:
        """What the phone's own seats chose, as it crosses the wire."""
        return written({"type": "own", "votes": {str(number): kept for number, kept in self.own.items()}})

    def chose(self, number: int, key: str, choice: str, but: Tab | None = None) -> None:
        """Remember a vote that is stored, and tell the pages of this phone that do not know it."""
        self.own.setdefault(number, {})[intern(key)] = intern(choice)
        for tab in self.tabs:
            if tab is not but:
                tab.outbox.note(self.told())


@dataclass(eq=False)
class Tab:
    """One page of a phone; `shown` is the state that it was sent."""

    phone: Phone
    language: str
    outbox: Outbox = field(default_factory=Outbox)
    shown: str | None = None


@dataclass(frozen=True)
class Look:
    """What was read of a workshop at one moment.

    `states` holds the message with the state for phones in each language; `counts` what the walls may see of the
    present ballot; `closed` the votes of a ballot that is revealed, by seat: they stay as they are. `noted` changes
    with what the host noted or allowed, and is empty where that is nothing.
    """

    standing: Standing
    states: Mapping[str, str]
    counts: Counts | None = None
    closed: Mapping[str, str] | None = None
    noted: str = ""


class Room:
    """The sockets of one workshop. `look` reads it for some languages; `settled` waits for votes that are written."""

    def __init__(
        self,
        standing: Standing,
        look: Callable[[str, Collection[str]], Awaitable[Look]],
        settled: Callable[[], Awaitable[None]],
    ) -> None:
        self.standing = standing
        self.phones: dict[str, Phone] = {}
        self.walls: set[Outbox] = set()
        self._look, self._settled = look, settled
        self._found: Look | None = None
        self._told = ""
        self.seen: Pulse | None = None
        # By the hub's clock: when it looks again though the revision is the same, and until when after an error not.
        self.next_look = self.rests_until = 0.0
        self._one_at_a_time = asyncio.Lock()

    @property
    def id(self) -> str:
        """The workshop's id."""
        return self.standing.workshop.id

    @property
    def is_empty(self) -> bool:
        """Whether nobody is connected any more."""
        return not self.phones and not self.walls

    @property
    def is_over(self) -> bool:
        """Whether everybody was shown that the workshop is over: nothing changes any more."""
        is_told = bool(self._told) or not self.walls
        return is_told and self._found is not None and self._found.standing.course.has_ended

    @property
    def is_live(self) -> bool:
        """Whether the walls show the distribution while people vote."""
        return self.standing.state == VOTING and not self.standing.workshop.is_blind and bool(self.walls)

    def is_behind(self, pulse: Pulse) -> bool:
        """Whether the workshop has moved on from what was shown last."""
        return self._found is None or pulse.revision != self._found.standing.course.revision

    @property
    def is_talking(self) -> bool:
        """Whether what the host notes or allows, without a move, changes what the phones show."""
        return self.standing.state == REVEALED or self.standing.step.kind == IDEAS

    def is_full(self, device: str) -> bool:
        """Whether a device has so many pages open that it is no phone in a hand."""
        return device in self.phones and len(self.phones[device].tabs) >= MOST_TABS

    def enter(self, device: str, language: str, seats: Iterable[Seat], votes: Iterable[Vote]) -> Tab:
        """A page of a phone is open from now on."""
        phone = self.phones.setdefault(device, Phone(device))
        phone.learn(seats, votes)
        tab = Tab(phone, language)
        phone.tabs.add(tab)
        tab.outbox.note(phone.told())
        return tab

    def leave(self, tab: Tab) -> None:
        """The page is closed."""
        tab.phone.tabs.discard(tab)
        if not tab.phone.tabs:
            self.phones.pop(tab.phone.device, None)

    async def show(self, tab: Tab) -> None:
        """Send a page that has just come the state as it is."""
        if self._found is None or tab.language not in self._found.states:
            await self.look_again(tab.language)
        self._push([tab])

    async def look_again(self, language: str = "") -> None:
        """Read where the workshop stands, and show everybody who has not seen it yet.

        With a `language` only if nobody has read it in that one meanwhile.
        """
        async with self._one_at_a_time:
            if language and self._found is not None and language in self._found.states:
                return
            languages = {tab.language for tab in self._tabs()}
            found = await self._look(self.id, languages)
            # A vote that was stored before the reveal is acknowledged before the reveal is shown.
            await self._settled()
            self._found, self.standing = found, found.standing
        self._tell_closed(found)
        self._push(self._tabs())

    def counted(self, counts: Counts | None) -> None:
        """The votes so far, where the walls may see them while people vote."""
        if self._found is not None and self.is_live:
            self._found = replace(self._found, counts=counts)

    def pulse(self, pulse: Pulse) -> None:
        """Tell the walls how many are here and have voted."""
        if self._found is None or self.is_behind(pulse):
            return  # it tells of another ballot than the one that is shown
        self.seen = pulse
        self._tell_walls(self._found, pulse)

    def watch(self, outbox: Outbox) -> None:
        """A wall looks on from now on."""
        self.walls.add(outbox)
        if self._told:
            outbox.show(self._told)

    def close(self, code: int) -> None:
        """Send everybody away."""
        for outbox in self._outboxes():
            outbox.close(code)

    def beat(self) -> None:
        """Let everybody know that the connection is there: a network that is gone says nothing."""
        for outbox in self._outboxes():
            outbox.note(BEAT)

    def _tabs(self) -> list[Tab]:
        return [tab for phone in self.phones.values() for tab in phone.tabs]

    def _outboxes(self) -> list[Outbox]:
        return [*(tab.outbox for tab in self._tabs()), *self.walls]

    def _push(self, tabs: Iterable[Tab]) -> None:
        states = {} if self._found is None else self._found.states
        for tab in tabs:
            state = states.get(tab.language)
            if state is not None and tab.shown != state:
                tab.shown = state
                tab.outbox.show(state)

    def _tell_closed(self, found: Look) -> None:
        """Votes that came by another way, as by a form without a script, are known to the phone at the reveal."""
        if found.closed is None or found.standing.state != REVEALED:
            return
        key = f"{found.standing.step.key}|{found.standing.course.ballot}"
        for phone in self.phones.values():
            for number, seat in phone.seats.items():
                choice = found.closed.get(seat.id)
                if choice is not None and phone.own.get(number, {}).get(key) != choice:
                    phone.chose(number, key, choice)

    def _tell_walls(self, found: Look, pulse: Pulse) -> None:
        presence, counts = pulse.presence, found.counts
        message: dict[str, object] = {"type": "pulse", "revision": pulse.revision}
        message |= {"joined": presence.joined, "voted": presence.voted, "tables": presence.tables}
        if found.noted:
            message["noted"] = found.noted  # a wall that stands still else would not know of it
        if counts is not None:
            message["counts"] = {"levels": list(counts.levels), "dk": counts.dk, "abstained": counts.abstained}
        told = written(message)
        if told != self._told:
            self._told = told
            for outbox in self.walls:
                outbox.show(told)
