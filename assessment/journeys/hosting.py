"""A live workshop for its host: it is opened, moved, and what the room decides is noted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assessment.core.answers import NAME_LENGTH, TEXT_LENGTH, is_seen, plain
from assessment.core.area import Area
from assessment.core.ballot import Counts
from assessment.core.errors import GoneError, StoreError, TooLongError, UnusableError
from assessment.core.ports import HOST, PROJECTOR, Clock, Codes, Store, Throttle
from assessment.core.questionnaire import Questionnaire
from assessment.core.round import NOTHING, SHARES
from assessment.core.scene import ALLOWED, ASIDE, WAITING, Agreed, Idea
from assessment.core.tries import led_to, one_try
from assessment.core.workshop import (
    COMMUNITY,
    DOMAIN,
    IDEAS,
    KINDS,
    OPEN_ROOM,
    STORY,
    SUMMARY,
    Standing,
    Step,
    Workshop,
    moved,
)

# A code is short: another one is drawn where it leads to a workshop already.
_TRIES = 20


@dataclass(frozen=True)
class WorkshopPlan:
    """What a host decides before a workshop is opened. `stories` are told and guessed first, as an ice-breaker."""

    kind: str
    language: str
    domains: tuple[str, ...]
    area: Area | None = None
    stories: tuple[str, ...] = ()
    has_ideas: bool = True
    has_roles: bool = False
    is_blind: bool = True
    is_free: bool = False
    share: str = NOTHING
    address: str = ""


@dataclass(frozen=True)
class OpenedWorkshop:
    """A workshop that was just opened: `code` is for everybody; `host_key` is shown only now."""

    workshop: Workshop
    code: str
    host_key: str
    projector_key: str


@dataclass(frozen=True)
class Lacking:
    """Why the chosen domains cannot give a phase: the core domains that are missing, and whether they are too few.

    `needed` is how many domains a phase needs.
    """

    core: tuple[str, ...]
    is_too_few: bool
    needed: int

    @property
    def is_nothing(self) -> bool:
        """Whether the chosen domains can give a phase."""
        return not self.core and not self.is_too_few


def lacking(questionnaire: Questionnaire, domains: Sequence[str]) -> Lacking:
    """What these domains lack to give a phase (section 2 and 3 of the rule: a core one, or 70 % of all)."""
    needed = questionnaire.rule.rated_needed(len(questionnaire.domains))
    missing = tuple(one.id for one in questionnaire.domains if one.core and one.id not in domains)
    return Lacking(missing, len(set(domains)) < needed, needed)


def open_workshop(
    store: Store, clock: Clock, codes: Codes, questionnaire: Questionnaire, plan: WorkshopPlan
) -> OpenedWorkshop:
    """Open a workshop. Raises `UnusableError` or `TooLongError` for a plan that cannot be kept."""
    _refuse_unusable(questionnaire, plan)
    steps = [Step(STORY, id_) for id_ in plan.stories] + [Step(DOMAIN, id_) for id_ in plan.domains]
    steps += [Step(IDEAS)] if plan.has_ideas else []
    new = Workshop(
        id=codes.identifier(),
        questionnaire=questionnaire.name,
        kind=plan.kind,
        language=plan.language,
        steps=(*steps, Step(SUMMARY)),
        opened_on=clock.today(),
        area=_area(plan),
        has_roles=plan.has_roles,
        is_blind=plan.is_blind,
        is_free=plan.is_free,
        share=plan.share if plan.kind == COMMUNITY else NOTHING,
        address=plan.address.rstrip("/"),
    )
    host_key, projector_key = codes.key(), codes.projector_key(new.id)

    for number in range(_TRIES):
        code = codes.workshop_code(new.id, number)
        if store.workshop_at_code(codes.digest(code)) is None:
            store.open_workshop(new, codes.digest(code), codes.digest(host_key), codes.digest(projector_key))
            return OpenedWorkshop(new, code, host_key, projector_key)
    raise StoreError("No free code was found for the workshop. Old workshops hold too many; try again.")


def join_code(store: Store, codes: Codes, workshop_id: str) -> str:
    """The code of a workshop as people read it; only its hash is kept. Raises `GoneError` if there is none."""
    for number in range(_TRIES):
        code = codes.workshop_code(workshop_id, number)
        found = store.workshop_at_code(codes.digest(code))
        if found is not None and found.workshop.id == workshop_id:
            return code
    raise GoneError("No code leads to this workshop any more.")


def new_host_key(store: Store, codes: Codes, workshop_id: str) -> str:
    """A new key of the host's link; the old one leads nowhere any more."""
    key = codes.key()

    store.give_host(workshop_id, codes.digest(key))
    return key


def hosted(store: Store, codes: Codes, throttle: Throttle, visitor: str, key: str) -> Standing:
    """The workshop that a host's key leads to. Raises `WrongCodeError`, or `TooManyTriesError`."""
    return _at(store, codes, throttle, visitor, HOST, key)


def on_wall(store: Store, codes: Codes, throttle: Throttle, visitor: str, key: str) -> Standing:
    """The workshop that a projector's key leads to. Raises `WrongCodeError`, or `TooManyTriesError`."""
    return _at(store, codes, throttle, visitor, PROJECTOR, key)


