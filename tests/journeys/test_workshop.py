"""A workshop as somebody with a phone meets it."""

from __future__ import annotations

from datetime import date

import pytest

from assessment.core import workshops
from assessment.core.errors import (
    ClosedError,
    FullError,
    TooLongError,
    TooManyTriesError,
    UnknownItemError,
    VoteError,
    WrongCodeError,
)
from assessment.core.workshops import Seat, Vote
from assessment.journeys import workshop
from assessment.journeys.workshop import IDEA_LENGTH, MOST_IDEAS, MOST_SEATS
from tests.builders import questionnaire
from tests.fakes import CountingCodes, FixedClock, MemoryStore, PatientThrottle
from tests.workshops import Hall

Q = questionnaire()


def hall_of(**plan: object) -> Hall:
    return Hall(MemoryStore(), FixedClock(date(2026, 11, 28)), CountingCodes(), Q, **plan)


@pytest.fixture
def hall() -> Hall:
    return hall_of()


class TestJoining:
    def test_a_wrong_code_leads_nowhere_and_is_counted(self, hall: Hall) -> None:
        throttle = PatientThrottle(allowed=1)
        with pytest.raises(WrongCodeError):
            workshop.find(hall.store, hall.codes, throttle, "v", "KMPXR")
        with pytest.raises(TooManyTriesError):
            workshop.find(hall.store, hall.codes, throttle, "v", "YYYYY")

    def test_seats_are_numbered_and_found_again_by_their_device(self, hall: Hall) -> None:
        first, second = hall.join(2)
        assert (first.number, second.number) == (1, 2)
        assert workshop.my_seats(hall.store, hall.id, second.device) == (second,)

    def test_several_people_share_a_phone(self, hall: Hall) -> None:
        (first,) = hall.join()
        second = workshop.join(hall.store, hall.codes, Q, hall.standing, Seat("", hall.id, first.device))
        assert workshop.my_seats(hall.store, hall.id, first.device) == (first, second)

    def test_but_not_more_than_a_family(self, hall: Hall) -> None:
        wished = Seat("", hall.id, "phone")
        for _ in range(MOST_SEATS):
            workshop.join(hall.store, hall.codes, Q, hall.standing, wished)
        with pytest.raises(ClosedError):
            workshop.join(hall.store, hall.codes, Q, hall.standing, wished)

    def test_a_table_says_how_many_sit_there_and_consents_to_nothing(self, hall: Hall) -> None:
        (table,) = hall.join(is_table=True, people=6, consents=True, role="leader")
        assert (table.people, table.consents, table.role) == (6, False, "")

    @pytest.mark.parametrize("people", [0, 1, 31, -2])
    def test_a_table_of_nobody_is_refused(self, hall: Hall, people: int) -> None:
        with pytest.raises(UnknownItemError):
            hall.join(is_table=True, people=people)

    def test_only_what_the_workshop_asks_is_kept(self, hall: Hall) -> None:
        (seat,) = hall.join(role="leader", settlement="Kiidjärve", people=4, consents=True)
        assert (seat.role, seat.settlement, seat.people, seat.consents) == ("", "", 1, True)
        (asked,) = hall_of(has_roles=True).join(role="leader")
        assert asked.role == "leader"
        (guest,) = hall_of(kind="open_room").join(settlement=" Kiidjärve ", municipality="Põlva vald", consents=True)
        assert (guest.settlement, guest.municipality, guest.consents) == ("Kiidjärve", "Põlva vald", False)

    def test_an_unknown_role_and_a_long_name_are_refused(self) -> None:
        with pytest.raises(UnknownItemError):
            hall_of(has_roles=True).join(role="king")
        with pytest.raises(TooLongError):
            hall_of(kind="open_room").join(settlement="x" * 121)

    def test_nobody_joins_what_is_over(self, hall: Hall) -> None:
        hall.move("end")
        with pytest.raises(ClosedError):
            hall.join()

    def test_nobody_joins_a_hall_that_a_program_has_filled(self, hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(workshops, "MOST_IN_HALL", 3)
        hall.join(3)
        with pytest.raises(FullError):
            hall.join()
        assert len(hall.store.seats(hall.id)) == 3


class TestVoting:
    def test_a_vote_is_kept_and_can_be_changed_until_the_reveal(self, hall: Hall) -> None:
        (seat,) = hall.join()
        hall.move("start")
        assert hall.vote([3]) == ("",)
        assert hall.vote(["dk"]) == ("",)
        assert [vote.choice for vote in workshop.own_votes(hall.store, [seat])] == ["dk"]
        hall.move("reveal")
        assert hall.vote([1]) == ("closed",)
        assert [vote.choice for vote in workshop.own_votes(hall.store, [seat])] == ["dk"]

    @pytest.mark.parametrize(
        ("step", "choice"), [("domain:trust", "5"), ("domain:trust", ""), ("summary", "1"), ("x", "1")]
    )
    def test_a_choice_that_there_is_not_is_refused_before_anything_is_stored(
        self, hall: Hall, step: str, choice: str
    ) -> None:
        first, second = hall.join(2)
        hall.move("start")
        votes = [Vote(hall.id, first.id, "domain:leadership", 1, "2"), Vote(hall.id, second.id, step, 1, choice)]
        with pytest.raises(UnknownItemError):
            workshop.cast(hall.store, Q, votes)
        assert hall.store.votes(hall.id) == ()

    def test_a_vote_for_another_domain_is_refused_in_the_hosts_tempo_only(self, hall: Hall) -> None:
        hall.join()
        hall.move("start")
        assert hall.vote([2], "domain:trust", 1) == ("elsewhere",)
        free = hall_of(is_free=True)
        free.join()
        free.move("start")
        assert free.vote([2], "domain:trust", 1) == ("",)

    def test_who_has_no_seat_sees_no_votes(self, hall: Hall) -> None:
        assert workshop.own_votes(hall.store, []) == ()


class TestIdeas:
    @pytest.fixture
    def seat(self, hall: Hall) -> Seat:
        (seat,) = hall.join()
        hall.move("start", *["next"] * 8)
        return seat

    def test_a_text_waits(self, hall: Hall, seat: Seat) -> None:
        workshop.write_idea(hall.store, hall.codes, seat, " Talgud\u202e mais ")
        assert [(idea.text, idea.state) for idea in workshop.own_ideas(hall.store, [seat])] == [
            ("Talgud mais", "waiting")
        ]

    def test_empty_long_and_too_many_texts_are_refused(self, hall: Hall, seat: Seat) -> None:
        with pytest.raises(UnknownItemError):
            workshop.write_idea(hall.store, hall.codes, seat, " \u202e ")
        with pytest.raises(TooLongError):
            workshop.write_idea(hall.store, hall.codes, seat, "x" * (IDEA_LENGTH + 1))
        for number in range(MOST_IDEAS):
            workshop.write_idea(hall.store, hall.codes, seat, f"Mõte {number}")
        with pytest.raises(ClosedError):
            workshop.write_idea(hall.store, hall.codes, seat, "Üks veel")

    def test_no_text_after_the_reveal(self, hall: Hall, seat: Seat) -> None:
        hall.move("reveal")
        with pytest.raises(VoteError):
            workshop.write_idea(hall.store, hall.codes, seat, "Hilja")

    def test_up_to_three_ideas_are_chosen(self, hall: Hall, seat: Seat) -> None:
        ideas = [workshop.write_idea(hall.store, hall.codes, seat, f"Mõte {number}") for number in range(4)]
        hall.move("reveal", "vote-again")
        assert hall.vote([" ".join(idea.id for idea in ideas[:3])]) == ("",)
        with pytest.raises(UnknownItemError):
            hall.vote([" ".join(idea.id for idea in ideas)])
