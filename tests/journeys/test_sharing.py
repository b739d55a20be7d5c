"""The example of what a municipality sees is made by the core's own rules."""

from __future__ import annotations

import pytest

from assessment.core.released import Distribution
from assessment.core.suppression import NOT_DETAILED, NOT_SHARED, Suppressed, Thresholds
from assessment.journeys.sharing import example
from tests.builders import questionnaire


@pytest.fixture
def seen():
    return example(questionnaire(), Thresholds(), "One does it all.")


def test_nothing_shared_shows_nothing(seen):
    assert seen["nothing"].domains[0].level == Suppressed(NOT_SHARED)
    assert seen["nothing"].texts == Suppressed(NOT_SHARED)


def test_the_released_result_shows_the_level_alone(seen):
    first = seen["released"].domains[0]
    assert first.level == 2
    assert {first.agreement, first.distribution, first.trends} == {Suppressed(NOT_DETAILED)}
    assert seen["released"].texts == ()


def test_in_detail_everything_is_seen_that_ever_is(seen):
    first = seen["detail"].domains[0]
    assert isinstance(first.distribution, Distribution)
    assert sum(number > 0 for number in first.distribution.levels) > 1, "the invented people do not all agree"
    assert [remark.words for remark in seen["detail"].texts] == ["One does it all."]


@pytest.mark.parametrize("few", [3, 5, 12, 40])
def test_enough_are_invented_for_any_installation(few):
    seen = example(questionnaire(phases=3), Thresholds(few), "x")
    assert isinstance(seen["detail"].domains[0].distribution, Distribution)
