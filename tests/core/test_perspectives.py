"""The views of an area beside one another: whose they are, and which two are compared."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assessment.core.beside import agreed_answer
from assessment.core.comparison import Gap
from assessment.core.municipality import Marker, for_municipality
from assessment.core.perspectives import perspectives, seen_from_outside
from assessment.core.profile import profile_of_one
from assessment.core.standing import Refused
from assessment.core.suppression import FEW, NotKnown, Suppressed
from tests.builders import questionnaire, released, same

Q = questionnaire()
COMMUNITY = for_municipality(Q, released([same(2)] * 12), "released")
FEW_ANSWERS = for_municipality(Q, released([same(2)] * 4), "released")
MUNICIPAL = Marker(Q.name, "municipal", 6, (4, 3, NotKnown(), 2, 2, 2, 2, 0))
OUTSIDE = Marker(Q.name, "outside", 1, (0, 2, 2, 2, 2, 2, 2, 3))
AGREED = agreed_answer(Q, profile_of_one(Q, same(3, mode="group")), 14)


def whose(found):
    return [view.whose for view in found.views]


def test_municipal_employees_are_compared_with_the_community_and_the_worker_stands_aside():
    found = perspectives(Q, COMMUNITY, AGREED, MUNICIPAL, OUTSIDE)
    assert whose(found) == ["community", "agreed", "municipal", "outside"]
    assert [view.number for view in found.views] == [12, 14, 6, 1]
    assert (found.to, found.beside) == ("community", "municipal")
    assert found.gaps == (
        Gap("leadership", 2, True),
        Gap("participation", 1, False),
        NotKnown(),
        *(Gap(id_, 0, False) for id_ in ("direction", "organisation", "resources", "cooperation")),
        Gap("resilience", -2, True),
    )


@pytest.mark.parametrize("municipal", [Suppressed(FEW), None])
def test_the_worker_s_view_stands_in_where_too_few_employees_answered(municipal):
    found = perspectives(Q, COMMUNITY, None, municipal, OUTSIDE)
    assert (whose(found), found.beside) == (["community", "outside"], "outside")
    assert [gap.domain for gap in found.gaps if gap.flagged] == ["leadership"]


def test_where_the_community_shows_no_level_a_group_s_answer_is_compared():
    found = perspectives(Q, FEW_ANSWERS, AGREED, Suppressed(FEW), OUTSIDE)
    assert (whose(found), found.to) == (["agreed", "outside"], "agreed")
    assert [gap.difference for gap in found.gaps] == [-3, -1, -1, -1, -1, -1, -1, 0]


def test_one_view_alone_is_compared_with_nothing():
    for found in (
        perspectives(Q, COMMUNITY, None, Suppressed(FEW), None),
        perspectives(Q, None, AGREED, None, None),
        perspectives(Q, None, None, None, OUTSIDE),
        perspectives(Q, FEW_ANSWERS, None, MUNICIPAL, None),
    ):
        assert len(found.views) == 1
        assert isinstance(found.gaps, Refused)
    assert perspectives(Q, None, None, None, None).views == ()


def test_views_of_another_version_are_named_and_not_shown_beside():
    other = replace(OUTSIDE, questionnaire="village_phases/v0")
    found = perspectives(Q, COMMUNITY, None, Suppressed(FEW), other)
    assert (whose(found), found.elsewhere, found.beside) == (["community"], ("outside",), "")


def test_what_a_worker_sees_would_make_a_phase_of_its_own():
    marker, profile = seen_from_outside(Q, (0, 0, 1, 0, None, 1, 0, None))
    assert (marker.source, marker.levels[4], profile.phase, profile.state) == ("outside", NotKnown(), 0, "none")
    marker, profile = seen_from_outside(Q, (1, None, None, None, None, None, None, None))
    assert (set(marker.levels), profile.phase) == ({NotKnown()}, None)
