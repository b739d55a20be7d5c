"""The live connections of a workshop, on a store in memory: what crosses the wire, and what does not."""

from __future__ import annotations

import json
from contextlib import ExitStack
from datetime import date
from threading import Event
from time import sleep

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from assessment.bootstrap import House
from assessment.codes import RandomCodes
from assessment.core.scene import Agreed
from assessment.core.workshop import END, HIDE, NEXT, PAUSE, REVEAL, START, VOTE_AGAIN
from assessment.journeys import hosting
from assessment.phone.routes import routes
from assessment.phone.workshop.room import MOST_TABS
from assessment.phone.workshop.sockets import MOST_A_SECOND, NO_SEAT, NO_WORKSHOP, NOT_NOW
from assessment.settings import Settings
from tests.fakes import FixedClock, MemoryStore, PatientThrottle
from tests.halls import ORIGIN, SOCKETS, Hall, hall_of, phone, server, wall


@pytest.fixture
def house(library) -> House:
    return House(
        Settings(), library, MemoryStore(), FixedClock(date(2026, 11, 28)), RandomCodes(b"k" * 32), PatientThrottle()
    )


@pytest.fixture
def hall(house) -> Hall:
    hall = hall_of(house)
    hall.sit()
    hall.move(START)
    return hall


@pytest.fixture
def client(house):
    with server(house) as client:
        yield client


def test_a_phone_is_shown_its_own_votes_and_the_state_at_once(client, hall) -> None:
    with phone(client, hall, hall.phones[0]) as line:
        assert line.hear("own")["votes"] == {"1": {}}
        state = line.hear("state")
        html = f"et /j/{hall.opened.code} domain:leadership|1 voting "
        assert state == {"type": "state", "revision": 1, "html": html}


def test_the_state_comes_in_the_language_that_the_page_asks_for(client, hall) -> None:
    with phone(client, hall, hall.phones[0], "ru") as russian, phone(client, hall, hall.phones[0], "xx") as other:
        assert russian.hear("state")["html"].startswith("ru ")
        assert other.hear("state")["html"].startswith("et "), "the workshop's own"
        hall.move(REVEAL)
        assert russian.hear("state", revision=2)["html"].startswith("ru ")
        assert other.hear("state", revision=2)["html"].startswith("et ")


def test_a_vote_is_stored_before_it_is_acknowledged(client, hall) -> None:
    with phone(client, hall, hall.phones[0]) as line:
        answer = line.ask("3", id_=7)
        assert (answer["type"], answer["id"]) == ("ack", 7)
        assert len(answer["at"]) == 5
        assert hall.votes() == ["domain:leadership|1=3"]
        assert line.ask("dk", id_=8)["type"] == "ack"
        assert hall.votes() == ["domain:leadership|1=dk"]


def test_a_reloaded_page_has_the_same_seat_and_the_same_vote(client, hall) -> None:
    with phone(client, hall, hall.phones[0]) as line:
        line.ask("3")
    with phone(client, hall, hall.phones[0]) as line:
        assert line.hear("own")["votes"] == {"1": {"domain:leadership|1": "3"}}


def test_two_tabs_of_one_phone_agree(client, hall) -> None:
    with phone(client, hall, hall.phones[0]) as first, phone(client, hall, hall.phones[0]) as second:
        second.hear("state")
        first.ask("2")
        assert second.hear("own")["votes"] == {"1": {"domain:leadership|1": "2"}}


def test_several_people_share_a_phone_and_each_has_a_vote(client, hall) -> None:
    secret = hall.phones[0]
    with phone(client, hall, secret) as line:
        line.hear("state")
        hall.sit(secret)  # joined on another page of the phone meanwhile
        assert line.ask("1", seat=1)["type"] == "ack"
        assert line.ask("4", seat=2)["type"] == "ack"
    assert hall.votes() == ["domain:leadership|1=1", "domain:leadership|1=4"]


