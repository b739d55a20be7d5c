"""The end of a round: it closes, what may be shown is taken once and kept, and is shown with what stands beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assessment.core.answers import GROUP_TEXT, PRESENT, THOUGH_FEW, YES, response_of, round_response, text_items
from assessment.core.beside import AgreedAnswer, agreed_answer
from assessment.core.counts import counts_of
from assessment.core.errors import OpenError
from assessment.core.history import KeptRound, comparable_versions, earlier_rounds
from assessment.core.municipal_result import municipal_result
from assessment.core.municipality import Marker, municipal_view
from assessment.core.ports import Clock, Store, StoredAssessment
from assessment.core.profile import profile_of, profile_of_one
from assessment.core.questionnaire import Questionnaire
from assessment.core.release import release_to_keeper, release_while_open, with_texts
from assessment.core.released import Release
from assessment.core.remarks import WrittenRemark
from assessment.core.response import GROUP, PAPER, PlacedResponse, Response, columns, is_municipal, makes_phase
from assessment.core.round import Round
from assessment.core.round_result import RoundResult
from assessment.core.snapshot import Snapshot, checksum, from_text, taken, to_text
from assessment.core.standing import index_basis
from assessment.core.suppression import MODERATION, REMOVED, Progress, Suppressed, Thresholds, progress


def close(store: Store, clock: Clock, questionnaire: Questionnaire, thresholds: Thresholds, of_round: Round) -> Release:
    """Close a round, now or after its last day, and keep what may be shown of it. A closed one stays as it is."""
    store.stop(of_round.id, min(clock.today(), of_round.closes_on))
    kept = store.snapshot(of_round.id)
    if kept is None:
        # Read after the stop: whoever was told that an answer is stored is among them.
        stored = store.responses(of_round.id)
        try:
            kept = store.freeze(of_round.id, to_text(_taken(questionnaire, stored, thresholds)))
        except OpenError:
            return release_while_open(questionnaire)
    return from_text(kept).release


def result(
    store: Store, clock: Clock, questionnaire: Questionnaire, thresholds: Thresholds, of_round: Round
) -> Release:
    """What may be shown of a round now: nothing while it is open; who asks after its last day closes it."""
    if of_round.is_open(clock.today()):
        return release_while_open(questionnaire)
    released = close(store, clock, questionnaire, thresholds, of_round)
    if of_round.anonymised_on is not None and released.texts == Suppressed(MODERATION):
        return replace(released, texts=Suppressed(REMOVED))
    written = _written(questionnaire, store.responses(of_round.id))
    # Until somebody has read and allowed the first of them, all that is said is that they wait.
    return with_texts(released, written, thresholds) if any(one.approved for one in written) else released


def shown(
    store: Store,
    clock: Clock,
    version: Callable[[str], Questionnaire],
    thresholds: Thresholds,
    of_round: Round,
) -> RoundResult:
    """Everything that is shown of a round now: its result, what a meeting agreed on, and the rounds before.

    `version` finds a questionnaire by its name.
    """
    questionnaire = version(of_round.questionnaire)
    released = result(store, clock, questionnaire, thresholds, of_round)
    found = store.round(of_round.id)
    if found.is_open(clock.today()):
        return RoundResult(found, released)
    of_group = next((one for one in store.responses(found.id) if one.mode == GROUP), None)
    rounds = {one.round.id: one for one in _kept(store, found)}

    names = {of_round.questionnaire, *(one.snapshot.release.questionnaire for one in rounds.values())}
    whole = RoundResult(
        round=found,
        release=released,
        earlier=earlier_rounds(rounds[found.id], rounds.values(), comparable_versions(names, version)),
        municipal=rounds[found.id].snapshot.municipal,
    )
    if of_group is None:
        return whole
    return replace(whole, agreed=_agreed(questionnaire, of_group), dissent=of_group.answers.get(GROUP_TEXT, ""))


def shown_to_municipality(
    store: Store,
    clock: Clock,
    version: Callable[[str], Questionnaire],
    thresholds: Thresholds,
    round_id: str,
) -> RoundResult | None:
    """What the municipality sees of a round now; None of one that is open or that its community does not share.

    Of what it has set aside it sees nothing either, and the history of others is told without it.
    """
    found = store.round(round_id)
    aside = {one.why.round_id for one in store.set_aside_rounds(found.area.municipality)}
    if found.is_open(clock.today()) or found.id in aside:
        return None
    whole = shown(store, clock, version, thresholds, found)
    kept = [one for one in _kept(store, whole.round) if one.round.id not in aside]
    return municipal_result(version, whole, kept)


def _kept(store: Store, of_round: Round) -> list[KeptRound]:
    """The closed rounds of its series with what was kept of each."""
    closed = [(one, store.snapshot(one.id)) for one in store.series(of_round.series) if one.closed_on is not None]
    return [KeptRound(one, from_text(text)) for one, text in closed if text is not None]


def _agreed(questionnaire: Questionnaire, one: StoredAssessment) -> AgreedAnswer:
    profile = profile_of_one(questionnaire, response_of(questionnaire, one.answers, GROUP))
    return agreed_answer(questionnaire, profile, int(one.answers.get(PRESENT, "0")))


def _written(questionnaire: Questionnaire, stored: Sequence[StoredAssessment]) -> list[WrittenRemark]:
    items = text_items(questionnaire)
    return [
        WrittenRemark(item, one.answers[item], item in one.approved, one.answers.get(THOUGH_FEW) == YES)
        for one in stored
        for item in items
        if one.answers.get(item)
    ]


def how_far(store: Store, questionnaire: Questionnaire, thresholds: Thresholds, of_round: Round) -> Progress:
    """How many responses count so far, in steps: all that anybody sees of an open round."""
    pooled = _pooled(questionnaire, store.responses(of_round.id))
    return progress(counts_of(questionnaire, pooled).counting, thresholds)


def raw_responses(store: Store, questionnaire: Questionnaire, of_round: Round) -> tuple[PlacedResponse, ...]:
    """Every response by itself, without texts, in the order of their random ids: for the operator's logged export."""
    stored = store.responses(of_round.id)
    return tuple(
        PlacedResponse(
            of_round.area.name, of_round.period, round_response(questionnaire, one.answers, one.mode), number
        )
        for number, one in enumerate(stored, 1)
    )


