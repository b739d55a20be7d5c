"""What a municipality's worker sees of all areas at once: the picture of the municipality, and areas side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, islice

from assessment.core.access import Access
from assessment.core.answers import PRESENT, response_of
from assessment.core.beside import agreed_answer
from assessment.core.compared import Compared, Filters, compared, narrowed, of_filters
from assessment.core.errors import ForbiddenError, QuestionnaireError
from assessment.core.gathering import picture_of
from assessment.core.history import KeptRound, comparable_versions, readable
from assessment.core.overview import Picture, SharedResult, SharedRound
from assessment.core.ports import Clock, Store
from assessment.core.profile import profiles_of_each
from assessment.core.questionnaire import Questionnaire
from assessment.core.register import Outline, RegisteredArea, Source
from assessment.core.response import GROUP
from assessment.core.set_aside import SetAsideRound
from assessment.core.shared_result import FORM, agreed_result, from_text, shared_results, to_text
from assessment.core.shared_rounds import GroupAnswer, StoredShare, StoredShares
from assessment.core.snapshot import from_text as snapshot_from_text

# So many series are read whole at once, when what their municipality sees of them was not made yet: of many workers at
# once each holds no more than these in memory, and others write between.
CHUNK = 20

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
    found = _Found(
        municipality=municipality,
        questionnaire=questionnaire.name,
        version=version,
        today=today,
        stored=store.shared_rounds(municipality, FORM),
        groups=store.group_answers(municipality),
        registered=store.areas(municipality),
        aliases=store.aliases(municipality),
        source=store.source(municipality),
        contacts=None if contacts is None else dict(contacts),
        set_aside=store.set_aside_rounds(municipality),
    )

    before, drawn = _last.get(found.key, (None, None))
    if drawn is not None and before == found:
        return drawn
    made, unreadable = _make(store, version, found.stored.waiting)
    drawn = _drawn(found, made, unreadable)
    # What is just made is read as made the next time; a version that cannot be read may be put back.
    if not drawn.unreadable and not any(one.is_frozen for one in found.stored.waiting):
        _remember(found, drawn)
    return drawn


@dataclass(frozen=True)
class _Found:
    """All that a picture is made of: while it is the same, so is the picture."""

    municipality: str
    questionnaire: str
    version: Version
    today: date
    stored: StoredShares
    groups: tuple[GroupAnswer, ...]
    registered: tuple[RegisteredArea, ...]
    aliases: Mapping[str, str]
    source: Source | None
    contacts: Mapping[str, date] | None
    set_aside: tuple[SetAsideRound, ...]

    @property
    def key(self) -> tuple[str, bool]:
        """Pages with the contacts and those without do not take each other's place."""
        return self.municipality, self.contacts is None


# The last picture of each municipality, with what it was made of. To compare that takes a tenth of making it anew.
_last: dict[tuple[str, bool], tuple[_Found, Picture]] = {}
PICTURES = 160


def _remember(found: _Found, drawn: Picture) -> None:
    if len(_last) >= PICTURES and found.key not in _last:
        _last.clear()
    _last[found.key] = found, drawn


def _drawn(found: _Found, made: Sequence[SharedRound], unreadable: set[str]) -> Picture:
    """The picture, `made` being the rounds that were waiting."""
    rounds = [*map(from_text, found.stored.made), *made]
    agreed, more_unreadable = _agreed(found.version, found.groups, rounds)
    rounds = [replace(one, agreed=agreed[one.id]) if one.id in agreed else one for one in rounds]
    results = [result for one in rounds for result in (one.result, one.agreed) if result]
    names = {found.questionnaire, *(one.questionnaire for one in results)}
    return picture_of(
        municipality=found.municipality,
        questionnaire=found.questionnaire,
        today=found.today,
        registered=found.registered,
        rounds=rounds,
        aliases=found.aliases,
        comparable=comparable_versions(sorted(names), found.version),
        contacts=found.contacts,
        source=found.source,
        unreadable=tuple(sorted(unreadable | more_unreadable)),
        set_aside=found.set_aside,
    )


