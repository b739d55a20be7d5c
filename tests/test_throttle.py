import pytest

from assessment.core.ports import COORDINATOR, PERSONAL, SHARE, SLIP, TOKEN
from assessment.throttle import ADDRESS_TRIES, ALL_TRIES, MOST_KNOWN, REQUESTS, MinuteThrottle, visitor

HALL = "203.0.113.7"


def wrong(throttle, number, address=None, space=SHARE):
    """So many wrong tries, each of another seat."""
    for i in range(number):
        throttle.was_wrong(visitor(f"guesser {i}", address), space)


def test_a_visitor_may_be_wrong_six_times_a_minute_and_others_are_not_held_up():
    throttle = MinuteThrottle()
    for _ in range(6):
        assert throttle.may_try("one", SHARE, "code")
        throttle.was_wrong("one", SHARE)
    assert not throttle.may_try("one", SHARE, "code")
    assert throttle.may_try("another", SHARE, "code")


def test_each_kind_of_code_is_counted_by_itself():
    throttle = MinuteThrottle()
    for _ in range(6):
        throttle.was_wrong("one", SLIP)
    assert not throttle.may_try("one", SLIP, "code")
    assert all(throttle.may_try("one", space, "code") for space in (SHARE, PERSONAL, COORDINATOR))


def test_everybody_together_may_be_wrong_six_thousand_times_a_minute():
    throttle = MinuteThrottle()
    wrong(throttle, ALL_TRIES.amount)
    assert not throttle.may_try("a new visitor", SHARE, "code")
    assert throttle.may_try("a new visitor", PERSONAL, "code")


def test_five_hundred_people_behind_one_address_may_each_be_wrong_once():
    throttle = MinuteThrottle()
    wrong(throttle, 500, HALL)
    assert all(throttle.may_try(visitor(f"neighbour {i}", HALL), SHARE, "code") for i in range(500))


def test_who_guesses_behind_one_address_is_stopped_with_whatever_seats_and_kinds_of_codes():
    throttle = MinuteThrottle()
    wrong(throttle, ADDRESS_TRIES.amount // 2, HALL, SHARE)
    wrong(throttle, ADDRESS_TRIES.amount // 2, HALL, SLIP)
    assert not any(throttle.may_try(visitor("new", HALL), space, "code") for space in (SHARE, SLIP, PERSONAL))
    assert throttle.may_try(visitor("new", "203.0.113.8"), SHARE, "code")
    assert throttle.may_try("without an address", SHARE, "code")


def test_who_was_let_in_goes_on_while_others_behind_the_address_guess():
    throttle = MinuteThrottle()
    throttle.let_in(visitor("neighbour", HALL), SHARE, "code")
    wrong(throttle, ALL_TRIES.amount, HALL)
    assert throttle.may_try(visitor("neighbour", HALL), SHARE, "code")
    assert throttle.may_try(visitor("neighbour", "198.51.100.1"), SHARE, "code"), "from another network too"
    assert not throttle.may_try(visitor("neighbour", HALL), SHARE, "another code")
    assert not throttle.may_try(visitor("neighbour", HALL), SLIP, "code")
    assert not throttle.may_try(visitor("another", HALL), SHARE, "code")


def test_of_those_who_were_let_in_the_latest_are_remembered():
    throttle = MinuteThrottle()
    for i in range(MOST_KNOWN):
        throttle.let_in(f"visitor {i}", SHARE, "code")
    throttle.let_in("visitor 0", SHARE, "code")
    throttle.let_in("one more", SHARE, "code")
    wrong(throttle, ALL_TRIES.amount)
    known = [throttle.may_try(seat, SHARE, "code") for seat in ("visitor 0", "visitor 1", "visitor 2", "one more")]
    assert known == [True, False, True, True]


def test_an_address_is_only_kept_as_a_hash():
    found = visitor("seat", HALL)
    assert found.startswith("seat@")
    assert HALL not in found
    assert found == visitor("seat", HALL)
    assert found != visitor("seat", "203.0.113.8")


@pytest.mark.parametrize("address", [None, "", "testclient", "127.0.0.1", "::1", "::ffff:127.0.0.1"])
def test_an_address_that_tells_nothing_is_none(address):
    assert visitor("seat", address) == "seat"


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:203.0.113.7", HALL, True),
        ("fe80::1%eth0", "fe80::2%eth1", True),
    ],
)
def test_one_line_is_one_address(one, other, is_same):
    assert (visitor("seat", one) == visitor("seat", other)) is is_same


def test_a_program_may_ask_once_a_second_and_others_are_not_held_up():
    throttle = MinuteThrottle()
    assert all(throttle.may_ask("one") for _ in range(REQUESTS.amount))
    assert not throttle.may_ask("one")
    assert throttle.may_ask("another")
    assert throttle.may_try("one", TOKEN, "code")
