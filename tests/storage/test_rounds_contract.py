"""What every store promises of rounds: run against the fake, SQLite and PostgreSQL."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date

import pytest

from assessment.core.area import Area
from assessment.core.errors import ClosedError, GoneError, OpenError, SpentError, StoreError
from assessment.core.ports import Store
from assessment.core.round import Round

DAY, LAST = date(2026, 5, 4), date(2026, 5, 31)
PERI = Round(
    id="r",
    questionnaire="village_phases/v1",
    area=Area("Peri küla", "Põlva vald", "village"),
    period="2026",
    opened_on=DAY,
    closes_on=LAST,
    share="detail",
    is_example=True,
    may_answer="Kes siin elab.",
    ways=("link", "group"),
    slips=40,
    series="r",
    number=3,
    opened_by="Põlva vald",
)


def opened(store: Store, id_: str = "r") -> Round:
    new = replace(PERI, id=id_, series=id_)
    store.open_round(new, f"code of {id_}", f"key of {id_}")
    return new


def response(store: Store, id_: str, round_id: str = "r", seat: str | None = None) -> str:
    store.start(id_, seat, "village_phases/v1", DAY, round_id, "paper")
    return id_


class TestRounds:
    def test_a_round_comes_back_as_it_was_opened(self, store: Store) -> None:
        assert store.round(opened(store).id) == PERI

    def test_code_and_key_lead_to_it_and_nothing_else_does(self, store: Store) -> None:
        opened(store)
        opened(store, "other")
        assert store.round_at_code("code of r") == PERI
        assert store.round_at_key("key of r") == PERI
        assert store.round_at_code("key of r") is None
        assert store.round_at_key("code of r") is None

    def test_a_code_or_a_key_is_given_once(self, store: Store) -> None:
        opened(store)
        for code, key in (("code of r", "new key"), ("new code", "key of r")):
            with pytest.raises(StoreError):
                store.open_round(replace(PERI, id="x"), code, key)
        assert store.rounds() == (PERI,)

    def test_several_are_opened_in_one_stroke(self, store: Store) -> None:
        new = [(replace(PERI, id=id_, series=id_), f"code of {id_}", f"key of {id_}") for id_ in ("a", "b")]
        store.open_rounds(new)
        store.open_rounds([])
        assert store.rounds() == tuple(one for one, _, _ in new)
        assert store.round_at_key("key of b") == new[1][0]

    def test_where_one_of_several_cannot_be_opened_none_is(self, store: Store) -> None:
        opened(store)
        new = [
            (replace(PERI, id=id_, series=id_), f"code of {id_}", key) for id_, key in (("a", "k"), ("b", "key of r"))
        ]
        with pytest.raises(StoreError):
            store.open_rounds(new)
        assert store.rounds() == (PERI,)
        assert store.round_at_code("code of a") is None

    def test_rounds_that_follow_one_another_are_found_together(self, store: Store) -> None:
        opened(store)
        opened(store, "other")
        store.open_round(replace(PERI, id="a", number=4), "code of a", "key of a")
        store.open_round(replace(PERI, id="b", series=""), "code of b", "key of b")
        assert [one.id for one in store.series("r")] == ["r", "a"]
        assert [one.series for one in store.series("b")] == ["b"]
        assert store.series("x") == ()

    def test_a_new_key_ends_the_old_one(self, store: Store) -> None:
        opened(store)
        store.give_key("r", "another key")
        assert store.round_at_key("key of r") is None
        assert store.round_at_key("another key") == PERI

    def test_responses_are_those_of_the_round(self, store: Store) -> None:
        opened(store)
        opened(store, "other")
        response(store, "b")
        response(store, "a", seat="phone")
        response(store, "c", "other")
        store.start("solo", "laptop", "village_phases/v1", DAY)
        store.save("a", "trust", "2")
        assert [(one.id, one.mode, one.answers) for one in store.responses("r")] == [
            ("a", "paper", {"trust": "2"}),
            ("b", "paper", {}),
        ]
        found = store.at_seat("phone")
        assert found is not None
        assert found.round_id == "r"
        assert store.read("solo").round_id is None

    def test_a_stopped_round_takes_no_answers_and_keeps_those_it_has(self, store: Store) -> None:
        opened(store)
        response(store, "a")
        store.save("a", "trust", "2")
        store.stop("r", LAST)
        store.stop("r", date(2027, 1, 1))
        for refused in (
            lambda: store.save("a", "trust", "3"),
            lambda: store.clear("a", "trust"),
            lambda: response(store, "late"),
            lambda: store.set_last_day("r", date(2027, 1, 1)),
        ):
            with pytest.raises(ClosedError):
                refused()
        assert store.round("r").closed_on == LAST
        assert [one.answers for one in store.responses("r")] == [{"trust": "2"}]

    def test_answers_can_be_deleted_after_closing(self, store: Store) -> None:
        opened(store)
        response(store, "a")
        store.stop("r", LAST)
        store.delete("a")
        assert store.responses("r") == ()

    def test_a_later_last_day(self, store: Store) -> None:
        opened(store)
        store.set_last_day("r", date(2026, 6, 30))
        assert store.round("r").closes_on == date(2026, 6, 30)

    def test_the_first_snapshot_stands(self, store: Store) -> None:
        opened(store)
        store.stop("r", LAST)
        assert store.snapshot("r") is None
        assert store.freeze("r", "first õ") == "first õ"
        assert store.freeze("r", "second") == "first õ"
        assert store.snapshot("r") == "first õ"

    def test_a_deleted_round_takes_its_responses_along(self, store: Store) -> None:
        opened(store)
        opened(store, "other")
        response(store, "a")
        response(store, "b", "other")
        store.delete_round("r")
        assert store.round_at_code("code of r") is None
        with pytest.raises(GoneError):
            store.read("a")
        assert store.read("b").round_id == "other"

    def test_a_slip_opens_one_response_and_nothing_is_stored_for_a_second(self, store: Store) -> None:
        opened(store)
        store.start("a", "phone", "village_phases/v1", DAY, "r", slip="slip")
        with pytest.raises(SpentError):
            store.start("b", "phone", "village_phases/v1", DAY, "r", slip="slip")
        assert [one.id for one in store.responses("r")] == ["a"]
        found = store.at_seat("phone")
        assert found is not None
        assert found.id == "a"

    def test_a_slip_stays_spent_when_its_response_is_deleted(self, store: Store) -> None:
        opened(store)
        store.start("a", None, "village_phases/v1", DAY, "r", slip="slip")
        store.delete("a")
        with pytest.raises(SpentError):
            store.start("b", None, "village_phases/v1", DAY, "r", slip="slip")

    def test_a_slip_of_a_closed_round_is_not_spent(self, store: Store) -> None:
        opened(store)
        store.stop("r", LAST)
        with pytest.raises(ClosedError):
            store.start("a", None, "village_phases/v1", DAY, "r", slip="slip")
        store.reopen("r", LAST, None)
        store.start("a", None, "village_phases/v1", DAY, "r", slip="slip")

    def test_a_group_answers_even_after_closing(self, store: Store) -> None:
        opened(store)
        store.stop("r", LAST)
        store.start("meeting", None, "village_phases/v1", DAY, "r", "group")
        store.save("meeting", "trust", "3")
        store.save("meeting", "organisation", "3")
        store.clear("meeting", "organisation")
        assert store.read("meeting").answers == {"trust": "3"}

    def test_a_reopened_round_takes_answers_and_has_released_nothing(self, store: Store) -> None:
        opened(store)
        response(store, "a")
        store.stop("r", LAST)
        store.freeze("r", "few")
        store.reopen("r", date(2026, 6, 30), "few")
        store.save("a", "trust", "2")
        assert store.round("r") == replace(PERI, closes_on=date(2026, 6, 30))
        assert store.snapshot("r") is None

    def test_what_was_released_meanwhile_is_not_forgotten(self, store: Store) -> None:
        opened(store)
        store.stop("r", LAST)
        store.freeze("r", "released while somebody was about to reopen")
        for seen in (None, "few"):
            with pytest.raises(ClosedError):
                store.reopen("r", date(2026, 6, 30), seen)
        assert store.round("r").closed_on == LAST
        assert store.snapshot("r") == "released while somebody was about to reopen"

    def test_nothing_is_released_of_a_round_that_was_reopened_meanwhile(self, store: Store) -> None:
        opened(store)
        store.stop("r", LAST)
        store.freeze("r", "few")
        store.reopen("r", date(2026, 6, 30), "few")
        with pytest.raises(OpenError):
            store.freeze("r", "of answers that were read before")
        assert store.snapshot("r") is None

    def test_a_text_is_approved_until_it_changes(self, store: Store) -> None:
        opened(store)
        response(store, "a")
        store.save("a", "wish", "Kiik")
        store.save("a", "trust", "2")
        assert store.read("a").approved == frozenset()
        store.approve("a", "wish", True)
        assert store.read("a").approved == {"wish"}
        store.approve("a", "wish", False)
        assert store.read("a").approved == frozenset()
        store.approve("a", "wish", True)
        store.save("a", "wish", "Suur kiik")
        assert store.responses("r")[0].approved == frozenset()
        with pytest.raises(GoneError):
            store.approve("a", "other", True)

    def test_of_an_anonymised_round_only_counts_and_the_groups_choices_are_left(self, store: Store) -> None:
        opened(store)
        opened(store, "other")
        store.start("a", "phone", "village_phases/v1", DAY, "r", slip="slip")
        store.give_code("a", "personal code")
        store.save("a", "wish", "Kiik")
        response(store, "b", "other")
        store.start("meeting", None, "village_phases/v1", DAY, "r", "group")
        store.save("meeting", "trust", "3")
        store.save("meeting", "dissent", "Mari ei olnud nõus.")
        store.stop("r", LAST)
        store.freeze("r", "released")
        store.anonymise("r", "counts", LAST)
        assert [(one.id, one.answers) for one in store.responses("r")] == [("meeting", {"trust": "3"})]
        assert store.at_seat("phone") is None
        assert store.at_code("personal code") is None
        assert store.round("r").anonymised_on == LAST
        assert store.snapshot("r") == "released"
        assert store.read("b").round_id == "other"

    def test_responses_of_rounds_are_never_forgotten_as_solo_ones(self, store: Store) -> None:
        opened(store)
        response(store, "a")
        assert store.forget_solo(date(2030, 1, 1)) == 0
        assert store.read("a").round_id == "r"

    def test_an_unknown_round_is_gone(self, store: Store) -> None:
        for refused in (
            lambda: store.round("x"),
            lambda: store.give_key("x", "k"),
            lambda: store.set_last_day("x", LAST),
            lambda: store.stop("x", LAST),
            lambda: store.freeze("x", "s"),
            lambda: store.snapshot("x"),
            lambda: store.delete_round("x"),
            lambda: store.reopen("x", LAST, None),
            lambda: store.anonymise("x", "counts", LAST),
            lambda: store.approve("x", "trust", True),
            lambda: response(store, "a", "x"),
        ):
            with pytest.raises(GoneError):
                refused()
        assert store.responses("x") == ()

    def test_what_was_stored_before_the_stop_is_there_after_it(self, store: Store) -> None:
        """Whoever was told that an answer is stored finds it among the responses that are read after the stop."""
        opened(store)
        people = [response(store, f"a{number}") for number in range(8)]
        stored: list[tuple[str, str]] = []

        def answers(person: str) -> None:
            for item in range(50):
                try:
                    store.save(person, f"item {item}", person)
                except ClosedError:
                    return
                stored.append((person, f"item {item}"))

        threads = [threading.Thread(target=answers, args=(person,)) for person in people]
        for thread in threads:
            thread.start()
        store.stop("r", LAST)
        read = {(one.id, item) for one in store.responses("r") for item in one.answers}
        for thread in threads:
            thread.join()
        assert read == set(stored)
