"""How a closed round becomes what its municipality sees of it: always through `for_municipality`.

It is made once and kept as a short text beside the snapshot, for an overview is of thousands of rounds.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, astuple
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from assessment.core.area import Area
from assessment.core.beside import AgreedAnswer
from assessment.core.change import Change, change
from assessment.core.history import KeptRound, comparable_versions, time_of
from assessment.core.municipality import SHARE_NOTHING, for_municipality
from assessment.core.overview import AGREED, SharedResult, SharedRound
from assessment.core.questionnaire import Questionnaire
from assessment.core.released import INDICATIVE, Index, Release
from assessment.core.response import GROUP
from assessment.core.round import Round
from assessment.core.standing import Refused, Standing
from assessment.core.suppression import FEW, NotKnown, Suppressed

# What a text begins with that is written as it is now: an older one is made anew.
FORM = "1 "

T = TypeVar("T")


def shared_standing(questionnaire: Questionnaire, kept: KeptRound, community: str) -> Standing:
    """A closed round as its municipality may compare it, `community` being the area that it is a round of."""
    of_round = kept.round
    return Standing(
        community=community,
        name=of_round.area.name,
        place=of_round.area.municipality,
        closed_on=of_round.closed_on or date.max,
        release=for_municipality(questionnaire, kept.snapshot.release, of_round.share),
        chances=kept.snapshot.chances,
        index=kept.snapshot.index,
        visitable=of_round.is_example,
    )


def shared_results(kept: Iterable[KeptRound], version: Callable[[str], Questionnaire]) -> tuple[SharedResult, ...]:
    """What the municipality sees of the closed rounds of one series, oldest first; of one that is not shared nothing.

    The change of each is that since the shared round before it. The series is called by the first of these, so that
    nothing tells of a round that is not shared. `version` finds a questionnaire by its name; raises
    `QuestionnaireError` if one cannot be read any more.
    """
    shared = sorted((one for one in kept if one.round.share != SHARE_NOTHING), key=lambda one: time_of(one.round))
    if not shared:
        return ()
    series = shared[0].round.id
    versions = {one.round.questionnaire: version(one.round.questionnaire) for one in shared}
    comparable = comparable_versions(versions, version)
    standings = [shared_standing(versions[one.round.questionnaire], one, series) for one in shared]
    return tuple(
        _result(
            standings[i],
            one.round,
            series,
            change(standings[i - 1], standings[i], comparable) if i else None,
            shared[i - 1].round.period if i else "",
        )
        for i, one in enumerate(shared)
    )


def _result(own: Standing, of_round: Round, series: str, found: Change | Refused | None, since: str) -> SharedResult:
    shown = own.release
    return SharedResult(
        round_id=of_round.id,
        series=series,
        questionnaire=shown.questionnaire,
        period=of_round.period,
        closed_on=own.closed_on,
        detail=shown.detail,
        status=shown.status.reason if isinstance(shown.status, Suppressed) else shown.status,
        mode=_shown(shown.mode),
        counting=_shown(shown.counting),
        phase=_shown(shown.phase),
        state=_shown(shown.state),
        kind=_shown(shown.kind),
        label=_shown(shown.label),
        range=_shown(shown.range),
        fading_signs=shown.fading_signs is True,
        mixed_picture=shown.mixed_picture is True,
        levels=tuple(_shown(domain.level) for domain in shown.domains),
        few_answers=_few_answers(shown),
        index=_shown(shown.index),
        verdict=found.phase if isinstance(found, Change) and isinstance(found.phase, str) else None,
        since=since,
        is_example=of_round.is_example,
    )


def _few_answers(shown: Release) -> tuple[bool, ...]:
    """Which levels rest on so few answers that they are only indicative: of the round, or of the one domain."""
    few = Suppressed(FEW)
    return tuple(
        isinstance(domain.level, int) and (shown.detail == INDICATIVE or domain.agreement == few)
        for domain in shown.domains
    )


def _shown(value: T | NotKnown | Suppressed | None) -> T | None:
    return None if isinstance(value, NotKnown | Suppressed) else value


def agreed_result(answer: AgreedAnswer, of_round: Round, series: str, agreed_on: date) -> SharedResult:
    """What the municipality sees of an answer that a group agreed on: a joint statement, which has no threshold.

    It holds no trends, from which the first domain's could be told.
    """
    if of_round.share == SHARE_NOTHING:
        raise ValueError("a round that shares nothing has nothing for its municipality")
    levels = tuple(_shown(level) for level in answer.levels)
    return SharedResult(
        round_id=of_round.id,
        series=series,
        questionnaire=answer.questionnaire,
        period=of_round.period,
        closed_on=agreed_on,
        detail=AGREED,
        status=AGREED,
        mode=GROUP,
        phase=_shown(answer.phase),
        state=_shown(answer.state),
        kind=answer.kind,
        fading_signs=answer.fading_signs,
        levels=levels,
        few_answers=(False,) * len(levels),
        is_example=of_round.is_example,
        present=answer.present,
    )


_USUAL = asdict(SharedResult("", "", "", "", date.min, "", ""))


def to_text(of_round: Round, result: SharedResult) -> str:
    """A closed round with its result as JSON, which begins with `FORM`; what is as usual is left out."""
    packed = {name: value for name, value in asdict(result).items() if value != _USUAL[name]}
    packed["closed_on"] = result.closed_on.isoformat()
    kept = [list(astuple(of_round.area)), of_round.number, of_round.closes_on.isoformat(), packed]
    return FORM + json.dumps(kept, ensure_ascii=False)


# The same texts are asked for at every look at the overview. What is remembered of a text is what it says: it cannot
# be out of date. A country of 14 100 rounds fits.
@lru_cache(maxsize=16_384)
def from_text(text: str) -> SharedRound:
    """The round that `to_text` wrote. Raises ValueError for another text."""
    if not text.startswith(FORM):
        raise ValueError("this is no overview of a round in a form that is known here")
    area, number, closes_on, packed = json.loads(text.removeprefix(FORM))
    result = _result_of(packed)
    return SharedRound(
        id=result.round_id,
        area=Area(*area),
        number=number,
        closes_on=date.fromisoformat(closes_on),
        closed_on=result.closed_on,
        result=result,
    )


def _result_of(packed: dict[str, Any]) -> SharedResult:
    packed["closed_on"] = date.fromisoformat(packed["closed_on"])
    for name in ("levels", "few_answers", "range"):
        if name in packed:
            packed[name] = tuple(packed[name])
    if "index" in packed:
        packed["index"] = Index(**packed["index"])
    return SharedResult(**packed)
