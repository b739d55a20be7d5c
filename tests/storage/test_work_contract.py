"""What every store promises of a worker's own notes: run against the fake, SQLite and PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assessment.core.errors import GoneError, StoreError
from assessment.core.ports import Store
from assessment.core.work import AgreedStep, CheckedStep, LoggedContact, OutsideView

PERI, POLVA, OTHER = "5980", "Põlva vald", "Võru vald"
CONTACT = LoggedContact(
    id="c",
    municipality=POLVA,
    area=PERI,
    day=date(2026, 5, 4),
    who="Külavanem",
    agreed="Talgud kevadel.\n<b>Saal</b> on vaba.",
    step=AgreedStep("Küsin saali hinda", "M. K.", date(2026, 6, 1), True),
    written_by="access",
    written_on=date(2026, 5, 5),
)
VIEW = OutsideView(
    id="v",
    municipality=POLVA,
    area=PERI,
    questionnaire="village_phases/v1",
    levels=(0, 1, None, 4, 2, None, 0, 3),
    is_fading=True,
    kind="dormant",
    who="M. K.",
    written_by="access",
    written_on=date(2026, 5, 5),
)
STEP = CheckedStep(POLVA, PERI, "conversations", date(2026, 5, 4), "M. K.", "Kaheksa juttu")


class TestContacts:
    def test_a_contact_comes_back_as_it_was_written(self, store: Store) -> None:
        store.log_contact(CONTACT)
        plain = replace(CONTACT, id="d", day=date(2026, 5, 3), step=None)
        store.log_contact(plain)
        open_end = replace(CONTACT, id="e", day=date(2026, 5, 2), step=AgreedStep("Helistan"))
        store.log_contact(open_end)
        assert store.contacts_of(POLVA, [PERI]) == (CONTACT, plain, open_end)

    def test_contacts_are_those_of_the_area_and_the_municipality(self, store: Store) -> None:
        store.log_contact(CONTACT)
        store.log_contact(replace(CONTACT, id="other area", area="1"))
        store.log_contact(replace(CONTACT, id="other municipality", municipality=OTHER))
        store.log_contact(replace(CONTACT, id="typed", area="name:peri", day=date(2026, 5, 1)))
        assert [one.id for one in store.contacts_of(POLVA, [PERI, "name:peri"])] == ["c", "typed"]
        assert store.contacts_of(POLVA, []) == ()

    def test_of_each_area_the_newest_day_is_known(self, store: Store) -> None:
        for id_, day in (("a", 4), ("b", 20), ("c", 11)):
            store.log_contact(replace(CONTACT, id=id_, day=date(2026, 5, day)))
        store.log_contact(replace(CONTACT, id="d", area="1"))
        store.log_contact(replace(CONTACT, id="e", municipality=OTHER, day=date(2026, 6, 1)))
        assert store.contacts(POLVA) == {PERI: date(2026, 5, 20), "1": date(2026, 5, 4)}
        assert store.contacts("Kuskil") == {}

    def test_a_contact_is_changed_and_deleted(self, store: Store) -> None:
        store.log_contact(CONTACT)
        changed = replace(CONTACT, agreed="Teisiti", step=None, day=date(2026, 5, 6))
        store.change_contact(changed)
        assert store.contacts_of(POLVA, [PERI]) == (changed,)
        store.delete_contact(POLVA, "c")
        assert store.contacts_of(POLVA, [PERI]) == ()

    def test_another_municipality_changes_and_deletes_nothing(self, store: Store) -> None:
        store.log_contact(CONTACT)
        with pytest.raises(GoneError):
            store.change_contact(replace(CONTACT, municipality=OTHER))
        for municipality, id_ in ((OTHER, "c"), (POLVA, "x")):
            with pytest.raises(GoneError):
                store.delete_contact(municipality, id_)
        assert store.contacts_of(POLVA, [PERI]) == (CONTACT,)
        assert store.contacts_of(OTHER, [PERI]) == ()

    def test_an_id_is_given_once(self, store: Store) -> None:
        store.log_contact(CONTACT)
        with pytest.raises(StoreError):
            store.log_contact(replace(CONTACT, agreed="Teine"))
        assert store.contacts_of(POLVA, [PERI]) == (CONTACT,)

    def test_signs_that_no_database_holds_are_refused(self, store: Store) -> None:
        step = AgreedStep("\x00")
        for broken in (replace(CONTACT, agreed="\x00"), replace(CONTACT, who="\ud800"), replace(CONTACT, step=step)):
            with pytest.raises(StoreError):
                store.log_contact(broken)
        assert store.contacts_of(POLVA, [PERI]) == ()


class TestOutsideViews:
    def test_the_newest_view_comes_first_and_the_others_stay(self, store: Store) -> None:
        old = replace(VIEW, id="old", written_on=date(2025, 5, 5))
        later = replace(VIEW, id="a later one of the day", levels=(None,) * 8, is_fading=False, kind="")
        for one in (VIEW, old, later):
            store.keep_outside_view(one)
        store.keep_outside_view(replace(VIEW, id="x", municipality=OTHER))
        store.keep_outside_view(replace(VIEW, id="y", area="1"))
        assert store.outside_views(POLVA, [PERI]) == (later, VIEW, old)

    def test_a_view_is_deleted_by_its_municipality_alone(self, store: Store) -> None:
        store.keep_outside_view(VIEW)
        with pytest.raises(StoreError):
            store.keep_outside_view(replace(VIEW, who="X"))
        with pytest.raises(GoneError):
            store.delete_outside_view(OTHER, "v")
        assert store.outside_views(POLVA, [PERI]) == (VIEW,)
        store.delete_outside_view(POLVA, "v")
        assert store.outside_views(POLVA, [PERI]) == ()


class TestCheckedSteps:
    def test_a_step_is_taken_once_and_may_be_taken_back(self, store: Store) -> None:
        store.check_step(STEP, [])
        again = replace(STEP, note="Kümme juttu", day=date(2026, 6, 1))
        store.check_step(again, [])
        store.check_step(replace(STEP, municipality=OTHER), [])
        first = replace(STEP, step="chosen")
        store.check_step(first, [])
        assert store.checked_steps(POLVA, [PERI]) == (first, again)
        store.uncheck_step(POLVA, [PERI], "conversations")
        store.uncheck_step(POLVA, [PERI], "listed")
        assert store.checked_steps(POLVA, [PERI]) == (first,)
        assert store.checked_steps(OTHER, [PERI]) == (replace(STEP, municipality=OTHER),)

    def test_a_step_under_two_names_of_an_area_is_one(self, store: Store) -> None:
        typed = replace(STEP, area="name:peri", day=date(2026, 7, 1))
        store.check_step(typed, [])
        store.check_step(STEP, [])
        assert store.checked_steps(POLVA, [PERI, "name:peri"]) == (typed,)
        store.check_step(STEP, [PERI, "name:peri"])
        assert store.checked_steps(POLVA, ["name:peri"]) == ()
        assert store.checked_steps(POLVA, [PERI]) == (STEP,)
        store.check_step(typed, [])
        store.uncheck_step(POLVA, [PERI, "name:peri"], "conversations")
        assert store.checked_steps(POLVA, [PERI, "name:peri"]) == ()


class TestForgetting:
    def test_what_is_older_than_a_day_goes(self, store: Store) -> None:
        old = date(2023, 5, 4)
        store.log_contact(CONTACT)
        store.log_contact(replace(CONTACT, id="old", day=old))
        store.keep_outside_view(VIEW)
        store.keep_outside_view(replace(VIEW, id="old", written_on=old))
        store.check_step(STEP, [])
        store.check_step(replace(STEP, step="listed", day=old), [])
        assert store.forget_work(date(2023, 5, 4)) == 0
        assert store.forget_work(date(2023, 5, 5)) == 3
        assert store.contacts_of(POLVA, [PERI]) == (CONTACT,)
        assert store.outside_views(POLVA, [PERI]) == (VIEW,)
        assert store.checked_steps(POLVA, [PERI]) == (STEP,)
        assert store.forget_work(date(2023, 5, 5)) == 0
