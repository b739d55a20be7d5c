"""The phone pages as a browser without a script uses them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from assessment.core.questionnaire import DONT_KNOW
from assessment.i18n.texts import words
from assessment.journeys import resume
from assessment.phone.device import Device
from assessment.phone.visit import arrive
from tests.phone.conftest import hidden, post

LEVELS = ["2", "2", "3", "2", "1", "3", "2", DONT_KNOW]


def walk(village, phone, levels=LEVELS):
    """Answer everything; the last page that is shown."""
    at, q = village.at, village.house.questionnaire
    page = post(phone, at, f"{at}/0", role="leader")
    for number, (domain, level) in enumerate(zip(q.domain_ids, levels, strict=True), 1):
        assert page.url.path == f"{at}/{number}"
        given = {domain: level, f"{domain}_trend": "same", f"{domain}_reason": f"Sest {number}"}
        page = phone.post(f"{at}/{number}", data=hidden(page.text) | given)
    assert page.url.path == f"{at}/9"
    given = {"past": "yes", "why_none": "other", "strength": "Talgud", "next": "Kohvik"}
    return phone.post(f"{at}/9", data=hidden(page.text) | given)


def test_a_walk_through_all_pages_stores_every_item(village):
    q = village.house.questionnaire
    page = walk(village, village.phone())
    assert (page.status_code, page.url.path) == (200, f"{village.at}/done")
    wanted = {"role": "leader", "past": "yes", "why_none": "other", "strength": "Talgud", "next": "Kohvik"}
    for number, (domain, level) in enumerate(zip(q.domain_ids, LEVELS, strict=True), 1):
        wanted |= {domain: level, f"{domain}_trend": "same", f"{domain}_reason": f"Sest {number}"}
    assert village.answers() == wanted
    (response,) = village.responses()
    assert (response.round_id, response.mode) == (village.opened.round.id, "online")


def test_the_result_is_told_in_words_and_as_a_picture(village):
    page = walk(village, village.phone()).text
    for sentence in ("Kujunev kogukond", "See on ühe inimese vaade", "Millele toetuda", "21.12.2026"):
        assert sentence in page
    assert re.search(r'<svg[^>]*role="img"[^>]*>\s*<title id="path-title">[^<]+</title><desc', page)


def test_the_first_page_tells_the_place_and_the_terms(village):
    page = village.phone().get(village.at)
    assert page.status_code == 200
    for sentence in (
        "<h1>Peri küla</h1>",
        "Põlva vald",
        "2026 sügis",
        "21.12.2026",
        "üksikuid vastuseid ei näidata kellelegi",
    ):
        assert sentence in page.text
    assert "Kõik, kes siin &lt;elavad&gt;." in page.text
    assert "esialgne mudel" in page.text
    assert 'name="role" value="resident"' in page.text
    assert village.responses() == ()


def test_questions_are_fieldsets_in_the_questionnaire_s_order_without_numbers(village):
    page = village.phone().get(f"{village.at}/1").text
    assert len(re.findall("<fieldset", page)) == len(re.findall("<legend>", page)) == 2
    assert "<legend>Kes meil asju käima lükkab?</legend>" in page
    assert re.findall(r'name="leadership" value="(\w+)"', page) == ["0", "1", "2", "3", "4", "dk"]
    assert " required" not in page
    assert "onclick" not in page
    assert "style=" not in page


def test_empty_pages_go_on_and_store_nothing(village):
    phone, at = village.phone(), village.at
    page = phone.get(at)
    for number in range(10):
        page = phone.post(
            f"{at}/{number}", data=hidden(page.text) | {"strength": ""} if number == 9 else hidden(page.text)
        )
        assert page.status_code == 200
    assert village.responses() == ()
    assert page.url.path == at, "without an answer there is no result"


def test_back_stores_too(village):
    phone = village.phone()
    page = post(phone, f"{village.at}/3", f"{village.at}/3", trust="4", go="back")
    assert page.url.path == f"{village.at}/2"
    assert village.answers() == {"trust": "4"}


def test_an_empty_text_takes_an_earlier_one_back(village):
    phone, at = village.phone(), village.at
    post(phone, f"{at}/1", f"{at}/1", leadership_reason="Nii", leadership="1")
    assert "Nii</textarea>" in phone.get(f"{at}/1").text
    post(phone, f"{at}/1", f"{at}/1", leadership_reason="")
    assert village.answers() == {"leadership": "1"}


def test_a_script_is_told_that_an_answer_is_stored_and_whose_it_is(village):
    phone, at = village.phone(), village.at
    page = phone.get(f"{at}/1").text
    answer = phone.post(f"{at}/1", data=hidden(page) | {"leadership": "2"}, headers={"accept": "application/json"})
    assert answer.status_code == 200
    assert village.answers() == {"leadership": "2"}
    assert answer.json() == {"own": hidden(phone.get(f"{at}/1").text)["own"]}
    closed = village.clock.day + timedelta(days=60)
    village.clock.day = closed
    late = phone.post(f"{at}/1", data=hidden(page) | {"leadership": "3"}, headers={"accept": "application/json"})
    assert (late.status_code, list(late.json())) == (410, ["message"])


def test_what_a_phone_kept_of_another_page_is_stored_too(village):
    phone, at = village.phone(), village.at
    post(phone, f"{at}/2", f"{at}/2", leadership="2")
    assert village.answers() == {"leadership": "2"}


def test_two_clicks_at_the_same_moment_begin_one_response(village):
    device = Device(seat="s" * 32, round_seat="r" * 32, own="", is_secure=False)
    at_once = [arrive(village.house, words("et"), device, village.opened.code) for _ in range(2)]
    assert len({visit.begun("").found.id for visit in at_once}) == 1
    assert len(village.responses()) == 1


def test_the_place_is_not_asked_again_and_unknown_items_are_refused(village):
    phone, at = village.phone(), village.at
    post(phone, f"{at}/1", f"{at}/1", settlement="Mujal", leadership="1")
    assert village.answers() == {"leadership": "1"}
    assert post(phone, f"{at}/1", f"{at}/1", leadership="5").status_code == 400
    assert post(phone, f"{at}/1", f"{at}/1", nonsense="1").status_code == 400
    assert village.answers() == {"leadership": "1"}


def test_a_text_that_is_too_long_stays_on_the_page(village):
    phone, at = village.phone(), village.at
    page = post(phone, f"{at}/1", f"{at}/1", leadership="3", leadership_reason="a" * 2001)
    assert page.status_code == 422
    assert 'role="alert"' in page.text
    assert "a" * 2001 in page.text
    assert 'value="3" checked' in page.text
    assert village.responses() == ()


@pytest.mark.parametrize("token", [None, "", "0" * 64])
def test_a_form_without_the_device_s_token_is_refused(village, token):
    phone, at = village.phone(), village.at
    phone.get(at)
    answer = phone.post(f"{at}/1", data={"leadership": "2"} | ({} if token is None else {"csrf": token}))
    assert answer.status_code == 403
    assert village.responses() == ()


def test_another_device_s_token_is_refused(village):
    one, other = village.phone(), village.phone()
    token = hidden(one.get(village.at).text)
    other.get(village.at)
    assert other.post(f"{village.at}/1", data=token | {"leadership": "2"}).status_code == 403


def test_another_device_sees_nothing(village):
    walk(village, village.phone())
    stranger = village.phone()
    assert "checked" not in stranger.get(f"{village.at}/1").text
    assert "Sest 1" not in stranger.get(f"{village.at}/1").text
    assert stranger.get(f"{village.at}/done").url.path == village.at


def test_answers_outlive_the_browser_and_ask_whose_they_are(village):
    phone, at = village.phone(), village.at
    post(phone, at, f"{at}/0", role="resident")
    post(phone, f"{at}/1", f"{at}/1", leadership="3")
    for name in ("seat", "round_own"):  # what ends with the browser
        phone.cookies.delete(name)
    assert phone.get(f"{at}/1").url.path == at, "nobody sees them before saying whose they are"
    assert "Jätkan oma vastustega" in phone.get(at).text
    page = post(phone, at, f"{at}/mine")
    assert page.url.path == f"{at}/2"
    assert 'value="3" checked' in phone.get(f"{at}/1").text


def test_the_cookie_of_the_round_lasts_until_the_day_after_it(village):
    cookies = village.phone().get(village.at).headers.get_list("set-cookie")
    (kept,) = [cookie for cookie in cookies if cookie.startswith("round_seat=")]
    assert f"Path={village.at};" in kept
    assert f"Max-Age={(27 + 2) * 86400}" in kept
    (seat,) = [cookie for cookie in cookies if cookie.startswith("seat=")]
    assert "Max-Age" not in seat
    assert all("HttpOnly" in cookie and "SameSite=lax" in cookie for cookie in cookies)
    assert not any("Secure" in cookie for cookie in cookies)
    proxied = village.phone().get(village.at, headers={"x-forwarded-proto": "https"}).headers.get_list("set-cookie")
    assert all("Secure" in cookie for cookie in proxied)


def test_a_family_answers_on_one_phone(village):
    phone, at = village.phone(), village.at
    post(phone, f"{at}/1", f"{at}/1", leadership="1")
    code = re.search(r'translate="no">([\w-]+)<', post(phone, f"{at}/done", f"{at}/code").text)
    assert code is not None
    page = post(phone, at, f"{at}/another")
    assert page.url.path == f"{at}/0"
    assert "checked" not in page.text + phone.get(f"{at}/1").text
    assert "Jätkan oma vastustega" in page.text, "the way back, as long as nothing is lost"
    page = post(phone, f"{at}/1", f"{at}/1", leadership_reason="a" * 2001)
    page = phone.post(f"{at}/1", data=hidden(page.text))
    assert post(phone, at, f"{at}/mine").url.path == f"{at}/2", "nothing is lost before the first answer"
    post(phone, at, f"{at}/another")
    post(phone, f"{at}/1", f"{at}/1", leadership="4")
    assert sorted(dict(one.answers)["leadership"] for one in village.responses()) == ["1", "4"]
    assert 'value="4" checked' in phone.get(f"{at}/1").text
    post(phone, at, f"{at}/resume", code=code[1])
    assert 'value="1" checked' in phone.get(f"{at}/1").text


def test_a_page_of_the_person_before_does_not_write_into_the_next_one_s_answers(village):
    phone, at = village.phone(), village.at
    post(phone, f"{at}/1", f"{at}/1", leadership="1")
    old = hidden(phone.get(f"{at}/1").text)
    post(phone, at, f"{at}/another")
    post(phone, f"{at}/1", f"{at}/1", leadership="4")
    assert phone.post(f"{at}/1", data=old | {"leadership": "0"}).status_code == 409
    assert sorted(dict(one.answers)["leadership"] for one in village.responses()) == ["1", "4"]


def test_a_code_opens_the_answers_on_another_device(village):
    first, at = village.phone(), village.at
    walk(village, first)
    code = re.search(r'translate="no">([\w-]+)<', post(first, f"{at}/done", f"{at}/code").text)
    assert code is not None
    second = village.phone()
    page = post(second, at, f"{at}/resume", code=code[1].lower().replace("-", " "))
    assert page.url.path == f"{at}/done"
    assert 'value="leader" checked' in second.get(f"{at}/0").text
    assert first.get(f"{at}/1").status_code == 409, "the first device is told that they are elsewhere"
    assert first.get(at).status_code == 200


def test_wrong_codes_are_told_and_slowed_down(village):
    phone, at = village.phone(), village.at
    assert post(phone, at, f"{at}/resume", code="").status_code == 404
    for _ in range(village.house.throttle.allowed):
        assert post(phone, at, f"{at}/resume", code="KMP-4TR-X7A-9FD").status_code == 404
    assert post(phone, at, f"{at}/resume", code="KMP-4TR-X7A-9FD").status_code == 429
    assert phone.get(at).status_code == 200, "the questions stay open"


def test_a_code_of_a_self_assessment_opens_nothing_here(village):
    store, codes = village.store, village.house.codes
    store.start("own", "s" * 64, village.house.questionnaire.name, village.clock.day)
    code = resume.give_code(store, codes, "own")
    assert post(village.phone(), village.at, f"{village.at}/resume", code=code).status_code == 404


def test_answers_are_deleted_after_asking_once_more(village):
    phone, at = village.phone(), village.at
    walk(village, phone)
    assert "Neid ei saa tagasi" in phone.get(f"{at}/delete").text
    assert len(village.responses()) == 1
    page = post(phone, f"{at}/delete", f"{at}/delete")
    assert page.url.path == f"{at}/deleted"
    assert "Sinu vastused on kustutatud." in page.text
    assert village.responses() == ()
    assert "checked" not in phone.get(f"{at}/1").text


def test_a_closed_round_says_so_and_keeps_one_s_own_result(village):
    phone, at = village.phone(), village.at
    walk(village, phone)
    token = hidden(phone.get(f"{at}/1").text)
    village.clock.day += timedelta(days=28)
    page = phone.get(at)
    assert page.status_code == 410
    assert "21.12.2026" in page.text
    assert phone.post(f"{at}/1", data=token | {"leadership": "0"}).status_code == 410
    assert village.answers()["leadership"] == "2"
    assert "Kujunev kogukond" in post(phone, at, f"{at}/mine").text
    assert village.phone().get(f"{at}/3").status_code == 410


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("/a/KMPX-4TRA", 404, "Selle koodiga küsimusi ei leitud"),
        ("/a/KMP0-4TRA", 404, "Koodis on kirjaviga"),
        ("/a/KMPX", 404, "Koodis on kirjaviga"),
        ("/a/%3Cscript%3E", 404, "Koodis on kirjaviga"),
        ("/a", 200, "Kood kutselt"),
        ("/a/", 200, "Kood kutselt"),
        ("/a?code=KMPX-4TRA", 404, "Selle koodiga küsimusi ei leitud"),
    ],
)
def test_a_code_that_leads_nowhere_is_told(village, path, status, sentence):
    page = village.phone().get(path)
    assert page.status_code == status
    assert sentence in page.text
    assert 'name="code"' in page.text
    assert "<script>" not in page.text


@pytest.mark.parametrize("page", ["10", "x", "1/2", "-1", "done/x", "01"])
def test_an_unknown_page_is_told(village, page):
    answer = village.phone().get(f"{village.at}/{page}")
    assert answer.status_code == 404
    assert "Sellist lehte ei ole" in answer.text
    assert f'href="{village.at}?lang=et"' in answer.text


def test_too_many_wrong_share_codes(village):
    phone = village.phone()
    for _ in range(village.house.throttle.allowed):
        assert phone.get("/a/KMPX-4TRA").status_code == 404
    assert phone.get("/a/KMPX-4TRA").status_code == 429
    assert village.phone().get(village.at).status_code == 200, "others are not locked out"


@pytest.mark.parametrize("spelling", [str.lower, lambda code: code.replace("-", ""), lambda code: code + "/"])
def test_a_code_may_be_spelled_in_many_ways(village, spelling):
    page = village.phone().get(f"/a/{spelling(village.opened.code)}?lang=ru")
    assert (page.status_code, page.url.path, page.url.query) == (200, village.at, b"lang=ru")


def test_the_headers_protect_every_page(village):
    phone, at = village.phone(), village.at
    walk(village, phone)
    for path in (at, f"{at}/1", f"{at}/done", f"{at}/delete", f"{at}/77", "/a/KMPX-4TRA", "/a"):
        headers = phone.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-robots-tag"] == "noindex"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"


def test_a_large_body_is_not_read(village):
    phone = village.phone()
    assert post(phone, village.at, f"{village.at}/1", leadership_reason="a" * 70000).status_code == 413
    assert post(phone, village.at, f"{village.at}/1", **{f"f{n}": "" for n in range(80)}).status_code == 413


def test_what_is_written_is_no_markup(village):
    phone, at = village.phone(), village.at
    post(phone, f"{at}/1", f"{at}/1", leadership_reason="</textarea><script>alert(1)</script>")
    assert "<script>alert" not in phone.get(f"{at}/1").text


def test_a_broken_store_is_told_without_its_words(village, caplog):
    phone, at = village.phone(), village.at
    token = hidden(phone.get(f"{at}/1").text)
    village.store.broken = "secret path"
    for answer in (phone.get(at), phone.post(f"{at}/1", data=token | {"leadership": "2"})):
        assert answer.status_code == 503
        assert "secret path" not in answer.text
    village.store.broken = ""


@pytest.mark.parametrize("language", ["et", "en", "ru"])
def test_the_language_is_kept_on_every_link_and_form(village, language):
    phone, at = village.phone(), village.at
    walk(village, phone)
    for path in (f"{at}", f"{at}/0", f"{at}/1", f"{at}/9", f"{at}/done", f"{at}/delete"):
        page = phone.get(f"{path}?lang={language}").text
        assert f'<html lang="{language}">' in page
        addresses = re.findall(r'(?:href|action|data-next|data-back)="(/a[^"]*)"', page)
        ways = [found for found in addresses if not re.search(r"\?lang=(et|en|ru)$", found) or found.endswith(language)]
        assert all(f"lang={language}" in found for found in ways)
        assert {found[-2:] for found in re.findall(r'href="([^"]*)" lang', page)} == {"et", "en", "ru"}


def test_the_pages_are_light(village):
    phone, at = village.phone(), village.at
    page = phone.get(at, headers={"accept-encoding": "gzip"})
    files = re.findall(r'(?:src|href)="(/phone/[^"]+)"', page.text)
    assert len(files) == 2, "the page, its style, its script"
    sizes = [int(page.headers["content-length"])]
    for file in files:
        found = phone.get(file, headers={"accept-encoding": "gzip"})
        assert found.headers["cache-control"] == "public, max-age=31536000, immutable"
        sizes.append(int(found.headers["content-length"]))
    assert sum(sizes) < 30_000
    for number in (*range(1, 10), "done"):
        one = phone.get(f"{at}/{number}?lang=ru", headers={"accept-encoding": "gzip"})
        assert int(one.headers["content-length"]) < 10_000


def test_an_old_name_of_a_file_is_not_kept(village):
    answer = village.phone().get("/phone/phone.css?v=older")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert village.phone().get("/phone/routes.py").status_code == 404
