"""Fewer areas in sight change no figure of those that stay."""

from __future__ import annotations

import pytest

from assessment.core.compared import Filters, narrowed
from assessment.core.comparison import Bar
from tests.builders import response
from tests.charts.sides import side_by_side
from tests.municipalities import Invented

# One of three areas does not know the last domain; alone, the others would be compared over it too.
THREE = {
    "one": [Invented([response(*[2] * 7, 4)] * 12, share="detail")],
    "two": [Invented([response(*[3] * 7, 1)] * 12, share="detail")],
    "third": [Invented([response(*[1] * 7, "dk")] * 12, share="detail")],
}


def bars(found):
    return {id_: entry.bar for id_, entry in found.bars.items()}


def test_a_bar_is_the_same_whatever_else_is_in_sight():
    whole = side_by_side(of=THREE)
    few = narrowed(whole, Filters(area_ids=frozenset(["area-0", "area-1"])))
    assert whole.domains == few.domains == (0, 1, 2, 3, 4, 5, 6)
    assert bars(few) == {"area-0": Bar(2.0, (2.0, 2.0), (2.0, 2.0)), "area-1": Bar(3.0, (3.0, 3.0), (3.0, 3.0))}
    anew = side_by_side(of=THREE, area_ids=frozenset(["area-0", "area-1"]))
    assert bars(anew) != bars(few), "made anew they would tell of the last domain"


def test_nothing_is_left_of_areas_that_are_out_of_sight():
    whole = side_by_side()
    few = narrowed(whole, Filters(kinds=frozenset(["borough"])))
    ids = {side.standing.area.id for side in few.sides}
    assert 0 < len(ids) < len(whole.sides)
    assert {*few.bars, *few.refused} == ids
    assert set(few.changes) <= ids


@pytest.mark.parametrize("by_place", [False, True])
def test_the_order_stays(by_place):
    whole = side_by_side(by_place=by_place)
    few = narrowed(whole, Filters(kinds=frozenset(["village"])))
    order = [side.standing.area.id for side in whole.sides]
    places = [order.index(side.standing.area.id) for side in few.sides]
    assert places == sorted(places)
