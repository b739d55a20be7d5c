"""What a municipality sees of its areas as records for programs: in the keys of `round result --format json`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from assessment.core.history import readable
from assessment.core.overview import AGREED, AreaStanding, Picture, SharedResult
from assessment.core.profile import NO_DATA
from assessment.core.questionnaire import Questionnaire
from assessment.core.register import TYPED
from assessment.core.released import INDICATIVE
from assessment.core.suppression import FEW

Record = dict[str, object]
Domains = Mapping[str, tuple[str, ...]]
# What a group agreed on in a round is a result apart from that of its single answers.
COMMUNITY, GROUP = "community", "group"
# Every figure of a result that can be held back, but for the number of answers and the levels.
FIGURES = (
    "phase",
    "state",
    "fading_signs",
    "kind",
    "label",
    "range",
    "mode",
    "mixed_picture",
    "index",
    "index_interval",
)


def domains_by_version(picture: Picture, version: Callable[[str], Questionnaire]) -> Domains:
    """The domains of each questionnaire that a shared result is of, by its name; `version` finds it.

    One that cannot be read any more has none: its results are there without their levels, and `about` names it.
    """
    names = {result.questionnaire for standing in picture.areas for result in standing.results}
    found = {name: readable(name, version) for name in sorted(names)}
    return {name: one.domain_ids if one else () for name, one in found.items()}


def about(picture: Picture, domains: Domains) -> Record:
    """Whose areas these are, and what may be compared with what. No day: what did not change stays the same."""
    source = picture.source
    unreadable = {*picture.unreadable, *(name for name, found in domains.items() if not found)}
    return {
        "municipality": picture.municipality,
        "questionnaire": picture.questionnaire,
        "comparable": sorted(sorted(versions) for versions in picture.comparable),
        "unreadable": sorted(unreadable),
        "register": None if source is None else {"date": source.on.isoformat(), "file": source.file},
    }


def area_record(standing: AreaStanding) -> Record:
    """An area; `result` is the id of the one that it is counted by."""
    area, counted = standing.area, standing.counted
    longitude, latitude = (round(degrees, 6) for degrees in area.point) if area.point else (None, None)
    return {
        "id": area.id,
        "code": area.code or None,
        "name": area.name,
        "municipality": area.municipality,
        "county": area.county or None,
        "kind": area.kind or None,
        "registered": not area.id.startswith(TYPED),
        "population": area.population,
        "longitude": longitude,
        "latitude": latitude,
        "units": list(area.units),
        "state": standing.state,
        "closes_on": _day(standing.closes_on),
        "counted_as": standing.counted_as,
        "only_agreed": standing.is_agreed,
        "result": None if counted is None else _id(counted),
    }


def result_records(areas: Iterable[AreaStanding], domains: Domains) -> list[Record]:
    """A record for each shared result of these areas, the newest round first; what a group agreed on last."""
    return [
        _result_record(standing, result, domains[result.questionnaire])
        for standing in areas
        for result in (*reversed(standing.rounds), *([standing.agreed] if standing.agreed else []))
    ]


def _result_record(standing: AreaStanding, result: SharedResult, domains: tuple[str, ...]) -> Record:
    about_it: Record = {
        "id": _id(result),
        "source": GROUP if result.detail == AGREED else COMMUNITY,
        "area": standing.area.id,
        "name": standing.area.name,
        "round": result.round_id,
        "series": result.series,
        "period": result.period,
        "closed_on": result.closed_on.isoformat(),
        "questionnaire": result.questionnaire,
        "indicative": result.detail == INDICATIVE,
        "example": result.is_example,
    }
    return about_it | _figures(result, domains) | {"change": _change(result)}


def _figures(result: SharedResult, domains: tuple[str, ...]) -> Record:
    """What may not be shown is `{"hidden": reason}`, what is not known null."""
    index = result.index
    found: Record = {
        "status": result.status,
        "counting": result.counting,
        "present": result.present,
        "mode": result.mode,
        "phase": result.phase,
        "state": result.state,
        "fading_signs": result.fading_signs,
        "kind": result.kind,
        "label": result.label,
        "range": None if result.range is None else list(result.range),
        "levels": dict(zip(domains, result.levels, strict=False)),
        "few_answers": [domain for domain, is_few in zip(domains, result.few_answers, strict=False) if is_few],
        "mixed_picture": result.mixed_picture,
        "index": None if index is None else index.value,
        "index_interval": None if index is None else [index.low, index.high],
    }
    return found | _held_back(result, domains)


def _held_back(result: SharedResult, domains: tuple[str, ...]) -> Record:
    """The figures of a result that are held back, each with the reason."""
    if result.detail == AGREED:
        return {"label": None, "range": None, "mixed_picture": None}  # there is no such thing of one joint answer
    if not result.has_result:
        # Of a round without answers the number is known, and nothing else.
        hidden, number = _hidden(FEW if result.status == NO_DATA else result.status), result.counting
        return {
            **dict.fromkeys(FIGURES, hidden),
            "status": result.status if result.status == NO_DATA else hidden,
            "counting": hidden if number is None else number,
            "levels": dict.fromkeys(domains, hidden),
        }
    found: Record = {figure: _hidden(reason) for figure, reason in result.held_back.items()}
    return found | ({"index_interval": found["index"]} if "index" in found else {})


def _hidden(reason: str) -> Mapping[str, str]:
    return {"hidden": reason}


def _change(result: SharedResult) -> Record | None:
    return None if result.verdict is None else {"phase": result.verdict, "since": result.since}


def _id(result: SharedResult) -> str:
    return f"{result.round_id}:{GROUP}" if result.detail == AGREED else result.round_id


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
