"""The phone pages in a real browser: without scripts, with them, and with the network gone in between."""

import re
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from assessment.authoring.questionnaires import load_released
from assessment.bootstrap import MAIN_QUESTIONNAIRE, EstonianClock
from assessment.codes import RandomCodes
from assessment.core.area import Area
from assessment.core.suppression import Thresholds
from assessment.journeys import opening, round_result
from assessment.journeys import round as journey
from assessment.settings import ROOT
from assessment.storage.opening import open_store
from tests.e2e.server import running_app
from tests.e2e.test_access import LEVELS, WITHOUT_RING
from tests.e2e.weight import listen

KEY = "a key that only these tests know, 40 signs"
CODES = RandomCodes(KEY.encode())
TARGETS = """[...document.querySelectorAll('button, a, label:has(input), textarea, summary, input[name=code]')]
    .filter(e => e.offsetParent && !e.matches('.to-main'))
    .filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML.slice(0, 120))"""


@dataclass
class Village:
    """A running app with an open round."""

    url: str
    store: object
    questionnaire: object
    round_id: str
    new: object

    @property
    def slips(self):
        return journey.slip_codes(CODES, self.new.round)

    @property
    def results(self):
        return self.url.replace("/a/", "/r/")

    def answered(self, number, **more):
        """So many more responses."""
        given = dict.fromkeys(self.questionnaire.domain_ids, "2") | {"role": "resident"} | more
        for _ in range(number):
            start = (CODES.identifier(), None, self.questionnaire.name, self.new.round.opened_on, self.round_id)
            self.store.start(*start, given=given)
        return self

    def closed(self):
        """The round is closed before its day, and every text is allowed."""
        for one in self.store.responses(self.round_id):
            if "strength" in one.answers:
                self.store.approve(one.id, "strength", True)
        clock, found = EstonianClock(), self.store.round(self.round_id)
        round_result.close(self.store, clock, self.questionnaire, Thresholds(), found)
        return self

    def answers(self):
        """Those of all responses of the round."""
        return [dict(one.answers) for one in self.store.responses(self.round_id)]


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    folder = tmp_path_factory.mktemp("phone")
    with running_app(folder, SECRET_KEY=KEY) as address:
        store = open_store(f"sqlite:///{folder}/app.db")
        yield address, store
        store.close()


@pytest.fixture
def founded(house):
    """A function that opens a round with what is decided about it."""
    address, store = house

    def found(**decided):
        q = load_released(ROOT / "questionnaires").questionnaires[MAIN_QUESTIONNAIRE]
        area = Area("Vastseliina-Kirikumäe küla", "Võru vald")
        plan = opening.Plan(area, may_answer="Kõik, kes siin elavad.", **decided)
        opened = opening.open_round(store, EstonianClock(), CODES, q, plan)
        return Village(f"{address}/a/{opened.code}", store, q, opened.round.id, opened)

    return found


@pytest.fixture
def village(founded):
    return founded()


@pytest.fixture
def strict(founded):
    return founded(slips=20)


def walk(page, village, language="et", look=lambda name: None):
    """From the first page to the result, by what a person clicks."""
    page.goto(f"{village.url}?lang={language}")
    look("start")
    page.locator("[name=role][value=resident]").check()
    page.locator("button[value=next]").click()
    for number, domain in enumerate(village.questionnaire.domain_ids, 1):
        page.wait_for_url(f"**/{number}?lang={language}")
        page.locator(f"[name={domain}][value='2']").check()
        page.locator(f"[name={domain}_trend][value=worse]").check()
        page.locator(f"[name={domain}_reason]").fill(f"Põhjus {number}")
        look(str(number))
        page.locator("button[value=next]").click()
    page.wait_for_url(f"**/9?lang={language}")
    page.locator("[name=past][value=no]").check()
    look("9")
    page.locator("button[value=next]").click()
    page.wait_for_url(f"**/done?lang={language}")


def expected(village):
    wanted = {"role": "resident", "past": "no"}
    for number, domain in enumerate(village.questionnaire.domain_ids, 1):
        wanted |= {domain: "2", f"{domain}_trend": "worse", f"{domain}_reason": f"Põhjus {number}"}
    return wanted


