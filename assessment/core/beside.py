"""Results beside the round's: the agreed answer of a group, and what the room of a workshop sees (section 9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assessment.core.levels import at_least, is_rated, low_median
from assessment.core.profile import Profile
from assessment.core.questionnaire import Questionnaire
from assessment.core.released import Distribution
from assessment.core.suppression import FEW, NotKnown, Suppressed, Thresholds


@dataclass(frozen=True)
class AgreedAnswer:
    """A group's joint statement: a result with a mark of its own, compared with other agreed answers only."""

    questionnaire: str
    present: int
    phase: int | NotKnown
    state: str | NotKnown
    kind: str | None
    fading_signs: bool
    levels: tuple[int | NotKnown, ...]


def agreed_answer(questionnaire: Questionnaire, profile: Profile, present: int) -> AgreedAnswer:
    """What a group of `present` people agreed on, its profile being that of one response. There is no threshold."""
    return AgreedAnswer(
        questionnaire=questionnaire.name,
        present=present,
        phase=NotKnown() if profile.phase is None else profile.phase,
        state=NotKnown() if profile.state is None else profile.state,
        kind=profile.kind,
        fading_signs=profile.fading_signs,
        levels=tuple(NotKnown() if level is None else level for level in profile.levels),
    )


@dataclass(frozen=True)
class RoomResult:
    """What a workshop sees of one domain after the reveal. It stays in the room."""

    level: int | NotKnown | Suppressed
    distribution: Distribution | Suppressed


def in_the_room(questionnaire: Questionnaire, votes: Sequence[int], dk: int, thresholds: Thresholds) -> RoomResult:
    """The revealed votes on one domain: how many for each level, and how many do not know.

    Fewer than 3 votes for a level: nothing; then the level only; from `few` the distribution too.
    """
    number, rule = sum(votes), questionnaire.rule
    if number < rule.min_answers.workshop:
        return RoomResult(Suppressed(FEW), Suppressed(FEW))
    reached = at_least(np.array(votes))
    rated = is_rated(reached[0], np.array(dk), np.array(number + dk), rule.min_answers.workshop, rule)
    return RoomResult(
        level=int(low_median(reached)) if rated else NotKnown(),
        distribution=Suppressed(FEW) if number < thresholds.few else Distribution(tuple(votes), dk),
    )
