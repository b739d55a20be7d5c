"""A municipality's areas as tables for other programs: one row a figure (long), a round, or an area (wide).

Columns and codes have ids that are the same in every language; what they mean is a table of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain

from assessment.core.history import readable
from assessment.core.overview import AGREED, UNKNOWN, AreaStanding, Picture, SharedResult
from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire
from assessment.core.register import OWN_KINDS
from assessment.reports.municipality_figures import (
    AGREED_WHOLE,
    CODES,
    FEW_ANSWERS,
    LEVEL,
    NO_ANSWERS,
    NOT_APPLICABLE,
    NOT_KNOWN,
    OTHER,
    WHOLE,
    Cell,
    Code,
    Figure,
    agreed_figures,
    agreed_figures_of,
    column_of,
    domain_ids,
    figures,
    figures_of,
    without,
)
from assessment.reports.rows import as_csv
from assessment.reports.written import one_line

RESPONSES = "responses"
PLACE = ("municipality", "county", "area_id", "area", "area_code", "area_kind", "population")
ROUND = ("period", "closed_on", "questionnaire", "detail")
LONG = (*PLACE, "round_number", *ROUND, "basis", "is_newest", "figure", "domain", "value", "is_known")
ROUNDS = (*PLACE, "round_id", "series", "round_number", *ROUND, "basis", "is_newest")
STANDING = ("longitude", "latitude", "round_state", "closes_on", "counted_as", "counted_by")
AGREED_ROUND = ("agreed_on", "agreed_period", "agreed_questionnaire")
AGREED_FIGURE = "agreed_{figure}"


@dataclass(frozen=True)
class Table:
    """Rows under the ids of their columns. No cell is empty."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def csv_of(table: Table) -> bytes:
    """The table as CSV with commas, points in numbers, and the mark by which spreadsheets know UTF-8."""
    rows = ([cell if type(cell) is str else plain(cell) for cell in row] for row in table.rows)
    return as_csv(chain([table.columns], rows))


def plain(cell: Cell) -> str | int | float:
    """A cell as a program reads it."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Code):
        return cell.id
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return cell.isoformat() if isinstance(cell, date) else cell


def long_table(picture: Picture, version: Callable[[str], Questionnaire]) -> Table:
    """One row an area, round and figure; a single one for an area without results. `version` finds a questionnaire.

    Rounds are in the order of their closing, and results of every version stand under its name.
    """
    known = _known(picture, version)
    return Table(LONG, tuple(row for one in picture.areas for row in _long_rows(picture, one, known)))


def rounds_table(picture: Picture, version: Callable[[str], Questionnaire]) -> Table:
    """One row a round, and one for what a group agreed on in it; none for an area without results."""
    known = _known(picture, version)
    asked = dict.fromkeys((result.questionnaire, len(result.levels)) for one in picture.areas for result in one.results)
    domains = dict.fromkeys(d for name, number in asked for d in domain_ids(known[name], number))
    wanted: list[Figure] = [("present", ""), *figures_of(tuple(domains))]
    rows = (
        tuple([row[column] for column in ROUNDS] + [found.get(figure, NOT_APPLICABLE) for figure in wanted])
        for one in picture.areas
        for row, found in _told(picture, one, known)
    )
    return Table((*ROUNDS, *map(column_of, wanted)), tuple(rows))


def wide_table(questionnaire: Questionnaire, picture: Picture) -> Table:
    """One row an area with its newest result, and apart from it what a group agreed on.

    `questionnaire` is the version in use; a result of one that is not comparable with it is not mixed into the columns.
    """
    rows = (_wide_row(questionnaire, picture, one) for one in picture.areas)
    columns = (
        *PLACE,
        *STANDING,
        *ROUND,
        *map(column_of, figures_of(questionnaire.domain_ids)),
        *_agreed_columns(questionnaire.domain_ids),
    )
    return Table(columns, tuple(tuple([row[column] for column in columns]) for row in rows))


def columns_table(questionnaire: Questionnaire, say: Say) -> Table:
    """What each column and each code means, in the reader's language."""
    head = tuple(say(f"take.explained.{name}") for name in ("id", "where", "title", "meaning"))
    rows: list[tuple[Cell, ...]] = []
    for where, ids in (("wide", wide_table(questionnaire, Picture("", "", date.min)).columns), ("long", LONG)):
        rows += [
            (id_, say(f"take.explained.{where}"), title_of(questionnaire, say, id_), _meaning(say, id_)) for id_ in ids
        ]
    long_figures = [*dict.fromkeys((*WHOLE, LEVEL, FEW_ANSWERS, *AGREED_WHOLE))]
    where = say("take.explained.figure")
    rows += [(id_, where, title_of(questionnaire, say, id_), _meaning(say, id_)) for id_ in long_figures]
    where = say("take.explained.code")
    keys = {_key(code): code for code in CODES}
    rows += [(code.id, where, code_words(say, code), say(f"take.code.{key}.meaning")) for key, code in keys.items()]
    return Table(head, tuple(rows))


