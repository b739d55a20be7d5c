"""The middleware around a real Streamlit server, with the project's own configuration."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import httpx2
import pytest
from playwright.sync_api import sync_playwright
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from assessment.api.page import SEAT_COOKIE, FirstWords, PageMiddleware
from assessment.settings import ROOT
from tests.browser import flags

PAGE = {"accept": "text/html,application/xhtml+xml", "accept-encoding": "gzip"}
APP = """
import streamlit as st
from starlette.middleware import Middleware
from assessment.api.page import FirstWords, PageMiddleware

if __name__ == "__main__":
    st.write("Seat:", st.context.cookies.get("seat", "none"))
else:
    words = {language: FirstWords("Kogukond & <peegel>", f"No script & {language}") for language in ("et", "en", "ru")}
    wrapping = Middleware(PageMiddleware, words=words, style="h1 > b { color: red }", is_page={"result"}.__contains__)
    app = st.App(__file__, middleware=[wrapping])
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("app")
    (folder / "app.py").write_text(APP)
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit", ignore=shutil.ignore_patterns("secrets.toml"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    surroundings = {**os.environ, "HOME": str(folder), "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen(command, cwd=folder, env=surroundings, stdout=log, stderr=log)
    try:
        address = f"http://localhost:{port}"
        wait_for(f"{address}/_stcore/health", running, folder / "log")
        yield address
    finally:
        running.terminate()
        running.wait(20)
    # Streamlit says there which lines of config.toml it does not know.
    assert not re.search(r"(?i)warn|not a valid config|unrecognized|error", (folder / "log").read_text())


def wait_for(url: str, running: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            httpx2.get(url).raise_for_status()
            return
        except httpx2.HTTPError:
            assert running.poll() is None, log.read_text()
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.1)


@pytest.mark.parametrize("path", ["/", "/result", "/index.html"])
@pytest.mark.parametrize(
    ("query", "language"),
    [("", "et"), ("?lang=ru", "ru"), ("?lang=en&x=1", "en"), ("?lang=fi", "et"), ("?lang=%22%3E%3Cscript%3E", "et")],
)
def test_every_page_says_its_language_and_title(server: str, path: str, query: str, language: str) -> None:
    answer = httpx2.get(server + path + query, headers=PAGE)
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    assert "<title>Kogukond &amp; &lt;peegel&gt;</title>" in answer.text
    assert answer.text.rstrip().endswith("</html>")
    assert "<title>Streamlit" not in answer.text
    assert "etag" not in answer.headers
    assert "last-modified" not in answer.headers


def test_nothing_else_of_the_page_changes(server: str) -> None:
    page = httpx2.get(f"{server}/?lang=ru", headers=PAGE).text
    back = page.replace('<html lang="ru">', '<html lang="en">').replace(
        "<title>Kogukond &amp; &lt;peegel&gt;</title>", "<title>Streamlit</title>"
    )
    back = re.sub(r"</title><meta[^>]*><script>.*?</script><style>.*?</style>", "</title>", back)
    back = back.replace("<style>h1 > b { color: red }</style></body>", "</body>")
    assert _without(back, "<noscript>", "</noscript>") == _without(_original(), "<noscript>", "</noscript>")


def test_no_font_is_asked_for_ahead_of_the_words(server: str) -> None:
    assert 'as="font"' in _original(), "Streamlit does not preload a font any more: drop what takes it out"
    assert 'as="font"' not in httpx2.get(server, headers=PAGE).text


def test_who_runs_no_script_is_told_so_in_the_page_s_language(server: str) -> None:
    page = httpx2.get(f"{server}/?lang=ru", headers=PAGE).text
    assert re.findall(r"<noscript>.*?</noscript>", page, re.DOTALL) == [
        "<noscript><p>No script &amp; ru</p></noscript>"
    ]


def _original() -> str:
    import streamlit

    return (Path(streamlit.__file__).parent / "static" / "index.html").read_text()


def _without(page: str, start: str, end: str) -> str:
    """The page without one part and without the links to fonts, white space folded."""
    before, _, rest = page.partition(start)
    page = re.sub(r'<link\s+rel="preload"[^>]*as="font"[^>]*>', "", before + rest.partition(end)[2])
    return re.sub(r"\s+", " ", page)


