"""The app as AppTest runs it, on a database of its own."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from assessment import bootstrap
from assessment.settings import ROOT
from assessment.ui import context


@pytest.fixture
def house(tmp_path, monkeypatch):
    """The house of the app under test."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/app.db")
    bootstrap._built.cache_clear()
    yield bootstrap.house()
    bootstrap.house().store.close()
    bootstrap._built.cache_clear()


@pytest.fixture
def device(monkeypatch):
    """The device that the next session comes from: call it with another name to change devices."""

    def use(name):
        monkeypatch.setattr(context, "seat_cookie", lambda: name)

    use("a device")
    return use


@pytest.fixture
def app(house, device):
    """A session of the app at Home, in Estonian."""
    return session()


def session(language="et"):
    """A new session, as after loading the page."""
    started = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    started.query_params["lang"] = language
    return started.run()
