"""The municipality's pages: who comes in, what everybody else sees, and who lets whom in."""

import re
import time
from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from assessment.bootstrap import EstonianClock
from assessment.core.area import Area
from assessment.core.identity import of_email
from assessment.journeys import access, opening
from assessment.settings import ROOT
from assessment.ui import context
from assessment.ui.components import sign_in
from tests.ui.conftest import page, session

TOKEN = re.compile(r'translate="no">(kp_[\w-]{32})<')
LINK = re.compile(r'translate="no">http[^<]*/m/([\w-]{32})<')


def titles(app):
    return [title.value for title in app.title]


def html(app):
    return "\n".join(element.proto.body for element in app.get("html"))


def links(app):
    return [one.proto.page for one in app.get("page_link")]


def click(app, key):
    app.button(key=key).click().run()
    assert not app.exception
    return app


def choose(app, item, value):
    app.radio(key=f"invitation-{item}-et").set_value(value).run()
    return app


def write(app, item, text):
    app.text_input(key=f"invitation-{item}-et").set_value(text).run()
    return app


def of_key(house, app):
    key = LINK.search(html(app)).group(1)
    return access.of_key(house.store, house.clock, house.codes, house.throttle, "x", key)


def shown(app):
    """Everything that reaches the browser of a page, as one text."""
    return "\n".join(str(element.proto) for element in app.main) + html(app)


@pytest.mark.parametrize("name", ["municipality", "access"])
def test_who_has_no_access_is_told_how_to_get_one_and_nothing_else(app, house, let_in, name, monkeypatch):
    let_in("lead", label="tundmatu sõna")
    house_area = Area("Salaküla", "Põlva vald")
    opening.open_round(house.store, house.clock, house.codes, house.questionnaire, opening.Plan(house_area))
    monkeypatch.setattr(context, "access_cookie", lambda: "")
    found = page(name)
    assert titles(found) == ["Omavalitsuse töötajale"]
    for secret in ("Põlva", "Salaküla", "tundmatu sõna"):
        assert secret not in shown(found)
    assert links(found) == [""], "only the way home"
    assert not [button for button in found.button if not button.key.startswith("language-")]


@pytest.mark.parametrize("forged", ["lead", "operator", "first", "0" * 32, "x" * 4000, "õ", '{"role": "lead"}'])
def test_a_forged_cookie_shows_the_gate(app, let_in, monkeypatch, forged):
    let_in("lead")
    monkeypatch.setattr(context, "access_cookie", lambda: forged)
    assert titles(page("municipality")) == titles(page("access")) == ["Omavalitsuse töötajale"]


def test_a_changed_address_shows_no_other_municipality(app, let_in):
    let_in()
    for query in ({"municipality": "Võru vald"}, {"role": "operator"}, {"access": "first"}, {"id": "1"}):
        assert titles(page("municipality", **query)) == ["Põlva vald: ülevaade"]


def test_a_worker_sees_the_own_municipality_and_lets_nobody_in(app, let_in):
    let_in()
    found = page("municipality")
    assert titles(found) == ["Põlva vald: ülevaade"]
    assert "access" not in links(found)
    found = page("access")
    assert "Ligipääse jagab" in html(found)
    assert not [button for button in found.button if not button.key.startswith("language-")]


def test_an_operator_sees_no_results_but_whether_the_system_works(app, let_in):
    let_in("operator")
    assert titles(page("municipality")) == ["Omavalitsuse töötajale"]
    found = page("access")
    assert "Töötab" in html(found)
    assert "village_phases/v1" in html(found)
    assert "municipality" not in links(found)


def test_an_operator_is_told_when_the_system_does_not_work(app, let_in, house, monkeypatch):
    let_in("operator")
    monkeypatch.setattr(type(house), "not_ready", lambda _: "No released questionnaire can be used.")
    assert "Ei tööta" in html(page("access"))


def test_a_page_that_stays_open_closes_when_the_access_is_ended(app, house, let_in):
    lead = let_in("lead")
    found = page("access")
    access.revoke(house.store, house.clock, lead.id)
    click(found, "give_access")
    assert titles(found) == ["Omavalitsuse töötajale"]
    assert "enam ei kehti" in html(found)
    assert len(house.store.accesses()) == 1


def test_an_expired_access_closes_its_pages_and_is_announced_before(app, let_in, monkeypatch, house):
    let_in(days=31)
    today = house.clock.today()
    assert "See ligipääs kehtib kuni" not in html(page("municipality"))
    monkeypatch.setattr(EstonianClock, "today", lambda _: today + timedelta(days=5))
    assert "See ligipääs kehtib kuni" in html(page("municipality"))
    monkeypatch.setattr(EstonianClock, "today", lambda _: today + timedelta(days=32))
    assert titles(page("municipality")) == ["Omavalitsuse töötajale"]


