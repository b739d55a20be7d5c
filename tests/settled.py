"""A municipality whose areas were assessed through the real journeys: opened, answered by link, agreed on, closed.

settle(store, CountingCodes(), places())        the invented areas of `tests.municipalities`, under a register
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

from assessment.core.area import Area
from assessment.core.ports import Codes, Store
from assessment.core.questionnaire import TRENDS, Questionnaire
from assessment.core.register import OWN_KINDS, REGISTER, Changes, Entry, RegisteredArea, Step
from assessment.core.response import DK, Response
from assessment.core.round import Round
from assessment.core.suppression import Thresholds
from assessment.journeys import coordination, opening, round_result
from assessment.journeys import round as journey
from assessment.journeys.opening import Plan
from tests.fakes import FixedClock
from tests.municipalities import MUNICIPALITY, Invented, area

DAYS = 28
# Villages of Põlva: real names, invented results.
NAMES = [
    "Adiste",
    "Aarna",
    "Andre",
    "Eoste",
    "Himma",
    "Holvandi",
    "Ibaste",
    "Joosu",
    "Kiuma",
    "Kähri",
    "Lahe",
    "Lutsu",
    "Mammaste",
    "Metste",
    "Miiaste",
    "Moostetse",
    "Mustajõe",
    "Naruski",
    "Nooritsmetsa",
    "Orajõe",
    "Partsi",
    "Peri",
    "Puskaru",
    "Puuri",
    "Rosma",
    "Soesaare",
    "Taevaskoja",
    "Tilsi",
    "Tromsi",
    "Tännassilma",
    "Uibujärve",
    "Valgemetsa",
    "Vanaküla",
    "Vardja",
    "Vastse-Kuuste",
    "Väimela",
    "Õriküla",
    "Ülenurme",
    "Šoti",
    "Zeppelini",
]

_seats = count(1)


def register(store: Store, areas: Iterable[RegisteredArea], on: date = date(2026, 9, 1)) -> None:
    """The areas as a register that was read from a file of that day."""
    entries = tuple(
        Entry(replace(one, code="" if one.kind in OWN_KINDS else f"9{number:07d}")) for number, one in enumerate(areas)
    )
    names = tuple({entry.area.municipality for entry in entries})
    store.take_step(Step(REGISTER, names, on, on, "asustusyksus.zip"), Changes(begun=entries))


def answers(q: Questionnaire, one: Response) -> dict[str, str]:
    """What a person who gave this response chose, item by item."""
    levels = {d: "dk" if x == DK else str(x) for d, x in zip(q.domain_ids, one.levels, strict=True) if x >= DK}
    trends = {f"{d}_trend": TRENDS[x] for d, x in zip(q.domain_ids, one.trends, strict=True) if x >= 0}
    return levels | trends | dict(one.extras) | {"role": one.role}


def assess(
    store: Store, codes: Codes, name: str, rounds: Sequence[Invented], municipality: str = MUNICIPALITY
) -> list[Round]:
    """The rounds of an area, each following the one before."""
    series, made = "", []
    for one in rounds:
        last = one.open_until or one.closed_on
        clock = FixedClock(last - timedelta(DAYS - 1))
        plan = Plan(
            Area(name, municipality),
            period=str(last.year),
            share=one.share,
            is_example=one.is_example,
            days=DAYS,
            series=series,
        )
        new = opening.open_round(store, clock, codes, one.q, plan).round
        series = new.series
        for response in one.responses:
            started = journey.begin(store, clock, codes, f"seat {next(_seats)}", new)
            journey.answer(store, clock, one.q, new, started.id, answers(one.q, response))
        clock.day = last
        if one.group:
            agreed = dict(zip(one.q.domain_ids, map(str, one.group), strict=True)) | {"present": "14"}
            coordination.agree(store, clock, codes, one.q, new, agreed)
        if not one.open_until:
            round_result.close(store, clock, one.q, Thresholds(), new)
        made.append(store.round(new.id))
    return made


def settle(
    store: Store, codes: Codes, places: Mapping[str, Sequence[Invented]], is_registered: bool = True
) -> dict[str, list[Round]]:
    """Every place assessed; the rounds of each by its name."""
    if is_registered:
        register(store, [area(number, name) for number, name in enumerate(places)])
    return {name: assess(store, codes, name, rounds) for name, rounds in places.items()}
