"""What the journeys need of the world, as protocols: the neighbours and the tests' fakes fulfil them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Protocol

from assessment.core.accesses import Accesses
from assessment.core.register import Changes, Entry, Outline, RegisteredArea, Source, Step
from assessment.core.response import ONLINE
from assessment.core.round import Round
from assessment.core.shared_rounds import SharedRounds
from assessment.core.works import Works
from assessment.core.workshops import Workshops

NOTHING_GIVEN: Mapping[str, str] = MappingProxyType({})
# The kinds of codes that people may try to guess.
SHARE, SLIP, PERSONAL, COORDINATOR, ACCESS = "share", "slip", "personal", "coordinator", "access"
TOKEN = "token"
WORKSHOP, HOST, PROJECTOR = "workshop", "host", "projector"


@dataclass(frozen=True)
class StoredAssessment:
    """One person's self-assessment as stored: `answers` holds item id -> value, all as text.

    Items are named like the columns of `score`: `settlement`, `municipality`, `area`, `role`, a domain's id,
    `<domain>_trend`, `<domain>_reason`, an extra question's or a note's id. `round_id` is the round that it is a
    response of, if it is one; `approved` are the items whose texts somebody has read and allowed.
    """

    id: str
    questionnaire: str
    started_on: date
    answers: Mapping[str, str] = field(default_factory=dict)
    round_id: str | None = None
    mode: str = ONLINE
    approved: frozenset[str] = frozenset()


class Assessments(Protocol):
    """Where self-assessments are kept. A seat is the hash of a device's secret: it leads to one assessment.

    Every write is durable when the call returns. Unknown assessment ids raise `GoneError`.
    """

    def start(
        self,
        assessment_id: str,
        seat: str | None,
        questionnaire: str,
        day: date,
        round_id: str | None = None,
        mode: str = ONLINE,
        slip: str | None = None,
        given: Mapping[str, str] = NOTHING_GIVEN,
    ) -> None:
        """Store an assessment for `seat`, empty or with the answers `given`.

        A seat that led elsewhere leads here from now on. Without a seat it is one that somebody keys in for others.
        With a round it is a response of it; raises `ClosedError` if that is closed, unless it is the answer of a
        group. `slip` is the hash of a one-time code; raises `SpentError`, and stores nothing, if it was used before.
        """

    def at_seat(self, seat: str) -> StoredAssessment | None:
        """The assessment that this seat leads to, or None."""

    def read(self, assessment_id: str) -> StoredAssessment:
        """The assessment with this id."""

    def save(self, assessment_id: str, item: str, value: str) -> None:
        """Store the answer to one item, replacing an earlier one. Raises `ClosedError` as `start` does."""

    def save_all(self, assessment_id: str, given: Mapping[str, str]) -> None:
        """Store the answers to several items, all or none; an empty one removes an earlier. As `save` otherwise."""

    def clear(self, assessment_id: str, item: str) -> None:
        """Remove the answer to one item; nothing happens if there is none. Raises `ClosedError` as `start` does."""

    def give_code(self, assessment_id: str, code: str) -> None:
        """The assessment is found by this hash of a code from now on, and by no earlier one.

        Raises `StoreError` if the hash leads to another assessment.
        """

    def at_code(self, code: str) -> StoredAssessment | None:
        """The assessment that this hash of a code leads to, or None."""

    def take_seat(self, assessment_id: str, seat: str) -> None:
        """The seat leads to this assessment from now on; another seat that led to it is left."""

    def delete(self, assessment_id: str) -> None:
        """Remove the assessment and all its answers for good."""

    def forget_solo(self, before: date) -> int:
        """Remove self-assessments of no round, begun before a day and without a code; how many there were."""


class Rounds(Protocol):
    """Where rounds are kept. Codes and keys are given as their hashes. Unknown ids raise `GoneError`."""

    def open_round(self, new: Round, code: str, key: str) -> None:
        """Store a new round; one without a series begins its own, called by its id.

        `code` leads people to its questions, `key` the coordinator to its page.
        """

    def open_rounds(self, new: Sequence[tuple[Round, str, str]]) -> None:
        """Store several rounds, each with its code and key, as `open_round` does: all or none."""

    def round(self, round_id: str) -> Round:
        """The round with this id."""

    def round_at_code(self, code: str) -> Round | None:
        """The round that this hash of a share code leads to, or None."""

    def round_at_key(self, key: str) -> Round | None:
        """The round that this hash of a coordinator's key leads to, or None."""

    def rounds(self) -> tuple[Round, ...]:
        """All rounds, by the day on which they were opened."""

    def series(self, series: str) -> tuple[Round, ...]:
        """The rounds of one series, in the order of opening."""

    def give_key(self, round_id: str, key: str) -> None:
        """The round is coordinated with this hash of a key from now on, and with no earlier one."""

    def responses(self, round_id: str) -> tuple[StoredAssessment, ...]:
        """The round's responses."""

    def set_last_day(self, round_id: str, day: date) -> None:
        """Answers are taken until this day. Raises `ClosedError` if the round is closed."""

    def stop(self, round_id: str, day: date) -> None:
        """No answer is stored from now on; nothing happens if that is so already."""

    def freeze(self, round_id: str, snapshot: str) -> str:
        """Keep what was released of a stopped round. The first snapshot stands; it is what is returned.

        Raises `OpenError` if the round was reopened meanwhile.
        """

    def snapshot(self, round_id: str) -> str | None:
        """What was released of the round, or None while there is nothing."""

    def reopen(self, round_id: str, day: date, seen: str | None) -> None:
        """Answers are taken again, until this day; what was released is forgotten.

        `seen` is the snapshot by which that was decided. Raises `ClosedError` if there is another one by now.
        """

    def approve(self, assessment_id: str, item: str, approved: bool) -> None:
        """Whether the text that was given to an item may be shown. A text that changes must be approved anew."""

    def anonymise(self, round_id: str, counts: str, day: date) -> None:
        """Keep of the responses of a closed round only `counts`, and of a group's answer only its choices."""

    def delete_round(self, round_id: str) -> None:
        """Remove the round with all its responses for good."""


