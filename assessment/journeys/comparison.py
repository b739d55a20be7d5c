"""What a municipality's worker sees of all areas at once: the picture of the municipality, and areas side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby, islice

from assessment.core.access import Access
from assessment.core.answers import PRESENT, response_of
from assessment.core.beside import agreed_answer
from assessment.core.compared import Compared, Filters, compared, of_filters
from assessment.core.errors import ForbiddenError, QuestionnaireError
from assessment.core.gathering import picture_of
from assessment.core.history import KeptRound, comparable_versions
from assessment.core.overview import Picture, SharedResult, SharedRound
from assessment.core.ports import Clock, Store
from assessment.core.profile import profiles_of_each
from assessment.core.questionnaire import Questionnaire
from assessment.core.response import GROUP
from assessment.core.shared_result import agreed_result, from_text, shared_results, to_text
from assessment.core.shared_rounds import GroupAnswer, StoredShare
from assessment.core.snapshot import from_text as snapshot_from_text

# So many series are read whole at once, when what their municipality sees of them was not made yet.
CHUNK = 200

Version = Callable[[str], Questionnaire]


def picture(
    store: Store,
    clock: Clock,
    questionnaire: Questionnaire,
    version: Version,
    access: Access,
    contacts: Mapping[str, date] | None = None,
) -> Picture:
    """The areas of the access's municipality with what is shared with it. Raises `ForbiddenError` to an operator.

    `questionnaire` is the version in use, `version` finds another by its name; `contacts` are the areas' last contacts.
    """
    today, municipality = clock.today(), _municipality(access, clock.today())
    stored = store.shared_rounds(municipality)
    groups = store.group_answers(municipality)
    registered, aliases = store.areas(municipality), store.aliases(municipality)
    source = store.source(municipality)

    kept = {one.id: from_text(one.overview) for one in stored if one.overview is not None}
    results = {id_: one for id_, one in kept.items() if one is not None}
    made, unreadable = _make(store, version, stored, results)
    results |= made
    agreed, more_unreadable = _agreed(version, groups, results)
    names = {questionnaire.name, *(one.questionnaire for one in (*results.values(), *agreed.values()))}
    return picture_of(
        municipality=municipality,
        questionnaire=questionnaire.name,
        today=today,
        registered=registered,
        rounds=[_shared_round(one, results, agreed) for one in stored],
        aliases=aliases,
        comparable=comparable_versions(sorted(names), version),
        contacts=contacts,
        source=source,
        unreadable=tuple(sorted(unreadable | more_unreadable)),
    )


def compare(
    store: Store,
    clock: Clock,
    questionnaire: Questionnaire,
    version: Version,
    access: Access,
    filters: Filters,
    contacts: Mapping[str, date] | None = None,
) -> Compared:
    """Areas of the access's municipality side by side, those that pass the filters. Raises as `picture` does."""
    whole = picture(store, clock, questionnaire, version, access, contacts)
    chosen = of_filters(whole, filters)
    wanted = {one.round_id for area in chosen for one in area.compared}
    frozen = store.frozen_rounds(wanted)

    # One whose questionnaire cannot be read any more has no bar; the picture says so.
    snapshots = {
        one.round.id: KeptRound(one.round, snapshot_from_text(one.snapshot))
        for one in frozen
        if _is_readable(version, one.round.questionnaire)
    }
    return compared(whole, chosen, snapshots, questionnaire, version)


def _is_readable(version: Version, name: str) -> bool:
    try:
        version(name)
    except QuestionnaireError:
        return False
    return True


def _municipality(access: Access, today: date) -> str:
    """The municipality of an access that may see its results now."""
    if not (access.may_see_results and access.municipality and access.is_valid(today)):
        raise ForbiddenError("This access does not show what communities share with their municipality.")
    return access.municipality


def _shared_round(
    one: StoredShare, results: Mapping[str, SharedResult], agreed: Mapping[str, SharedResult]
) -> SharedRound:
    return SharedRound(
        id=one.id,
        area=one.area,
        number=one.number,
        closes_on=one.closes_on,
        closed_on=one.closed_on,
        result=results.get(one.id),
        agreed=agreed.get(one.id),
    )


def _make(
    store: Store, version: Version, stored: Iterable[StoredShare], known: Mapping[str, SharedResult]
) -> tuple[dict[str, SharedResult], set[str]]:
    """What was not made yet of closed rounds, which is kept from now on; and the versions that cannot be read.

    A series is made as a whole: the changes from one of its rounds to the next belong to it.
    """
    frozen: dict[str, list[str]] = {}
    for one in stored:
        if one.is_frozen:
            frozen.setdefault(one.series, []).append(one.id)
    waiting = iter([ids for _, ids in sorted(frozen.items()) if any(id_ not in known for id_ in ids)])
    found, unreadable = dict[str, SharedResult](), set[str]()
    while some := list(islice(waiting, CHUNK)):
        rounds = {one.round.id: one for one in store.frozen_rounds([id_ for ids in some for id_ in ids])}
        of_series = [[rounds[id_] for id_ in ids if id_ in rounds] for ids in some]
        made: list[Mapping[str, str]] = []
        for series in of_series:
            try:
                kept = [KeptRound(one.round, snapshot_from_text(one.snapshot)) for one in series]
                results = shared_results(kept, version)
            except QuestionnaireError:
                unreadable |= {one.round.questionnaire for one in series}
                continue
            found |= {one.round_id: one for one in results}
            made.append({one.round_id: to_text(one) for one in results})
        store.keep_overviews([one for one in made if one], {id_: one.snapshot for id_, one in rounds.items()})
    return found, unreadable


def _agreed(
    version: Version, groups: Sequence[GroupAnswer], results: Mapping[str, SharedResult]
) -> tuple[dict[str, SharedResult], set[str]]:
    """What groups agreed on, by round; and the versions that cannot be read."""
    found, unreadable = dict[str, SharedResult](), set[str]()
    ordered = sorted(groups, key=lambda one: one.round.questionnaire)
    for name, of_version in groupby(ordered, key=lambda one: one.round.questionnaire):
        some = list(of_version)
        try:
            questionnaire = version(name)
        except QuestionnaireError:
            unreadable.add(name)
            continue
        profiles = profiles_of_each(questionnaire, [response_of(questionnaire, one.answers, GROUP) for one in some])
        for one, profile in zip(some, profiles, strict=True):
            answer = agreed_answer(questionnaire, profile, int(one.answers.get(PRESENT, "0")))
            known = results.get(one.round.id)
            series = known.series if known else one.round.id
            found[one.round.id] = agreed_result(answer, one.round, series, one.agreed_on)
    return found, unreadable
