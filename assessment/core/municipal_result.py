"""What a municipality sees of a closed round and of the rounds before it, each as its own community shares it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from assessment.core.history import KeptRound, comparable_versions, earlier_rounds
from assessment.core.municipality import SHARE_DETAIL, SHARE_NOTHING, for_municipality
from assessment.core.questionnaire import Questionnaire
from assessment.core.round_result import RoundResult


def municipal_result(
    version: Callable[[str], Questionnaire], whole: RoundResult, kept: Iterable[KeptRound]
) -> RoundResult | None:
    """What the municipality sees of `whole`; None of a round whose community shares nothing: it looks as if not there.

    `kept` are the closed rounds of its series as they were kept, this one among them. Earlier ones that share nothing
    are left out. What a meeting did not agree on is a text of its people and may be about one of them: only a
    community that shares in detail shows it.
    """
    if whole.round.share == SHARE_NOTHING:
        return None
    shared = {one.round.id: _shared(version, one) for one in kept if one.round.share != SHARE_NOTHING}
    own = shared.get(whole.round.id)
    names = {one.snapshot.release.questionnaire for one in shared.values()}
    return replace(
        whole,
        release=for_municipality(version(whole.round.questionnaire), whole.release, whole.round.share),
        dissent=whole.dissent if whole.round.share == SHARE_DETAIL else "",
        earlier=earlier_rounds(own, shared.values(), comparable_versions(names, version)) if own else (),
    )


def _shared(version: Callable[[str], Questionnaire], kept: KeptRound) -> KeptRound:
    questionnaire = version(kept.snapshot.release.questionnaire)
    release = for_municipality(questionnaire, kept.snapshot.release, kept.round.share)
    return replace(kept, snapshot=replace(kept.snapshot, release=release))
