"""A municipality's own system reads from the running app, by the command's token and nothing else."""

from __future__ import annotations

import json
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from tests.e2e.test_entering import invite, link


def ask(address, token="", method="GET", **headers):
    """Status, headers and body of an answer, whatever it is."""
    sent = headers | ({"Authorization": f"Bearer {token}"} if token else {})
    try:
        with urlopen(Request(address, headers=sent, method=method), timeout=60) as answer:
            return answer.status, answer.headers, answer.read()
    except HTTPError as error:
        return error.code, error.headers, error.read()


def test_a_token_reads_and_a_link_does_not(app_url, app_folder, codes):
    token = invite(app_folder, "--role", "program")["token"]
    status, headers, body = ask(f"{app_url}/api/v1/areas", token)
    assert status == 200
    assert "set-cookie" not in headers
    assert {one["name"] for one in json.loads(body)["areas"]} > {"Väike küla", "Vaibuv küla"}
    at = link(app_folder)
    assert ask(f"{app_url}/api/v1/areas", at.removeprefix("/m/"))[0] == 401
    assert ask(f"{app_url}/m/{token}", Accept="text/html")[0] == 404


def test_the_server_refuses_like_a_program_and_not_like_a_page(app_url, app_folder):
    token = invite(app_folder, "--role", "program")["token"]
    for path, method, expected in (
        ("/api/v1/areas", "POST", 405),
        ("/api/v1/nothing", "GET", 404),
        ("/api", "GET", 404),
    ):
        status, headers, body = ask(f"{app_url}{path}", token, method, Accept="text/html")
        assert (status, headers["content-type"]) == (expected, "application/problem+json")
        assert json.loads(body)["status"] == expected
    status, headers, body = ask(f"{app_url}/api/v1/areas", token, "HEAD")
    assert (status, body, int(headers["content-length"]) > 0) == (200, b"", True)
    tag = headers["etag"]
    assert ask(f"{app_url}/api/v1/areas", token, **{"If-None-Match": tag})[0] == 304
