"""The released result of a round as frozen values: what screens, charts, exports and programs get, and nothing else.

A figure that is held back is `Suppressed` with the reason; one that the answers do not give is `NotKnown`. `None`
stands only where there is no such thing, e.g. no next step at the top. Only `release.py` makes these values.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from assessment.core.agreement import DIVIDED
from assessment.core.blocks import Block
from assessment.core.questionnaire import Questionnaire
from assessment.core.remarks import Remark
from assessment.core.response import WORKSHOP
from assessment.core.suppression import NotKnown, Suppressed

# How much the number of counting responses allows.
NOTHING, INDICATIVE, FULLER, ALL = "nothing", "indicative", "fuller", "all"
# How `nearest` is ordered.
QUESTIONNAIRE_ORDER, SHARE_ORDER = "questionnaire", "share"


@dataclass(frozen=True)
class Chance:
    """How sure a phase is, in words: about `tenths` in 10, from 1 to 9."""

    phase: int
    tenths: int


@dataclass(frozen=True)
class Index:
    """The index, or a difference of two, with its 95 % interval; one decimal."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Spread:
    """Exact figures of agreement on a domain: AD in phases, van der Eijk's A (None if not defined), two camps."""

    ad: float
    a: float | None
    two_camps: bool


@dataclass(frozen=True)
class Distribution:
    """How many chose each level of a domain, and how many did not know."""

    levels: tuple[int, ...]
    dk: int


@dataclass(frozen=True)
class Trends:
    """How many see a domain getting better, staying the same or getting worse, and how many did not know."""

    better: int
    same: int
    worse: int
    dk: int


@dataclass(frozen=True)
class ReleasedStep:
    """What blocks the next phase, see `NextStep`. By share `nearest` says which domain lacks least."""

    target: int
    domains_needed: int
    nearest: tuple[int, ...]
    core_blocking: tuple[int, ...]
    order: str


@dataclass(frozen=True)
class ReleasedDomain:
    """What is shown of one domain. `within_one` is the share within one step of the level, in tenths from 1 to 9."""

    id: str
    level: int | NotKnown | Suppressed
    agreement: str | NotKnown | Suppressed
    within_one: int | NotKnown | Suppressed
    worsening: bool | Suppressed
    spread: Spread | NotKnown | Suppressed
    distribution: Distribution | Suppressed
    trends: Trends | Suppressed


@dataclass(frozen=True)
class Release:
    """What may be shown of a round. `detail` says how much; with `INDICATIVE` all of it is only indicative.

    `phase`, `state`, `kind` and `status` are those of the `Profile`; `domains` are in the questionnaire's order.
    `modes` are names; `mode` is the one that comparison goes by. `unsure` is the share of the bootstrap without a
    phase, in tenths from 0 to 9.
    """

    questionnaire: str
    detail: str
    status: str | Suppressed
    counting: int | Suppressed
    responses: int | Suppressed
    modes: tuple[str, ...] | Suppressed
    phase: int | NotKnown | Suppressed
    state: str | NotKnown | Suppressed
    kind: str | Suppressed | None
    label: str | NotKnown | Suppressed
    range: tuple[int, int] | NotKnown | Suppressed
    fading_signs: bool | Suppressed
    next_step: ReleasedStep | Suppressed | None
    domains: tuple[ReleasedDomain, ...]
    chances: tuple[Chance, ...] | NotKnown | Suppressed
    unsure: int | NotKnown | Suppressed
    bounds: tuple[int, int] | NotKnown | Suppressed
    index: Index | NotKnown | Suppressed
    mixed_picture: bool | Suppressed
    mode: str | Suppressed
    role_blocks: tuple[Block, ...] | Suppressed
    mode_blocks: tuple[Block, ...] | Suppressed
    texts: tuple[Remark, ...] | Suppressed

    @property
    def is_of_workshop(self) -> bool:
        """Whether all its responses are votes of a workshop, where nobody is asked for texts."""
        return self.modes == (WORKSHOP,)


def without_figures(questionnaire: Questionnaire, reason: str) -> Release:
    """A release in which everything is held back for one reason."""
    hidden = Suppressed(reason)
    return Release(
        questionnaire=questionnaire.name,
        detail=NOTHING,
        status=hidden,
        counting=hidden,
        responses=hidden,
        modes=hidden,
        phase=hidden,
        state=hidden,
        kind=hidden,
        label=hidden,
        range=hidden,
        fading_signs=hidden,
        next_step=hidden,
        domains=tuple(
            ReleasedDomain(id_, hidden, hidden, hidden, hidden, hidden, hidden, hidden)
            for id_ in questionnaire.domain_ids
        ),
        chances=hidden,
        unsure=hidden,
        bounds=hidden,
        index=hidden,
        mixed_picture=hidden,
        mode=hidden,
        role_blocks=hidden,
        mode_blocks=hidden,
        texts=hidden,
    )


def mixed_picture(questionnaire: Questionnaire, domains: tuple[ReleasedDomain, ...]) -> bool:
    """Whether enough of the domains whose agreement is shown are divided.

    Counted over all domains it would betray one whose agreement is held back.
    """
    divided = sum(domain.agreement == DIVIDED for domain in domains)
    return divided >= questionnaire.rule.agreement.mixed_domains


def in_order(step: ReleasedStep) -> ReleasedStep:
    """The step with the nearest domains in the questionnaire's order, which tells nothing of their answers."""
    return replace(step, nearest=tuple(sorted(step.nearest)), order=QUESTIONNAIRE_ORDER)
