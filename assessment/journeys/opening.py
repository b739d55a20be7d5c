"""Opening a round: what a coordinator decides, and the link and the key that come of it; or rounds of many areas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assessment.core.answers import NAME_LENGTH, TEXT_LENGTH, is_seen, plain
from assessment.core.area import Area
from assessment.core.errors import TooLongError, UnusableError
from assessment.core.ports import Clock, Codes, Store
from assessment.core.questionnaire import Questionnaire
from assessment.core.register import Places, name_key
from assessment.core.round import DAYS, DETAIL, MOST_DAYS, MOST_SLIPS, RELEASED, SHARES, WAYS, Round, last_day
from assessment.core.wanted import Fault, Identity, Wanted, already_open, faults, followed


@dataclass(frozen=True)
class Plan:
    """What a coordinator decides about a round before it is opened; `days` counts the first one.

    `slips` is the number of one-time codes of a strict round, 0 for one that everybody with the link may answer;
    `series` is that of the round that it follows, if it follows one.
    """

    area: Area
    period: str = ""
    days: int = DAYS
    share: str = RELEASED
    is_example: bool = False
    may_answer: str = ""
    ways: tuple[str, ...] = WAYS
    slips: int = 0
    series: str = ""


@dataclass(frozen=True)
class Opened:
    """A round that was just opened: `code` is for everybody, `key` for the coordinator and shown only now."""

    round: Round
    code: str
    key: str


@dataclass(frozen=True)
class Checked:
    """A list of areas before their rounds are opened: its faults, which have an open round, which an earlier one.

    `open` are those with a round of the period that takes answers; `earlier` those whose new round continues a series.
    """

    faults: tuple[Fault, ...]
    open: tuple[Wanted, ...] = ()
    earlier: tuple[Wanted, ...] = ()


def open_round(store: Store, clock: Clock, codes: Codes, questionnaire: Questionnaire, plan: Plan) -> Opened:
    """Open a round. Raises `UnusableError` or `TooLongError` for a plan that cannot be kept."""
    today = clock.today()
    before = store.series(plan.series) if plan.series else ()
    new = replace(_round(questionnaire, plan, codes.identifier(), today), number=len(before) + 1)
    code, key = codes.share_code(new.id), codes.key()

    store.open_round(new, codes.digest(code), codes.digest(key))
    return Opened(new, code, key)


def next_plan(before: Round, period: str = "", days: int = DAYS) -> Plan:
    """The plan of the round that follows one: the same area, asked in the same way."""
    return Plan(
        area=before.area,
        period=period,
        days=days,
        share=before.share,
        is_example=before.is_example,
        may_answer=before.may_answer,
        ways=before.ways,
        slips=before.slips,
        series=before.series,
    )


def check_many(
    store: Store,
    clock: Clock,
    questionnaire: Questionnaire,
    listed: Sequence[Wanted],
    plan: Plan,
    municipality: str = "",
) -> Checked:
    """What is to be known of a list before it is opened. With a `municipality`, areas of others are faults."""
    identity = _identity(store, listed)
    found = faults(listed, questionnaire.areas, identity, municipality)
    if found:
        return Checked(found)
    today, rounds = clock.today(), _of_same_places(store.rounds(), listed)

    # What a municipality has set aside is no reason to leave an area out.
    names = {name_key(one.area.municipality): one.area.municipality for one in listed}
    aside = {one.why.round_id for name in names.values() for one in store.set_aside_rounds(name)}
    counted = [one for one in rounds if one.id not in aside]
    taken = already_open(listed, counted, identity, _period(plan, today), today)
    before = _followed(rounds, listed, identity, today)
    return Checked((), taken, tuple(one for one in listed if identity(one.area) in before))


def open_many(
    store: Store,
    clock: Clock,
    codes: Codes,
    questionnaire: Questionnaire,
    listed: Sequence[Wanted],
    plan: Plan,
    municipality: str = "",
) -> tuple[Opened, ...]:
    """Open a round for each area as `plan` says, all of them or none; each area's municipality is who opens it.

    Raises `UnusableError` for a list with faults, or what `open_round` raises for a plan that cannot be kept.
    """
    identity, today = _identity(store, listed), clock.today()
    wrong = faults(listed, questionnaire.areas, identity, municipality)
    if wrong:
        raise UnusableError(f"The list of areas has {len(wrong)} faults. Check it first; nothing was opened.")
    if plan.share == DETAIL or plan.is_example:
        raise UnusableError("Only an area itself shares details with its municipality, or is named as an example.")
    before = _followed(_of_same_places(store.rounds(), listed), listed, identity, today)
    opened = []
    for one in listed:
        earlier = before.get(identity(one.area))
        of_one = replace(plan, area=one.area, series=earlier.series if earlier else "")
        number = earlier.number + 1 if earlier else 1
        new = _round(questionnaire, of_one, codes.identifier(), today)
        new = replace(new, number=number, opened_by=new.area.municipality)
        opened.append(Opened(new, codes.share_code(new.id), codes.key()))

    store.open_rounds([(one.round, codes.digest(one.code), codes.digest(one.key)) for one in opened])
    return tuple(opened)


def _identity(store: Store, listed: Iterable[Wanted]) -> Identity:
    """Which area a name means, as far as the registers of the listed municipalities tell."""
    named = {name_key(one.area.municipality): one.area.municipality for one in listed}
    known = {key: Places(store.areas(name), store.aliases(name)) for key, name in named.items()}
    unknown = Places((), {})
    return lambda area: known.get(name_key(area.municipality), unknown).area_id(area.name, area.municipality)


def _followed(
    rounds: Sequence[Round], listed: Iterable[Wanted], identity: Identity, today: date
) -> Mapping[str, Round]:
    found: dict[str, Round] = {}
    for municipality in {one.area.municipality for one in listed}:
        found |= followed(rounds, identity, municipality, today)
    return found


def _of_same_places(rounds: Iterable[Round], listed: Iterable[Wanted]) -> tuple[Round, ...]:
    municipalities = {name_key(one.area.municipality) for one in listed}
    return tuple(one for one in rounds if name_key(one.area.municipality) in municipalities)


def _period(plan: Plan, today: date) -> str:
    return _short(plan.period) or str(today.year)


def new_key(store: Store, codes: Codes, round_id: str) -> str:
    """A new key of the coordinator's link; the old one leads nowhere any more."""
    key = codes.key()
    take_key(store, codes, round_id, key)
    return key


