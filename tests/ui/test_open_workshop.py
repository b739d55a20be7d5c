"""A host opens a workshop, without a browser."""

from __future__ import annotations

import re

import pytest

from assessment import addresses
from assessment.core.errors import StoreError
from assessment.journeys import hosting
from assessment.ui.components.workshop import opening
from tests.ui.conftest import session
from tests.ui.test_pages import DOMAINS, choose, click, click_link, html, titles

KEY = re.compile(r"/h/([\w-]{32})")
LAN = "http://192.168.1.5:8501"


@pytest.fixture
def found(monkeypatch):
    """The addresses that this computer has: change the dictionary. All of them answer."""
    known = {LAN: "wlan0"}
    monkeypatch.setattr(addresses, "for_phones", lambda *_: known)
    monkeypatch.setattr(addresses, "is_own", lambda address, _: address.startswith("http://192.168."))
    monkeypatch.setattr(addresses, "answers", lambda _: True)
    return known


@pytest.fixture
def form(app, found):
    return click_link(app, "open-workshop")


def write(app, item, text, language="et"):
    app.text_input(key=f"workshop-{item}-{language}").set_value(text).run()
    assert not app.exception
    return app


def pick(app, item, value, language="et"):
    return choose(app, f"workshop-{item}", value, language)


def tick(app, item, ticked=True, language="et"):
    box = app.checkbox(key=f"workshop-{item}-{language}")
    (box.check if ticked else box.uncheck)().run()
    assert not app.exception
    return app


def opened(app, name="Peri küla"):
    return click(write(app, "settlement", name), "open_workshop")


def the_workshop(house):
    [found] = house.store.workshops()
    return found.workshop


def test_a_name_and_a_click_open_a_workshop_with_the_gentle_choices(form, house):
    opened(form)
    one = the_workshop(house)
    assert (one.kind, one.area.name, one.language, one.domain_ids) == ("community", "Peri küla", "et", tuple(DOMAINS))
    assert (one.is_blind, one.is_free, one.has_roles, one.share) == (True, False, False, "nothing")
    assert [step.kind for step in one.steps][-2:] == ["ideas", "summary"]
    assert one.address == LAN
    assert titles(form) == ["Töötuba on avatud"]


def test_everything_that_is_decided_is_kept(form, house):
    pick(form, "room", "open_room")
    pick(form, "language", "en")
    tick(form, f"domain-{DOMAINS[0]}", False)
    click(form, f"domain-down-{DOMAINS[1]}")
    tick(form, "story-peri")
    tick(form, "ideas", False)
    tick(form, "blind", False)
    tick(form, "roles")
    pick(form, "tempo", "free")
    click(form, "open_workshop")
    one = the_workshop(house)
    assert (one.kind, one.area, one.language) == ("open_room", None, "en")
    assert one.domain_ids == (DOMAINS[2], DOMAINS[1], *DOMAINS[3:])
    assert [step.key for step in one.steps if step.kind in ("story", "ideas")] == ["story:peri"]
    assert (one.is_blind, one.is_free, one.has_roles) == (False, True, True)


def test_what_a_municipality_is_shown_is_asked_only_of_one_community(form, house):
    pick(form, "share", "released")
    pick(form, "room", "open_room")
    assert not [radio for radio in form.radio if radio.key == "workshop-share-et"]
    opened(pick(form, "room", "community"))
    assert the_workshop(house).share == "released"


def test_a_domain_that_is_moved_is_told_with_its_place(form):
    click(form, f"domain-up-{DOMAINS[2]}")
    assert "Suhted ja usaldus: koht nimekirjas on nüüd 2. Järjekord: 1. Eestvedamine" in html(form)
    assert form.button(key=f"domain-up-{DOMAINS[0]}").disabled
    assert form.button(key=f"domain-down-{DOMAINS[7]}").disabled


