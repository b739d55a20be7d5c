"""What every store promises: run against the fake, SQLite and PostgreSQL."""

from __future__ import annotations

import threading
from datetime import date

import pytest

from assessment.core.errors import GoneError, StoreError
from assessment.core.ports import Store, StoredAssessment

DAY = date(2026, 5, 4)


def begun(store: Store, assessment_id: str = "a", seat: str = "seat") -> str:
    store.start(assessment_id, seat, "village_phases/v1", DAY)
    return assessment_id


class TestStore:
    def test_is_a_store(self, store: Store) -> None:
        promised = {name for name in vars(Store) if not name.startswith("_")}
        assert promised <= set(dir(store))

    def test_a_started_assessment_is_empty(self, store: Store) -> None:
        assert store.read(begun(store)) == StoredAssessment("a", "village_phases/v1", DAY, {})

    def test_a_seat_leads_to_its_assessment(self, store: Store) -> None:
        begun(store, "a", "seat 1")
        begun(store, "b", "seat 2")
        store.save("b", "trust", "active")
        assert store.at_seat("seat 2") == StoredAssessment("b", "village_phases/v1", DAY, {"trust": "active"})

    def test_an_unknown_seat_leads_nowhere(self, store: Store) -> None:
        assert store.at_seat("nobody's") is None

    def test_a_seat_leads_to_the_assessment_started_last(self, store: Store) -> None:
        begun(store, "a")
        begun(store, "b")
        found = store.at_seat("seat")
        assert found is not None
        assert found.id == "b"
        assert store.read("a").id == "a"

    def test_the_same_id_is_not_started_twice(self, store: Store) -> None:
        begun(store, "a", "seat 1")
        store.save("a", "trust", "active")
        with pytest.raises(StoreError):
            begun(store, "a", "seat 2")
        assert store.read("a").answers == {"trust": "active"}
        assert store.at_seat("seat 2") is None

    def test_a_code_leads_to_its_assessment_and_a_new_one_ends_it(self, store: Store) -> None:
        begun(store, "a", "seat 1")
        begun(store, "b", "seat 2")
        store.save("a", "trust", "2")
        store.give_code("a", "code 1")
        store.give_code("b", "code 2")
        assert store.at_code("code 1") == StoredAssessment("a", "village_phases/v1", DAY, {"trust": "2"})
        store.give_code("a", "code 3")
        assert store.at_code("code 1") is None
        found = store.at_code("code 3")
        assert found is not None
        assert found.id == "a"

    def test_a_code_is_not_given_twice(self, store: Store) -> None:
        begun(store, "a", "seat 1")
        begun(store, "b", "seat 2")
        store.give_code("a", "code")
        with pytest.raises(StoreError):
            store.give_code("b", "code")
        found = store.at_code("code")
        assert found is not None
        assert found.id == "a"

    def test_a_code_ends_with_its_assessment(self, store: Store) -> None:
        begun(store)
        store.give_code("a", "code")
        store.delete("a")
        assert store.at_code("code") is None
        with pytest.raises(StoreError):
            store.give_code("a", "code")

    def test_a_seat_is_taken_from_another_device(self, store: Store) -> None:
        begun(store, "a", "phone")
        begun(store, "b", "laptop")
        store.take_seat("a", "laptop")
        found = store.at_seat("laptop")
        assert found is not None
        assert found.id == "a"
        assert store.at_seat("phone") is None
        assert store.read("b").id == "b"
        with pytest.raises(StoreError):
            store.take_seat("nobody", "laptop")

    def test_many_left_seats_do_not_collide(self, store: Store) -> None:
        for number in range(3):
            begun(store, f"a{number}", f"seat {number}")
            begun(store, f"b{number}", f"seat {number}")
        assert store.read("a2").id == "a2"

    def test_a_saved_answer_is_read(self, store: Store) -> None:
        begun(store)
        store.save("a", "trust", "active")
        store.save("a", "trust_trend", "better")
        assert store.read("a").answers == {"trust": "active", "trust_trend": "better"}

    def test_a_later_answer_replaces_an_earlier_one(self, store: Store) -> None:
        begun(store)
        store.save("a", "trust", "active")
        store.save("a", "trust", "dk")
        assert store.read("a").answers == {"trust": "dk"}

    def test_what_was_read_does_not_change_afterwards(self, store: Store) -> None:
        before = store.read(begun(store))
        store.save("a", "trust", "active")
        assert before.answers == {}

    def test_a_cleared_answer_is_gone_and_the_others_stay(self, store: Store) -> None:
        begun(store)
        store.save("a", "trust", "active")
        store.save("a", "plan", "none")
        store.clear("a", "trust")
        store.clear("a", "trust")
        assert store.read("a").answers == {"plan": "none"}

    def test_a_deleted_assessment_is_gone_with_its_seat_and_answers(self, store: Store) -> None:
        begun(store)
        begun(store, "b", "seat of b")
        store.save("a", "trust", "active")
        store.delete("a")
        assert store.at_seat("seat") is None
        with pytest.raises(StoreError):
            store.read("a")
        begun(store)
        assert store.read("a").answers == {}
        assert store.read("b").id == "b"

    @pytest.mark.parametrize("call", ["read", "save", "clear", "delete"])
    def test_an_unknown_assessment_is_an_error(self, store: Store, call: str) -> None:
        words = {"save": ("trust", "active"), "clear": ("trust",)}.get(call, ())
        with pytest.raises(StoreError):
            getattr(store, call)("unknown", *words)

    @pytest.mark.parametrize(
        "value",
        [
            "",
            " ",
            "õäöüšž ÕÄÖÜŠŽ",
            "Привет",
            "👩‍🌾",
            "'; DROP TABLE answer; --",
            "a\nb\tc\r\n",
            "x" * 10_000,
            "õ" * 10_000,
        ],
    )
    def test_any_text_comes_back_as_it_was(self, store: Store, value: str) -> None:
        begun(store)
        store.save("a", "note", value)
        assert store.read("a").answers["note"] == value

    @pytest.mark.parametrize("value", ["a\x00b", "\ud83d", "a\udc00"])
    def test_a_text_that_no_database_holds_is_refused_everywhere(self, store: Store, value: str) -> None:
        begun(store)
        for refused in (
            lambda: store.save("a", "note", value),
            lambda: store.save("a", value, "active"),
            lambda: store.start(value, "other seat", "q", DAY),
            lambda: store.at_seat(value),
            lambda: store.read(value),
        ):
            with pytest.raises(StoreError):
                refused()
        assert store.read("a").answers == {}

    def test_ping_changes_nothing(self, store: Store) -> None:
        begun(store)
        store.ping()
        assert store.read("a").answers == {}

    def test_many_threads_lose_no_answer(self, store: Store) -> None:
        people = [begun(store, f"a{number}", f"seat {number}") for number in range(20)]
        faults: list[Exception] = []

        def answers(person: str) -> None:
            try:
                for item in range(10):
                    store.save(person, f"item {item}", person)
                    store.save(person, f"item {item}", f"{person}, {item}")
            except Exception as error:
                faults.append(error)

        threads = [threading.Thread(target=answers, args=(person,)) for person in people]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not faults
        for person in people:
            assert store.read(person).answers == {f"item {item}": f"{person}, {item}" for item in range(10)}

    def test_one_seat_that_starts_in_many_threads_leads_to_one_of_them(self, store: Store) -> None:
        faults: list[Exception] = []

        def starts(number: int) -> None:
            try:
                begun(store, f"a{number}")
            except Exception as error:
                faults.append(error)

        threads = [threading.Thread(target=starts, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not faults
        found = store.at_seat("seat")
        assert found is not None
        assert found.id in {"a0", "a1", "a2", "a3"}

    def test_several_answers_are_stored_in_one_step_or_not_at_all(self, store: Store) -> None:
        begun(store)
        store.save("a", "trust", "1")
        store.save("a", "wish", "Kiik")
        store.save_all("a", {"trust": "2", "wish": "", "organisation": "3"})
        assert store.read("a").answers == {"trust": "2", "organisation": "3"}
        with pytest.raises(StoreError):
            store.save_all("a", {"trust": "4", "wish": "a\x00b"})
        assert store.read("a").answers == {"trust": "2", "organisation": "3"}
        with pytest.raises(GoneError):
            store.save_all("x", {"trust": "4"})
        with pytest.raises(GoneError):
            store.save_all("x", {"trust": ""})

    def test_an_assessment_can_begin_with_answers(self, store: Store) -> None:
        store.start("a", None, "village_phases/v1", DAY, given={"trust": "2", "wish": "Kiik"})
        assert store.read("a").answers == {"trust": "2", "wish": "Kiik"}

    def test_old_ones_without_a_code_are_forgotten_and_others_are_not(self, store: Store) -> None:
        begun(store, "old", "seat 1")
        begun(store, "old with a code", "seat 2")
        store.give_code("old with a code", "code")
        store.start("new", "seat 3", "village_phases/v1", date(2026, 5, 5))
        assert store.forget_solo(DAY) == 0
        assert store.forget_solo(date(2026, 5, 5)) == 1
        assert store.at_seat("seat 1") is None
        assert store.read("old with a code")
        assert store.read("new")
