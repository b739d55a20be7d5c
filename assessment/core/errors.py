"""The exceptions of the project.

AssessmentError
├── RowsError            rows of responses that cannot be scored, every fault listed
├── FileError            a file of others that cannot be taken in, every fault with the id of its text
├── QuestionnaireError   no usable questionnaire was found
├── UnknownItemError     an item or option that the questionnaire does not have
├── TooLongError         a text that is longer than what is kept
├── WrongCodeError       a code that leads nowhere
│   └── SpentError       a one-time code that was used before
├── EndedError           an access that is over
│   ├── ExpiredError     its last day has passed
│   └── RevokedError     somebody ended it
├── ForbiddenError       something that this access does not allow
├── TooManyTriesError    too many wrong codes; wait
├── ThresholdError       a threshold that would show single people
├── ElsewhereError       the visitor's answers are open on another device, or were deleted
├── ClosedError          the round takes no answers any more
├── MoveError            a move of a workshop that is not possible now
├── StaleError           a move that was decided by what a workshop is not any more
├── VoteError            a vote that a workshop does not take now
├── ChangedError         the register of areas was changed meanwhile, or later steps build on what is to be undone
├── UnusableError        something that was asked for cannot be done as it was written
└── StoreError           the database cannot be used as it is
    └── GoneError        there is no assessment with this id: it was deleted, or never started here
"""

from collections.abc import Mapping
from typing import NamedTuple


class AssessmentError(Exception):
    """The root: whatever the project raises on purpose."""


class RowsError(AssessmentError):
    """Rows of responses that cannot be scored; `faults` holds the sentences, `number` says how many faults they name.

    One sentence may name the same fault in several rows.
    """

    def __init__(self, faults: list[str], number: int | None = None) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults
        self.number = len(faults) if number is None else number


class Finding(NamedTuple):
    """Something found in a file: the id of the interface's text that says it, and what fills its places."""

    text: str
    values: Mapping[str, str | int]


class FileError(AssessmentError):
    """A file that cannot be taken in; `faults` hold what is wrong, for the words of whoever is told."""

    def __init__(self, *faults: Finding) -> None:
        super().__init__("; ".join(f"{fault.text} {dict(fault.values)}" for fault in faults))
        self.faults = faults


class QuestionnaireError(AssessmentError):
    """No usable questionnaire was found."""


class UnknownItemError(AssessmentError):
    """An item or option that the questionnaire does not have."""


class TooLongError(AssessmentError):
    """A text that is longer than what is kept."""


class WrongCodeError(AssessmentError):
    """A code that leads nowhere."""


class SpentError(WrongCodeError):
    """A one-time code that was used before."""


class EndedError(AssessmentError):
    """An access that is over."""


class ExpiredError(EndedError):
    """An access whose last day has passed."""


class RevokedError(EndedError):
    """An access that somebody ended."""


class ForbiddenError(AssessmentError):
    """Something that this access does not allow."""


class TooManyTriesError(AssessmentError):
    """Too many wrong codes were tried; after a minute the next may be."""


class ThresholdError(AssessmentError):
    """A threshold of release that would show single people."""


class StoreError(AssessmentError):
    """The database cannot be used as it is."""


class GoneError(StoreError):
    """There is no assessment with this id: it was deleted, or never started here."""


class ElsewhereError(AssessmentError):
    """The answers of this visit are open on another device by now, or were deleted there."""


class ClosedError(AssessmentError):
    """The round takes no answers any more."""


class FullError(AssessmentError):
    """So many have joined the workshop that it is no room of people any more."""


class MoveError(AssessmentError):
    """A move that is not possible in the workshop's `state`; `allowed` are those that are."""

    def __init__(self, move: str, state: str, allowed: tuple[str, ...]) -> None:
        super().__init__(
            f"'{move}' is not possible while the workshop is '{state}'. Possible: {', '.join(allowed) or '-'}."
        )
        self.move, self.state, self.allowed = move, state, allowed


class StaleError(AssessmentError):
    """A move that was decided by revision `seen`; the workshop is at revision `current` by now."""

    def __init__(self, seen: int, current: int) -> None:
        super().__init__(
            f"The workshop has moved on: it is at revision {current}, you saw {seen}. Look, and decide anew."
        )
        self.seen, self.current = seen, current


class VoteError(AssessmentError):
    """A vote that is not taken now; `reason` is one of `core.workshop.REFUSALS`."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"The vote is not taken: {reason}.")
        self.reason = reason


class ChangedError(AssessmentError):
    """The register of areas was changed meanwhile, or later steps build on what is to be undone."""


class OpenError(AssessmentError):
    """The round takes answers again, so that nothing of it may be released."""


class UnusableError(AssessmentError):
    """Something that was asked for cannot be done as it was written; the sentence says what is allowed."""
