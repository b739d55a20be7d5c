"""What every store promises of rounds for their municipality: run against the fake, SQLite and PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assessment.core.area import Area
from assessment.core.ports import Store
from assessment.core.round import Round

DAY, LAST = date(2026, 5, 4), date(2026, 5, 31)


def opened(store: Store, id_: str, municipality: str = "Põlva vald", **more: object) -> Round:
    new = Round(
        id=id_,
        questionnaire="village_phases/v1",
        area=Area("Peri küla", municipality, "village"),
        period="2026",
        opened_on=DAY,
        closes_on=LAST,
        series=str(more.pop("series", id_)),
        **more,
    )
    store.open_round(new, f"code of {id_}", f"key of {id_}")
    return new


def frozen(store: Store, id_: str, snapshot: str = "", **more: object) -> str:
    opened(store, id_, **more)
    store.stop(id_, LAST)
    return store.freeze(id_, snapshot or f"snapshot of {id_}")


def shared(store: Store, municipality: str = "Põlva vald") -> set[str]:
    """The texts that are kept of rounds, and the ids of the others."""
    found = store.shared_rounds(municipality, "1 ")
    return {*found.made, *(one.id for one in found.waiting)}


class TestSharedRounds:
    def test_a_round_comes_as_far_as_an_overview_needs_it(self, store: Store) -> None:
        opened(store, "open", number=2)
        frozen(store, "closed")
        found = {one.id: one for one in store.shared_rounds("Põlva vald", "1 ").waiting}
        assert found["open"].closed_on is None
        assert found["open"].closes_on == LAST
        assert found["open"].number == 2
        assert not found["open"].is_frozen
        assert found["closed"].closed_on == LAST
        assert found["closed"].is_frozen
        assert found["closed"].area == Area("Peri küla", "Põlva vald", "village")
        assert found["closed"].series == "closed"

    def test_only_those_of_the_municipality_come_however_its_name_was_written(self, store: Store) -> None:
        opened(store, "ours")
        opened(store, "ours too", "  PÕLVA   vald")
        opened(store, "theirs", "Võru vald")
        opened(store, "nobody's", "")
        assert shared(store) == {"ours", "ours too"}
        assert shared(store, "põlva vald") == {"ours", "ours too"}
        assert shared(store, "") == set()
        assert shared(store, "Põlv_ vald") == set()

    def test_nothing_tells_of_a_round_that_shares_nothing(self, store: Store) -> None:
        opened(store, "open", share="nothing")
        frozen(store, "closed", share="nothing")
        store.start("g", None, "village_phases/v1", DAY, "closed", "group", given={"trust": "3"})
        assert shared(store) == set()
        assert store.group_answers("Põlva vald") == ()
        assert store.frozen_rounds(["open", "closed"]) == ()


class TestGroupAnswers:
    def test_what_groups_agreed_on_comes_with_its_round_and_single_answers_do_not(self, store: Store) -> None:
        of_round = opened(store, "r")
        store.start("one", None, "village_phases/v1", DAY, "r", "online", given={"trust": "1"})
        store.start("g", None, "village_phases/v1", DAY, "r", "group", given={"trust": "3", "present": "14"})
        assert store.group_answers("Põlva vald") == (), "a round that is open shows nothing"
        store.stop("r", LAST)
        (found,) = store.group_answers("PÕLVA vald")
        assert found.answers == {"trust": "3", "present": "14"}
        assert found.agreed_on == DAY
        assert found.round == replace(of_round, closed_on=LAST)

    def test_another_municipality_gets_none(self, store: Store) -> None:
        frozen(store, "r")
        store.start("g", None, "village_phases/v1", DAY, "r", "group", given={"trust": "3"})
        assert store.group_answers("Võru vald") == ()


class TestFrozenRounds:
    def test_those_with_a_snapshot_come_with_it(self, store: Store) -> None:
        opened(store, "open")
        frozen(store, "b")
        frozen(store, "a")
        assert [(one.round.id, one.snapshot) for one in store.frozen_rounds(["b", "open", "gone", "a"])] == [
            ("a", "snapshot of a"),
            ("b", "snapshot of b"),
        ]

    def test_there_may_be_thousands_of_them(self, store: Store) -> None:
        frozen(store, "a")
        assert len(store.frozen_rounds([*(f"gone {n}" for n in range(1500)), "a"])) == 1


class TestOverviews:
    def test_what_is_kept_comes_back(self, store: Store) -> None:
        seen = {"a": frozen(store, "a"), "b": frozen(store, "b", series="a")}
        opened(store, "c", series="a")
        store.keep_overviews([{"a": "1 of a", "b": "1 of b"}], seen)
        assert shared(store) == {"1 of a", "1 of b", "c"}

    def test_a_text_of_an_older_kind_is_to_be_made_anew(self, store: Store) -> None:
        seen = {"a": frozen(store, "a")}
        store.keep_overviews([{"a": "0 of a"}], seen)
        assert shared(store) == {"a"}
        assert store.shared_rounds("Põlva vald", "0 ").made == ("0 of a",)

    def test_nothing_is_kept_of_a_series_that_changed_meanwhile(self, store: Store) -> None:
        seen = {"a": frozen(store, "a"), "b": frozen(store, "b"), "c": frozen(store, "c")}
        frozen(store, "later", series="b")
        store.delete_round("c")
        store.keep_overviews([{"a": "1 of a"}, {"b": "1 of b"}, {"c": "1 of c"}], seen | {"a": "another snapshot"})
        assert shared(store) == {"a", "b", "later"}

    @pytest.mark.parametrize("change", ["freeze", "reopen", "delete"])
    def test_it_goes_when_a_round_of_the_series_changes(self, store: Store, change: str) -> None:
        seen = {id_: frozen(store, id_, series="a") for id_ in ("a", "b")} | {"other": frozen(store, "other")}
        opened(store, "c", series="a")
        store.stop("c", LAST)
        store.keep_overviews([{"a": "1 of a", "b": "1 of b"}, {"other": "1 of another"}], seen)
        if change == "freeze":
            store.freeze("c", "snapshot of c")
        elif change == "reopen":
            store.reopen("a", LAST, seen["a"])
        else:
            store.delete_round("a")
        found = shared(store)
        assert "b" in found
        assert "1 of b" not in found
        assert "1 of another" in found, "other series stay as they are"

    def test_of_a_series_with_rounds_that_share_nothing_only_the_others_matter(self, store: Store) -> None:
        seen = {"a": frozen(store, "a")}
        frozen(store, "hidden", series="a", share="nothing")
        store.keep_overviews([{"a": "1 of a"}], seen)
        assert shared(store) == {"1 of a"}
