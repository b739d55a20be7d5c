"""How long it takes in a real browser until the page that compares the 130 areas of a municipality is drawn.

It is drawn when the chart is there with all its pictures. Each chart is looked at

- cold: by a browser that has kept nothing, the first one by a server that has just started;
- warm: by the same browser, loading the page anew;
- on: by choosing it on the page.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from assessment import bootstrap
from assessment.core.access import WORKER
from assessment.i18n.texts import words
from assessment.journeys import access
from assessment.ui.components.comparing import VIEWS
from benchmarks.country import country, municipality
from benchmarks.machine import table
from tests.browser import find_browser, flags
from tests.e2e.server import running_app

AREAS, REPEATS = 130, int(os.environ.get("BENCH_REPEATS", "5"))
AIMS = {"cold": "≤ 3 s", "warm": "≤ 1 s"}
DRAWN = """kind => {
  const chart = document.querySelector(`.kp-areas.kp-${kind}`)
  const shown = image => image.offsetParent === null || (image.complete && image.naturalWidth > 0)
  return chart !== null && [...chart.querySelectorAll("img")].every(shown)
}"""
TITLES = {"profiles": "&area=area-1&area=area-2&area=area-3&area=area-4&area=area-5&area=area-6"}


def run() -> None:
    """Print the table."""
    print(f"Load of the machine before it began: {os.getloadavg()[0]:.1f}.\n")
    with TemporaryDirectory() as folder:
        country(Path(folder, "app.db"), AREAS)
        secret = _secret(Path(folder, "app.db"))
        with running_app(Path(folder)) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_browser(), args=flags())
            rows = [row for view in VIEWS for row in _rows(browser, address, secret, view)]
            browser.close()
    print(f"Median of {REPEATS} visits; in brackets the slowest.\n")
    table(["chart", "", "drawn", "aim", "sent"], rows)


def _secret(database: Path) -> str:
    """What the browser of somebody who works there holds."""
    os.environ["DATABASE_URL"] = f"sqlite:///{database}"
    house = bootstrap.house()
    new = access.invite(house.store, house.clock, house.codes, access.Invitation(WORKER, municipality(0))).access
    secret: str = access.enter(house.store, house.clock, house.codes, new).secret
    house.store.close()
    return secret


def _rows(browser: Browser, address: str, secret: str, view: str) -> list[list[str]]:
    taken: dict[str, list[float]] = {"cold": [], "warm": [], "on": []}
    sent = ""
    for _ in range(REPEATS):
        context = _device(browser, address, secret)
        page = context.new_page()
        for kind in ("cold", "warm"):
            taken[kind].append(_visit(page, address, view))
        html = page.locator(".kp-areas").evaluate("chart => chart.outerHTML.length")
        sent = f"{html / 1000:.0f} kB"
        taken["on"].append(_choice(page, address, view))
        context.close()
    return [
        [view, kind, f"{median(times):.2f} s ({max(times):.2f})", AIMS.get(kind, ""), sent]
        for kind, times in taken.items()
    ]


def _device(browser: Browser, address: str, secret: str) -> BrowserContext:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_cookies([{"name": "access", "value": secret, "url": address}])
    return context


def _visit(page: Page, address: str, view: str) -> float:
    start = time.perf_counter()
    page.goto(f"{address}/compare?lang=et&view={view}{TITLES.get(view, '')}", wait_until="commit")
    return _drawn(page, view, start)


def _choice(page: Page, address: str, view: str) -> float:
    """From another chart to this one."""
    other = VIEWS[1] if view == VIEWS[0] else VIEWS[0]
    _visit(page, address, f"{other}{TITLES.get(view, '')}")
    button = page.get_by_role("radio", name=words("et")(f"compare.view.{view}"), exact=True)
    button.wait_for()
    start = time.perf_counter()
    button.click()
    return _drawn(page, view, start)


def _drawn(page: Page, view: str, start: float) -> float:
    page.wait_for_function(DRAWN, arg=view.partition("&")[0], polling="raf")
    return time.perf_counter() - start