@pytest.mark.parametrize("path", ["/nope", "/result/more", "/phase-"])
def test_an_address_without_a_page_leads_home_in_its_language(server: str, path: str) -> None:
    answer = httpx2.get(f"{server}{path}?lang=ru", headers=PAGE, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/?lang=ru")


def test_a_page_kept_from_before_is_not_confirmed(server: str) -> None:
    later = {"if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT", "if-none-match": "*"}
    assert httpx2.get(server, headers=PAGE | later).status_code == 200


def test_scripts_and_styles_pass_as_they_are(server: str) -> None:
    script = re.search(r'src="\./(static/js/[^"]+)"', httpx2.get(server, headers=PAGE).text)
    assert script is not None
    answer = httpx2.get(f"{server}/{script[1]}")
    assert "immutable" in answer.headers["cache-control"]
    assert "etag" in answer.headers
    assert "set-cookie" not in answer.headers


def test_a_device_without_a_seat_gets_one_for_this_session_of_the_browser(server: str) -> None:
    cookies = [httpx2.get(server, headers=PAGE).headers.get_list("set-cookie") for _ in range(2)]
    seats = [cookie for group in cookies for cookie in group if cookie.startswith(SEAT_COOKIE)]
    assert all(re.fullmatch(r"seat=[\w-]{32}; Path=/; HttpOnly; SameSite=Lax", seat) for seat in seats)
    assert len(set(seats)) == 2


def test_a_seat_is_kept_beside_odd_cookies_of_others(server: str) -> None:
    kept = {"cookie": f'odd="a,b c; {{"x": 1}}; {SEAT_COOKIE}={"s" * 32}'}
    assert "set-cookie" not in httpx2.get(server, headers=PAGE | kept).headers


@pytest.mark.parametrize("seat", ["", "short", "s" * 31 + "$"])
def test_a_seat_that_was_not_made_here_is_replaced(server: str, seat: str) -> None:
    answer = httpx2.get(server, headers=PAGE | {"cookie": f"{SEAT_COOKIE}={seat}"})
    assert answer.headers["set-cookie"].startswith(f"{SEAT_COOKIE}=")


def test_behind_https_the_seat_is_for_https_only(server: str) -> None:
    answer = httpx2.get(server, headers=PAGE | {"x-forwarded-proto": "https"})
    assert answer.headers["set-cookie"].endswith("; Secure")


def test_pages_are_protected(server: str) -> None:
    headers = httpx2.get(server, headers=PAGE).headers
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["cache-control"] == "private, no-cache"


def socket_of(server: str, **headers: str) -> AbstractContextManager[object]:
    address = server.replace("http", "ws") + "/_stcore/stream"
    return connect(address, subprotocols=[Subprotocol("streamlit")], additional_headers=headers)


def test_a_page_of_another_site_opens_no_socket_and_nobody_waits_for_an_outside_service(server: str) -> None:
    start = time.monotonic()
    for origin in ("https://evil.example", "null"):
        with pytest.raises(InvalidStatus), socket_of(server, Origin=origin):
            pass
    assert time.monotonic() - start < 1, "Streamlit looks its own address up outside, for seconds"


def test_our_own_pages_and_programs_open_a_socket(server: str) -> None:
    for headers in ({"Origin": server}, {}):
        with socket_of(server, **headers):
            pass


def test_nobody_is_told_how_many_are_here(server: str) -> None:
    assert httpx2.get(f"{server}/_stcore/metrics").status_code == 404


def test_nothing_is_taken_for_another_kind_of_file(server: str) -> None:
    assert httpx2.get(f"{server}/_stcore/health").headers["x-content-type-options"] == "nosniff"


def test_a_question_for_the_headers_only_is_answered(server: str) -> None:
    answer = httpx2.head(server, headers=PAGE)
    assert (answer.status_code, answer.content) == (200, b"")


def test_in_a_browser_the_page_works_and_knows_the_seat(server: str, browser_path: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=flags())
        page = browser.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(f"{server}/?lang=ru")
        page.get_by_text("Seat:").wait_for()
        shown = page.get_by_text("Seat:").inner_text()
        seat = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == SEAT_COOKIE)
        assert seat in shown
        assert page.evaluate("document.documentElement.lang") == "ru"
        page.reload()
        page.get_by_text(seat).wait_for()
        assert not problems
        browser.close()


def test_the_first_language_stands_in_for_an_unknown_one() -> None:
    async def nothing(*_: object) -> None:
        """Never called."""

    middleware = PageMiddleware(nothing, {"et": FirstWords("t", ""), "en": FirstWords("t", "")}, "", bool)
    assert [middleware.language(query) for query in (b"", b"lang=xx", b"lang=en", b"lang=et&lang=en")] == [
        "et",
        "et",
        "en",
        "en",
    ]
    assert middleware.rewritten(b'<html lang="en">another page', "et") == b'<html lang="en">another page'
