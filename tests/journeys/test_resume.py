from datetime import date

import pytest

from assessment.core.area import Area
from assessment.core.errors import StoreError, TooManyTriesError, WrongCodeError
from assessment.core.round import Round
from assessment.journeys import resume
from tests.fakes import CountingCodes, MemoryStore, PatientThrottle


@pytest.fixture
def store():
    made = MemoryStore()
    made.start("a", "phone", "village_phases/v1", date(2026, 11, 23))
    made.save("a", "trust", "2")
    return made


def test_a_code_leads_back_on_another_device(store):
    codes, throttle = CountingCodes(), PatientThrottle()
    code = resume.give_code(store, codes, "a")
    found = resume.find(store, codes, throttle, "laptop", code)
    resume.take_over(store, found.id, "laptop")
    assert store.at_seat("laptop").answers == {"trust": "2"}
    assert store.at_seat("phone") is None


def test_a_code_of_a_round_leads_nowhere_but_into_that_round(store):
    codes, throttle = CountingCodes(), PatientThrottle()
    of_round = Round("r", "village_phases/v1", Area("Peri"), "2026", date(2026, 11, 1), date(2026, 11, 30))
    store.open_round(of_round, "code", "key")
    store.start("b", None, "village_phases/v1", date(2026, 11, 23), "r")
    solo, response = (resume.give_code(store, codes, id_) for id_ in "ab")
    assert resume.find(store, codes, throttle, "x", response, "r").id == "b"
    for code, round_id in ((response, None), (response, "other"), (solo, "r")):
        with pytest.raises(WrongCodeError):
            resume.find(store, codes, throttle, "x", code, round_id)


def test_only_the_hash_is_stored(store):
    code = resume.give_code(store, CountingCodes(), "a")
    assert store.at_code(code) is None
    assert store.at_code(f"hash of {code}").id == "a"


def test_a_new_code_ends_the_old_one(store):
    codes, throttle = CountingCodes(), PatientThrottle()
    old, new = (resume.give_code(store, codes, "a") for _ in range(2))
    assert resume.find(store, codes, throttle, "x", new).id == "a"
    with pytest.raises(WrongCodeError):
        resume.find(store, codes, throttle, "x", old)


def test_after_too_many_wrong_codes_even_the_right_one_waits(store):
    codes, throttle = CountingCodes(), PatientThrottle(allowed=2)
    code = resume.give_code(store, codes, "a")
    for _ in range(2):
        with pytest.raises(WrongCodeError):
            resume.find(store, codes, throttle, "x", "wrong")
    with pytest.raises(TooManyTriesError):
        resume.find(store, codes, throttle, "x", code)
    assert resume.find(store, codes, throttle, "another", code).id == "a"


def test_right_codes_cost_no_tries(store):
    codes, throttle = CountingCodes(), PatientThrottle(allowed=1)
    code = resume.give_code(store, codes, "a")
    for _ in range(5):
        resume.find(store, codes, throttle, "x", code)
    assert throttle.wrong == []


def test_a_code_of_deleted_answers_leads_nowhere(store):
    codes = CountingCodes()
    code = resume.give_code(store, codes, "a")
    store.delete("a")
    with pytest.raises(WrongCodeError):
        resume.find(store, codes, PatientThrottle(), "x", code)
    with pytest.raises(StoreError):
        resume.give_code(store, codes, "a")
