"""The link by which people of a municipality come in: what it shows, whom it lets in, and whom not."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from assessment.journeys import access
from assessment.journeys.access import Invitation
from tests.phone.conftest import hidden

PÕLVA = "Põlva vald"
COOKIE = re.compile(r"access=([^;]*)")


@pytest.fixture
def invite(village):
    """A function that gives an access, and its address."""

    def give(role="worker", municipality=PÕLVA, **more):
        house = village.house
        invited = access.invite(house.store, house.clock, house.codes, Invitation(role, municipality, **more))
        return invited.access, f"/m/{invited.key}"

    return give


@pytest.fixture
def browser(village):
    """A browser that does not follow redirects: they lead to pages of Streamlit."""
    phone = village.phone()
    phone.follow_redirects = False
    return phone


def entered(browser, at):
    return browser.post(f"{at}?lang=en", data=hidden(browser.get(at).text))


def present(village, secret):
    return access.present(village.store, village.clock, village.house.codes, secret)


def test_the_link_says_whose_it_is_and_lets_nobody_in_by_itself(browser, village, invite):
    """A messenger that looks at a link for its owner, or a scanner of mail, must not come in by it."""
    one, at = invite()
    page = browser.get(f"{at}?lang=et")
    assert page.status_code == 200
    for words in ("<h1>Põlva vald</h1>", "isikliku lingiga", "24.11.2027", "Sisene"):
        assert words in page.text
    assert "access=" not in str(page.headers.get_list("set-cookie"))
    assert village.store.access(one.id).last_used_on is None


@pytest.mark.parametrize(
    ("role", "page"), [("worker", "municipality"), ("lead", "municipality"), ("operator", "access")]
)
def test_the_button_lets_its_owner_in(browser, village, invite, role, page):
    one, at = invite(role)
    answer = entered(browser, at)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/{page}?lang=en")
    secret = browser.cookies["access"]
    assert present(village, secret).id == one.id
    assert secret not in at


def test_the_cookie_is_the_browser_s_alone_and_ends_with_it(browser, invite):
    _, at = invite()
    [cookie] = [line for line in entered(browser, at).headers.get_list("set-cookie") if line.startswith("access=")]
    assert {"httponly", "path=/", "samesite=lax"} <= {part.strip().lower() for part in cookie.split(";")}
    assert "max-age" not in cookie.lower()
    assert "secure" not in cookie.lower()


def test_over_https_the_cookie_is_sent_over_https_only(browser, invite):
    _, at = invite()
    form = hidden(browser.get(at).text)
    answer = browser.post(at, data=form, headers={"X-Forwarded-Proto": "https"})
    [cookie] = [line for line in answer.headers.get_list("set-cookie") if line.startswith("access=")]
    assert "; secure" in cookie.lower()


@pytest.mark.parametrize("key", ["nope", "0" * 32, "%3Cscript%3E", "K" * 500])
def test_a_forged_link_has_a_page_of_its_own(browser, invite, key):
    invite()
    page = browser.get(f"/m/{key}?lang=et")
    assert page.status_code == 404
    assert "See link ei tööta" in page.text
    assert "<script>" not in page.text


def test_links_that_are_over_say_so_and_not_whose_they_were(browser, village, invite):
    _, expiring = invite(days=1)
    ended, revoked = invite()
    village.clock.day += timedelta(days=2)
    access.revoke(village.store, village.clock, ended.id)
    for at, words in ((expiring, "See link on aegunud"), (revoked, "See ligipääs on lõpetatud")):
        for page in (browser.get(f"{at}?lang=et"), browser.post(f"{at}?lang=et", data={"csrf": "x"})):
            assert page.status_code == 410
            assert words in page.text
            assert "Põlva" not in page.text
            assert "access" not in browser.cookies


def test_wrong_links_are_slowed_down(browser, village, invite):
    _, at = invite()
    allowed = village.house.throttle.allowed
    assert [browser.get("/m/nope").status_code for _ in range(allowed + 1)] == [404] * allowed + [429]
    page = browser.get(f"{at}?lang=et")
    assert (page.status_code, "Põlva" in page.text) == (429, False)
    assert village.phone().get(at).status_code == 200, "others are not locked out"


def test_codes_of_a_round_open_nothing_here(browser, village, strict, invite):
    invite()
    for code in (village.opened.code, village.opened.key, strict.slips[0]):
        assert browser.get(f"/m/{code}").status_code == 404


def test_a_key_of_an_access_opens_no_round(browser, invite):
    _, at = invite()
    key = at.rpartition("/")[2]
    assert [browser.get(f"/{kind}/{key}").status_code for kind in "acr"] == [404] * 3


@pytest.mark.parametrize("token", [None, "", "0" * 64])
def test_a_form_of_another_site_lets_nobody_in(browser, village, invite, token):
    _, at = invite()
    browser.get(at)
    answer = browser.post(at, data={} if token is None else {"csrf": token})
    assert answer.status_code == 403
    assert "Põlva" not in answer.text
    assert "access" not in browser.cookies


def test_a_token_of_another_browser_or_link_or_form_lets_nobody_in(browser, village, invite):
    (_, at), (_, other) = invite(), invite("lead", "Võru vald")
    foreign = [hidden(village.phone().get(at).text), hidden(browser.get(other).text)]
    entered(browser, at)
    foreign.append(hidden(browser.get("/m/leave").text))
    browser.cookies.delete("access")
    browser.get(at)
    for token in foreign:
        assert token["csrf"]
        assert browser.post(at, data=token).status_code == 403
    assert "access" not in browser.cookies


def test_leaving_takes_the_cookie_back_and_a_replayed_one_leads_nowhere(browser, village, invite):
    _, at = invite()
    entered(browser, at)
    secret = browser.cookies["access"]
    page = browser.get("/m/leave?lang=et")
    assert "Väljalogimine" in page.text
    answer = browser.post("/m/leave?lang=et", data=hidden(page.text))
    assert (answer.status_code, answer.headers["location"]) == (303, "/m/leave?lang=et")
    assert "access" not in browser.cookies
    assert present(village, secret) is None
    assert "Välja logitud" in browser.get("/m/leave?lang=et").text
    assert entered(browser, at).status_code == 303, "the link stays valid"


def test_another_site_cannot_sign_somebody_out(browser, village, invite):
    _, at = invite()
    entered(browser, at)
    assert browser.post("/m/leave", data={"csrf": "x"}).status_code == 403
    assert present(village, browser.cookies["access"]) is not None


def test_entering_anew_ends_the_visit_before(browser, village, invite):
    _, at = invite()
    entered(browser, at)
    before = browser.cookies["access"]
    entered(browser, at)
    assert browser.cookies["access"] != before
    assert present(village, before) is None


def test_a_body_that_is_too_large_is_refused(browser, invite):
    _, at = invite()
    assert browser.post(at, data={"csrf": "x" * 100_000}).status_code == 413


def test_a_database_that_is_gone_is_told(browser, village, invite, caplog):
    _, at = invite()
    village.store.broken = "The disk is full."
    page = browser.get(at)
    assert page.status_code == 503
    assert "disk" not in page.text


@pytest.mark.parametrize("language", ["et", "en", "ru"])
def test_every_page_is_whole_in_every_language(browser, invite, language):
    _, at = invite("operator")
    for page in (at, "/m/nope", "/m/leave"):
        shown = browser.get(f"{page}?lang={language}")
        assert f'<html lang="{language}">' in shown.text
        assert "access." not in shown.text
        assert shown.headers["referrer-policy"] == "no-referrer"


def test_a_program_s_token_opens_no_page(browser, village, invite):
    one, at = invite("program")
    assert browser.get(at).status_code == browser.get("/m/nope").status_code == 404
    assert PÕLVA not in browser.get(at).text
    assert browser.post(at, data={"csrf": access.form_token(village.house.codes, "x", one.id)}).status_code == 404
    assert "access" not in browser.cookies
    for secret in (at.removeprefix("/m/"), one.id):
        assert present(village, secret) is None
