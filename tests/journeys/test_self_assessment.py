from datetime import date

import pytest

from assessment.core.answers import response_of
from assessment.core.errors import StoreError, TooLongError, UnknownItemError
from assessment.core.response import DK, NO_ANSWER
from assessment.journeys import self_assessment as journey
from tests.builders import DOMAINS, questionnaire
from tests.fakes import CountingCodes, FixedClock, MemoryStore

Q = questionnaire()


@pytest.fixture
def store():
    return MemoryStore()


def begin(store, seat="seat", codes=None):
    return journey.begin(store, FixedClock(date(2026, 11, 23)), codes or CountingCodes(), seat, Q)


def answers(*levels, **more):
    return {domain: str(level) for domain, level in zip(DOMAINS, levels, strict=False) if level is not None} | more


def test_an_assessment_is_found_by_its_seat_and_carries_the_version(store):
    begun = begin(store)
    assert journey.find(store, "seat") == begun
    assert (begun.questionnaire, begun.started_on) == ("village_phases/v1", date(2026, 11, 23))
    assert journey.find(store, "another") is None


@pytest.mark.parametrize(
    ("item", "value"),
    [
        ("trust", "0"),
        ("trust", "4"),
        ("trust", "dk"),
        ("trust_trend", "worse"),
        ("trust_reason", "Sest nii on.\nJa naa."),
        ("settlement", "Peri küla"),
        ("municipality", "Põlva vald"),
        ("area", "village"),
        ("role", "leader"),
        ("past", "no"),
        ("why_none", "other"),
        ("strength", "Jaanituli"),
    ],
)
def test_every_answer_is_stored_when_it_is_given_and_can_be_taken_back(store, item, value):
    begun = begin(store)
    journey.answer(store, Q, begun.id, item, value)
    assert store.read(begun.id).answers == {item: value}
    journey.answer(store, Q, begun.id, item, None)
    assert store.read(begun.id).answers == {}


@pytest.mark.parametrize(
    ("item", "value"),
    [
        ("trust", "5"),
        ("trust", "-1"),
        ("trust", "two"),
        ("trust_trend", "up"),
        ("role", "boss"),
        ("past", "maybe"),
        ("nothing", "1"),
        ("nothing_trend", "worse"),
        ("settlement", "x" * 121),
        ("trust_reason", "x" * 2001),
    ],
)
def test_what_the_questionnaire_does_not_allow_is_refused_and_not_stored(store, item, value):
    begun = begin(store)
    with pytest.raises((UnknownItemError, TooLongError)):
        journey.answer(store, Q, begun.id, item, value)
    assert store.read(begun.id).answers == {}


def test_texts_are_kept_plain(store):
    begun = begin(store)
    journey.answer(store, Q, begun.id, "strength", "  Jaani\x00tuli\x07 <b>\n ")
    assert store.read(begun.id).answers["strength"] == "Jaanituli <b>"


def test_signs_that_are_not_seen_are_not_kept(store):
    """They turn the words beside them round, hide some, or write to programs what nobody reads."""
    begun = begin(store)
    journey.answer(
        store, Q, begun.id, "strength", "\u202eegnol\u202c ja\u2028\u200b\u2066kiik\u2069\ufeff\U000e0041\ue000"
    )
    assert store.read(begun.id).answers["strength"] == "egnol ja\nkiik"


def test_another_person_on_the_device_does_not_find_the_answers(store):
    codes = CountingCodes()
    first = begin(store, codes=codes)
    second = begin(store, codes=codes)
    assert second.id != first.id
    assert journey.find(store, "seat") == second
    assert store.read(first.id) == first


def test_deleting_is_for_good(store):
    begun = begin(store)
    journey.delete(store, begun.id)
    assert journey.find(store, "seat") is None
    with pytest.raises(StoreError):
        store.read(begun.id)


@pytest.mark.parametrize("levels", ["3333----", "333-----", "3333dddd", "333ddddd", "33333333", "--------"])
def test_what_counts_is_what_counts_in_the_rule(levels):
    given = {d: "dk" if level == "d" else level for d, level in zip(DOMAINS, levels, strict=True) if level != "-"}
    assert journey.counts(Q, given) == bool(journey.result(Q, given).profile.counting)


def test_answers_become_a_response_of_the_rule():
    given = answers(0, "dk", None, 4, role="leader", trust_trend="worse", past="yes", settlement="Peri")
    found = response_of(Q, given)
    assert found.levels[:4] == (0, DK, NO_ANSWER, 4)
    assert (found.role, found.trends[2], dict(found.extras)) == ("leader", 2, {"past": "yes"})


def test_the_result_of_a_forming_village():
    result = journey.result(Q, answers(2, 2, 3, 2, 1, 3, 2, "dk"))
    assert result.known
    assert result.profile.phase == 2
    assert result.missing == (7,)
    assert [(step.domain, step.level) for step in result.steps] == [(0, 3), (1, 3)]
    assert result.strengths == (2, 5)


def test_what_holds_the_people_back_comes_first():
    result = journey.result(Q, answers(1, 3, 3, 3, 3, 3, 2, 3))
    assert result.profile.phase == 2
    assert [(step.domain, step.level) for step in result.steps] == [(0, 2), (6, 3)]


def test_nothing_at_level_zero_is_called_a_strength():
    result = journey.result(Q, answers(*[0] * 8))
    assert (result.profile.phase, result.strengths) == (0, ())
    assert len(result.steps) == 2


def test_a_strength_is_no_next_step_at_the_same_time():
    result = journey.result(Q, answers(*[3] * 8))
    assert not {step.domain for step in result.steps} & set(result.strengths)


def test_what_gets_worse_is_no_strength_while_enough_else_is_there():
    result = journey.result(Q, answers(2, 2, 3, 2, 1, 3, 2, "dk", trust_trend="worse"))
    assert [step.domain for step in result.steps] == [0, 1]
    assert result.strengths == (5, 3)


@pytest.mark.parametrize(
    ("worse", "strengths"),
    [([], (2, 5)), (["trust"], (5, 2)), (["resources"], (2, 5)), (["trust", "resources"], (2, 5))],
)
def test_what_gets_worse_comes_after_all_others_where_little_else_is_there(worse, strengths):
    result = journey.result(Q, answers(0, 0, 3, 0, 0, 2, 0, 0, **{f"{domain}_trend": "worse" for domain in worse}))
    assert result.strengths == strengths


def test_at_the_top_there_is_no_step():
    result = journey.result(Q, answers(*[4] * 8))
    assert (result.profile.phase, result.steps, result.profile.next_step) == (4, (), None)


def test_too_few_answers_give_no_phase_and_say_which_are_missing():
    result = journey.result(Q, answers(2, None, 2, 2))
    assert not result.known
    assert result.missing == (1, 4, 5, 6, 7)
    assert result.levels == (2, None, 2, 2, None, None, None, None)
    assert (result.profile.status, result.changes) == ("not_known", ())


def test_one_person_sees_fading_signs_from_their_own_answers():
    worse = {f"{domain}_trend": "worse" for domain in DOMAINS[:2]}
    result = journey.result(Q, answers(*[2] * 8, past="yes", **worse))
    assert (result.profile.state, result.worse) == ("fading", (0, 1))


def test_a_database_that_is_gone_is_said_not_swallowed(store):
    begun = begin(store)
    store.broken = "The database does not answer."
    with pytest.raises(StoreError):
        journey.answer(store, Q, begun.id, "trust", "1")
