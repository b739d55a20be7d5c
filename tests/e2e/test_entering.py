"""From an invitation to the municipality's pages and out again, as somebody of a municipality clicks through it."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from assessment.core.access import OPERATOR, WORKER
from assessment.i18n.texts import languages
from assessment.journeys import access
from assessment.journeys.access import Invitation
from assessment.settings import ROOT
from tests import rounds
from tests.e2e.provider import running_provider
from tests.e2e.server import running_app
from tests.e2e.test_access import settled, violations

GATE = "Omavalitsuse töötajale"
WAYS = "Kõik lehed"
SECRETS = """
[auth]
redirect_uri = "http://localhost:{{port}}/oauth2callback"
cookie_secret = "0123456789abcdef0123456789abcdef"

[auth.tara]
client_id = "kogukonnapeegel"
client_secret = "hush"
server_metadata_url = "{address}/.well-known/openid-configuration"
client_kwargs = {{ scope = "openid" }}
"""


def invite(folder, *words):
    """What the command prints for somebody of Põlva, on the database of the app in this folder."""
    named = ["--municipality", "Põlva vald", "--format", "json", *words]
    surroundings = {**os.environ, "DATABASE_URL": f"sqlite:///{folder}/app.db"}
    command = [sys.executable, "-m", "assessment", "invite", *named]
    done = subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=True, timeout=60)
    return json.loads(done.stdout)


def link(folder, *words):
    """The personal link of a new access, below the app's own address."""
    return "/m/" + invite(folder, *words)["link"].rpartition("/")[2]


def heading(page, words):
    page.locator("h1", has_text=words).wait_for()


def enter(page, app_url, at):
    page.goto(f"{app_url}{at}?lang=et")
    page.get_by_role("button", name="Sisene").click()
    page.locator(".kp-whose", has_text="Põlva vald").wait_for()


def test_from_the_invitation_to_the_pages_and_out_again(app_url, app_folder, visitor):
    at = link(app_folder, "--role", "lead")
    page = visitor()
    page.goto(f"{app_url}/?lang=et")
    page.get_by_role("link", name=GATE).click()
    heading(page, GATE)
    enter(page, app_url, at)
    page.get_by_text(WAYS).click()
    page.get_by_role("link", name="Ligipääsud").click()
    heading(page, "Ligipääsud")
    stolen = page.context.cookies()
    page.get_by_role("button", name="Logi välja").click()
    page.wait_for_url("**/m/leave?lang=et")
    heading(page, "Välja logitud")
    assert "access" not in {cookie["name"] for cookie in page.context.cookies()}
    page.goto(f"{app_url}/municipality?lang=et")
    heading(page, GATE)
    thief = visitor()
    thief.context.add_cookies(stolen)
    thief.goto(f"{app_url}/access?lang=et")
    heading(thief, GATE)


def test_on_a_phone_the_ways_are_opened_by_the_keyboard_and_closed_on_the_next_page(app_url, app_folder, visitor):
    page = visitor(390)
    enter(page, app_url, link(app_folder))
    assert page.locator("h1").bounding_box()["y"] < 300
    way = page.get_by_role("link", name="Võrdle piirkondi")
    expect(way).to_be_hidden()
    page.locator(".kp-ways summary").focus()
    page.keyboard.press("Enter")
    expect(way).to_be_visible()
    assert way.bounding_box()["height"] >= 44
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(way).to_be_focused()
    page.keyboard.press("Enter")
    heading(page, "Võrdle piirkondi")
    expect(way).to_be_hidden()
    page.set_viewport_size({"width": 1280, "height": 844})
    expect(way).to_be_visible()
    expect(page.locator(".kp-ways")).to_be_hidden()


def test_a_page_that_is_open_closes_when_the_access_is_ended(app_url, app_folder, app_house, visitor):
    at = link(app_folder, "--role", "lead")
    page = visitor(1280)
    enter(page, app_url, at)
    page.get_by_role("link", name="Ligipääsud").click()
    heading(page, "Ligipääsud")
    house = app_house
    one = access.of_key(house.store, house.clock, house.codes, house.throttle, "x", at.removeprefix("/m/"))
    access.revoke(house.store, house.clock, one.id)
    page.get_by_role("button", name="Loo isiklik link").click()
    heading(page, GATE)
    assert page.get_by_role("button", name="Loo isiklik link").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", languages())
