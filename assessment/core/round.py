"""A round: the responses of one area in one period, answered by link until it closes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from assessment.core.area import Area

NOTHING, RELEASED, DETAIL = "nothing", "released", "detail"
SHARES = (NOTHING, RELEASED, DETAIL)
# How answers may come: by the share link (with one-time codes in a strict round), on paper that the coordinator
# keys in, and as one answer that a meeting agrees on.
LINK, PAPER, GROUP = "link", "paper", "group"
WAYS = (LINK, PAPER, GROUP)
DAYS, MOST_DAYS = 28, 366
MOST_SLIPS = 1000


@dataclass(frozen=True)
class Round:
    """One round of one area.

    `closes_on` is the last day on which answers are taken, `closed_on` the day on which it was closed, if it was.
    `share` says what the municipality is shown (`nothing`, the released result, or that with the first domain in
    detail), `is_example` whether the area may be named to other communities, `may_answer` who may answer, in the
    coordinator's words; `ways` how answers may come. `slips` is the number of one-time codes of a strict round, each
    of which opens one response; 0 where everybody with the link may answer. From `anonymised_on` on only counts are
    left of its responses. Rounds of one `series` follow one another, each opened from the one before: only these are
    shown together, for whoever opens a round under the same name learns nothing of another's. `number` is its place
    among them, in the order of opening. `opened_by` is the municipality that opened it for the area, together with
    rounds of others; empty where the area opened it itself.
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
    ways: tuple[str, ...] = WAYS
    slips: int = 0
    anonymised_on: date | None = None
    series: str = ""
    number: int = 1
    opened_by: str = ""

    @property
    def is_strict(self) -> bool:
        """Whether it takes a printed one-time code to answer."""
        return self.slips > 0

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
