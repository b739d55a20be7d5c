"""Many phones behind one address, as in a hall with one Wi-Fi: nobody is held up by the others' mistakes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assessment.codes import ALPHABET
from assessment.phone.routes import routes
from assessment.throttle import ADDRESS_TRIES, MinuteThrottle
from tests.phone.conftest import hidden

PEOPLE = 500


@pytest.fixture
def hall(village):
    """A function that gives a new phone behind the hall's address, or behind another one."""
    house = replace(village.house, throttle=MinuteThrottle())
    app = Starlette(routes=routes(lambda: house))
    return lambda address="203.0.113.7": TestClient(
        app, base_url="http://kogukond.test", follow_redirects=True, client=(address, 50000)
    )


def wrong_code(number: int) -> str:
    signs = [ALPHABET[number // len(ALPHABET) ** place % len(ALPHABET)] for place in range(8)]
    return "".join(signs)


def test_five_hundred_phones_behind_one_address_are_let_in_and_answer(village, hall):
    for number in range(PEOPLE):
        phone = hall()
        assert phone.get(f"/a/{wrong_code(number)}").status_code == 404
        page = phone.get(village.at)
        assert page.status_code == 200
        given = hidden(page.text) | {"leadership": "2"}
        answer = phone.post(f"{village.at}/1", data=given, headers={"accept": "application/json"})
        assert answer.status_code == 200
    assert len(village.responses()) == PEOPLE


def test_who_guesses_from_the_hall_is_stopped_and_who_answers_there_goes_on(village, hall):
    neighbour = hall()
    page = neighbour.get(village.at)
    statuses = [hall().get(f"/a/{wrong_code(number)}").status_code for number in range(ADDRESS_TRIES.amount + 1)]
    assert statuses == [404] * ADDRESS_TRIES.amount + [429]
    given = hidden(page.text) | {"leadership": "2"}
    assert neighbour.post(f"{village.at}/1", data=given).status_code == 200
    assert village.answers() == {"leadership": "2"}
    assert hall("198.51.100.9").get(village.at).status_code == 200, "another address is not held up"


def test_no_address_is_kept_with_a_response(village, hall):
    phone = hall()
    given = hidden(phone.get(village.at).text) | {"leadership": "2"}
    phone.post(f"{village.at}/1", data=given)
    (one,) = village.responses()
    assert "203.0.113.7" not in repr(one)
    assert "203.0.113.7" not in repr(vars(village.store))
