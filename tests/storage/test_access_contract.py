"""What every store promises of accesses: run against the fake, SQLite and PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assessment.core.access import LEAD, OPERATOR, WORKER, Access
from assessment.core.errors import GoneError, StoreError
from assessment.core.ports import Store

DAY, LATER = date(2026, 11, 24), date(2027, 11, 24)
MARI = Access("a", "Põlva vald", WORKER, DAY, LATER, label="kultuur")
JAAN = Access("b", "Põlva vald", LEAD, DAY, LATER)
OPERATING = Access("c", "", OPERATOR, DAY, LATER)


def given(store: Store, *accesses: Access) -> None:
    for one in accesses:
        store.give_access(one, f"key of {one.id}")


class TestAccesses:
    def test_a_key_leads_to_its_access_with_all_that_was_given(self, store: Store) -> None:
        used = replace(JAAN, revoked_on=DAY, last_used_on=DAY)
        given(store, MARI, used)
        assert store.access_at_key("key of a") == store.access("a") == MARI
        assert store.access_at_key("key of b") == used
        assert store.access_at_key("another") is None
        with pytest.raises(GoneError):
            store.access("nobody")

    def test_an_id_and_a_key_are_given_once(self, store: Store) -> None:
        given(store, MARI)
        with pytest.raises(StoreError):
            store.give_access(MARI, "another key")
        with pytest.raises(StoreError):
            store.give_access(JAAN, "key of a")
        assert store.accesses() == (MARI,)

    def test_an_identity_leads_to_its_accesses_the_newest_first(self, store: Store) -> None:
        newer = replace(JAAN, created_on=LATER)
        store.give_access(MARI, None, "mari")
        store.give_access(newer, None, "mari")
        store.give_access(OPERATING, "key", None)
        assert store.accesses_of("mari") == (newer, MARI)
        assert store.accesses_of("key") == ()

    def test_all_are_listed_by_municipality_and_then_by_age(self, store: Store) -> None:
        elsewhere = Access("0", "Võru vald", WORKER, DAY, LATER)
        older = replace(JAAN, id="z", created_on=date(2025, 1, 1))
        given(store, elsewhere, MARI, older, OPERATING)
        assert store.accesses() == (OPERATING, older, MARI, elsewhere)

    def test_one_that_is_ended_stays_so_from_the_first_day_and_its_visits_end(self, store: Store) -> None:
        given(store, MARI, JAAN)
        store.start_visit("a", "one", LATER)
        store.start_visit("a", "two", LATER)
        store.start_visit("b", "three", LATER)
        store.revoke_access("a", DAY)
        store.revoke_access("a", LATER)
        assert store.access("a") == replace(MARI, revoked_on=DAY)
        assert store.access_at_visit("one", DAY) is None
        assert store.access_at_visit("two", DAY) is None
        assert store.access_at_visit("three", DAY) == JAAN
        with pytest.raises(GoneError):
            store.revoke_access("nobody", DAY)

    def test_the_last_use_is_remembered(self, store: Store) -> None:
        given(store, MARI, JAAN)
        store.use_access("a", DAY)
        store.use_access("a", LATER)
        assert store.access("a").last_used_on == LATER
        assert store.access("b").last_used_on is None
        with pytest.raises(GoneError):
            store.use_access("nobody", DAY)

    def test_a_visit_leads_to_its_access_up_to_and_on_its_last_day(self, store: Store) -> None:
        given(store, MARI)
        store.start_visit("a", "secret", DAY)
        assert store.access_at_visit("secret", DAY) == MARI
        assert store.access_at_visit("secret", date(2026, 11, 25)) is None
        assert store.access_at_visit("another", DAY) is None
        with pytest.raises(GoneError):
            store.start_visit("nobody", "other", DAY)

    def test_a_visit_that_is_ended_leads_nowhere(self, store: Store) -> None:
        given(store, MARI)
        store.start_visit("a", "one", LATER)
        store.start_visit("a", "two", LATER)
        store.end_visit("one")
        store.end_visit("one")
        assert store.access_at_visit("one", DAY) is None
        assert store.access_at_visit("two", DAY) == MARI

    def test_only_visits_that_are_over_are_forgotten(self, store: Store) -> None:
        given(store, MARI)
        store.start_visit("a", "old", DAY)
        store.start_visit("a", "new", LATER)
        assert store.forget_visits(DAY) == 0
        assert store.forget_visits(LATER) == 1
        assert store.access_at_visit("old", DAY) is None
        assert store.access_at_visit("new", LATER) == MARI

    @pytest.mark.parametrize("sign", ["\x00", "\ud800"])
    def test_a_sign_that_no_database_holds_is_refused(self, store: Store, sign: str) -> None:
        with pytest.raises(StoreError):
            store.give_access(replace(MARI, label=sign), "key")
        with pytest.raises(StoreError):
            store.access_at_key(sign)
        with pytest.raises(StoreError):
            store.access_at_visit(sign, DAY)
        assert store.accesses() == ()
