"""What remains of a workshop when the hall is empty again."""

from __future__ import annotations

from datetime import date

import pytest

from assessment.authoring.version import load
from assessment.codes import RandomCodes
from assessment.core.ballot import Counts, TableVote
from assessment.core.errors import StoreError
from assessment.core.round import WAYS
from assessment.core.scene import ALLOWED, Agreed, Places
from assessment.core.suppression import FEW, KNOWN, Suppressed, Thresholds
from assessment.journeys import hosting, opening, remaining, round_result, workshop
from assessment.settings import ROOT
from tests.builders import questionnaire
from tests.fakes import CountingCodes, FixedClock, MemoryStore
from tests.workshops import PERI, Hall

Q = questionnaire()
VILLAGE = load(ROOT / "questionnaires" / "village_phases" / "v1").questionnaire
TWELVE = [[1, 2, 2, 3, 2, 2, 1, 2, 3, 2, 2, "dk"]] * 8


def hall_of(**plan: object) -> Hall:
    return Hall(MemoryStore(), FixedClock(date(2026, 11, 28)), CountingCodes(), Q, **plan)


def ended(consenting: int = 12, others: int = 0, **plan: object) -> Hall:
    hall = hall_of(**plan)
    hall.join(consenting, consents=True)
    hall.join(others)
    hall.run(TWELVE)
    hall.move("end")
    return hall


def kept(hall: Hall):
    return remaining.keep(hall.store, hall.clock, hall.codes, Q, hall.standing)


class TestTheRound:
    def test_the_last_votes_of_those_who_consented_are_a_round_of_its_own(self) -> None:
        hall = ended(consenting=10, others=2, share="released")
        found = kept(hall)
        assert (found.area, found.share, found.period) == (PERI, "released", "2026")
        responses = hall.store.responses(found.id)
        assert {one.mode for one in responses} == {"workshop"}
        assert len(responses) == 10
        assert hall.standing.round_id == found.id

    def test_the_last_vote_counts_not_the_first(self) -> None:
        hall = hall_of()
        hall.join(5, consents=True)
        hall.move("start")
        hall.vote([1] * 5)
        hall.move("reveal", "vote-again")
        hall.vote([3] * 4)
        hall.move("reveal", "end")
        responses = hall.store.responses(kept(hall).id)
        assert sorted(one.answers["leadership"] for one in responses) == ["1", "3", "3", "3", "3"]

    def test_its_result_is_what_the_rule_gives_for_these_votes(self) -> None:
        hall = ended()
        release = round_result.close(hall.store, hall.clock, Q, Thresholds(), kept(hall))
        assert (release.counting, release.phase) == (11, 2)

    def test_the_round_after_it_may_be_answered_in_any_way(self) -> None:
        hall = ended()
        plan = opening.next_plan(kept(hall))
        assert (plan.area, plan.ways, plan.series) == (PERI, WAYS, hall.id)

    def test_abstentions_are_no_answers(self) -> None:
        hall = hall_of()
        hall.join(2, consents=True)
        hall.run([["abstain", 2]] * 8)
        hall.move("end")
        (one,) = hall.store.responses(kept(hall).id)
        assert one.answers["trust"] == "2"

    def test_roles_are_kept_where_they_were_asked(self) -> None:
        hall = hall_of(has_roles=True)
        hall.join(consents=True, role="leader")
        hall.run([[2]] * 8)
        hall.move("end")
        (one,) = hall.store.responses(kept(hall).id)
        assert one.answers["role"] == "leader"

    def test_the_agreed_levels_are_the_answer_of_the_group(self) -> None:
        hall = hall_of()
        hall.join(4)
        hall.join(is_table=True, people=6)
        hall.run([[2] * 4] * 8, agreed={"domain:trust": 3})
        note = Agreed(None, "Ei leppinud kokku")
        hosting.note_agreed(hall.store, Q, hall.standing, "domain:direction", note)
        hall.move("end")
        found = remaining.keep(hall.store, hall.clock, hall.codes, VILLAGE, hall.standing)
        (one,) = hall.store.responses(found.id)
        name = VILLAGE.text("domains.direction.name", "et").value
        assert one.mode == "group"
        assert one.answers == {"trust": "3", "present": "10", "dissent": f"{name}: Ei leppinud kokku"}

    def test_one_person_agrees_on_nothing(self) -> None:
        hall = hall_of()
        hall.join()
        hall.run([[2]] * 8, agreed={"domain:trust": 3})
        hall.move("end")
        assert kept(hall) is None

    def test_what_was_said_against_is_cut_where_it_is_too_long_to_keep_and_says_so(self) -> None:
        hall = hall_of()
        hall.join(4)
        hall.run([[2] * 4] * 8, agreed={"domain:trust": 3})
        for domain in Q.domain_ids:
            note = Agreed(3, "x" * 900)
            hosting.note_agreed(hall.store, Q, hall.standing, f"domain:{domain}", note)
        hall.move("end")
        found = remaining.keep(hall.store, hall.clock, hall.codes, VILLAGE, hall.standing)
        (one,) = hall.store.responses(found.id)
        assert one.answers["dissent"].endswith("\n…")
        assert len(one.answers["dissent"]) <= 2000

    def test_without_consent_and_agreement_nothing_remains(self) -> None:
        assert kept(ended(consenting=0, others=12)) is None

    def test_an_open_room_leaves_no_round(self) -> None:
        hall = ended(kind="open_room")
        assert kept(hall) is None
        assert remaining.waiting(hall.store) == ()

    def test_what_was_cut_off_in_the_middle_is_taken_up_again(self) -> None:
        hall = ended()
        start, calls = hall.store.start, []

        def failing(*args: object, **named: object) -> None:
            calls.append(args)
            if len(calls) == 5:
                raise StoreError("The disk is full.")
            start(*args, **named)

        hall.store.start = failing
        with pytest.raises(StoreError):
            kept(hall)
        assert [one.workshop.id for one in remaining.waiting(hall.store)] == [hall.id]
        assert len(hall.store.responses(kept(hall).id)) == 12
        assert remaining.waiting(hall.store) == ()


