"""Who is answered, and everybody who tries to be without a program's token."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assessment.core.access import LEAD, OPERATOR, PROGRAM, WORKER, Access
from assessment.core.area import Area
from assessment.core.errors import ForbiddenError, UnusableError, WrongCodeError
from assessment.core.ports import TOKEN
from assessment.journeys import access, opening
from assessment.journeys.opening import Plan
from assessment.throttle import REQUESTS, MinuteThrottle
from tests.fakes import PatientThrottle
from tests.municipalities import MUNICIPALITY, TODAY

PATHS = ["", "areas", "areas/area-0", "results", "areas?format=csv"]


def refused(answer, status=401):
    """The answer is a refusal that says why, what to do, and nothing of the municipality."""
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "private, no-store"
    told = answer.json()
    assert set(told) == {"title", "status", "detail", "remedy"}
    assert told["status"] == status
    assert all(told[name].endswith(".") for name in ("detail", "remedy"))
    assert "etag" not in answer.headers
    assert MUNICIPALITY not in answer.text
    return told


def test_a_program_s_token_is_answered_and_its_last_use_kept_as_a_day(office):
    invited = office.invite(label="GIS")
    found = office.get(token=invited.key)
    assert found.status_code == 200
    assert found.json()["municipality"] == MUNICIPALITY
    assert found.json()["token_expires_on"] == "2027-10-01"
    assert office.house.store.access(invited.access.id).last_used_on == TODAY


@pytest.mark.parametrize("path", PATHS)
def test_without_a_token_nothing_is_told(office, path):
    answer = office.web.get(f"/api/v1/{path}")
    refused(answer)
    assert answer.headers["www-authenticate"] == 'Bearer realm="Kogukonnapeegel"'


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("token", ["nope", "kp_" + "x" * 32, "0" * 5000, "null", "first", "area-0"])
def test_a_forged_token_leads_nowhere(office, path, token):
    answer = office.get(path, token)
    refused(answer)
    assert 'error="invalid_token"' in answer.headers["www-authenticate"]


@pytest.mark.parametrize(
    "header",
    [
        "{}",
        "Basic {}",
        "Bearer",
        "Bearer {} x",
        "Token {}",
        "Bearer  ",
        "Bearer {},Bearer {}",
        "bearer\t{}",
        "Bearer õ{}",
    ],
)
def test_the_header_is_read_in_one_way_only(office, header):
    sent = header.replace("{}", office.token()).encode()
    refused(office.web.get("/api/v1/areas", headers=[(b"authorization", sent)]))


def test_the_word_bearer_may_be_written_in_any_case(office):
    assert office.web.get("/api/v1/areas", headers={"authorization": f"bEARER {office.token()}"}).status_code == 200


def test_two_tokens_at_once_are_none(office):
    token = f"Bearer {office.token()}".encode()
    refused(office.web.get("/api/v1/areas", headers=[(b"authorization", token), (b"authorization", token)]))


def test_a_token_is_not_taken_from_the_address_or_a_cookie(office):
    token = office.token()
    refused(office.web.get(f"/api/v1/areas?token={token}&access_token={token}"))
    refused(office.web.get("/api/v1/areas", headers={"cookie": f"access={token}; token={token}"}))


def test_a_token_that_is_over_is_told_so(office):
    token = office.token(days=10)
    assert office.get("areas", token).status_code == 200
    office.clock.day = TODAY + timedelta(days=10)
    assert office.get("areas", token).status_code == 200
    office.clock.day = TODAY + timedelta(days=11)
    assert refused(office.get("areas", token))["title"] == "Expired"


def test_a_token_that_was_ended_is_told_so_even_in_the_middle_of_use(office):
    invited = office.invite()
    assert office.get("areas", invited.key).status_code == 200
    access.revoke(office.house.store, office.clock, invited.access.id)
    assert refused(office.get("areas", invited.key))["title"] == "Ended"


@pytest.mark.parametrize("role", [WORKER, LEAD, OPERATOR])
def test_a_person_s_link_is_no_token(office, role):
    key = office.invite(role).key
    for token in (key, f"kp_{key}"):
        refused(office.get("areas", token))


def test_neither_a_visit_nor_a_hash_nor_an_id_is_a_token(office):
    house, worker, program = office.house, office.invite(WORKER), office.invite()
    visit = access.enter(house.store, house.clock, house.codes, worker.access).secret
    hashes = [*house.store._access_keys, *house.store._visits]
    for token in (visit, worker.access.id, program.access.id, *hashes):
        refused(office.get("areas", token))


def test_a_round_s_codes_are_no_tokens(office_with):
    office = office_with(throttle=PatientThrottle(allowed=100))
    house = office.house
    plan = Plan(Area("Peri", MUNICIPALITY), slips=3)
    opened = opening.open_round(house.store, house.clock, house.codes, house.questionnaire, plan)
    slips = house.codes.slip_codes(opened.round.id, 3)
    for token in (opened.code, opened.key, opened.round.id, opened.round.series, *slips):
        refused(office.get("areas", token))


def test_a_program_begins_no_visit(office):
    house, invited = office.house, office.invite()
    with pytest.raises(WrongCodeError):
        access.of_key(house.store, house.clock, house.codes, house.throttle, "somebody", invited.key)
    with pytest.raises(ForbiddenError):
        access.enter(house.store, house.clock, house.codes, invited.access)


def test_a_person_s_access_is_refused_even_where_a_token_led_to_it(office):
    """Nothing makes such a one; if something ever did, it would still be refused."""
    house = office.house
    person = Access("person", MUNICIPALITY, WORKER, TODAY, date(2099, 1, 1))
    house.store.give_access(person, house.codes.digest("token kp_given"))
    refused(office.get("areas", "kp_given"), 403)


def test_another_municipality_s_token_sees_only_its_own(office):
    token = office.token(municipality="Võru vald")
    assert office.get("areas", token).json()["areas"] == []
    assert office.get("results", token).json()["results"] == []
    ours = office.get("areas/area-0").json()
    assert ours["area"]["id"] == "area-0"
    theirs, unknown = office.get("areas/area-0", token), office.get("areas/area-9999", token)
    assert refused(theirs, 404) == refused(unknown, 404)


def test_who_guesses_tokens_must_wait_and_who_has_one_need_not(office_with):
    office = office_with(throttle=PatientThrottle(allowed=3))
    token = office.token()
    assert office.get("areas", token).status_code == 200
    for _ in range(3):
        refused(office.get("areas", "wrong"))
    answer = office.get("areas", "wrong")
    assert refused(answer, 429)["title"] == "Too often"
    assert answer.headers["retry-after"] == "60"
    assert office.get("areas", token).status_code == 200
    assert {space for _, space in office.house.throttle.wrong} == {TOKEN}


def test_a_program_that_asks_too_often_must_wait_and_others_need_not(office_with):
    office = office_with(throttle=MinuteThrottle())
    hasty, calm = office.token(), office.token()
    answers = [office.get("", hasty).status_code for _ in range(REQUESTS.amount + 1)]
    assert answers == [200] * REQUESTS.amount + [429]
    assert office.get("", calm).status_code == 200


def test_without_the_right_token_nobody_reaches_the_limit_of_a_program(office_with):
    office = office_with(throttle=PatientThrottle(requests=1))
    token = office.token()
    refused(office.get("", "wrong"))
    assert office.get("", token).status_code == 200
    refused(office.get("", token), 429)


def test_a_role_that_sees_no_results_would_be_refused(office, monkeypatch):
    token = office.token()
    monkeypatch.setattr(
        "assessment.api.v1.routes.access.of_token",
        lambda *_: replace(office.invite(OPERATOR, "").access, municipality=MUNICIPALITY),
    )
    refused(office.get("areas", token), 403)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", ["", "areas", "areas/area-0", "results", "openapi.json"])
def test_nothing_can_be_changed(office, method, path):
    answer = office.get(path, method=method)
    refused(answer, 405)
    assert answer.headers["allow"] == "GET, HEAD"


def test_no_page_of_another_site_may_read_it(office):
    for answer in (
        office.get("areas", origin="https://elsewhere.example"),
        office.get("areas", method="OPTIONS", origin="https://elsewhere.example", access_control_request_method="GET"),
    ):
        assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    "path", ["/api", "/api/", "/api/v2/areas", "/api/v1/nothing", "/api/v1/areas/", "/api/v1//areas", "/api/v1/Areas"]
)
def test_an_address_that_is_none_is_told_in_the_same_way(office, path):
    refused(office.web.get(path, headers={"authorization": f"Bearer {office.token()}"}), 404)


def test_a_database_that_fails_is_told_without_its_place(office_with, caplog):
    office = office_with()
    token = office.token()
    office.house.store.broken = "The disk of the database at /srv is full."
    answer = office.get("areas", token)
    refused(answer, 503)
    assert "/srv" not in answer.text
    assert "/srv is full" in caplog.text
    assert answer.headers["retry-after"] == "60"


def test_an_unforeseen_failure_gives_nothing_away(office, monkeypatch, caplog):
    token = office.token()

    def fails(*_):
        raise RuntimeError("postgresql://user:hush@host")

    monkeypatch.setattr("assessment.api.v1.answers.comparison.picture", fails)
    answer = office.get("areas", token)
    refused(answer, 500)
    assert "hush" not in answer.text + caplog.text
    assert "RuntimeError" in caplog.text


def test_a_house_without_a_questionnaire_cannot_answer(office):
    object.__setattr__(office.house, "library", replace(office.house.library, questionnaires={}))
    refused(office.get("areas"), 503)


def test_a_program_has_a_municipality_and_is_known_by_nothing_else(office):
    with pytest.raises(UnusableError, match="has no name"):
        office.invite(PROGRAM, "")
    with pytest.raises(UnusableError, match="does not sign in"):
        office.invite(PROGRAM, identity="email gis@polva.ee")
