"""A host moves a workshop and notes what it comes to, without a browser."""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfReader

from assessment import addresses, bootstrap
from assessment.core.area import Area
from assessment.core.ballot import Counts
from assessment.core.errors import StoreError, WrongCodeError
from assessment.core.scene import Agreed
from assessment.core.workshop import OPEN_ROOM, REVEALED, VOTING
from assessment.journeys import hosting, opening, remaining
from assessment.journeys import round as rounds
from assessment.journeys import workshop as journey
from assessment.ui import context
from assessment.ui.components import downloads
from assessment.ui.components.workshop import moderating
from tests.ui.conftest import page
from tests.ui.test_pages import DOMAINS, click, html, titles
from tests.workshops import Hall

LAN = "http://192.168.1.5:8501"


@pytest.fixture(autouse=True)
def networks(monkeypatch):
    monkeypatch.setattr(addresses, "for_phones", lambda *_: {LAN: "wlan0", "http://10.42.0.1:8501": ""})
    monkeypatch.setattr(addresses, "is_own", lambda *_: True)
    monkeypatch.setattr(addresses, "answers", lambda _: True)


@pytest.fixture
def begin(house, device, monkeypatch):
    """Open a workshop that this device hosts."""
    monkeypatch.setattr(context, "host_cookie", lambda: "")

    def opened(**plan):
        hall = Hall(house.store, house.clock, house.codes, house.questionnaire, **plan)
        monkeypatch.setattr(context, "host_cookie", lambda: hall.opened.host_key)
        return hall

    return opened


@pytest.fixture
def hall(begin):
    return begin()


def host(language="et"):
    return page("workshop", language)


def moves(app):
    """The moves that are offered, in the order in which they stand."""
    return [button.key.removeprefix("move-") for button in app.button if button.key and button.key.startswith("move-")]


def test_a_device_that_hosts_nothing_is_told_how_to_get_in(begin):
    app = host()
    assert titles(app) == ["Juhi töötuba"]
    app.text_input(key="workshop_host_typed-et").set_value("http://x/h/no-such-key-that-is-long-enough").run()
    click(app, "host_enter")
    assert "Selle lingiga töötuba ei ole." in html(app)


def test_a_pasted_link_lets_one_in(begin, monkeypatch):
    hall = begin()
    monkeypatch.setattr(context, "host_cookie", lambda: "")
    app = host()
    app.text_input(key="workshop_host_typed-et").set_value(f" {LAN}/h/{hall.opened.host_key}?lang=et ").run()
    click(app, "host_enter")
    assert titles(app) == ["Peri küla"]
    assert hall.opened.code in html(app)


def test_a_key_of_a_workshop_that_is_gone_does_not_lock_out_who_pastes_a_right_one(begin, monkeypatch):
    hall = begin()
    monkeypatch.setattr(context, "host_cookie", lambda: "the-key-of-a-workshop-that-was-deleted")
    app = host()
    for _ in range(10):
        app.run()
    app.text_input(key="workshop_host_typed-et").set_value(hall.opened.host_key).run()
    click(app, "host_enter")
    assert titles(app) == ["Peri küla"]


def test_any_device_with_the_link_sees_the_code_and_where_phones_join(hall):
    shown = html(host())
    assert f">{hall.opened.code}<" in shown
    assert f"{LAN}/j/{hall.opened.code}" in shown
    assert f"projector?key={hall.opened.projector_key}" in shown
    assert "Inimesed liituvad" in shown


def test_only_the_moves_that_are_possible_are_offered(hall):
    app = host()
    assert moves(app) == ["start"]
    click(app, "move-start")
    assert moves(app) == ["reveal", "next", "pause"]
    click(app, "move-reveal")
    assert moves(app) == ["next", "hide", "vote-again", "pause"]
    click(app, "move-pause")
    assert moves(app) == ["resume"]
    click(click(app, "move-resume"), "move-hide")
    assert moves(app) == ["reveal", "vote-again", "next", "pause"]
    click(app, "move-vote-again")
    assert "Hääletus käib · 2. hääletus" in html(app)
    click(app, "move-next")
    assert hall.standing.step.id == DOMAINS[1]
    assert moves(app)[-1] == "back"