def ballots(hall: Hall) -> dict[tuple[str, int], object]:
    found = remaining.record(hall.store, Q, Thresholds(), hall.standing)
    return {(one.step, one.ballot): one for one in found.ballots}


class TestTheRecord:
    @pytest.mark.parametrize(
        ("people", "votes", "level", "label", "counts"),
        [
            (4, Suppressed(FEW), Suppressed(FEW), Suppressed(FEW), Suppressed(FEW)),
            (5, 5, 2, Suppressed(FEW), Suppressed(FEW)),
            (8, 8, 2, "agree", Suppressed(FEW)),
            (10, 10, 2, "agree", Counts((0, 0, 10, 0, 0))),
        ],
    )
    def test_it_follows_the_table_of_the_rule(
        self, people: int, votes: object, level: object, label: object, counts: object
    ) -> None:
        hall = hall_of()
        hall.join(people)
        hall.move("start")
        hall.vote([2] * people)
        hall.move("reveal")
        one = ballots(hall)["domain:leadership", 1]
        assert (one.votes, one.level, one.label, one.counts) == (votes, level, label, counts)

    def test_a_ballot_that_was_not_revealed_is_not_in_it(self) -> None:
        hall = hall_of()
        hall.join(12)
        hall.move("start")
        hall.vote([2] * 12)
        assert ballots(hall) == {}

    def test_few_phones_beside_many_hands_are_not_told_by_the_difference(self) -> None:
        hall = hall_of()
        hall.join(4)
        hall.move("start")
        hall.vote([2] * 4)
        hosting.count_hands(hall.store, Q, hall.standing, Counts((0, 9, 0, 0, 0)))
        hall.move("reveal")
        one = ballots(hall)["domain:leadership", 1]
        assert {one.votes, one.level, one.label, one.counts} == {Suppressed(KNOWN)}
        assert one.hands == 0

    def test_tables_stand_as_they_agreed(self) -> None:
        hall = hall_of()
        hall.join(is_table=True, people=6)
        hall.move("start")
        hall.vote([3])
        hall.move("reveal")
        assert ballots(hall)["domain:leadership", 1].tables == (TableVote(1, 6, "3"),)

    def test_how_many_took_part_is_not_told_of_fewer_than_five(self) -> None:
        hall = hall_of()
        hall.join(4)
        found = remaining.record(hall.store, Q, Thresholds(), hall.standing)
        assert found.people == Suppressed(FEW)

    def test_allowed_ideas_are_in_it_with_support_from_ten_on(self) -> None:
        hall = hall_of()
        hall.join(10)
        hall.move("start", *["next"] * 8)
        idea = workshop.write_idea(hall.store, hall.codes, hall.seats[0], "Talgud")
        workshop.write_idea(hall.store, hall.codes, hall.seats[1], "Ootab")
        hosting.judge_idea(hall.store, hall.standing, idea, ALLOWED)
        hall.move("reveal", "vote-again")
        hall.vote([idea.id] * 9)
        hall.move("reveal")
        assert remaining.record(hall.store, Q, Thresholds(), hall.standing).ideas == (("Talgud", None),)
        hall.move("vote-again")
        hall.vote([idea.id] * 10)
        hidden = remaining.record(hall.store, Q, Thresholds(), hall.standing).ideas
        assert hidden == (("Talgud", None),), "this ballot was not revealed"
        hall.move("reveal")
        assert remaining.record(hall.store, Q, Thresholds(), hall.standing).ideas == (("Talgud", 10),)

    @pytest.mark.parametrize(("people", "places"), [(9, Places(None)), (10, Places((0, 0, 10, 0, 0), 0))])
    def test_places_of_an_open_room_leave_it_from_ten_on(self, people: int, places: Places) -> None:
        hall = hall_of(kind="open_room")
        hall.join(people)
        hall.run([[2] * people] * 8)
        assert remaining.record(hall.store, Q, Thresholds(), hall.standing).places == places

    def test_of_one_community_there_are_no_places(self) -> None:
        hall = ended()
        assert remaining.record(hall.store, Q, Thresholds(), hall.standing).places is None

    def test_nobody_finds_the_writer_of_an_idea_by_its_place(self) -> None:
        hall, by_lot = hall_of(), RandomCodes(b"k" * 32)
        hall.join(12)
        hall.move("start", *["next"] * 8)
        for number, seat in enumerate(hall.seats):
            idea = workshop.write_idea(hall.store, by_lot, seat, f"Mõte {number}")
            hosting.judge_idea(hall.store, hall.standing, idea, ALLOWED)
        written = [idea.text for idea in hall.store.ideas(hall.id)]
        told = [text for text, _ in remaining.record(hall.store, Q, Thresholds(), hall.standing).ideas]
        assert told != written
        assert sorted(told) == sorted(written)
        assert [idea.text for idea in hall.scene().for_projector().ideas] == told
        hall.move("reveal", "vote-again")
        assert [idea.text for idea in hall.scene().for_phone().ideas] == told

    @pytest.mark.parametrize(
        ("consenting", "others", "is_told"), [(12, 0, True), (12, 4, False), (12, 5, True), (0, 12, True)]
    )
    def test_who_did_not_consent_is_not_told_by_the_difference_to_the_round(
        self, consenting: int, others: int, is_told: bool
    ) -> None:
        hall = hall_of()
        hall.join(consenting, consents=True)
        hall.join(others)
        hall.move("start")
        hall.vote([2] * consenting + [3] * others)
        hall.move("reveal")
        one = ballots(hall)["domain:leadership", 1]
        assert (one.counts != Suppressed(KNOWN)) is is_told
        assert one.votes == consenting + others
