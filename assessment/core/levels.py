"""From answers to the level of each domain: the low median, and whether a domain is rated (section 2 of the rule)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assessment.core.rule import Rule

BoolArray = NDArray[np.bool_]


def at_least(counts: np.ndarray) -> np.ndarray:
    """How many answers are at level k or above: ... x K from the counts ... x K of each level.

    >>> at_least(np.array([2, 0, 0, 0, 3]))
    array([5, 3, 3, 3, 3])
    """
    return np.flip(np.flip(counts, -1).cumsum(-1), -1)


def low_median(reached: np.ndarray) -> NDArray[np.int8]:
    """L_d, the largest k with S_d(k) > 1/2, else 0. `reached` is ... x K from `at_least`; the result is without K.

    S_d(k) is the share of the n_d answers with level >= k. It falls with k, so that counting the levels that more
    than half reach gives the largest of them. Compared as whole numbers: 2 * reached(k) > n_d.

    >>> low_median(at_least(np.array([[0, 0, 1, 1, 0], [0, 0, 1, 2, 0], [2, 0, 0, 0, 3]]))).tolist()
    [2, 3, 4]
    """
    more_than_half = 2 * reached[..., 1:] > reached[..., :1]
    return np.asarray(count_true(more_than_half), dtype=np.int8)


def count_true(mask: np.ndarray) -> NDArray[np.int8]:
    """How many are true along the last axis, at most 127: eight times cheaper than a sum into long integers."""
    return np.asarray(mask.view(np.int8).sum(-1, dtype=np.int8))


def is_rated(answers: np.ndarray, dk: np.ndarray, counting: np.ndarray, min_answers: int, rule: Rule) -> BoolArray:
    """Whether domains are rated: at least `min_answers` levels, and at most `dk_share` of the counting said dk.

    `answers` (n_d) and `dk` have one shape, ... x D; `counting` is the number of counting responses, broadcast
    against it. An empty answer is not a *don't know*.
    """
    allowed = rule.dk_share
    enough = answers >= min_answers
    return np.asarray(enough & (dk * allowed.denominator <= counting * allowed.numerator), dtype=np.bool_)
