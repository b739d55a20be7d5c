from __future__ import annotations

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import flags
from tests.e2e.server import running_app


@pytest.fixture(scope="session")
def app_url(tmp_path_factory):
    """A running app for all end-to-end tests; each test comes with a browser context, so a device, of its own."""
    with running_app(tmp_path_factory.mktemp("app")) as address:
        yield address


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
