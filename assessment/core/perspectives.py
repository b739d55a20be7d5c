"""The views of one area beside one another: the community's, a group's, municipal employees' and the worker's own.

They are for the municipality. None of them is mixed into another, and only the community's is its result.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.core.beside import AgreedAnswer
from assessment.core.comparison import Gap, gaps, gaps_to
from assessment.core.municipality import MUNICIPAL, OUTSIDE_VIEW, Marker, outside_view, view_for_municipality
from assessment.core.profile import Profile, profile_of_one
from assessment.core.questionnaire import Questionnaire
from assessment.core.released import Release
from assessment.core.response import NO_ANSWER, OUTSIDE, Response
from assessment.core.standing import Refused
from assessment.core.suppression import FEW, NotKnown, Suppressed

COMMUNITY, AGREED = "community", "agreed"
WHOSE = (COMMUNITY, AGREED, MUNICIPAL, OUTSIDE_VIEW)

Levels = tuple[int | NotKnown, ...]


@dataclass(frozen=True)
class View:
    """One view: whose it is, of how many people (None: that is not shown), and its level of each domain."""

    whose: str
    number: int | None
    levels: Levels


@dataclass(frozen=True)
class Perspectives:
    """The views of an area that are there, in the order of `WHOSE`, and the gap of two of them.

    `gaps` are of the view `beside` (municipal employees', for which the worker's own stands in) to that of `to` (the
    community's, or where it shows none that of a group). `elsewhere` are views to another version of the
    questionnaire, which are not shown beside these.
    """

    views: tuple[View, ...]
    to: str
    beside: str
    gaps: tuple[Gap | NotKnown, ...] | Refused
    elsewhere: tuple[str, ...] = ()

    def view(self, whose: str) -> View | None:
        """The view of these people, if it is there."""
        return next((one for one in self.views if one.whose == whose), None)


def perspectives(
    questionnaire: Questionnaire,
    release: Release | None,
    agreed: AgreedAnswer | None,
    municipal: Marker | Suppressed | None,
    outside: Marker | None,
) -> Perspectives:
    """The views of an area as answers to `questionnaire`; `release` is what the municipality may see, None of nothing.

    `municipal` is None where no municipal view was taken.
    """
    own = _of_release(release)
    found = {
        COMMUNITY: (release.questionnaire, own) if release and own else None,
        AGREED: (agreed.questionnaire, View(AGREED, agreed.present, agreed.levels)) if agreed else None,
        MUNICIPAL: (municipal.questionnaire, _of_marker(municipal)) if isinstance(municipal, Marker) else None,
        OUTSIDE_VIEW: (outside.questionnaire, _of_marker(outside)) if outside else None,
    }
    here = {whose: one[1] for whose, one in found.items() if one and one[0] == questionnaire.name}
    beside = view_for_municipality(
        municipal if isinstance(municipal, Marker) and MUNICIPAL in here else Suppressed(FEW),
        outside if OUTSIDE_VIEW in here else None,
    )
    to = next((whose for whose in (COMMUNITY, AGREED) if whose in here), "")
    return Perspectives(
        views=tuple(here.values()),
        to=to,
        beside="" if isinstance(beside, Suppressed) else beside.source,
        gaps=_gaps(questionnaire, to, release, agreed, beside),
        elsewhere=tuple(whose for whose, one in found.items() if one and one[0] != questionnaire.name),
    )


def seen_from_outside(questionnaire: Questionnaire, levels: Sequence[int | None]) -> tuple[Marker, Profile]:
    """A worker's levels as a marker beside a community's result, and as the profile that they would make alone."""
    codes = tuple(NO_ANSWER if level is None else level for level in levels)
    response = Response(role="", mode=OUTSIDE, levels=codes, trends=(NO_ANSWER,) * len(codes))
    profile = profile_of_one(questionnaire, response)
    return outside_view(questionnaire, profile), profile


def _of_release(release: Release | None) -> View | None:
    """The community's view, if any of its levels is shown."""
    if release is None or not any(isinstance(domain.level, int) for domain in release.domains):
        return None
    number = release.counting if isinstance(release.counting, int) else None
    levels = tuple(domain.level if isinstance(domain.level, int) else NotKnown() for domain in release.domains)
    return View(COMMUNITY, number, levels)


def _of_marker(marker: Marker) -> View:
    return View(marker.source, marker.number, marker.levels)


def _gaps(
    questionnaire: Questionnaire,
    to: str,
    release: Release | None,
    agreed: AgreedAnswer | None,
    beside: Marker | Suppressed,
) -> tuple[Gap | NotKnown, ...] | Refused:
    if to == COMMUNITY and release is not None:
        return gaps(release, beside)
    if to == AGREED and agreed is not None and isinstance(beside, Marker):
        return gaps_to(questionnaire, agreed.levels, beside.levels)
    return Refused(beside.reason if isinstance(beside, Suppressed) else FEW)
