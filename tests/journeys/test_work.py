"""A worker's notes of an area: kept for one's own municipality, changed by whom they belong to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assessment.core.errors import ForbiddenError, GoneError, UnusableError
from assessment.core.register import Alias, Changes, Entry, RegisteredArea, Step
from assessment.core.work import AgreedStep, WrittenContact, WrittenStep, WrittenView
from assessment.journeys import access as accesses
from assessment.journeys import work
from tests.builders import questionnaire
from tests.fakes import CountingCodes, FixedClock, MemoryStore

Q = questionnaire()
TODAY = date(2026, 11, 28)
CONTACT = WrittenContact(TODAY, "M. K. ja  külavanem ", "Talgud kevadel.\nSaal on vaba.", "Küsin\u202e hinda", "M. K.")
VIEW = WrittenView((0, 1, 2, 3, 4, None, 1, 2), "M. K.", True, "dormant")
TYPED = "name:põlva vald|peri küla"
PERI = RegisteredArea("1", "Peri küla", "Põlva vald")
NAME_ONLY = RegisteredArea(TYPED, "Peri küla", "Põlva vald")


@pytest.fixture
def store():
    return MemoryStore()


@pytest.fixture
def clock():
    return FixedClock(TODAY)


@pytest.fixture
def codes():
    return CountingCodes()


@pytest.fixture
def let_in(store, clock, codes):
    """The notes of Peri for somebody who is let in with a role."""

    def enter(role="worker", municipality="Põlva vald", area=None):
        invited = accesses.invite(store, clock, codes, accesses.Invitation(role, municipality))
        return work.notebook(store, clock, invited.access, area or replace(PERI, municipality=municipality))

    return enter


def register(store, *aliases, of=(PERI,)):
    """From now on there is a register with these areas, and these names are merged into one of them."""
    changes = Changes(tuple(Entry(area) for area in of), aliases=aliases)
    store.take_step(Step("register", ("Põlva vald",), TODAY), changes)


def logged(store, clock, codes, of, **more):
    return work.log_contact(store, clock, codes, of, replace(CONTACT, **more))


def test_a_contact_is_kept_as_plain_words(store, clock, codes, let_in):
    of = let_in()
    logged(store, clock, codes, of)
    (found,) = work.notes(store, of).contacts
    assert (found.who, found.agreed) == ("M. K. ja külavanem", "Talgud kevadel.\nSaal on vaba.")
    assert found.step == AgreedStep("Küsin hinda", "M. K.")
    assert (found.area, found.written_by, found.written_on) == ("1", of.access.id, TODAY)


@pytest.mark.parametrize(
    "wrong", [{"agreed": " "}, {"day": TODAY + timedelta(days=1)}, {"who": "x" * 121}, {"step": ""}]
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_stored(store, clock, codes, let_in, wrong):
    of = let_in()
    with pytest.raises(UnusableError, match="cannot be kept"):
        logged(store, clock, codes, of, **wrong)
    assert work.notes(store, of).contacts == ()


def test_colleagues_see_one_another_s_notes_however_the_municipality_was_typed(store, clock, codes, let_in):
    of, colleague = let_in(), let_in(municipality="põlva  VALD")
    contact = logged(store, clock, codes, of)
    assert work.notes(store, colleague).contacts == (contact,)
    assert work.last_contacts(store, colleague.access) == {"1": TODAY}


def test_what_was_noted_of_a_typed_name_goes_along_into_the_register_and_into_merges(store, clock, codes, let_in):
    old = let_in(area=NAME_ONLY)
    assert old.areas == (TYPED,)
    logged(store, clock, codes, old, day=date(2026, 1, 2))
    short = let_in(area=RegisteredArea("name:põlva vald|peri", "Peri", "Põlva vald"))
    logged(store, clock, codes, short, day=date(2026, 1, 3))
    register(store, Alias("Peri", "Põlva vald", "1"))
    own = let_in()
    logged(store, clock, codes, own)
    assert own.areas == ("1", TYPED, "name:põlva vald|peri")
    assert [one.day for one in work.notes(store, own).contacts] == [TODAY, date(2026, 1, 3), date(2026, 1, 2)]
    assert work.last_contacts(store, own.access) == {"1": TODAY}


def test_a_name_that_two_areas_bear_takes_no_notes_along(store, clock, codes, let_in):
    logged(store, clock, codes, let_in(area=NAME_ONLY))
    register(store, of=(PERI, replace(PERI, id="2")))
    of = let_in()
    assert (of.areas, work.notes(store, of).contacts) == (("1",), ())
    assert work.last_contacts(store, of.access) == {TYPED: TODAY}


def test_another_municipality_sees_and_changes_nothing(store, clock, codes, let_in):
    of, other = let_in(), let_in("lead", "Võru vald")
    contact = logged(store, clock, codes, of)
    view = work.keep_view(store, clock, codes, Q, of, VIEW)
    work.take_step(store, clock, of, WrittenStep("kind", TODAY))
    assert work.notes(store, other) == work.Notes((), (), ())
    assert work.last_contacts(store, other.access) == {}
    for refused in (
        lambda: work.change_contact(store, clock, other, contact.id, CONTACT),
        lambda: work.set_done(store, other, contact.id, True),
        lambda: work.delete_contact(store, other, contact.id),
        lambda: work.delete_view(store, other, view.id),
    ):
        with pytest.raises(GoneError):
            refused()
    work.take_back(store, other, "kind")
    found = work.notes(store, of)
    assert (found.contacts, found.views, len(found.steps)) == ((contact,), (view,), 1)


def test_an_operator_a_program_and_an_access_that_is_over_keep_no_notes(store, clock, codes, let_in):
    for role in ("operator", "program"):
        with pytest.raises(ForbiddenError):
            let_in(role)
    of = let_in()
    accesses.revoke(store, clock, of.access.id)
    with pytest.raises(ForbiddenError):
        work.notebook(store, clock, of.access, PERI)
    later = let_in()
    clock.day = later.access.expires_on + timedelta(days=1)
    with pytest.raises(ForbiddenError):
        work.notebook(store, clock, later.access, PERI)


def test_an_area_of_another_municipality_is_refused(store, clock, let_in):
    with pytest.raises(ForbiddenError):
        work.notebook(store, clock, let_in().access, replace(PERI, municipality="Võru vald"))


def test_one_s_own_contact_is_changed_and_deleted_a_colleague_s_only_by_a_lead(store, clock, codes, let_in):
    of, colleague, lead = let_in(), let_in(), let_in("lead")
    contact = logged(store, clock, codes, of)
    with pytest.raises(ForbiddenError):
        work.change_contact(store, clock, colleague, contact.id, CONTACT)
    with pytest.raises(ForbiddenError):
        work.delete_contact(store, colleague, contact.id)
    work.change_contact(store, clock, of, contact.id, replace(CONTACT, agreed="Teisiti", step="", step_who=""))
    assert work.notes(store, of).contacts == (replace(contact, agreed="Teisiti", step=None),)
    with pytest.raises(UnusableError):
        work.change_contact(store, clock, of, contact.id, replace(CONTACT, agreed=""))
    work.delete_contact(store, lead, contact.id)
    assert work.notes(store, of).contacts == ()


def test_anybody_of_the_municipality_may_say_that_a_step_is_done(store, clock, codes, let_in):
    of, colleague = let_in(), let_in()
    contact = logged(store, clock, codes, of)
    work.set_done(store, colleague, contact.id, True)
    assert work.notes(store, of).contacts[0].step.is_done
    work.set_done(store, of, contact.id, False)
    assert work.notes(store, of).contacts == (contact,)
    plain = logged(store, clock, codes, of, step="", step_who="")
    with pytest.raises(UnusableError):
        work.set_done(store, of, plain.id, True)


def test_the_newest_view_is_the_current_one_and_may_be_deleted(store, clock, codes, let_in):
    of, colleague = let_in(), let_in()
    first = work.keep_view(store, clock, codes, Q, of, VIEW)
    second = work.keep_view(store, clock, codes, Q, colleague, replace(VIEW, kind="", is_fading=False))
    assert work.notes(store, of).views == (second, first)
    assert (first.questionnaire, first.who, first.levels) == (Q.name, "M. K.", VIEW.levels)
    with pytest.raises(ForbiddenError):
        work.delete_view(store, of, second.id)
    work.delete_view(store, colleague, second.id)
    assert work.notes(store, of).views == (first,)
    with pytest.raises(UnusableError):
        work.keep_view(store, clock, codes, Q, of, replace(VIEW, levels=(1, *[None] * 7)))


def test_a_step_is_noted_once_whatever_name_the_area_went_by(store, clock, let_in):
    typed = let_in(area=NAME_ONLY)
    register(store)
    of = let_in()
    work.take_step(store, clock, typed, WrittenStep("conversations", date(2026, 1, 2), "M. K.", "Kolm"))
    work.take_step(store, clock, of, WrittenStep("conversations", TODAY, "M. K.", "Kümme"))
    (step,) = work.notes(store, of).steps
    assert (step.day, step.note) == (TODAY, "Kümme")
    with pytest.raises(UnusableError):
        work.take_step(store, clock, of, WrittenStep("eighth", TODAY))
    work.take_back(store, of, "conversations")
    assert work.notes(store, of).steps == ()
