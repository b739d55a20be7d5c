"""Fills an empty database with the invented municipality, as people would: round by round, answer by answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assessment import bootstrap
from assessment.bootstrap import House
from assessment.core.access import LEAD, OPERATOR, WORKER
from assessment.core.answers import SHEET
from assessment.core.area import Area
from assessment.core.errors import QuestionnaireError
from assessment.core.questionnaire import Questionnaire
from assessment.core.register import GROUP, PART
from assessment.core.round import Round
from assessment.core.wanted import wanted
from assessment.demonstration import notes, people, places
from assessment.demonstration.places import MUNICIPALITY
from assessment.demonstration.stories import (
    ENDING,
    FIRST,
    GROUP_AREA,
    NOW,
    PART_AREA,
    SECOND,
    STORIES,
    THIRD,
    Story,
    Voices,
)
from assessment.intake.population import guessed, people_of, read_table
from assessment.intake.settlements import read_settlements
from assessment.journeys import access, areas, comparison, coordination, opening, own_areas, round_result
from assessment.journeys import round as journey
from assessment.journeys.access import Invitation, Invited
from assessment.journeys.opening import Plan

# How many days ago the rounds of each wave were opened, the yearly ones in three years. They are open for four weeks.
OPENED_AGO = {FIRST: 812, SECOND: 446, THIRD: 80, ENDING: 25, NOW: 10}
DAYS = 28
SPARE_SLIPS = 6
# What the accesses of the demonstration are called in the list.
LABEL = "Näidis"
ROLES = (WORKER, LEAD, OPERATOR)


class MovedClock:
    """A `Clock` that stands at whatever day it is set to."""

    def __init__(self, day: date) -> None:
        self.day = day

    def today(self) -> date:
        """The day that it stands at."""
        return self.day


@dataclass(frozen=True)
class Filled:
    """What was made: how many rounds and responses; and an access of each role, by the role."""

    rounds: int
    responses: int
    invited: Mapping[str, Invited]


def fill(house: House) -> Filled:
    """Fill the house's store, which must hold nothing. Raises `UnusableError` if it holds anything."""
    questionnaire, today = house.questionnaire, house.clock.today()
    if questionnaire is None:
        raise QuestionnaireError("No released questionnaire can be used. See: python -m assessment check")
    clock = MovedClock(today - timedelta(days=OPENED_AGO[FIRST] + 30))
    house.store.begin_demonstration(today)
    filling = _Filling(replace(house, clock=clock, is_demonstration=True), clock, questionnaire)
    filling.register()
    for wave, ago in sorted(OPENED_AGO.items(), key=lambda one: -one[1]):
        clock.day = today - timedelta(days=ago)
        filling.wave(wave, today)
    clock.day = today
    invited = let_in(house)
    worker = invited[WORKER].access
    notes.write(filling.house, questionnaire, worker)
    # What happens at every start anyway, so that the first one has nothing to wait for.
    bootstrap.remove_old(house)
    comparison.picture(house.store, clock, questionnaire, house.version, worker)
    return Filled(len(house.store.rounds()), filling.responses, invited)


def let_in(house: House) -> Mapping[str, Invited]:
    """An access of each role, for whoever tries the demonstration; those that were given before end."""
    for one in access.listed(house.store):
        if one.label == LABEL and one.is_valid(house.clock.today()):
            access.revoke(house.store, house.clock, one.id)
    return {role: _invited(house, role) for role in ROLES}


def _invited(house: House, role: str) -> Invited:
    municipality = "" if role == OPERATOR else MUNICIPALITY
    return access.invite(house.store, house.clock, house.codes, Invitation(role, municipality, label=LABEL))


