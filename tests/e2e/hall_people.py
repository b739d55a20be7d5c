"""Those who are in a hall, with real browsers: somebody who hosts, phones of several kinds, and the wall."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Page, expect

SAVED = re.compile("Salvestatud|Valik on salvestatud")
PATIENCE = 30_000
# The page's sockets, so that a test can cut them.
SOCKETS = """
window.sockets = []
window.WebSocket = class extends WebSocket { constructor(...given) { super(...given); window.sockets.push(this) } }
"""


def patient(page: Page) -> Page:
    """A page that waits long enough on a busy machine."""
    page.set_default_timeout(PATIENCE)
    return page


@dataclass
class Host:
    """Whoever opens the workshop on a laptop and runs it there, or on another device by the host's link."""

    page: Page
    url: str
    code: str = ""
    link: str = ""
    wall_at: str = ""

    def opens(self, place: str = "", stories: tuple[str, ...] = (), free: bool = False) -> Host:
        """Fill in the page as a person does, one community or (without a place) an open room, and open it."""
        page = self.page
        page.goto(f"{self.url}/open-workshop?lang=et")
        if place:
            page.get_by_label("Küla").first.wait_for()
            page.get_by_role("textbox").first.fill(place)
            page.get_by_role("textbox").first.press("Tab")
        else:
            page.get_by_text("koos on inimesed eri paikadest").click()
            page.get_by_text("Ühist kokkulepet ega ühist faasi").wait_for()
        for story in stories:
            page.get_by_text(story, exact=True).click()
        if free:
            page.get_by_text("Igaüks ise: kõigi teemade").click()
        page.get_by_role("button", name="Ava töötuba").click()
        page.get_by_role("heading", level=1, name="Töötuba on avatud").wait_for(timeout=PATIENCE)
        self.code = page.locator(".kp-hall-code").inner_text()
        self.link = page.locator(".kp-address", has_text="/h/").inner_text()
        self.wall_at = page.get_by_role("link", name="Ava saali ekraan").get_attribute("href")
        page.get_by_role("button", name="Link on salvestatud").click()
        page.locator(".kp-address", has_text="/h/").wait_for(state="detached")
        return self

    def comes(self) -> Host:
        """Open the page of the host by the link, which makes this browser the host's."""
        self.page.goto(f"{self.url}/h/{self.link.rpartition('/')[2]}?lang=et")
        self.page.locator(".kp-hall-numbers").wait_for()
        return self

    def moves(self, name: str, state: str = "", name_of_step: str = "") -> None:
        """Press the button of a move, and wait until the page shows where it led."""
        self.button(name).click()
        self.sees(state, name_of_step)

    def sees(self, state: str = "", name_of_step: str = "") -> None:
        """The page says that the workshop is there."""
        said = self.page.locator(".kp-hall-step [role=status]")
        if state:
            expect(said).to_contain_text(state, timeout=PATIENCE)
        if name_of_step:
            expect(said).to_contain_text(name_of_step, timeout=PATIENCE)

    def button(self, name: str):
        return self.page.get_by_role("button", name=re.compile(f"^{name}"))

    def hears_of(self, joined: int | None = None, voted: int | None = None) -> None:
        """So many have joined and voted, before anybody clicks."""
        for number, words in ((joined, "on liitunud"), (voted, "on valinud")):
            if number is not None:
                told = self.page.locator(".kp-hall-numbers li", has_text=words)
                expect(told).to_have_text(f"{number} {words}", timeout=PATIENCE)

    def counts_hands(self, level: int, number: int) -> None:
        """Count the hands of those without a phone for one description."""
        self.page.locator("details:has([data-testid=stForm]) summary").click()
        self.page.get_by_label(re.compile(f"^{level} · ")).fill(str(number))
        self.page.get_by_role("button", name="Salvesta käed").click()
        counted = self.page.locator(".kp-hall-numbers li", has_text="kätt loetud")
        expect(counted).to_have_text(f"{number} kätt loetud", timeout=PATIENCE)

    def notes(self, level: int, dissent: str = "") -> None:
        """Note what the room agreed on, and what was said against it."""
        self.page.locator("label").filter(has_text=re.compile(f"^{level} · ")).click()
        here = self.page.locator(".kp-hall-steps [aria-current]")
        expect(here).to_contain_text(f"kokku lepitud: {level}", timeout=PATIENCE)
        if dissent:
            field = self.page.get_by_label("Mis jäi lahtiseks või millega mõni ei nõustunud")
            field.fill(dissent)
            field.blur()

    def allows(self, text: str) -> None:
        """Let everybody see a text of a participant."""
        self.page.locator("[class*='st-key-idea-']", has_text=text).get_by_role(
            "button", name="Näita kõigile"
        ).first.click()

    def ends(self) -> None:
        """End the workshop, once more asked."""
        self.button("Lõpeta töötuba").click()
        self.button("Jah, lõpeta").click()
        self.page.get_by_role("heading", name="Töötuba on lõppenud").wait_for()


