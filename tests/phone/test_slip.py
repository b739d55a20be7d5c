"""A strict round on the phone pages: the code of a slip comes first, and opens one response."""

import re
from datetime import timedelta

import pytest

from assessment.i18n.texts import words
from assessment.phone.actions import ACTIONS
from assessment.phone.device import Device
from assessment.phone.visit import arrive
from tests.phone.conftest import hidden, post


def enter(village, phone, slip):
    return post(phone, village.at, f"{village.at}/slip", code=slip)


def answer(village, phone, page=1, **given):
    return post(phone, f"{village.at}/{page}", f"{village.at}/{page}", **given)


def test_the_first_page_asks_for_the_slip_and_says_what_one_is(strict):
    page = strict.phone().get(strict.at)
    assert page.status_code == 200
    for sentence in (
        "<h1>Peri küla</h1>",
        "Üks sedel on üks vastus",
        "21.12.2026",
        "üksikuid vastuseid ei näidata kellelegi",
    ):
        assert sentence in page.text
    assert f'action="{strict.at}/slip?lang=et"' in page.text
    assert 'type="radio"' not in page.text
    assert "<script" not in page.text


def test_a_slip_leads_to_the_questions_and_begins_one_response(strict):
    phone = strict.phone()
    page = enter(strict, phone, strict.slips[2].lower().replace("-", " "))
    assert (page.status_code, page.url.path) == (200, f"{strict.at}/0")
    assert 'name="role" value="resident"' in page.text
    assert "Kood sobis" in page.text
    answer(strict, phone, leadership="3")
    assert strict.answers() == {"leadership": "3"}
    assert "Kood sobis" not in phone.get(f"{strict.at}/0").text


@pytest.mark.parametrize("page", ["0", "1", "9", "done", "delete"])
def test_without_a_slip_every_page_leads_to_where_it_is_asked_for(strict, page):
    assert strict.phone().get(f"{strict.at}/{page}").url.path == strict.at


@pytest.mark.parametrize("to", [*map(str, range(10)), *ACTIONS, "done", "deleted", "x"])
@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_without_a_slip_nothing_can_be_stored(strict, to, accept):
    phone, at = strict.phone(), strict.at
    fields = hidden(phone.get(at).text) | {"role": "leader", "leadership": "2", "past": "yes", "code": "AAAAA-AAAAA"}
    phone.post(f"{at}/{to}", data=fields, headers={"accept": accept})
    phone.post(f"{at}/{to}", data=fields | {"own": "0" * 32}, headers={"accept": accept})
    assert strict.responses() == ()


def test_an_answer_without_a_slip_is_told_on_the_page_that_asks_for_it(strict):
    phone, at = strict.phone(), strict.at
    token = hidden(phone.get(at).text)
    page = phone.post(f"{at}/1", data=token | {"leadership": "2"})
    assert page.status_code == 403
    assert "Enne vastamist kirjuta siia sedeli kood" in page.text
    assert f'action="{at}/slip?lang=et"' in page.text
    told = phone.post(f"{at}/1", data=token | {"leadership": "2"}, headers={"accept": "application/json"})
    assert (told.status_code, "sedeli kood" in told.json()["message"]) == (403, True)


@pytest.mark.parametrize(
    ("typed", "status", "sentence"),
    [
        ("", 422, "Kirjuta kood lahtrisse"),
        ("AAAAA-AAAA", 422, "kümme tähte ja numbrit"),
        ("AAAAA-AAAA0", 422, "B, G, I, L, O, Q, S, Z, 0, 1, 2, 5, 6, 8"),
        ("AAAAA-AAAAA", 404, "Sellise koodiga sedelit siin ei ole"),
    ],
)
def test_a_code_of_no_slip_is_told_beside_its_field(strict, typed, status, sentence):
    page = enter(strict, strict.phone(), typed)
    assert page.status_code == status
    assert sentence in page.text
    assert 'aria-describedby="slip-text slip-error" aria-invalid="true"' in page.text
    assert strict.responses() == ()


def test_a_used_slip_is_told_and_leads_to_the_own_code(strict):
    enter(strict, strict.phone(), strict.slips[0])
    page = enter(strict, strict.phone(), strict.slips[0])
    assert page.status_code == 409
    assert "See sedel on juba kasutatud. Kui see olid sina, ava oma vastused oma koodiga." in page.text
    assert "Mul on juba oma kood" in page.text
    assert len(strict.responses()) == 1


