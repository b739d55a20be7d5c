"""What the room sees of a ballot, and the phones of a workshop: never what would tell how single people voted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.ballot import Cast, Counts, Movement, Shown, TableVote, counted, movement, shown
from assessment.core.casting import cast_in
from assessment.core.scene import ALLOWED, ASIDE, WAITING, Agreed, Idea, Places, Presence, Scene
from assessment.core.workshop import (
    DOMAIN,
    END,
    HIDE,
    IDEAS,
    NEXT,
    OPEN_ROOM,
    PAUSE,
    REVEAL,
    START,
    SUMMARY,
    VOTE_AGAIN,
    Standing,
    Step,
    Workshop,
    beginning,
    moved,
)
from assessment.core.workshops import Seat, Vote
from tests.builders import questionnaire, same, scored

VILLAGE = questionnaire()
NOBODY = Counts((0,) * 5)
TABLES = (TableVote(3, 8, "2"), TableVote(7, 5, "dk"))


def votes(*levels: int, dk: int = 0, abstained: int = 0) -> Counts:
    return Counts(tuple(levels.count(level) for level in range(5)), dk, abstained)


def picture(phones: Counts, hands: Counts | None = None, tables: tuple[TableVote, ...] = ()) -> Shown:
    return shown(VILLAGE, Cast(phones, hands, tables))


class TestCounts:
    def test_choices_are_counted(self) -> None:
        found = counted(4, ["0", "4", "4", "dk", "abstain", "abstain"])
        assert found == Counts((1, 0, 0, 0, 2), 1, 2)
        assert (found.votes, found.all) == (3, 6)
        assert counted(4, []) == NOBODY

    def test_two_counts_make_one(self) -> None:
        assert Counts((1, 0), 2, 3).plus(Counts((0, 5), 1, 1)) == Counts((1, 5), 3, 4)
        with pytest.raises(ValueError, match="longer"):
            Counts((1, 0)).plus(Counts((1, 0, 0)))


class TestPhones:
    @pytest.mark.parametrize("number", [0, 1, 2])
    def test_fewer_than_three_votes_show_nothing(self, number: int) -> None:
        found = picture(votes(*[4] * number, dk=9, abstained=9))
        assert found == Shown()
        assert found.is_too_few

    @pytest.mark.parametrize("levels", [(1, 2, 4), (0, 1, 2, 4)])
    def test_three_and_four_votes_show_the_level_alone(self, levels: tuple[int, ...]) -> None:
        found = picture(votes(*levels, abstained=5))
        assert found == Shown(level=sorted(levels)[(len(levels) - 1) // 2])
        assert not found.is_too_few

    def test_five_votes_show_the_whole_picture(self) -> None:
        cast = votes(1, 2, 2, 2, 3, dk=1, abstained=2)
        assert picture(cast) == Shown(level=2, counts=cast, label="agree")

    def test_don_t_know_and_abstention_are_no_votes(self) -> None:
        assert picture(votes(1, 2, 2, 3, dk=1, abstained=9)).counts is None
        assert picture(votes(1, 2, dk=1)).level is None

    @pytest.mark.parametrize(
        ("levels", "label"),
        [
            ((2, 2, 2, 2, 2), "agree"),
            ((1, 1, 2, 3, 3), "agree"),  # 0.8 phases from the median on average
            ((1, 1, 2, 2, 3, 4), "mixed"),
            ((0, 1, 2, 3, 4), "mixed"),  # 1.2
            ((0, 1, 2, 4, 4), "divided"),  # 1.4
            ((0, 0, 0, 4, 4, 4), "divided"),
            ((1, 1, 1, 1, 3, 3, 3, 3), "divided"),  # 1.0, but two camps
        ],
    )
    def test_the_agreement_is_said_in_a_word(self, levels: tuple[int, ...], label: str) -> None:
        assert picture(votes(*levels)).label == label

    def test_the_level_is_the_lower_of_two_middle_ones(self) -> None:
        assert picture(votes(1, 1, 1, 3, 3, 3)).level == 1
        assert picture(votes(0, 2, 3, 4)).level == 2

    def test_no_level_is_said_where_more_than_half_did_not_know(self) -> None:
        five = (2, 2, 2, 3, 3)
        assert picture(votes(*five, dk=5)).level == 2
        most = picture(votes(*five, dk=6))
        assert (most.level, most.counts) == (None, votes(*five, dk=6))
        assert not most.is_too_few
        assert picture(votes(*five, dk=5, abstained=40)).level == 2
        assert picture(votes(2, 2, 2, dk=4)).level is None

    def test_a_questionnaire_of_two_phases_has_a_picture_too(self) -> None:
        small = questionnaire(phases=2)
        for counts in (Counts((5, 1)), Counts((3, 3)), Counts((0, 9))):
            assert shown(small, Cast(counts)) == Shown(level=int(counts.levels[0] == 0), counts=counts, label="agree")


class TestHands:
    def test_hands_and_phones_are_one_picture(self) -> None:
        phones, hands = votes(1, 1, 2, 2, 3), votes(4, 4, 4, dk=1, abstained=2)
        found = picture(phones, hands)
        assert found == Shown(level=2, counts=phones.plus(hands), label=found.label, hands=6)

    @pytest.mark.parametrize("number", [3, 4])
    def test_with_too_few_phones_for_a_picture_the_level_of_all_is_shown(self, number: int) -> None:
        found = picture(votes(*[1] * number), votes(*[3] * 20))
        assert found == Shown(level=3, hands=20)

    @pytest.mark.parametrize("phones", [votes(1), votes(1, 4), votes(dk=7), votes(abstained=3), votes(1, 2, dk=30)])
    def test_with_fewer_phones_the_hands_alone_are_shown(self, phones: Counts) -> None:
        hands = votes(2, 2, 2, 3, 3, dk=1)
        assert picture(phones, hands) == Shown(level=2, counts=hands, label="agree", hands=6, only_hands=True)
        few = votes(2, 2, 2)
        assert picture(phones, few) == Shown(level=2, hands=3, only_hands=True)
        assert picture(phones, votes(2)) == Shown(hands=1, only_hands=True)

    def test_without_phones_the_hands_are_the_picture(self) -> None:
        hands = votes(2, 2, 2, 3, 3)
        assert picture(NOBODY, hands) == Shown(level=2, counts=hands, label="agree", hands=5)

    def test_no_hands_up_are_as_if_none_were_counted(self) -> None:
        for phones in (NOBODY, votes(1, 2), votes(1, 2, 3), votes(1, 2, 3, 3, 3)):
            assert picture(phones, NOBODY) == picture(phones)


A_FEW = st.integers(0, 4)
COUNTS = st.builds(Counts, st.tuples(*[A_FEW] * 5), A_FEW, A_FEW)


class TestDifferences:
    @given(COUNTS, st.one_of(st.none(), COUNTS))
    def test_what_is_shown_less_the_hands_that_all_saw_is_nothing_or_five_phones(
        self, phones: Counts, hands: Counts | None
    ) -> None:
        found = picture(phones, hands)
        if found.counts is None:
            return
        known = hands or NOBODY
        left = [a - b for a, b in zip(found.counts.levels, known.levels, strict=True)]
        left += [found.counts.dk - known.dk, found.counts.abstained - known.abstained]
        assert not any(left) or (sum(left[:5]) >= 5 and left == [*phones.levels, phones.dk, phones.abstained])

    @given(COUNTS, COUNTS, COUNTS)
    def test_fewer_than_three_phones_change_nothing_whatever_they_choose(
        self, one: Counts, other: Counts, hands: Counts
    ) -> None:
        if one.all and other.all and max(one.votes, other.votes) < 3 and hands.all:
            assert picture(one, hands) == picture(other, hands)

    @given(COUNTS, st.one_of(st.none(), COUNTS))
    def test_the_thresholds_hold(self, phones: Counts, hands: Counts | None) -> None:
        found, number = picture(phones, hands), phones.votes + (hands or NOBODY).votes
        assert found.counts is None or found.counts.votes >= 5
        assert found.level is None or number >= 3
        assert (found.label is None) == (found.counts is None)
        if hands is None and phones.votes < 5:
            assert found.counts is None


class TestTables:
    def test_tables_stand_beside_the_picture_and_are_not_counted(self) -> None:
        five = votes(1, 2, 2, 2, 3)
        assert picture(five, None, TABLES) == replace(picture(five), tables=TABLES)
        assert picture(votes(1, 2), None, TABLES) == Shown(tables=TABLES)

    def test_a_table_is_shown_though_nobody_else_voted(self) -> None:
        found = picture(NOBODY, None, TABLES[:1])
        assert (found.counts, found.level, found.is_too_few) == (None, None, False)

    def test_votes_of_persons_and_of_tables_are_told_apart(self) -> None:
        seats = [Seat(id_, "w", "phone", number, number > 2, number) for number, id_ in enumerate("abcd", 1)]
        choices = zip("dcba", ("dk", "2", "4", "abstain"), strict=True)
        cast = [Vote("w", id_, "domain:trust", 1, choice) for id_, choice in choices]
        others = [Vote("w", "a", "domain:trust", 2, "0"), Vote("w", "a", "domain:places", 1, "0")]
        found = cast_in(VILLAGE, seats, cast + others, "domain:trust", 1, NOBODY)
        assert found == Cast(votes(4, abstained=1), NOBODY, (TableVote(3, 3, "2"), TableVote(4, 4, "dk")))

    def test_who_joined_after_the_seats_were_read_counts_the_next_time(self) -> None:
        late = Vote("w", "late", "domain:trust", 1, "2")
        assert cast_in(VILLAGE, [], [late], "domain:trust", 1, None) == Cast(NOBODY)


BEFORE = {"a": "1", "b": "2", "c": "3", "d": "3", "e": "0", "f": "dk", "g": "2", "h": "2"}


class TestMovement:
    def test_it_says_how_many_went_up_and_down_and_stayed(self) -> None:
        after = {"a": "2", "b": "4", "c": "3", "d": "1", "e": "0", "f": "3", "g": "abstain", "new": "4"}
        assert movement(BEFORE, after) == Movement(up=2, down=1, same=2)

    def test_fewer_than_five_who_chose_a_level_twice_do_not_show_it(self) -> None:
        after = {"a": "2", "b": "4", "c": "3", "d": "1", "e": "dk", "f": "3", "g": "abstain", "new": "4"}
        assert movement(BEFORE, after) is None
        assert movement({}, {}) is None


ROOM = Workshop(
    "w", "village_phases/v1", OPEN_ROOM, "et", (Step(DOMAIN, "trust"), Step(IDEAS), Step(SUMMARY)), date(2026, 5, 4)
)
TEXTS = (Idea("1", "ootab"), Idea("2", "lubatud", ALLOWED, support=4), Idea("3", "kõrval", ASIDE, support=1))
assert TEXTS[0].state == WAITING


def scene(*moves: str) -> Scene:
    """A scene that holds everything that any scene may hold, whatever the state."""
    course = beginning(ROOM)
    for move in moves:
        course = moved(ROOM, course, move)
    five = votes(1, 2, 2, 2, 3)
    return Scene(
        standing=Standing(ROOM, course),
        allowed=(REVEAL, END),
        presence=Presence(9, 7, 2),
        shown=picture(five, None, TABLES),
        movement=Movement(2, 1, 2),
        hands=five,
        agreed={"domain:trust": Agreed(2, "Kaks olid vastu.")},
        ideas=TEXTS,
        profile=scored([same(3)] * 5),
        places=Places((0, 1, 2, 3, 0), 1),
    )


class TestScenes:
    @pytest.mark.parametrize(
        "moves",
        [
            (),
            (START,),
            (START, REVEAL, HIDE),
            (START, REVEAL, VOTE_AGAIN),
            (START, PAUSE),
            (START, REVEAL, PAUSE),
            (START, END),
            (START, REVEAL, END),
            (START, NEXT),
        ],
    )
    def test_unless_it_is_revealed_nothing_of_the_picture_reaches_the_phones(self, moves: tuple[str, ...]) -> None:
        found = scene(*moves).for_phone()
        assert (found.shown, found.movement, found.hands, found.presence) == (None, None, None, None)
        assert found.ideas == ()

    def test_after_the_reveal_phones_get_the_picture_but_not_what_is_the_host_s(self) -> None:
        whole = scene(START, REVEAL)
        found = whole.for_phone()
        assert found == replace(whole, allowed=(), presence=None, hands=None, ideas=(TEXTS[1],))

    def test_ideas_are_chosen_from_on_phones_before_their_support_is_seen(self) -> None:
        choosing = scene(START, NEXT, REVEAL, VOTE_AGAIN)
        assert choosing.for_phone().ideas == (Idea("2", "lubatud", ALLOWED),)
        hidden = scene(START, NEXT, REVEAL, VOTE_AGAIN, REVEAL, HIDE)
        assert hidden.for_phone().ideas == (Idea("2", "lubatud", ALLOWED),)
        chosen = scene(START, NEXT, REVEAL, VOTE_AGAIN, REVEAL)
        assert chosen.for_phone().ideas == (TEXTS[1],)

    def test_the_wall_shows_only_the_ideas_that_the_host_allowed(self) -> None:
        whole = scene(START, NEXT)
        assert whole.for_projector() == replace(whole, ideas=(TEXTS[1],))

    def test_the_summary_is_for_all(self) -> None:
        whole = scene(START, NEXT, NEXT)
        found = whole.for_phone()
        assert (found.profile, found.places, found.agreed) == (whole.profile, whole.places, whole.agreed)
