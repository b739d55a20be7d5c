"""A round: the responses of one area in one period, answered by link until it closes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from assessment.core.area import Area

NOTHING, RELEASED, DETAIL = "nothing", "released", "detail"
SHARES = (NOTHING, RELEASED, DETAIL)
DAYS, MOST_DAYS = 28, 366


@dataclass(frozen=True)
class Round:
    """One round of one area.

    `closes_on` is the last day on which answers are taken, `closed_on` the day on which it was closed, if it was.
    `share` says what the municipality is shown (`nothing`, the released result, or that with the first domain in
    detail), `is_example` whether the area may be named to other communities, `may_answer` who may answer, in the
    coordinator's words.
    """

    id: str
    questionnaire: str
    area: Area
    period: str
    opened_on: date
    closes_on: date
    share: str = RELEASED
    is_example: bool = False
    may_answer: str = ""
    closed_on: date | None = None

    def is_open(self, today: date) -> bool:
        """Whether answers are taken: not closed, and the last day is not over."""
        return self.closed_on is None and today <= self.closes_on

    def is_due(self, today: date) -> bool:
        """Whether it waits to be closed: its last day is over."""
        return self.closed_on is None and today > self.closes_on


def last_day(opened_on: date, days: int) -> date:
    """The last day of a round that is open for `days` days, the first one counted.

    >>> last_day(date(2026, 11, 24), 28).isoformat()
    '2026-12-21'
    """
    return opened_on + timedelta(days=days - 1)
