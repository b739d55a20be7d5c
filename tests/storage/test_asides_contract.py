"""What every store promises of rounds that are set aside: run against the fake, SQLite and PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assessment.core.area import Area
from assessment.core.errors import GoneError, StoreError
from assessment.core.ports import Store
from assessment.core.set_aside import SetAside, SetAsideRound
from tests.storage.test_shares_contract import DAY, LAST, frozen, opened, shared

POLVA = "Põlva vald"
WHY = SetAside("a", "other", "Vale vald", "access", DAY)
SEEN = SetAsideRound(WHY, Area("Peri küla", POLVA, "village"), "2026", LAST, LAST)


def test_a_round_that_is_set_aside_is_among_no_others(store: Store) -> None:
    frozen(store, "a")
    frozen(store, "b")
    store.start("g", None, "village_phases/v1", DAY, "a", "group", given={"trust": "3"})
    store.set_aside("PÕLVA  vald", WHY)
    assert shared(store) == {"b"}
    assert store.group_answers(POLVA) == ()
    assert [one.round.id for one in store.frozen_rounds(["a", "b"])] == ["b"]
    assert store.set_aside_rounds("põlva vald") == (SEEN,)


def test_it_comes_back_as_it_was(store: Store) -> None:
    frozen(store, "a")
    store.start("g", None, "village_phases/v1", DAY, "a", "group", given={"trust": "3"})
    before = store.shared_rounds(POLVA, "1 "), store.group_answers(POLVA), store.frozen_rounds(["a"])
    store.set_aside(POLVA, WHY)
    for _ in range(2):
        store.count_again(POLVA, "a")
        assert (store.shared_rounds(POLVA, "1 "), store.group_answers(POLVA), store.frozen_rounds(["a"])) == before
        assert store.set_aside_rounds(POLVA) == ()


def test_the_round_itself_stays_as_it_is(store: Store) -> None:
    snapshot = frozen(store, "a")
    before = store.round("a"), store.round_at_code("code of a"), store.rounds(), store.series("a")
    store.set_aside(POLVA, WHY)
    assert (store.round("a"), store.round_at_code("code of a"), store.rounds(), store.series("a")) == before
    assert store.snapshot("a") == snapshot


def test_the_first_word_stands(store: Store) -> None:
    frozen(store, "a")
    store.set_aside(POLVA, WHY)
    store.set_aside(POLVA, replace(WHY, reason="trial", written_by="another"))
    assert store.set_aside_rounds(POLVA) == (SEEN,)


def test_an_open_round_may_be_set_aside_too(store: Store) -> None:
    opened(store, "a")
    store.set_aside(POLVA, WHY)
    assert shared(store) == set()
    assert store.set_aside_rounds(POLVA) == (replace(SEEN, closed_on=None),)


@pytest.mark.parametrize("municipality", ["Võru vald", "", "Põlv_ vald"])
def test_only_its_own_municipality_sets_it_aside_or_sees_that_it_is(store: Store, municipality: str) -> None:
    frozen(store, "a")
    with pytest.raises(GoneError):
        store.set_aside(municipality, WHY)
    assert shared(store) == {"a"}
    store.set_aside(POLVA, WHY)
    with pytest.raises(GoneError):
        store.count_again(municipality, "a")
    assert store.set_aside_rounds(municipality) == ()
    assert store.set_aside_rounds(POLVA) == (SEEN,)


def test_a_round_that_shares_nothing_is_as_one_that_is_not_there(store: Store) -> None:
    frozen(store, "hidden", share="nothing")
    told = set()
    for id_ in ("hidden", "gone"):
        with pytest.raises(GoneError) as refused:
            store.set_aside(POLVA, replace(WHY, round_id=id_))
        told.add(str(refused.value))
        with pytest.raises(GoneError) as refused:
            store.count_again(POLVA, id_)
        told.add(str(refused.value))
    assert len(told) == 1
    assert store.set_aside_rounds(POLVA) == ()


@pytest.mark.parametrize("change", ["aside", "again"])
def test_what_is_kept_of_the_series_is_made_anew(store: Store, change: str) -> None:
    seen = {id_: frozen(store, id_, series="a") for id_ in ("a", "b")} | {"other": frozen(store, "other")}
    if change == "again":
        store.set_aside(POLVA, WHY)
        store.keep_overviews([{"b": "1 of b"}, {"other": "1 of another"}], seen)
        assert shared(store) == {"1 of b", "1 of another"}
        store.count_again(POLVA, "a")
        assert shared(store) == {"a", "b", "1 of another"}
    else:
        store.keep_overviews([{"a": "1 of a", "b": "1 of b"}, {"other": "1 of another"}], seen)
        store.set_aside(POLVA, WHY)
        assert shared(store) == {"b", "1 of another"}


def test_nothing_is_kept_of_a_series_of_which_one_was_set_aside_meanwhile(store: Store) -> None:
    seen = {id_: frozen(store, id_, series="a") for id_ in ("a", "b")}
    store.set_aside(POLVA, WHY)
    store.keep_overviews([{"a": "1 of a", "b": "1 of b"}], seen)
    assert shared(store) == {"b"}


def test_with_the_round_the_word_goes(store: Store) -> None:
    frozen(store, "a")
    store.set_aside(POLVA, WHY)
    store.delete_round("a")
    assert store.set_aside_rounds(POLVA) == ()
    frozen(store, "a")
    assert shared(store) == {"a"}


def test_what_was_written_goes_in_time_and_the_round_stays_aside(store: Store) -> None:
    for id_, day in (("a", DAY), ("b", LAST)):
        frozen(store, id_)
        store.set_aside(POLVA, replace(WHY, round_id=id_, written_on=day))
    assert store.forget_work(LAST) == 1
    assert store.forget_work(LAST) == 0
    found = {one.why.round_id: one.why.note for one in store.set_aside_rounds(POLVA)}
    assert found == {"a": "", "b": "Vale vald"}
    assert shared(store) == set()


def test_the_newest_word_comes_first(store: Store) -> None:
    for id_, day in (("b", DAY), ("a", DAY), ("c", date(2026, 7, 1))):
        frozen(store, id_)
        store.set_aside(POLVA, replace(WHY, round_id=id_, written_on=day))
    assert [one.why.round_id for one in store.set_aside_rounds(POLVA)] == ["c", "a", "b"]


def test_signs_that_no_database_holds_are_refused(store: Store) -> None:
    frozen(store, "a")
    with pytest.raises(StoreError):
        store.set_aside(POLVA, replace(WHY, note="\x00"))
    assert shared(store) == {"a"}