def test_it_is_said_at_once_when_the_domains_cannot_give_a_phase(form):
    assert "arengufaas ei selgu" not in html(form)
    tick(form, f"domain-{DOMAINS[0]}", False)
    assert "Puudu on põhiteema: Eestvedamine ja järelkasv" in html(form)
    for domain in DOMAINS[3:6]:
        tick(form, f"domain-{domain}", False)
    assert "Faasi jaoks on vaja vähemalt 6 teemat 8-st." in html(form)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda form: write(form, "settlement", "  "), "Paiga nimi: lahter on tühi."),
        (lambda form: [tick(form, f"domain-{one}", False) for one in DOMAINS], "Teemad: ükski ei ole valitud."),
        (lambda form: write(pick(form, "address", "other"), "typed", "localhost:8501"), "localhost ei sobi"),
        (lambda form: pick(form, "address", "other"), "Aadress: see ei ole aadress"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_lost(form, house, change, told):
    write(form, "settlement", "Peri küla")
    tick(form, "roles")
    change(form)
    click(form, "open_workshop")
    assert house.store.workshops() == ()
    assert told in form.error[0].value
    assert told in html(form)
    assert form.checkbox(key="workshop-roles-et").value


def test_an_address_may_be_typed_without_its_beginning(form, house):
    write(pick(form, "address", "other"), "typed", "laptop.local:8501/")
    assert "Seda aadressi ei saa siit kontrollida." in html(form)
    opened(form)
    assert the_workshop(house).address == "http://laptop.local:8501"


def test_an_address_that_does_not_answer_is_told_with_what_to_do(app, found, monkeypatch):
    monkeypatch.setattr(addresses, "answers", lambda _: False)
    found["http://192.168.9.9:8501"] = ""
    form = click_link(app, "open-workshop")
    pick(form, "address", "http://192.168.9.9:8501")
    assert "Sellel aadressil ei vasta praegu midagi: 192.168.9.9." in html(form)


def test_without_an_address_no_code_is_drawn_and_it_is_said_what_to_do(app, found, house):
    found.clear()
    form = click_link(app, "open-workshop")
    assert "Sellel arvutil ei ole aadressi" in html(form)
    assert "kp-qr" not in html(form)
    opened(form)
    assert the_workshop(house).address == ""
    assert "kp-qr" not in html(form)
    assert "Sellel arvutil ei ole aadressi" in html(form)


def test_the_links_lead_to_the_workshop(form, house):
    shown = html(opened(form))
    key, code = KEY.search(shown).group(1), re.search(rf"{LAN}/j/([A-Z]{{5}})<", shown).group(1)
    one = the_workshop(house)
    assert hosting.hosted(house.store, house.codes, house.throttle, "me", key).workshop == one
    assert house.store.workshop_at_code(house.codes.digest(code)).workshop == one
    assert f"projector?key={house.codes.projector_key(one.id)}&amp;lang=et" in shown


def test_the_hosts_link_is_put_away_once_it_is_saved(form):
    key = KEY.search(html(opened(form))).group(1)
    assert f"/h/{key}<" in html(form)
    click(form, "host_link_saved")
    assert f"/h/{key}<" not in html(form)
    assert f'href="h/{key}?lang=et"' in html(form), "the page behind it still opens"
    click(form, "another_workshop")
    assert key not in html(form)


def test_a_reload_does_not_show_the_hosts_link_again(form):
    key = KEY.search(html(opened(form))).group(1)
    assert key not in html(click_link(session(), "open-workshop"))


def test_a_second_click_opens_no_second_workshop(form, house, monkeypatch):
    original = opening.open_workshop
    monkeypatch.setattr(opening, "open_workshop", lambda *args: [original(*args), original(*args)])
    opened(form)
    the_workshop(house)


def test_a_database_that_is_gone_is_told_and_nothing_is_lost(form, house, monkeypatch):
    def broken(*_):
        raise StoreError("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(type(house.store), "open_workshop", broken)
        opened(form)
    assert form.error[0].value.startswith("- Töötuba jäi avamata.")
    click(form, "open_workshop")
    assert the_workshop(house).area.name == "Peri küla"


def test_switching_the_language_keeps_what_was_filled_in(form):
    write(form, "settlement", "Peri küla")
    tick(form, f"domain-{DOMAINS[0]}", False)
    click(form, "language-en")
    assert form.text_input(key="workshop-settlement-en").value == "Peri küla"
    assert not form.checkbox(key=f"workshop-domain-{DOMAINS[0]}-en").value