def title_of(questionnaire: Questionnaire, say: Say, column: str) -> str:
    """A column's or a figure's name in the reader's language."""
    bare = column.removeprefix("agreed_") if column not in AGREED_ROUND else column
    for prefix in (LEVEL, FEW_ANSWERS):
        domain = bare.removeprefix(f"{prefix}_")
        if domain in questionnaire.domain_ids:
            name = questionnaire.text(f"domains.{domain}.name", say.language).shown_in(say.language)
            title = say(f"take.column.{prefix}.domain", domain=name)
            break
    else:
        title = say(f"take.column.{bare}")
    return title if bare == column else say("take.column.agreed", title=title)


def code_words(say: Say, code: Code) -> str:
    """A code in a few words."""
    key = _key(code)
    return say(f"take.code.{key}") if code in CODES else say("take.code.hidden")


def _key(code: Code) -> str:
    return code.id.removeprefix("hidden:")


def _meaning(say: Say, column: str) -> str:
    if column in AGREED_ROUND or not column.startswith("agreed_"):
        prefix = next((name for name in (LEVEL, FEW_ANSWERS) if column.startswith(name)), column)
        return say(f"take.meaning.{prefix}")
    return say("take.meaning.agreed")


def _known(picture: Picture, version: Callable[[str], Questionnaire]) -> dict[str, Questionnaire | None]:
    """The questionnaires that shared results are of, by name; None for one that cannot be read any more."""
    names = {result.questionnaire for one in picture.areas for result in one.results}
    return {name: readable(name, version) for name in names}


def _place(picture: Picture, one: AreaStanding) -> dict[str, Cell]:
    area = one.area
    return {
        "municipality": one_line(picture.municipality),
        "county": one_line(area.county) or NOT_KNOWN,
        "area_id": area.id,
        "area": one_line(area.name),
        "area_code": area.code or (NOT_APPLICABLE if area.kind in OWN_KINDS else NOT_KNOWN),
        "area_kind": area.kind or NOT_KNOWN,
        "population": NOT_KNOWN if area.population is None else area.population,
    }


def _of_round(result: SharedResult) -> dict[str, Cell]:
    return {
        "period": one_line(result.period) or NOT_KNOWN,
        "closed_on": result.closed_on,
        "questionnaire": result.questionnaire,
        "detail": result.detail,
    }


def _long_rows(
    picture: Picture, one: AreaStanding, known: dict[str, Questionnaire | None]
) -> Iterator[tuple[Cell, ...]]:
    if one.latest is None and one.agreed is None:
        empty: dict[str, Cell] = dict.fromkeys(LONG, without(one)) | _place(picture, one)
        empty |= {"is_newest": True, "figure": "phase", "domain": NOT_APPLICABLE, "is_known": False}
        yield tuple(empty[column] for column in LONG)
    for row, found in _told(picture, one, known):
        for (figure, domain), value in found.items():
            told = {"figure": figure, "domain": domain or NOT_APPLICABLE, "value": value}
            cells: dict[str, Cell] = row | told | {"is_known": not isinstance(value, Code)}
            yield tuple(cells[column] for column in LONG)


