"""The area in a few lines, for somebody who has five minutes before a meeting."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import streamlit as st

from assessment.core.comparison import Gap
from assessment.core.overview import CLOSED, OPEN, OTHER_VERSION, UNKNOWN, AreaStanding, SharedResult
from assessment.core.questionnaire import Questionnaire
from assessment.core.work import AgreedStep, waiting
from assessment.ui.components.area.form import written_day
from assessment.ui.components.area.found import Found
from assessment.ui.components.asides import told_round
from assessment.ui.context import Visit

# So many agreed steps are told here; the log holds them all.
STEPS = 2


def draw(visit: Visit, found: Found) -> None:
    """What is known, how far its round is, the last contact, the next agreed steps, and where views part."""
    rows = "".join(f"<dt>{term}</dt><dd dir='auto'>{said}</dd>" for term, said in _rows(visit, found))
    st.html(f'<section class="kp-brief"><h2>{visit.say("area.brief")}</h2><dl>{rows}</dl></section>')


def _rows(visit: Visit, found: Found) -> Iterator[tuple[str, str]]:
    say, standing = visit.say, found.standing
    yield say("area.brief.result"), escape(_result(visit, found))
    if not found.has_phase and found.view is not None:
        yield say("area.outside.mark"), escape(_seen(visit, found))
    yield say("area.brief.round"), _round(visit, standing)
    asides = found.picture.set_aside_of(standing.area.id)
    if asides:
        yield say("aside.title"), "<br>".join(escape(told_round(say, one.round)) for one in asides)
    contact = next(iter(found.notes.contacts), None)
    told = f"{written_day(contact.day)} · {escape(contact.who)}" if contact else say("area.brief.no_contact")
    yield say("area.brief.contact"), told
    steps = [one.step for one in waiting(found.notes.contacts) if one.step]
    told = "<br>".join(_step(visit, step) for step in steps[:STEPS])
    yield say("area.brief.step"), told or say("area.brief.no_step")
    gaps = found.views.gaps if isinstance(found.views.gaps, tuple) else ()
    apart = [visit.text(f"domains.{gap.domain}.name") for gap in gaps if isinstance(gap, Gap) and gap.flagged]
    if apart:
        yield say("area.brief.apart"), escape("; ".join(apart))


def _step(visit: Visit, step: AgreedStep) -> str:
    late = step.until is not None and step.until < visit.house.clock.today()
    parts = (escape(step.what), escape(step.who), written_day(step.until), visit.say("area.brief.late") if late else "")
    return " · ".join(filter(None, parts))


def _result(visit: Visit, found: Found) -> str:
    say, standing = visit.say, found.standing
    if standing.counted_as == UNKNOWN:
        return say("area.brief.unknown")
    shown = standing.counted
    words = state_words(visit, found.questionnaire, standing.counted_as if shown is None else shown.state or "")
    if shown is not None and shown.fading_signs and standing.counted_as in found.questionnaire.phase_ids[1:]:
        words = say("result.fading_signs", phase=words)
    if standing.is_agreed:
        words = f"{words} ({say('area.view.agreed').lower()})"
    if standing.counted_as == OTHER_VERSION and shown is not None:
        words = f"{words} ({say('area.views.version', version=shown.questionnaire)})"
    return f"{words} · {shown.period.strip()}" if shown and shown.period.strip() else words


def _seen(visit: Visit, found: Found) -> str:
    """The state and the kind that the worker sees from outside."""
    state = state_words(visit, found.questionnaire, found.seen_state) if found.seen_state else ""
    kind = visit.text(f"kinds.{found.view.kind}.name") if found.view and found.view.kind else ""
    return " · ".join(filter(None, (state, kind))) or visit.say("area.brief.unknown")


def state_words(visit: Visit, q: Questionnaire, state: str) -> str:
    """A phase or state by its name."""
    if state not in (*q.phase_ids, *(side.id for side in q.states)):
        return visit.say("area.brief.unknown")
    group = "phases" if state in q.phase_ids else "states"
    return q.text(f"{group}.{state}.name", visit.language).shown_in(visit.language)


def period(result: SharedResult) -> str:
    """When it was: its period, and the day on which it closed."""
    return " · ".join(filter(None, (result.period.strip(), written_day(result.closed_on))))


def _round(visit: Visit, standing: AreaStanding) -> str:
    say = visit.say
    if standing.state == OPEN and standing.closes_on:
        return say("area.round.open", day=written_day(standing.closes_on))
    shown = standing.latest or standing.agreed
    if standing.state == CLOSED and shown:
        return say("area.round.closed", day=written_day(shown.closed_on))
    return say("area.round.not_begun")
