"""Why this phase: which topics decided it, and what single change would move it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import streamlit as st

from assessment.core.phase import SingleChange
from assessment.journeys.self_assessment import OwnResult
from assessment.ui.components.words import name, names, section
from assessment.ui.context import Visit


def why(visit: Visit, result: OwnResult) -> None:
    """The reason in plain sentences; the rule itself for those who open it."""
    say, q, profile = visit.say, visit.questionnaire, result.profile
    beside = profile.state not in q.phase_ids
    told = _side_state(visit, result) if beside else ""
    told += _reached(visit, result) + _bounds(visit, result) + _changes(visit, result)
    st.html(section(say("result.why.beside" if beside else "result.why.title"), told))
    rated = [level for level in profile.levels if level is not None]
    with st.expander(say("result.why.how")):
        needed = q.rule.domains_needed(len(rated))
        st.html(_paragraph(say("result.why.rule", needed=needed, rated=len(rated), core=names(visit, q.core))))


def _side_state(visit: Visit, result: OwnResult) -> str:
    """What made the state beside the path, and what would undo it."""
    say, profile = visit.say, result.profile
    lift = say("result.why.lift", phase=_phase(visit, profile.phase or 0))
    return f"{_paragraph(say('result.why.fading'))}{_listed(visit, result.worse)}{_paragraph(lift)}"


def _reached(visit: Visit, result: OwnResult) -> str:
    say, q, profile = visit.say, visit.questionnaire, result.profile
    phase = profile.phase or 0
    rated = {d: level for d, level in enumerate(profile.levels) if level is not None}
    here = [d for d, level in rated.items() if level >= phase]
    told = ""
    if phase:  # the first phase is reached by everything
        reached = say("result.why.reached", phase=_phase(visit, phase), number=len(here), rated=len(rated))
        told += _paragraph(reached) + ("" if len(here) == len(rated) else _listed(visit, here))
    if profile.next_step is not None:
        further = sum(level > phase for level in rated.values())
        needed = q.rule.domains_needed(len(rated))
        told += _paragraph(say("result.why.next", phase=_phase(visit, phase + 1), number=further, needed=needed))
        if profile.next_step.core_blocking:
            told += _paragraph(say("result.why.veto")) + _listed(visit, profile.next_step.core_blocking)
    return told


def _bounds(visit: Visit, result: OwnResult) -> str:
    low, high = result.profile.bounds
    if not result.missing or low is None or high is None or not low <= (result.profile.phase or 0) <= high:
        return ""
    if low == high:
        return _paragraph(visit.say("result.why.sure"))
    return _paragraph(visit.say("result.why.bounds", low=_phase(visit, low), high=_phase(visit, high)))


def _changes(visit: Visit, result: OwnResult) -> str:
    say, phase = visit.say, result.profile.phase or 0
    up = [change for change in result.changes if change.phase > phase]
    # One is enough to see how near the way back is; a list of them would read like threats.
    down = [change for change in result.changes if change.phase < phase][:1]
    parts = []
    if up:
        parts.append(f"<h3>{say('result.why.up')}</h3>{_items(visit, up)}")
    elif result.profile.next_step is not None:
        parts.append(_paragraph(say("result.why.no_single")))
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


def _paragraph(sentence: str) -> str:
    return f"<p>{escape(sentence)}</p>"


def _listed(visit: Visit, domains: Iterable[int]) -> str:
    return f"<ul>{''.join(f'<li>{name(visit, d)}</li>' for d in domains)}</ul>"


def _phase(visit: Visit, level: int) -> str:
    return visit.text(f"phases.{visit.questionnaire.phase_ids[level]}.name")