class Areas(Protocol):
    """Where the register of areas is kept. A municipality is given by its name; `name_key` makes names the same."""

    def areas(self, municipality: str) -> tuple[RegisteredArea, ...]:
        """The areas of the municipality, settlements and its own ones, by name.

        A group has the people of its units where the register knows all of theirs.
        """

    def entries(self, municipality: str = "", outlines: bool = False) -> tuple[Entry, ...]:
        """The areas, with outlines if asked for; of all municipalities without a name."""

    def outlines(self, municipality: str) -> Mapping[str, Outline]:
        """The outlines of the municipality's areas, by the area's id, as far as the file held them."""

    def border(self, municipality: str) -> Outline | None:
        """The outline of the whole municipality, if the file held it."""

    def aliases(self, municipality: str) -> Mapping[str, str]:
        """The approved merges: place's key -> area id."""

    def municipalities(self) -> tuple[str, ...]:
        """The names of the municipalities that have a register."""

    def source(self, municipality: str) -> Source | None:
        """Where the municipality's register comes from, or None if it has none."""

    def steps(self, municipality: str = "") -> tuple[Step, ...]:
        """The steps that made the municipality's register, or all of them, newest first."""

    def take_step(self, step: Step, changes: Changes, seen: int | None = None) -> Step:
        """Store a step with all its changes, or nothing of it.

        `seen` is the number of the newest step of these municipalities by which it was decided, 0 for none. Raises
        `ChangedError` if there is a newer one.
        """

    def undo_step(self, number: int) -> Step:
        """Take back a step: what it began is gone, and what it ended is there again.

        Raises `ChangedError` if a later step builds on it, and `GoneError` for no such step.
        """


class Store(Assessments, Rounds, SharedRounds, Areas, Accesses, Works, Workshops, Protocol):
    """The whole of what is kept."""

    def demonstration(self) -> date | None:
        """The day on which this was made a demonstration, in which all is invented; None where anything may be real."""

    def begin_demonstration(self, day: date) -> None:
        """All that is kept from now on is invented. Raises `UnusableError` if anything is kept already."""

    def close(self) -> None:
        """Give back what is held open; the next call opens it anew."""

    def ping(self) -> None:
        """Return if the database answers and is writable; raise `StoreError` otherwise."""


class Clock(Protocol):
    """The time."""

    def today(self) -> date:
        """The day in Estonia."""


class Codes(Protocol):
    """Random secrets and ids."""

    def identifier(self) -> str:
        """A new random identifier of an assessment."""

    def resume_code(self) -> str:
        """A new random code for people, as they read it."""

    def share_code(self, round_id: str) -> str:
        """The code of a round's share link, as people read it: the same for the same round."""

    def slip_codes(self, round_id: str, number: int) -> tuple[str, ...]:
        """The one-time codes of a strict round's slips, as people read them: the same for the same round."""

    def workshop_code(self, workshop_id: str, number: int = 0) -> str:
        """The five letters by which people join a workshop; `number` counts the tries, as they may be another's."""

    def projector_key(self, workshop_id: str) -> str:
        """The key of a workshop's projector: the same for the same workshop."""

    def key(self) -> str:
        """A new random key of a private link."""

    def digest(self, code: str) -> str:
        """The keyed hash under which a code is kept, in whatever way it was typed."""

    def __hash__(self) -> int:
        """What is made of codes may be remembered."""


class Throttle(Protocol):
    """Slows down who tries codes. `space` is the kind of code: the tries at each are counted by themselves."""

    def may_try(self, visitor: str, space: str, code: str) -> bool:
        """Whether this visitor may try a code now, given as its hash: not after too many wrong ones, of their own, of
        those behind the same address, or of everybody. Who was let in with this very code may always.
        """

    def was_wrong(self, visitor: str, space: str) -> None:
        """The visitor's try was wrong."""

    def let_in(self, visitor: str, space: str, code: str) -> None:
        """The visitor's code was right, and will be asked for again and again."""

    def may_ask(self, program: str) -> bool:
        """Whether a program that was let in may ask once more now, which is counted: a hasty one would slow people."""


class Say(Protocol):
    """The interface's words in one language."""

    @property
    def language(self) -> str:
        """The language's code, e.g. `et`."""

    @property
    def mark(self) -> str:
        """What every page and every sheet must say of itself, e.g. that all of it is invented; mostly nothing."""

    def __call__(self, id_: str, **values: object) -> str:
        """The text with this id, its {placeholders} filled."""

    def count(self, id_: str, number: int, **values: object) -> str:
        """The text with this id in the plural form that `number` asks for; {number} is filled too."""

    def number(self, value: float, digits: int = 1) -> str:
        """A number in the language's own writing, e.g. `2,8`."""
