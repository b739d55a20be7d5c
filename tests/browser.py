"""Find, or install, a Chromium for the tests. `python -m tests.browser` says which one it is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Without these, Chromium looks for its maker's hosts at every start, and waits for them where there is no network.
FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
REMEDY = (
    "The tests need a Chromium browser and found none. Install one (on Debian and Ubuntu: apt install chromium), "
    "or name one: CHROMIUM=/path/to/chromium make test"
)


class NoBrowserError(Exception):
    """There is no browser, and none could be installed."""


def find_browser() -> str:
    """The path of a Chromium: the one named in $CHROMIUM, the system's, or one that is installed now."""
    named = os.environ.get("CHROMIUM", "")
    if named:
        if shutil.which(named):
            return named
        raise NoBrowserError(f"CHROMIUM names {named}, which is no program. {REMEDY}")
    found = _of_the_system() or _from_the_distribution() or _from_playwright()
    if not found:
        raise NoBrowserError(REMEDY)
    return found


def flags() -> list[str]:
    """How Chromium is started. As root (in a container) it refuses to run in its own sandbox."""
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*FLAGS, *(["--no-sandbox"] if as_root else [])]


def _of_the_system() -> str | None:
    return next((path for path in map(shutil.which, NAMES) if path), None)


def _from_the_distribution() -> str | None:
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return None
    print("Installing the distribution's Chromium for the tests", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
        subprocess.run(["apt-get", "-qq", *words], env=quiet, stdout=subprocess.DEVNULL, check=False)
    return _of_the_system()


def _from_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    if not Path(path).exists():
        print("Downloading Playwright's Chromium for the tests", flush=True)
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return path if Path(path).exists() else None


if __name__ == "__main__":
    try:
        print(f"Browser: {find_browser()}", flush=True)
    except NoBrowserError as error:
        sys.exit(str(error))
