"""How sure a phase is: bootstrap, shrinkage, labels, range, interval of the index, and exact bounds (section 6)."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from assessment.core.agreement import SLACK
from assessment.core.levels import BoolArray, is_rated, low_median
from assessment.core.phase import INSUFFICIENT, phase_of
from assessment.core.questionnaire import Questionnaire
from assessment.core.response import DK, SmallArray

CLEAR, LEANING, BETWEEN = "clear", "leaning", "between"
# Replicates are drawn in blocks of so many weights, so that ten thousand responses need no gigabyte.
BLOCK = 4_000_000

FloatArray = NDArray[np.float64]


@dataclass(frozen=True)
class Replicates:
    """What the bootstrap gave: the phase of each replicate (B) and its index (B, NaN where no domain has answers)."""

    phases: NDArray[np.int8]
    indices: FloatArray


def bootstrap(questionnaire: Questionnaire, levels: SmallArray, rated: BoolArray, min_answers: int) -> Replicates:
    """Resample whole counting responses (`levels`, n x D codes) with replacement, B times, and score each sample.

    `rated` (D) are the domains of the point estimate, over which the index is taken. The responses are sorted
    first and the seed comes from them, so that the same answers give the same figures in any order.
    """
    rows = levels[np.lexsort(levels.T[::-1])]
    n, size = len(rows), questionnaire.rule.uncertainty.replicates
    draws = np.random.PCG64(_seed(questionnaire, rows))
    features = _features(rows, questionnaire.top)
    phases, indices = [], []
    per_block = max(1, BLOCK // n)
    for start in range(0, size, per_block):
        block = min(per_block, size - start)
        weights = _weights(draws, n, block)
        # Replicates lie along the memory, so that every later step runs over them and not over eight domains.
        counts = (features.T @ weights.T).reshape(len(rated), questionnaire.top + 2, block).transpose(2, 0, 1)
        phases.append(_phases(questionnaire, counts, n, min_answers))
        indices.append(_indices(counts, rated))
    return Replicates(np.concatenate(phases), np.concatenate(indices))


def _seed(questionnaire: Questionnaire, rows: SmallArray) -> int:
    """SHA-256 of the questionnaire's version and the sorted rows, as a number."""
    digest = sha256(questionnaire.name.encode() + b"\n" + np.ascontiguousarray(rows).tobytes()).digest()
    return int.from_bytes(digest, "big")