def of_code(store: Store, codes: Codes, typed: str) -> Standing:
    """The workshop of a code, for the operator, who need not be slowed down. Raises `WrongCodeError`."""
    found = store.workshop_at_code(codes.digest(typed))
    return led_to(found, f"There is no workshop with the code '{typed}'. See: python -m assessment workshop list")


def all_workshops(store: Store) -> tuple[Standing, ...]:
    """All workshops, for the operator, by the day on which they were opened."""
    return store.workshops()


def delete(store: Store, workshop_id: str) -> None:
    """Remove a workshop with its seats, votes and texts for good; the round that remains stays."""
    store.delete_workshop(workshop_id)


def _at(store: Store, codes: Codes, throttle: Throttle, visitor: str, space: str, key: str) -> Standing:
    kept = codes.digest(key)
    with one_try(throttle, visitor, space, kept):
        found = store.workshop_at_host(kept) if space == HOST else store.workshop_at_projector(kept)
        return led_to(found, "This link leads to no workshop.")


def move(store: Store, clock: Clock, standing: Standing, move_: str, seen: int | None = None) -> Standing:
    """Move a workshop; `seen` is the revision by which the host decided.

    Raises `StaleError` where somebody else has moved it meanwhile, and `MoveError` for a move that is not possible.
    """
    course = moved(standing.workshop, standing.course, move_, seen)

    store.move_workshop(standing.workshop.id, course, clock.today())
    return store.workshop(standing.workshop.id)


def change_address(store: Store, standing: Standing, address: str) -> Standing:
    """Phones reach the app at this address from now on."""
    changed = replace(standing.workshop, address=address.strip().rstrip("/"))

    store.change_workshop(changed)
    return replace(standing, workshop=changed)


def count_hands(store: Store, questionnaire: Questionnaire, standing: Standing, counts: Counts) -> None:
    """Keep the hands counted in the present ballot. Raises `UnusableError` or `VoteError`."""
    if len(counts.levels) != questionnaire.top + 1 or min((*counts.levels, counts.dk, counts.abstained)) < 0:
        raise UnusableError(f"Hands are counted for each of {questionnaire.top + 1} descriptions, 0 or more.")

    store.give_hands(standing.workshop.id, standing.step.key, standing.course.ballot, counts)


def note_agreed(store: Store, questionnaire: Questionnaire, standing: Standing, step: str, agreed: Agreed) -> None:
    """Keep what the room agreed on at a step, and what was said against it."""
    if agreed.level is not None and not 0 <= agreed.level <= questionnaire.top:
        raise UnusableError(f"There is no level {agreed.level}. Levels: 0 to {questionnaire.top}.")
    if len(agreed.dissent) > TEXT_LENGTH:
        raise TooLongError(f"The text has {len(agreed.dissent)} characters. At most {TEXT_LENGTH} are kept.")
    place = standing.workshop.position(step)
    if place is None or standing.workshop.steps[place].kind != DOMAIN:
        raise UnusableError(f"'{step}' is no domain of this workshop.")

    store.note_agreed(standing.workshop.id, step, replace(agreed, dissent=plain(agreed.dissent)))


def judge_idea(store: Store, standing: Standing, idea: Idea, state: str, group: str = "") -> None:
    """Allow an idea, put it aside, or group it under another one."""
    if state not in (WAITING, ALLOWED, ASIDE) or group == idea.id:
        raise UnusableError(f"An idea is {WAITING}, {ALLOWED} or {ASIDE}, and not under itself.")

    store.change_idea(standing.workshop.id, replace(idea, state=state, group=group))


def _area(plan: WorkshopPlan) -> Area | None:
    if plan.area is None or plan.kind == OPEN_ROOM:
        return None
    return replace(plan.area, name=_name(plan.area.name), municipality=_name(plan.area.municipality))


def _name(typed: str) -> str:
    kept = plain(typed).replace("\n", " ")
    if len(kept) > NAME_LENGTH:
        raise TooLongError(f"The name has {len(kept)} characters. At most {NAME_LENGTH} are kept.")
    return kept


def _refuse_unusable(questionnaire: Questionnaire, plan: WorkshopPlan) -> None:
    domains, stories = questionnaire.domain_ids, tuple(story.id for story in questionnaire.stories)
    if plan.kind not in KINDS:
        raise UnusableError(f"A workshop is one of {', '.join(KINDS)}, not '{plan.kind}'.")
    for chosen, known, what in ((plan.domains, domains, "domain"), (plan.stories, stories, "story")):
        wrong = [one for one in chosen if one not in known]
        if wrong:
            raise UnusableError(f"'{wrong[0]}' is no {what} of {questionnaire.name}. Allowed: {', '.join(known)}.")
        if len(set(chosen)) != len(chosen):
            raise UnusableError(f"A {what} is chosen twice. Name each once.")
    if not plan.domains and not plan.stories:
        raise UnusableError("No domain is chosen. Choose at least one.")
    if plan.kind == COMMUNITY and (plan.area is None or not is_seen(plan.area.name)):
        raise UnusableError("A workshop of one community needs the community's name.")
    if plan.share not in SHARES:
        raise UnusableError(f"'{plan.share}' cannot be shared. Allowed: {', '.join(SHARES)}.")
    if plan.language not in questionnaire.languages:
        raise UnusableError(f"'{plan.language}' is no language. Languages: {', '.join(questionnaire.languages)}.")
