"""What a worker's notes may hold, and who may change them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assessment.core.access import Access
from assessment.core.work import (
    PROCEDURE,
    AgreedStep,
    LoggedContact,
    WrittenContact,
    WrittenStep,
    WrittenView,
    contact_faults,
    levels_needed,
    may_change,
    step_faults,
    view_faults,
    waiting,
)
from tests.builders import questionnaire

Q = questionnaire()
TODAY = date(2026, 11, 28)
CONTACT = WrittenContact(TODAY, "M. K. ja külavanem", "Talgud kevadel")
VIEW = WrittenView((0, 1, 2, 3, 4, 0, 1, 2), "M. K.")


@pytest.mark.parametrize(
    "right",
    [
        {},
        {"step": "Küsin hinda"},
        {"step": "Küsin hinda", "step_who": "M. K.", "step_until": TODAY, "is_done": True},
        {"day": date(2024, 2, 29)},
        {"agreed": "x" * 2000, "who": "x" * 120},
    ],
)
def test_a_contact_that_can_be_kept(right):
    assert contact_faults(replace(CONTACT, **right), TODAY) == {}


@pytest.mark.parametrize(
    ("wrong", "faults"),
    [
        ({"day": date(2026, 11, 29)}, {"day": "in_future"}),
        ({"day": date(1926, 11, 28)}, {"day": "too_early"}),
        ({"who": "  "}, {"who": "empty"}),
        ({"who": "\u200b"}, {"who": "empty"}),
        ({"agreed": "", "who": "x" * 121}, {"agreed": "empty", "who": "too_long"}),
        ({"agreed": "x" * 2001}, {"agreed": "too_long"}),
        ({"step": "x" * 2001}, {"step": "too_long"}),
        ({"step_who": "M. K."}, {"step": "no_step"}),
        ({"step_until": TODAY}, {"step": "no_step"}),
        ({"is_done": True}, {"step": "no_step"}),
        ({"step": "Küsin", "step_who": "x" * 121}, {"step_who": "too_long"}),
        ({"step": "Küsin", "step_until": date(2026, 11, 27)}, {"step_until": "too_early"}),
    ],
)
def test_what_is_wrong_with_a_contact_is_told_field_by_field(wrong, faults):
    assert contact_faults(replace(CONTACT, **wrong), TODAY) == faults


@pytest.mark.parametrize(
    ("written", "faults"),
    [
        (VIEW, {}),
        (replace(VIEW, levels=(1, None, None, 2, None, 3, None, 4)), {}),
        (replace(VIEW, levels=(None,) * 8, kind="sparse"), {}),
        (replace(VIEW, levels=(None,) * 8, is_fading=True), {}),
        (replace(VIEW, levels=(None,) * 8), {"levels": "empty"}),
        (replace(VIEW, levels=(1, 2, 3, *[None] * 5)), {"levels": "too_few"}),
        (replace(VIEW, levels=(5,) * 8), {"levels": "not_allowed"}),
        (replace(VIEW, levels=(-1,) * 8), {"levels": "not_allowed"}),
        (replace(VIEW, levels=(1,) * 7), {"levels": "not_allowed"}),
        (replace(VIEW, kind="quiet", who=""), {"kind": "not_allowed", "who": "empty"}),
    ],
)
def test_a_view_has_levels_enough_to_count_or_none(written, faults):
    assert view_faults(Q, written) == faults


def test_half_of_the_domains_are_enough_for_a_view_as_for_a_response():
    assert [levels_needed(questionnaire(domains)) for domains in (8, 9, 15)] == [4, 5, 8]


@pytest.mark.parametrize(
    ("written", "faults"),
    [
        *((WrittenStep(step, TODAY), {}) for step in PROCEDURE),
        (WrittenStep("eighth", TODAY), {"step": "not_allowed"}),
        (
            WrittenStep("kind", date(2027, 1, 1), "x" * 121, "x" * 2001),
            {"day": "in_future", "who": "too_long", "note": "too_long"},
        ),
    ],
)
def test_a_step_is_one_of_the_seven(written, faults):
    assert len(PROCEDURE) == 7
    assert step_faults(written, TODAY) == faults


def kept(id_, step=None, day=TODAY):
    return LoggedContact(id_, "põlva vald", "1", day, "M. K.", "Talgud", step, "mine", TODAY)


def test_what_waits_comes_in_the_order_in_which_it_is_due():
    contacts = [
        kept("without a day", AgreedStep("a")),
        kept("done", AgreedStep("a", until=date(2026, 1, 1), is_done=True)),
        kept("later", AgreedStep("a", until=date(2026, 12, 24))),
        kept("nothing agreed"),
        kept("overdue", AgreedStep("a", until=date(2026, 11, 1))),
    ]
    assert [one.id for one in waiting(contacts)] == ["overdue", "later", "without a day"]


@pytest.mark.parametrize(
    ("id_", "role", "may"), [("mine", "worker", True), ("other", "worker", False), ("other", "lead", True)]
)
def test_one_s_own_entries_are_changed_by_oneself_or_a_lead(id_, role, may):
    access = Access(id_, "Põlva vald", role, TODAY, TODAY)
    assert may_change(access, kept("a")) is may