def take_key(store: Store, codes: Codes, round_id: str, key: str) -> None:
    """A key that was made before, and shown, is that of the coordinator's link from now on, and the old one is not."""
    store.give_key(round_id, codes.digest(key))


def _round(questionnaire: Questionnaire, plan: Plan, round_id: str, today: date) -> Round:
    if not 1 <= plan.days <= MOST_DAYS:
        raise UnusableError(f"A round cannot be open for {plan.days} days. Allowed: 1 to {MOST_DAYS}.")
    if plan.share not in SHARES:
        raise UnusableError(f"'{plan.share}' cannot be shared. Allowed: {', '.join(SHARES)}.")
    if plan.area.kind and plan.area.kind not in questionnaire.areas:
        raise UnusableError(f"'{plan.area.kind}' is no kind of area. Allowed: {', '.join(questionnaire.areas)}.")
    unknown = [way for way in plan.ways if way not in WAYS]
    if unknown or not plan.ways:
        raise UnusableError(f"'{' '.join(unknown)}' is no way to answer. Allowed: one or more of {', '.join(WAYS)}.")
    if not 0 <= plan.slips <= MOST_SLIPS:
        raise UnusableError(f"{plan.slips} slips cannot be made. Allowed: 1 to {MOST_SLIPS}; 0 for a round without.")
    area = Area(_short(plan.area.name), _short(plan.area.municipality), plan.area.kind)
    if not is_seen(area.name):
        raise UnusableError("The area has no name. Write the name of the village or place.")
    if len(plan.may_answer) > TEXT_LENGTH:
        raise TooLongError(f"The sentence on who may answer has more than {TEXT_LENGTH} characters.")
    return Round(
        id=round_id,
        questionnaire=questionnaire.name,
        area=area,
        period=_period(plan, today),
        opened_on=today,
        closes_on=last_day(today, plan.days),
        share=plan.share,
        is_example=plan.is_example,
        may_answer=plain(plan.may_answer),
        ways=tuple(way for way in WAYS if way in plan.ways),
        slips=plan.slips,
        series=plan.series or round_id,
    )


def _short(name: str) -> str:
    kept = " ".join(plain(name).split())
    if len(kept) > NAME_LENGTH:
        raise TooLongError(f"'{kept[:20]}…' has {len(kept)} characters. At most {NAME_LENGTH} are kept.")
    return kept
