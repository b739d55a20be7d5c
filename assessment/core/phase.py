"""From levels to the phase: the tolerant gate, the next step, and what single change would move it (section 3)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from assessment.core.levels import BoolArray, count_true
from assessment.core.questionnaire import Questionnaire

INSUFFICIENT = -1


@dataclass(frozen=True)
class NextStep:
    """What blocks the next phase. Domains are positions in the questionnaire.

    `domains_needed` more domains must reach level `target`; `nearest` are all rated domains below it, those with
    the largest share of answers at the target first; `core_blocking` are the core domains that veto it.
    """

    target: int
    domains_needed: int
    nearest: tuple[int, ...]
    core_blocking: tuple[int, ...]


@dataclass(frozen=True)
class SingleChange:
    """One domain's level that, changed alone, changes the phase."""

    domain: int
    level: int
    phase: int


def phase_of(questionnaire: Questionnaire, levels: np.ndarray, rated: BoolArray) -> NDArray[np.int8]:
    """The phase of each profile, or `INSUFFICIENT`. `levels` and `rated` are ... x D; the result is without D.

    Phase = the largest k such that, for every j <= k, at least ceil(domain_share * |R|) of the rated domains R have
    L_d >= j, and every core domain has L_c >= j - core_floor. Phase 0 is always reached. Insufficient when fewer
    than ceil(rated_share * D) domains are rated, or a core domain is not.

    Both conditions only get harder as j grows, so the gates passed are counted instead of looped over. It is a
    majority-rule sorting (MR-Sort) with a veto.
    """
    rule, domains = questionnaire.rule, len(questionnaire.domains)
    number = count_true(rated)
    share = rule.domain_share
    needed = -(-share.numerator * np.arange(domains + 1) // share.denominator)[number]
    # A domain that is not rated reaches no level: -1 keeps it out of every count, and of the core's lowest level.
    seen = np.where(rated, levels, np.int8(-1))
    lowest_core = reduce(np.minimum, (seen[..., c] for c in questionnaire.core))
    phase = np.zeros(number.shape, dtype=np.int8)
    for level in range(1, questionnaire.top + 1):
        phase += (count_true(seen >= level) >= needed) & (lowest_core >= level - rule.core_floor)
    sufficient = (number >= rule.rated_needed(domains)) & (lowest_core >= 0)
    return np.where(sufficient, phase, np.int8(INSUFFICIENT))


def next_step(
    questionnaire: Questionnaire, levels: np.ndarray, rated: BoolArray, reached: np.ndarray, phase: int
) -> NextStep | None:
    """What blocks phase + 1 for one community, or None without a phase or at the top.

    `levels` and `rated` are D, `reached` is D x K from `at_least`. Ties keep the questionnaire's order.
    """
    if phase in (INSUFFICIENT, questionnaire.top):
        return None
    target, rule = phase + 1, questionnaire.rule
    below = [d for d in range(len(levels)) if rated[d] and levels[d] < target]
    missing = rule.domains_needed(int(rated.sum())) - (int(rated.sum()) - len(below))
    return NextStep(
        target=target,
        domains_needed=max(0, missing),
        nearest=tuple(sorted(below, key=lambda d: -(reached[d, target] / reached[d, 0]))),
        core_blocking=tuple(c for c in questionnaire.core if levels[c] < target - rule.core_floor),
    )


def single_changes(questionnaire: Questionnaire, levels: np.ndarray, rated: BoolArray) -> tuple[SingleChange, ...]:
    """For each rated domain the smallest change of its level, up and down, that alone changes the phase.

    Up first, each in the questionnaire's order; empty when no single change does, or there is no phase.
    """
    phase = int(phase_of(questionnaire, levels, rated))
    if phase == INSUFFICIENT:
        return ()
    found = []
    for step in (1, -1):
        for domain in np.flatnonzero(rated):
            last = questionnaire.top if step > 0 else 0
            for level in range(int(levels[domain]) + step, last + step, step):
                changed = levels.copy()
                changed[domain] = level
                moved = int(phase_of(questionnaire, changed, rated))
                if moved != phase:
                    found.append(SingleChange(int(domain), level, moved))
                    break
    return tuple(found)
