"""The course of a live workshop: every state and every move, what may be voted when, and what never happens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.core.errors import MoveError, StaleError
from assessment.core.workshop import (
    BACK,
    CLOSED,
    COMMUNITY,
    DOMAIN,
    ELSEWHERE,
    END,
    ENDED,
    HIDDEN,
    HIDE,
    IDEAS,
    LOBBY,
    MOVES,
    NEXT,
    NOT_BEGUN,
    OVER,
    PARTICIPANT,
    PAUSE,
    PAUSED,
    PROJECTOR,
    REFUSALS,
    RESTS,
    RESUME,
    REVEAL,
    REVEALED,
    START,
    STATES,
    STORY,
    SUMMARY,
    VOTE_AGAIN,
    VOTING,
    Course,
    Standing,
    Step,
    Workshop,
    allowed,
    beginning,
    choices,
    moved,
    refusal,
    revealed,
    state_of,
)

STEPS = (Step(STORY, "first"), Step(DOMAIN, "trust"), Step(DOMAIN, "places"), Step(IDEAS), Step(SUMMARY))
ROOM = Workshop("w", "village_phases/v1", COMMUNITY, "et", STEPS, date(2026, 5, 4))
FREE = replace(ROOM, is_free=True)
ONE = replace(ROOM, steps=(Step(DOMAIN, "trust"),))
FIRST, TRUST, PLACES = (step.key for step in STEPS[:3])
# How each state is reached at a step in the middle.
WAYS = {
    LOBBY: (),
    VOTING: (START, NEXT),
    REVEALED: (START, NEXT, REVEAL),
    HIDDEN: (START, NEXT, REVEAL, HIDE),
    PAUSED: (START, NEXT, PAUSE),
    ENDED: (START, NEXT, END),
}
# Where each possible move leads; every other one is refused.
LEADS = {
    (LOBBY, START): VOTING,
    (LOBBY, END): ENDED,
    (VOTING, REVEAL): REVEALED,
    (VOTING, NEXT): VOTING,
    (VOTING, BACK): VOTING,
    (VOTING, PAUSE): PAUSED,
    (VOTING, END): ENDED,
    (REVEALED, HIDE): HIDDEN,
    (REVEALED, VOTE_AGAIN): VOTING,
    (REVEALED, NEXT): VOTING,
    (REVEALED, BACK): VOTING,
    (REVEALED, PAUSE): PAUSED,
    (REVEALED, END): ENDED,
    (HIDDEN, REVEAL): REVEALED,
    (HIDDEN, VOTE_AGAIN): VOTING,
    (HIDDEN, NEXT): VOTING,
    (HIDDEN, BACK): VOTING,
    (HIDDEN, PAUSE): PAUSED,
    (HIDDEN, END): ENDED,
    (PAUSED, RESUME): VOTING,
    (PAUSED, END): ENDED,
}


def after(*moves: str, of: Workshop = ROOM) -> Course:
    course = beginning(of)
    for move in moves:
        course = moved(of, course, move)
    return course


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("state", STATES)
class TestEveryStateAndMove:
    def test_a_possible_move_leads_where_it_says_and_any_other_is_refused(self, state: str, move: str) -> None:
        course = after(*WAYS[state])
        assert state_of(ROOM, course) == state
        if (state, move) in LEADS:
            arrived = moved(ROOM, course, move)
            assert state_of(ROOM, arrived) == LEADS[state, move]
            assert arrived.revision == course.revision + 1
            return
        with pytest.raises(MoveError) as caught:
            moved(ROOM, course, move)
        possible = tuple(one for one in MOVES if (state, one) in LEADS)
        assert (caught.value.move, caught.value.state, caught.value.allowed) == (move, state, possible)
        assert ", ".join(possible) in str(caught.value)

    def test_nobody_but_the_host_moves_it(self, state: str, move: str) -> None:
        course = after(*WAYS[state])
        for who in (PROJECTOR, PARTICIPANT):
            assert allowed(ROOM, course, who) == ()
            with pytest.raises(MoveError) as caught:
                moved(ROOM, course, move, who=who)
            assert caught.value.allowed == ()

    def test_a_move_that_was_decided_by_another_revision_is_stale(self, state: str, move: str) -> None:
        course = after(*WAYS[state])
        for seen in (course.revision - 1, course.revision + 1):
            with pytest.raises(StaleError) as caught:
                moved(ROOM, course, move, seen)
            assert (caught.value.seen, caught.value.current) == (seen, course.revision)


class TestSteps:
    def test_a_move_that_was_decided_by_the_present_revision_is_done(self) -> None:
        course = after(START)
        assert moved(ROOM, course, REVEAL, 1) == moved(ROOM, course, REVEAL)

    def test_there_is_no_way_back_from_the_first_step_nor_on_from_the_last(self) -> None:
        assert allowed(ROOM, after(START)) == (REVEAL, NEXT, PAUSE, END)
        assert allowed(ROOM, after(START, NEXT, NEXT, NEXT, NEXT)) == (BACK, PAUSE, END)
        assert allowed(ONE, after(START, of=ONE)) == (REVEAL, PAUSE, END)
        assert allowed(ONE, after(START, REVEAL, of=ONE)) == (HIDE, VOTE_AGAIN, PAUSE, END)

    def test_the_summary_is_revealed_and_has_no_ballot(self) -> None:
        course = after(START, NEXT, NEXT, NEXT, NEXT)
        assert (state_of(ROOM, course), course.ballot) == (REVEALED, 0)
        paused = moved(ROOM, course, PAUSE)
        assert state_of(ROOM, moved(ROOM, paused, RESUME)) == REVEALED

    def test_the_first_ballot_of_a_step_begins_when_the_room_comes_there(self) -> None:
        assert beginning(ROOM).ballots == (0, 0, 0, 0, 0)
        assert after(START).ballots == (1, 0, 0, 0, 0)
        assert after(START, NEXT).ballots == (1, 1, 0, 0, 0)
        assert after(START, NEXT, BACK, NEXT).ballots == (1, 1, 0, 0, 0)

    def test_in_free_tempo_the_first_ballots_of_all_domains_begin_at_once(self) -> None:
        assert after(START, of=FREE).ballots == (1, 1, 1, 0, 0)

    def test_a_step_is_found_again_as_it_was_left(self) -> None:
        left = after(START, REVEAL, VOTE_AGAIN, REVEAL, NEXT)
        back = moved(ROOM, left, BACK)
        assert (back.ballot, state_of(ROOM, back)) == (2, REVEALED)
        there = moved(ROOM, back, NEXT)
        assert (there.ballot, state_of(ROOM, there)) == (1, VOTING)

    @pytest.mark.parametrize("way", [WAYS[state] for state in (VOTING, REVEALED, HIDDEN)])
    def test_after_a_pause_everything_is_as_it_was(self, way: tuple[str, ...]) -> None:
        before = after(*way)
        rested = moved(ROOM, moved(ROOM, before, PAUSE), RESUME)
        assert rested == replace(before, revision=before.revision + 2)

    def test_a_vote_again_is_a_new_ballot_of_this_step_alone(self) -> None:
        for way in (WAYS[REVEALED], WAYS[HIDDEN]):
            course = moved(ROOM, after(*way), VOTE_AGAIN)
            assert course.ballots == (1, 2, 0, 0, 0)
            assert course.closed == (False,) * 5

    def test_a_workshop_that_ended_in_a_pause_is_over(self) -> None:
        course = after(START, PAUSE, END)
        assert (state_of(ROOM, course), course.is_paused) == (ENDED, False)

    def test_steps_have_keys_and_places(self) -> None:
        assert [step.key for step in STEPS] == ["story:first", "domain:trust", "domain:places", "ideas", "summary"]
        assert [ROOM.position(step.key) for step in STEPS] == [0, 1, 2, 3, 4]
        assert ROOM.position("domain:other") is None
        assert ROOM.domain_ids == ("trust", "places")
        standing = Standing(ROOM, after(*WAYS[HIDDEN]))
        assert (standing.step, standing.state) == (STEPS[1], HIDDEN)

    def test_what_was_revealed_stays_so_while_the_room_votes_again(self) -> None:
        course = after(START, REVEAL, VOTE_AGAIN, REVEAL, NEXT, REVEAL, VOTE_AGAIN, NEXT, NEXT, REVEAL)
        assert revealed(ROOM, course) == ((STEPS[0], 1), (STEPS[0], 2), (STEPS[1], 1))
        assert revealed(ROOM, beginning(ROOM)) == ()


class TestRefusals:
    @pytest.mark.parametrize(
        ("moves", "expected"),
        [
            # of the story's, of trust's first and second ballot, of places', of the ideas' and of the summary's ballot
            ((), (NOT_BEGUN,) * 6),
            ((START,), ("", ELSEWHERE, ELSEWHERE, ELSEWHERE, ELSEWHERE, ELSEWHERE)),
            ((START, NEXT), (ELSEWHERE, "", ELSEWHERE, ELSEWHERE, ELSEWHERE, ELSEWHERE)),
            ((START, REVEAL, NEXT), (CLOSED, "", ELSEWHERE, ELSEWHERE, ELSEWHERE, ELSEWHERE)),
            ((START, NEXT, REVEAL), (ELSEWHERE, CLOSED, ELSEWHERE, ELSEWHERE, ELSEWHERE, ELSEWHERE)),
            ((START, NEXT, REVEAL, HIDE), (ELSEWHERE, CLOSED, ELSEWHERE, ELSEWHERE, ELSEWHERE, ELSEWHERE)),
            ((START, NEXT, REVEAL, VOTE_AGAIN), (ELSEWHERE, CLOSED, "", ELSEWHERE, ELSEWHERE, ELSEWHERE)),
            ((START, NEXT, PAUSE), (ELSEWHERE, RESTS, ELSEWHERE, ELSEWHERE, ELSEWHERE, ELSEWHERE)),
            ((START, NEXT, REVEAL, PAUSE), (ELSEWHERE, CLOSED, ELSEWHERE, ELSEWHERE, ELSEWHERE, ELSEWHERE)),
            ((START, NEXT, NEXT, NEXT), (ELSEWHERE, ELSEWHERE, ELSEWHERE, ELSEWHERE, "", ELSEWHERE)),
            ((START, NEXT, NEXT, NEXT, NEXT), (ELSEWHERE,) * 6),
            ((START, NEXT, END), (OVER,) * 6),
            ((END,), (OVER,) * 6),
        ],
    )
    def test_in_the_host_s_tempo_the_open_ballot_of_the_present_step_takes_votes(
        self, moves: tuple[str, ...], expected: tuple[str, ...]
    ) -> None:
        assert self.asked(ROOM, moves) == expected

    @pytest.mark.parametrize(
        ("moves", "expected"),
        [
            ((), (NOT_BEGUN,) * 6),
            ((START,), ("", "", ELSEWHERE, "", ELSEWHERE, ELSEWHERE)),
            ((START, NEXT, REVEAL), (ELSEWHERE, CLOSED, ELSEWHERE, "", ELSEWHERE, ELSEWHERE)),
            ((START, NEXT, REVEAL, VOTE_AGAIN, BACK), ("", CLOSED, "", "", ELSEWHERE, ELSEWHERE)),
            ((START, PAUSE), (RESTS, RESTS, ELSEWHERE, RESTS, ELSEWHERE, ELSEWHERE)),
            ((START, NEXT, NEXT, NEXT), (ELSEWHERE, "", ELSEWHERE, "", "", ELSEWHERE)),
            ((START, NEXT, NEXT, NEXT, NEXT), (ELSEWHERE,) * 6),
            ((START, END), (OVER,) * 6),
        ],
    )
    def test_in_free_tempo_the_open_ballots_of_all_domains_take_votes(
        self, moves: tuple[str, ...], expected: tuple[str, ...]
    ) -> None:
        assert self.asked(FREE, moves) == expected

    def asked(self, of: Workshop, moves: tuple[str, ...]) -> tuple[str, ...]:
        course = after(*moves, of=of)
        ballots = ((FIRST, 1), (TRUST, 1), (TRUST, 2), (PLACES, 1), (IDEAS, 1), (SUMMARY, 1))
        return tuple(refusal(of, course, key, ballot) for key, ballot in ballots)

    @pytest.mark.parametrize("of", [ROOM, FREE])
    def test_no_ballot_before_the_first_and_no_unknown_step_takes_votes(self, of: Workshop) -> None:
        course = after(START, of=of)
        assert refusal(of, course, "domain:other", 1) == ELSEWHERE
        assert [refusal(of, course, FIRST, ballot) for ballot in (-1, 0)] == [CLOSED, CLOSED]


def test_choices_are_the_levels_don_t_know_and_abstention() -> None:
    assert choices(2) == ("0", "1", "2", "dk", "abstain")


KINDS_OF_STEPS = st.lists(
    st.one_of(st.sampled_from(["a", "b", "c"]).map(lambda id_: Step(DOMAIN, id_)), st.just(Step(STORY, "s"))),
    min_size=1,
    max_size=4,
    unique=True,
)


@st.composite
def workshops(draw: st.DrawFn) -> Workshop:
    ends = draw(st.sampled_from([(), (Step(SUMMARY),), (Step(IDEAS), Step(SUMMARY))]))
    return replace(ROOM, steps=(*draw(KINDS_OF_STEPS), *ends), is_free=draw(st.booleans()))


@settings(max_examples=200, deadline=None)
@given(workshops(), st.lists(st.sampled_from([*MOVES[:-1] * 4, END]), max_size=40))
def test_whatever_is_tried_in_whatever_order_the_course_stays_sound(of: Workshop, tries: list[str]) -> None:
    course = beginning(of)
    for move in tries:
        possible = allowed(of, course)
        if move not in possible:
            with pytest.raises(MoveError):
                moved(of, course, move, course.revision)
            continue
        later = moved(of, course, move, course.revision)
        follows(of, course, later, move)
        course = later
        is_sound(of, course)


def follows(of: Workshop, before: Course, after_: Course, move: str) -> None:
    """A move changes what it is for, and nothing that was shown is taken back or voted on again."""
    assert after_.revision == before.revision + 1
    assert all(later >= earlier for earlier, later in zip(before.ballots, after_.ballots, strict=True))
    assert abs(after_.at - before.at) == (move in (NEXT, BACK))
    assert set(revealed(of, before)) <= set(revealed(of, after_))
    for place, step in enumerate(of.steps):
        if before.closed[place] and before.ballots[place] == after_.ballots[place]:
            assert after_.closed[place]
        if before.ballots[place] and refusal(of, before, step.key, before.ballots[place]) == CLOSED:
            assert refusal(of, after_, step.key, before.ballots[place]) in (CLOSED, OVER)


def is_sound(of: Workshop, course: Course) -> None:
    state, step = state_of(of, course), of.steps[course.at]
    assert state in STATES
    assert (allowed(of, course) == ()) == (state == ENDED)
    assert state == ENDED or END in allowed(of, course)
    assert 0 <= course.at < len(of.steps)
    assert not course.has_begun or course.ballot >= 1 or step.kind == SUMMARY
    assert all(ballot for ballot, is_closed in zip(course.ballots, course.closed, strict=True) if is_closed)
    taking = {
        (one.key, ballot)
        for one in of.steps
        for ballot in range(max(course.ballots) + 2)
        if not refusal(of, course, one.key, ballot)
    }
    assert all(course.ballots[of.position(key) or 0] == ballot for key, ballot in taking)
    assert state in (VOTING, REVEALED, HIDDEN) or not taking
    assert ((step.key, course.ballot) in taking) == (state == VOTING)
    if not of.is_free:
        assert len(taking) == (state == VOTING)
    assert all(refusal(of, course, one.key, 1) in ("", *REFUSALS) for one in of.steps)
