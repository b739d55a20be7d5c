"""What a municipality sees of a community's released result, and how its own view stands beside it (section 9)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assessment.core.counts import Counts
from assessment.core.profile import Profile
from assessment.core.questionnaire import Questionnaire
from assessment.core.released import Release, ReleasedDomain, ReleasedStep, in_order, mixed_picture, without_figures
from assessment.core.remarks import REASON, Remark
from assessment.core.suppression import FEW, MODERATION, NOT_DETAILED, NOT_SHARED, NotKnown, Suppressed, Thresholds

# What a community shares with its municipality.
SHARE_NOTHING, SHARE_RELEASED, SHARE_DETAIL = "nothing", "released", "detail"
# Whose view a marker is.
MUNICIPAL, OUTSIDE_VIEW = "municipal", "outside"


def for_municipality(questionnaire: Questionnaire, release: Release, share: str) -> Release:
    """What the municipality sees of a community that shares nothing, its released result, or that in detail."""
    if share == SHARE_NOTHING:
        return without_figures(questionnaire, NOT_SHARED)
    if share == SHARE_DETAIL:
        return release
    if share != SHARE_RELEASED:
        raise ValueError(f"a community shares {SHARE_NOTHING}, {SHARE_RELEASED} or {SHARE_DETAIL}, not {share!r}")
    return _without_detail(questionnaire, release)


def _without_detail(questionnaire: Questionnaire, release: Release) -> Release:
    """The first core domain speaks of a recognisable person: its level alone, and nothing that the rest follows from.

    Next to the other domains' trends the community's fading signs would give away its trend, and next to their
    distributions the index its mean; so these go too. The order by share and the mixed picture are made without it.
    """
    first, step = questionnaire.core[0], release.next_step
    domains = tuple(_without_trend(domain) for domain in release.domains)
    domains = tuple(_level_only(domain) if d == first else domain for d, domain in enumerate(domains))
    divided = release.mixed_picture
    return replace(
        release,
        domains=domains,
        next_step=in_order(step) if isinstance(step, ReleasedStep) else step,
        index=_hidden(release.index),
        mixed_picture=divided if isinstance(divided, Suppressed) else mixed_picture(questionnaire, domains),
        texts=_texts(release.texts, REASON.format(domain=questionnaire.domain_ids[first])),
    )


def _hidden(figure: object) -> Suppressed:
    """A figure that was shown to the community is not shared in detail; another keeps its reason."""
    return figure if isinstance(figure, Suppressed) else Suppressed(NOT_DETAILED)


def _without_trend(domain: ReleasedDomain) -> ReleasedDomain:
    return replace(domain, worsening=_hidden(domain.worsening), trends=_hidden(domain.trends))


def _level_only(domain: ReleasedDomain) -> ReleasedDomain:
    hidden = Suppressed(NOT_DETAILED)
    return ReleasedDomain(domain.id, domain.level, hidden, hidden, hidden, hidden, hidden, hidden)


def _texts(texts: tuple[Remark, ...] | Suppressed, without: str) -> tuple[Remark, ...] | Suppressed:
    if not isinstance(texts, Suppressed):
        return tuple(remark for remark in texts if remark.item != without)
    # Texts that still wait are added to the community's release, never to this one.
    return Suppressed(NOT_DETAILED) if texts.reason == MODERATION else texts


@dataclass(frozen=True)
class Marker:
    """A view beside the community's result: of `number` municipal employees, or of one worker from outside."""

    questionnaire: str
    source: str
    number: int
    levels: tuple[int | NotKnown, ...]


def municipal_view(
    questionnaire: Questionnaire, municipal: Profile, counts: Counts, thresholds: Thresholds
) -> Marker | Suppressed:
    """The municipal employees' own low medians, for everybody who sees the result."""
    if municipal.counting < thresholds.few:
        return Suppressed(FEW)
    levels = tuple(
        NotKnown() if level is None or counts.answers(d) < thresholds.few else level
        for d, level in enumerate(municipal.levels)
    )
    return Marker(questionnaire.name, MUNICIPAL, municipal.counting, levels)


def outside_view(questionnaire: Questionnaire, outside: Profile) -> Marker:
    """The community worker's own view. It is for the municipality's eyes only."""
    levels = tuple(NotKnown() if level is None else level for level in outside.levels)
    return Marker(questionnaire.name, OUTSIDE_VIEW, 1, levels)


def view_for_municipality(view: Marker | Suppressed, outside: Marker | None) -> Marker | Suppressed:
    """The municipal view, for which the worker's outside view stands in where it has too few responses."""
    return outside if isinstance(view, Suppressed) and outside is not None else view