@dataclass
class _Filling:
    """The work on one house: `before` holds each place's last round."""

    house: House
    clock: MovedClock
    questionnaire: Questionnaire

    def __post_init__(self) -> None:
        self.before: dict[str, Round] = {}
        self.responses = 0

    def register(self) -> None:
        """The register of settlements, their numbers of people, and the municipality's own areas."""
        store, clock, day = self.house.store, self.clock, self.clock.day
        file = read_settlements(places.settlements_file(), places.file_name(day), MUNICIPALITY)
        areas.take_in(store, clock, areas.preview(store, file, MUNICIPALITY), day)
        table = read_table(places.people_file())
        columns = guessed(table)
        if columns is None:
            raise QuestionnaireError("The file of people has no columns that are known.")
        areas.take_people(store, clock, areas.preview_people(store, people_of(table, columns), MUNICIPALITY), day)
        ids = {area.name: area.id for area in store.areas(MUNICIPALITY)}
        for name, kind, units in (
            (GROUP_AREA, GROUP, ("Sügisjärve küla", "Kõverjärve küla", "Kikkasaare küla")),
            (PART_AREA, PART, ("Valgekose alevik",)),
        ):
            chosen = [ids[unit] for unit in units]
            own_areas.make(store, clock, self.house.codes, MUNICIPALITY, name, chosen, kind)

    def wave(self, wave: str, today: date) -> None:
        """The rounds that were opened together: opened, answered, and closed if their last day is over."""
        told = [story for story in STORIES if wave in story.rounds]
        opened = self._opened(told)
        self.clock.day = min(self.clock.day + timedelta(days=9), today)
        for story, of_round in zip(told, opened, strict=True):
            self._answered(story.rounds[wave], of_round)
        last = opened[0].closes_on
        if last >= today:
            return
        self.clock.day = last
        for story, of_round in zip(told, opened, strict=True):
            self._closed(story.rounds[wave], of_round)
            self.before[story.name] = self.house.store.round(of_round.id)

    def _opened(self, told: Sequence[Story]) -> list[Round]:
        plan = Plan(Area(""), days=DAYS, may_answer=bootstrap.say("et")("open.may_answer.default"))
        found: dict[str, Round] = {}
        for is_strict in (False, True):
            listed = [story for story in told if not story.is_own and story.is_strict == is_strict]
            slips = max((self._slips(story) for story in listed), default=0) if is_strict else 0
            found |= self._opened_together(listed, replace(plan, slips=slips))
        for story in told:
            if story.is_own:
                found[story.name] = self._opened_alone(story, plan)
        return [found[story.name] for story in told]

    def _opened_together(self, listed: Sequence[Story], plan: Plan) -> Mapping[str, Round]:
        """What the municipality opens, in one stroke."""
        if not listed:
            return {}
        house = self.house
        areas_ = [wanted(story.name, MUNICIPALITY, story.kind, row=row) for row, story in enumerate(listed, 1)]
        opened = opening.open_many(house.store, self.clock, house.codes, self.questionnaire, areas_, plan, MUNICIPALITY)
        return {one.round.area.name: one.round for one in opened}

    def _opened_alone(self, story: Story, plan: Plan) -> Round:
        """What a place opens itself; the next one by the button on its coordinator's page."""
        house, before = self.house, self.before.get(story.name)
        own = replace(plan, area=Area(story.name, MUNICIPALITY, story.kind), share=story.share)
        own = replace(own, is_example=story.is_example) if before is None else opening.next_plan(before)
        return opening.open_round(house.store, self.clock, house.codes, self.questionnaire, own).round

    def _slips(self, story: Story) -> int:
        return max(voices.people + len(voices.officials) for voices in story.rounds.values()) + SPARE_SLIPS

    def _answered(self, voices: Voices, of_round: Round) -> None:
        house, q, name = self.house, self.questionnaire, f"{of_round.area.name} {of_round.number}"
        slips = iter(journey.slip_codes(house.codes, of_round))
        written = list(people.answers(q, voices, name))
        for number, given in enumerate(written[: voices.keyed], 1):
            sheet = {**given, SHEET: str(number)}
            coordination.key_in(house.store, self.clock, house.codes, q, of_round, sheet)
        self._by_link(of_round, [*written[voices.keyed :], *people.officials(q, voices, name)], slips)
        self.responses += len(written) + (5 if voices.officials else 0)

    def _by_link(self, of_round: Round, written: Iterable[people.Answers], slips: Iterable[str]) -> None:
        house, codes = self.house, iter(slips)
        for given in written:
            slip = next(codes) if of_round.is_strict else ""
            one = journey.begin(house.store, self.clock, house.codes, house.codes.identifier(), of_round, slip)
            journey.answer(house.store, self.clock, self.questionnaire, of_round, one.id, given)

    def _closed(self, voices: Voices, of_round: Round) -> None:
        house, q = self.house, self.questionnaire
        if voices.agreed:
            coordination.agree(house.store, self.clock, house.codes, q, of_round, people.agreed(q, voices))
        round_result.close(house.store, self.clock, q, house.thresholds, of_round)
        if voices.has_texts:
            waiting = coordination.waiting_texts(house.store, house.codes, q, house.thresholds, of_round)
            read = {text.id: True for text in waiting}
            coordination.approve(house.store, house.codes, q, house.thresholds, of_round, read)
