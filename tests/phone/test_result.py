"""The result of a round at /r/CODE, from the first answer on until long after its end."""

import re
from datetime import timedelta
from urllib.parse import unquote

import pytest

from assessment.core.suppression import FEW, Suppressed
from assessment.journeys import round_result
from tests.phone.conftest import post

SHEETS = {
    "notice.pdf": ("application/pdf", b"%PDF-"),
    "report.pdf": ("application/pdf", b"%PDF-"),
    "picture.png": ("image/png", b"\x89PNG"),
    "picture.svg": ("image/svg+xml", b"<svg"),
}


def answered(village, number, level="2", **more):
    """So many responses, whose levels differ a little."""
    for n in range(number):
        given = dict.fromkeys(village.house.questionnaire.domain_ids, level) | {"role": "resident"} | more
        given["trust"] = "13"[n % 2]
        village.store.start(f"{n:032x}", None, village.questionnaire, village.clock.day, village.round_id, given=given)
    return village


def closed(village, number, **more):
    answered(village, number, **more)
    village.clock.day += timedelta(days=28)
    return village


def test_an_open_round_shows_how_far_it_is_and_the_way_to_answer(village):
    page = answered(village, 7).phone().get(village.results)
    assert page.status_code == 200
    for sentence in ("<h1>Peri küla</h1>", "Vastamine kestab", "21.12.2026", "Vastuseid on praegu vähemalt 5."):
        assert sentence in page.text
    assert f'href="{village.at}?lang=et"' in page.text
    assert "kogukond</h2>" not in page.text
    assert village.store.snapshot(village.round_id) is None


@pytest.mark.parametrize(
    ("number", "sentence"),
    [(0, "Vastuseid veel ei ole."), (1, "alla 5"), (4, "alla 5"), (5, "vähemalt 5"), (9, "vähemalt 5"), (12, "10")],
)
def test_how_far_it_is_is_told_in_steps(village, number, sentence):
    shown = re.search('class="far">([^<]*)<', answered(village, number).phone().get(village.results).text)
    assert shown is not None
    assert sentence in shown[1]


def test_a_round_on_paper_says_how_to_answer(founded):
    village = founded(ways=("paper",))
    page = village.phone().get(village.results).text
    assert "Kuidas vastata?" in page
    assert "Siin vastatakse paberil" in village.phone().get(village.at).text


def test_who_looks_after_the_last_day_closes_the_round(village):
    page = closed(village, 12).phone().get(village.results)
    assert page.status_code == 200
    for sentence in ("Kogukonna ühine tulemus", "Kujunev kogukond", "Vastamine lõppes 21.12.2026", "esialgne mudel"):
        assert sentence in page.text
    assert village.store.round(village.round_id).closed_on is not None


def test_the_charts_stand_in_the_page_without_inline_style_or_script(village):
    page = closed(village, 12).phone().get(village.results).text
    assert 'class="kp-chart kp-route"' in page
    assert 'class="kp-chart kp-domains"' in page
    assert " style=" not in page
    assert "<script" not in page
    assert page.count("<h1>") == 1


@pytest.mark.parametrize("number", [0, 1, 4])
def test_fewer_than_five_answers_are_no_empty_page(village, number):
    page = closed(village, number).phone().get(village.results)
    assert page.status_code == 200
    assert ("Arvesse läheb alla 5 vastuse" if number else "Veel teadmata") in page.text
    assert "Kujunev kogukond</h2>" not in page.text
    assert "notice.pdf" in page.text
    assert "picture.png" not in page.text, "there is nothing to draw"
    released = round_result.result(
        village.store,
        village.clock,
        village.house.questionnaire,
        village.house.thresholds,
        village.store.round(village.round_id),
    )
    assert released.phase == Suppressed(FEW)


def test_five_answers_are_an_indicative_result(village):
    page = closed(village, 5).phone().get(village.results).text
    assert "Tulemus on ligikaudne" in page
    assert "Kuidas vastused jagunesid" not in page


def test_what_people_wrote_is_shown_only_when_somebody_allowed_it(village):
    closed(village, 12, strength="Talgud <b>koos</b>")
    assert "Talgud" not in village.phone().get(village.results).text
    for one in village.responses():
        village.store.approve(one.id, "strength", True)
    page = village.phone().get(village.results).text
    assert "Talgud &lt;b&gt;koos&lt;/b&gt;" in page


def test_the_agreed_answer_of_a_meeting_leads_where_there_is_nothing_else(village):
    closed(village, 3)
    given = dict.fromkeys(village.house.questionnaire.domain_ids, "1") | {"present": "14"}
    village.store.start(
        "f" * 32, None, village.questionnaire, village.clock.day, village.round_id, "group", given=given
    )
    page = village.phone().get(village.results).text
    assert "Kokku lepitud vastuse järgi sarnaneb kogukond" in page
    assert "14 inimest" in page
    assert "Siin, kokku lepitud vastuse järgi" in page
    assert "report.pdf" in page