def _pooled(questionnaire: Questionnaire, stored: Sequence[StoredAssessment]) -> list[Response]:
    """The responses that make the phase."""
    return [one for one in _responses(questionnaire, stored) if makes_phase(questionnaire, one)]


def _responses(questionnaire: Questionnaire, stored: Sequence[StoredAssessment]) -> list[Response]:
    return [round_response(questionnaire, one.answers, one.mode) for one in stored]


def _taken(questionnaire: Questionnaire, stored: Sequence[StoredAssessment], thresholds: Thresholds) -> Snapshot:
    pooled = _pooled(questionnaire, stored)
    municipal = [one for one in _responses(questionnaire, stored) if is_municipal(questionnaire, one)]
    # Who keyed the sheets of paper reads the same pages as everybody, so what everybody is shown may not let a single
    # other response be told apart by subtracting them.
    keyed = counts_of(questionnaire, [response for response in pooled if response.mode == PAPER])
    profile = profile_of(questionnaire, pooled, thresholds.min_answers(questionnaire.rule))
    return taken(
        release=release_to_keeper(questionnaire, profile, counts_of(questionnaire, pooled), keyed, thresholds),
        checksum=checksum(questionnaire),
        chances=profile.probabilities,
        index=index_basis(questionnaire, columns(questionnaire, pooled)),
        municipal=_municipal(questionnaire, municipal, thresholds),
    )


def _municipal(
    questionnaire: Questionnaire, responses: Sequence[Response], thresholds: Thresholds
) -> Marker | Suppressed:
    """The municipal employees' view, taken at closing like everything else."""
    profile = profile_of(questionnaire, responses, thresholds.min_answers(questionnaire.rule))
    return municipal_view(questionnaire, profile, counts_of(questionnaire, responses), thresholds)
