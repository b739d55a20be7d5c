"""Whom to visit about a topic, and who could learn from one another: only who may be named, never by score."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assessment.core.overview import AreaStanding, Picture, SharedResult
from assessment.core.register import RegisteredArea
from assessment.core.standing import Refused
from assessment.core.visits import PAIRS, hosts, pairs
from tests.builders import questionnaire

Q = questionnaire()
OTHER = "village_phases/v0"
TODAY = date(2026, 11, 28)


def village(name, levels, population=None, state="", **more):
    phase = min(level for level in levels if level is not None)
    result = SharedResult(
        round_id=name,
        series=name,
        questionnaire=Q.name,
        period="2026",
        closed_on=date(2026, 5, 4),
        detail="fuller",
        status="ok",
        phase=phase,
        state=state or Q.phase_ids[phase],
        levels=tuple(levels),
        is_example=True,
    )
    area = RegisteredArea(name, name, "Põlva vald", population=population)
    return AreaStanding(area, replace(result, **more))


def picture(*areas):
    return Picture("Põlva vald", Q.name, TODAY, areas)


def names(own, d, *others):
    return [one.standing.area.name for one in hosts(Q, picture(own, *others), own, d)]


OWN = village("Peri", [1, 2, 2, 2, 2, 2, 2, 2], 80, is_example=False)


def test_who_is_one_phase_ahead_in_the_topic_is_visited_whatever_the_rest():
    ahead = village("Aarna", [2, 1, 1, 1, 1, 1, 1, 1])
    two_ahead = village("Mooste", [3, 3, 3, 3, 3, 3, 3, 3])
    beside = village("Kiisa", [1, 2, 2, 2, 2, 2, 2, 2])
    assert names(OWN, 0, ahead, two_ahead, beside) == ["Aarna"]
    assert names(OWN, 1, ahead, two_ahead, beside) == ["Mooste"]


def test_one_of_the_same_size_comes_first_then_who_is_most_alike_then_by_name():
    far = village("Far", [2, 4, 4, 4, 4, 4, 4, 4], 90)
    near = village("Near", [2, 2, 2, 2, 2, 2, 2, 3], 5000)
    same, also = (village(name, [2, 2, 2, 2, 2, 2, 2, 2]) for name in ("Õru", "Zeppelini"))
    assert names(OWN, 0, near, same, also, far) == ["Far", "Zeppelini", "Õru"]


@pytest.mark.parametrize(
    "more",
    [
        {"is_example": False},
        {"detail": "indicative"},
        {"questionnaire": OTHER},
        {"phase": None},
        {"state": "fading"},
        {"closed_on": date(2025, 5, 3)},
    ],
)
def test_nobody_is_named_who_did_not_agree_or_cannot_be_compared(more):
    assert names(OWN, 0, village("Aarna", [2] * 8)) == ["Aarna"]
    assert names(OWN, 0, village("Aarna", [2] * 8, **more)) == []


@pytest.mark.parametrize(
    ("more", "reason"),
    [({"detail": "indicative"}, "few"), ({"questionnaire": OTHER}, "questionnaire"), ({"phase": None}, "insufficient")],
)
def test_who_cannot_be_compared_is_told_why(more, reason):
    own = village("Peri", [1] * 8, **more)
    found = hosts(Q, picture(own, village("Aarna", [2] * 8)), own, 0)
    assert isinstance(found, Refused)
    assert found.reason == reason
    assert hosts(Q, picture(), AreaStanding(own.area), 0) == Refused("few")


def test_a_topic_that_is_not_known_here_leads_nowhere():
    own = village("Peri", [None, *[1] * 7])
    assert names(own, 0, village("Aarna", [2] * 8)) == []
    assert names(OWN, 0, village("Aarna", [None, *[2] * 7])) == []


def test_two_that_each_are_ahead_in_something_are_a_pair():
    one = village("Aarna", [2, 2, 1, 2, 2, 2, 2, 2])
    other = village("Peri", [1, 2, 2, 2, 2, 2, 2, 3])
    (pair,) = pairs(Q, picture(one, other, village("Kiisa", [1] * 8)))
    assert (pair.one.area.name, pair.gives) == ("Aarna", (0,))
    assert (pair.other.area.name, pair.takes) == ("Peri", (2, 7))


def test_who_only_takes_is_no_pair_and_nobody_is_paired_without_consent():
    low, high = village("Aarna", [1] * 8), village("Peri", [2] * 8)
    assert pairs(Q, picture(low, high)) == ()
    one = village("Aarna", [2, 2, 1, 2, 2, 2, 2, 2], is_example=False)
    assert pairs(Q, picture(one, village("Peri", [1, 2, 2, 2, 2, 2, 2, 2]))) == ()


def test_pairs_stand_by_name_and_those_with_most_to_exchange_are_kept():
    much = [village(name, [1, 2] * 4) for name in ("Zeppelini",)] + [village("Aarna", [2, 1] * 4)]
    little = [village(f"Küla {n:02}", [2, 1, *[3] * 6]) for n in range(8)]
    little += [village(f"Kant {n:02}", [1, 2, *[3] * 6]) for n in range(8)]
    found = pairs(Q, picture(*little, *much))
    assert len(found) == PAIRS
    kept = [(pair.one.area.name, pair.other.area.name) for pair in found]
    assert kept == sorted(kept)
    assert any({"Zeppelini", "Aarna"} == set(one) for one in kept)