def test_each_move_is_announced_by_where_it_leads(hall):
    app = click(host(), "move-start")
    assert 'role="status">Eestvedamine ja järelkasv – Hääletus käib<' in html(app)
    click(app, "move-next")
    assert 'role="status">Osalus ja kaasatus – Hääletus käib<' in html(app)


def test_a_move_decided_by_what_is_not_any_more_is_told_and_not_made(hall):
    app = click(host(), "move-start")
    hall.move("reveal")
    click(app, "move-next")
    assert hall.standing.step.id == DOMAINS[0]
    told = "Keegi teine juhtis vahepeal töötuba. Nüüd: Eestvedamine ja järelkasv. Tulemus on näha."
    assert [warning.value for warning in app.warning] == [told]
    click(app, "move-next")
    assert hall.standing.step.id == DOMAINS[1]
    assert not app.warning


def test_a_database_that_is_gone_is_told(hall, house, monkeypatch):
    def broken(*_):
        raise StoreError("The disk is full.")

    app = host()
    with monkeypatch.context() as patched:
        patched.setattr(type(house.store), "move_workshop", broken)
        click(app, "move-start")
    assert app.warning[0].value.startswith("Alusta: ei õnnestunud.")
    click(app, "move-start")
    assert hall.standing.state == "voting"


def test_how_many_have_joined_and_voted_is_shown_and_nothing_of_the_votes_before_the_reveal(hall):
    hall.join(7)
    hall.move("start")
    hall.vote([3, 3, 3, 3, 3, 1])
    shown = html(host())
    assert "<b>7</b> on liitunud" in shown
    assert "<b>6</b> on valinud" in shown
    assert "kp-ballot" not in shown


def test_the_picture_is_live_where_the_vote_is_not_blind(begin):
    hall = begin(is_blind=False)
    hall.join(6)
    hall.move("start")
    hall.vote([3] * 4)
    assert "kp-ballot" not in html(host())
    hall.vote([3] * 6)
    assert "kp-ballot" in html(host())


def test_hands_are_counted_in_and_marked(hall):
    hall.join(6)
    app = click(host(), "move-start")
    names = ["0", "1", "2", "3", "4", "dk", "abstain"]
    for name, number in zip(names, (0, 0, 2, 4, 0, 1, 0), strict=True):
        app.number_input(key=f"hands-domain:{DOMAINS[0]}-1-et-{name}").set_value(number)
    next(button for button in app.button if button.label == "Salvesta käed").click().run()
    assert hall.scene().hands == Counts((0, 0, 2, 4, 0), 1, 0)
    assert "Käed on salvestatud." in html(app)
    assert "<b>7</b> kätt loetud" in html(app)
    hall.vote([3] * 6)
    assert "sh käsi: 7" in html(click(app, "move-reveal"))


def test_hands_that_come_after_the_reveal_are_told(hall):
    app = click(host(), "move-start")
    app.number_input(key=f"hands-domain:{DOMAINS[0]}-1-et-3").set_value(4)
    hall.move("reveal")
    next(button for button in app.button if button.label == "Salvesta käed").click().run()
    assert hall.scene().hands is None
    assert "See hääletus on juba lõppenud" in html(app)


def agreed(hall):
    return hall.store.agreed(hall.id).get(f"domain:{DOMAINS[0]}")


def test_what_was_agreed_is_kept_at_once_and_nothing_is_before(hall):
    app = click(click(host(), "move-start"), "move-reveal")
    radio = app.radio(key=f"agreed-domain:{DOMAINS[0]}-et")
    assert radio.value == "none"
    radio.set_value("3").run()
    assert agreed(hall) == Agreed(3)
    app.text_area(key=f"dissent-domain:{DOMAINS[0]}-et").set_value("Noored ei olnud nõus").run()
    assert agreed(hall) == Agreed(3, "Noored ei olnud nõus")
    app.radio(key=f"agreed-domain:{DOMAINS[0]}-et").set_value("none").run()
    assert agreed(hall) == Agreed(None, "Noored ei olnud nõus")


