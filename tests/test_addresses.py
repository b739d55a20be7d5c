"""The addresses by which phones reach this computer."""

from __future__ import annotations

import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import SimpleNamespace

import pytest

from assessment import addresses


@pytest.fixture
def networks(monkeypatch):
    """Give this computer other networks: adapter -> addresses; the last argument is the one that leads out."""

    def use(adapters, out=""):
        found = [
            SimpleNamespace(nice_name=name, ips=[SimpleNamespace(ip=ip, is_IPv4=isinstance(ip, str)) for ip in ips])
            for name, ips in adapters.items()
        ]
        monkeypatch.setattr(addresses.ifaddr, "get_adapters", lambda: found)
        monkeypatch.setattr(addresses, "_leading_out", lambda: out)

    return use


def test_a_hotspot_of_its_own_is_found_without_any_way_out(networks):
    networks({"lo": ["127.0.0.1", ("::1", 0, 0)], "wlan0": ["10.42.0.1", ("fe80::1", 0, 3)]})
    assert addresses.for_phones("http://localhost:8501/open-workshop", "", 8501) == {"http://10.42.0.1:8501": "wlan0"}


def test_the_network_that_leads_out_comes_first_and_those_of_programs_last(networks):
    networks(
        {"docker0": ["172.17.0.1"], "eth0": ["192.168.1.5"], "wlan0": ["192.168.7.9"], "usb0": ["169.254.3.4"]},
        out="192.168.7.9",
    )
    found = addresses.for_phones("", "", 8501)
    assert list(found) == ["http://192.168.7.9:8501", "http://192.168.1.5:8501", "http://172.17.0.1:8501"]


def test_the_address_by_which_the_host_came_is_the_first_then_the_one_that_is_set(networks):
    networks({"eth0": ["192.168.1.5"]})
    found = addresses.for_phones("http://192.168.1.5:9000/workshop?lang=et", "https://peegel.example.ee", 9000)
    assert list(found) == ["http://192.168.1.5:9000", "https://peegel.example.ee"]


@pytest.mark.parametrize("used", ["http://localhost:9000/x", "http://127.0.0.1:9000/x", "http://[::1]:9000/x"])
def test_localhost_is_never_among_them_and_its_port_is_taken_over(networks, used):
    networks({"lo": ["127.0.0.1"], "eth0": ["192.168.1.5"]})
    assert list(addresses.for_phones(used, "http://localhost:9000", 8501)) == ["http://192.168.1.5:9000"]


def test_without_a_network_there_is_none(networks):
    networks({"lo": ["127.0.0.1"]})
    assert addresses.for_phones("http://localhost:8501/", "", 8501) == {}


@pytest.mark.parametrize(
    "typed",
    [
        "http://localhost:8501",
        "http://127.0.0.1:8501",
        "http://0.0.0.0:8501",
        "http://app.localhost",
        "http://[::1]",
        "ftp://192.168.1.5",
        "192.168.1.5",
        "http://",
        "http://192.168.1.5:x",
        "http://192.168.1.5:99999",
        "http://a b",
        "http://me@192.168.1.5",
        "http://192.168.1.5/?x=1",
        "http://" + "a" * 300,
        "",
    ],
)
def test_what_phones_cannot_open_is_no_address_for_them(typed):
    assert not addresses.is_for_phones(typed)


@pytest.mark.parametrize(
    "typed", ["http://192.168.1.5:8501", "https://peegel.example.ee", "http://laptop.local:8501/x"]
)
def test_an_address_on_a_network_is_one_for_phones(typed):
    assert addresses.is_for_phones(typed)


def test_what_is_typed_without_its_beginning_is_made_whole():
    assert addresses.whole(" 192.168.1.5:8501/ ") == "http://192.168.1.5:8501"
    assert addresses.whole("https://peegel.example.ee/") == "https://peegel.example.ee"
    assert addresses.whole(" ") == ""


def test_only_own_addresses_are_looked_at_from_here(networks):
    networks({"eth0": ["192.168.1.5"]})
    assert addresses.is_own("http://192.168.1.5:9000", {})
    assert addresses.is_own("https://peegel.example.ee", {"https://peegel.example.ee"})
    assert not addresses.is_own("http://192.168.1.1", {})
    assert not addresses.is_own("http://192.168.1.5.example.com", {})


@pytest.fixture
def serve():
    """A server on this computer that answers so: its address."""
    servers = []

    def start(status=200, body=b"ok", location=""):
        class Answer(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(status)
                if location:
                    self.send_header("Location", location)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        server = HTTPServer(("127.0.0.1", 0), Answer)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_an_address_answers_where_the_app_says_that_it_lives(serve):
    assert addresses.answers(serve())


def test_another_server_is_not_the_app(serve):
    assert not addresses.answers(serve(body=b"<html>Welcome to the router"))
    assert not addresses.answers(serve(status=404))
    assert not addresses.answers(serve(status=302, body=b"", location=f"{serve()}/healthz"))


def test_where_nobody_listens_nothing_answers():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        assert not addresses.answers(f"http://127.0.0.1:{taken.getsockname()[1]}")
    assert not addresses.answers("http://[broken")
