"""Released results of made-up rounds, from hardly any answers to many, for the charts to draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random

from assessment.authoring.version import load
from assessment.core.area import Area
from assessment.core.counts import counts_of
from assessment.core.history import KeptRound, earlier_rounds
from assessment.core.municipality import for_municipality
from assessment.core.questionnaire import Questionnaire
from assessment.core.release import release_to_keeper, release_while_open
from assessment.core.released import Release
from assessment.core.response import DK, Response, columns
from assessment.core.round import Round
from assessment.core.round_result import RoundResult
from assessment.core.snapshot import Snapshot
from assessment.core.standing import index_basis
from assessment.core.suppression import Thresholds
from assessment.settings import ROOT
from tests.builders import released, response, scored

LOADED = load(ROOT / "questionnaires" / "village_phases" / "v1").questionnaire
if LOADED is None:
    raise ValueError("the questionnaire of the repository cannot be loaded")
Q = LOADED
LEVELS = (1, 2, 2, 3, 1, 2, 2, 0)


def crowd(number: int, levels: tuple[int, ...] = LEVELS, dk: float = 0.1, **more: str) -> list[Response]:
    """So many responses around these levels; a part of the answers is "don't know"."""
    dice, trends = Random(1), ("worse", "worse", "same") if "past" in more else ("worse", "same", "better")
    return [
        response(
            *(
                "dk" if dice.random() < dk else min(4, max(0, level + dice.choice([-1, 0, 0, 0, 1])))
                for level in levels
            ),
            trends=[dice.choice(trends) for _ in levels],
            **more,
        )
        for _ in range(number)
    ]


def unsure(number: int) -> list[Response]:
    """Most of them do not know three of the topics."""
    return [
        replace(one, levels=(*one.levels[:4], DK, DK, DK, one.levels[7])) if i % 5 else one
        for i, one in enumerate(crowd(number))
    ]


def in_two_camps(number: int) -> list[Response]:
    """On the second topic half of them see nothing done together, and half see much."""
    return [replace(one, levels=(one.levels[0], 3 * (i % 2), *one.levels[2:])) for i, one in enumerate(crowd(number))]


def keyed(number: int, known: int) -> Release:
    """What is released where one person keyed so many of the responses from paper."""
    responses = crowd(number)
    counts = counts_of(Q, responses), counts_of(Q, responses[:known])
    return release_to_keeper(Q, scored(responses, Q), *counts, Thresholds())


def releases() -> dict[str, Release]:
    """What is released of them."""
    full = released(in_two_camps(14), Q)
    return {
        "all": full,
        "fuller": released(crowd(9), Q),
        "indicative": released(crowd(6), Q),
        "keyed": keyed(14, 11),
        "few": released(crowd(3), Q),
        "nobody": released([], Q),
        "open": release_while_open(Q),
        "unknown": released(unsure(12), Q),
        "fading": released(crowd(15, (1,) * 8, past="yes"), Q),
        "municipal": for_municipality(Q, full, "released"),
        "not shared": for_municipality(Q, full, "nothing"),
    }


def kept(responses: Sequence[Response], year: int, period: str = "", q: Questionnaire = Q) -> KeptRound:
    """A closed round of Peri in that year."""
    of_round = Round(
        id=f"round-{year}",
        questionnaire=q.name,
        area=Area("Peri küla", "Põlva vald"),
        period=period or str(year),
        opened_on=date(year, 4, 1),
        closes_on=date(year, 4, 28),
        closed_on=date(year, 4, 28),
    )
    index = index_basis(q, columns(q, responses))
    return KeptRound(of_round, Snapshot(released(responses, q), "", scored(responses, q).probabilities, index))


def after(*rounds: KeptRound) -> RoundResult:
    """What is shown of the last one."""
    *others, now = rounds
    return RoundResult(now.round, now.snapshot.release, earlier=earlier_rounds(now, others))


def results() -> dict[str, RoundResult]:
    """Rounds after rounds."""
    low, middle, high = (1,) * 8, (2,) * 8, (3, 3, 3, 3, 3, 3, 3, 2)
    long = "{}. aasta Peri ja Naha küla <ühine> hindamine"
    return {
        "first": after(kept(crowd(20), 2026)),
        "moved": after(kept(crowd(20, low), 2024), kept(crowd(25, high), 2026)),
        "same": after(kept(crowd(20, middle), 2024), kept(crowd(20, middle), 2026)),
        "back": after(
            kept(crowd(20, high), 2022), kept(crowd(20, low, past="yes"), 2024), kept(crowd(25, middle), 2026)
        ),
        "version": after(kept(crowd(20, low), 2025, q=replace(Q, version=2)), kept(crowd(20, middle), 2026)),
        "mode": after(kept(crowd(20, low, mode="workshop"), 2025), kept(crowd(20, middle), 2026)),
        "few": after(kept(crowd(6, low), 2024), kept(crowd(3), 2025), kept(crowd(14, middle), 2026)),
        "unknown": after(kept(unsure(20), 2024), kept(crowd(20, high), 2026)),
        "many": after(
            *(kept(crowd(14, (low, middle)[year % 2]), 2020 + year, long.format(2020 + year)) for year in range(7))
        ),
    }
