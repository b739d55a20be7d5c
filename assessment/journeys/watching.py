"""What there is to see of a live workshop at one moment: for the host, the projectors and, less of it, the phones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from assessment.core.answers import response_of
from assessment.core.ballot import COUNTS_FROM, Shown, movement, shown
from assessment.core.casting import cast_in, of_persons, places_in
from assessment.core.ports import Store
from assessment.core.profile import Profile, profile_of_one
from assessment.core.questionnaire import Questionnaire
from assessment.core.response import GROUP
from assessment.core.scene import Agreed, Idea, Scene
from assessment.core.workshop import DOMAIN, IDEAS, OPEN_ROOM, REVEALED, SUMMARY, VOTING, Standing, allowed, revealed


def scene(store: Store, questionnaire: Questionnaire, standing: Standing) -> Scene:
    """This moment of the workshop, as the host sees it; `for_projector` and `for_phone` show less of it."""
    workshop, course, step = standing.workshop, standing.course, standing.step
    pulse = store.pulses([workshop.id])[workshop.id]
    hands, agreed = store.hands(workshop.id), store.agreed(workshop.id)
    found = Scene(
        standing=standing,
        allowed=allowed(workshop, course),
        presence=pulse.presence,
        hands=hands.get((step.key, course.ballot)),
        agreed=agreed,
    )
    if step.kind == IDEAS:
        return replace(found, ideas=_ideas(store, standing))
    if step.kind == SUMMARY:
        return _summed_up(store, questionnaire, found)
    is_live = standing.state == VOTING and not workshop.is_blind
    if standing.state != REVEALED and not is_live:
        return found
    seats, votes = store.seats(workshop.id), store.votes(workshop.id, step.key)
    picture = shown(questionnaire, cast_in(questionnaire, seats, votes, step.key, course.ballot, found.hands))
    if is_live:
        return replace(found, shown=picture if picture.counts is not None else None)
    before, after = (of_persons(seats, votes, step.key, ballot) for ballot in (course.ballot - 1, course.ballot))
    return replace(found, shown=picture, movement=movement(before, after))


def pictures(store: Store, questionnaire: Questionnaire, standing: Standing) -> Mapping[tuple[str, int], Shown]:
    """What the room was shown, by step's key and ballot: of each domain and story every ballot that was revealed."""
    workshop, hands = standing.workshop, store.hands(standing.workshop.id)
    seats, votes = store.seats(workshop.id), store.votes(workshop.id)
    return {
        (step.key, ballot): shown(
            questionnaire, cast_in(questionnaire, seats, votes, step.key, ballot, hands.get((step.key, ballot)))
        )
        for step, ballot in revealed(workshop, standing.course)
    }


def _ideas(store: Store, standing: Standing) -> tuple[Idea, ...]:
    """All ideas; once a ballot on them was revealed and at least five chose, with how many seats chose each."""
    ideas, course = store.ideas(standing.workshop.id), standing.course
    if course.ballot < 2 or standing.state != REVEALED:
        return ideas
    votes = store.votes(standing.workshop.id, standing.step.key)
    chosen = [set(vote.choice.split()) for vote in votes if vote.ballot == course.ballot and vote.choice]
    if len(chosen) < COUNTS_FROM:
        return ideas
    support = Counter(id_ for ids in chosen for id_ in ids)
    return tuple(replace(idea, support=support[idea.id]) for idea in ideas)


def _summed_up(store: Store, questionnaire: Questionnaire, found: Scene) -> Scene:
    ideas = store.ideas(found.standing.workshop.id)
    if found.standing.workshop.kind == OPEN_ROOM:
        return replace(
            found, ideas=ideas, places=places_in(questionnaire, store.votes(found.standing.workshop.id), COUNTS_FROM)
        )
    profile = _room_profile(store, questionnaire, found.standing, found.agreed or {})
    return replace(found, ideas=ideas, profile=profile)


def _room_profile(
    store: Store, questionnaire: Questionnaire, standing: Standing, agreed: Mapping[str, Agreed]
) -> Profile:
    """What the levels of the room give."""
    levels = {id_: str(level) for id_, level in room_levels(store, questionnaire, standing, agreed).items()}
    return profile_of_one(questionnaire, response_of(questionnaire, levels, GROUP))


def room_levels(
    store: Store, questionnaire: Questionnaire, standing: Standing, agreed: Mapping[str, Agreed]
) -> Mapping[str, int]:
    """The level of each domain that has one: what was agreed on, else that of the last ballot that was revealed."""
    last = pictures(store, questionnaire, standing)
    levels: dict[str, int] = {}
    for (key, _), picture in sorted(last.items(), key=lambda one: one[0][1]):
        if key.startswith(f"{DOMAIN}:") and picture.level is not None:
            levels[key.partition(":")[2]] = picture.level
    for key, note in agreed.items():
        if note.level is not None:
            levels[key.partition(":")[2]] = note.level
    return levels