def test_leaving_is_a_form_of_this_device(app, let_in, house, device):
    let_in()
    device("a laptop")
    [token] = re.findall(r'name="csrf" value="(\w+)"', html(page("municipality")))
    assert token == access.form_token(house.codes, "a laptop", "leave")


def test_a_lead_gives_a_colleague_a_link_that_is_shown_once(app, house, let_in):
    let_in("lead")
    found = page("access")
    write(found, "label", "kultuur <b>")
    click(choose(found, "days", "90"), "give_access")
    one = of_key(house, found)
    assert (one.role, one.municipality, one.label) == ("worker", "Põlva vald", "kultuur <b>")
    assert (one.expires_on - one.created_on).days == 90
    assert "kultuur &lt;b&gt;" in html(found)
    click(found, "link_saved")
    assert not LINK.search(html(found))
    assert found.text_input(key="invitation-label-et").value == ""


@pytest.mark.parametrize("role", ["lead", "operator"])
@pytest.mark.parametrize("language", ["et", "en", "ru"])
def test_a_program_gets_a_token_that_is_shown_once_and_is_no_link(app, house, let_in, role, language):
    let_in(role, "" if role == "operator" else "Põlva vald")
    found = page("access", language)
    found.radio(key=f"invitation-role-{language}").set_value("program").run()
    if role == "operator":
        found.text_input(key=f"invitation-municipality-{language}").set_value("Põlva vald").run()
    click(found, "give_access")
    token = TOKEN.search(html(found)).group(1)
    assert not LINK.search(html(found))
    assert "/api/v1/<" in html(found)
    assert not re.search(r"\baccess\.[a-z]", shown(found))
    one = access.of_token(house.store, house.clock, house.codes, house.throttle, "x", token)
    assert (one.role, one.municipality) == ("program", "Põlva vald")
    click(found, "link_saved")
    assert token not in shown(found)
    click(click(found, f"ask-{one.id}"), f"end-{one.id}")
    assert house.store.access(one.id).revoked_on == house.clock.today()


def test_pressing_twice_gives_one_link(app, house, let_in):
    let_in("lead")
    found = page("access")
    first = click(found, "give_access")
    key = LINK.search(html(first)).group(1)
    found.run()
    assert LINK.search(html(found)).group(1) == key
    assert len(house.store.accesses()) == 2


def test_a_lead_is_offered_neither_operators_nor_other_municipalities(app, let_in):
    let_in("worker", "Võru vald", label="kellegi teise oma")
    let_in("lead")
    found = page("access")
    assert found.radio(key="invitation-role-et").options == [
        "Töötaja: näeb omavalitsuse lehti",
        "Vastutav töötaja: annab ja lõpetab ka kolleegide ligipääse",
        "Programm: omavalitsuse infosüsteem loeb jagatud tulemusi võtmega (API)",
    ]
    assert not [field for field in found.text_input if "municipality" in field.key]
    assert "Võru" not in shown(found)
    assert "kellegi teise oma" not in shown(found)


def test_what_a_lead_s_session_was_made_to_hold_gives_nothing_elsewhere(app, house, let_in):
    let_in("lead")
    found = page("access")
    found.session_state["invitation"] = {"role": "operator", "municipality": "Võru vald"}
    click(found, "give_access")
    assert "See jäi tegemata" in html(found)
    found.session_state["invitation"] = {"role": "worker", "municipality": "Võru vald"}
    click(found, "give_access")
    assert {one.municipality for one in house.store.accesses()} == {"Põlva vald"}


def test_an_access_is_ended_after_a_question(app, house, let_in):
    colleague = let_in()
    lead = let_in("lead")
    found = page("access")
    assert f"ask-{lead.id}" not in [button.key for button in found.button]
    click(found, f"ask-{colleague.id}")
    click(found, f"keep-{colleague.id}")
    assert house.store.access(colleague.id).revoked_on is None
    click(click(found, f"ask-{colleague.id}"), f"end-{colleague.id}")
    assert house.store.access(colleague.id).revoked_on == house.clock.today()
    assert "Ligipääs on lõpetatud." in html(found)
    assert [one.label for one in found.expander] == ["1 lõppenud ligipääs"]


def test_an_operator_must_name_the_municipality_of_a_worker(app, house, let_in):
    let_in("operator")
    found = click(page("access"), "give_access")
    assert "Omavalitsuse nimi on puudu." in html(found)
    click(write(found, "municipality", "Võru vald"), "give_access")
    assert of_key(house, found).municipality == "Võru vald"


def test_an_operator_lets_in_another_operator_without_a_municipality(app, house, let_in):
    let_in("operator")
    found = choose(page("access"), "role", "operator")
    assert not [field for field in found.text_input if "municipality" in field.key]
    assert of_key(house, click(found, "give_access")).role == "operator"


def test_home_has_a_door_for_who_works_in_a_municipality(app):
    assert "municipality" in links(app)


