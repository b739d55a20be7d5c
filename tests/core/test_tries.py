"""Whoever tries codes is let in, slowed down, or told that the code does not help."""

import pytest

from assessment.core.errors import ClosedError, ExpiredError, SpentError, TooManyTriesError, WrongCodeError
from assessment.core.ports import ACCESS, COORDINATOR, PERSONAL, SHARE, SLIP, TOKEN
from assessment.core.tries import led_to, one_try
from tests.fakes import PatientThrottle


def tried(throttle, space=SHARE, code="code", found=None, visitor="x"):
    with one_try(throttle, visitor, space, code):
        return led_to(found, "nowhere")


def test_a_right_code_leads_to_what_was_found():
    throttle = PatientThrottle()
    assert tried(throttle, found="a round") == "a round"
    assert throttle.wrong == []


def test_a_wrong_code_is_counted_and_said():
    throttle = PatientThrottle()
    with pytest.raises(WrongCodeError, match="nowhere"):
        tried(throttle)
    assert throttle.wrong == [("x", SHARE)]
    assert throttle.known == set()


def test_after_too_many_wrong_codes_nothing_is_looked_for():
    throttle, looked = PatientThrottle(allowed=1), []
    with pytest.raises(WrongCodeError):
        tried(throttle)
    with pytest.raises(TooManyTriesError), one_try(throttle, "x", SHARE, "right"):
        looked.append("right")
    assert looked == []
    assert throttle.wrong == [("x", SHARE)]


def test_other_kinds_of_codes_and_other_visitors_are_not_slowed_down_with_them():
    throttle = PatientThrottle(allowed=1)
    with pytest.raises(WrongCodeError):
        tried(throttle)
    assert tried(throttle, space=COORDINATOR, found="a round") == "a round"
    assert tried(throttle, visitor="another", found="a round") == "a round"


@pytest.mark.parametrize("space", [SHARE, COORDINATOR, ACCESS, TOKEN, "a kind that comes later"])
def test_who_was_let_in_comes_back_whatever_was_mistyped_since(space):
    throttle = PatientThrottle(allowed=1)
    tried(throttle, space, found="it")
    with pytest.raises(WrongCodeError):
        tried(throttle, space, "mistyped")
    assert tried(throttle, space, found="it") == "it"


@pytest.mark.parametrize("space", [SLIP, PERSONAL])
def test_a_code_that_is_typed_once_is_not_remembered(space):
    throttle = PatientThrottle()
    tried(throttle, space, found="it")
    assert throttle.known == set()


@pytest.mark.parametrize("error", [ExpiredError, ClosedError])
def test_a_right_code_that_does_not_help_is_neither_wrong_nor_let_in(error):
    throttle = PatientThrottle()
    with pytest.raises(error), one_try(throttle, "x", ACCESS, "code"):
        raise error("over")
    assert throttle.wrong == []
    assert throttle.known == set()


def test_a_code_that_was_used_before_is_a_wrong_try():
    throttle = PatientThrottle()
    with pytest.raises(SpentError), one_try(throttle, "x", SLIP, "code"):
        raise SpentError("used")
    assert throttle.wrong == [("x", SLIP)]
