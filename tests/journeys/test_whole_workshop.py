"""A whole workshop through the journeys, in either kind of room: eight domains, a second ballot on two, and the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from assessment.authoring.version import load
from assessment.core.ballot import Cast, Counts, TableVote, counted, label_of, level_of, shown
from assessment.core.record import Record, RecordedBallot
from assessment.core.scene import ALLOWED, Agreed
from assessment.core.standing import MODE, Refused
from assessment.core.suppression import FEW, Suppressed, Thresholds
from assessment.core.workshop import COMMUNITY, ENDED, OPEN_ROOM
from assessment.journeys import hosting, opening, remaining, round_result, watching, workshop
from assessment.settings import ROOT
from tests.fakes import CountingCodes, FixedClock, MemoryStore
from tests.workshops import Hall

Q = load(ROOT / "questionnaires" / "village_phases" / "v1").questionnaire
PEOPLE, CONSENTING = 14, 9
AGAIN = ("trust", "resources")
HANDS = {("domain:organisation", 1): Counts((0, 1, 2, 1, 0), 1)}
# What each of fourteen people chose in the first ballot of each domain, and in the second of two.
FIRST: Mapping[str, Sequence[object]] = {
    "leadership": [2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 1, 1, "dk", "abstain"],
    "participation": [3, 3, 3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 4, 1],
    "trust": [0, 0, 0, 0, 0, 0, 4, 4, 4, 4, 4, 4, 4, 4],
    "direction": [1, 1, 1, 2, 2, 2, 2, 4, "dk"],
    "organisation": [2] * 14,
    "resources": [1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3],
    "cooperation": [3, 3, 3, 3, 3, 2],
    "resilience": [4, 4, 2, "dk"],
}
SECOND: Mapping[str, Sequence[object]] = {
    "trust": [2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3],
    "resources": [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3],
}
TABLE = [2, 3, 3, 2, "dk", 1, 3, 4]


def run(kind: str) -> Hall:
    """The workshop from the lobby to its end."""
    hall = Hall(MemoryStore(), FixedClock(date(2026, 11, 28)), CountingCodes(), Q, kind, stories=("roude",))
    hall.join(CONSENTING, consents=True)
    hall.join(PEOPLE - CONSENTING)
    [table] = hall.join(is_table=True, people=6)
    hall.move("start")
    hall.vote([3] * PEOPLE)
    hall.move("reveal", "next")
    for domain, of_table in zip(Q.domain_ids, TABLE, strict=True):
        _domain(hall, domain, {**dict(zip(hall.seats, FIRST[domain], strict=False)), table: of_table})
    _ideas(hall)
    hall.move("next", "end")
    return hall


def _domain(hall: Hall, domain: str, first: Mapping[object, object]) -> None:
    hall.vote(first)
    hands = HANDS.get((f"domain:{domain}", 1))
    if hands:
        hosting.count_hands(hall.store, Q, hall.standing, hands)
    hall.move("reveal")
    if domain in AGAIN:
        hall.move("hide", "reveal", "vote-again")
        hall.vote(SECOND[domain])
        hall.move("pause", "resume", "reveal")
        hosting.note_agreed(hall.store, Q, hall.standing, f"domain:{domain}", Agreed(3, f"Vastu: {domain}"))
    hall.move("next")


def _ideas(hall: Hall) -> None:
    idea = workshop.write_idea(hall.store, hall.codes, hall.seats[0], "Talgud kevadel")
    hosting.judge_idea(hall.store, hall.standing, idea, ALLOWED)
    hall.move("reveal", "vote-again")
    hall.vote([idea.id] * 10)
    hall.move("reveal")


@pytest.fixture(scope="module", params=[COMMUNITY, OPEN_ROOM])
def hall(request: pytest.FixtureRequest) -> Hall:
    return run(request.param)


@pytest.fixture(scope="module")
def record(hall: Hall) -> Record:
    return remaining.record(hall.store, Q, Thresholds(), hall.standing)


def cast_of(one: RecordedBallot) -> Cast:
    """What was voted in a ballot, from the lists above alone."""
    kind, _, id_ = one.step.partition(":")
    if kind == "story":
        return Cast(counted(Q.top, ["3"] * PEOPLE))
    choices = (FIRST if one.ballot == 1 else SECOND)[id_]
    of_table = str(TABLE[Q.domain_ids.index(id_)])
    tables = (TableVote(PEOPLE + 1, 6, of_table),) if one.ballot == 1 else ()
    return Cast(counted(Q.top, [str(choice) for choice in choices]), HANDS.get((one.step, one.ballot)), tables)


def together(cast: Cast) -> Counts:
    return cast.phones.plus(cast.hands) if cast.hands else cast.phones


def test_every_ballot_is_in_the_record_in_the_order_of_the_room(hall: Hall, record: Record) -> None:
    expected = [("story:roude", 1)]
    for domain in Q.domain_ids:
        expected += [(f"domain:{domain}", ballot) for ballot in range(1, 3 if domain in AGAIN else 2)]
    assert hall.standing.state == ENDED
    assert [(one.step, one.ballot) for one in record.ballots] == expected


def test_every_figure_of_the_record_is_what_core_gives(record: Record) -> None:
    seen = set()
    for one in record.ballots:
        cast = cast_of(one)
        counts = together(cast)
        few = Suppressed(FEW)
        assert one.tables == cast.tables
        assert one.votes == (counts.votes if counts.votes >= 5 else few)
        assert one.level == (level_of(Q, counts) if counts.votes >= 5 else few)
        assert one.label == (label_of(Q, counts) if counts.votes >= 8 else few)
        assert one.counts == (counts if counts.votes >= 10 else few)
        assert one.hands == (cast.hands.all if cast.hands else 0)
        seen.add(sum(counts.votes >= threshold for threshold in (5, 8, 10)))
    # Of each row of the rule's table there was a ballot.
    assert seen == {0, 1, 2, 3}


def test_the_room_itself_was_shown_what_core_gives(hall: Hall, record: Record) -> None:
    pictures = watching.pictures(hall.store, Q, hall.standing)
    assert len(pictures) == len(record.ballots)
    for one in record.ballots:
        assert pictures[one.step, one.ballot] == shown(Q, cast_of(one))


def test_who_took_part_what_was_agreed_and_the_idea_are_in_it(record: Record) -> None:
    assert (record.people, record.tables) == (PEOPLE, 1)
    assert record.agreed == {f"domain:{id_}": Agreed(3, f"Vastu: {id_}") for id_ in AGAIN}
    assert record.ideas == (("Talgud kevadel", 10),)


def test_of_one_community_a_round_remains_and_of_an_open_room_none(hall: Hall, record: Record) -> None:
    kept = remaining.keep(hall.store, hall.clock, hall.codes, Q, hall.standing)
    if record.standing.workshop.kind == OPEN_ROOM:
        assert kept is None
        assert hall.store.rounds() == ()
        return
    assert kept is not None
    release = round_result.close(hall.store, hall.clock, Q, Thresholds(), kept)
    responses = [one for one in hall.store.responses(kept.id) if one.mode == "workshop"]
    assert release.modes == ("workshop",)
    assert len(responses) == CONSENTING
    for place, seat in enumerate(hall.seats[:CONSENTING]):
        stored = next(one for one in responses if one.id == seat.id)
        last = {id_: str((SECOND if id_ in AGAIN else FIRST)[id_][place]) for id_ in _voted(place)}
        assert stored.answers == {id_: choice for id_, choice in last.items() if choice != "abstain"}
    [group] = [one for one in hall.store.responses(kept.id) if one.mode == "group"]
    assert {id_: group.answers[id_] for id_ in AGAIN} == dict.fromkeys(AGAIN, "3")
    # Fourteen with a phone, six at the table and five whose hands were counted.
    assert group.answers["present"] == "25"


def _voted(place: int) -> list[str]:
    """The domains in which the person at this place chose something."""
    return [id_ for id_, choices in FIRST.items() if place < len(choices)]


def test_a_later_round_of_the_same_place_is_not_compared_with_a_workshop() -> None:
    """Section 8 of the rule: in a workshop people answer in a mode of its own."""
    hall = run(COMMUNITY)
    store, clock, codes = hall.store, hall.clock, hall.codes
    kept = remaining.keep(store, clock, codes, Q, hall.standing)
    assert kept is not None
    round_result.close(store, clock, Q, Thresholds(), kept)
    later = opening.open_round(store, clock, codes, Q, opening.Plan(kept.area, series=kept.series)).round
    for place in range(12):
        answers = dict.fromkeys(Q.domain_ids, str(2 + place % 2))
        store.start(f"online {place}", None, Q.name, clock.today(), later.id, given=answers)
    round_result.close(store, clock, Q, Thresholds(), later)
    [earlier] = round_result.shown(store, clock, lambda _: Q, Thresholds(), store.round(later.id)).earlier
    assert earlier.change == Refused(MODE, ("workshop", "online_paper"))
