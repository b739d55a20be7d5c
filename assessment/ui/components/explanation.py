"""Why this phase: which topics decided it, and what single change would move it."""

from __future__ import annotations

from html import escape

import streamlit as st

from assessment.core.phase import SingleChange
from assessment.journeys.self_assessment import OwnResult
from assessment.ui.components.words import names, section
from assessment.ui.context import Visit


def why(visit: Visit, result: OwnResult) -> None:
    """The reason in words."""
    sentences = [*_reasons(visit, result), _bounds(visit, result)]
    told = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences if sentence)
    st.html(section(visit.say("result.why.title"), told + _changes(visit, result)))


def _reasons(visit: Visit, result: OwnResult) -> list[str]:
    say, q, profile = visit.say, visit.questionnaire, result.profile
    phase = profile.phase or 0
    rated = {d: level for d, level in enumerate(profile.levels) if level is not None}
    needed = q.rule.domains_needed(len(rated))
    here = [d for d, level in rated.items() if level >= phase]
    found = [say("result.why.rule", needed=needed, rated=len(rated), core=names(visit, q.core))]
    if phase:  # the first phase is reached by everything
        reached, listed = _phase(visit, phase), names(visit, here)
        found.append(say("result.why.reached", phase=reached, number=len(here), rated=len(rated), names=listed))
    if profile.next_step is not None:
        further = sum(level > phase for level in rated.values())
        found.append(say("result.why.next", phase=_phase(visit, phase + 1), number=further, needed=needed))
        if profile.next_step.core_blocking:
            found.append(say("result.why.veto", names=names(visit, profile.next_step.core_blocking)))
    return found


def _bounds(visit: Visit, result: OwnResult) -> str:
    low, high = result.profile.bounds
    if not result.missing or low is None or high is None or not low <= (result.profile.phase or 0) <= high:
        return ""
    if low == high:
        return visit.say("result.why.sure")
    return visit.say("result.why.bounds", low=_phase(visit, low), high=_phase(visit, high))


def _changes(visit: Visit, result: OwnResult) -> str:
    say, phase = visit.say, result.profile.phase or 0
    up = [change for change in result.changes if change.phase > phase]
    # One is enough to see how near the way back is; a list of them would read like threats.
    down = [change for change in result.changes if change.phase < phase][:1]
    parts = []
    if up:
        parts.append(f"<h3>{say('result.why.up')}</h3>{_items(visit, up)}")
    elif result.profile.next_step is not None:
        parts.append(f"<p>{say('result.why.no_single')}</p>")
    if down:
        parts.append(f"<h3>{say('result.why.down')}</h3>{_items(visit, down)}")
    return "".join(parts)


def _items(visit: Visit, changes: list[SingleChange]) -> str:
    q = visit.questionnaire
    items = []
    for change in changes:
        domain = q.domain_ids[change.domain]
        sentence = visit.say(
            "result.why.change",
            domain=visit.text(f"domains.{domain}.name"),
            anchor=visit.text(f"domains.{domain}.levels.{q.phase_ids[change.level]}").rstrip("."),
            phase=_phase(visit, change.phase),
        )
        items.append(f"<li>{escape(sentence)}</li>")
    return f"<ul>{''.join(items)}</ul>"


def _phase(visit: Visit, level: int) -> str:
    return visit.text(f"phases.{visit.questionnaire.phase_ids[level]}.name")
