"""Responses: one person's answers, and many of them as columns for the array work of the rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from assessment.core.questionnaire import TRENDS, Questionnaire

ONLINE, PAPER, WORKSHOP = "online", "paper", "workshop"
POOLED_MODES = (ONLINE, PAPER, WORKSHOP)
GROUP, OUTSIDE = "group", "outside"
MODES = (*POOLED_MODES, GROUP, OUTSIDE)

# Codes of an answer that is no level; levels themselves are 0 ... K-1.
DK = -1
NO_ANSWER = -2

IntArray = NDArray[np.int64]
SmallArray = NDArray[np.int8]


@dataclass(frozen=True)
class Response:
    """One person's answers, or one answer of a group.

    `levels` holds for each domain, in the questionnaire's order, a level 0 ... K-1, `DK` or `NO_ANSWER`; `trends`
    a position in `TRENDS` or `NO_ANSWER`; `extras` the chosen option of each extra question that was answered.
    """

    role: str
    mode: str
    levels: tuple[int, ...]
    trends: tuple[int, ...]
    extras: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    respondent: str = ""
    present: int | None = None


@dataclass(frozen=True)
class PlacedResponse:
    """A response with the settlement and round that it belongs to; `row` is where it stood in a file."""

    settlement: str
    round: str
    response: Response
    row: int = 0


@dataclass(frozen=True)
class Columns:
    """Responses as columns: `levels` and `trends` are n x D codes, `extras` for each question n option positions."""

    levels: SmallArray
    trends: SmallArray
    extras: Mapping[str, SmallArray]

    def __len__(self) -> int:
        return len(self.levels)

    def take(self, chosen: NDArray[np.bool_] | IntArray) -> Columns:
        """The rows that a mask or an array of positions selects."""
        extras = {question: column[chosen] for question, column in self.extras.items()}
        return Columns(self.levels[chosen], self.trends[chosen], extras)


def columns(questionnaire: Questionnaire, responses: Sequence[Response]) -> Columns:
    """The responses as columns, in the same order."""
    shape = (len(responses), len(questionnaire.domains))
    levels = np.array([r.levels for r in responses], dtype=np.int8).reshape(shape)
    trends = np.array([r.trends for r in responses], dtype=np.int8).reshape(shape)
    extras = {
        question.id: np.array(
            [_position(question.options, r.extras.get(question.id)) for r in responses], dtype=np.int8
        )
        for question in questionnaire.questions
    }
    return Columns(levels, trends, extras)


def _position(options: tuple[str, ...], chosen: str | None) -> int:
    return NO_ANSWER if chosen is None else options.index(chosen)


def makes_phase(questionnaire: Questionnaire, response: Response) -> bool:
    """Whether a response belongs to those that make the phase. The mode decides before the role."""
    makers = {role.id for role in questionnaire.roles if role.makes_phase}
    return response.mode in POOLED_MODES and response.role in makers


def is_municipal(questionnaire: Questionnaire, response: Response) -> bool:
    """Whether a response belongs to the municipal view: an individual one of a role that does not make the phase."""
    return response.mode in POOLED_MODES and not makes_phase(questionnaire, response)


def counts(questionnaire: Questionnaire, levels: SmallArray) -> NDArray[np.bool_]:
    """Which rows count: those with a level in at least `counting_share` of the domains."""
    needed = questionnaire.rule.counting_share
    answered = (levels >= 0).sum(axis=1)
    return np.asarray(answered * needed.denominator >= needed.numerator * levels.shape[1], dtype=np.bool_)


def trend_code(trend: str) -> int:
    """The code of a trend's id; an empty id is no answer."""
    return TRENDS.index(trend) if trend else NO_ANSWER
