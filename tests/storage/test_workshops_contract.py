"""What every store promises of live workshops: run against the fake, SQLite and PostgreSQL."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from assessment.core import workshops
from assessment.core.area import Area
from assessment.core.ballot import Counts
from assessment.core.errors import ClosedError, FullError, GoneError, StaleError, StoreError, VoteError
from assessment.core.ports import Store
from assessment.core.scene import ALLOWED, Agreed, Idea, Presence
from assessment.core.workshop import (
    BACK,
    CLOSED,
    COMMUNITY,
    DOMAIN,
    ELSEWHERE,
    END,
    HIDE,
    IDEAS,
    LOBBY,
    NEXT,
    NOT_BEGUN,
    OPEN_ROOM,
    OVER,
    PAUSE,
    RESTS,
    RESUME,
    REVEAL,
    START,
    STORY,
    SUMMARY,
    VOTE_AGAIN,
    Course,
    Standing,
    Step,
    Workshop,
    beginning,
    moved,
)
from assessment.core.workshops import Pulse, Seat, Vote
from assessment.settings import ROOT
from assessment.storage import SqlStore, workshop_tables
from tests.fake_workshops import MemoryWorkshops

DAY, LATER = date(2026, 5, 4), date(2026, 5, 5)
TRUST, PLACES = "domain:trust", "domain:places"
STEPS = (Step(STORY, "first"), Step(DOMAIN, "trust"), Step(DOMAIN, "places"), Step(IDEAS), Step(SUMMARY))
PERI = Workshop(
    id="w",
    questionnaire="village_phases/v1",
    kind=COMMUNITY,
    language="et",
    steps=STEPS,
    opened_on=DAY,
    area=Area("Peri küla", "Põlva vald", "village"),
    has_roles=True,
    is_blind=False,
    share="summary",
    address="http://192.168.1.7:8501",
)
ROOM = Workshop("room", "village_phases/v1", OPEN_ROOM, "ru", STEPS[1:], DAY, is_free=True)
SEAT = Seat("s", "w", "phone", 0, False, 1, "elder", "Peri küla", "Põlva vald", True)
COUNTS = Counts((0, 3, 2, 0, 0), 1, 4)
UNSTORABLE = ("\x00", "a\ud800")

# A process of its own: joins thirty times, once it is told to.
JOINER = """
import sys
from assessment.core.workshops import Seat
from assessment.storage import open_store
store = open_store(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
for one in range(30):
    store.join_workshop(Seat(f"{sys.argv[2]} {one}", "w", "phone"))
store.close()
"""


def opened(store: Store, new: Workshop = PERI) -> Workshop:
    store.open_workshop(new, f"code of {new.id}", f"host of {new.id}", f"projector of {new.id}")
    return new


def move(store: Store, *moves: str, id_: str = "w", day: date = DAY) -> Course:
    course = store.workshop(id_).course
    for one in moves:
        course = moved(store.workshop(id_).workshop, course, one)
        store.move_workshop(id_, course, day)
    return course


def running(store: Store, *seats: str) -> None:
    """The workshop at its first domain, these seats in it."""
    opened(store)
    for seat in seats:
        store.join_workshop(replace(SEAT, id=seat))
    move(store, START, NEXT)


def vote(seat: str = "s", choice: str = "3", step: str = TRUST, ballot: int = 1, id_: str = "w") -> Vote:
    return Vote(id_, seat, step, ballot, choice)


def with_each(one: Any, texts: tuple[str, ...]) -> list[Any]:
    """This value with one of its texts unstorable, each in turn."""
    return [replace(one, **{name: text}) for name in texts for text in UNSTORABLE]


class TestWorkshops:
    @pytest.mark.parametrize("new", [PERI, ROOM, replace(PERI, area=None)])
    def test_a_workshop_comes_back_as_it_was_opened(self, store: Store, new: Workshop) -> None:
        opened(store, new)
        found = store.workshop(new.id)
        assert found == Standing(new, beginning(new))
        assert found.state == LOBBY

    def test_each_of_its_three_ways_leads_to_it_and_no_other(self, store: Store) -> None:
        opened(store)
        opened(store, ROOM)
        ways = {
            "code": store.workshop_at_code,
            "host": store.workshop_at_host,
            "projector": store.workshop_at_projector,
        }
        for name, way in ways.items():
            for other in ways:
                found = way(f"{other} of w")
                assert (found and found.workshop) == (PERI if other == name else None)
            assert way("unknown") is None

    @pytest.mark.parametrize("again", range(3))
    def test_a_code_or_a_key_is_given_once(self, store: Store, again: int) -> None:
        opened(store)
        keys = [f"{name} of w" if place == again else "new" for place, name in enumerate(("code", "host", "projector"))]
        with pytest.raises(StoreError):
            store.open_workshop(ROOM, *keys)
        assert [one.workshop for one in store.workshops()] == [PERI]

    def test_a_new_key_of_the_host_takes_the_place_of_the_old_one(self, store: Store) -> None:
        opened(store)
        opened(store, ROOM)
        move(store, START)
        before = store.workshop("w")
        store.give_host("w", "another key")
        assert store.workshop_at_host("another key") == before == store.workshop("w")
        assert store.workshop_at_host("host of w") is None
        assert store.workshop_at_code("code of w") == before == store.workshop_at_projector("projector of w")
        with pytest.raises(StoreError):
            store.give_host("room", "another key")
        assert store.workshop_at_host("host of room") == store.workshop("room")

    def test_an_id_is_given_once(self, store: Store) -> None:
        opened(store)
        with pytest.raises(StoreError):
            store.open_workshop(replace(PERI, language="en"), "a", "b", "c")
        assert store.workshop("w").workshop == PERI

    def test_all_come_by_the_day_of_opening(self, store: Store) -> None:
        assert store.workshops() == ()
        for id_, day in (("c", DAY), ("a", LATER), ("b", DAY)):
            opened(store, replace(PERI, id=id_, opened_on=day))
        assert [one.workshop.id for one in store.workshops()] == ["b", "c", "a"]

    def test_only_address_and_share_change(self, store: Store) -> None:
        running(store)
        before = store.workshop("w")
        store.change_workshop(replace(PERI, address="http://10.0.0.2", share="detail", language="en", is_free=True))
        after = replace(PERI, address="http://10.0.0.2", share="detail")
        assert store.workshop("w") == replace(before, workshop=after)

    def test_the_round_that_remains_is_kept(self, store: Store) -> None:
        opened(store)
        store.keep_round("w", "r")
        assert store.workshop("w").round_id == "r"
        move(store, START)
        assert store.workshop("w").round_id == "r"

    def test_signs_that_no_database_holds_are_refused(self, store: Store) -> None:
        broken = with_each(PERI, ("id", "questionnaire", "kind", "language", "share", "address"))
        broken += [replace(PERI, area=area) for area in with_each(PERI.area, ("name", "municipality", "kind"))]
        broken += [replace(PERI, steps=(step, *STEPS)) for step in with_each(STEPS[0], ("kind", "id"))]
        for one in broken:
            with pytest.raises(StoreError):
                store.open_workshop(one, "a", "b", "c")
        for place in range(3):
            keys = ["\x00" if place == here else "new" for here in range(3)]
            with pytest.raises(StoreError):
                store.open_workshop(PERI, *keys)
        assert store.workshops() == ()
        opened(store)
        for changed in with_each(PERI, ("share", "address")):
            with pytest.raises(StoreError):
                store.change_workshop(changed)
        with pytest.raises(StoreError):
            store.keep_round("w", "\x00")
        assert store.workshop("w") == Standing(PERI, beginning(PERI))


class TestMoves:
    def test_every_course_comes_back_as_it_was_stored(self, store: Store) -> None:
        opened(store)
        moves = (START, REVEAL, HIDE, REVEAL, VOTE_AGAIN, PAUSE, RESUME, NEXT, REVEAL, BACK, NEXT, NEXT, NEXT, NEXT)
        for one in moves:
            course = move(store, one)
            assert store.workshop("w") == Standing(PERI, course)
        course = move(store, END, day=LATER)
        assert store.workshop("w") == Standing(PERI, course, ended_on=LATER)

    @pytest.mark.parametrize("steps", [-1, 0, 2, 7])
    def test_a_move_from_another_revision_is_stale_and_changes_nothing(self, store: Store, steps: int) -> None:
        running(store)
        before = store.workshop("w")
        course = replace(before.course, revision=before.course.revision + steps, has_ended=True)
        with pytest.raises(StaleError) as caught:
            store.move_workshop("w", course, DAY)
        assert (caught.value.seen, caught.value.current) == (course.revision - 1, before.course.revision)
        assert store.workshop("w") == before

    def test_of_many_hosts_that_move_at_once_one_does(self, store: Store) -> None:
        running(store)
        standing = store.workshop("w")
        done: list[str] = []

        def moves(one: str) -> None:
            try:
                store.move_workshop("w", moved(standing.workshop, standing.course, one), DAY)
                done.append(one)
            except StaleError:
                pass

        in_threads(*(lambda one=one: moves(one) for one in (REVEAL, NEXT, BACK, PAUSE, END) * 2))
        assert len(done) == 1
        assert store.workshop("w").course == moved(standing.workshop, standing.course, done[0])

    def test_workshops_move_by_themselves(self, store: Store) -> None:
        running(store)
        opened(store, ROOM)
        move(store, END, id_="room")
        assert store.workshop("w").course.revision == 2
        assert store.workshop("room").ended_on == DAY


class TestSeats:
    def test_seats_are_numbered_from_one_in_each_workshop(self, store: Store) -> None:
        opened(store)
        opened(store, ROOM)
        table = Seat("t", "w", "other phone", is_table=True, people=6)
        assert store.join_workshop(SEAT) == replace(SEAT, number=1)
        assert store.join_workshop(table) == replace(table, number=2)
        assert store.join_workshop(replace(SEAT, id="x", workshop_id="room")).number == 1
        assert store.seats("w") == (replace(SEAT, number=1), replace(table, number=2))
        assert [one.id for one in store.seats("room")] == ["x"]

    def test_several_seats_share_a_phone(self, store: Store) -> None:
        opened(store)
        opened(store, ROOM)
        for id_, phone in (("b", "phone"), ("x", "another"), ("a", "phone")):
            store.join_workshop(replace(SEAT, id=id_, device=phone))
        store.join_workshop(replace(SEAT, id="room", workshop_id="room"))
        assert [one.id for one in store.seats_at("w", "phone")] == ["b", "a"]
        assert store.seats_at("w", "unknown") == ()

    def test_a_hall_has_so_many_seats_and_no_more(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(workshops, "MOST_IN_HALL", 2)
        opened(store)
        for id_ in ("s", "t"):
            store.join_workshop(replace(SEAT, id=id_))
        with pytest.raises(FullError):
            store.join_workshop(replace(SEAT, id="u"))
        assert [seat.id for seat in store.seats("w")] == ["s", "t"]

    def test_people_join_until_the_workshop_is_over(self, store: Store) -> None:
        opened(store)
        for place, one in enumerate(("", START, PAUSE)):
            move(store, *filter(None, [one]))
            store.join_workshop(replace(SEAT, id=f"s{place}"))
        move(store, END)
        with pytest.raises(ClosedError):
            store.join_workshop(SEAT)
        assert len(store.seats("w")) == 3

    def test_an_id_is_given_once(self, store: Store) -> None:
        opened(store)
        store.join_workshop(SEAT)
        with pytest.raises(StoreError):
            store.join_workshop(replace(SEAT, device="another"))
        assert store.seats("w") == (replace(SEAT, number=1),)

    def test_only_people_role_place_and_consent_change(self, store: Store) -> None:
        opened(store)
        store.join_workshop(SEAT)
        store.join_workshop(replace(SEAT, id="x"))
        changed = Seat("s", "w", "other", 9, True, 7, "helper", "Kiidjärve", "Räpina vald", False)
        store.change_seat(changed)
        assert store.seats("w") == (
            replace(changed, device="phone", number=1, is_table=False),
            replace(SEAT, id="x", number=2),
        )

    def test_a_hundred_phones_that_join_at_once_get_a_hundred_numbers(self, store: Store) -> None:
        opened(store)
        numbers: list[int] = []
        in_threads(
            *(lambda n=n: numbers.append(store.join_workshop(replace(SEAT, id=str(n))).number) for n in range(100))
        )
        assert sorted(numbers) == list(range(1, 101))
        assert [one.number for one in store.seats("w")] == sorted(numbers)

    def test_signs_that_no_database_holds_are_refused(self, store: Store) -> None:
        opened(store)
        for one in with_each(SEAT, ("id", "workshop_id", "device", "role", "settlement", "municipality")):
            with pytest.raises(StoreError):
                store.join_workshop(one)
        store.join_workshop(SEAT)
        for one in with_each(SEAT, ("role", "settlement", "municipality")):
            with pytest.raises(StoreError):
                store.change_seat(one)
        assert store.seats("w") == (replace(SEAT, number=1),)


class TestVotes:
    def test_a_vote_takes_the_place_of_an_earlier_one(self, store: Store) -> None:
        running(store, "s", "t")
        assert store.cast_votes([vote(choice="1"), vote("t", "dk")]) == ("", "")
        assert store.cast_votes([vote(choice="2"), vote(choice="4")]) == ("", "")
        assert store.votes("w") == (vote(choice="4"), vote("t", "dk"))

    def test_every_ballot_is_kept_and_comes_by_seat_and_ballot(self, store: Store) -> None:
        running(store, "s", "a")
        store.cast_votes([vote("a"), vote()])
        move(store, REVEAL, VOTE_AGAIN)
        second = vote(choice="1", ballot=2), vote("a", "abstain", ballot=2)
        store.cast_votes(second[::-1])
        move(store, NEXT)
        store.cast_votes([vote(step=PLACES, choice="0")])
        of_trust = (vote(), second[0], vote("a"), second[1])
        assert store.votes("w", TRUST) == of_trust
        assert store.votes("w", PLACES) == (vote(step=PLACES, choice="0"),)
        assert store.votes("w") == (vote(step=PLACES, choice="0"), *of_trust)
        assert store.votes_of(["a"]) == of_trust[2:]
        assert store.votes_of(["a", "s"]) == store.votes("w")
        assert store.votes_of([]) == ()
        assert store.votes("w", "domain:other") == ()

    def test_a_vote_is_refused_for_what_the_workshop_is_at_that_moment(self, store: Store) -> None:
        opened(store)
        store.join_workshop(SEAT)
        refusals = []
        for moves in ((), (START, NEXT), (PAUSE,), (RESUME, REVEAL), (HIDE,), (VOTE_AGAIN,), (END,)):
            move(store, *moves)
            refusals.append(store.cast_votes([vote()])[0])
        assert refusals == [NOT_BEGUN, "", RESTS, CLOSED, CLOSED, CLOSED, OVER]
        assert store.votes("w") == (vote(),)

    def test_of_many_votes_those_that_can_be_are_taken(self, store: Store) -> None:
        running(store, "s", "t")
        opened(store, ROOM)
        store.join_workshop(replace(SEAT, id="x", workshop_id="room"))
        asked = {
            vote("t", "1"): "",
            vote(step=PLACES): ELSEWHERE,
            vote(ballot=2): ELSEWHERE,
            vote(step="domain:other"): ELSEWHERE,
            vote(step=SUMMARY): ELSEWHERE,
            vote("x"): ELSEWHERE,
            vote("nobody"): ELSEWHERE,
            vote("s", id_="room"): ELSEWHERE,
            vote("x", id_="room"): NOT_BEGUN,
            vote("x", id_="gone"): OVER,
            vote(): "",
        }
        assert store.cast_votes(list(asked)) == tuple(asked.values())
        assert store.votes("w") == (vote(), vote("t", "1"))
        assert store.votes("room") == ()
        assert store.cast_votes([]) == ()

    def test_in_free_tempo_every_domain_takes_votes(self, store: Store) -> None:
        opened(store, ROOM)
        store.join_workshop(replace(SEAT, workshop_id="room"))
        move(store, START, REVEAL, id_="room")
        asked = [vote(step=step, id_="room") for step in (TRUST, PLACES, IDEAS)]
        assert store.cast_votes(asked) == (CLOSED, "", ELSEWHERE)
        assert store.votes("room") == (asked[1],)

    def test_signs_that_no_database_holds_are_refused_and_nothing_is_stored(self, store: Store) -> None:
        running(store, "s")
        for one in with_each(vote(), ("workshop_id", "seat_id", "step", "choice")):
            with pytest.raises(StoreError):
                store.cast_votes([vote(), one])
        assert store.votes("w") == ()

    def test_after_a_reveal_what_was_taken_stands_and_nothing_comes_after(self, store: Store) -> None:
        seats = [f"s{n}" for n in range(12)]
        running(store, *seats)
        acknowledged: dict[str, str] = {}
        at_reveal: list[tuple[Vote, ...]] = []
        half = threading.Event()

        def votes(place: int) -> None:
            for n in range(200):
                mine = seats[place * 3 : place * 3 + 3]
                refusals = store.cast_votes([vote(seat, str(n % 5)) for seat in mine])
                if any(refusals):
                    assert refusals == (CLOSED,) * 3
                    return
                acknowledged.update({seat: str(n % 5) for seat in mine})
                if n == 5:
                    half.set()

        def reveals() -> None:
            assert half.wait(30)
            move(store, REVEAL)
            at_reveal.append(store.votes("w"))

        in_threads(reveals, *(lambda place=place: votes(place) for place in range(4)))
        assert at_reveal == [store.votes("w")]
        assert {one.seat_id: one.choice for one in at_reveal[0]} == acknowledged

    def test_the_same_votes_in_another_order_do_not_wait_for_one_another_in_a_circle(self, store: Store) -> None:
        seats = [f"s{n}" for n in range(20)]
        running(store, *seats)
        orders = [seats, seats[::-1], seats[10:] + seats[:10]]

        def votes(order: list[str], choice: str) -> None:
            for _ in range(10):
                assert not any(store.cast_votes([vote(seat, choice) for seat in order]))

        in_threads(*(lambda n=n, order=order: votes(order, str(n)) for n, order in enumerate(orders)))
        assert len({one.choice for one in store.votes("w")}) == 1  # a whole batch, not half of one and half of another


class TestPulses:
    def test_a_pulse_tells_who_joined_and_who_voted_now(self, store: Store) -> None:
        opened(store)
        opened(store, ROOM)
        assert store.pulses(["w", "room", "gone"]) == {"w": Pulse(0, Presence()), "room": Pulse(0, Presence())}
        for id_ in ("a", "b"):
            store.join_workshop(replace(SEAT, id=id_))
        store.join_workshop(replace(SEAT, id="t", is_table=True, people=8))
        move(store, START, NEXT)
        store.cast_votes([vote("a"), vote("t", "abstain")])
        assert store.pulses(["w"]) == {"w": Pulse(2, Presence(3, 2, 1))}
        move(store, REVEAL)
        assert store.pulses(["w"]) == {"w": Pulse(3, Presence(3, 2, 1))}
        move(store, VOTE_AGAIN)
        assert store.pulses(["w"]) == {"w": Pulse(4, Presence(3, 0, 1))}
        store.cast_votes([vote("b", ballot=2)])
        move(store, NEXT)
        assert store.pulses(["w"])["w"].presence.voted == 0
        move(store, BACK)
        assert store.pulses(["w", "room"]) == {"w": Pulse(6, Presence(3, 1, 1)), "room": Pulse(0, Presence())}
        assert store.pulses([]) == {}


class TestHands:
    def test_hands_take_the_place_of_earlier_ones_of_the_ballot(self, store: Store) -> None:
        running(store)
        store.give_hands("w", TRUST, 1, COUNTS)
        corrected = Counts((1, 0, 0, 0, 9))
        store.give_hands("w", TRUST, 1, corrected)
        move(store, REVEAL, VOTE_AGAIN)
        store.give_hands("w", TRUST, 2, COUNTS)
        assert store.hands("w") == {(TRUST, 1): corrected, (TRUST, 2): COUNTS}

    def test_hands_are_refused_as_votes_are(self, store: Store) -> None:
        opened(store)
        refusals = []
        for moves in ((), (START, NEXT, REVEAL), (BACK,), (PAUSE, END)):
            move(store, *moves)
            with pytest.raises(VoteError) as caught:
                store.give_hands("w", TRUST, 1, COUNTS)
            refusals.append(caught.value.reason)
        assert refusals == [NOT_BEGUN, CLOSED, CLOSED, OVER]
        assert store.hands("w") == {}


class TestAgreed:
    def test_a_note_takes_the_place_of_an_earlier_one_at_any_time(self, store: Store) -> None:
        opened(store)
        store.note_agreed("w", TRUST, Agreed(2, "Kaks olid vastu."))
        store.note_agreed("w", PLACES, Agreed(None, "Ei leppinud kokku."))
        move(store, END)
        store.note_agreed("w", TRUST, Agreed(3))
        assert store.agreed("w") == {TRUST: Agreed(3), PLACES: Agreed(None, "Ei leppinud kokku.")}
        for dissent in UNSTORABLE:
            with pytest.raises(StoreError):
                store.note_agreed("w", TRUST, Agreed(3, dissent))


class TestIdeas:
    IDEA = Idea("i", "Teeme <b>talgud</b>.\nKevadel.")

    def at_ideas(self, store: Store) -> None:
        running(store, "s", "t")
        move(store, NEXT, NEXT)

    def test_ideas_come_in_the_order_of_writing(self, store: Store) -> None:
        self.at_ideas(store)
        written = [replace(self.IDEA, id=id_) for id_ in ("b", "a", "c")]
        for one, seat in zip(written, "sts", strict=True):
            store.add_idea("w", seat, replace(one, support=3))
        assert store.ideas("w") == tuple(written)
        assert store.ideas_of(["s"]) == (written[0], written[2])
        assert store.ideas_of([]) == ()

    def test_only_state_and_group_change(self, store: Store) -> None:
        self.at_ideas(store)
        for id_ in ("i", "j"):
            store.add_idea("w", "s", replace(self.IDEA, id=id_))
        move(store, REVEAL, END)
        store.change_idea("w", Idea("i", "Midagi muud", ALLOWED, "j", 7))
        assert store.ideas("w") == (replace(self.IDEA, state=ALLOWED, group="j"), replace(self.IDEA, id="j"))

    def test_ideas_are_taken_while_the_first_ballot_on_them_is_open(self, store: Store) -> None:
        running(store, "s")
        refusals = []
        for moves in ((), (NEXT, NEXT, PAUSE), (RESUME, REVEAL), (VOTE_AGAIN,), (END,)):
            move(store, *moves)
            with pytest.raises(VoteError) as caught:
                store.add_idea("w", "s", self.IDEA)
            refusals.append(caught.value.reason)
        assert refusals == [ELSEWHERE, RESTS, CLOSED, CLOSED, OVER]
        assert store.ideas("w") == ()

    def test_seats_and_ideas_of_others_are_refused(self, store: Store) -> None:
        self.at_ideas(store)
        opened(store, ROOM)
        store.join_workshop(replace(SEAT, id="x", workshop_id="room"))
        for seat in ("x", "nobody"):
            with pytest.raises(VoteError) as caught:
                store.add_idea("w", seat, self.IDEA)
            assert caught.value.reason == ELSEWHERE
        store.add_idea("w", "s", self.IDEA)
        with pytest.raises(StoreError):
            store.add_idea("w", "s", replace(self.IDEA, text="Teine"))
        for id_, idea in (("room", "i"), ("w", "unknown")):
            with pytest.raises(GoneError):
                store.change_idea(id_, Idea(idea, "", ALLOWED))
        for broken in with_each(replace(self.IDEA, id="new"), ("id", "text", "state", "group")):
            with pytest.raises(StoreError):
                store.add_idea("w", "s", broken)
        for broken in with_each(self.IDEA, ("state", "group")):
            with pytest.raises(StoreError):
                store.change_idea("w", broken)
        assert store.ideas("w") == (self.IDEA,)


def full(store: Store, new: Workshop = PERI) -> None:
    """A workshop with something of everything; its seat is called as the workshop."""
    id_ = opened(store, new).id
    store.join_workshop(replace(SEAT, id=id_, workshop_id=id_))
    move(store, START, NEXT, id_=id_)
    store.cast_votes([vote(id_, id_=id_)])
    store.give_hands(id_, TRUST, 1, COUNTS)
    store.note_agreed(id_, TRUST, Agreed(2, f"vastuolu {id_}"))
    move(store, NEXT, NEXT, id_=id_)
    store.add_idea(id_, id_, Idea(f"idea of {id_}", f"väike samm {id_}"))


def everything(store: Store, id_: str) -> list[object]:
    ways = (store.workshop_at_code, store.workshop_at_host, store.workshop_at_projector)
    found: list[object] = [
        way(f"{name} of {id_}") for way, name in zip(ways, ("code", "host", "projector"), strict=True)
    ]
    found += [ask(id_) for ask in (store.seats, store.votes, store.hands, store.agreed, store.ideas)]
    return [*found, store.votes_of([id_]), store.ideas_of([id_]), store.seats_at(id_, "phone"), store.pulses([id_])]


class TestDeletion:
    def test_a_deleted_workshop_leaves_nothing_and_others_stay(self, store: Store) -> None:
        full(store)
        full(store, replace(PERI, id="other"))
        others = everything(store, "other")
        assert all(everything(store, "w"))
        store.delete_workshop("w")
        assert not any(everything(store, "w"))
        assert everything(store, "other") == others
        assert all(others)
        full(store)  # its codes and ids are free again
        assert len(store.workshops()) == 2

    def test_old_workshops_go(self, store: Store) -> None:
        full(store, replace(PERI, id="old", opened_on=date(2025, 5, 3)))
        full(store, replace(PERI, id="older", opened_on=date(2025, 5, 2)))
        full(store)
        assert store.forget_workshops(date(2025, 5, 2)) == 0
        assert store.forget_workshops(date(2025, 5, 4)) == 2
        assert not any(everything(store, "old") + everything(store, "older"))
        assert all(everything(store, "w"))
        assert store.forget_workshops(date(2025, 5, 4)) == 0

    def test_deletion_and_votes_at_once_leave_nothing(self, store: Store) -> None:
        running(store, "s")
        refusals: list[str] = []

        def votes() -> None:
            while OVER not in refusals:
                refusals.extend(store.cast_votes([vote()]))

        in_threads(votes, lambda: store.delete_workshop("w"))
        assert set(refusals) <= {"", OVER}
        assert not any(everything(store, "w"))

    def test_what_is_gone_is_told(self, store: Store) -> None:
        tries: tuple[Callable[[], object], ...] = (
            lambda: store.workshop("w"),
            lambda: store.change_workshop(PERI),
            lambda: store.move_workshop("w", replace(beginning(PERI), revision=1), DAY),
            lambda: store.join_workshop(SEAT),
            lambda: store.change_seat(SEAT),
            lambda: store.give_hands("w", TRUST, 1, COUNTS),
            lambda: store.note_agreed("w", TRUST, Agreed(1)),
            lambda: store.add_idea("w", "s", Idea("i", "Talgud")),
            lambda: store.change_idea("w", Idea("i", "Talgud")),
            lambda: store.keep_round("w", "r"),
            lambda: store.give_host("w", "k"),
            lambda: store.delete_workshop("w"),
        )
        for one in tries:
            with pytest.raises(GoneError):
                one()
        assert not any(everything(store, "w"))

    def test_a_seat_of_another_workshop_is_not_changed(self, store: Store) -> None:
        opened(store)
        opened(store, ROOM)
        store.join_workshop(SEAT)
        with pytest.raises(GoneError):
            store.change_seat(replace(SEAT, workshop_id="room", people=5))
        assert store.seats("w") == (replace(SEAT, number=1),)


class TestDatabases:
    def test_no_table_keeps_anything_of_a_deleted_workshop(
        self, database_url: str, opened: Callable[[str], SqlStore]
    ) -> None:
        store = opened(database_url)
        full(store)
        tables = [table for table in vars(workshop_tables).values() if table.__class__.__name__ == "Table"]
        assert len(tables) == 6
        counts = [select(func.count()).select_from(table) for table in tables]
        with store._reading.connect() as connection:
            assert all(connection.scalar(query) for query in counts)
        store.delete_workshop("w")
        with store._reading.connect() as connection:
            assert not any(connection.scalar(query) for query in counts)

    def test_no_file_of_sqlite_keeps_the_words_of_a_deleted_workshop(
        self, tmp_path: Path, opened: Callable[[str], SqlStore]
    ) -> None:
        store = opened(f"sqlite:///{tmp_path}/answers.db")
        full(store)
        full(store, replace(PERI, id="old", opened_on=date(2025, 5, 3)))
        words = [f"väike samm {id_}".encode() for id_ in ("w", "old")]
        assert all(any(word in path.read_bytes() for path in tmp_path.iterdir()) for word in words)
        store.delete_workshop("w")
        store.forget_workshops(DAY)
        assert not any(word in path.read_bytes() for word in words for path in tmp_path.iterdir())

    def test_phones_that_come_to_several_processes_get_numbers_of_their_own(
        self, database_url: str, opened: Callable[[str], SqlStore]
    ) -> None:
        store = opened(database_url)
        store.open_workshop(PERI, "a", "b", "c")
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        joiners = [
            subprocess.Popen([sys.executable, "-c", JOINER, database_url, name], cwd=ROOT, **pipes) for name in "abc"
        ]
        for joiner in joiners:
            assert joiner.stdout is not None
            assert joiner.stdout.readline() == "ready\n"
        for joiner in joiners:
            assert joiner.stdin is not None
            joiner.stdin.write("go\n")
            joiner.stdin.flush()
        for joiner in joiners:
            joiner.communicate()
            assert joiner.returncode == 0
        assert [seat.number for seat in store.seats("w")] == list(range(1, 91))

    def test_every_column_of_a_seat_is_one_of_its_values(self) -> None:
        assert {column.name for column in workshop_tables.workshop_seat.c} == {field.name for field in fields(Seat)}


class TestFake:
    def test_a_broken_one_says_so_at_every_call(self) -> None:
        store = MemoryWorkshops()
        store.broken = "Out of order."
        for ask in (store.workshops, lambda: store.votes("w"), lambda: store.cast_votes([vote()])):
            with pytest.raises(StoreError, match=r"Out of order\."):
                ask()


def in_threads(*tasks: Callable[[], object]) -> None:
    """Run these at once to their ends, and raise what went wrong in any."""
    wrong: list[BaseException] = []

    def runs(task: Callable[[], object]) -> None:
        try:
            task()
        except BaseException as error:  # a thread's own fault would only be printed
            wrong.append(error)

    threads = [threading.Thread(target=runs, args=(task,)) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise wrong[0]