@dataclass
class Phone:
    """A phone with one seat. Without a script it looks again by itself whenever it does something."""

    page: Page
    url: str
    has_script: bool = True

    def joins(self, code: str, people: int = 1, consents: bool = True, place: str = "") -> Phone:
        """Type the code, and take a seat: of a person or of a table."""
        page = self.page
        if self.has_script:
            page.add_init_script(SOCKETS)
        page.goto(f"{self.url}/j?lang=et")
        page.locator("#code").fill(code.lower())
        page.locator("form.code button").click()
        if people > 1:
            page.locator("label:has(input[value=table])").click()
            page.locator("#people").fill(str(people))
        elif consents and page.locator("[name=consents]").count():
            page.locator("label:has([name=consents])").click()
        if place:
            page.locator("#settlement").fill(place)
        page.locator("form[action*=join] button").click()
        page.locator("#state").wait_for()
        if self.has_script:
            self.is_connected()
        return self

    def is_connected(self) -> None:
        expect(self.page.locator("main.live")).to_be_attached(timeout=PATIENCE)

    def looks(self) -> None:
        """Without a script one asks where the room is."""
        if not self.has_script:
            self.page.locator("[data-look] a").click()

    def is_at(self, ballot: str) -> None:
        """The phone shows the form of this ballot, such as `domain:trust|1`."""
        self.looks()
        expect(self.page.locator(f"form[data-ballot='{ballot}']")).to_be_attached(timeout=PATIENCE)

    def chooses(self, ballot: str, choice: str) -> None:
        """Choose, and be told that it is stored."""
        self.is_at(ballot)
        form = self.page.locator(f"form[data-ballot='{ballot}']")
        form.locator(f"label:has(input[value='{choice}'])").click()
        if not self.has_script:
            form.locator("[data-save]").click()
        expect(self.page.locator(".status")).to_contain_text(SAVED, timeout=PATIENCE)

    def sees_own(self, choice: str) -> None:
        """After the reveal the own choice is marked in the picture of the room."""
        self.looks()
        expect(self.page.locator("li.own")).to_have_attribute("data-choice", choice, timeout=PATIENCE)

    def writes(self, text: str) -> None:
        self.looks()
        self.page.locator("#idea").fill(text)
        self.page.locator("[data-idea-form] button").click()
        expect(self.page.locator("#own-ideas")).to_contain_text(text)

    def supports(self, text: str) -> None:
        self.is_at("ideas|2")
        self.page.locator("#state label", has_text=text).click()
        if not self.has_script:
            self.page.locator("[data-save]").click()
        expect(self.page.locator(".status")).to_contain_text(SAVED)

    def sleeps(self) -> None:
        """Locked: no network, and the socket is gone. (Chromium leaves open what was open before it went offline.)"""
        self.page.context.set_offline(True)
        self.page.evaluate("for (const one of window.sockets) one.close()")
        expect(self.page.locator("main.live")).not_to_be_attached(timeout=PATIENCE)

    def wakes(self) -> None:
        self.page.context.set_offline(False)
        self.is_connected()

    def heading(self):
        self.looks()
        return self.page.locator("#state h1")
