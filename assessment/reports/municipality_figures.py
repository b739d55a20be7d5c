"""A shared result figure by figure: a number, a word of the core, or a code that says why there is none.

Nothing is left empty: an empty cell would look like a zero. What an area does not share is not in its standing at all,
so that it looks like one without answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assessment.core.overview import AGREED, CLOSED, AreaStanding, SharedResult
from assessment.core.profile import NO_DATA
from assessment.core.questionnaire import Questionnaire
from assessment.core.suppression import FEW, NOT_DETAILED


@dataclass(frozen=True)
class Code:
    """Stands in the place of a value; `id` says why there is none."""

    id: str


@lru_cache(maxsize=64)
def hidden(reason: str) -> Code:
    """Held back, with the reason of the release."""
    return Code(f"hidden:{reason}")


# Nobody has answered, or nothing is shared; a round is over and nobody has made its result; the answers do not give it;
# there is no such thing; there is no earlier round to compare with that may be compared; a result of another version.
NO_ANSWERS, NO_RESULT, NOT_KNOWN = Code("no_answers"), Code("no_result"), Code("not_known")
NOT_APPLICABLE, NOT_COMPARABLE, OTHER = Code("not_applicable"), Code("not_comparable"), Code("other_version")
CODES = (
    *map(hidden, (FEW, NOT_DETAILED)),
    NO_ANSWERS,
    NO_RESULT,
    NOT_KNOWN,
    NOT_APPLICABLE,
    NOT_COMPARABLE,
    OTHER,
)

Cell = str | int | float | bool | date | Code
# A figure of a whole result by its id; one of a domain also by the domain's.
Figure = tuple[str, str]

INDEX = ("index", "index_low", "index_high")
WHOLE = (
    "counting",
    "mode",
    "phase",
    "state",
    "kind",
    "label",
    "range_low",
    "range_high",
    "fading_signs",
    "mixed_picture",
    *INDEX,
    "change",
    "change_since",
)
LEVEL, FEW_ANSWERS = "level", "few_answers"
AGREED_WHOLE = ("present", "phase", "state", "kind", "fading_signs")


# What follows is asked for again for each of thousands of areas.
@lru_cache(maxsize=64)
def figures_of(domains: tuple[str, ...]) -> tuple[Figure, ...]:
    """The figures that a round over these domains has."""
    return (*((name, "") for name in WHOLE), *((name, d) for name in (LEVEL, FEW_ANSWERS) for d in domains))


@lru_cache(maxsize=64)
def agreed_figures_of(domains: tuple[str, ...]) -> tuple[Figure, ...]:
    """The figures that an agreement over these domains has."""
    return (*((name, "") for name in AGREED_WHOLE), *((LEVEL, d) for d in domains))


@lru_cache(maxsize=1024)
def column_of(figure: Figure) -> str:
    """The id of a figure's column."""
    return "_".join(filter(None, figure))


def domain_ids(questionnaire: Questionnaire | None, number: int) -> tuple[str, ...]:
    """The ids of the domains that so many levels are of; by place where the questionnaire cannot be read any more."""
    return questionnaire.domain_ids if questionnaire else tuple(f"domain_{d}" for d in range(1, number + 1))


def without(standing: AreaStanding) -> Code:
    """Why there is no result of an area's rounds at all."""
    return NO_RESULT if standing.state == CLOSED and standing.latest is None else NO_ANSWERS


def figures(result: SharedResult, domains: Sequence[str], is_first: bool) -> dict[Figure, Cell]:
    """Every figure of a round's result. `is_first` says that there is none before it in its series."""
    if not result.has_result:
        code = NO_ANSWERS if result.status == NO_DATA else hidden(result.status)
        found: dict[Figure, Cell] = {(name, ""): code for name in WHOLE}
        found["counting", ""] = code if result.counting is None else result.counting
        return found | {(name, d): code for name in (LEVEL, FEW_ANSWERS) for d in domains}
    values = _phase(result) | _rest(result) | _index(result) | _change(result, is_first) | _held_back(result)
    whole: dict[Figure, Cell] = {(name, ""): values[name] for name in WHOLE}
    few = dict(zip(domains, result.few_answers, strict=True))
    return whole | _levels(result, domains) | {(FEW_ANSWERS, d): few[d] for d in domains}


def agreed_figures(result: SharedResult, domains: Sequence[str]) -> dict[Figure, Cell]:
    """Every figure of what a group agreed on."""
    if result.detail != AGREED:
        raise ValueError("this is no answer of a group")
    values = _phase(result) | {"present": _known(result.present), "fading_signs": result.fading_signs}
    return {(name, ""): values[name] for name in AGREED_WHOLE} | _levels(result, domains)


def _known(value: str | int | None) -> Cell:
    return NOT_KNOWN if value is None else value


def _phase(result: SharedResult) -> dict[str, Cell]:
    # Only the first phase has kinds; where the phase is not known, neither is its kind.
    kind = _known(result.kind) if result.kind or not result.phase else NOT_APPLICABLE
    return {"phase": _known(result.phase), "state": _known(result.state), "kind": kind}


def _rest(result: SharedResult) -> dict[str, Cell]:
    low, high = result.range or (None, None)
    return {
        "counting": _known(result.counting),
        "mode": _known(result.mode),
        "label": _known(result.label),
        "range_low": _known(low),
        "range_high": _known(high),
        "fading_signs": result.fading_signs,
        "mixed_picture": result.mixed_picture,
    }


def _index(result: SharedResult) -> dict[str, Cell]:
    if result.index is None:
        return dict.fromkeys(INDEX, NOT_KNOWN)
    return dict(zip(INDEX, (result.index.value, result.index.low, result.index.high), strict=True))


def _held_back(result: SharedResult) -> dict[str, Cell]:
    codes = {name: hidden(reason) for name, reason in result.held_back.items()}
    return {name: code for held, code in codes.items() for name in (INDEX if held == "index" else (held,))}


def _change(result: SharedResult, is_first: bool) -> dict[str, Cell]:
    if is_first:
        return {"change": NOT_APPLICABLE, "change_since": NOT_APPLICABLE}
    return {"change": result.verdict or NOT_COMPARABLE, "change_since": result.since or NOT_KNOWN}


def _levels(result: SharedResult, domains: Sequence[str]) -> dict[Figure, Cell]:
    return {(LEVEL, d): _known(level) for d, level in zip(domains, result.levels, strict=True)}
