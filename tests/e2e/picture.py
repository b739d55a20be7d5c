"""`python -m tests.e2e.picture` takes the README's picture anew, from the running app."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from tests.browser import find_browser, flags
from tests.e2e.server import running_app
from tests.e2e.test_whole_journey import answer_all

PICTURE = Path(__file__).parent / "pictures" / "my_result.png"


def main() -> None:
    with TemporaryDirectory() as folder, running_app(Path(folder)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=flags())
        page = browser.new_page(viewport={"width": 1100, "height": 1250})
        page.goto(f"{address}/?lang=en")
        answer_all(page, "en")
        page.locator(".kp-profile").wait_for()
        page.mouse.move(0, 0)
        page.evaluate("document.activeElement.blur()")
        page.wait_for_timeout(1000)
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