def test_two_hosts_do_not_overwrite_what_the_other_noted(hall, house):
    app = click(click(host(), "move-start"), "move-reveal")
    hosting.note_agreed(house.store, house.questionnaire, hall.standing, f"domain:{DOMAINS[0]}", Agreed(2))
    app.text_area(key=f"dissent-domain:{DOMAINS[0]}-et").set_value("Vaidlus jäi lahti").run()
    assert agreed(hall) == Agreed(2, "Vaidlus jäi lahti")
    assert app.radio(key=f"agreed-domain:{DOMAINS[0]}-et").value == "2"


@pytest.fixture
def ideas(begin, house):
    hall = begin(domains=("leadership",))
    seats = hall.join(3)
    hall.move("start", "next")
    texts = ("Kiigeplats korda", "<b>Talgud</b>", "Kiigeplats, jah")
    written = [journey.write_idea(house.store, house.codes, *one) for one in zip(seats, texts, strict=True)]
    return hall, written


def test_nothing_that_participants_wrote_is_shown_before_the_host_allows_it(ideas):
    hall, (one, two, three) = ideas
    app = host()
    assert "Läbi lugemata (3)" in html(app)
    assert "&lt;b&gt;Talgud&lt;/b&gt;" in html(app)
    click(click(click(app, f"idea-allowed-{one.id}"), f"idea-aside-{two.id}"), f"idea-allowed-{three.id}")
    app.selectbox(key=f"idea-group-{three.id}-et").set_value(one.id).run()
    kept = {idea.text: (idea.state, idea.group) for idea in hall.store.ideas(hall.id)}
    assert kept == {
        "Kiigeplats korda": ("allowed", ""),
        "<b>Talgud</b>": ("aside", ""),
        "Kiigeplats, jah": ("allowed", one.id),
    }
    assert "Ekraanil (2)" in html(app)
    assert "Kõrvale pandud (1)" in html(app)


def test_of_a_flood_of_texts_the_first_are_drawn_and_the_rest_follows(ideas, monkeypatch):
    _, (one, *_) = ideas
    monkeypatch.setattr(moderating, "MOST_WAITING", 2)
    app = host()
    assert "Läbi lugemata (3)" in html(app)
    assert "Läbi lugemata on veel 1." in html(app)
    assert "Kiigeplats, jah" not in html(app)
    click(app, f"idea-allowed-{one.id}")
    assert "Kiigeplats, jah" in html(app)
    assert "Läbi lugemata on veel" not in html(app)


def test_the_end_is_asked_once_more(hall):
    app = click(host(), "ask_end")
    assert app.warning[0].value.startswith("Kas lõpetada töötuba?")
    assert moves(app) == ["end"]
    click(app, "end_no")
    assert hall.standing.state == "lobby"
    click(click(app, "ask_end"), "move-end")
    assert hall.standing.state == "ended"
    assert moves(app) == []


def test_at_the_end_of_one_community_stands_its_phase_and_the_way_to_what_remains(hall, house, monkeypatch):
    hall.join(6, consents=True)
    hall.run([[2] * 6] * 8, {f"domain:{id_}": 2 for id_ in DOMAINS})
    hall.move("reveal", "next")
    app = host()
    assert "Faas: Kujunev kogukond" in html(app)
    click(click(app, "ask_end"), "move-end")
    assert house.codes.share_code(hall.standing.round_id) in html(app)
    offered = {}
    monkeypatch.setattr(downloads.st, "download_button", lambda *args, key, **more: offered.update({key: args[1]}))
    app.run()
    assert "domain:trust" in offered["save_record_csv"]().decode("utf-8-sig")
    told = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(offered["save_record_pdf"]())).pages)
    assert house.codes.share_code(hall.standing.round_id) in told