def test_the_seat_of_another_phone_is_refused(client, hall) -> None:
    hall.sit()
    with phone(client, hall, hall.phones[0]) as line:
        answer = line.ask("3", seat=2)
        assert (answer["type"], answer["reason"], answer["text"]) == ("refused", "seat", "et:seat")
    assert hall.votes() == []


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"step": "domain:trust"}, "elsewhere"),
        ({"step": "domain:\ud800"}, "elsewhere"),
        ({"step": "summary"}, "unknown"),
        ({"ballot": 2}, "elsewhere"),
        ({"ballot": 10**30}, "elsewhere"),
        ({"ballot": "1"}, "unknown"),
        ({"ballot": True}, "unknown"),
        ({"choice": "9"}, "unknown"),
        ({"choice": 3}, "unknown"),
        ({"seat": "1"}, "unknown"),
        ({"seat": -1}, "seat"),
    ],
)
def test_a_vote_that_cannot_be_is_refused_with_a_sentence(client, hall, said, reason) -> None:
    with phone(client, hall, hall.phones[0]) as line:
        vote = {"id": 5, "seat": 1, "step": "domain:leadership", "ballot": 1, "choice": "3"}
        line.socket.send_text(json.dumps(vote | said))
        answer = line.hear("refused")
        assert (answer["id"], answer["reason"], answer["text"]) == (5, reason, f"et:{reason}")
        assert line.ask("3")["type"] == "ack", "the socket goes on"


@pytest.mark.parametrize("said", ["", "[]", "null", "{", "7", '{"id":[]}', r'{"id":"\ud800"}', "[" * 3000])
def test_what_is_no_vote_is_refused(client, hall, said) -> None:
    with phone(client, hall, hall.phones[0]) as line:
        line.socket.send_text(said)
        answer = line.hear("refused")
        assert (answer["id"], answer["reason"]) == (None, "unknown")
        assert line.ask("3")["type"] == "ack"


@pytest.mark.parametrize(
    ("moves", "reason"), [((PAUSE,), "rests"), ((END,), "over"), ((REVEAL,), "closed"), ((NEXT,), "elsewhere")]
)
def test_a_vote_that_comes_too_late_is_refused_and_nothing_is_kept(client, hall, moves, reason) -> None:
    with phone(client, hall, hall.phones[0]) as line:
        line.hear("state")
        hall.move(*moves)
        assert line.ask("3")["reason"] == reason
    assert hall.votes() == []


def test_before_the_start_a_vote_is_refused(client, house) -> None:
    hall = hall_of(house)
    hall.sit()
    with phone(client, hall, hall.phones[0]) as line:
        assert line.ask("3")["reason"] == "not_begun"


def test_a_move_made_elsewhere_reaches_phones_and_walls(client, hall) -> None:
    with phone(client, hall, hall.phones[0]) as line, wall(client, hall) as projector:
        assert projector.hear("pulse")["revision"] == 1
        hall.move(REVEAL, NEXT)
        assert "domain:trust|1 voting" in line.hear("state", revision=3)["html"]
        assert projector.hear("pulse", revision=3)["voted"] == 0


def test_a_wall_is_told_how_many_joined_and_voted(client, hall) -> None:
    hall.sit(is_table=True, people=6)
    with wall(client, hall) as projector, phone(client, hall, hall.phones[1]) as line:
        assert projector.hear("pulse") == {"type": "pulse", "revision": 1, "joined": 2, "voted": 0, "tables": 1}
        assert line.ask("3", seat=2)["type"] == "ack"
        projector.hear("pulse", voted=1)
        hall.sit()
        projector.hear("pulse", joined=3)


