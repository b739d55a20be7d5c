"""The whole result of a community's responses, assembled: for many communities as arrays, for one as a `Profile`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assessment.core import agreement, fading, uncertainty
from assessment.core.agreement import DomainAgreement, FloatArray
from assessment.core.levels import BoolArray, at_least, is_rated, low_median
from assessment.core.phase import INSUFFICIENT, NextStep, next_step, phase_of
from assessment.core.questionnaire import Questionnaire
from assessment.core.response import Columns, IntArray, Response, columns, counts
from assessment.core.tally import Tally, tally

NO_DATA, NOT_KNOWN, NOT_ENOUGH, OK = "no_data", "not_known", "insufficient", "ok"


@dataclass(frozen=True)
class Profile:
    """The result of one community's responses. Domains are in the questionnaire's order, by position.

    `status` is `ok`, `insufficient` (some domains are not rated), `not_known` (no response counts) or `no_data`.
    `phase` is a level or None; `state` a phase's or side state's id or None. `levels` and `agreement` are None for
    a domain that is not rated. The figures of the bootstrap are None until `with_uncertainty` has been called.
    """

    responses: int
    counting: int
    status: str
    phase: int | None
    state: str | None
    fading_signs: bool
    worsening: tuple[bool, ...]
    kind: str | None
    levels: tuple[int | None, ...]
    index: float | None
    bounds: tuple[int | None, int | None]
    agreement: tuple[DomainAgreement | None, ...]
    next_step: NextStep | None
    mixed_picture: bool
    index_interval: tuple[float, float] | None = None
    probabilities: tuple[float, ...] | None = None
    insufficient_share: float | None = None
    label: str | None = None
    range: tuple[int, int] | None = None


@dataclass(frozen=True)
class Scores:
    """The results of M communities as arrays, without the bootstrap; `profile(i)` gives the i-th as a `Profile`."""

    questionnaire: Questionnaire
    tally: Tally
    reached: IntArray
    levels: NDArray[np.int8]
    rated: BoolArray
    phase: NDArray[np.int8]
    worse: BoolArray
    signs: BoolArray
    is_fading: BoolArray
    kind: NDArray[np.int64]
    index: FloatArray
    bounds: tuple[NDArray[np.int8], NDArray[np.int8]]
    ad: FloatArray
    within_one: FloatArray
    two_camps: NDArray[np.bool_]
    a: FloatArray
    labels: NDArray[np.str_]

    def __len__(self) -> int:
        return len(self.phase)

    def profile(self, i: int) -> Profile:
        """The i-th community's result."""
        q, rated = self.questionnaire, self.rated[i]
        phase = None if self.phase[i] == INSUFFICIENT else int(self.phase[i])
        levels = tuple(int(level) if ok else None for level, ok in zip(self.levels[i], rated, strict=True))
        divided = (self.labels[i] == agreement.DIVIDED) & rated
        return Profile(
            responses=int(self.tally.responses[i]),
            counting=int(self.tally.counting[i]),
            status=self._status(i),
            phase=phase,
            state=self._state(i),
            fading_signs=bool(self.signs[i]),
            worsening=tuple(bool(w) for w in self.worse[i]),
            kind=None if self.kind[i] == fading.NO_KIND else q.kinds[self.kind[i]].id,
            levels=levels,
            index=float(self.index[i]) if rated.any() else None,
            bounds=(_known(self.bounds[0][i]), _known(self.bounds[1][i])),
            agreement=tuple(self._agreement(i, d) if ok else None for d, ok in enumerate(rated)),
            next_step=next_step(q, self.levels[i], rated, self.reached[i], int(self.phase[i])),
            mixed_picture=int(divided.sum()) >= q.rule.agreement.mixed_domains,
        )

    def _status(self, i: int) -> str:
        if not self.tally.responses[i]:
            return NO_DATA
        if not self.tally.counting[i]:
            return NOT_KNOWN
        return NOT_ENOUGH if self.phase[i] == INSUFFICIENT else OK

    def _state(self, i: int) -> str | None:
        if self.phase[i] == INSUFFICIENT:
            return None
        return (
            self.questionnaire.rule.fading.state if self.is_fading[i] else self.questionnaire.phase_ids[self.phase[i]]
        )

    def _agreement(self, i: int, d: int) -> DomainAgreement:
        a = float(self.a[i, d])
        return DomainAgreement(
            ad=float(self.ad[i, d]),
            within_one=float(self.within_one[i, d]),
            two_camps=bool(self.two_camps[i, d]),
            a=None if np.isnan(a) else a,
            label=str(self.labels[i, d]),
        )