def _told(
    picture: Picture, one: AreaStanding, known: dict[str, Questionnaire | None]
) -> Iterator[tuple[dict[str, Cell], dict[Figure, Cell]]]:
    """Each result of an area: whose and when it is, and its figures."""
    place, results = _place(picture, one), one.results
    numbers = {id_: n for n, id_ in enumerate(dict.fromkeys(result.round_id for result in results), 1)}
    series = set[str]()
    for result in results:
        domains = domain_ids(known[result.questionnaire], len(result.levels))
        is_agreed = result.detail == AGREED
        found = agreed_figures(result, domains) if is_agreed else figures(result, domains, result.series not in series)
        if not is_agreed:
            series.add(result.series)
        row = place | _of_round(result)
        row |= {"basis": AGREED if is_agreed else RESPONSES, "is_newest": result is one.latest or result is one.agreed}
        row |= {"round_id": result.round_id, "series": result.series, "round_number": numbers[result.round_id]}
        yield row, found


@lru_cache(maxsize=64)
def _agreed_columns(ids: tuple[str, ...]) -> tuple[str, ...]:
    return (*AGREED_ROUND, *(AGREED_FIGURE.format(figure=column_of(one)) for one in agreed_figures_of(ids)))


def _wide_row(questionnaire: Questionnaire, picture: Picture, one: AreaStanding) -> dict[str, Cell]:
    return (
        _place(picture, one)
        | _standing(one)
        | _newest(questionnaire, picture, one)
        | _agreed(questionnaire, picture, one)
    )


def _standing(one: AreaStanding) -> dict[str, Cell]:
    # A metre is enough.
    longitude, latitude = (
        (round(degrees, 5) for degrees in one.area.point) if one.area.point else (NOT_KNOWN, NOT_KNOWN)
    )
    counted_by = AGREED if one.is_agreed else RESPONSES
    return {
        "longitude": longitude,
        "latitude": latitude,
        "round_state": one.state,
        "closes_on": one.closes_on or NOT_APPLICABLE,
        "counted_as": one.counted_as,
        "counted_by": NOT_APPLICABLE if one.counted_as == UNKNOWN else counted_by,
    }


def _newest(questionnaire: Questionnaire, picture: Picture, one: AreaStanding) -> dict[str, Cell]:
    wanted, result = figures_of(questionnaire.domain_ids), one.latest
    if result is None:
        return dict.fromkeys([*ROUND, *map(column_of, wanted)], without(one))
    if not picture.is_comparable(result):
        found: dict[Figure, Cell] = dict.fromkeys(wanted, OTHER)
    else:
        # In its series nothing closed before it, so far as it is shown.
        first = next(other for other in one.rounds if other.series == result.series)
        found = figures(result, questionnaire.domain_ids, first is result)
    return _of_round(result) | {column_of(figure): found[figure] for figure in wanted}


def _agreed(questionnaire: Questionnaire, picture: Picture, one: AreaStanding) -> dict[str, Cell]:
    ids, result = questionnaire.domain_ids, one.agreed
    columns = _agreed_columns(ids)
    if result is None:
        return dict.fromkeys(columns, NO_ANSWERS)
    when = (result.closed_on, one_line(result.period) or NOT_KNOWN, result.questionnaire)
    wanted = agreed_figures_of(ids)
    found = agreed_figures(result, ids) if picture.is_comparable(result) else dict.fromkeys(wanted, OTHER)
    return dict(zip(columns, (*when, *(found[figure] for figure in wanted)), strict=True))