def test_a_wall_is_told_that_something_was_noted_and_nothing_of_it(client, hall, house) -> None:
    with wall(client, hall) as projector:
        assert "noted" not in projector.hear("pulse")
        hall.move(REVEAL)
        projector.hear("pulse", revision=2)
        hosting.note_agreed(house.store, house.questionnaire, hall.standing, "domain:leadership", Agreed(2))
        told = projector.hear("pulse", revision=2)
        assert set(told) == {"type", "revision", "joined", "voted", "tables", "noted"}
        hosting.note_agreed(house.store, house.questionnaire, hall.standing, "domain:leadership", Agreed(3))
        assert projector.hear("pulse", revision=2)["noted"] != told["noted"]


def everybody_votes(client, hall, number: int = 5) -> None:
    for _ in range(number - len(hall.phones)):
        hall.sit()
    for seat, secret in enumerate(hall.phones, 1):
        with phone(client, hall, secret) as line:
            assert line.ask("3", seat=seat)["type"] == "ack"


def test_hidden_means_hidden_on_the_wire(client, hall) -> None:
    everybody_votes(client, hall)
    secret, picture = hall.sit(), "(0, 0, 0, 5, 0)"
    with phone(client, hall, secret) as line, wall(client, hall) as projector:
        projector.hear("pulse", voted=5)
        line.hear("state", revision=1)
        hall.move(REVEAL)
        assert picture in line.hear("state", revision=2)["html"]
        assert projector.hear("pulse", revision=2)["counts"] == {"levels": [0, 0, 0, 5, 0], "dk": 0, "abstained": 0}
        hall.move(HIDE)
        assert picture not in line.hear("state", revision=3)["html"]
        assert "counts" not in projector.hear("pulse", revision=3)
        hall.move(VOTE_AGAIN)
        assert picture not in line.hear("state", revision=4)["html"]
    unseen = [message for message in line.heard if message.get("revision") != 2]
    assert "5" not in json.dumps([message.get("html", "").replace(hall.opened.code, "") for message in unseen])
    assert all("counts" not in message for message in line.heard)
    assert {message["type"] for message in line.heard} == {"own", "state"}
    assert "counts" not in json.dumps([message for message in projector.heard if message["revision"] != 2])


def test_a_phone_that_comes_while_the_picture_is_hidden_is_sent_nothing_of_it(client, hall) -> None:
    everybody_votes(client, hall)
    hall.move(REVEAL, HIDE)
    with phone(client, hall, hall.phones[0]) as line, wall(client, hall) as projector:
        assert line.hear("state")["html"].endswith("hidden ")
        assert "counts" not in projector.hear("pulse")


def test_without_the_blind_vote_the_distribution_is_on_the_wall_alone_and_from_five_on(client, house) -> None:
    hall = hall_of(house, is_blind=False)
    hall.sit()
    hall.move(START)
    with wall(client, hall) as projector, phone(client, hall, hall.phones[0]) as line:
        everybody_votes(client, hall)
        while "counts" not in (told := projector.hear("pulse")):
            assert told["voted"] < 5 or told["revision"] == 1
        assert told["counts"]["levels"] == [0, 0, 0, 5, 0]
        assert line.ask("1")["type"] == "ack"
        while projector.hear("pulse")["counts"]["levels"] != [0, 1, 0, 4, 0]:
            pass
        assert all(sum(told["counts"]["levels"]) >= 5 for told in projector.heard if "counts" in told)
        assert all(told["html"].endswith("voting ") for told in line.heard if told["type"] == "state")


@pytest.mark.parametrize(
    ("host", "named"), [("hall.test:8501", "ws://hall.test:8501 wss://hall.test:8501"), ("a;script-src *", "")]
)
def test_a_page_may_open_its_own_sockets_and_no_others(house, hall, host, named) -> None:
    headers = {"host": host, "cookie": f"hall={hall.phones[0]}"}
    page = TestClient(Starlette(routes=routes(lambda: house))).get(f"/j/{hall.opened.code}", headers=headers)
    policy = page.headers["content-security-policy"]
    assert f"connect-src 'self' {named}".strip() + ";" in policy
    assert "script-src 'self';" in policy


