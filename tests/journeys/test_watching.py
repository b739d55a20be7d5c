"""What there is to see of a workshop, and for whom."""

from __future__ import annotations

from datetime import date

import pytest

from assessment.core.ballot import Counts, Movement, TableVote
from assessment.core.scene import ALLOWED, Places, Presence
from assessment.journeys import hosting, watching, workshop
from tests.builders import questionnaire
from tests.fakes import CountingCodes, FixedClock, MemoryStore
from tests.workshops import Hall

Q = questionnaire()
SIX = [1, 2, 2, 3, 2, "dk"]


def hall_of(**plan: object) -> Hall:
    return Hall(MemoryStore(), FixedClock(date(2026, 11, 28)), CountingCodes(), Q, **plan)


@pytest.fixture
def hall() -> Hall:
    found = hall_of()
    found.join(6)
    found.move("start")
    found.vote(SIX)
    return found


class TestBeforeTheReveal:
    def test_the_host_sees_how_many_joined_and_voted_and_nothing_else(self, hall: Hall) -> None:
        scene = hall.scene()
        assert (scene.presence, scene.shown) == (Presence(6, 6, 0), None)

    def test_phones_do_not_even_see_how_many(self, hall: Hall) -> None:
        assert hall.scene().for_phone().presence is None

    def test_with_the_blind_vote_off_the_wall_shows_the_picture_from_five_votes_on(self) -> None:
        hall = hall_of(is_blind=False)
        hall.join(6)
        hall.move("start")
        hall.vote([1, 2, 2, 3])
        assert hall.scene().shown is None
        hall.vote(SIX)
        assert hall.scene().for_projector().shown.counts == Counts((0, 1, 3, 1, 0), 1)
        assert hall.scene().for_phone().shown is None


class TestAfterTheReveal:
    def test_everybody_sees_the_picture(self, hall: Hall) -> None:
        hall.move("reveal")
        shown = hall.scene().for_phone().shown
        assert (shown.level, shown.counts, shown.label) == (2, Counts((0, 1, 3, 1, 0), 1), "agree")

    def test_hidden_again_nobody_does(self, hall: Hall) -> None:
        hall.move("reveal", "hide")
        assert hall.scene().shown is None

    def test_hands_are_mixed_in_and_tables_stand_beside(self, hall: Hall) -> None:
        (table,) = hall.join(is_table=True, people=5)
        hall.vote({table: 4})
        hosting.count_hands(hall.store, Q, hall.standing, Counts((1, 0, 0, 0, 0)))
        hall.move("reveal")
        shown = hall.scene().shown
        assert (shown.counts, shown.hands) == (Counts((1, 1, 3, 1, 0), 1), 1)
        assert shown.tables == (TableVote(7, 5, "4"),)

    def test_the_second_ballot_shows_how_the_picture_moved(self, hall: Hall) -> None:
        hall.move("reveal")
        assert hall.scene().movement is None
        hall.move("vote-again")
        hall.vote([2, 2, 2, 2, 3, 2])
        hall.move("reveal")
        assert hall.scene().movement == Movement(up=2, down=1, same=2)

    def test_every_revealed_ballot_is_found_again(self, hall: Hall) -> None:
        hall.move("reveal", "vote-again")
        hall.vote([2] * 6)
        pictures = watching.pictures(hall.store, Q, hall.standing)
        assert list(pictures) == [("domain:leadership", 1)]
        hall.move("reveal")
        pictures = watching.pictures(hall.store, Q, hall.standing)
        assert pictures["domain:leadership", 2].counts == Counts((0, 0, 6, 0, 0))


class TestTheEnd:
    def test_the_room_sees_the_profile_of_what_it_agreed_on_else_of_its_last_votes(self, hall: Hall) -> None:
        hall.move("reveal", "next")
        for _ in range(7):
            hall.vote([3] * 6)
            hall.move("reveal", "next")
        hosting.note_agreed(hall.store, Q, hall.standing, "domain:leadership", hosting.Agreed(1))
        hall.move("next")
        profile = hall.scene().for_phone().profile
        assert list(profile.levels) == [1, 3, 3, 3, 3, 3, 3, 3]
        assert profile.phase == 2

    def test_an_open_room_has_no_profile_but_places(self) -> None:
        room = hall_of(kind="open_room")
        room.join(6)
        room.run([[1, 2, 2, 3, 2, "dk"]] * 8)
        room.move("next")
        scene = room.scene()
        assert (scene.profile, scene.places) == (None, Places((0, 1, 3, 1, 0), 0))

    def test_places_of_fewer_than_five_are_not_shown(self) -> None:
        room = hall_of(kind="open_room")
        room.join(6)
        room.run([[1, 2, 2, 3]] * 8)
        room.move("next")
        assert room.scene().places == Places(None)


class TestIdeas:
    def test_support_is_seen_after_its_reveal_and_from_five_on(self, hall: Hall) -> None:
        hall.move(*["next"] * 8)
        idea = workshop.write_idea(hall.store, hall.codes, hall.seats[0], "Talgud")
        hosting.judge_idea(hall.store, hall.standing, idea, ALLOWED)
        hall.move("reveal", "vote-again")
        hall.vote([idea.id] * 4)
        hall.move("reveal")
        assert [one.support for one in hall.scene().for_phone().ideas] == [None]
        hall.move("vote-again")
        hall.vote([idea.id] * 5)
        assert [one.support for one in hall.scene().ideas] == [None]
        hall.move("reveal")
        assert [one.support for one in hall.scene().for_phone().ideas] == [5]

    def test_what_waits_is_never_sent_to_phones(self, hall: Hall) -> None:
        hall.move(*["next"] * 8)
        workshop.write_idea(hall.store, hall.codes, hall.seats[0], "Talgud")
        hall.move("reveal")
        assert hall.scene().for_phone().ideas == ()
