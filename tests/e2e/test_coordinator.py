"""The coordinator's pages in a real browser: by keyboard alone, without scripts, and for everybody."""

import re
import sys
import time
from dataclasses import dataclass
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from assessment.authoring.questionnaires import load_released
from assessment.bootstrap import MAIN_QUESTIONNAIRE, EstonianClock
from assessment.codes import RandomCodes
from assessment.core.area import Area
from assessment.core.suppression import Thresholds
from assessment.journeys import coordination, opening, round_result
from assessment.journeys import round as journey
from assessment.settings import ROOT
from assessment.storage.opening import open_store
from tests.e2e.server import running_app
from tests.e2e.test_access import LEVELS, WITHOUT_RING
from tests.e2e.test_phone import TARGETS

KEY = "a key that only these tests know, 40 signs"
CLOCK, CODES = EstonianClock(), RandomCodes(KEY.encode())
A_KEY, A_LOOK = 0.3, 0.7  # seconds: of pressing a key, and of looking at the paper for the next cross


@dataclass
class Desk:
    """A running app with an open round, at the coordinator's pages."""

    url: str
    store: object
    questionnaire: object
    opened: object
    log: object

    def at(self, page="", language="et"):
        return f"{self.url}{'/' if page else ''}{page}?lang={language}"

    def answered(self, number, **more):
        for n in range(number):
            one = journey.begin(self.store, CLOCK, CODES, CODES.identifier(), self.opened.round)
            given = dict.fromkeys(self.questionnaire.domain_ids, "2") | {
                item: text.format(n=n) for item, text in more.items()
            }
            journey.answer(self.store, CLOCK, self.questionnaire, self.opened.round, one.id, given)

    def close(self):
        round_result.close(self.store, CLOCK, self.questionnaire, Thresholds(), self.opened.round)

    def sheets(self):
        return coordination.sheets(self.store, CLOCK, self.opened.round)

    @property
    def round(self):
        return self.store.round(self.opened.round.id)


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    folder = tmp_path_factory.mktemp("coordinator")
    with running_app(folder, SECRET_KEY=KEY) as address:
        store = open_store(f"sqlite:///{folder}/app.db")
        yield address, store, folder / "server.log"
        store.close()


@pytest.fixture
def desk(house):
    address, store, log = house
    q = load_released(ROOT / "questionnaires").questionnaires[MAIN_QUESTIONNAIRE]
    plan = opening.Plan(Area("Vastseliina-Kirikumäe küla", "Võru vald"), may_answer="Kõik, kes siin elavad.")
    opened = opening.open_round(store, CLOCK, CODES, q, plan)
    return Desk(f"{address}/c/{opened.key}", store, q, opened, log)


def press(page, *keys):
    """Press keys one after the other, as fast as a person who reads them off a sheet."""
    for key in keys:
        time.sleep(A_KEY)
        page.keyboard.press(key)


@pytest.mark.parametrize("script", [True, False])
def test_sheets_are_keyed_in_by_keyboard_alone_in_less_than_half_a_minute(visitor, desk, script, capsys):
    page = visitor(1280, java_script_enabled=script)
    page.goto(desk.at("paper"))
    expect(page.locator("[name=role]")).to_be_focused()
    levels = ["3", "2", "9", "0", "4", "1", "2", "e"]
    seconds = []
    for number in range(1, 4):
        begun = time.monotonic()
        for digit in ["1", *levels]:
            time.sleep(A_LOOK)
            press(page, digit, *([] if script else ["Tab"]))
        press(page, "Enter")
        expect(page.get_by_role("status").first).to_have_text(f"Ankeet {number} on salvestatud.")
        expect(page.locator("[name=role]")).to_be_focused()
        seconds.append(time.monotonic() - begun)
    with capsys.disabled():
        taken = ", ".join(f"{one:.1f} s" for one in seconds)
        sys.stdout.write(f"\nA sheet was keyed in, {'with' if script else 'without'} script, in {taken}\n")
    assert max(seconds) < 30
    kept = [[sheet.answers[domain] for domain in desk.questionnaire.domain_ids] for sheet in desk.sheets()]
    assert kept == [["3", "2", "dk", "0", "4", "1", "2", "dk"]] * 3
    assert [sheet.number for sheet in desk.sheets()] == ["1", "2", "3"]


def test_a_wrong_digit_stays_and_the_way_back_is_the_backspace_key(visitor, desk):
    page = visitor(1280)
    page.goto(desk.at("paper"))
    expect(page.locator("[name=role]")).to_be_focused()
    page.keyboard.press("1")
    page.keyboard.press("7")
    expect(page.locator("[name=leadership]")).to_be_focused()
    expect(page.locator("[name=leadership]")).to_have_attribute("aria-invalid", "true")
    page.keyboard.press("3")
    expect(page.locator("[name=leadership]")).to_have_value("3")
    expect(page.locator("[name=participation]")).to_be_focused()
    page.keyboard.press("Backspace")
    expect(page.locator("[name=leadership]")).to_be_focused()
    page.keyboard.press("4")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_have_text("Ankeet 1 on salvestatud.")
    assert desk.sheets()[0].answers["leadership"] == "4"


