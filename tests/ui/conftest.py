"""The app as AppTest runs it, on a database of its own."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from assessment.journeys import access
from assessment.settings import ROOT
from assessment.ui import context


@pytest.fixture
def device(monkeypatch):
    """The device that the next session comes from: call it with another name to change devices."""

    def use(name):
        monkeypatch.setattr(context, "seat_cookie", lambda: name)

    use("a device")
    monkeypatch.setattr(context, "access_cookie", lambda: "")
    return use


@pytest.fixture
def let_in(house, device, monkeypatch):
    """Let somebody of a municipality in on this device, and return their access; each call replaces the one before."""

    def enter(role="worker", municipality="Põlva vald", **more):
        invitation = access.Invitation(role, municipality, **more)
        new = access.invite(house.store, house.clock, house.codes, invitation).access
        secret = access.enter(house.store, house.clock, house.codes, new).secret
        monkeypatch.setattr(context, "access_cookie", lambda: secret)
        return new

    return enter


@pytest.fixture
def app(house, device):
    """A session of the app at Home, in Estonian."""
    return session()


def session(language="et"):
    """A new session, as after loading the page."""
    started = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    started.query_params["lang"] = language
    return started.run()


def page(name, language="et", **query):
    """A new session at the page with this address."""
    started = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    for key, value in {"lang": language, **query}.items():
        started.query_params[key] = value
    started._page_hash = calc_hash(name)  # AppTest has no call for pages that are functions
    started.run()
    assert not started.exception
    return started
