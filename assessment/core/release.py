"""The gateway: what may be shown of a round's result, the same for screens, charts, exports and programs (section 9).

A round's figures leave only through one of these functions. What a municipality gets of them is in `municipality.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from assessment.core.blocks import Block, Sizes, blocks_besides
from assessment.core.counts import Counts
from assessment.core.phase import NextStep
from assessment.core.profile import NO_DATA, Profile
from assessment.core.questionnaire import Questionnaire
from assessment.core.released import (
    ALL,
    FULLER,
    INDICATIVE,
    SHARE_ORDER,
    Chance,
    Distribution,
    Index,
    Release,
    ReleasedDomain,
    ReleasedStep,
    Spread,
    Trends,
    in_order,
    mixed_picture,
    without_figures,
)
from assessment.core.remarks import WrittenRemark, shown_remarks
from assessment.core.suppression import (
    FEW,
    KNOWN,
    MODERATION,
    OPEN,
    NotKnown,
    Suppressed,
    Thresholds,
    held_back,
    tenths,
)

# A phase is named among the chances from here on: below it rounds to "about 0 in 10".
NAMED = 0.05

T = TypeVar("T")


def release(questionnaire: Questionnaire, profile: Profile, counts: Counts, thresholds: Thresholds) -> Release:
    """What may be shown of a closed round to somebody who knows none of its responses."""
    return _released(questionnaire, profile, _Round(counts, _none_of(counts), thresholds))


def release_to_keeper(
    questionnaire: Questionnaire, profile: Profile, counts: Counts, known: Counts, thresholds: Thresholds
) -> Release:
    """The same to somebody who keyed or imported the responses counted in `known`, and could subtract them.

    The last row of the table needs at least `few` counting responses besides these, or none besides them.
    """
    return _released(questionnaire, profile, _Round(counts, known, thresholds))


def release_while_open(questionnaire: Questionnaire) -> Release:
    """A round that is not closed shows no result to anybody; how far it has come is `progress`."""
    return without_figures(questionnaire, OPEN)


def with_texts(release: Release, written: Iterable[WrittenRemark], thresholds: Thresholds) -> Release:
    """The release with the moderated texts, where it may have any."""
    if release.texts != Suppressed(MODERATION) or isinstance(release.counting, Suppressed):
        return release
    return replace(release, texts=shown_remarks(written, release.counting, thresholds))


@dataclass(frozen=True)
class _Round:
    """The counts of a closed round, those that the viewer knows, and the thresholds: they decide about each figure."""

    counts: Counts
    known: Counts
    thresholds: Thresholds

    @property
    def fuller(self) -> Suppressed | None:
        """Why figures of the table's third row are held back; None if they are not."""
        return held_back(self.counts.counting, 0, self.thresholds.fuller, self.thresholds)

    @property
    def all(self) -> Suppressed | None:
        """Why those of its last row are."""
        return held_back(self.counts.counting, self.known.counting, self.thresholds.all, self.thresholds)

    def fuller_over(self, number: int) -> Suppressed | None:
        """Why a figure of the third row over `number` answers is."""
        return self.fuller or held_back(number, 0, self.thresholds.fuller, self.thresholds)

    def all_over(self, number: int, known: int) -> Suppressed | None:
        """Why a figure of the last row over `number` answers is, of which the viewer knows `known`."""
        return self.all or held_back(number, known, self.thresholds.all, self.thresholds)

    def all_of(self, d: int) -> Suppressed | None:
        """Why the exact figures of domain d are."""
        return self.all_over(self.counts.answers(d), self.known.answers(d))

    def blocks(self, sizes: Sizes, known: Sizes) -> tuple[Block, ...] | Suppressed:
        """A breakdown by the block rule."""
        return self.all or blocks_besides(sizes, known, self.thresholds) or Suppressed(KNOWN)


def _none_of(counts: Counts) -> Counts:
    """Counts of no responses, in the same shape."""
    levels = tuple((0,) * len(row) for row in counts.levels)
    trends = tuple((0,) * len(row) for row in counts.trends)
    return Counts(0, levels, (0,) * len(counts.dk), trends, (), ())


def _check(profile: Profile, counts: Counts, thresholds: Thresholds) -> None:
    """Raise ValueError for a profile and counts that cannot be of one round, or were scored with too few answers."""
    if profile.counting != counts.counting or len(profile.levels) != len(counts.levels):
        raise ValueError("the profile and the counts are not of the same responses")
    if profile.counting >= thresholds.few and any(
        level is not None and counts.answers(d) < thresholds.few for d, level in enumerate(profile.levels)
    ):
        raise ValueError("a domain is rated by too few answers: score with `Thresholds.min_answers`")