def test_guesses_are_slowed_down_and_slips_of_typing_are_not(strict):
    phone = strict.phone()
    for _ in range(strict.house.throttle.allowed + 1):
        assert enter(strict, phone, "AAAAA-AAAA0").status_code == 422
    token = hidden(phone.get(strict.at).text)
    for _ in range(strict.house.throttle.allowed):
        assert phone.post(f"{strict.at}/slip", data=token | {"code": "AAAAA-AAAAA"}).status_code == 404
    page = phone.post(f"{strict.at}/slip", data=token | {"code": strict.slips[0]})
    assert page.status_code == 429
    assert strict.responses() == ()


def test_another_person_of_the_family_needs_the_next_slip(strict):
    phone, at = strict.phone(), strict.at
    enter(strict, phone, strict.slips[0])
    answer(strict, phone, leadership="1")
    code = re.search(r'translate="no">([\w-]+)<', post(phone, f"{at}/done", f"{at}/code").text)
    assert code is not None
    assert "Teisel inimesel on vaja oma sedelit" in phone.get(at).text
    page = post(phone, at, f"{at}/another")
    assert page.url.path == at
    assert "Tal on vaja oma sedelit" in page.text
    assert phone.post(f"{at}/1", data=hidden(page.text) | {"leadership": "4"}).status_code == 403
    assert enter(strict, phone, strict.slips[0]).status_code == 409
    assert post(phone, at, f"{at}/mine").url.path == f"{at}/2", "nothing is lost before the next slip"
    post(phone, at, f"{at}/another")
    enter(strict, phone, strict.slips[1])
    answer(strict, phone, leadership="4")
    assert sorted(dict(one.answers)["leadership"] for one in strict.responses()) == ["1", "4"]
    post(phone, at, f"{at}/resume", code=code[1])
    assert 'value="1" checked' in phone.get(f"{at}/1").text


def test_the_own_code_opens_the_answers_on_another_phone_without_a_slip(strict):
    first, at = strict.phone(), strict.at
    enter(strict, first, strict.slips[0])
    answer(strict, first, leadership="3")
    code = re.search(r'translate="no">([\w-]+)<', post(first, f"{at}/done", f"{at}/code").text)
    assert code is not None
    second = strict.phone()
    assert post(second, at, f"{at}/resume", code=code[1]).url.path == f"{at}/2"
    answer(strict, second, 2, participation="2")
    assert strict.answers() == {"leadership": "3", "participation": "2"}


def test_two_clicks_on_the_same_slip_begin_one_response(strict):
    device = Device(seat="s" * 32, round_seat="r" * 32, own="", is_secure=False)
    at_once = [arrive(strict.house, words("et"), device, strict.opened.code) for _ in range(2)]
    assert len({visit.begun("", strict.slips[0]).found.id for visit in at_once}) == 1
    assert len(strict.responses()) == 1


def test_a_slip_is_not_spent_where_one_waits_for_its_first_answer(strict):
    phone = strict.phone()
    token = hidden(phone.get(strict.at).text)
    for slip in strict.slips[:2]:
        page = phone.post(f"{strict.at}/slip", data=token | {"code": slip})
        assert page.url.path == f"{strict.at}/0"
    assert len(strict.responses()) == 1
    assert enter(strict, strict.phone(), strict.slips[1]).url.path == f"{strict.at}/0"


def test_an_old_page_for_slips_asks_whose_answers_there_are(strict):
    phone, at = strict.phone(), strict.at
    token = hidden(phone.get(at).text)
    enter(strict, phone, strict.slips[0])
    answer(strict, phone, leadership="3")
    page = phone.post(f"{at}/slip", data=token | {"code": strict.slips[1]})
    assert page.url.path == at
    assert "Selles seadmes on juba vastuseid" in page.text
    assert len(strict.responses()) == 1


def test_a_slip_stays_used_when_its_answers_are_deleted(strict):
    phone, at = strict.phone(), strict.at
    enter(strict, phone, strict.slips[0])
    answer(strict, phone, leadership="3")
    assert "Sedel jääb kasutatuks" in phone.get(f"{at}/delete").text
    post(phone, f"{at}/delete", f"{at}/delete")
    assert strict.responses() == ()
    assert enter(strict, phone, strict.slips[0]).status_code == 409


def test_a_slip_opens_nothing_after_the_last_day(strict):
    phone = strict.phone()
    token = hidden(phone.get(strict.at).text)
    strict.clock.day += timedelta(days=28)
    assert phone.post(f"{strict.at}/slip", data=token | {"code": strict.slips[0]}).status_code == 410
    assert strict.responses() == ()


def test_a_slip_is_not_asked_for_where_everybody_may_answer(village):
    page = post(village.phone(), village.at, f"{village.at}/slip", code="AAAAA-AAAAA")
    assert (page.status_code, page.url.path) == (200, village.at)
    assert 'name="role"' in page.text