@pytest.mark.parametrize("language", ["et", "en", "ru"])
@pytest.mark.parametrize("role", ["worker", "lead", "operator"])
def test_every_page_is_whole_in_every_language(app, let_in, role, language):
    let_in(role)
    for name in ("municipality", "access"):
        assert not re.search(r"\baccess\.[a-z]", shown(page(name, language)))


# --- signing in elsewhere


@pytest.fixture
def signed_in(monkeypatch, house):
    """Somebody who signed in elsewhere, with these claims."""

    def sign(**claims):
        today = house.clock.today()
        issued = {"iat": (today - date(1970, 1, 1)).days * 86400 + 43200, "is_logged_in": True}
        monkeypatch.setattr(sign_in, "providers", lambda: ("tara", "google"))
        monkeypatch.setattr(sign_in, "claims", lambda: issued | claims if claims else {})

    return sign


MARI = {"iss": "https://accounts.google.com", "sub": "42", "email": "mari@polva.ee", "email_verified": True}


def test_without_a_provider_nobody_is_asked_to_sign_in(app):
    assert not [button for button in page("municipality").button if button.key.startswith("sign_in")]


def test_each_provider_has_a_button(app, signed_in):
    signed_in()
    buttons = {button.key: button.label for button in page("municipality").button if button.key.startswith("sign_in")}
    assert buttons == {"sign_in_tara": "Logi sisse: TARA", "sign_in_google": "Logi sisse: Google"}


def test_who_signed_in_and_is_invited_comes_in(app, house, signed_in):
    invitation = access.Invitation("worker", "Põlva vald", identity=of_email("Mari@polva.ee"))
    one = access.invite(house.store, house.clock, house.codes, invitation).access
    signed_in(**MARI)
    found = page("municipality")
    assert titles(found) == ["Põlva vald: ülevaade"]
    assert "sign_out" in [button.key for button in found.button]
    access.revoke(house.store, house.clock, one.id)
    assert titles(found.run()) == ["Omavalitsuse töötajale"]


def test_who_signed_in_and_is_not_invited_sees_what_to_send_to_whoever_invites(app, let_in, monkeypatch, signed_in):
    let_in()
    monkeypatch.setattr(context, "access_cookie", lambda: "")
    signed_in(**MARI | {"sub": "<b>42</b>"})
    found = page("municipality")
    assert titles(found) == ["Omavalitsuse töötajale"]
    for told in ("aga ligipääsu veel ei ole", "https://accounts.google.com", "&lt;b&gt;42&lt;/b&gt;", "mari@polva.ee"):
        assert told in html(found)
    assert "Põlva" not in shown(found)


def test_where_nothing_is_configured_no_claims_are_believed(app, monkeypatch):
    class User:
        def to_dict(self):
            return {"is_logged_in": True, **MARI}

    monkeypatch.setattr(sign_in.st, "user", User())
    assert sign_in.claims() == {}
    assert session()


def test_who_comes_back_from_a_provider_is_led_to_the_municipality_s_pages_once(app, monkeypatch):
    monkeypatch.setattr(sign_in, "claims", lambda: {"iat": time.time(), "sub": "42"})
    found = session()
    assert titles(found) == ["Omavalitsuse töötajale"]
    found._page_hash = calc_hash("")
    assert titles(found.run()) == ["Kus on sinu kogukond praegu?"]
    monkeypatch.setattr(sign_in, "claims", lambda: {"iat": time.time() - 3600, "sub": "42"})
    assert titles(session()) == ["Kus on sinu kogukond praegu?"]


def bare(monkeypatch):
    """A new session at the bare address, as after coming back from a page elsewhere."""
    monkeypatch.setattr(sign_in, "claims", dict)
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()


@pytest.mark.parametrize("key", ["sign_in_tara", "sign_out"])
def test_who_signs_in_or_out_elsewhere_comes_back_in_the_own_language(app, house, device, signed_in, monkeypatch, key):
    invitation = access.Invitation("worker", "Põlva vald", identity=of_email("mari@polva.ee"))
    access.invite(house.store, house.clock, house.codes, invitation)
    signed_in(**(MARI if key == "sign_out" else {}))
    for leads_away in ("login", "logout"):
        monkeypatch.setattr(sign_in.st, leads_away, lambda *_: None)
    click(page("municipality", "ru"), key)
    device("another device")
    assert titles(bare(monkeypatch)) == ["Kus on sinu kogukond praegu?"]
    device("a device")
    assert titles(bare(monkeypatch)) == ["Где сейчас ваше сообщество?"]


def test_only_so_many_who_are_away_are_remembered(app, device, signed_in, monkeypatch):
    monkeypatch.setattr(context, "MOST_AWAY", 1)
    monkeypatch.setattr(sign_in.st, "login", lambda *_: None)
    signed_in()
    for name in ("first", "second"):
        device(name)
        click(page("municipality", "en"), "sign_in_tara")
    device("first")
    assert titles(bare(monkeypatch)) == ["Kus on sinu kogukond praegu?"]