def test_a_text_is_copied_by_a_button_that_only_the_script_shows(visitor, desk):
    page = visitor(390, permissions=["clipboard-read", "clipboard-write"])
    page.goto(desk.at())
    page.locator("[data-copy=invite]").click()
    expect(page.locator("[data-copy=invite] + [role=status]")).to_have_text("Kopeeritud")
    assert desk.opened.code in page.evaluate("navigator.clipboard.readText()")
    still = visitor(390, java_script_enabled=False)
    still.goto(desk.at())
    expect(still.locator("[data-copy=invite]")).to_be_hidden()
    expect(still.locator("#invite")).to_have_value(re.compile(desk.opened.code))


def test_the_whole_way_without_a_script(visitor, desk):
    page = visitor(390, java_script_enabled=False)
    errors = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    prints_a_poster(page, desk)
    keys_in_and_checks(page, desk)
    writes_down_what_a_meeting_agreed(page, desk)
    closes_and_opens_again(page, desk)
    closes_and_reads_texts(page, desk)
    opens_the_next_round(page, desk)
    deletes_everything(page, desk)
    assert errors == []


def prints_a_poster(page, desk):
    page.goto(desk.at())
    expect(page.locator("[aria-current=step]")).to_contain_text("veel mitte ühtegi")
    with page.expect_download() as poster:
        page.get_by_role("link", name="Plakat (PDF)").click()
    assert poster.value.suggested_filename == "Vastseliina-Kirikumäe-küla-poster.pdf"


def keys_in_and_checks(page, desk):
    page.get_by_role("link", name="Sisesta ankeete").click()
    for number in (1, 2):
        for domain in desk.questionnaire.domain_ids:
            page.locator(f"[name={domain}]").fill("2")
        page.get_by_role("button", name="Salvesta ankeet").click()
        expect(page.get_by_text(f"Ankeet {number} on salvestatud.")).to_be_visible()
    page.get_by_role("link", name="Kontrolli ankeeti 1").click()
    for domain in desk.questionnaire.domain_ids:
        page.locator(f"[name={domain}]").fill("3" if domain == "trust" else "2")
    page.get_by_role("button", name="Võrdle").click()
    page.get_by_role("radio", name="Teine kord").check()
    page.get_by_role("button", name="Salvesta valitud").click()
    expect(page.get_by_text("Ankeet 1 on üle kontrollitud ja salvestatud.")).to_be_visible()
    page.get_by_role("link", name="Kustuta ankeet 2").click()
    page.get_by_role("button", name="Jah, kustuta").click()
    expect(page.get_by_text("Ankeet 2 on kustutatud.")).to_be_visible()
    assert [sheet.answers["trust"] for sheet in desk.sheets()] == ["3"]


def writes_down_what_a_meeting_agreed(page, desk):
    page.goto(desk.at())
    page.get_by_role("link", name="Pane kokku lepitud vastus kirja").click()
    page.locator("[name=present]").fill("12")
    page.locator("[name=trust][value='3']").check()
    page.get_by_role("button", name="Salvesta kokku lepitud vastus").click()
    expect(page.get_by_text("Kokku lepitud vastus on salvestatud.")).to_be_visible()


def closes_and_opens_again(page, desk):
    page.goto(desk.at())
    page.get_by_role("link", name="Muuda viimast päeva või lõpeta voor").click()
    page.get_by_role("link", name="Lõpeta voor …").click()
    page.get_by_role("button", name="Lõpeta ikkagi …").click()
    page.get_by_role("button", name="Jah, lõpeta ilma tulemuseta").click()
    expect(page.get_by_text("Vastuseid tuli vähem kui 5.")).to_be_visible()
    page.get_by_role("link", name="Ava voor uuesti ja anna aega juurde").click()
    later = CLOCK.today() + timedelta(days=40)
    page.locator("[name=day]").fill(later.isoformat())
    page.get_by_role("button", name="Ava voor").click()
    expect(page.get_by_text("Viimane vastamise päev on salvestatud.")).to_be_visible()
    assert desk.round.closes_on == later


def closes_and_reads_texts(page, desk):
    desk.answered(9, strength="Talgud {n}")
    page.goto(desk.at("close/now"))
    page.get_by_role("button", name="Jah, lõpeta voor").click()
    expect(page.get_by_role("link", name="Vaata tulemust")).to_be_visible()
    page.get_by_role("link", name="Loe tekstid läbi").click()
    page.get_by_role("radio", name="Näita", exact=True).first.check()
    page.get_by_role("button", name="Salvesta otsused").click()
    expect(page.get_by_text("Otsused on salvestatud.")).to_be_visible()
    assert sum(len(one.approved) for one in desk.store.responses(desk.opened.round.id)) == 1


