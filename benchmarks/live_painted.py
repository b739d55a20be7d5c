"""When a vote is seen on the wall: the projector's page in a real browser, which says when its number changes."""

from __future__ import annotations

import time

from playwright.async_api import async_playwright

from benchmarks.live_hall import Hall
from tests.browser import find_browser, flags
from tests.e2e.hall_phones import Cast, until_shown

# How many voted is the last of the numbers below the code. It is noted in the frame in which it is painted.
NUMBER = ".kp-numbers dd"
WATCH = """selector => {
  const seen = window.seen = []
  const number = () => {
    const told = document.querySelectorAll(selector)
    return told.length ? Number(told[told.length - 1].textContent.replace(/\\D/g, "")) : 0
  }
  let last = null
  const look = () => {
    const now = number()
    if (now !== last) seen.push([performance.timeOrigin + performance.now(), now])
    last = now
  }
  new MutationObserver(() => requestAnimationFrame(look)).observe(
    document.body, { childList: true, subtree: true, characterData: true })
  look()
}"""
SIZE = {"width": 1920, "height": 1080}


async def painted(hall: Hall, withins: list[float]) -> list[tuple[float, list[Cast], list[float]]]:
    """For each of so many seconds within which all vote: the votes, and seconds until the page's number has each."""
    found = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find_browser(), args=flags())
        page = await browser.new_page(viewport=SIZE)
        await page.goto(f"{hall.app.address}/projector?key={hall.opened.projector_key}&lang=et")
        for within in withins:
            await hall.next_ballot()
            await page.wait_for_function(
                "selector => [...document.querySelectorAll(selector)].at(-1)?.textContent === '0'", arg=NUMBER
            )
            await page.evaluate(WATCH, NUMBER)
            casts = await hall.ballot(within)
            everybody = [NUMBER, len(casts)]
            await page.wait_for_function(
                "([at, all]) => [...document.querySelectorAll(at)].at(-1)?.textContent == all", arg=everybody
            )
            # The page's clock is the time of day, this one's is another.
            apart = time.time() - time.perf_counter()
            seen = [(at / 1e3 - apart, number) for at, number in await page.evaluate("window.seen")]
            found.append((within, casts, until_shown(casts, seen)))
        await browser.close()
    return found
