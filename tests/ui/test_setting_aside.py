"""Setting a round aside on the page of its area, and taking it back in."""

from __future__ import annotations

import re

import pytest

from assessment.core.area import Area
from assessment.core.register import Changes, Entry, RegisteredArea, Step, place_key
from assessment.core.set_aside import REASONS, WrittenReason
from assessment.i18n.texts import words
from assessment.journeys import opening, setting_aside
from assessment.journeys.opening import Plan
from tests.rounds import VILLAGE, closed, opened
from tests.ui.conftest import page
from tests.ui.test_pages import html, titles
from tests.ui.test_round_result import at, everything

POLVA = "Põlva vald"


def area(name="Peri küla", language="et"):
    return page("area", language, id=f"name:{place_key(name, POLVA)}")


def field(app, kind, name):
    return next(one for one in getattr(app, kind) if re.search(rf"area-aside-\w+-\d+-{name}-", one.key))


def press(app, key):
    next(one for one in app.button if re.fullmatch(key, one.key)).click().run()
    assert not app.exception
    return app


def save(app):
    return press(app, r"area-aside-\w+-save")


def take_back(app):
    return press(app, r"aside-back-\w+")


def written(app):
    return "\n".join([html(app), *(one.value for one in app.success), *(one.value for one in app.error)])


def offers(app):
    return any(re.fullmatch(r"area-aside-\w+-save", one.key) for one in app.button)


def set_by(house, access, found, reason="trial", note=""):
    setting_aside.set_aside(house.store, house.clock, access, found.round.id, WrittenReason(reason, note))


def test_a_worker_sets_a_round_aside_and_takes_it_back(house, device, let_in):
    let_in(label="Maakorraldaja")
    found = closed(house)
    community = html(at(found.code))
    app = area()
    assert "Kujunev" in html(app)
    field(app, "radio", "reason").set_value("other").run()
    field(app, "text_input", "note").set_value("<b>Vale</b> vald").run()
    save(app)
    assert "Voor on kõrvale pandud" in written(app)
    assert "Kujunev" not in html(app)
    assert not offers(app)
    shown = html(app)
    assert "Muu põhjus: &lt;b&gt;Vale&lt;/b&gt; vald" in shown
    assert "Maakorraldaja · Töötaja" in shown
    assert f"{house.clock.today():%d.%m.%Y}" in shown
    assert html(at(found.code)) == community

    take_back(app)
    assert "Voor läheb jälle arvesse." in written(app)
    assert "Kujunev" in html(app)
    assert offers(app)
    assert "Kõrvale pandud" not in html(app)


@pytest.mark.parametrize("language", ["et", "en", "ru"])
def test_every_reason_is_said_in_every_language(house, device, let_in, language):
    access = let_in()
    for number, reason in enumerate(REASONS):
        set_by(house, access, closed(house, name=f"Küla {number}"), reason, "Sõnad")
    overview = page("municipality", language)
    say = {one: words(language)(f"aside.reason.{one}") for one in REASONS}
    assert len(set(say.values())) == len(REASONS)
    for told in say.values():
        assert f"{told}: Sõnad" in html(overview)
    assert len(re.findall(r'<a href="area[^>]*>Küla \d</a>', html(overview))) == len(REASONS)


@pytest.mark.parametrize(
    ("reason", "note"), [(None, ""), ("other", ""), ("other", " \u200b")], ids=["no reason", "no words", "no letters"]
)
def test_a_reason_is_needed_and_another_one_needs_words(house, device, let_in, reason, note):
    let_in()
    closed(house)
    app = area()
    if reason:
        field(app, "radio", "reason").set_value(reason).run()
        field(app, "text_input", "note").set_value(note).run()
    save(app)
    assert "Siia on midagi vaja kirjutada või valida." in html(app)
    assert "Salvestada ei saanud." in written(app)
    assert "kõrvale pandud" not in written(app)
    assert "Kujunev" in html(app)


def test_of_several_rounds_one_is_chosen_in_words_that_tell_them_apart(house, device, let_in):
    let_in()
    first, second = closed(house), closed(house)
    live = opened(house)
    app = area()
    rounds = field(app, "radio", "round")
    assert len(rounds.options) == len(set(rounds.options)) == 3
    assert sum("avatud kuni" in one for one in rounds.options) == 1
    assert sum("Vastuseid: 12" in one for one in rounds.options) == 2
    field(app, "radio", "reason").set_value("duplicate").run()
    save(app)
    assert "Siia on midagi vaja kirjutada või valida." in html(app), "which one was not said"
    sent = everything(app)
    assert not any(one.round.id in sent or one.code in sent for one in (first, second, live))
    assert house.store.set_aside_rounds(POLVA) == ()


def test_a_joke_under_the_municipality_s_name_leaves_the_overview_and_is_found_again(house, device, let_in):
    let_in()
    closed(house, name="Mordor")
    assert "Mordor" in html(page("municipality"))
    app = area("Mordor")
    field(app, "radio", "reason").set_value("not_serious").run()
    save(app)
    assert titles(app) == ["Mordor"], "the page stays, or nobody could take it back"
    overview = page("municipality")
    assert re.search(r'<li><a href="area[^>]*>Mordor</a>', html(overview))
    assert 'scope="row"' not in html(overview)
    take_back(area("Mordor"))
    assert "Mordor" in html(page("municipality"))
    assert "aside" not in html(page("municipality"))


def test_nobody_else_is_told_that_a_round_is_set_aside(house, device, let_in):
    found = closed(house, name="Mordor")
    access = let_in()
    set_by(house, access, found)
    for role, municipality in (("worker", "Võru vald"), ("operator", "")):
        let_in(role, municipality)
        assert "Mordor" not in everything(area("Mordor"))
        assert "Mordor" not in everything(page("municipality"))


def test_where_nothing_is_shared_there_is_nothing_to_set_aside(house, device, let_in):
    let_in()
    closed(house, name="Aarna küla")
    hidden = Plan(Area("Mooste", POLVA), share="nothing")
    opening.open_round(house.store, house.clock, house.codes, house.questionnaire, hidden)
    assert offers(area("Aarna küla"))
    assert titles(area("Mooste")) == ["Seda piirkonda siin ei ole"]
    entries = (Entry(RegisteredArea("1", "Mooste", POLVA)), Entry(RegisteredArea("2", "Eoste", POLVA)))
    house.store.take_step(Step("register", (POLVA,), house.clock.today()), Changes(entries))
    assert not offers(page("area", id="1"))
    assert not offers(page("area", id="2"))


def test_an_access_that_ended_meanwhile_sets_nothing_aside(house, device, let_in):
    access = let_in()
    closed(house)
    app = area()
    field(app, "radio", "reason").set_value("trial").run()
    house.store.revoke_access(access.id, house.clock.today())
    save(app)
    assert house.store.set_aside_rounds(POLVA) == ()
    assert "Kujunev" not in everything(app)


def test_one_that_was_deleted_meanwhile_is_no_fault_of_the_program(house, device, let_in):
    access = let_in()
    found = closed(house)
    app = area()
    field(app, "radio", "reason").set_value("trial").run()
    house.store.delete_round(found.round.id)
    save(app)
    assert not app.exception
    set_by(house, access, found := closed(house, VILLAGE))
    app = area()
    house.store.delete_round(found.round.id)
    take_back(app)
    assert titles(app) == ["Seda piirkonda siin ei ole"]