@pytest.mark.parametrize("script", [False, True])
@pytest.mark.parametrize("language", ["et", "en", "ru"])
def test_a_neighbour_answers_and_sees_the_own_result(visitor, village, language, script):
    page = visitor(java_script_enabled=script)
    errors = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    walk(page, village, language)
    expect(page.locator(".phase h2")).to_contain_text({"et": "Kujunev", "en": "Forming", "ru": "Складыв"}[language])
    expect(page.locator("svg[role=img]")).to_be_visible()
    (stored,) = village.answers()
    assert {item: value for item, value in stored.items() if value} == expected(village)
    assert errors == []


def test_an_answer_is_stored_the_moment_it_is_made(visitor, village):
    page = visitor()
    page.goto(f"{village.url}/1?lang=et")
    expect(page.get_by_role("status")).to_be_empty()
    page.locator("[name=leadership][value='3']").check()
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^Salvestatud \d\d:\d\d$"))
    assert village.answers() == [{"leadership": "3"}]
    page.locator("textarea").press_sequentially("Ta on tubli")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^Salvestatud \d\d:\d\d$"))
    page.wait_for_timeout(1500)
    assert village.answers() == [{"leadership": "3", "leadership_reason": "Ta on tubli"}]


def test_answers_wait_on_the_phone_while_there_is_no_network(visitor, village):
    page = visitor()
    page.goto(f"{village.url}/1?lang=et")
    page.locator("[name=leadership][value='1']").check()
    expect(page.get_by_role("status")).to_contain_text("Salvestatud")
    page.context.set_offline(True)
    page.locator("[name=leadership][value='4']").check()
    page.locator("[name=leadership_trend][value=same]").check()
    expect(page.get_by_role("status")).to_have_text("Ühendus puudub, vastus on veel ainult selles telefonis")
    page.locator("button[value=next]").click()
    expect(page.get_by_role("status")).to_have_text("Ühendus puudub, vastus on veel ainult selles telefonis")
    assert page.url.endswith("/1?lang=et"), "no page of the browser's own in its place"
    assert village.answers() == [{"leadership": "1"}]
    page.context.set_offline(False)
    expect(page.get_by_role("status")).to_contain_text("Salvestatud", timeout=10_000)
    assert village.answers() == [{"leadership": "4", "leadership_trend": "same"}]
    assert page.evaluate("localStorage.length") == 0
    page.locator("button[value=next]").click()
    page.wait_for_url("**/2?lang=et")


def test_an_answer_outlives_a_dead_battery(visitor, village):
    page = visitor()
    page.goto(f"{village.url}/1?lang=et")
    page.locator("[name=leadership][value='1']").check()
    expect(page.get_by_role("status")).to_contain_text("Salvestatud")
    page.context.set_offline(True)
    page.locator("[name=leadership][value='4']").check()
    expect(page.get_by_role("status")).to_contain_text("Ühendus puudub")
    context = page.context
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(f"{village.url}/1?lang=et")
    expect(again.locator("[name=leadership][value='4']")).to_be_checked()
    expect(again.get_by_role("status")).to_contain_text("Salvestatud")
    assert village.answers() == [{"leadership": "4"}]


def test_a_server_that_fails_is_never_called_saved(visitor, village):
    page = visitor()
    page.goto(f"{village.url}/1?lang=et")
    page.route("**/1?lang=et", lambda route: route.fulfill(status=503, body="{}"))
    page.locator("[name=leadership][value='1']").check()
    expect(page.get_by_role("status")).to_contain_text("Ühendus puudub")
    assert village.answers() == []
    page.unroute("**/1?lang=et")
    expect(page.get_by_role("status")).to_contain_text("Salvestatud", timeout=10_000)
    assert village.answers() == [{"leadership": "1"}]


def test_a_text_that_is_too_long_is_told_and_keeps_the_page(visitor, village):
    page = visitor()
    page.goto(f"{village.url}/1?lang=et")
    page.locator("textarea").fill("a" * 2001)
    page.locator("button[value=next]").click()
    expect(page.get_by_role("status")).to_contain_text("Tekst on liiga pikk")
    assert page.url.endswith("/1?lang=et")
    page.locator("textarea").fill("Lühem")
    page.locator("button[value=next]").click()
    page.wait_for_url("**/2?lang=et")
    assert village.answers() == [{"leadership_reason": "Lühem"}]


