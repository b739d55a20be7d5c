"""How far the answers to a domain agree (section 7 of the rule). Everything is computed from counts ... x K."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from assessment.core.rule import Agreement

FloatArray = NDArray[np.float64]

AGREE, MIXED, DIVIDED = "agree", "mixed", "divided"
# Means of whole numbers are compared with limits such as 0.8 that no float holds exactly.
SLACK = 1e-9


@dataclass(frozen=True)
class DomainAgreement:
    """Agreement on one domain: AD in phases, share within one step of the level, two camps, A, and the label.

    `a` is None where it is not defined: with fewer than three levels.
    """

    ad: float
    within_one: float
    two_camps: bool
    a: float | None
    label: str


def ordinary_median(counts: np.ndarray) -> FloatArray:
    """The ordinary median of each row of counts: the mean of the two middle answers when their number is even."""
    below = counts.cumsum(-1)
    number = below[..., -1:]
    lower = (below < (number + 1) // 2).sum(-1)
    upper = (below < number // 2 + 1).sum(-1)
    return np.asarray((lower + upper) / 2.0, dtype=np.float64)


def average_deviation(counts: np.ndarray) -> FloatArray:
    """AD: mean of abs(x - median), in phases; NaN without answers. Burke & Dunlap 2002.

    >>> float(average_deviation(np.array([0, 5, 0, 5, 0])))
    1.0
    """
    distance = np.abs(np.arange(counts.shape[-1]) - ordinary_median(counts)[..., None])
    with np.errstate(invalid="ignore"):
        return np.asarray((counts * distance).sum(-1) / counts.sum(-1), dtype=np.float64)


def within_one(counts: np.ndarray, level: np.ndarray) -> FloatArray:
    """Share of the answers within one step of `level` (...); NaN without answers."""
    near = np.abs(np.arange(counts.shape[-1]) - np.asarray(level)[..., None]) <= 1
    with np.errstate(invalid="ignore"):
        return np.asarray((counts * near).sum(-1) / counts.sum(-1), dtype=np.float64)


def two_camps(counts: np.ndarray, limits: Agreement) -> NDArray[np.bool_]:
    """Whether the answers form two camps.

    There are a < b, b - a >= camps_distance, such that at least `camps_share` of n >= camps_min answers lie at or
    below a, as many at or above b, and every count strictly between is at most half of the smaller of the two
    camps' largest counts.
    """
    number = counts.sum(-1)
    found = np.zeros(number.shape, dtype=np.bool_)
    enough = limits.camps_share.numerator * number
    for a, b in combinations(range(counts.shape[-1]), 2):
        if b - a < limits.camps_distance:
            continue
        low, between, high = counts[..., : a + 1], counts[..., a + 1 : b], counts[..., b:]
        sizes = np.minimum(low.sum(-1), high.sum(-1)) * limits.camps_share.denominator
        peak = np.minimum(low.max(-1), high.max(-1))
        found |= (sizes >= enough) & (2 * between.max(-1, initial=0) <= peak)
    return np.asarray(found & (number >= limits.camps_min), dtype=np.bool_)


def van_der_eijk_a(counts: np.ndarray) -> FloatArray:
    """Agreement A of ordered counts ... x K, from -1 (two extremes) over 0 (flat) to 1 (one level); K >= 3.

    The counts are peeled into layers of equal height; A = sum over layers of (answers in the layer / n) * A(pattern),
    A(pattern) = U * (1 - (S - 1) / (K - 1)), S = number of used levels, U as in `_pattern_agreement`. NaN without
    answers. Source: van der Eijk 2001, Quality & Quantity 35: 325-341.

    >>> round(float(van_der_eijk_a(np.array([30, 40, 210, 130, 530, 50, 10]))), 7)
    0.6113333
    """
    size = counts.shape[-1]
    of_pattern = _pattern_agreements(size)
    powers = 2 ** np.arange(size)
    left = counts.astype(np.float64)
    total = np.zeros(counts.shape[:-1])
    tiny = 1e-9 * np.maximum(left.max(-1, initial=0.0), 1.0)[..., None]
    for _ in range(size):
        used = left > tiny
        height = np.where(used, left, np.inf).min(-1, initial=np.inf)
        height = np.where(np.isfinite(height), height, 0.0)
        total += height * used.sum(-1) * of_pattern[used @ powers]
        left = np.where(used, left - height[..., None], 0.0)
    with np.errstate(invalid="ignore"):
        return np.asarray(total / counts.sum(-1), dtype=np.float64)


@lru_cache
def _pattern_agreements(size: int) -> FloatArray:
    """A of every pattern of used levels, at the position whose bits are the levels."""
    patterns = (np.arange(2**size)[:, None] >> np.arange(size)) & 1
    return np.array([_pattern_agreement(pattern) for pattern in patterns])


def _pattern_agreement(pattern: np.ndarray) -> float:
    """U * (1 - (S - 1) / (K - 1)); U = ((K - 2) TU - (K - 1) TDU) / ((K - 2) (TU + TDU)).

    TU counts the ordered triples 110 and 011 (unimodal), TDU the triples 101 (bimodal).
    """
    size, used = len(pattern), int(pattern.sum())
    if used <= 1:
        return float(used)
    triples = [tuple(pattern[list(three)]) for three in combinations(range(size), 3)]
    unimodal = sum(triple in ((1, 1, 0), (0, 1, 1)) for triple in triples)
    bimodal = sum(triple == (1, 0, 1) for triple in triples)
    if unimodal + bimodal == 0:
        return 0.0
    u = ((size - 2) * unimodal - (size - 1) * bimodal) / ((size - 2) * (unimodal + bimodal))
    return float(u * (1 - (used - 1) / (size - 1)))


def labels(ad: FloatArray, camps: NDArray[np.bool_], a: FloatArray, limits: Agreement) -> NDArray[np.str_]:
    """The label of each domain. NaN in `a` (not defined) never makes a domain divided."""
    divided = (ad > limits.divided + SLACK) | camps | (a < -SLACK)
    return np.where(divided, DIVIDED, np.where(ad <= limits.agree + SLACK, AGREE, MIXED))
