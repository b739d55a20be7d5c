from __future__ import annotations

import pytest
from playwright.sync_api import sync_playwright

from assessment import bootstrap
from tests import rounds
from tests.browser import flags
from tests.e2e.server import running_app


@pytest.fixture(scope="session")
def app_folder(tmp_path_factory):
    """Where the app under test keeps its database and its log."""
    return tmp_path_factory.mktemp("app")


@pytest.fixture(scope="session")
def app_url(app_folder):
    """A running app for all end-to-end tests; each test comes with a browser context, so a device, of its own."""
    with running_app(app_folder) as address:
        yield address


@pytest.fixture(scope="session")
def app_house(app_url, app_folder):
    """The house of the app under test, beside the one in its process: on the same database, with the same key."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("DATABASE_URL", f"sqlite:///{app_folder}/app.db")
        bootstrap._built.cache_clear()
        house = bootstrap.house()
    bootstrap._built.cache_clear()
    yield house
    house.store.close()


@pytest.fixture(scope="session")
def codes(app_house):
    """The share codes of rounds in each state that their result may be in; a wrong one too."""
    taking = rounds.opened(app_house, "Lahtine küla")
    rounds.answer(app_house, taking, rounds.VILLAGE[:7])
    worse = {f"{domain}_trend": "worse" for domain in app_house.questionnaire.domain_ids}
    divided = [[0, 0, 0, 0, 4, 4, 2, 2]] * 6 + [[4, 4, 4, 4, 0, 0, 2, 2]] * 6
    return {
        "full": rounds.closed(app_house).code,
        "indicative": rounds.closed(app_house, rounds.VILLAGE[:6], "Kuus küla").code,
        "few": rounds.closed(app_house, rounds.VILLAGE[:3], "Väike küla").code,
        "fading": rounds.closed(app_house, [[2] * 8] * 11, "Vaibuv küla", past="yes", **worse).code,
        "divided": rounds.closed(app_house, divided, "Erimeelne küla").code,
        "agreed": rounds.agreed(app_house, "Koosoleku küla").code,
        "open": taking.code,
        "wrong": "AAAA-AAAA",
    }


@pytest.fixture(scope="session")
def chromium(browser_path):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=flags())
        yield browser
        browser.close()


@pytest.fixture
def visitor(chromium):
    """A function that opens a page on a new device of a given width."""
    contexts = []

    def arrive(width=390, **options):
        context = chromium.new_context(viewport={"width": width, "height": 844}, **options)
        contexts.append(context)
        return context.new_page()

    yield arrive
    for context in contexts:
        context.close()
