"""The live connections over a real network, on a database in a file."""

from __future__ import annotations

import json
import socket as network
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Barrier, Thread
from time import monotonic, sleep

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from assessment.bootstrap import House
from assessment.codes import RandomCodes
from assessment.core.workshop import PAUSE, RESUME, REVEAL, START
from assessment.phone.workshop.live import Live
from assessment.settings import Settings
from assessment.storage.opening import open_store
from tests.fakes import FixedClock, PatientThrottle
from tests.halls import Hall, app_of, hall_of, listening, live_of

PHONES = 20


@pytest.fixture
def hall(library, tmp_path: Path):
    house = house_at(library, tmp_path)
    hall = hall_of(house)
    for _ in range(PHONES):
        hall.sit()
    hall.move(START)
    yield hall
    house.store.close()


def house_at(library, folder: Path) -> House:
    store = open_store(f"sqlite:///{folder}/hall.db")
    return House(Settings(), library, store, FixedClock(date(2026, 11, 28)), RandomCodes(b"k" * 32), PatientThrottle())


@contextmanager
def phone(hall: Hall, port: int, number: int = 1):
    cookie, origin = {"Cookie": f"hall={hall.phones[number - 1]}"}, f"http://127.0.0.1:{port}"
    with connect(f"ws://127.0.0.1:{port}{hall.at}", additional_headers=cookie, origin=origin) as socket:
        yield socket


def hear(socket: ClientConnection, *kinds: str) -> dict:
    while True:
        message = json.loads(socket.recv(timeout=10))
        if message["type"] in kinds:
            return message


def ask(socket: ClientConnection, choice: str, seat: int = 1) -> dict:
    vote = {"id": 1, "seat": seat, "step": "domain:leadership", "ballot": 1, "choice": choice}
    socket.send(json.dumps(vote))
    return hear(socket, "ack", "refused")


def test_a_phone_comes_back_after_a_new_start_of_the_server_with_its_vote(hall) -> None:
    with listening(app_of(live_of(hall.house))) as port, phone(hall, port) as socket:
        assert ask(socket, "3")["type"] == "ack"
    with pytest.raises(ConnectionClosed) as closed:
        hear(socket, "nothing")
    assert closed.value.rcvd is None or closed.value.rcvd.code in (1000, 1012)
    with listening(app_of(live_of(hall.house)), port), phone(hall, port) as socket:
        assert hear(socket, "own")["votes"] == {"1": {"domain:leadership|1": "3"}}
        assert hear(socket, "state")["revision"] == 1


def test_a_reveal_among_the_votes_of_many_loses_none_that_was_acknowledged(hall) -> None:
    heard: dict[int, list[object]] = {number: [] for number in range(1, PHONES + 1)}
    all_here = Barrier(PHONES + 1, timeout=20)

    def votes(number: int) -> None:
        with phone(hall, port, number) as socket:
            hear(socket, "state")
            all_here.wait()
            sleep(number / 200)
            for choice in ("1", "3"):
                vote = {"id": choice, "seat": number, "step": "domain:leadership", "ballot": 1, "choice": choice}
                socket.send(json.dumps(vote))
            while len(heard[number]) < 3:
                message = hear(socket, "ack", "refused", "state")
                heard[number].append(message.get("reason") or message.get("id") or "revealed")

    with listening(app_of(live_of(hall.house))) as port:
        threads = [Thread(target=votes, args=[number]) for number in heard]
        for thread in threads:
            thread.start()
        all_here.wait()
        sleep(0.05)
        hall.move(REVEAL)
        for thread in threads:
            thread.join(15)
    kept = {vote.seat_id: vote.choice for vote in hall.house.store.votes(hall.id)}
    seats = {seat.number: seat.id for seat in hall.house.store.seats(hall.id)}
    for number, told in heard.items():
        acknowledged = [one for one in told if one in ("1", "3")]
        assert kept.get(seats[number]) == (acknowledged[-1] if acknowledged else None)
        assert sorted(told) == sorted([*acknowledged, *["closed"] * (2 - len(acknowledged)), "revealed"])
        assert told.index("revealed") >= len(acknowledged), "nothing is acknowledged after the reveal is shown"


@pytest.fixture
def other_process(library, tmp_path):
    house = house_at(library, tmp_path)
    with listening(app_of(live_of(house))) as port:
        yield port
    house.store.close()


def test_two_processes_on_one_database_see_one_another(hall, other_process) -> None:
    with (
        listening(app_of(live_of(hall.house))) as port,
        phone(hall, port, 1) as first,
        phone(hall, other_process, 2) as second,
    ):
        assert ask(first, "3", 1)["type"] == ask(second, "4", 2)["type"] == "ack"
        hall.move(REVEAL)
        began = monotonic()
        for socket in (first, second):
            while hear(socket, "state")["revision"] != 2:
                pass
        assert monotonic() - began < 2


def test_a_message_of_a_megabyte_ends_that_socket_alone(hall) -> None:
    with listening(app_of(live_of(hall.house))) as port, phone(hall, port, 1) as loud, phone(hall, port, 2) as calm:
        loud.send("x" * 1_000_000)
        with pytest.raises(ConnectionClosed) as closed:
            hear(loud, "nothing")
        assert closed.value.rcvd.code == 1009
        assert ask(calm, "3", 2)["type"] == "ack"


def asleep(hall: Hall, port: int) -> network.socket:
    """A phone that has shaken hands, and reads nothing more."""
    found = network.socket()
    found.setsockopt(network.SOL_SOCKET, network.SO_RCVBUF, 4096)
    found.connect(("127.0.0.1", port))
    words = ["Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13", f"Cookie: hall={hall.phones[0]}"]
    words += [f"Host: 127.0.0.1:{port}", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="]
    found.sendall("\r\n".join([f"GET {hall.at} HTTP/1.1", *words, "", ""]).encode())
    assert b" 101 " in found.recv(64)
    return found


def test_a_phone_that_takes_nothing_holds_up_no_other(hall) -> None:
    live = Live(lambda *_: "x" * 900_000, lambda say, reason: reason, lambda: hall.house)
    with listening(app_of(live)) as port, asleep(hall, port), phone(hall, port, 2) as calm:
        hear(calm, "state")
        for _ in range(4):
            hall.move(PAUSE, RESUME)
            while hear(calm, "state")["revision"] != hall.standing.course.revision:
                pass
        assert ask(calm, "3", 2)["type"] == "ack"
