"""A change between two rounds in words; and in words, why two cannot be compared."""

from __future__ import annotations

from assessment.core.change import Change, IndexChange
from assessment.core.ports import Say
from assessment.core.standing import MODE, NOTHING_COMMON, QUESTIONNAIRE, Refused
from assessment.core.suppression import FEW, NOT_SHARED

_REASONS = (FEW, NOT_SHARED)


def period_words(say: Say, before: str, after: str) -> str:
    """From which round to which."""
    return say("chart.slope.from", before=before, after=after)


def phase_change_words(say: Say, step: Change | Refused | None) -> str:
    """What is said of the phase."""
    if isinstance(step, Change):
        return say(f"chart.change.{step.phase}") if isinstance(step.phase, str) else say("chart.change.unknown")
    return refusal_words(say, step) if step else say("chart.break.other")


def index_words(say: Say, change: IndexChange | Refused) -> str:
    """What is said of the index, with the interval of the difference."""
    if isinstance(change, Refused):
        return refusal_words(say, change)
    found = change.difference
    numbers = {"value": _signed(say, found.value), "low": _signed(say, found.low), "high": _signed(say, found.high)}
    return say("chart.change.index" if change.changed else "chart.change.index.unsure", **numbers)


def refusal_words(say: Say, refused: Refused) -> str:
    """Why there is no comparison, with what differs."""
    if refused.reason == QUESTIONNAIRE:
        first, second = _versions(refused.about)
        return say("chart.break.questionnaire", first=first, second=second)
    if refused.reason == MODE:
        first, second = (say(f"chart.mode.{mode}") for mode in refused.about)
        return say("chart.break.mode", first=first, second=second)
    if refused.reason == NOTHING_COMMON:
        return say("chart.break.common")
    return say(f"chart.break.{refused.reason}") if refused.reason in _REASONS else say("chart.break.other")


def _versions(names: tuple[str, ...]) -> list[str]:
    """Both versions: by their number if they are of one questionnaire."""
    parted = [name.partition("/") for name in names]
    is_one = len({id_ for id_, _, _ in parted}) == 1
    return [version if is_one else name for name, (_, _, version) in zip(names, parted, strict=True)]


def _signed(say: Say, value: float) -> str:
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{say.number(abs(value))}"
