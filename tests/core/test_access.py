"""What each role allows, and by what somebody is known who signs in elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from assessment.core.access import LEAD, OPERATOR, PROGRAM, WORKER, Access, is_same
from assessment.core.identity import identities, of_email, of_subject

DAY, LAST = date(2026, 11, 24), date(2027, 11, 24)
WORKING = Access("w", "Põlva vald", WORKER, DAY, LAST)
LEADING = Access("l", "Põlva vald", LEAD, DAY, LAST)
OPERATING = Access("o", "", OPERATOR, DAY, LAST)
READING = Access("p", "Põlva vald", PROGRAM, DAY, LAST)
ELSEWHERE = Access("e", "Võru vald", WORKER, DAY, LAST)
ISSUED = int(datetime(2026, 11, 20, 12, tzinfo=UTC).timestamp())
CLAIMS = {"iat": ISSUED, "iss": "https://id.example.ee", "sub": "42", "email": "Mari@Polva.ee", "email_verified": True}


def test_an_access_is_valid_up_to_and_on_its_last_day() -> None:
    assert WORKING.is_valid(LAST)
    assert WORKING.state(date(2027, 11, 25)) == "expired"
    assert replace(WORKING, revoked_on=DAY).state(DAY) == "revoked"
    assert not replace(WORKING, revoked_on=DAY).is_valid(DAY)


def test_an_operator_sees_no_results_and_a_worker_lets_nobody_in() -> None:
    assert [one.may_see_results for one in (WORKING, LEADING, OPERATING)] == [True, True, False]
    assert [one.may_invite for one in (WORKING, LEADING, OPERATING)] == [False, True, True]


@pytest.mark.parametrize(
    ("by", "role", "municipality", "may"),
    [
        (LEADING, WORKER, "Põlva vald", True),
        (LEADING, LEAD, "põlva  vald", True),
        (LEADING, OPERATOR, "", False),
        (LEADING, OPERATOR, "Põlva vald", False),
        (LEADING, WORKER, "Võru vald", False),
        (LEADING, WORKER, "", False),
        (LEADING, "mayor", "Põlva vald", False),
        (LEADING, PROGRAM, "Põlva vald", True),
        (LEADING, PROGRAM, "Võru vald", False),
        (READING, PROGRAM, "Põlva vald", False),
        (READING, WORKER, "Põlva vald", False),
        (WORKING, WORKER, "Põlva vald", False),
        (OPERATING, WORKER, "Võru vald", True),
        (OPERATING, OPERATOR, "", True),
        (OPERATING, PROGRAM, "Võru vald", True),
        (OPERATING, "mayor", "Võru vald", False),
    ],
)
def test_who_may_let_whom_in(by: Access, role: str, municipality: str, may: bool) -> None:
    assert by.may_give(role, municipality) is may


def test_a_program_reads_results_and_does_nothing_else() -> None:
    assert (READING.may_see_results, READING.may_invite, READING.is_of_program) == (True, False, True)
    assert not any(one.is_of_program for one in (WORKING, LEADING, OPERATING))
    assert not READING.may_revoke(WORKING)
    assert LEADING.may_revoke(READING)


def test_a_lead_ends_only_accesses_of_the_own_municipality() -> None:
    assert LEADING.may_revoke(WORKING)
    assert not LEADING.may_revoke(ELSEWHERE)
    assert not LEADING.may_revoke(OPERATING)
    assert not LEADING.may_know_of(ELSEWHERE)
    assert not WORKING.may_revoke(LEADING)
    assert OPERATING.may_revoke(ELSEWHERE)


def test_nobody_ends_the_access_they_came_with() -> None:
    assert not LEADING.may_revoke(LEADING)
    assert not OPERATING.may_revoke(OPERATING)
    assert OPERATING.may_revoke(replace(OPERATING, id="another"))


def test_a_lead_without_a_municipality_is_a_lead_of_nothing() -> None:
    assert not is_same("", "")
    assert not replace(LEADING, municipality="").may_give(WORKER, "")


def test_composed_and_decomposed_letters_are_one_name() -> None:
    assert is_same("Põlva vald", "Po\u0303lva vald")


def test_claims_vouch_for_a_subject_of_their_issuer_and_a_verified_address() -> None:
    known = (of_subject("https://id.example.ee", "42"), of_email("mari@polva.ee"))
    assert identities(CLAIMS, DAY, 7) == known


@pytest.mark.parametrize("word", [False, None, "true", "false", 1])
def test_an_address_that_is_not_verified_counts_for_nothing(word: object) -> None:
    assert identities(CLAIMS | {"email_verified": word}, DAY, 7) == (of_subject("https://id.example.ee", "42"),)


def test_a_subject_without_its_issuer_counts_for_nothing() -> None:
    assert identities(CLAIMS | {"iss": ""}, DAY, 7) == (of_email("mari@polva.ee"),)
    assert identities(CLAIMS | {"sub": None}, DAY, 7) == (of_email("mari@polva.ee"),)


@pytest.mark.parametrize("issued", [None, "", "today", 0, -1e30, 1e30, ISSUED - 8 * 86400])
def test_old_claims_and_those_without_a_time_count_for_nothing(issued: object) -> None:
    if isinstance(issued, float) and issued > 0:
        issued = float("nan")
    assert identities(CLAIMS | {"iat": issued}, DAY, 7) == ()


def test_the_same_subject_of_another_issuer_is_another_person() -> None:
    assert of_subject("https://a.ee", "42") != of_subject("https://b.ee", "42")