def _known(phase: np.int8) -> int | None:
    return None if phase == INSUFFICIENT else int(phase)


def score(questionnaire: Questionnaire, rows: Columns, community: IntArray, size: int, min_answers: int) -> Scores:
    """Score `size` communities at once, without the bootstrap: row i of `rows` belongs to `community[i]`.

    `rows` are responses that make the phase; of these only the counting ones are used. Domains need `min_answers`
    levels to be rated.
    """
    q, rule = questionnaire, questionnaire.rule
    found = tally(q, rows, community, size)
    reached = at_least(found.levels)
    levels = low_median(reached)
    rated = is_rated(reached[..., 0], found.dk, found.counting[:, None], min_answers, rule)
    phase = phase_of(q, levels, rated)
    worse = fading.worsening(found, min_answers)
    signs = fading.has_fading_signs(q, worse)
    past = fading.remembers_more(q, found, min_answers)
    camps = agreement.two_camps(found.levels, rule.agreement)
    ad = agreement.average_deviation(found.levels)
    a = agreement.van_der_eijk_a(found.levels) if q.top >= 2 else np.full(ad.shape, np.nan)
    return Scores(
        questionnaire=q,
        tally=found,
        reached=reached,
        levels=levels,
        rated=rated,
        phase=phase,
        worse=worse,
        signs=signs,
        is_fading=fading.is_fading(q, phase, signs, past),
        kind=fading.kind_of(q, found, phase, past, min_answers),
        index=_index(reached, rated),
        bounds=uncertainty.bounds(q, reached, found.counting, min_answers),
        ad=ad,
        within_one=agreement.within_one(found.levels, levels),
        two_camps=camps,
        a=a,
        labels=agreement.labels(ad, camps, a, rule.agreement),
    )


def _index(reached: IntArray, rated: BoolArray) -> FloatArray:
    """I, the mean over rated domains of the mean level; NaN where none is rated (section 5)."""
    answers = reached[..., 0]
    means = np.divide(reached[..., 1:].sum(-1), answers, out=np.zeros(answers.shape), where=answers > 0)
    with np.errstate(invalid="ignore"):
        return np.asarray((means * rated).sum(-1) / rated.sum(-1), dtype=np.float64)


def with_uncertainty(profile: Profile, questionnaire: Questionnaire, rows: Columns, min_answers: int) -> Profile:
    """`profile` with the figures of the bootstrap over its responses `rows` (the same that made it)."""
    rated = np.array([level is not None for level in profile.levels])
    if not rated.any():
        return profile
    counting = rows.levels[counts(questionnaire, rows.levels)]
    drawn = uncertainty.bootstrap(questionnaire, counting, rated, min_answers)
    profile = replace(profile, index_interval=uncertainty.index_interval(questionnaire, drawn.indices))
    if profile.phase is None:
        return profile
    chances, missing = uncertainty.probabilities(questionnaire, drawn.phases, profile.counting)
    if chances is None:
        return replace(profile, insufficient_share=missing)
    return replace(
        profile,
        probabilities=tuple(float(p) for p in chances),
        insufficient_share=missing,
        label=uncertainty.label_of(questionnaire, chances, profile.phase),
        range=uncertainty.range_of(questionnaire, chances, profile.phase),
    )


def profile_of(questionnaire: Questionnaire, responses: Sequence[Response], min_answers: int) -> Profile:
    """The whole result of one community's pooled responses, bootstrap included."""
    rows = columns(questionnaire, responses)
    scores = score(questionnaire, rows, np.zeros(len(rows), dtype=np.int64), 1, min_answers)
    return with_uncertainty(scores.profile(0), questionnaire, rows, min_answers)


def profile_of_one(questionnaire: Questionnaire, response: Response) -> Profile:
    """One person's own view: a domain with a level is rated, once half of the domains have one; no bootstrap."""
    return profiles_of_each(questionnaire, [response])[0]


def profiles_of_each(questionnaire: Questionnaire, responses: Sequence[Response]) -> list[Profile]:
    """The own view of each response, or the agreed answer of each group, by itself and all at once."""
    rows, size = columns(questionnaire, responses), len(responses)
    scores = score(questionnaire, rows, np.arange(size), size, questionnaire.rule.min_answers.own)
    return [scores.profile(i) for i in range(size)]
