from __future__ import annotations

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from assessment.api.ahead import Ahead


async def light(request: Request) -> Response:
    return PlainTextResponse(f"light {request.path_params['code']} {request.method}")


async def streamlits(request: Request) -> Response:
    return PlainTextResponse("streamlit")


async def lights_socket(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_text(f"light {websocket.path_params['code']}")


async def streamlits_socket(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_text("streamlit")


ROUTES = [Route("/a/{code}", light, methods=["GET", "POST"]), WebSocketRoute("/j/{code}/live", lights_socket)]


def asked(method: str, path: str, root: str = "") -> str:
    app = Starlette(
        routes=[Route("/{rest:path}", streamlits, methods=["GET", "PUT"])],
        middleware=[Middleware(Ahead, routes=ROUTES)],
    )
    return TestClient(app, root_path=root).request(method, path).text


def test_a_light_page_is_served_before_everything_else() -> None:
    assert asked("GET", "/a/KMPX4TRA") == "light KMPX4TRA GET"
    assert asked("POST", "/a/KMPX4TRA") == "light KMPX4TRA POST"


def test_every_other_request_goes_on() -> None:
    assert asked("GET", "/explore") == "streamlit"
    assert asked("GET", "/a/KMPX4TRA/more") == "streamlit"
    assert asked("PUT", "/a/KMPX4TRA") == "streamlit", "a method that the page does not know is the app's to refuse"


def test_a_folder_before_the_address_is_left_out() -> None:
    assert asked("GET", "/peegel/a/KMPX4TRA", root="/peegel") == "light KMPX4TRA GET"


def test_a_light_socket_is_served_before_everything_else_and_every_other_goes_on() -> None:
    app = Starlette(
        routes=[WebSocketRoute("/{rest:path}", streamlits_socket)], middleware=[Middleware(Ahead, routes=ROUTES)]
    )
    for path, told in (("/j/KMPXR/live", "light KMPXR"), ("/_stcore/stream", "streamlit"), ("/a/K", "streamlit")):
        with TestClient(app).websocket_connect(path) as socket:
            assert socket.receive_text() == told
