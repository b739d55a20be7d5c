"""Areas of one municipality side by side: those that are chosen, what may be compared, and why the rest may not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assessment.core.alphabet import letters
from assessment.core.change import Change, change
from assessment.core.comparison import Entry, compare_by_name
from assessment.core.gathering import counted_as
from assessment.core.history import KeptRound
from assessment.core.overview import OTHER_VERSION, AreaStanding, Picture, SharedResult
from assessment.core.profile import NO_DATA
from assessment.core.questionnaire import Questionnaire
from assessment.core.shared_result import shared_standing
from assessment.core.standing import QUESTIONNAIRE, Refused, Standing

# Numbers of inhabitants that villages are grouped by; None is no upper end.
BANDS: tuple[tuple[int, int | None], ...] = ((0, 49), (50, 99), (100, 299), (300, 999), (1000, None))
# Why an area stands in no comparison, besides the reasons of `core.standing`: nothing is known of it, or only what a
# group agreed on, which is compared with other groups' answers only.
NO_RESULT, ONLY_AGREED = "no_result", "only_agreed"


def band_of(population: int | None) -> int | None:
    """Which of the bands a number of inhabitants is in; None if it is not known.

    >>> [band_of(number) for number in (None, 0, 49, 50, 1000)]
    [None, 0, 0, 1, 4]
    """
    if population is None:
        return None
    return next(i for i, (low, high) in enumerate(BANDS) if low <= population <= (high or population))


@dataclass(frozen=True)
class Filters:
    """Which areas are compared; an empty choice is all of them.

    `kinds` are those of areas, `bands` those of inhabitants (None: not known), `counted_as` what they are counted as;
    with a `year` each area stands with its newest result that closed in it. `by_place` orders them from north to
    south, else they stand by name.
    """

    kinds: frozenset[str] = frozenset()
    bands: frozenset[int | None] = frozenset()
    counted_as: frozenset[str] = frozenset()
    year: int | None = None
    area_ids: frozenset[str] = frozenset()
    by_place: bool = False

    @property
    def of_all(self) -> Filters:
        """What all areas are compared by, whichever of them are in sight."""
        return Filters(year=self.year, by_place=self.by_place)


@dataclass(frozen=True)
class Side:
    """An area in a comparison: how it stands, in the year that was asked for.

    `before` is the shared round before its latest, in the same series.
    """

    standing: AreaStanding
    before: SharedResult | None = None

    @property
    def compared(self) -> tuple[SharedResult, ...]:
        """The results of it that are compared, the newest first."""
        return tuple(one for one in (self.standing.latest, self.before) if one is not None)


@dataclass(frozen=True)
class Spread:
    """How a domain's levels spread over areas: for each level those that have it, by rounds and by groups' answers.

    `unknown` have no level there, `other` are of a version of the questionnaire that is not comparable.
    """

    levels: tuple[tuple[AreaStanding, ...], ...]
    agreed: tuple[tuple[AreaStanding, ...], ...]
    unknown: tuple[AreaStanding, ...]
    other: tuple[AreaStanding, ...]


@dataclass(frozen=True)
class Compared:
    """Areas side by side, in the order that was asked for.

    `bars` are the entries of those that are compared by the index, over `domains`; `refused` says of every other why it
    has no bar. `changes` are those from the round before, where there is one. `modes` are those among the bars.
    """

    picture: Picture
    sides: tuple[Side, ...]
    bars: Mapping[str, Entry]
    refused: Mapping[str, Refused]
    changes: Mapping[str, Change | Refused]
    domains: tuple[int, ...]
    modes: tuple[str, ...]

    def spread(self, d: int, levels: int) -> Spread:
        """How the `levels` levels of domain d spread over the areas."""
        rows: list[list[AreaStanding]] = [[] for _ in range(levels)]
        agreed: list[list[AreaStanding]] = [[] for _ in range(levels)]
        unknown, other = list[AreaStanding](), list[AreaStanding]()
        for one in (side.standing for side in self.sides):
            shown = one.agreed if one.is_agreed else one.latest
            level = shown.levels[d] if shown is not None and d < len(shown.levels) else None
            if shown is not None and not self.picture.is_comparable(shown):
                other.append(one)
            elif level is None:
                unknown.append(one)
            else:
                (agreed if one.is_agreed else rows)[level].append(one)
        return Spread(tuple(map(tuple, rows)), tuple(map(tuple, agreed)), tuple(unknown), tuple(other))


def of_filters(picture: Picture, filters: Filters) -> tuple[Side, ...]:
    """The areas that pass the filters, in their order."""
    sides = [_side(picture, one, filters.year) for one in picture.areas]
    found = [side for side in sides if _passes(side.standing, filters)]
    return tuple(sorted(found, key=_from_north)) if filters.by_place else tuple(found)


def side_by_side(picture: Picture, filters: Filters) -> Compared:
    """The areas that pass the filters, without what rests on the frozen rounds: there are no bars and no changes."""
    return Compared(picture, of_filters(picture, filters), {}, {}, {}, (), ())


def narrowed(found: Compared, filters: Filters) -> Compared:
    """The same comparison with the areas that pass the filters in sight: every bar stays as it is over all areas.

    Were the bars made anew for each choice, then those of a few picked areas, over other domains each time, could be
    subtracted from one another, and would tell of single domains what is not released.
    """
    chosen = {side.standing.area.id for side in found.sides if _passes(side.standing, filters)}
    return replace(
        found,
        sides=tuple(side for side in found.sides if side.standing.area.id in chosen),
        bars={id_: entry for id_, entry in found.bars.items() if id_ in chosen},
        refused={id_: why for id_, why in found.refused.items() if id_ in chosen},
        changes={id_: change for id_, change in found.changes.items() if id_ in chosen},
    )


def _passes(one: AreaStanding, filters: Filters) -> bool:
    area = one.area
    return (
        (not filters.area_ids or area.id in filters.area_ids)
        and (not filters.kinds or area.kind in filters.kinds)
        and (not filters.bands or band_of(area.population) in filters.bands)
        and (not filters.counted_as or one.counted_as in filters.counted_as)
    )


def _from_north(side: Side) -> tuple[bool, float, float, tuple[int, ...], str]:
    """Areas without a place come last, by name."""
    area = side.standing.area
    lon, lat = area.point or (0.0, 0.0)
    return area.point is None, -lat, lon, letters(area.name), area.id


def _side(picture: Picture, one: AreaStanding, year: int | None) -> Side:
    own = in_year(picture, one, year) if year is not None else one
    latest = own.latest
    if latest is None:
        return Side(own)
    # Of one series they stand as they closed; two that closed on one day have no before and after here.
    before = (o for o in one.rounds[::-1] if o.series == latest.series and o.closed_on < latest.closed_on)
    return Side(own, next(before, None))


def in_year(picture: Picture, one: AreaStanding, year: int) -> AreaStanding:
    """An area with its newest result that closed in a year, and what it was counted as by that."""
    newest_first = one.rounds[::-1]
    results = [result for result in newest_first if result.closed_on.year == year]
    latest = next((result for result in results if result.has_result), results[0] if results else None)
    agreed = one.agreed if one.agreed is not None and one.agreed.closed_on.year == year else None
    counted, is_agreed = counted_as(latest, agreed, picture.questionnaire, picture.comparable)
    earlier = tuple(result for result in newest_first if latest is not None and result.closed_on < latest.closed_on)
    return replace(one, latest=latest, agreed=agreed, earlier=earlier, counted_as=counted, is_agreed=is_agreed)


def years(picture: Picture) -> tuple[int, ...]:
    """The years in which results closed, the newest first."""
    return tuple(sorted({result.closed_on.year for one in picture.areas for result in one.results}, reverse=True))


def compared(
    picture: Picture,
    sides: Sequence[Side],
    kept: Mapping[str, KeptRound],
    questionnaire: Questionnaire,
    version: Callable[[str], Questionnaire],
) -> Compared:
    """The areas side by side. `kept` are the closed rounds of their results, by id; `version` finds a questionnaire."""
    standings = {
        result.round_id: _standing(side.standing, kept[result.round_id], version)
        for side in sides
        for result in side.compared
        if result.round_id in kept
    }
    own = {side.standing.area.id: standings.get(latest.round_id) for side in sides if (latest := side.standing.latest)}
    found = compare_by_name(questionnaire, [one for one in own.values() if one is not None], picture.comparable)
    entries = {entry.community: entry for entry in found.entries}
    return Compared(
        picture=picture,
        sides=tuple(sides),
        bars={id_: entry for id_, entry in entries.items() if not isinstance(entry.bar, Refused)},
        refused={
            id_: _why_not(side.standing, entries.get(id_), picture)
            for side in sides
            if (id_ := side.standing.area.id) not in entries or isinstance(entries[id_].bar, Refused)
        },
        changes=dict(_changes(sides, standings, picture)),
        domains=found.domains,
        modes=found.modes,
    )


def _standing(one: AreaStanding, kept: KeptRound, version: Callable[[str], Questionnaire]) -> Standing:
    """A closed round as its municipality may compare it, under the name of its area."""
    standing = shared_standing(version(kept.round.questionnaire), kept, one.area.id)
    return replace(standing, name=one.area.name, place=one.area.municipality)


def _why_not(one: AreaStanding, entry: Entry | None, picture: Picture) -> Refused:
    if one.is_agreed:
        return Refused(ONLY_AGREED)
    if one.latest is None or one.latest.status == NO_DATA:
        return Refused(NO_RESULT)
    if entry is not None and isinstance(entry.bar, Refused):
        return entry.bar
    if one.counted_as == OTHER_VERSION:
        return Refused(QUESTIONNAIRE, (picture.questionnaire, one.latest.questionnaire))
    return Refused(NO_RESULT)


def _changes(
    sides: Iterable[Side], standings: Mapping[str, Standing], picture: Picture
) -> Iterable[tuple[str, Change | Refused]]:
    for side in sides:
        pair = [standings.get(result.round_id) for result in side.compared]
        if len(pair) == 2 and pair[0] is not None and pair[1] is not None:
            yield side.standing.area.id, change(pair[1], pair[0], picture.comparable)
