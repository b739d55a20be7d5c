"""A code, a seat without a name, and what is told before anybody votes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assessment.codes import LETTERS
from assessment.core import workshops
from assessment.core.workshop import OPEN_ROOM
from assessment.journeys.workshop import MOST_SEATS
from assessment.phone.routes import routes
from assessment.throttle import ADDRESS_TRIES, MinuteThrottle
from tests.phone.workshop.conftest import hidden, join


def seats(hall):
    return hall.store.seats(hall.id)


def test_a_code_is_typed_in_any_case_and_with_spaces(hall):
    code = hall.opened.code.lower()
    answer = hall.phone().get("/j", params={"code": f" {code[:2]} {code[2:]}-", "lang": "en"})
    assert answer.status_code == 200
    assert answer.url.path == hall.at
    assert "Peri küla" in answer.text


def test_an_address_has_one_spelling_so_that_the_cookie_belongs_to_it(hall):
    answer = hall.phone().get(f"{hall.at.lower()}/?lang=ru")
    assert (answer.url.path, answer.url.query) == (hall.at, b"lang=ru")


def test_without_a_code_it_is_asked_for(hall):
    page = hall.phone().get("/j?lang=en")
    assert page.status_code == 200
    assert 'name="code"' in page.text


@pytest.mark.parametrize(("code", "words"), [("KMPXR", "No workshop has this code"), ("K1", "no digits")])
def test_a_wrong_code_is_told_in_a_sentence_and_can_be_typed_again(hall, code, words):
    page = hall.phone().get(f"/j/{code}?lang=en")
    assert page.status_code == 404
    assert words in page.text
    assert f'value="{code}"' in page.text


def test_the_page_speaks_the_workshops_language_until_another_is_asked_for(opened):
    hall = opened(language="ru")
    assert '<html lang="ru">' in hall.phone().get(hall.at).text
    assert '<html lang="et">' in hall.phone().get(f"{hall.at}?lang=et").text


def test_who_joins_is_told_before_whether_the_votes_are_hidden(opened):
    blind, live = opened(), opened(is_blind=False)
    assert "hidden until the host shows it" in blind.phone().get(blind.at).text
    assert "the screen shows during the vote" in live.phone().get(live.at).text


def test_who_joins_has_a_seat_without_a_name(hall):
    phone = hall.seated()
    page = phone.get(hall.at).text
    assert "You are in" in page
    assert "Seat 1" in page
    (seat,) = seats(hall)
    assert (seat.is_table, seat.people, seat.consents) == (False, 1, False)


def test_consent_is_asked_in_a_community_and_kept_only_when_it_is_given(hall):
    assert 'name="consents"' in hall.phone().get(hall.at).text
    hall.seated(consents="yes")
    hall.seated()
    assert [seat.consents for seat in seats(hall)] == [True, False]


def test_a_role_is_asked_only_where_the_workshop_has_roles(opened):
    with_roles, without = opened(has_roles=True), opened()
    assert 'name="role"' in with_roles.phone().get(with_roles.at).text
    assert 'name="role"' not in without.phone().get(without.at).text
    with_roles.seated(role="leader")
    without.seated(role="leader")
    assert [seats(hall)[0].role for hall in (with_roles, without)] == ["leader", ""]


def test_in_an_open_room_each_names_the_own_place_and_nothing_is_asked_for_a_community(opened):
    hall = opened(OPEN_ROOM)
    page = hall.phone().get(hall.at).text
    assert 'name="settlement"' in page
    assert 'name="consents"' not in page
    hall.seated(settlement="Uljaste", municipality="Lüganuse vald", consents="yes")
    (seat,) = seats(hall)
    assert (seat.settlement, seat.municipality, seat.consents) == ("Uljaste", "Lüganuse vald", False)


def test_a_table_says_how_many_sit_there(hall):
    phone = hall.phone()
    refused = join(phone, hall.at, **{"as": "table", "people": ""})
    assert refused.status_code == 422
    assert "2 to 30" in refused.text
    assert 'value="table" checked' in refused.text
    assert join(phone, hall.at, **{"as": "table", "people": "7"}).status_code == 200
    (seat,) = seats(hall)
    assert (seat.is_table, seat.people) == (True, 7)
    assert "Table 1 (7 people)" in phone.get(hall.at).text


@pytest.mark.parametrize("people", ["1", "31", "-3", "7.5", "٣", "9" * 400])
def test_a_table_of_nobody_or_of_a_crowd_is_refused(hall, people):
    assert join(hall.phone(), hall.at, **{"as": "table", "people": people}).status_code == 422
    assert seats(hall) == ()


def test_a_place_with_a_name_too_long_is_told_and_what_was_typed_stays(opened):
    hall = opened(OPEN_ROOM)
    page = join(hall.phone(), hall.at, settlement="x" * 121, municipality="Põlva vald")
    assert page.status_code == 422
    assert 'value="Põlva vald"' in page.text
    assert seats(hall) == ()


def test_the_same_seat_after_a_reload_in_a_second_tab_and_after_a_new_start_of_the_server(hall):
    phone = hall.seated()
    app = Starlette(routes=routes(lambda: replace(hall.house)))
    later = TestClient(app, base_url="http://kogukond.test", follow_redirects=True, cookies=phone.cookies)
    for tab in (phone, later):
        assert "Seat 1" in tab.get(hall.at).text
    assert len(seats(hall)) == 1


def test_the_seat_lasts_longer_than_the_browser_is_open_and_no_script_reads_it(hall):
    answer = hall.phone().get(hall.at)
    (cookie,) = [one for one in answer.headers.get_list("set-cookie") if one.startswith("hall=")]
    for part in ("HttpOnly", "Max-Age=604800", f"Path={hall.at}", "SameSite=lax"):
        assert part in cookie


def test_several_people_share_a_phone_and_are_told_apart_by_numbers(hall):
    phone = hall.seated()
    page = join(phone, hall.at)
    assert page.url.path == f"{hall.at}/2"
    assert 'aria-current="true">Seat 2</a>' in page.text
    assert 'aria-current="true">Seat 1</a>' in phone.get(hall.at).text
    assert len({seat.device for seat in seats(hall)}) == 1


def test_who_taps_twice_has_one_seat(hall):
    phone = hall.phone()
    given = hidden(phone.get(hall.at).text) | {"as": "person"}
    pages = [phone.post(f"{hall.at}/join", data=given) for _ in range(2)]
    assert [page.url.path for page in pages] == [hall.at, hall.at]
    assert len(seats(hall)) == 1


def test_a_phone_has_so_many_seats_and_no_more(hall):
    phone = hall.seated()
    for _ in range(MOST_SEATS - 1):
        assert join(phone, hall.at).status_code == 200
    page = join(phone, hall.at)
    assert page.status_code == 409
    assert f"{MOST_SEATS} seats already" in page.text
    assert len(seats(hall)) == MOST_SEATS


def test_a_full_hall_is_told_in_a_sentence_and_those_who_sit_there_go_on(hall, monkeypatch):
    monkeypatch.setattr(workshops, "MOST_IN_HALL", 2)
    phone, _ = hall.seated(), hall.seated()
    page = join(hall.phone(), hall.at)
    assert page.status_code == 409
    assert "This workshop is full" in page.text
    assert len(seats(hall)) == 2
    hall.do("start")
    assert phone.get(hall.at).status_code == 200


def test_nobody_joins_a_workshop_that_is_over(hall):
    phone = hall.phone()
    given = hidden(phone.get(hall.at).text)
    hall.do("end")
    late, forced = hall.phone().get(hall.at), phone.post(f"{hall.at}/join", data=given)
    assert (late.status_code, forced.status_code) == (410, 410)
    assert "This workshop is over" in late.text
    assert seats(hall) == ()


def test_a_form_of_another_site_takes_no_seat(hall):
    phone = hall.phone()
    phone.get(hall.at)
    answer = phone.post(f"{hall.at}/join", data={"csrf": "x", "as": "person"})
    assert answer.status_code == 403
    assert "Back to the workshop" in phone.post(f"{hall.at}/join?lang=en", data={"as": "person"}).text
    assert seats(hall) == ()


def test_the_wrong_codes_of_others_behind_the_same_wifi_do_not_block_the_hall(hall):
    house = replace(hall.house, throttle=MinuteThrottle())
    app = Starlette(routes=routes(lambda: house))

    def phone():
        return TestClient(app, base_url="http://kogukond.test", follow_redirects=True, client=("203.0.113.7", 50000))

    seated = phone()
    join(seated, hall.at)
    wrong = (LETTERS[n // 324 % 18] + LETTERS[n // 18 % 18] + LETTERS[n % 18] + "KM" for n in range(2000))
    for _ in range(300):
        assert phone().get(f"/j/{next(wrong)}").status_code == 404
    assert phone().get(hall.at).status_code == 200, "three hundred mistyped, and the next one comes in"
    tries = [phone().get(f"/j/{next(wrong)}").status_code for _ in range(ADDRESS_TRIES.amount - 299)]
    assert tries[-1] == 429, "who guesses is stopped"
    assert seated.get(hall.at).status_code == 200, "who sits there goes on"
