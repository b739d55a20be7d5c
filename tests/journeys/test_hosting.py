"""A workshop as its host meets it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assessment.core.area import Area
from assessment.core.ballot import Counts
from assessment.core.errors import (
    MoveError,
    StaleError,
    TooLongError,
    TooManyTriesError,
    UnusableError,
    VoteError,
    WrongCodeError,
)
from assessment.core.scene import ALLOWED, ASIDE, Agreed
from assessment.journeys import hosting, workshop
from assessment.journeys.hosting import WorkshopPlan, lacking
from tests.builders import questionnaire
from tests.fakes import CountingCodes, FixedClock, MemoryStore, PatientThrottle
from tests.workshops import PERI, Hall

Q = questionnaire()


@pytest.fixture
def hall() -> Hall:
    return Hall(MemoryStore(), FixedClock(date(2026, 11, 28)), CountingCodes(), Q)


def wished(**changes: object) -> WorkshopPlan:
    return replace(WorkshopPlan("community", "et", Q.domain_ids, PERI), **changes)


class TestOpening:
    def test_the_room_takes_the_chosen_domains_in_the_chosen_order(self) -> None:
        hall = Hall(MemoryStore(), FixedClock(date(2026, 11, 28)), CountingCodes(), Q, domains=("trust", "leadership"))
        assert [step.key for step in hall.standing.workshop.steps] == [
            "domain:trust",
            "domain:leadership",
            "ideas",
            "summary",
        ]

    def test_a_code_a_hosts_key_and_a_projectors_key_lead_to_it(self, hall: Hall) -> None:
        opened, throttle = hall.opened, PatientThrottle()
        assert workshop.find(hall.store, hall.codes, throttle, "v", opened.code) == hall.standing
        assert hosting.hosted(hall.store, hall.codes, throttle, "v", opened.host_key) == hall.standing
        assert hosting.on_wall(hall.store, hall.codes, throttle, "v", opened.projector_key) == hall.standing

    def test_the_projectors_key_hosts_nothing(self, hall: Hall) -> None:
        with pytest.raises(WrongCodeError):
            hosting.hosted(hall.store, hall.codes, PatientThrottle(), "v", hall.opened.projector_key)

    def test_who_tries_keys_is_slowed_down(self, hall: Hall) -> None:
        throttle = PatientThrottle(allowed=2)
        for _ in range(2):
            with pytest.raises(WrongCodeError):
                hosting.hosted(hall.store, hall.codes, throttle, "v", "wrong")
        with pytest.raises(TooManyTriesError):
            hosting.hosted(hall.store, hall.codes, throttle, "v", "wrong")

    def test_a_code_that_leads_to_another_workshop_is_drawn_again(self, hall: Hall) -> None:
        class Repeating(CountingCodes):
            def identifier(self) -> str:
                return "another workshop"

            def key(self) -> str:
                return "another key"

            def workshop_code(self, workshop_id: str, number: int = 0) -> str:
                return "FRESH" if number else hall.opened.code

        codes = Repeating()
        assert Hall(hall.store, hall.clock, codes, Q, area=Area("Kanepi")).opened.code == "FRESH"

    @pytest.mark.parametrize(
        "changes",
        [
            {"kind": "party"},
            {"domains": ()},
            {"domains": ("trust", "trust")},
            {"domains": ("weather",)},
            {"stories": ("none",)},
            {"area": None},
            {"area": Area("  ")},
            {"share": "everything"},
            {"language": "xx"},
        ],
    )
    def test_a_plan_that_cannot_be_kept_is_refused_and_nothing_is_stored(self, changes: dict[str, object]) -> None:
        store = MemoryStore()
        with pytest.raises(UnusableError):
            hosting.open_workshop(store, FixedClock(date(2026, 11, 28)), CountingCodes(), Q, wished(**changes))
        assert store.workshops() == ()

    def test_a_name_that_is_too_long_is_refused(self) -> None:
        plan = wished(area=Area("x" * 121))
        with pytest.raises(TooLongError):
            hosting.open_workshop(MemoryStore(), FixedClock(date(2026, 11, 28)), CountingCodes(), Q, plan)

    def test_an_open_room_has_no_area_and_shares_nothing(self) -> None:
        hall = Hall(
            MemoryStore(),
            FixedClock(date(2026, 11, 28)),
            CountingCodes(),
            Q,
            kind="open_room",
            area=PERI,
            share="released",
        )
        assert (hall.standing.workshop.area, hall.standing.workshop.share) == (None, "nothing")


class TestWhatTheDomainsGive:
    def test_all_domains_lack_nothing(self) -> None:
        assert lacking(Q, Q.domain_ids).is_nothing

    def test_a_missing_core_domain_is_named(self) -> None:
        assert lacking(Q, Q.domain_ids[1:]).core == ("leadership",)

    def test_fewer_than_seventy_per_cent_are_too_few(self) -> None:
        assert not lacking(Q, Q.domain_ids[:6]).is_too_few
        found = lacking(Q, Q.domain_ids[:5])
        assert (found.is_too_few, found.needed) == (True, 6)


class TestMoving:
    def test_two_hosts_cannot_both_move_by_the_same_picture(self, hall: Hall) -> None:
        seen = hall.standing
        hosting.move(hall.store, hall.clock, seen, "start", seen.course.revision)
        with pytest.raises(StaleError) as told:
            hosting.move(hall.store, hall.clock, hall.standing, "reveal", seen.course.revision)
        assert (told.value.seen, told.value.current) == (0, 1)

    def test_a_move_by_a_stale_standing_is_refused_by_the_store(self, hall: Hall) -> None:
        seen = hall.standing
        hall.move("start")
        with pytest.raises(StaleError):
            hosting.move(hall.store, hall.clock, seen, "start")

    def test_a_wrong_move_says_what_is_allowed(self, hall: Hall) -> None:
        with pytest.raises(MoveError) as told:
            hall.move("reveal")
        assert told.value.allowed == ("start", "end")

    def test_the_end_has_its_day(self, hall: Hall) -> None:
        assert hall.move("end").ended_on == date(2026, 11, 28)

    def test_the_address_can_be_changed_while_it_runs(self, hall: Hall) -> None:
        hall.move("start")
        hosting.change_address(hall.store, hall.standing, " http://10.0.0.2:8501/ ")
        assert hall.standing.workshop.address == "http://10.0.0.2:8501"
        assert hall.standing.state == "voting"


class TestNoting:
    def test_hands_are_kept_for_the_present_ballot(self, hall: Hall) -> None:
        hall.move("start")
        hosting.count_hands(hall.store, Q, hall.standing, Counts((0, 2, 1, 0, 0), 1))
        assert hall.scene().hands == Counts((0, 2, 1, 0, 0), 1)
        hall.move("next")
        assert hall.scene().hands is None

    def test_hands_after_the_reveal_are_refused(self, hall: Hall) -> None:
        hall.move("start", "reveal")
        with pytest.raises(VoteError):
            hosting.count_hands(hall.store, Q, hall.standing, Counts((0, 2, 1, 0, 0)))

    @pytest.mark.parametrize("counts", [Counts((0, 1)), Counts((0, 0, -1, 0, 0)), Counts((0, 0, 0, 0, 0), -1)])
    def test_hands_that_cannot_be_are_refused(self, hall: Hall, counts: Counts) -> None:
        hall.move("start")
        with pytest.raises(UnusableError):
            hosting.count_hands(hall.store, Q, hall.standing, counts)

    def test_what_was_agreed_is_noted_with_what_was_said_against_it(self, hall: Hall) -> None:
        hall.move("start", "reveal")
        hosting.note_agreed(hall.store, Q, hall.standing, "domain:leadership", Agreed(2, " Kaks inimest: 3 "))
        assert hall.scene().agreed == {"domain:leadership": Agreed(2, "Kaks inimest: 3")}

    @pytest.mark.parametrize(("step", "level"), [("domain:leadership", 5), ("domain:weather", 2), ("summary", 2)])
    def test_what_cannot_be_agreed_is_refused(self, hall: Hall, step: str, level: int) -> None:
        with pytest.raises(UnusableError):
            hosting.note_agreed(hall.store, Q, hall.standing, step, Agreed(level))

    def test_ideas_wait_until_the_host_allows_them(self, hall: Hall) -> None:
        (seat,) = hall.join()
        hall.move("start", *["next"] * 8)
        for text in ("Talgud", "Müra", "Küla koosviibimine"):
            workshop.write_idea(hall.store, hall.codes, seat, text)
        first, second, third = hall.scene().ideas
        assert hall.scene().for_projector().ideas == ()
        hosting.judge_idea(hall.store, hall.standing, first, ALLOWED)
        hosting.judge_idea(hall.store, hall.standing, second, ASIDE)
        hosting.judge_idea(hall.store, hall.standing, third, ALLOWED, first.id)
        shown = hall.scene().for_projector().ideas
        assert [(idea.text, idea.group) for idea in shown] == [("Talgud", ""), ("Küla koosviibimine", first.id)]

    def test_an_idea_is_not_grouped_under_itself(self, hall: Hall) -> None:
        (seat,) = hall.join()
        hall.move("start", *["next"] * 8)
        idea = workshop.write_idea(hall.store, hall.codes, seat, "Talgud")
        with pytest.raises(UnusableError):
            hosting.judge_idea(hall.store, hall.standing, idea, ALLOWED, idea.id)