def opens_the_next_round(page, desk):
    page.goto(desk.at())
    page.get_by_role("button", name="Ava järgmine voor").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Järgmine voor on avatud")
    private = page.locator("#private").input_value()
    page.get_by_role("link", name="Mine uue vooru lehele").click()
    expect(page.locator("[aria-current=step]")).to_contain_text("veel mitte ühtegi")
    assert page.url.split("?")[0].endswith(private.split("/c/")[1])


def deletes_everything(page, desk):
    page.goto(desk.at())
    page.get_by_role("link", name="Kustuta voor …").click()
    page.get_by_role("button", name="Kustuta voor …").click()
    page.get_by_role("button", name="Jah, kustuta lõplikult").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Voor on kustutatud")
    assert desk.store.responses(desk.opened.round.id) == ()


@dataclass
class Look:
    """Walks through pages, and writes down what axe, a ruler and a finger find wrong with each."""

    page: object
    desk: Desk
    language: str
    found: dict

    def at(self, name):
        broken = Axe().run(self.page, options=LEVELS).response["violations"]
        faults = [f"{rule['id']}: {node['html'][:160]}" for rule in broken for node in rule["nodes"]]
        faults += [f"small: {target}" for target in self.page.evaluate(TARGETS)]
        if self.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            faults.append("wider than the screen")
        self.found[name] = faults

    def go(self, *paths):
        for path in paths:
            self.page.goto(self.desk.at(path, self.language))
            for summary in self.page.locator("summary").all():
                summary.click()
            self.at(path)

    def send(self, name, then=".told", **fields):
        for field, value in fields.items():
            self.page.locator(f"[name={field}]").fill(value)
        self.page.locator("main form button:not([type=button])").first.click()
        self.page.locator(then).first.wait_for()
        self.at(name)


@pytest.mark.parametrize(
    ("width", "language", "scheme"),
    [(320, "ru", "light"), (390, "et", "dark"), (640, "ru", "dark"), (1280, "en", "light")],
)
def test_every_page_can_be_used_by_everybody(visitor, desk, width, language, scheme):
    look = Look(visitor(width, color_scheme=scheme), desk, language, {})
    while_few_have_answered(look)
    desk.answered(11, strength="Küsi Marilt {n}", next="Kohvik {n}")
    look.go("", "group/remove", "close", "close/now", "delete", "nope")
    look.go("close")
    look.send("day, mistake", ".error", day="2020-01-01")
    desk.close()
    look.go("", "texts", "paper")
    look.page.goto(desk.at("", language))
    look.send("next", "#private")
    look.page.goto(desk.at("delete", language))
    look.send("delete, again", "[name=sure]")
    look.send("deleted", "h1:not(:has(~ form))")
    look.go("")
    assert len(look.found) > 20
    assert not any(look.found.values()), {name: faults for name, faults in look.found.items() if faults}


def while_few_have_answered(look):
    look.go("close/now")
    look.send("few, again", "[name=sure]")
    look.go("paper")
    look.send("mistakes", ".error", trust="7", past="7")
    look.send("saved", ".sheets", trust="3", past="1")
    sheet = look.desk.sheets()[0].id
    look.go(f"paper/{sheet}", f"paper/{sheet}/remove", f"paper/{sheet}/again")
    look.send("differences", "[type=radio]", trust="1")
    look.go("group")
    look.send("group, mistakes", ".error")
    look.page.locator("[name=trust][value='2']").check()
    look.send("group, saved", present="9")


@pytest.mark.parametrize("path", ["", "paper", "group", "close"])
def test_the_focus_is_seen(visitor, desk, path):
    page = visitor(1280)
    page.goto(desk.at(path))
    without = []
    for _ in range(30):
        page.keyboard.press("Tab")
        without.append(page.evaluate(WITHOUT_RING))
    assert not any(without)


def test_the_private_link_is_in_no_log(visitor, desk):
    page = visitor()
    for path in ("", "paper", "nope"):
        page.goto(desk.at(path))
    page.goto(desk.at().replace("/c/", "/c/x"))
    assert desk.log.exists()
    assert desk.opened.key not in desk.log.read_text(encoding="utf-8", errors="replace")


def test_the_middleware_of_the_streamlit_pages_leaves_these_alone(visitor, desk):
    answer = visitor().request.get(desk.at())
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    cookies = [header["value"] for header in answer.headers_array if header["name"].lower() == "set-cookie"]
    assert [cookie.partition("=")[0] for cookie in cookies] == ["seat"]
