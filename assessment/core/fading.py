"""Fading signs, the side state, and the kind of phase 0 (section 4 of the rule), for M communities at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assessment.core.levels import BoolArray
from assessment.core.questionnaire import TRENDS, Questionnaire
from assessment.core.tally import Tally

BETTER, SAME, WORSE = (TRENDS.index(trend) for trend in ("better", "same", "worse"))
NO_KIND = -1


def worsening(tally: Tally, min_answers: int) -> BoolArray:
    """w_d, M x D: of at least `min_answers` opinions on the trend (dk is none), more than half say worse."""
    opinions = tally.trends[..., [BETTER, SAME, WORSE]].sum(-1)
    return np.asarray((opinions >= min_answers) & (2 * tally.trends[..., WORSE] > opinions), dtype=np.bool_)


def has_fading_signs(questionnaire: Questionnaire, worse: BoolArray) -> BoolArray:
    """M: enough domains worsen, or the first core domain does and one more core domain with it."""
    core = list(questionnaire.core)
    many = worse.sum(-1) >= questionnaire.rule.fading.min_domains
    people = worse[..., core[0]] & worse[..., core[1:]].any(-1)
    return np.asarray(many | people, dtype=np.bool_)


def remembers_more(questionnaire: Questionnaire, tally: Tally, min_answers: int) -> BoolArray:
    """M: of at least `min_answers` opinions on the past, more than half say that more was done together then."""
    fading = questionnaire.rule.fading
    if not fading.past_question:
        return np.zeros(len(tally.counting), dtype=np.bool_)
    options = questionnaire.question(fading.past_question).options
    answers = tally.extras[fading.past_question]
    yes, no = answers[:, options.index(fading.past_yes)], answers[:, options.index(fading.past_no)]
    return np.asarray((yes + no >= min_answers) & (2 * yes > yes + no), dtype=np.bool_)


def is_fading(questionnaire: Questionnaire, phase: NDArray[np.int8], signs: BoolArray, past: BoolArray) -> BoolArray:
    """M: whether the side state holds: signs, a phase at which the rule allows it, and a livelier past."""
    fading = questionnaire.rule.fading
    if not fading.state:
        return np.zeros(phase.shape, dtype=np.bool_)
    return np.asarray(signs & past & np.isin(phase, fading.phases), dtype=np.bool_)


def kind_of(
    questionnaire: Questionnaire, tally: Tally, phase: NDArray[np.int8], past: BoolArray, min_answers: int
) -> NDArray[np.int64]:
    """M positions in `questionnaire.kinds`, or `NO_KIND`: only phase 0 has a kind.

    With a livelier past it is the fading rule's kind. Otherwise the answers to the kinds' question are mapped to
    kinds first and counted then: at least `min_answers` mapped answers and a plurality, no kind at a tie.
    """
    rule, ids = questionnaire.rule, [kind.id for kind in questionnaire.kinds]
    kind = np.full(phase.shape, NO_KIND, dtype=np.int64)
    if rule.kinds.question:
        options = questionnaire.question(rule.kinds.question).options
        counts = np.zeros((len(phase), len(ids)), dtype=np.int64)
        for option, target in rule.kinds.map.items():
            counts[:, ids.index(target)] += tally.extras[rule.kinds.question][:, options.index(option)]
        most = counts.max(-1)
        sure = (counts.sum(-1) >= min_answers) & ((counts == most[:, None]).sum(-1) == 1)
        kind = np.where(sure, counts.argmax(-1), NO_KIND)
    if rule.fading.kind:
        kind = np.where(past, ids.index(rule.fading.kind), kind)
    return np.where(phase == 0, kind, NO_KIND)
