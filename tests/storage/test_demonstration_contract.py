"""What every store promises of a demonstration: it is begun with nothing, and says so for good."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assessment.core.area import Area
from assessment.core.errors import UnusableError
from assessment.core.ports import Store
from assessment.core.round import Round

DAY = date(2026, 5, 4)
NEW = Round("r", "village_phases/v1", Area("Peri küla"), "2026", DAY, DAY)


def test_what_is_kept_may_be_real_unless_it_was_begun_as_a_demonstration(store: Store) -> None:
    assert store.demonstration() is None
    store.begin_demonstration(DAY)
    store.open_round(NEW, "code", "key")
    assert store.demonstration() == DAY
    assert store.rounds() == (replace(NEW, series="r"),)


def test_a_demonstration_is_not_begun_over_a_self_assessment(store: Store) -> None:
    store.start("a", "seat", "village_phases/v1", DAY)
    with pytest.raises(UnusableError):
        store.begin_demonstration(DAY)
    assert store.demonstration() is None


def test_a_demonstration_is_not_begun_over_a_round(store: Store) -> None:
    store.open_round(NEW, "code", "key")
    with pytest.raises(UnusableError):
        store.begin_demonstration(DAY)
    assert store.demonstration() is None


def test_a_demonstration_is_not_begun_twice(store: Store) -> None:
    store.begin_demonstration(DAY)
    with pytest.raises(UnusableError):
        store.begin_demonstration(date(2026, 5, 5))
    assert store.demonstration() == DAY
