"""The parameters of the scoring rule, with the defaults of the normative rule. A questionnaire may set others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil
from types import MappingProxyType


@dataclass(frozen=True)
class MinAnswers:
    """How many answers rate a domain: in a released result, in a person's own view, in the room of a workshop."""

    released: int = 5
    own: int = 1
    workshop: int = 3


@dataclass(frozen=True)
class Fading:
    """When fading signs are seen, and when they make the side state.

    `phases` are positions on the path at which signs plus a remembered livelier past (`past_question` answered
    `past_yes`, of those who said `past_yes` or `past_no`) make `state`; at phase 0 that same past makes `kind`.
    An empty `state` means that the questionnaire has none.
    """

    state: str = ""
    min_domains: int = 3
    phases: tuple[int, ...] = (1, 2)
    past_question: str = ""
    past_yes: str = "yes"
    past_no: str = "no"
    kind: str = ""


@dataclass(frozen=True)
class Kinds:
    """Which answer to `question` points to which kind of phase 0. Options that are not mapped are left out."""

    question: str = ""
    map: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Uncertainty:
    """Bootstrap, shrinkage and labels (section 6 of the rule). Shares are 0-1, the interval is in percentiles."""

    replicates: int = 2000
    pseudo_responses: float = 1.0
    clear: float = 0.80
    leaning: float = 0.55
    neighbour: float = 0.35
    range: float = 0.80
    interval: tuple[float, float] = (2.5, 97.5)


@dataclass(frozen=True)
class Agreement:
    """Labels of agreement (section 7). `agree` and `divided` are mean distances from the median, in phases."""

    agree: float = 0.8
    divided: float = 1.2
    camps_min: int = 8
    camps_share: Fraction = Fraction(3, 10)
    camps_distance: int = 2
    mixed_domains: int = 3


@dataclass(frozen=True)
class Rule:
    """All parameters of the rule. Shares are exact fractions, so that gates compare whole numbers."""

    counting_share: Fraction = Fraction(1, 2)
    dk_share: Fraction = Fraction(1, 2)
    rated_share: Fraction = Fraction(7, 10)
    domain_share: Fraction = Fraction(2, 3)
    core_floor: int = 1
    min_answers: MinAnswers = MinAnswers()
    fading: Fading = Fading()
    kinds: Kinds = Kinds()
    uncertainty: Uncertainty = Uncertainty()
    agreement: Agreement = Agreement()

    def rated_needed(self, domains: int) -> int:
        """How many of `domains` must be rated for a phase: the rated share, rounded up.

        >>> Rule().rated_needed(8)
        6
        """
        return ceil(self.rated_share * domains)

    def domains_needed(self, rated: int) -> int:
        """How many of `rated` domains must reach a level: the domain share, rounded up.

        >>> [Rule().domains_needed(r) for r in (5, 6, 7, 8, 9, 12)]
        [4, 4, 5, 6, 6, 8]
        """
        return ceil(self.domain_share * rated)