def _weights(draws: np.random.PCG64, n: int, block: int) -> NDArray[np.float32]:
    """How often each of n responses is drawn, block x n. Floats of whole numbers: the product below is exact.

    Positions come from the raw bits, 32 for each, rather than from `Generator.integers`, whose stream may change
    with NumPy.
    """
    size = block * n
    raw = np.asarray(draws.random_raw((size + 1) // 2), dtype="<u8").view("<u4")[:size]
    drawn = raw.astype(np.int64)  # in place from here on: fresh memory costs more than the arithmetic
    drawn *= n
    drawn >>= 32
    drawn.reshape(block, n)[...] += np.arange(0, size, n)[:, None]
    weights = np.zeros(size, dtype=np.float32)
    np.add.at(weights, drawn, np.float32(1))
    return weights.reshape(block, n)


def _features(rows: SmallArray, top: int) -> NDArray[np.float32]:
    """n x D(K + 1): for each domain whether the level is at least 0 ... K-1, and whether it is a dk."""
    reaches = rows[:, :, None] >= np.arange(top + 1, dtype=np.int8)
    dk = (rows == DK)[:, :, None]
    return np.concatenate([reaches, dk], axis=2).reshape(len(rows), -1).astype(np.float32)


def _phases(questionnaire: Questionnaire, counts: NDArray[np.float32], n: int, min_answers: int) -> NDArray[np.int8]:
    reached = counts[..., :-1]
    rated = is_rated(reached[..., 0], counts[..., -1], np.array(n), min_answers, questionnaire.rule)
    return phase_of(questionnaire, low_median(reached), rated)


def _indices(counts: NDArray[np.float32], rated: BoolArray) -> FloatArray:
    """Mean over the rated domains of the mean level, skipping those without answers in a replicate.

    The sum of the levels is the number of answers at >= 1, at >= 2 and so on, added up.
    """
    answers = counts[..., 0]
    has = (answers > 0) & rated
    sums = counts[..., 1:-1].sum(-1).astype(np.float64)
    means = np.divide(sums, answers, out=np.zeros_like(sums), where=has)
    with np.errstate(invalid="ignore"):
        return np.asarray(means.sum(-1) / has.sum(-1), dtype=np.float64)


def shrunk(shares: FloatArray, n: int, pseudo: float = 1.0) -> FloatArray:
    """P~(k) = (n P(k) + m (P(k-1) + P(k+1)) / 2) / (n + m), with m pseudo-responses, reflected at the ends.

    >>> shrunk(np.array([0, 0, 0, 1.0, 0]), 5).round(4).tolist()
    [0.0, 0.0, 0.0833, 0.8333, 0.0833]
    """
    padded = np.concatenate([shares[:1], shares, shares[-1:]])
    neighbours = (padded[:-2] + padded[2:]) / 2
    return np.asarray((n * shares + pseudo * neighbours) / (n + pseudo), dtype=np.float64)


def probabilities(questionnaire: Questionnaire, phases: NDArray[np.int8], n: int) -> tuple[FloatArray | None, float]:
    """P~ of each phase over the replicates with a phase (None if none has), and the share without one."""
    valid = phases[phases != INSUFFICIENT]
    missing = (len(phases) - len(valid)) / len(phases)
    if not len(valid):
        return None, missing
    shares = np.bincount(valid, minlength=questionnaire.top + 1) / len(valid)
    return shrunk(shares, n, questionnaire.rule.uncertainty.pseudo_responses), missing


def label_of(questionnaire: Questionnaire, probability: FloatArray, phase: int) -> str:
    """`clear`, `leaning` or `between`, by P~ of the point phase and of its neighbours."""
    limits = questionnaire.rule.uncertainty
    neighbours = [probability[k] for k in (phase - 1, phase + 1) if 0 <= k <= questionnaire.top]
    if max(neighbours) >= limits.neighbour - SLACK or probability[phase] < limits.leaning - SLACK:
        return BETWEEN
    return CLEAR if probability[phase] >= limits.clear - SLACK else LEANING


def range_of(questionnaire: Questionnaire, probability: FloatArray, phase: int) -> tuple[int, int]:
    """The smallest run of phases that holds the point phase with enough P~; of equals the likelier, then the lower."""
    needed = questionnaire.rule.uncertainty.range - SLACK
    for size in range(1, questionnaire.top + 2):
        starts = range(max(0, phase - size + 1), min(phase, questionnaire.top + 1 - size) + 1)
        sums = [(round(float(probability[s : s + size].sum()), 9), -s) for s in starts]
        best, start = max(sums)
        if best >= needed:
            return -start, -start + size - 1
    return 0, questionnaire.top


def index_interval(questionnaire: Questionnaire, indices: FloatArray) -> tuple[float, float]:
    """The percentile interval of the index over all replicates that have one, interpolated between neighbours."""
    known = np.sort(indices[~np.isnan(indices)])
    places = np.array(questionnaire.rule.uncertainty.interval) / 100 * (len(known) - 1)
    low, high = np.interp(places, np.arange(len(known)), known)
    return float(low), float(high)


def bounds(
    questionnaire: Questionnaire, reached: np.ndarray, counting: np.ndarray, min_answers: int
) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
    """The phase if every missing or dk level of the counting responses were 0, and if it were K-1; both M.

    `reached` is M x D x K from `at_least`, `counting` M. The rule is monotone, so the phase of any completion lies
    between (worst-case bounds after Manski). With every answer given all domains are rated, and more of them must
    reach a level: where some are not rated now, the phase itself may lie outside the bounds.
    """
    missing = counting[:, None, None] - reached[..., :1]
    low = reached.copy()
    low[..., :1] += missing
    high = reached + missing
    rated = np.broadcast_to(counting[:, None] >= min_answers, reached.shape[:-1])
    return phase_of(questionnaire, low_median(low), rated), phase_of(questionnaire, low_median(high), rated)