@pytest.mark.parametrize("language", ["et", "en", "ru"])
@pytest.mark.parametrize("name", SHEETS)
def test_the_sheets_are_files_with_a_name(village, name, language):
    phone = closed(village, 12).phone()
    assert (
        f'href="{village.results}/{name}?lang={language}" download'
        in phone.get(f"{village.results}?lang={language}").text
    )
    file = phone.get(f"{village.results}/{name}?lang={language}")
    kind, start = SHEETS[name]
    assert (file.status_code, file.headers["content-type"]) == (200, kind)
    assert file.content.startswith(start)
    assert file.headers["cache-control"] == "no-store"
    named = re.fullmatch(
        r"attachment; filename=\"([!-~]+)\"; filename\*=UTF-8''([!-~]+)", file.headers["content-disposition"]
    )
    assert named is not None
    assert (named[1], unquote(named[2])) == (f"Peri-kula-{name}", f"Peri-küla-{name}")


def test_a_sheet_of_an_open_round_leads_to_its_page(village):
    page = answered(village, 12).phone().get(f"{village.results}/report.pdf?lang=en")
    assert page.url.path == village.results
    assert "Answering is still open" in page.text


def test_a_text_that_is_allowed_later_is_on_the_sheets_too(village):
    phone = closed(village, 12, strength="Talgud").phone()
    before = phone.get(f"{village.results}/report.pdf").content
    assert phone.get(f"{village.results}/report.pdf").content == before
    village.store.approve(village.responses()[0].id, "strength", True)
    assert phone.get(f"{village.results}/report.pdf").content != before


@pytest.mark.parametrize("spelling", [str.lower, lambda code: code.replace("-", ""), lambda code: code + "/"])
def test_a_code_may_be_spelled_in_many_ways(village, spelling):
    page = village.phone().get(f"/r/{spelling(village.opened.code)}?lang=ru")
    assert (page.status_code, page.url.path, page.url.query) == (200, village.results, b"lang=ru")


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("/r/KMPX-4TRA", 404, "Selle koodiga tulemust ei leitud"),
        ("/r/KMP0-4TRA", 404, "Koodis on kirjaviga"),
        ("/r/%3Cscript%3E", 404, "Koodis on kirjaviga"),
        ("/r/KMPX-4TRA/notice.pdf", 404, "Selle koodiga tulemust ei leitud"),
        ("/r", 200, "Ava tulemus koodiga"),
        ("/r/", 200, "Ava tulemus koodiga"),
        ("/r?code=KMPX-4TRA", 404, "Selle koodiga tulemust ei leitud"),
    ],
)
def test_a_code_that_leads_nowhere_is_told(village, path, status, sentence):
    page = village.phone().get(path)
    assert page.status_code == status
    assert sentence in page.text
    assert 'action="/r"' in page.text
    assert "<script>" not in page.text


def test_a_typed_code_leads_to_the_result(village):
    assert village.phone().get(f"/r?code={village.opened.code}").url.path == village.results


def test_too_many_wrong_codes(village):
    phone = village.phone()
    for _ in range(village.house.throttle.allowed):
        assert phone.get("/r/KMPX-4TRA").status_code == 404
    assert phone.get(village.results).status_code == 429
    assert phone.get(village.at).status_code == 429, "tries are counted together"
    assert village.phone().get(village.results).status_code == 200, "others are not locked out"


def test_an_unknown_page_is_told(village):
    page = village.phone().get(f"{village.results}/nope.pdf")
    assert page.status_code == 404
    assert f'href="{village.results}?lang=et"' in page.text


def test_who_reads_a_result_gets_no_cookie(village):
    assert "set-cookie" not in closed(village, 12).phone().get(village.results).headers


def test_nothing_is_posted_there(village):
    assert village.phone().post(village.results, data={"leadership": "2"}).status_code == 405


def test_the_headers_protect_the_page(village):
    phone = closed(village, 12).phone()
    for path in (village.results, f"{village.results}/picture.svg", "/r/KMPX-4TRA", "/r"):
        headers = phone.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-robots-tag"] == "noindex"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"


def test_a_broken_store_is_told_without_its_words(village):
    village.store.broken = "secret path"
    page = village.phone().get(village.results)
    assert page.status_code == 503
    assert "secret path" not in page.text
    village.store.broken = ""


def test_the_answer_pages_lead_to_the_result(village):
    phone, link = village.phone(), f'href="{village.results}?lang=et"'
    post(phone, f"{village.at}/1", f"{village.at}/1", leadership="3")
    assert link in phone.get(f"{village.at}/done").text
    closed(village, 12)
    assert link in phone.get(f"{village.at}/done").text
    assert link in village.phone().get(village.at).text


@pytest.mark.parametrize("language", ["et", "en", "ru"])
def test_the_whole_result_is_light(village, language):
    closed(village, 12, strength="Talgud")
    for one in village.responses():
        village.store.approve(one.id, "strength", True)
    phone, packed = village.phone(), {"accept-encoding": "gzip"}
    page = phone.get(f"{village.results}?lang={language}", headers=packed)
    files = re.findall(r'(?:src|href)="(/phone/[^"]+)"', page.text)
    assert len(files) == 2, "two styles and no script"
    sizes = [int(phone.get(file, headers=packed).headers["content-length"]) for file in files]
    assert int(page.headers["content-length"]) + sum(sizes) < 15_000