def test_who_looks_after_what_remains_gets_a_link_that_is_shown_once(hall, house):
    hall.join(6, consents=True)
    hall.run([[2] * 6] * 8, {f"domain:{id_}": 2 for id_ in DOMAINS})
    bootstrap.move_workshop(house, hall.standing, "end")
    app = host()
    assert house.codes.share_code(hall.standing.round_id) in html(app), "it was ended before the summary"
    click(app, "round_link_make")
    address = next(one for one in re.findall(r"https?://[^<\s]+/c/[^<\s]+", html(app)))
    key = address.rpartition("/")[2]
    assert coordination_of(house, key).id == hall.standing.round_id
    click(app, "round_link_saved")
    assert key not in html(app)
    assert "seda siin enam ei näidata" in html(app)
    assert coordination_of(house, key).id == hall.standing.round_id
    click(app, "round_link_make")
    with pytest.raises(WrongCodeError):
        coordination_of(house, key)


def test_a_link_that_was_replaced_takes_nobody_the_link_of_what_remains(hall, house):
    hall.join(6, consents=True)
    hall.run([[2] * 6] * 8)
    bootstrap.move_workshop(house, hall.standing, "end")
    app, key = host(), house.codes.key()
    opening.take_key(house.store, house.codes, hall.standing.round_id, key)
    hosting.new_host_key(hall.store, hall.codes, hall.id)
    click(app, "round_link_make")
    assert coordination_of(house, key).id == hall.standing.round_id
    assert titles(app) == ["Juhi töötuba"]


def test_without_a_round_nobody_needs_a_link_of_it(begin, house):
    hall = begin(kind=OPEN_ROOM)
    hall.join(6)
    hall.run([[2] * 6] * 8)
    bootstrap.move_workshop(house, hall.standing, "end")
    assert not [one for one in host().button if one.key == "round_link_make"]


def coordination_of(house, key):
    return rounds.coordinated(house.store, house.codes, house.throttle, "visitor", key)


def test_a_host_who_looks_on_while_another_ends_it_is_told_that_something_remains(hall, house, monkeypatch):
    hall.join(6, consents=True)
    hall.run([[2] * 6] * 8)
    hall.move("end")  # what remains is stored after that
    app = host()
    assert "Tulemus salvestatakse." in html(app)
    assert "Hindamisvooru ei jäänud." not in html(app)
    remaining.keep(house.store, house.clock, house.codes, house.questionnaire, hall.standing)
    assert house.codes.share_code(hall.standing.round_id) in html(app.run())


def test_where_nobody_consented_and_nothing_was_agreed_nothing_remains(hall):
    hall.join(6)
    hall.run([[2] * 6] * 8)
    hall.move("end")
    assert "Hindamisvooru ei jäänud." in html(host())


def test_a_step_that_was_not_shown_before_the_end_says_so(hall):
    hall.move("start")
    assert "hääletus käib" in html(host())
    hall.move("end")
    app = host()
    assert "tulemust ei näidatud" in html(app)
    assert "hääletus käib" not in html(app)


def test_at_the_ideas_the_host_is_told_what_is_open_and_what_comes_next(ideas):
    assert ideas
    app = host()
    assert "Mõtteid kirjutatakse" in html(app)
    assert "on valinud" not in html(app)
    assert "mõtteid kirjutatakse" in html(app)
    assert {button.key: button.label for button in app.button}["move-reveal"] == "Lõpeta kirjutamine"
    click(app, "move-reveal")
    assert "mõtted on kirjas" in html(app)
    assert "Kirjutamine on lõppenud" in html(app)
    assert {button.key: button.label for button in app.button}["move-vote-again"] == "Hääleta mõtete üle"
    click(app, "move-vote-again")
    assert "Hääletus käib" in html(app)
    assert "2. hääletus" not in html(app)


def test_an_open_room_ends_with_numbers_of_places_and_no_common_phase(begin):
    hall = begin(kind=OPEN_ROOM)
    hall.join(6)
    hall.run([[2] * 6] * 8)
    hall.move("reveal", "next")
    shown = html(host())
    assert "Kodukohad faaside kaupa" in shown
    assert "Kujunev kogukond: 6" in shown
    assert "Faas: " not in shown
    assert "ei jää ühist kokkulepet ega faasi" in shown


