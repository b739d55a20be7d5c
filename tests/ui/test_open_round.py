"""A visitor opens a round for the neighbours, without a browser."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from streamlit.runtime.scriptrunner import RerunData, RerunException

from assessment.core.errors import StoreError
from assessment.journeys import round as journey
from assessment.ui.components import downloads, opening
from tests.ui.conftest import session
from tests.ui.test_pages import DOMAINS, answered, choose, click, click_link, html, stored, titles

KEY = re.compile(r"/c/([\w-]{32})")


@pytest.fixture
def form(app):
    return click_link(app, "open-round")


def write(app, item, text, language="et"):
    app.text_input(key=f"round-{item}-{language}").set_value(text).run()
    return app


def pick(app, item, value, language="et"):
    return choose(app, f"round-{item}", value, language)


def tick(app, item, ticked=True, language="et"):
    box = app.checkbox(key=f"round-{item}-{language}")
    (box.check if ticked else box.uncheck)().run()
    assert not app.exception
    return app


def opened(app, name="Peri küla"):
    return click(write(app, "settlement", name), "open_round")


def the_round(house):
    [found] = house.store.rounds()
    return found


def test_a_name_and_a_click_open_a_round(form, house):
    opened(form)
    one, today = the_round(house), house.clock.today()
    assert (one.area.name, one.period, one.share, one.slips) == ("Peri küla", str(today.year), "released", 0)
    assert (one.ways, one.is_example) == (("link", "paper", "group"), False)
    assert one.closes_on == today + timedelta(days=27)
    assert one.may_answer == "16-aastased ja vanemad, kes siin elavad või kellel on siin maja või maad"
    assert titles(form) == ["Voor on avatud"]


def test_everything_that_is_decided_is_kept(form, house):
    write(form, "settlement", "Peri küla")
    write(form, "municipality", "Põlva vald")
    pick(form, "kind", "village")
    write(form, "period", "2026 sügis")
    pick(form, "days", "14")
    tick(form, "way-paper", False)
    pick(form, "who", "strict")
    write(form, "slips", "60")
    form.text_area(key="round-may_answer-et").set_value("Kõik, kes siin elavad").run()
    pick(form, "share", "detail")
    tick(form, "example")
    click(form, "open_round")
    one = the_round(house)
    assert (one.area.municipality, one.area.kind, one.period) == ("Põlva vald", "village", "2026 sügis")
    assert (one.ways, one.slips, one.may_answer) == (("link", "group"), 60, "Kõik, kes siin elavad")
    assert (one.share, one.is_example) == ("detail", True)
    assert one.closes_on == house.clock.today() + timedelta(days=13)


def test_the_links_lead_to_the_round(form, house):
    shown = html(opened(form))
    key, code = KEY.search(shown).group(1), re.search(r"/a/([A-Z0-9-]{9})", shown).group(1)
    one = the_round(house)
    assert journey.coordinated(house.store, house.codes, house.throttle, "me", key) == one
    assert journey.find(house.store, house.codes, house.throttle, "me", code) == one


def test_the_place_of_the_own_answers_is_filled_in(app):
    click(app, "start")
    app.text_input(key="settlement-et").set_value("Peri küla").run()
    app.text_input(key="municipality-et").set_value("Põlva vald").run()
    choose(app, "area", "group")
    for domain in DOMAINS:
        choose(click(app, "next"), domain, "2")
    form = click(click(click(app, "next"), "finish"), "ask_neighbours")
    assert form.text_input(key="round-settlement-et").value == "Peri küla"
    assert form.text_input(key="round-municipality-et").value == "Põlva vald"
    assert form.radio(key="round-kind-et").value == "group"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda form: write(form, "settlement", "  "), "Paiga nimi: lahter on tühi."),
        (lambda form: [tick(form, f"way-{way}", False) for way in ("link", "paper", "group")], "ükski viis ei ole"),
        (lambda form: pick(form, "who", "strict"), "Sedelite arv: siia sobib täisarv 1 kuni 1000."),
        (lambda form: write(pick(form, "who", "strict"), "slips", "1001"), "Sedelite arv"),
        (lambda form: write(pick(form, "who", "strict"), "slips", "²"), "Sedelite arv"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_lost(form, house, change, told):
    write(form, "settlement", "Peri küla")
    pick(form, "days", "42")
    change(form)
    click(form, "open_round")
    assert house.store.rounds() == ()
    assert told in form.error[0].value
    assert told in html(form)
    assert form.radio(key="round-days-et").value == "42"


def test_a_mistake_can_be_mended(form, house):
    click(form, "open_round")
    opened(form)
    assert the_round(house).area.name == "Peri küla"


def test_a_second_click_opens_no_second_round(form, house, monkeypatch):
    """The two clicks of a double click are two calls, one after the other."""
    original = opening.open_round
    monkeypatch.setattr(opening, "open_round", lambda visit: [original(visit), original(visit)])
    opened(form)
    assert titles(form) == ["Voor on avatud"]
    the_round(house)


def test_a_click_that_comes_between_opens_no_second_round(app, house, monkeypatch):
    """The callback begins twice, and the second time finds what the first had done."""
    form, waiting = tick(to_form_with_answers(app, [3] * 8), "own"), [RerunException(RerunData())]
    original = journey.join

    def join(*args):
        if waiting:
            raise waiting.pop()
        return original(*args)

    monkeypatch.setattr(journey, "join", join)
    opened(form)
    assert not waiting
    assert len(house.store.responses(the_round(house).id)) == 1


def test_a_database_that_is_gone_is_told_and_nothing_is_lost(form, house, monkeypatch):
    def broken(*_):
        raise StoreError("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(type(house.store), "open_round", broken)
        opened(form)
    assert (
        form.error[0].value == "- Voor jäi avamata. Kõik, mida kirjutasid, on alles. Palun proovi hetke pärast uuesti."
    )
    click(form, "open_round")
    assert the_round(house).area.name == "Peri küla"


def test_switching_the_language_keeps_what_was_filled_in(form):
    write(form, "settlement", "Peri küla")
    pick(form, "days", "14")
    tick(form, "way-paper", False)
    click(form, "language-en")
    assert form.text_input(key="round-settlement-en").value == "Peri küla"
    assert form.radio(key="round-days-en").value == "14"
    assert not form.checkbox(key="round-way-paper-en").value
    assert form.text_area(key="round-may_answer-en").value.startswith("People of 16 or older"), "nobody has changed it"


def test_switching_the_language_keeps_the_private_link_and_a_reload_does_not(form):
    key = KEY.search(html(opened(form))).group(1)
    click(form, "language-en")
    assert titles(form) == ["The round is open"]
    assert key in html(form)
    again = click_link(session(), "open-round")
    assert titles(again) == ["Kutsu naabrid vastama"]
    assert key not in html(again)


def test_the_private_link_is_put_away_once_it_is_saved(form):
    key = KEY.search(html(opened(form))).group(1)
    assert f"/c/{key}<" in html(form)
    click(form, "link_saved")
    assert f"/c/{key}<" not in html(form)
    assert f'href="c/{key}?lang=et"' in html(form), "the page behind it still opens"
    click(form, "another_round")
    assert key not in html(form)
    assert form.text_input(key="round-settlement-et").value == ""


def test_before_anybody_decides_an_example_shows_what_would_be_seen(form):
    shown = html(form)
    assert "Need ei ole kellegi päris vastused, selle vooru mõtlesime välja." in shown
    assert "Ei näidata: faas; kas ollakse ühel meelel; kuidas vastused jagunevad" in shown
    assert "Ei näidata: kas ollakse ühel meelel; kuidas vastused jagunevad" in shown
    assert "Kõik jääb ühe inimese õlule." in shown


def to_form_with_answers(app, levels):
    return click(answered(app, levels), "ask_neighbours")


def test_own_answers_are_taken_along_only_when_asked_for(app, house):
    opened(to_form_with_answers(app, [3] * 8))
    assert house.store.responses(the_round(house).id) == ()


def test_own_answers_become_the_first_response(app, house):
    form = to_form_with_answers(app, [3] * 8)
    opened(tick(form, "own"))
    [response] = house.store.responses(the_round(house).id)
    assert response.answers["leadership"] == "3"
    assert "settlement" not in response.answers
    code = re.search(r'translate="no">([A-Z0-9-]{15})<', html(form)).group(1)
    assert house.store.at_code(house.codes.digest(code)).id == response.id
    assert stored(house).id != response.id, "the own answers stay the visitor's own"


def test_a_round_is_open_even_if_the_own_answers_could_not_be_taken_along(app, house, monkeypatch):
    form = tick(to_form_with_answers(app, [3] * 8), "own")

    def broken(*_):
        raise StoreError("The disk is full.")

    monkeypatch.setattr(journey, "join", broken)
    opened(form)
    assert titles(form) == ["Voor on avatud"]
    assert form.warning[0].value.startswith("Voor on avatud, aga sinu vastused jäid kaasa võtmata.")
    assert house.store.responses(the_round(house).id) == ()


def test_where_each_answer_takes_a_slip_none_is_taken_along(app, house):
    form = tick(to_form_with_answers(app, [3] * 8), "own")
    write(pick(form, "who", "strict"), "slips", "20")
    assert not [box for box in form.checkbox if box.key == "round-own-et"]
    opened(form)
    assert titles(form) == ["Voor on avatud"]
    assert house.store.responses(the_round(house).id) == ()


def test_without_an_answer_to_a_topic_there_is_nothing_to_take_along(app, form):
    assert not [box for box in form.checkbox if box.key == "round-own-et"]


def test_answers_to_another_version_cannot_be_taken_along(app, house, monkeypatch):
    answered(app, [3] * 8)
    monkeypatch.setattr(type(house), "questionnaire", replace(house.questionnaire, version=2))
    click(app, "ask_neighbours")
    assert not [box for box in app.checkbox if box.key == "round-own-et"]
    opened(app)
    assert the_round(house).questionnaire == "village_phases/v2"


def test_somebody_elses_answers_on_the_device_are_not_filled_in(app, house):
    click(app, "start")
    app.text_input(key="settlement-et").set_value("Peri küla").run()
    form = click_link(session(), "open-round")
    assert form.text_input(key="round-settlement-et").value == ""


def saved(app, monkeypatch):
    """What the buttons would save, by key."""
    offered = {}
    monkeypatch.setattr(downloads.st, "download_button", lambda *args, key, **more: offered.update({key: args[1]}))
    app.run()
    assert not app.exception
    return offered


def test_everything_to_hand_out_can_be_printed(form, monkeypatch):
    write(pick(form, "who", "strict"), "slips", "3")
    offered = saved(opened(form), monkeypatch)
    assert sorted(offered) == ["save_card", "save_paper", "save_poster", "save_slips"]
    assert all(make().startswith(b"%PDF-1.7") for make in offered.values())


def test_a_round_that_is_not_answered_by_link_offers_none(form, monkeypatch):
    tick(form, "way-link", False)
    offered = saved(opened(form), monkeypatch)
    assert sorted(offered) == ["save_card", "save_paper"]
    assert "/a/" not in html(form)
    assert "avab igaüks pärast vooru lõppu ühise tulemuse" in html(form)


def test_the_ready_text_can_be_changed_before_it_is_copied(form, house):
    opened(form)
    [field] = [field for field in form.text_area if field.key == "text-invitation-et"]
    assert f"/a/{house.codes.share_code(the_round(house).id)}" in field.value
    field.set_value("Tere, naabrid!").run()
    assert form.text_area(key="text-invitation-et").value == "Tere, naabrid!"
