"""What a municipality would see of the domain that speaks of people: shown before anybody decides what is shared."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import cycle, islice

from assessment.core.counts import counts_of
from assessment.core.municipality import for_municipality
from assessment.core.profile import profile_of
from assessment.core.questionnaire import TRENDS, Questionnaire
from assessment.core.release import release, with_texts
from assessment.core.released import Release
from assessment.core.remarks import REASON, WrittenRemark
from assessment.core.response import ONLINE, Response
from assessment.core.round import SHARES
from assessment.core.suppression import Thresholds

# Twelve invented neighbours: how each sees the first core domain, and where it is going. They do not all agree.
LEVELS = (1, 2, 2, 3, 1, 2, 2, 1, 3, 2, 1, 2)
CHANGES = ("worse", "same", "worse", "same", "better", "worse", "same", "worse", "same", "dk", "same", "better")


def example(questionnaire: Questionnaire, thresholds: Thresholds, remark: str) -> Mapping[str, Release]:
    """The result of an invented round as the municipality would see it, for each thing that may be shared.

    Enough invented people answer for everything to be shown that ever is; one of them wrote `remark`.
    """
    number = max(len(LEVELS), thresholds.all)
    people = islice(zip(cycle(LEVELS), cycle(CHANGES), strict=True), number)
    responses = [_response(questionnaire, min(level, questionnaire.top), trend) for level, trend in people]

    profile = profile_of(questionnaire, responses, thresholds.min_answers(questionnaire.rule))
    whole = release(questionnaire, profile, counts_of(questionnaire, responses), thresholds)
    first = questionnaire.domain_ids[questionnaire.core[0]]
    written = [WrittenRemark(REASON.format(domain=first), remark, approved=True)]
    whole = with_texts(whole, written, thresholds)
    return {share: for_municipality(questionnaire, whole, share) for share in SHARES}


def _response(questionnaire: Questionnaire, level: int, trend: str) -> Response:
    size = len(questionnaire.domains)
    return Response(questionnaire.role_ids[0], ONLINE, (level,) * size, (TRENDS.index(trend),) * size)
