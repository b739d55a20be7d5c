"""The course of a live workshop: its steps, its states, who may move it and how, and which votes are taken when.

A *ballot* is one voting at one step, numbered from 1; a *vote* is what one seat chose in it. Votes on a domain are
levels, *don't know* or abstentions. The host's moves:

    lobby --start--> voting --reveal--> revealed --hide--> hidden --reveal--> revealed
                       ^                   |                 |
                       +----vote-again-----+-----------------+       next, back: to another step, as it was left
    everywhere but in the lobby: pause --> paused --resume--> as it was; everywhere: end --> ended
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from assessment.core.area import Area
from assessment.core.errors import MoveError, StaleError
from assessment.core.questionnaire import DONT_KNOW
from assessment.core.round import NOTHING

COMMUNITY, OPEN_ROOM = "community", "open_room"
KINDS = (COMMUNITY, OPEN_ROOM)
STORY, DOMAIN, IDEAS, SUMMARY = "story", "domain", "ideas", "summary"
LOBBY, VOTING, REVEALED, HIDDEN, PAUSED, ENDED = "lobby", "voting", "revealed", "hidden", "paused", "ended"
STATES = (LOBBY, VOTING, REVEALED, HIDDEN, PAUSED, ENDED)
START, REVEAL, HIDE, VOTE_AGAIN, NEXT = "start", "reveal", "hide", "vote-again", "next"
BACK, PAUSE, RESUME, END = "back", "pause", "resume", "end"
MOVES = (START, REVEAL, HIDE, VOTE_AGAIN, NEXT, BACK, PAUSE, RESUME, END)
HOST, PROJECTOR, PARTICIPANT = "host", "projector", "participant"
ABSTAIN = "abstain"
# Why a vote is not taken: the workshop has not begun, rests or is over, the ballot was revealed, or is another one.
NOT_BEGUN, RESTS, OVER, CLOSED, ELSEWHERE = "not_begun", "rests", "over", "closed", "elsewhere"
REFUSALS = (NOT_BEGUN, RESTS, OVER, CLOSED, ELSEWHERE)

T = TypeVar("T")


@dataclass(frozen=True)
class Step:
    """One thing that the room does: the story or the domain with this id, the ideas, or the summary."""

    kind: str
    id: str = ""

    @property
    def key(self) -> str:
        """How the step is called in addresses, messages and the store, e.g. `domain:trust` or `summary`."""
        return f"{self.kind}:{self.id}" if self.id else self.kind


@dataclass(frozen=True)
class Workshop:
    """What was decided before the workshop began.

    All speak of one `area` (kind `community`), or everybody of their own place (`open_room`, without an area).
    `has_roles` says whether a role is asked at joining. In a blind workshop nothing is shown before the reveal. In
    free tempo the first ballots of all domains are open from the start, but not while the room is at the summary.
    `share` is what the municipality is shown of the round that remains. `address` is where phones reach the app,
    without a slash at the end.
    """

    id: str
    questionnaire: str
    kind: str
    language: str
    steps: tuple[Step, ...]
    opened_on: date
    area: Area | None = None
    has_roles: bool = False
    is_blind: bool = True
    is_free: bool = False
    share: str = NOTHING
    address: str = ""

    @property
    def domain_ids(self) -> tuple[str, ...]:
        """The ids of the chosen domains, in the order in which the room takes them."""
        return tuple(step.id for step in self.steps if step.kind == DOMAIN)

    def position(self, key: str) -> int | None:
        """Where the step with this key stands, or None if there is none."""
        return next((place for place, step in enumerate(self.steps) if step.key == key), None)


@dataclass(frozen=True)
class Course:
    """Where a workshop stands; `revision` grows with every move.

    `ballots` holds for each step the number of its newest ballot, 0 before the first; `closed` whether that one was
    revealed. `at` is the position of the step that the room is at.
    """

    ballots: tuple[int, ...]
    closed: tuple[bool, ...]
    revision: int = 0
    at: int = 0
    has_begun: bool = False
    is_hidden: bool = False
    is_paused: bool = False
    has_ended: bool = False

    @property
    def ballot(self) -> int:
        """The number of the newest ballot of the step that the room is at."""
        return self.ballots[self.at]


@dataclass(frozen=True)
class Standing:
    """A workshop and where it stands: `ended_on` and `round_id` (what remained of it) once it is over."""

    workshop: Workshop
    course: Course
    ended_on: date | None = None
    round_id: str | None = None
    state: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "state", state_of(self.workshop, self.course))

    @property
    def step(self) -> Step:
        """The step that the room is at."""
        return self.workshop.steps[self.course.at]


def beginning(workshop: Workshop) -> Course:
    """The course before the first move: people join."""
    size = len(workshop.steps)
    return Course(ballots=(0,) * size, closed=(False,) * size)


def state_of(workshop: Workshop, course: Course) -> str:
    """Which of `STATES` the workshop is in. The summary is always revealed: nobody votes there."""
    if course.has_ended:
        return ENDED
    if not course.has_begun:
        return LOBBY
    if course.is_paused:
        return PAUSED
    if workshop.steps[course.at].kind == SUMMARY:
        return REVEALED
    if not course.closed[course.at]:
        return VOTING
    return HIDDEN if course.is_hidden else REVEALED


def allowed(workshop: Workshop, course: Course, who: str = HOST) -> tuple[str, ...]:
    """The moves that are possible now, in the order of `MOVES`. Only the host moves a workshop."""
    if who != HOST:
        return ()
    state = state_of(workshop, course)
    of_state = {
        LOBBY: {START, END},
        VOTING: {REVEAL, NEXT, BACK, PAUSE, END},
        REVEALED: {HIDE, VOTE_AGAIN, NEXT, BACK, PAUSE, END},
        HIDDEN: {REVEAL, VOTE_AGAIN, NEXT, BACK, PAUSE, END},
        PAUSED: {RESUME, END},
        ENDED: set(),
    }
    possible = of_state[state]
    if workshop.steps[course.at].kind == SUMMARY:
        possible = possible - {HIDE, VOTE_AGAIN}
    if course.at == len(workshop.steps) - 1:
        possible = possible - {NEXT}
    if course.at == 0:
        possible = possible - {BACK}
    return tuple(move for move in MOVES if move in possible)


def moved(workshop: Workshop, course: Course, move: str, seen: int | None = None, who: str = HOST) -> Course:
    """The course after a move; `seen` is the revision by which it was decided, None for the present one.

    Raises `StaleError` if that is not the present one, and `MoveError`, which says what is allowed, for a move that
    is not possible now.
    """
    if seen is not None and seen != course.revision:
        raise StaleError(seen, course.revision)
    possible = allowed(workshop, course, who)
    if move not in possible:
        raise MoveError(move, state_of(workshop, course), possible)
    return replace(_after(workshop, course, move), revision=course.revision + 1)


def _after(workshop: Workshop, course: Course, move: str) -> Course:
    if move == START:
        return _begun(workshop, course)
    if move == REVEAL:
        return replace(course, closed=_with(course.closed, course.at, True), is_hidden=False)
    if move == HIDE:
        return replace(course, is_hidden=True)
    if move == VOTE_AGAIN:
        ballots = _with(course.ballots, course.at, course.ballot + 1)
        return replace(course, ballots=ballots, closed=_with(course.closed, course.at, False), is_hidden=False)
    if move in (NEXT, BACK):
        return _arrived(workshop, replace(course, at=course.at + (1 if move == NEXT else -1), is_hidden=False))
    if move in (PAUSE, RESUME):
        return replace(course, is_paused=move == PAUSE)
    return replace(course, has_ended=True, is_paused=False)


def _begun(workshop: Workshop, course: Course) -> Course:
    ballots = course.ballots
    if workshop.is_free:
        ballots = tuple(1 if step.kind == DOMAIN else 0 for step in workshop.steps)
    return _arrived(workshop, replace(course, has_begun=True, ballots=ballots))


def _arrived(workshop: Workshop, course: Course) -> Course:
    """The step's first ballot begins when the room comes to it."""
    if course.ballot or workshop.steps[course.at].kind == SUMMARY:
        return course
    return replace(course, ballots=_with(course.ballots, course.at, 1))


