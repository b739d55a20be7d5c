"""What the first and the second visit weigh, and how long the first words take on slow lines, in a real browser."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.machine import table
from tests.browser import find_browser, flags
from tests.e2e.server import running_app
from tests.e2e.weight import Wire, listen, wait_until_compressed

# Name -> bytes a second down and up, and the round trip in milliseconds.
LINES = {
    "1.6 Mbit/s, 150 ms": (1_600_000 / 8, 750_000 / 8, 150),
    "400 kbit/s, 400 ms": (400_000 / 8, 400_000 / 8, 400),
}
PAGES = {"Home": ("/?lang=et", "h1"), "a question": ("/assess?lang=et", "h1")}
AIMS = {"1.6 Mbit/s, 150 ms": ("≤ 6 s", "≤ 2 s")}
REPEATS = 3


def run() -> None:
    """Print the table."""
    with TemporaryDirectory() as folder, running_app(Path(folder)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=flags())
        _wait(browser, address)
        rows = [_row(browser, address, name, line) for line in LINES for name in PAGES]
        browser.close()
    print(
        f"Time until the first words can be read, median of {REPEATS} visits with an empty cache, and again after each"
    )
    table(["page, line", "first visit", "aim", "weight (≤ 650 kB)", "second visit", "aim", "weight"], rows)


def _wait(browser: Browser, address: str) -> None:
    """Until everything that the pages ask for is there compressed, as it is on every start but the first."""
    page = browser.new_page()
    wire = listen(page)
    for path, words in PAGES.values():
        page.goto(address + path)
        page.locator(words).wait_for()
        page.wait_for_load_state("networkidle")
    wait_until_compressed(address, [file for file, size in wire.files.items() if "/static/js/" in file and size > 2000])
    page.close()


def _row(browser: Browser, address: str, name: str, line: str) -> list[str]:
    path, words = PAGES[name]
    visits = [_two_visits(browser, address + path, words, line) for _ in range(REPEATS)]
    first, later = ([visit[i] for visit in visits] for i in (0, 1))
    aims = AIMS.get(line, ("", ""))
    cells = []
    for seen, aim in zip((first, later), aims, strict=True):
        seconds, weight = median(visit[0] for visit in seen), median(visit[1] for visit in seen)
        cells += [f"{seconds:.1f} s", aim, f"{weight / 1000:.0f} kB"]
    return [f"{name}, {line}", *cells]


def _two_visits(browser: Browser, address: str, words: str, line: str) -> list[tuple[float, float]]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    visits = []
    for _ in range(2):
        page = context.new_page()
        wire = slow(page, line)
        start = time.perf_counter()
        page.goto(address, wait_until="commit")
        page.locator(words).wait_for()
        taken = time.perf_counter() - start
        page.wait_for_load_state("networkidle")
        visits.append((taken, wire.total))
        page.close()
    context.close()
    return visits


def slow(page: Page, line: str) -> Wire:
    """Put the page on a slow line, and begin to count what it loads."""
    down, up, latency = LINES[line]
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    limits = {"offline": False, "latency": latency, "downloadThroughput": down, "uploadThroughput": up}
    session.send("Network.emulateNetworkConditions", limits)
    return listen(page)
