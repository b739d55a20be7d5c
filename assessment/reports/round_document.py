"""The result of a round as a document: one composition of words that the pages, the phone and the sheets show alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assessment.core.area import Area
from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire
from assessment.core.round_result import RoundResult
from assessment.core.suppression import Thresholds
from assessment.reports.round import beside, forward, phase, reasons, topics, whose
from assessment.reports.round.blocks import PATH, PROFILE, Document, Section
from assessment.reports.round.shown import shown_of
from assessment.reports.round.teller import Teller
from assessment.reports.written import one_line

Tell = Callable[[Teller], Section | None]

BEFORE: tuple[Tell, ...] = (phase.mixed, phase.phase)
ON_THE_PATH: tuple[Tell, ...] = (
    *(topics.path, topics.profile, forward.strengths, forward.steps),
    *(forward.questions, forward.helps, forward.fading),
)
# Beside the path, what relieves those who are tired comes before anything else.
BESIDE: tuple[Tell, ...] = (
    *(forward.fading, forward.helps, topics.path, topics.profile, forward.strengths),
    *(forward.questions, forward.steps),
)
AFTER: tuple[Tell, ...] = (
    *(reasons.why, topics.spread, topics.trends, beside.agreed, beside.change, beside.texts),
    *(whose.who, reasons.unknown, reasons.method),
)
FIRST_IF_AGREED = {phase.PHASE: 0, beside.AGREED: 1}
ON_ONE_PAGE = (
    *(phase.MIXED, phase.PHASE, beside.AGREED, PATH, PROFILE, forward.STRENGTHS, forward.STEPS),
    *(forward.HELPS, forward.QUESTIONS, forward.FADING, whose.WHO),
)


def document(
    questionnaire: Questionnaire, say: Say, result: RoundResult, thresholds: Thresholds | None = None
) -> Document:
    """The whole result, told in the language of `say`. `thresholds` are those that it was released by."""
    one, limits = result.round, thresholds or Thresholds()
    t = Teller(questionnaire, say, result, limits, shown_of(result))
    told = [tell(t) for tell in (*BEFORE, *(BESIDE if t.is_beside else ON_THE_PATH), *AFTER)]
    period = one_line(one.period)
    return Document(
        language=say.language,
        title=say("told.title"),
        place=say("result.place", place=place(one.area)),
        period=say("phone.period", period=period) if period else "",
        closing=t.closing(),
        shown=t.shown,
        sections=_agreed_first(t, [section for section in told if section is not None]),
    )


def _agreed_first(t: Teller, told: list[Section]) -> tuple[Section, ...]:
    """An agreed answer that leads says right after the phase what it is, and that nothing else is shown."""
    if t.shown.is_agreed:
        told.sort(key=lambda section: FIRST_IF_AGREED.get(section.id, 2))
    return tuple(told)


def one_page(full: Document) -> Document:
    """The same document with what has room on one page."""
    return replace(full, sections=tuple(section for section in full.sections if section.id in ON_ONE_PAGE))


def place(area: Area) -> str:
    """The area's name and its municipality's, in the nominative."""
    return ", ".join(name for name in (one_line(area.name), one_line(area.municipality)) if name)
