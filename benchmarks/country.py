"""A country of invented areas, written straight into an SQLite file: three rounds each, and responses."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

from assessment.core.history import KeptRound
from assessment.core.register import RegisteredArea
from assessment.core.snapshot import to_text
from assessment.storage import open_store
from tests.charts.rounds import Q, crowd
from tests.municipalities import ON_PHASE, Invented, kept
from tests.settled import register

YEARS = (2022, 2024, 2026)
# So many different results; what is made of each round is its own all the same, for its id is in it.
KINDS = 20


def country(path: Path, areas: int, municipalities: int = 1, responses: int = 0) -> str:
    """A database with so many areas in so many municipalities, `responses` to each round; its URL."""
    url = f"sqlite:///{path}"
    store = open_store(url)
    register(store, (_area(n, municipalities) for n in range(areas)))
    store.close()
    with sqlite3.connect(path) as connection:
        rounds = list(_rounds(areas, municipalities))
        names = rounds[0].keys()
        placed = ", ".join(f":{name}" for name in names)
        connection.executemany(f"INSERT INTO round ({', '.join(names)}) VALUES ({placed})", rounds)
        if responses:
            ids = [(round_["id"], n) for round_ in rounds for n in range(responses)]
            given = ((f"{id_}-{n}", "village_phases/v1", "2026-05-01", id_, "online") for id_, n in ids)
            connection.executemany(
                "INSERT INTO assessment (id, questionnaire, started_on, round_id, mode) VALUES (?, ?, ?, ?, ?)", given
            )
            answers = ((f"{id_}-{n}", d, "2", False) for id_, n in ids for d in Q.domain_ids)
            connection.executemany("INSERT INTO answer VALUES (?, ?, ?, ?)", answers)
        groups = [round_["id"] for number, round_ in enumerate(rounds) if number % 60 == 2]
        connection.executemany(
            "INSERT INTO assessment (id, questionnaire, started_on, round_id, mode) "
            "VALUES (?, 'village_phases/v1', '2026-05-01', ?, 'group')",
            [(f"group of {id_}", id_) for id_ in groups],
        )
        items = [*((name, "2") for name in Q.domain_ids), ("present", "14")]
        connection.executemany(
            "INSERT INTO answer VALUES (?, ?, ?, FALSE)",
            [(f"group of {id_}", item, value) for id_ in groups for item, value in items],
        )
    return url


def municipality(number: int) -> str:
    """The name of a municipality."""
    return f"Vald {number}"


def _area(number: int, municipalities: int) -> RegisteredArea:
    draw = Random(number)
    return RegisteredArea(
        id=f"area-{number}",
        name=f"Küla {number}",
        municipality=municipality(number % municipalities),
        kind="village",
        county="Maakond",
        population=number % 400,
        point=(22 + draw.random() / 2, 57.5 + draw.random() / 4),
    )


def _series() -> list[list[KeptRound]]:
    """The rounds of a few different areas; of every tenth nothing is shared."""
    found = []
    for kind in range(KINDS):
        share = "nothing" if kind % 10 == 9 else "detail" if kind % 10 == 8 else "released"
        levels = [ON_PHASE[(kind + i) % 5] for i in range(len(YEARS))]
        number = 3 + 2 * kind
        found.append(
            [
                kept(f"Küla {kind}", i + 1, Invented(crowd(number, one), date(year, 5, 28), share))
                for i, (year, one) in enumerate(zip(YEARS, levels, strict=True))
            ]
        )
    return found


def _rounds(areas: int, municipalities: int) -> Iterator[dict[str, object]]:
    """Rows of the table of rounds. Every tenth area has a round that is open now."""
    series = [[(one.round, to_text(one.snapshot)) for one in of_area] for of_area in _series()]
    for number in range(areas):
        for i, (one, snapshot) in enumerate(series[number % KINDS]):
            id_, is_open = f"{number:05d}-{i}-{'0' * 24}", i == 2 and number % 10 == 7
            yield {
                "id": id_,
                "code": f"code of {id_}",
                "key": f"key of {id_}",
                "questionnaire": one.questionnaire,
                "area_name": f"Küla {number}",
                "area_municipality": municipality(number % municipalities),
                "area_kind": "village",
                "period": one.period,
                "opened_on": one.opened_on.isoformat(),
                "closes_on": "2099-05-28" if is_open else one.closes_on.isoformat(),
                "share": one.share,
                "is_example": number % 5 == 0,
                "may_answer": "Kes siin elab või suvitab.",
                "closed_on": None if is_open else one.closes_on.isoformat(),
                "snapshot": None if is_open else snapshot,
                "series": f"{number:05d}-0-{'0' * 24}",
                "number": i + 1,
            }
