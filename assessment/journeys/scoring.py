"""Scoring a spreadsheet of responses: an operator's look at every settlement and round in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assessment.core.profile import Profile, Scores, profiles_of_each, score, with_uncertainty
from assessment.core.questionnaire import Questionnaire
from assessment.core.response import (
    GROUP,
    OUTSIDE,
    PlacedResponse,
    Response,
    columns,
    is_municipal,
    makes_phase,
)


@dataclass(frozen=True)
class Statement:
    """A result by itself: a group's agreed answer, or the view of a community worker from outside.

    `levels` are those that were stated, also when they are too few for a phase.
    """

    respondent: str
    present: int | None
    levels: tuple[int | None, ...]
    profile: Profile


@dataclass(frozen=True)
class ScoredCommunity:
    """The result of one settlement in one round, with what stands beside the phase and is never part of it."""

    settlement: str
    round: str
    profile: Profile
    municipal_levels: tuple[int | None, ...] | None
    municipal_responses: int
    group_results: tuple[Statement, ...]
    outside_views: tuple[Statement, ...]


def score_responses(
    questionnaire: Questionnaire, placed: Sequence[PlacedResponse], min_answers: int
) -> tuple[ScoredCommunity, ...]:
    """Score each settlement and round, in the order of first appearance."""
    communities: dict[tuple[str, str], list[Response]] = {}
    for one in placed:
        communities.setdefault((one.settlement, one.round), []).append(one.response)
    pooled = [[r for r in responses if makes_phase(questionnaire, r)] for responses in communities.values()]
    profiles = _profiles(questionnaire, pooled, min_answers)
    municipal = [[r for r in responses if is_municipal(questionnaire, r)] for responses in communities.values()]
    views = _scores(questionnaire, municipal, min_answers)

    return tuple(
        ScoredCommunity(
            settlement=settlement,
            round=round_,
            profile=profiles[i],
            municipal_levels=_municipal_levels(views.profile(i), min_answers) if municipal[i] else None,
            municipal_responses=len(municipal[i]),
            group_results=_statements(questionnaire, responses, GROUP),
            outside_views=_statements(questionnaire, responses, OUTSIDE),
        )
        for i, ((settlement, round_), responses) in enumerate(communities.items())
    )


def _scores(questionnaire: Questionnaire, groups: list[list[Response]], min_answers: int) -> Scores:
    """All groups of responses at once, without the bootstrap."""
    rows = columns(questionnaire, [response for responses in groups for response in responses])
    community = np.repeat(np.arange(len(groups)), [len(responses) for responses in groups])
    return score(questionnaire, rows, community, len(groups), min_answers)


def _profiles(questionnaire: Questionnaire, groups: list[list[Response]], min_answers: int) -> list[Profile]:
    """All communities at once, then the bootstrap of each."""
    scores = _scores(questionnaire, groups, min_answers)
    return [
        with_uncertainty(scores.profile(i), questionnaire, columns(questionnaire, responses), min_answers)
        for i, responses in enumerate(groups)
    ]


def _municipal_levels(view: Profile, min_answers: int) -> tuple[int | None, ...] | None:
    """The municipal view's own levels, or None when fewer than `min_answers` municipal responses count."""
    return view.levels if view.counting >= min_answers else None


def _statements(questionnaire: Questionnaire, responses: list[Response], mode: str) -> tuple[Statement, ...]:
    stated = [response for response in responses if response.mode == mode]
    if not stated:
        return ()
    return tuple(
        Statement(r.respondent, r.present, tuple(level if level >= 0 else None for level in r.levels), profile)
        for r, profile in zip(stated, profiles_of_each(questionnaire, stated), strict=True)
    )
