"""Counts of the answers, for many communities at once: everything but the bootstrap is computed from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from assessment.core.questionnaire import TRENDS, Questionnaire
from assessment.core.response import NO_ANSWER, Columns, IntArray, counts


@dataclass(frozen=True)
class Tally:
    """Counts over the counting responses of M communities.

    `responses` and `counting` are M; `levels` M x D x K (how many chose each level); `dk` M x D; `trends`
    M x D x 4 (better, same, worse, dk); `extras` for each question M x options.
    """

    responses: IntArray
    counting: IntArray
    levels: IntArray
    dk: IntArray
    trends: IntArray
    extras: Mapping[str, IntArray]


def tally(questionnaire: Questionnaire, rows: Columns, community: IntArray, size: int) -> Tally:
    """Count `rows`, whose i-th belongs to community `community[i]` of `size`. Rows that do not count are left out."""
    domains, top = len(questionnaire.domains), questionnaire.top
    kept = counts(questionnaire, rows.levels)
    counting, where = rows.take(kept), community[kept]
    levels = _spread(counting.levels, where, size, top + 1)
    trends = _spread(counting.trends, where, size, len(TRENDS))
    extras = {
        question.id: _spread(counting.extras[question.id][:, None], where, size, len(question.options))[:, 0, 2:]
        for question in questionnaire.questions
    }
    return Tally(
        responses=np.bincount(community, minlength=size),
        counting=np.bincount(where, minlength=size),
        levels=levels[:, :domains, 2:],
        dk=levels[:, :domains, 1],
        trends=trends[:, :domains, 2:],
        extras=extras,
    )


def _spread(codes: np.ndarray, community: IntArray, size: int, values: int) -> IntArray:
    """M x D x (2 + values): how often each code from `NO_ANSWER` upwards occurs. One pass over flat positions."""
    width, slots = codes.shape[1], values - NO_ANSWER
    cell = community[:, None] * width + np.arange(width)
    flat = (cell * slots + codes - NO_ANSWER).ravel()
    return np.bincount(flat, minlength=size * width * slots).reshape(size, width, slots)
