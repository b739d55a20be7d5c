"""A whole workshop as people hold it: a host on a laptop, a wall, and eight phones, in either kind of room.

One phone has no script, one sleeps while the room moves on, one is a table of five. Two domains are voted on twice.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.hall_people import PATIENCE, Host, Phone, patient

PEOPLE, OLD, ASLEEP, TABLE = 8, 5, 6, 7
AGAIN = (1, 4)
# What each phone chooses at first, and after the talk.
FIRST = ("1", "2", "2", "3", "2", "1", "dk", "2")
THEN = ("2", "2", "2", "3", "2", "2", "3", "2")
AGREED = (2, 2, 1, 2, 3, 2, 1, 2)
IDEAS = ("Pink kiige juurde", "Kohvihommik kord kuus", "Külaplatsi niitmine talgutega")


class Room:
    """Everybody in a hall, each with a browser of their own."""

    def __init__(self, url, visitor, domains, place=""):
        self.visitor, self.domains = visitor, domains
        self.host = Host(patient(visitor(1280)), url).opens(place).comes()
        self.wall = patient(visitor(1920))
        self.wall.goto(f"{url}/{self.host.wall_at}")
        self.wall_says(self.host.code)
        self.phones = []
        for number in range(PEOPLE):
            has_script = number != OLD
            phone = Phone(patient(visitor(java_script_enabled=has_script)), url, has_script)
            home = "" if place else f"Küla {number}"
            self.phones.append(phone.joins(self.host.code, people=5 if number == TABLE else 1, place=home))
        self.host.hears_of(joined=PEOPLE)
        self.wall_says("sh laudu: 1")

    def wall_says(self, words):
        expect(self.wall.locator(".st-key-wall")).to_contain_text(words, timeout=PATIENCE)

    def choose(self, domain, ballot, choices, but=()):
        for number, phone in enumerate(self.phones):
            if number not in but:
                phone.chooses(f"domain:{domain}|{ballot}", choices[number])

    def vote(self, place, but=()):
        """One domain: vote and reveal; at two of them talk, and vote again."""
        domain = self.domains[place]
        self.choose(domain, 1, FIRST, but)
        self.host.hears_of(voted=PEOPLE - len(but))
        self.host.moves("Näita tulemust", "Tulemus on näha")
        self.phones[0].sees_own(FIRST[0])
        self.phones[OLD].sees_own(FIRST[OLD])
        if place in AGAIN:
            self.host.moves("Hääleta uuesti", "2. hääletus")
            self.choose(domain, 2, THEN, but)
            self.host.hears_of(voted=PEOPLE - len(but))
            self.host.moves("Näita tulemust", "Tulemus on näha")
            self.wall_says("Võrreldes eelmise hääletusega")

    def goes_on(self, name_of_step=""):
        self.host.moves("Edasi", name_of_step=name_of_step)


@pytest.fixture
def domains(app_house):
    return app_house.questionnaire.domain_ids


def test_a_village_talks_itself_through_eight_domains(app_url, app_house, visitor, domains):
    room = Room(app_url, visitor, domains, place="Peri küla")
    host, phones = room.host, room.phones
    host.moves("Alusta", "Hääletus käib")
    for place in range(len(domains)):
        if place == 0:
            host.counts_hands(2, 4)
        sleeps = place == 2
        if sleeps:
            phones[ASLEEP].sleeps()
        room.vote(place, but=(ASLEEP,) if sleeps else ())
        host.notes(AGREED[place], "Noored arvasid teisiti." if place == 0 else "")
        if place == 0:
            room.wall_says("sh käsi: 4")
            room.wall_says("Kokku lepiti")
            expect(phones[0].page.locator("#state")).to_contain_text("Noored arvasid teisiti.", timeout=PATIENCE)
        room.goes_on()
        host.sees("Hääletus käib" if place < len(domains) - 1 else "Mõtteid kirjutatakse")
        if sleeps:
            phones[ASLEEP].wakes()
            expect(phones[ASLEEP].page.locator("main .here")).to_have_text(f"Koht {ASLEEP + 1}")

    small_steps(room)
    room.goes_on("Kokkuvõte")
    room.wall_says("Kujunev kogukond")
    room.wall_says("Millele toetuda")
    room.wall_says("Arutame")
    the_end(room, app_house)


def small_steps(room):
    """Everybody may write; what the host allows stands on the wall, and is voted on."""
    host, phones = room.host, room.phones
    for number, text in zip((0, OLD, TABLE), IDEAS, strict=True):
        phones[number].writes(text)
    for text in IDEAS[:2]:
        host.allows(text)
        room.wall_says(text)
    host.moves("Lõpeta kirjutamine", "Kirjutamine on lõppenud")
    expect(phones[0].page.locator("#own-ideas")).to_contain_text("Ekraanil", timeout=PATIENCE)
    host.moves("Hääleta mõtete üle", "Hääletus käib")
    for phone in phones:
        phone.supports(IDEAS[1])
    host.moves("Näita tulemust", "Tulemus on näha")
    room.wall_says(f"Valis: {PEOPLE}")
    expect(room.wall.locator(".st-key-wall")).not_to_contain_text(IDEAS[2])


def the_end(room, app_house):
    """Another host sees the end, everybody finds the own result, and what remains is there."""
    host, phones = room.host, room.phones
    other = Host(patient(room.visitor(390)), host.url, host.code, host.link).comes()
    host.ends()
    room.wall_says("Aitäh!")
    code = host.page.locator(".kp-code").inner_text()
    expect(other.page.locator(".kp-code")).to_have_text(code, timeout=PATIENCE)
    phones[0].page.get_by_role("link", name="Vaata oma tulemust").click()
    expect(phones[0].page.get_by_role("heading", name="Aitäh kaasa mõtlemast!")).to_be_visible()
    expect(phones[0].page.get_by_role("heading", name="Sinu enda valikute tulemus")).to_be_visible()
    expect(phones[OLD].heading()).to_have_text("Aitäh kaasa mõtlemast!")
    expect(phones[OLD].page.locator(".phase h2")).to_contain_text("Ärkav kogukond")
    phones[0].page.get_by_role("link", name="Vaata kogukonna tulemust").click()
    expect(phones[0].page).to_have_url(re.compile(f"/r/{code}"))
    expect(phones[0].page.locator("main")).to_contain_text("Kujunev kogukond")
    records(host.page)
    [kept] = [one for one in app_house.store.rounds() if app_house.codes.share_code(one.id) == code]
    # Seven consented, each with a phone of their own; the table speaks by what the room agreed on.
    assert len(app_house.store.responses(kept.id)) == PEOPLE


def records(page):
    """The record is saved as a table and as a page to print."""
    with page.expect_download() as saving:
        page.locator(".st-key-save_record_csv button").click()
    rows = list(csv.reader(Path(saving.value.path()).read_text(encoding="utf-8-sig").splitlines()))
    assert any("domain:trust" in row for row in rows)
    with page.expect_download() as saving:
        page.locator(".st-key-save_record_pdf button").click()
    assert Path(saving.value.path()).read_bytes().startswith(b"%PDF")


def test_an_open_room_sees_where_its_places_are_and_agrees_on_nothing(app_url, visitor, domains):
    room = Room(app_url, visitor, domains)
    host, phones = room.host, room.phones
    host.moves("Alusta", "Hääletus käib")
    for place in range(len(domains)):
        sleeps = place == 3
        if sleeps:
            phones[ASLEEP].sleeps()
        room.vote(place, but=(ASLEEP,) if sleeps else ())
        room.goes_on()
        host.sees("Hääletus käib" if place < len(domains) - 1 else "Mõtteid kirjutatakse")
        if sleeps:
            phones[ASLEEP].wakes()
    room.goes_on("Kokkuvõte")
    room.wall_says("Igal kodukohal on oma faas. Ühist faasi siin ei ole.")
    host.ends()
    expect(host.page.get_by_text("ei jää ühist kokkulepet ega faasi")).to_be_visible()
    phones[1].page.get_by_role("link", name="Vaata oma tulemust").click()
    expect(phones[1].page.locator("main")).to_contain_text("Küla 1")
    expect(phones[1].page.get_by_role("link", name="Vaata kogukonna tulemust")).to_have_count(0)