def _with(values: tuple[T, ...], position: int, value: T) -> tuple[T, ...]:
    return (*values[:position], value, *values[position + 1 :])


def refusal(workshop: Workshop, course: Course, key: str, ballot: int) -> str:
    """Why a vote in this ballot is not taken now, one of `REFUSALS`; an empty text if it is."""
    if course.has_ended:
        return OVER
    if not course.has_begun:
        return NOT_BEGUN
    place = workshop.position(key)
    if place is None or workshop.steps[place].kind == SUMMARY:
        return ELSEWHERE
    # Whoever voted while all look at the summary would be seen by what changes in it.
    is_free = workshop.is_free and workshop.steps[course.at].kind != SUMMARY
    is_here = place == course.at or (is_free and workshop.steps[place].kind == DOMAIN)
    if ballot < course.ballots[place] or (ballot == course.ballots[place] and course.closed[place]):
        return CLOSED
    if ballot != course.ballots[place] or not is_here:
        return ELSEWHERE
    return RESTS if course.is_paused else ""


def revealed(workshop: Workshop, course: Course) -> tuple[tuple[Step, int], ...]:
    """Every ballot on a domain or a story that was revealed, in the order of the steps."""
    found = []
    for step, ballot, is_closed in zip(workshop.steps, course.ballots, course.closed, strict=True):
        if step.kind in (DOMAIN, STORY):
            found += [(step, number) for number in range(1, ballot + is_closed)]
    return tuple(found)


def choices(top: int) -> tuple[str, ...]:
    """What may be chosen at a domain or a story with levels 0 ... `top`.

    >>> choices(4)
    ('0', '1', '2', '3', '4', 'dk', 'abstain')
    """
    return (*(str(level) for level in range(top + 1)), DONT_KNOW, ABSTAIN)
