"""What a round's coordinator does: more time, answers from paper, what a meeting agreed on, texts that may be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from assessment.core.answers import (
    GROUP_TEXT,
    PRESENT,
    SHEET,
    THOUGH_FEW,
    YES,
    checked,
    round_response,
    text_items,
)
from assessment.core.errors import ClosedError, GoneError, UnusableError
from assessment.core.flags import flags
from assessment.core.ports import Clock, Codes, Store, StoredAssessment
from assessment.core.questionnaire import Questionnaire
from assessment.core.response import GROUP, PAPER, columns, counts, makes_phase
from assessment.core.round import MOST_DAYS, Round, last_day
from assessment.core.snapshot import from_text
from assessment.core.suppression import MODERATION, Suppressed, Thresholds

MOST_PRESENT = 2000


@dataclass(frozen=True)
class Sheet:
    """A sheet of paper that was keyed in: its number and its answers, which only who keyed it sees, before closing."""

    id: str
    number: str
    answers: Mapping[str, str]


@dataclass(frozen=True)
class Difference:
    """An item that was keyed differently the second time; an empty text is no answer."""

    item: str
    first: str
    second: str


@dataclass(frozen=True)
class WaitingText:
    """A text that may be shown once somebody has read it. `id` tells nothing of who wrote it or what else they wrote.

    `flags` say what it seems to hold, see `core.flags`.
    """

    id: str
    item: str
    words: str
    approved: bool
    flags: tuple[str, ...]


def extend(store: Store, clock: Clock, of_round: Round, day: date) -> Round:
    """Take answers until a later day; a closed round opens again only if nothing of it was released.

    Raises `ClosedError`, or `UnusableError` for a day that is none.
    """
    today, latest = clock.today(), last_day(of_round.opened_on, MOST_DAYS)
    if not today <= day <= latest:
        raise UnusableError(f"Answers cannot be taken until {day}. Allowed: {today} to {latest}.")
    found, kept = store.round(of_round.id), store.snapshot(of_round.id)
    if found.closed_on is not None and not _released_nothing(found, kept):
        raise ClosedError("The round is closed, and its result was released.")

    if found.closed_on is None:
        store.set_last_day(found.id, day)
    else:
        store.reopen(found.id, day, kept)
    return store.round(found.id)


def may_reopen(store: Store, of_round: Round) -> bool:
    """Whether a closed round released nothing, so that no two releases could be compared."""
    return _released_nothing(of_round, store.snapshot(of_round.id))


def _released_nothing(of_round: Round, kept: str | None) -> bool:
    """Known only by what was kept: where nothing is yet, somebody is about to close the round and see its result."""
    if kept is None or of_round.anonymised_on is not None:
        return False
    return isinstance(from_text(kept).release.phase, Suppressed)


def sheets(store: Store, clock: Clock, of_round: Round) -> tuple[Sheet, ...]:
    """The sheets that were keyed in, by their numbers; none when the round is closed: then nobody sees them."""
    if not store.round(of_round.id).is_open(clock.today()):
        return ()
    found = [_sheet(one) for one in store.responses(of_round.id) if one.mode == PAPER]
    return tuple(sorted(found, key=lambda sheet: (len(sheet.number), sheet.number)))


def key_in(
    store: Store,
    clock: Clock,
    codes: Codes,
    questionnaire: Questionnaire,
    of_round: Round,
    given: Mapping[str, str],
    sheet_id: str = "",
) -> str:
    """Store a sheet of paper, all of it or nothing; with `sheet_id` in the place of what was keyed before.

    Raises `ClosedError`, `UnknownItemError`, `TooLongError`, or `UnusableError` for a sheet without any answer or with
    the number of another one.
    """
    _refuse_if_over(store, clock, of_round)
    kept = {item: checked(questionnaire, item, value) for item, value in given.items()}
    others = [sheet for sheet in sheets(store, clock, of_round) if sheet.id != sheet_id]
    if not any(value for item, value in kept.items() if item != SHEET):
        raise UnusableError("The sheet has no answer yet.")
    if kept.get(SHEET) and kept[SHEET] in [sheet.number for sheet in others]:
        raise UnusableError(f"A sheet with the number {kept[SHEET]} was keyed in before.")

    if sheet_id:
        if sheet_id not in [sheet.id for sheet in sheets(store, clock, of_round)]:
            raise GoneError("This sheet is not there any more.")
        store.save_all(sheet_id, kept)
        return sheet_id
    new = codes.identifier()
    filled = {item: value for item, value in kept.items() if value}
    store.start(new, None, questionnaire.name, clock.today(), of_round.id, PAPER, given=filled)
    return new


def remove_sheet(store: Store, clock: Clock, of_round: Round, sheet_id: str) -> None:
    """Remove a sheet that was keyed in. Raises `ClosedError` or `GoneError`."""
    _refuse_if_over(store, clock, of_round)
    if sheet_id not in [sheet.id for sheet in sheets(store, clock, of_round)]:
        raise GoneError("This sheet is not there any more.")

    store.delete(sheet_id)


def differences(questionnaire: Questionnaire, sheet: Sheet, again: Mapping[str, str]) -> tuple[Difference, ...]:
    """What differs when a sheet is keyed in a second time, in the order of the second time."""
    kept = {item: checked(questionnaire, item, value) for item, value in again.items()}
    return tuple(
        Difference(item, sheet.answers.get(item, ""), value)
        for item, value in kept.items()
        if item != SHEET and sheet.answers.get(item, "") != value
    )


def agreed(store: Store, of_round: Round) -> StoredAssessment | None:
    """The answer that a meeting agreed on, or None."""
    return next((one for one in store.responses(of_round.id) if one.mode == GROUP), None)


def agree(
    store: Store,
    clock: Clock,
    codes: Codes,
    questionnaire: Questionnaire,
    of_round: Round,
    given: Mapping[str, str],
) -> str:
    """Store what a meeting agreed on, in the place of what was agreed before; also after closing.

    `given` holds `present`, how many were there, and `dissent`. Raises `UnusableError` for a number that is none.
    """
    kept = {item: checked(questionnaire, item, value) for item, value in given.items()}
    present = kept.get(PRESENT, "")
    if not (present.isascii() and present.isdigit() and 2 <= int(present) <= MOST_PRESENT):
        raise UnusableError(f"'{present}' people cannot agree. Write how many were there, 2 to {MOST_PRESENT}.")
    if not any(value for item, value in kept.items() if item not in (PRESENT, GROUP_TEXT)):
        raise UnusableError("The meeting's answer has no choice yet.")
    before = agreed(store, of_round)

    if before is not None:
        taken_back = {item: "" for item in before.answers if item not in kept}
        store.save_all(before.id, {**taken_back, **kept})
        return before.id
    new = codes.identifier()
    filled = {item: value for item, value in kept.items() if value}
    store.start(new, None, questionnaire.name, clock.today(), of_round.id, GROUP, given=filled)
    return new


def remove_agreed(store: Store, of_round: Round) -> None:
    """Remove what a meeting agreed on, if there is anything."""
    found = agreed(store, of_round)

    if found is not None:
        store.delete(found.id)


def waiting_texts(
    store: Store, codes: Codes, questionnaire: Questionnaire, thresholds: Thresholds, of_round: Round
) -> tuple[WaitingText, ...]:
    """The texts of a closed round that the rule lets somebody read, in an order that tells nothing; the rest nobody."""
    kept = store.snapshot(of_round.id)
    if kept is None:
        return ()
    release = from_text(kept).release
    if release.texts != Suppressed(MODERATION) or isinstance(release.counting, Suppressed):
        return ()
    few = release.counting < thresholds.all
    placed = [
        (one, item)
        for one in _counting(questionnaire, store.responses(of_round.id))
        for item in text_items(questionnaire)
        if one.answers.get(item) and not (few and one.answers.get(THOUGH_FEW) != YES)
    ]

    places = (of_round.area.name, of_round.area.municipality)
    found = [
        WaitingText(
            id=codes.digest(f"text {one.id} {item}")[:32],
            item=item,
            words=one.answers[item],
            approved=item in one.approved,
            flags=flags(one.answers[item], places),
        )
        for one, item in placed
    ]
    return tuple(sorted(found, key=lambda text: sha256(f"{text.item}\n{text.words}".encode()).digest()))


def approve(
    store: Store,
    codes: Codes,
    questionnaire: Questionnaire,
    thresholds: Thresholds,
    of_round: Round,
    approved: Mapping[str, bool],
) -> None:
    """Say of texts, by their ids, whether they may be shown; an id that is none of the waiting ones is left."""
    waiting = {text.id for text in waiting_texts(store, codes, questionnaire, thresholds, of_round)}
    wanted = {id_: word for id_, word in approved.items() if id_ in waiting}

    for one in store.responses(of_round.id):
        for item in one.answers:
            id_ = codes.digest(f"text {one.id} {item}")[:32]
            if id_ in wanted and wanted[id_] != (item in one.approved):
                store.approve(one.id, item, wanted[id_])


def _counting(questionnaire: Questionnaire, stored: tuple[StoredAssessment, ...]) -> list[StoredAssessment]:
    """The stored responses that count."""
    placed = [(one, round_response(questionnaire, one.answers, one.mode)) for one in stored]
    pooled = [(one, response) for one, response in placed if makes_phase(questionnaire, response)]
    levels = columns(questionnaire, [response for _, response in pooled]).levels
    return [one for (one, _), counted in zip(pooled, counts(questionnaire, levels), strict=True) if counted]


def _sheet(one: StoredAssessment) -> Sheet:
    return Sheet(one.id, one.answers.get(SHEET, ""), one.answers)


def _refuse_if_over(store: Store, clock: Clock, of_round: Round) -> None:
    if not store.round(of_round.id).is_open(clock.today()):
        raise ClosedError("The round is closed. It takes no answers any more.")
