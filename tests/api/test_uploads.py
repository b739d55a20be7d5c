"""Who may send a file to the server at all."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from assessment.api import server
from assessment.api.uploads import UploadsMiddleware
from assessment.bootstrap import EstonianClock
from assessment.core.access import WORKER
from assessment.journeys import access

FILE = "/_stcore/upload_file/session/file"


async def _size(request: Request) -> PlainTextResponse:
    return PlainTextResponse(str(len(await request.body())))


@pytest.fixture
def client() -> TestClient:
    guard = Middleware(UploadsMiddleware, may_upload=lambda cookies: cookies.get("access") == "known")
    routes = [Route("/{path:path}", _size, methods=["PUT", "POST", "GET"])]
    return TestClient(Starlette(routes=routes, middleware=[guard]))


@pytest.mark.parametrize("method", ["PUT", "POST"])
@pytest.mark.parametrize("path", [FILE, f"/behind/a/path{FILE}"])
def test_a_strangers_file_is_not_read(client: TestClient, method: str, path: str) -> None:
    answer = client.request(method, path, content=b"x" * 10_000, headers={"cookie": "access=other"})
    assert (answer.status_code, answer.text) == (403, "Forbidden")


def test_a_known_persons_file_is_taken(client: TestClient) -> None:
    assert client.put(FILE, content=b"x" * 10_000, headers={"cookie": "access=known"}).text == "10000"


def test_nothing_else_is_touched(client: TestClient) -> None:
    assert client.put("/a/answer", content=b"x").text == "1"
    assert client.get(FILE).text == "0"


def test_an_access_or_a_sign_in_lets_a_file_in(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/app.db")
    server.bootstrap._built.cache_clear()
    house = server.bootstrap.house()
    given = access.invite(house.store, EstonianClock(), house.codes, access.Invitation(WORKER, "Põlva vald")).access
    secret = access.enter(house.store, EstonianClock(), house.codes, given).secret
    try:
        assert server._may_upload({"access": secret})
        assert server._may_upload({"_streamlit_user": "signed"})
        assert not server._may_upload({"access": "forged"})
        assert not server._may_upload({})
        house.store.revoke_access(given.id, house.clock.today())
        assert not server._may_upload({"access": secret})
    finally:
        house.store.close()
        server.bootstrap._built.cache_clear()