def test_every_state_can_be_read_and_used_by_everybody(app_url, app_house, visitor, language, scheme):
    """WCAG 2.2 AA by axe, and nothing is wider than the narrowest phone."""
    house, page, found = app_house, visitor(360, color_scheme=scheme), {}
    key = access.invite(house.store, house.clock, house.codes, Invitation(OPERATOR)).key

    def look(state):
        page.wait_for_timeout(300)
        found[state] = violations(page)
        width = page.evaluate("document.scrollingElement.scrollWidth")
        found[f"{state}: width"] = [] if width <= 360 else [width]

    page.goto(f"{app_url}/municipality?lang={language}")
    settled(page)
    look("gate")
    for state in ("nope", "leave", key):
        page.goto(f"{app_url}/m/{state}?lang={language}")
        look(state)
    page.locator("form button").click()
    page.locator(".st-key-give_access button").wait_for()
    page.locator(".st-key-give_access button").click()
    page.locator(".kp-problem").wait_for()
    look("problem")
    page.locator(f".st-key-invitation-municipality-{language} input").fill("Võru vald")
    page.locator(f".st-key-invitation-municipality-{language} input").press("Tab")
    page.locator(f".st-key-invitation-municipality-{language} input").and_(
        page.locator("[value='Võru vald']")
    ).wait_for()
    page.wait_for_timeout(500)
    page.locator(".st-key-give_access button").click()
    page.locator(".st-key-link_saved button").wait_for()
    page.locator("[class*=st-key-ask-] button").last.click()
    page.locator("[class*=st-key-end-] button").wait_for()
    look("link and question")
    page.locator("[class*=st-key-end-] button").click()
    page.locator("summary").last.click()
    look("ended")
    page.goto(f"{app_url}/m/leave?lang={language}")
    look("leaving")
    assert not any(found.values()), found


def everything_sent(page, address):
    """Whatever a browser is sent for an address: the page, and every message behind it."""
    sent = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: sent.append(as_bytes(frame))))
    page.on("response", lambda response: sent.append(body(response)))
    page.goto(address)
    page.locator("h1").wait_for()
    page.locator("footer").wait_for()
    return b"".join(sent)


@pytest.mark.parametrize("name", ["municipality", "access", "compare", "area?id=1", "areas", "open-many", "take-along"])
def test_nothing_of_a_municipality_crosses_the_wire_without_an_access(app_url, app_house, visitor, name):
    rounds.closed(app_house, name="Salajärve küla")
    house, page = app_house, visitor()
    access.invite(house.store, house.clock, house.codes, Invitation(WORKER, "Põlva vald", label="salasõna"))
    page.context.add_cookies([{"name": "access", "value": "f" * 32, "url": app_url}])
    sent = everything_sent(page, f"{app_url}/{name}{'&' if '?' in name else '?'}lang=et")
    assert b"Kogukonnapeegel" in sent
    for hidden in ("Salajärve", "Põlva vald", "salasõna"):
        assert hidden.encode() not in sent


def test_the_municipality_crosses_the_wire_with_an_access(app_url, app_folder, visitor):
    page = visitor()
    enter(page, app_url, link(app_folder))
    assert "Põlva vald".encode() in everything_sent(page, f"{app_url}/municipality?lang=et")


def as_bytes(frame):
    return frame if isinstance(frame, bytes) else str(frame).encode()


def body(response):
    # Scripts and styles are the same for everybody, and a redirect has no body.
    if response.request.resource_type != "document" or response.status >= 300:
        return b""
    return response.body()


@pytest.fixture(scope="module")
def signing_in(tmp_path_factory):
    """An app that offers sign-in at a provider: its address, the provider, and its folder."""
    folder = tmp_path_factory.mktemp("signing_in")
    with running_provider() as provider:
        (folder / ".streamlit").mkdir()
        (folder / ".streamlit" / "secrets.toml").write_text(SECRETS.format(address=provider.address))
        with running_app(folder, HOME=str(folder)) as address:
            yield address, provider, folder


def sign_in(page):
    page.get_by_role("button", name="Logi sisse: TARA").click()


def sign_out(page):
    """Streamlit leads Home afterwards, where the door is."""
    page.get_by_role("button", name="Logi välja").click()
    page.get_by_role("link", name=GATE).click()
    page.get_by_role("button", name="Logi sisse: TARA").wait_for()


def test_who_signs_in_elsewhere_is_known_by_the_subject_and_nobody_else_is(signing_in, visitor):
    """And comes back to the municipality's pages, not to Home."""
    address, provider, folder = signing_in
    invite(folder, "--subject", "EE60001019906", "--issuer", provider.address)
    provider.claims = {"sub": "EE60001019907", "email": "mari@polva.ee", "email_verified": False}
    page = visitor()
    page.goto(f"{address}/municipality?lang=et")
    sign_in(page)
    page.get_by_role("heading", name="Sisse logitud, aga ligipääsu veel ei ole").wait_for()
    page.get_by_text("EE60001019907").wait_for()
    sign_out(page)
    provider.claims = {"sub": "EE60001019906"}
    sign_in(page)
    page.locator(".kp-whose", has_text="Põlva vald").wait_for()
    assert provider.asked[-1]["scope"] == "openid"
    sign_out(page)


def test_who_signs_in_or_out_elsewhere_goes_on_in_the_own_language(signing_in, visitor):
    address, provider, folder = signing_in
    invite(folder, "--subject", "EE60001019908", "--issuer", provider.address)
    provider.claims = {"sub": "EE60001019908"}
    page = visitor()
    page.goto(f"{address}/municipality?lang=ru")
    page.get_by_role("button", name="TARA").click()
    heading(page, "Põlva vald: обзор")
    assert "lang=ru" in page.url
    page.get_by_role("button", name="Выйти").click()
    heading(page, "Где сейчас ваше сообщество?")
