"""What a closed round leaves behind for comparison, and when two may not be compared (section 8 of the rule)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

import numpy as np

from assessment.core.questionnaire import Questionnaire
from assessment.core.released import ALL, FULLER, Release
from assessment.core.response import Columns, counts
from assessment.core.suppression import FEW, NOT_DETAILED, Suppressed

# Why there is no comparison, besides the reasons of suppression.
QUESTIONNAIRE, MODE, APART, INSUFFICIENT, NOTHING_COMMON = "questionnaire", "mode", "apart", "insufficient", "common"

# Sets of questionnaire versions that are declared comparable with one another: with the same domains and phases.
Comparable = Collection[frozenset[str]]


@dataclass(frozen=True)
class Refused:
    """There is no comparison; `about` names what differs, e.g. both questionnaire versions."""

    reason: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class IndexBasis:
    """From which the index over any set of domains follows: the domains' means, and D x D how these vary together.

    A domain without answers has no mean.
    """

    means: tuple[float | None, ...]
    covariance: tuple[tuple[float, ...], ...]

    def over(self, domains: Sequence[int]) -> tuple[float, float]:
        """I over `domains`, the mean of m_d, and its standard error: sqrt(sum of their covariances) / how many."""
        means = [mean for d in domains if (mean := self.means[d]) is not None]
        if not means or len(means) < len(domains):
            raise ValueError("there is no index over no domains, nor over one without answers")
        variance = sum(self.covariance[a][b] for a in domains for b in domains)
        return sum(means) / len(means), sqrt(max(variance, 0.0)) / len(means)


def index_basis(questionnaire: Questionnaire, rows: Columns) -> IndexBasis:
    """The basis from the pooled responses `rows` (n x D codes); those that do not count are left out.

    u_id = (x_id - m_d) / n_d for a response i with a level in domain d, else 0; cov(d, e) = sum_i u_id u_ie. This
    is what the covariance of the means over bootstrap samples of whole responses tends to, without drawing them
    (the infinitesimal jackknife; Efron 1982, The Jackknife, the Bootstrap and Other Resampling Plans, chapter 6).
    For one domain it is sum (x - m)^2 / n^2.
    """
    levels = rows.levels[counts(questionnaire, rows.levels)].astype(np.float64)
    answered = levels >= 0
    number = answered.sum(0)
    at_least_one = np.maximum(number, 1)
    means = np.where(answered, levels, 0).sum(0) / at_least_one
    u = np.where(answered, levels - means, 0) / at_least_one
    return IndexBasis(
        means=tuple(float(mean) if n else None for mean, n in zip(means, number, strict=True)),
        covariance=tuple(tuple(float(value) for value in row) for row in u.T @ u),
    )


@dataclass(frozen=True)
class Standing:
    """A closed round as it is compared. All of it is frozen at the closing, so that nothing can be subtracted later.

    `release` is what the viewer may see of it; `chances` (P~) and `index` never leave but through a comparison.
    `place` is what communities are grouped by; `visitable` says that others may be sent here for a visit.
    """

    community: str
    name: str
    place: str
    closed_on: date
    release: Release
    chances: tuple[float, ...] | None
    index: IndexBasis
    visitable: bool = False

    @property
    def domains(self) -> tuple[int, ...]:
        """The rated domains over which the viewer may be given an index."""
        return tuple(
            d
            for d, domain in enumerate(self.release.domains)
            if isinstance(domain.level, int) and domain.agreement != Suppressed(NOT_DETAILED)
        )


def too_few(standing: Standing) -> Refused | None:
    """Why a round is compared with none: it is not released, or has too few counting responses."""
    if standing.release.detail in (FULLER, ALL):
        return None
    status = standing.release.status
    return Refused(status.reason if isinstance(status, Suppressed) else FEW)


def other_questionnaire(one: str, other: str, comparable: Comparable) -> Refused | None:
    """Refused if the versions are neither the same nor declared comparable; says which they are."""
    if one == other or any({one, other} <= names for names in comparable):
        return None
    return Refused(QUESTIONNAIRE, (one, other))


def common_domains(standings: Sequence[Standing]) -> tuple[int, ...]:
    """R: the domains rated in all of them."""
    rated = [set(standing.domains) for standing in standings]
    return tuple(sorted(set.intersection(*rated))) if rated else ()
