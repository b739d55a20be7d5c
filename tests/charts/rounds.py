"""Released results of made-up rounds, from hardly any answers to many, for the charts to draw."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from assessment.authoring.version import load
from assessment.core.municipality import for_municipality
from assessment.core.release import release_while_open
from assessment.core.released import Release
from assessment.core.response import DK, Response
from assessment.settings import ROOT
from tests.builders import released, response

LOADED = load(ROOT / "questionnaires" / "village_phases" / "v1").questionnaire
if LOADED is None:
    raise ValueError("the questionnaire of the repository cannot be loaded")
Q = LOADED
LEVELS = (1, 2, 2, 3, 1, 2, 2, 0)


def crowd(number: int, levels: tuple[int, ...] = LEVELS, dk: float = 0.1, **more: str) -> list[Response]:
    """So many responses around these levels; a part of the answers is "don't know"."""
    dice, trends = Random(1), ("worse", "worse", "same") if more else ("worse", "same", "better")
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


def releases() -> dict[str, Release]:
    """What is released of them."""
    full = released(in_two_camps(14), Q)
    return {
        "all": full,
        "fuller": released(crowd(9), Q),
        "indicative": released(crowd(6), Q),
        "few": released(crowd(3), Q),
        "nobody": released([], Q),
        "open": release_while_open(Q),
        "unknown": released(unsure(12), Q),
        "fading": released(crowd(15, (1,) * 8, past="yes"), Q),
        "municipal": for_municipality(Q, full, "released"),
        "not shared": for_municipality(Q, full, "nothing"),
    }