def test_what_the_host_notes_after_the_reveal_is_shown_without_a_move(client, hall) -> None:
    hall.move(REVEAL)
    with phone(client, hall, hall.phones[0]) as line:
        assert "agreed" not in line.hear("state", revision=2)["html"]
        hall.house.store.note_agreed(hall.id, "domain:leadership", Agreed(2))
        assert line.hear("state", revision=2)["html"].endswith("agreed on 2")


def test_a_workshop_that_cannot_be_shown_disturbs_no_other(client, hall, monkeypatch) -> None:
    other = hall_of(hall.house)
    other.sit()
    other.move(START)
    with phone(client, hall, hall.phones[0]) as line, phone(client, other, other.phones[0]) as elsewhere:
        line.hear("state")
        elsewhere.hear("state")
        read = hall.house.store.votes
        monkeypatch.setattr(
            hall.house.store, "votes", lambda id_, step="": read(id_, step) if id_ == hall.id else 1 / 0
        )
        other.move(REVEAL)
        hall.move(REVEAL)
        line.hear("state", revision=2)
        assert line.ask("3")["reason"] == "closed"
        monkeypatch.undo()
        elsewhere.hear("state", revision=2)


def test_one_phone_opens_only_so_many_pages(client, hall) -> None:
    with ExitStack() as pages:
        for _ in range(MOST_TABS):
            pages.enter_context(phone(client, hall, hall.phones[0])).hear("own")
        more = pages.enter_context(phone(client, hall, hall.phones[0]))
        with pytest.raises(WebSocketDisconnect) as closed:
            more.hear("own")
        assert closed.value.code == NOT_NOW


def test_a_vote_that_came_by_another_way_is_known_to_the_page_at_the_reveal(client, hall) -> None:
    with phone(client, hall, hall.phones[0]) as line:
        line.hear("state")
        with server(hall.house) as another, phone(another, hall, hall.phones[0]) as elsewhere:
            assert elsewhere.ask("4")["type"] == "ack"
        hall.move(REVEAL)
        assert line.hear("own")["votes"] == {"1": {"domain:leadership|1": "4"}}


def test_two_servers_on_one_store_show_the_same(client, hall) -> None:
    hall.sit()
    other = hall.phones[1]
    with (
        server(hall.house) as another,
        phone(client, hall, hall.phones[0]) as first,
        phone(another, hall, other) as second,
    ):
        with wall(another, hall) as projector:
            first.ask("3")
            projector.hear("pulse", voted=1)
        hall.move(REVEAL)
        assert first.hear("state", revision=2)["html"] == second.hear("state", revision=2)["html"]


def test_more_than_ten_messages_a_second_are_refused_and_nothing_of_them_is_kept(client, hall) -> None:
    with phone(client, hall, hall.phones[0]) as line:
        line.hear("state")
        for number in range(3 * MOST_A_SECOND):
            line.vote(str(number % 5), id_=number)
        answers = {}
        while len(answers) < 3 * MOST_A_SECOND:
            answer = line.socket.receive_json()
            answers[answer["id"]] = answer.get("reason", "ack")
        assert set(answers.values()) == {"ack", "slow"}
        last = max(id_ for id_, told in answers.items() if told == "ack")
        assert hall.votes() == [f"domain:leadership|1={last % 5}"]


def test_a_flood_ends_the_socket(client, hall) -> None:
    with phone(client, hall, hall.phones[0]) as line:
        line.hear("state")
        for number in range(300):
            line.vote("3", id_=number)
        with pytest.raises(WebSocketDisconnect) as closed:
            line.hear("nothing")
        assert closed.value.code == 1008


@pytest.mark.parametrize(("said", "code"), [("x" * 1_000_000, 1009), ("õ" * 3000, 1009), (b"\x00\xff", 1008)])
def test_a_message_that_no_phone_sends_ends_the_socket(client, hall, said, code) -> None:
    with phone(client, hall, hall.phones[0]) as line:
        line.hear("state")
        (line.socket.send_text if isinstance(said, str) else line.socket.send_bytes)(said)
        with pytest.raises(WebSocketDisconnect) as closed:
            line.socket.receive_json()
        assert closed.value.code == code


