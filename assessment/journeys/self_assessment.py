"""One person's self-assessment: begin, answer item by item, come back, and see the own result.

Every answer is stored when it is given. Items are named like the columns of `score`; what an item may hold is
decided by the questionnaire that the assessment was begun with.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

import numpy as np

from assessment.core.answers import checked, response_of
from assessment.core.errors import GoneError
from assessment.core.phase import SingleChange, single_changes
from assessment.core.ports import Clock, Codes, Store, StoredAssessment
from assessment.core.profile import OK, Profile, profile_of_one
from assessment.core.questionnaire import DONT_KNOW, Questionnaire

STRENGTHS_SHOWN = 2
STEPS_SHOWN = 2
QUESTIONS_SHOWN = 3


@dataclass(frozen=True)
class Step:
    """A step worth taking next: bring `domain` to `level`, the one above its present level."""

    domain: int
    level: int


@dataclass(frozen=True)
class OwnResult:
    """What one person's answers give, for that person alone. Domains are positions in the questionnaire.

    `municipal` says that the person's role does not make the phase; `levels` are the person's own, also when they are
    too few to count; `strengths` are the domains to build on,
    `steps` the nearest ones to work on, `changes` the single changes that would move the phase, `missing` the
    domains without a level, `worse` those seen getting worse.
    """

    profile: Profile
    municipal: bool
    levels: tuple[int | None, ...]
    strengths: tuple[int, ...]
    steps: tuple[Step, ...]
    changes: tuple[SingleChange, ...]
    missing: tuple[int, ...]
    worse: tuple[int, ...]

    @property
    def known(self) -> bool:
        """Whether the answers are enough for a phase."""
        return self.profile.status == OK


def begin(store: Store, clock: Clock, codes: Codes, seat: str, questionnaire: Questionnaire) -> StoredAssessment:
    """Start an empty self-assessment for a seat. What the seat led to before stays stored, but is left."""
    assessment_id = codes.identifier()
    store.start(assessment_id, seat, questionnaire.name, clock.today())
    return store.read(assessment_id)


def find(store: Store, seat: str) -> StoredAssessment | None:
    """The self-assessment that a seat leads to, as stored."""
    return store.at_seat(seat)


def answer(store: Store, questionnaire: Questionnaire, assessment_id: str, item: str, value: str | None) -> None:
    """Store the answer to one item; None or an empty text takes it back. Raises
    `UnknownItemError` if it is not allowed, `TooLongError` if it is too long to keep.
    """
    kept = checked(questionnaire, item, value)

    if kept:
        store.save(assessment_id, item, kept)
    else:
        store.clear(assessment_id, item)


def delete(store: Store, assessment_id: str) -> None:
    """Remove a self-assessment for good; one that is gone already is what was wanted."""
    with suppress(GoneError):
        store.delete(assessment_id)


def counts(questionnaire: Questionnaire, answers: Mapping[str, str]) -> bool:
    """Whether there are enough answers for the rule to count them; a page asks at every click."""
    chosen = sum(answers.get(domain, DONT_KNOW) != DONT_KNOW for domain in questionnaire.domain_ids)
    return chosen >= questionnaire.rule.counting_share * len(questionnaire.domains)


def result(questionnaire: Questionnaire, answers: Mapping[str, str]) -> OwnResult:
    """The result of one person's answers."""
    response = response_of(questionnaire, answers)
    profile = profile_of_one(questionnaire, response)
    own = tuple(level if level >= 0 else None for level in response.levels)
    steps = steps_of(questionnaire, profile)
    rated = np.array([level is not None for level in profile.levels])
    levels = np.array([-1 if level is None else level for level in profile.levels], dtype=np.int8)
    return OwnResult(
        profile=profile,
        municipal=any(role.id == response.role and not role.makes_phase for role in questionnaire.roles),
        levels=own,
        strengths=strengths_of(profile, {step.domain for step in steps}),
        steps=steps,
        changes=single_changes(questionnaire, levels, rated),
        missing=tuple(d for d, level in enumerate(own) if level is None),
        worse=tuple(d for d, worse in enumerate(profile.worsening) if worse),
    )


def strengths_of(profile: Profile, elsewhere: set[int]) -> tuple[int, ...]:
    """The two domains with the highest levels that are no next step; level 0 is nothing to build on yet."""
    levels = {d: level for d, level in enumerate(profile.levels) if level and d not in elsewhere}
    # Whoever sees a thing slipping away would not call it a strength: it comes last, where too little else is there.
    return tuple(sorted(levels, key=lambda d: (profile.worsening[d], -levels[d]))[:STRENGTHS_SHOWN])


def steps_of(questionnaire: Questionnaire, profile: Profile) -> tuple[Step, ...]:
    """The core domains that veto the next phase first, then the nearest ones."""
    if profile.next_step is None:
        return ()
    order = dict.fromkeys(profile.next_step.core_blocking + profile.next_step.nearest)
    chosen = [d for d in order if profile.levels[d] != questionnaire.top][:STEPS_SHOWN]
    return tuple(Step(d, (profile.levels[d] or 0) + 1) for d in chosen)