def test_the_address_can_be_changed_while_it_runs(hall):
    hall.join(2)
    app = host()
    assert "Telefon on sellele aadressile jõudnud" in html(app)
    app.radio(key="workshop-at-et").set_value("http://10.42.0.1:8501").run()
    click(app, "change_address")
    assert hall.standing.workshop.address == "http://10.42.0.1:8501"
    assert "Telefon on sellele aadressile jõudnud" not in html(app), "they came by the earlier one"
    app.radio(key="workshop-at-et").set_value("other").run()
    app.text_input(key="workshop-at-typed-et").set_value("localhost:8501").run()
    click(app, "change_address")
    assert hall.standing.workshop.address == "http://10.42.0.1:8501"
    assert "localhost ei sobi" in html(app)


def test_keys_can_be_switched_off(hall):
    app = click(host(), "move-start")
    assert {button.proto.shortcut for button in app.button if button.key == "move-reveal"} == {"v"}
    app.checkbox(key="workshop-keys-et").uncheck().run()
    assert {button.proto.shortcut for button in app.button if button.key == "move-reveal"} == {""}
    assert {button.proto.shortcut for button in app.button if button.key == "ask_end"} == {""}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_it_is_there_in_every_language(hall, language):
    app = click(host(language), "move-start")
    assert titles(app) == ["Peri küla"]
    assert moves(app) == ["reveal", "next", "pause"]


@pytest.fixture
def replaced(hall):
    """The operator gives the host a new link: the old one leads nowhere any more."""
    return lambda: hosting.new_host_key(hall.store, hall.codes, hall.id)


@pytest.mark.parametrize("pressed", ["move-reveal", "move-next", "ask_end"])
def test_a_page_drawn_with_a_link_that_was_replaced_moves_nothing_any_more(hall, replaced, pressed):
    app = click(host(), "move-start")
    replaced()
    app = click(app, pressed)
    assert hall.standing.course.revision == 1
    assert titles(app) == ["Juhi töötuba"]
    assert not app.exception


def test_a_page_drawn_with_a_link_that_was_replaced_notes_and_allows_nothing_any_more(hall, replaced):
    hall.join(1)
    app = click(host(), "move-start")
    click(app, "move-reveal")
    replaced()
    app.radio(key=f"agreed-domain:{DOMAINS[0]}-et").set_value("3").run()
    assert hall.store.agreed(hall.id) == {}
    assert titles(app) == ["Juhi töötuba"]


def test_a_workshop_that_is_deleted_while_its_page_is_open_is_told(hall):
    app = click(host(), "move-start")
    hosting.delete(hall.store, hall.id)
    app.run()
    assert titles(app) == ["Juhi töötuba"]
    assert not app.exception


def test_a_name_is_never_read_as_markup(begin):
    begin(area=Area("![x](http://a.b/c.png) <b>Peri</b>", "*Põlva* vald"))
    app = host()
    assert titles(app) == [r"!\[x\](http://a.b/c.png) \<b\>Peri\</b\>"]
    assert "<b>Peri</b>" not in html(app)


def test_a_laptop_that_dies_for_ten_minutes_stops_no_vote_and_another_device_takes_over(hall):
    hall.join(6)
    laptop = click(host(), "move-start")
    # Nothing of a workshop is in the laptop: the vote stays open until somebody who holds the link closes it.
    assert hall.vote([1, 2, 2, 2, 3, 3]) == ("",) * 6
    phone = click(host(), "move-reveal")
    assert hall.vote([4]) == ("closed",)
    click(phone, "move-next")
    assert hall.vote([1, 1]) == ("", "")
    click(laptop, "move-reveal")
    assert hall.standing.state == VOTING, "it came back with what it had seen, and is told"
    assert laptop.warning[0].value.startswith("Keegi teine juhtis vahepeal töötuba.")
    click(laptop, "move-reveal")
    assert (hall.standing.step.id, hall.standing.state) == (DOMAINS[1], REVEALED)
