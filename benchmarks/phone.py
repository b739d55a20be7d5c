"""What the pages on which neighbours answer weigh, and when they are shown on slow lines, in a real browser.

The browser's own emulation of a slow line delays every request by one round trip. What setting up a connection costs
before the first one (a name, TCP, TLS) is not in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from assessment.storage import open_store
from benchmarks.answering import KEY, open_round
from benchmarks.machine import table
from benchmarks.pages import LINES, slow
from tests.browser import find_browser, flags
from tests.e2e.server import running_app
from tests.e2e.weight import Wire

REPEATS = 3
AIMS = {"first page": "≤ 2 s, ≤ 30 kB, ≤ 3", "an answer and the next page": "≤ 10 kB", "an answer and the result": ""}
SHOWN = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


@dataclass(frozen=True)
class Seen:
    """When a page was shown, in milliseconds since it was asked for, what it weighed and how many requests it took."""

    shown: float
    weight: float
    requests: int


def run() -> None:
    """Print the table."""
    with TemporaryDirectory() as folder, running_app(Path(folder), SECRET_KEY=KEY) as address:
        store = open_store(f"sqlite:///{folder}/app.db")
        _, opened = open_round(store)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_browser(), args=flags())
            address += f"/a/{opened.code}?lang=et"
            rows = [row for line in LINES for row in _rows(browser, address, line)]
            browser.close()
        store.close()
    print(f"Time until the first paint with words, median of {REPEATS} phones with an empty cache each")
    table(["page, line", "shown", "weight", "requests", "aim at 400 kbit/s"], rows)


def _rows(browser: Browser, address: str, line: str) -> list[list[str]]:
    walks = [list(_walk(browser, address, line)) for _ in range(REPEATS)]
    rows = []
    for name, seen in zip(AIMS, zip(*walks, strict=True), strict=True):
        shown, weight = median(one.shown for one in seen), median(one.weight for one in seen)
        requests = max(one.requests for one in seen)
        aim = AIMS[name] if line.startswith("400") else ""
        rows.append([f"{name}, {line}", f"{shown / 1000:.2f} s", f"{weight / 1000:.1f} kB", str(requests), aim])
    return rows


def _walk(browser: Browser, address: str, line: str) -> Iterator[Seen]:
    """A person who comes for the first time, answers one question after the other, and reads the result."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    wire = slow(page, line)
    page.goto(address)
    yield _seen(page, wire, Wire())
    for number in range(1, 11):
        before = Wire(dict(wire.addresses), dict(wire.sizes))
        fields = page.locator("fieldset").first.locator("input")
        fields.nth(fields.count() // 2).check()
        page.locator("button[value=next]").click()
        page.wait_for_url(f"**/{number}?lang=et" if number < 10 else "**/done?lang=et")
        if number in (1, 10):
            yield _seen(page, wire, before)
    context.close()


def _seen(page: Page, wire: Wire, before: Wire) -> Seen:
    page.wait_for_load_state("networkidle")
    page.wait_for_function(SHOWN)
    new = {request: size for request, size in wire.sizes.items() if request not in before.sizes and size}
    return Seen(page.evaluate(SHOWN), sum(new.values()), len(new))