def compare(
    store: Store,
    clock: Clock,
    questionnaire: Questionnaire,
    version: Version,
    access: Access,
    filters: Filters,
) -> Compared:
    """Areas of the access's municipality side by side, those that pass the filters. Raises as `picture` does.

    They are compared with all the others: a choice of areas changes what is in sight, and no figure of it.
    """
    whole = picture(store, clock, questionnaire, version, access)
    sides = of_filters(whole, filters.of_all)
    wanted = {one.round_id for side in sides for one in side.compared}
    frozen = store.frozen_rounds(wanted)

    # One whose questionnaire cannot be read any more has no bar; the picture says so.
    snapshots = {
        one.round.id: KeptRound(one.round, snapshot_from_text(one.snapshot))
        for one in frozen
        if readable(one.round.questionnaire, version)
    }
    return narrowed(compared(whole, sides, snapshots, questionnaire, version), filters)


def border(store: Store, clock: Clock, access: Access) -> Outline:
    """The border of the access's municipality, empty if it is not known. Raises as `picture` does."""
    return store.border(_municipality(access, clock.today())) or ()


def outlines(store: Store, clock: Clock, access: Access) -> Mapping[str, Outline]:
    """The borders of the municipality's areas, by their ids, as far as they are known. Raises as `picture` does."""
    return store.outlines(_municipality(access, clock.today()))


def _municipality(access: Access, today: date) -> str:
    """The municipality of an access that may see its results now."""
    if not (access.may_see_results and access.municipality and access.is_valid(today)):
        raise ForbiddenError("This access does not show what communities share with their municipality.")
    return access.municipality


def _make(store: Store, version: Version, stored: Iterable[StoredShare]) -> tuple[list[SharedRound], set[str]]:
    """The rounds of which nothing was kept, with results made of their snapshots, which are kept from now on.

    Besides, the versions that cannot be read. A series is made as a whole: the changes from one of its rounds to the
    next belong to it.
    """
    frozen: dict[str, list[str]] = {}
    for one in stored:
        if one.is_frozen:
            frozen.setdefault(one.series, []).append(one.id)
    waiting = iter(ids for _, ids in sorted(frozen.items()))
    results, unreadable = dict[str, SharedResult](), set[str]()
    while some := list(islice(waiting, CHUNK)):
        rounds = {one.round.id: one for one in store.frozen_rounds([id_ for ids in some for id_ in ids])}
        made: list[Mapping[str, str]] = []
        for of_series in ([rounds[id_] for id_ in ids if id_ in rounds] for ids in some):
            try:
                kept = [KeptRound(one.round, snapshot_from_text(one.snapshot)) for one in of_series]
                found = {one.round_id: one for one in shared_results(kept, version)}
            except QuestionnaireError:
                unreadable |= {one.round.questionnaire for one in of_series}
                continue
            results |= found
            made.append({id_: to_text(rounds[id_].round, one) for id_, one in found.items()})
        store.keep_overviews([one for one in made if one], {id_: one.snapshot for id_, one in rounds.items()})
    shared = [
        SharedRound(one.id, one.area, one.number, one.closes_on, one.closed_on, results.get(one.id)) for one in stored
    ]
    return shared, unreadable


def _agreed(
    version: Version, groups: Sequence[GroupAnswer], rounds: Iterable[SharedRound]
) -> tuple[dict[str, SharedResult], set[str]]:
    """What groups agreed on, by round; and the versions that cannot be read."""
    found, unreadable = dict[str, SharedResult](), set[str]()
    of_groups = {one.round.id for one in groups}
    series = {one.id: one.result.series for one in rounds if one.id in of_groups and one.result}
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
            id_ = one.round.id
            found[id_] = agreed_result(answer, one.round, series.get(id_, id_), one.agreed_on)
    return found, unreadable