def press(page, button):
    """Press a button that sends a form, and wait for the page that answers."""
    with page.expect_navigation():
        button.click()


def faults(page):
    """What keeps somebody from using the page that is open."""
    broken = Axe().run(page, options=LEVELS).response["violations"]
    found = [f"{rule['id']}: {node['html'][:160]}" for rule in broken for node in rule["nodes"]]
    found += [f"small: {target}" for target in page.evaluate(TARGETS)]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append("wider than the screen")
    return found


SOME = pytest.mark.parametrize(
    ("width", "language", "scheme"),
    [(320, "ru", "dark"), (390, "et", "light"), (1280, "en", "dark"), (1280, "ru", "light")],
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "language"), [(320, "ru"), (390, "et"), (390, "ru"), (1280, "en")])
def test_every_page_can_be_used_by_everybody(visitor, village, width, language, scheme):
    page = visitor(width, color_scheme=scheme)
    found = {}

    def look(name):
        found[name] = faults(page)

    walk(page, village, language, look)
    look("done")
    page.locator("form[action*='/code'] button").click()
    page.locator(".big").wait_for()
    look("code")
    for name in ("delete", "nope"):
        page.goto(f"{village.url}/{name}?lang={language}")
        look(name)
    page.goto(f"{village.url}?lang={language}")
    page.locator("summary").click()
    look("gate")
    page.locator("[name=code]").fill("AAA-AAA-AAA-AAA")
    press(page, page.locator(".code button"))
    look("wrong personal code")
    page.goto(f"{village.url.rpartition('/')[0]}/AAAA-AAAA?lang={language}")
    look("wrong code")
    assert not any(found.values()), {name: one for name, one in found.items() if one}


@SOME
def test_the_pages_of_a_strict_round_can_be_used_by_everybody(visitor, strict, width, language, scheme):
    page, found = visitor(width, color_scheme=scheme), {}
    slip, go_on = page.locator("#slip"), page.locator("form[action*='/slip'] button")
    page.goto(f"{strict.url}?lang={language}")
    found["start"] = faults(page)
    for name, code in (("mistyped", "AAAAA"), ("wrong", "AAAAA-AAAAA"), ("taken", strict.slips[0])):
        slip.fill(code)
        press(page, go_on)
        found[name] = faults(page)
    page.wait_for_url(f"**/0?lang={language}")
    page.goto(f"{strict.url}/1?lang={language}")
    page.locator("[name=leadership][value='2']").check()
    page.locator("button[value=next]").click()
    page.wait_for_url(f"**/2?lang={language}")
    page.goto(f"{strict.url}/done?lang={language}")
    press(page, page.locator("form[action*='/another'] button"))
    found["another"] = faults(page)
    slip.fill(strict.slips[0])
    press(page, go_on)
    found["spent"] = faults(page)
    assert not any(found.values()), {name: one for name, one in found.items() if one}


@SOME
def test_the_result_can_be_used_by_everybody(visitor, founded, width, language, scheme):
    page, found = visitor(width, color_scheme=scheme), {}
    villages = {
        "open": founded().answered(7),
        "few": founded().answered(3).closed(),
        "indicative": founded().answered(6).closed(),
        "whole": founded().answered(12, strength="Talgud", past="yes").closed(),
        "paper": founded(ways=("paper",)),
    }
    for name, village in villages.items():
        page.goto(f"{village.results}?lang={language}")
        for summary in page.locator("summary").all():
            summary.click()
        found[name] = faults(page)
        page.goto(f"{village.url}?lang={language}")
        found[f"{name}, to answer"] = faults(page)
    page.goto(f"{villages['whole'].results}/nope?lang={language}")
    found["no page"] = faults(page)
    page.goto(f"{villages['whole'].results[:-9]}AAAA-AAAA?lang={language}")
    found["wrong code"] = faults(page)
    assert not any(found.values()), {name: one for name, one in found.items() if one}