def _released(questionnaire: Questionnaire, profile: Profile, round_: _Round) -> Release:
    counts, limits = round_.counts, round_.thresholds
    _check(profile, counts, limits)
    if profile.counting < limits.few:
        few = without_figures(questionnaire, FEW)
        # Of nobody there is nothing to hide, and "no answers yet" is no "too few".
        return few if profile.responses else replace(few, status=NO_DATA, counting=0, responses=0)
    domains = tuple(_domain(questionnaire, profile, round_, d) for d in range(len(counts.levels)))
    return Release(
        questionnaire=questionnaire.name,
        detail=INDICATIVE if round_.fuller else FULLER if round_.all else ALL,
        status=profile.status,
        counting=profile.counting,
        responses=_aside(profile, limits) or profile.responses,
        modes=tuple(mode for mode, number in counts.modes if number),
        phase=_known(profile.phase),
        state=_known(profile.state),
        kind=profile.kind,
        label=_known(profile.label),
        range=_known(profile.range),
        fading_signs=profile.fading_signs,
        next_step=_step(profile.next_step, round_),
        domains=domains,
        chances=round_.fuller or _chances(profile),
        unsure=round_.fuller or _unsure(profile),
        bounds=round_.fuller or _bounds(profile),
        index=round_.fuller or _index(profile),
        mixed_picture=round_.fuller or mixed_picture(questionnaire, domains),
        mode=round_.fuller or counts.mode,
        role_blocks=round_.blocks(counts.roles, round_.known.roles),
        mode_blocks=round_.blocks(counts.modes, round_.known.modes),
        texts=held_back(counts.counting, round_.known.counting, limits.few, limits) or Suppressed(MODERATION),
    )


def _domain(questionnaire: Questionnaire, profile: Profile, round_: _Round, d: int) -> ReleasedDomain:
    counts, known = round_.counts, round_.known
    found, exact = profile.agreement[d], round_.all_of(d)
    opinions = counts.opinions(d)
    fuller = round_.fuller_over(counts.answers(d))
    return ReleasedDomain(
        id=questionnaire.domain_ids[d],
        level=_known(profile.levels[d]),
        agreement=NotKnown() if found is None else fuller or found.label,
        within_one=NotKnown() if found is None else fuller or tenths(found.within_one),
        worsening=round_.fuller_over(opinions) or profile.worsening[d],
        spread=NotKnown() if found is None else exact or Spread(found.ad, found.a, found.two_camps),
        distribution=exact or Distribution(counts.levels[d], counts.dk[d]),
        trends=round_.all_over(opinions, known.opinions(d)) or Trends(*counts.trends[d]),
    )


def _aside(profile: Profile, thresholds: Thresholds) -> Suppressed | None:
    """Why the number of responses is not shown beside the counting ones: the difference would be a small group."""
    return Suppressed(FEW) if 0 < profile.responses - profile.counting < thresholds.few else None


def _known(value: T | None) -> T | NotKnown:
    return NotKnown() if value is None else value


def _step(step: NextStep | None, round_: _Round) -> ReleasedStep | None:
    """By share only if the exact figures of every domain in the order may be shown: an order is a count."""
    if step is None:
        return None
    by_share = ReleasedStep(step.target, step.domains_needed, step.nearest, step.core_blocking, SHARE_ORDER)
    return in_order(by_share) if any(round_.all_of(d) for d in step.nearest) or round_.all else by_share


def _chances(profile: Profile) -> tuple[Chance, ...] | NotKnown:
    if profile.probabilities is None:
        return NotKnown()
    return tuple(
        Chance(phase, tenths(share))
        for phase, share in enumerate(profile.probabilities)
        if share >= NAMED or phase == profile.phase
    )


def _unsure(profile: Profile) -> int | NotKnown:
    share = profile.insufficient_share
    return NotKnown() if share is None else 0 if share < NAMED else tenths(share)


def _bounds(profile: Profile) -> tuple[int, int] | NotKnown:
    low, high = profile.bounds
    return NotKnown() if low is None or high is None else (low, high)


def _index(profile: Profile) -> Index | NotKnown:
    """One decimal: a finer mean of few answers is their sum."""
    if profile.index is None or profile.index_interval is None:
        return NotKnown()
    low, high = profile.index_interval
    return Index(round(profile.index, 1), round(low, 1), round(high, 1))
