"""Single responses as a spreadsheet in the columns that `score` reads, so that they come back in as they went out."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from typing import Protocol, TextIO

from assessment.core.questionnaire import DONT_KNOW, TRENDS, Questionnaire
from assessment.reports.score_report import safe


class Response(Protocol):
    """One response, as the journey gives it."""

    @property
    def role(self) -> str:
        """Who answered."""

    @property
    def mode(self) -> str:
        """How the answers came."""

    @property
    def levels(self) -> tuple[int, ...]:
        """A level, or below 0: -1 for don't know, else no answer."""

    @property
    def trends(self) -> tuple[int, ...]:
        """Positions in `TRENDS`, or below 0 for no answer."""

    @property
    def extras(self) -> Mapping[str, str]:
        """The chosen option of each extra question."""


class PlacedResponse(Protocol):
    """A response with its settlement and round."""

    @property
    def settlement(self) -> str:
        """The settlement's name."""

    @property
    def round(self) -> str:
        """The round's name."""

    @property
    def row(self) -> int:
        """Its number."""

    @property
    def response(self) -> Response:
        """The answers."""


def write(questionnaire: Questionnaire, placed: Sequence[PlacedResponse], to: TextIO) -> None:
    """Write a row for each response, below the names of the columns. Nobody's own words are among them."""
    q, writer = questionnaire, csv.writer(to, lineterminator="\n")
    trends = [f"{domain}_trend" for domain in q.domain_ids]
    extras = [question.id for question in q.questions]
    writer.writerow(["settlement", "round", "respondent", "role", "mode", *q.domain_ids, *trends, *extras])
    for one in placed:
        given = one.response
        writer.writerow(
            [
                safe(one.settlement),
                safe(one.round),
                one.row,
                given.role,
                given.mode,
                *(_level(level) for level in given.levels),
                *(TRENDS[trend] if trend >= 0 else "" for trend in given.trends),
                *(given.extras.get(extra, "") for extra in extras),
            ]
        )


def _level(level: int) -> str:
    return str(level) if level >= 0 else DONT_KNOW if level == -1 else ""