@pytest.mark.parametrize("script", [False, True])
def test_a_family_answers_with_a_slip_each_on_one_phone(visitor, strict, script):
    page = visitor(java_script_enabled=script)
    for number, code in enumerate(strict.slips[:2]):
        page.goto(f"{strict.url}?lang=et")
        if number:
            page.locator("form[action*='/another'] button").click()
        page.locator("#slip").fill(code.lower())
        page.locator("#slip").press("Enter")
        page.wait_for_url("**/0?lang=et")
        page.locator("button[value=next]").click()
        page.wait_for_url("**/1?lang=et")
        page.locator(f"[name=leadership][value='{number + 2}']").check()
        page.locator("button[value=next]").click()
        page.wait_for_url("**/2?lang=et")
    assert sorted(one["leadership"] for one in strict.answers()) == ["2", "3"]


def test_the_whole_result_is_light_and_its_sheets_are_kept_under_their_names(visitor, founded):
    page = visitor()
    village = founded().answered(12, strength="Talgud").closed()
    wire = listen(page)
    page.goto(f"{village.results}?lang=ru")
    page.wait_for_timeout(300)
    assert len(wire.files) == 3, wire.files
    assert wire.total < 15_000
    expect(page.locator(".kp-chart")).to_have_count(2)
    expect(page.get_by_role("heading", level=1)).to_have_text("Общий результат сообщества")
    with page.expect_download() as kept:
        page.locator("a[href*='notice.pdf']").click()
    assert kept.value.suggested_filename == "Vastseliina-Kirikumäe-küla-notice.pdf"


def test_the_first_page_of_a_strict_round_is_light(visitor, strict):
    page = visitor()
    wire = listen(page)
    page.goto(f"{strict.url}?lang=ru")
    page.wait_for_timeout(300)
    assert len(wire.files) == 2, wire.files
    assert wire.total < 10_000
    before = wire.total
    page.locator("#slip").fill(strict.slips[0])
    page.locator("#slip").press("Enter")
    page.wait_for_url("**/0?lang=ru")
    page.wait_for_timeout(300)
    assert wire.total - before < 10_000


def test_the_focus_is_seen_and_the_keyboard_is_enough(visitor, village):
    page = visitor()
    page.goto(f"{village.url}/1?lang=et")
    hidden = []
    for _ in range(12):
        page.keyboard.press("Tab")
        hidden.append(page.evaluate(WITHOUT_RING))
    assert not any(hidden)
    page.locator("[name=leadership]").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[name=leadership][value='2']")).to_be_checked()
    page.locator("button[value=next]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/2?lang=et")
    (stored,) = village.answers()
    assert stored["leadership"] == "2"


def test_the_first_page_is_light_and_asks_for_three_files(visitor, village):
    page = visitor()
    wire = listen(page)
    page.goto(f"{village.url}?lang=ru")
    page.wait_for_timeout(300)
    assert len(wire.files) == 3, wire.files
    assert wire.total < 30_000
    before = wire.total
    page.locator("button[value=next]").click()
    page.wait_for_url("**/1?lang=ru")
    page.wait_for_timeout(300)
    assert wire.total - before < 10_000


@pytest.mark.parametrize("script", [False, True])
def test_the_enter_key_leads_on_and_back_leads_back(visitor, village, script):
    page = visitor(java_script_enabled=script)
    page.goto(f"{village.url}/2?lang=et")
    page.locator("[name=participation][value='1']").check()
    page.locator("[name=participation][value='1']").press("Enter")
    page.wait_for_url("**/3?lang=et")
    page.locator("[name=trust][value='1']").check()
    page.locator("button[value=back]").click()
    page.wait_for_url("**/2?lang=et")
    assert village.answers() == [{"participation": "1", "trust": "1"}]


def test_the_middleware_of_the_streamlit_pages_leaves_these_alone(visitor, village):
    answer = visitor().request.get(village.url)
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert answer.headers["cache-control"] == "no-store"
    cookies = [header["value"] for header in answer.headers_array if header["name"].lower() == "set-cookie"]
    assert sorted(cookie.partition("=")[0] for cookie in cookies) == ["round_seat", "seat"]
    assert "Kogukonnapeegel" in answer.text()


def test_streamlit_s_pages_are_still_there(visitor, village):
    page = visitor(1280)
    page.goto(f"{village.url.rpartition('/a/')[0]}/?lang=et")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kus on sinu kogukond praegu?")