@pytest.mark.parametrize("origin", ["http://elsewhere.test", "null", "http://kogukond.test.elsewhere.test"])
def test_a_page_of_another_site_opens_no_socket(client, hall, origin) -> None:
    for at in (hall.at, hall.wall_at):
        headers = {"origin": origin, "cookie": f"hall={hall.phones[0]}"}
        with pytest.raises(WebSocketDisconnect), client.websocket_connect(SOCKETS + at, headers=headers):
            pass


@pytest.mark.parametrize(
    ("at", "secret", "code"),
    [
        ("/j/KMPXR/live", "", NO_WORKSHOP),
        ("/w/wrong/live", "", NO_WORKSHOP),
        ("", "x" * 32, NO_SEAT),
        ("", "", NO_SEAT),
        ("", "short", NO_SEAT),
    ],
)
def test_who_has_no_seat_here_is_sent_to_the_page(client, hall, at, secret, code) -> None:
    headers = ORIGIN | {"cookie": f"hall={secret}"}
    with client.websocket_connect(SOCKETS + (at or hall.at), headers=headers) as socket:
        with pytest.raises(WebSocketDisconnect) as closed:
            socket.receive_json()
        assert closed.value.code == code


def test_a_database_that_is_gone_for_a_moment_loses_no_acknowledged_vote(client, hall) -> None:
    with phone(client, hall, hall.phones[0]) as line:
        line.hear("state")
        hall.house.store.broken = "The disk is full."
        answer = line.ask("3", id_=4)
        assert (answer["type"], answer["id"], answer["reason"]) == ("refused", 4, "later")
        hall.house.store.broken = ""
        assert hall.votes() == []
        assert line.ask("3")["type"] == "ack"
        hall.move(REVEAL)
        line.hear("state", revision=2)


def test_what_was_stored_before_the_reveal_is_acknowledged_before_it_is_shown(client, hall, monkeypatch) -> None:
    everybody_votes(client, hall)
    cast, pulses, has_asked = hall.house.store.cast_votes, hall.house.store.pulses, Event()

    def slow(votes):
        refusals = cast(votes)
        hall.move(REVEAL)
        has_asked.clear()
        assert has_asked.wait(5), "the reveal is seen while the votes are not answered yet"
        sleep(0.1)
        return refusals

    monkeypatch.setattr(hall.house.store, "cast_votes", slow)
    monkeypatch.setattr(hall.house.store, "pulses", lambda ids: (pulses(ids), has_asked.set())[0])
    with phone(client, hall, hall.phones[0]) as line:
        line.hear("state", revision=1)
        line.vote("1")
        assert "(0, 1, 0, 4, 0)" in line.hear("state", revision=2)["html"]
        assert [told["type"] for told in line.heard] == ["own", "state", "ack", "state"]


def test_a_workshop_that_is_deleted_sends_its_phones_away(client, hall) -> None:
    with phone(client, hall, hall.phones[0]) as line:
        line.hear("state")
        hall.house.store.delete_workshop(hall.id)
        with pytest.raises(WebSocketDisconnect) as closed:
            line.hear("nothing")
        assert closed.value.code == NO_WORKSHOP


def test_a_workshop_that_is_over_stays_connected_and_is_not_asked_about(client, hall, monkeypatch) -> None:
    with phone(client, hall, hall.phones[0]) as line:
        line.hear("state")
        hall.move(END)
        line.hear("state", revision=2)
        asked = []
        monkeypatch.setattr(hall.house.store, "pulses", lambda ids: asked.append(ids) or {})
        assert line.ask("3")["reason"] == "over"
        assert line.ask("4")["reason"] == "over"
    assert not asked
