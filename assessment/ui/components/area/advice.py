"""What the worker does and does not in the area's phase, and what to ask at the next visit."""

from __future__ import annotations

from html import escape

import streamlit as st

from assessment.core.comparison import Gap
from assessment.core.questionnaire import Questionnaire
from assessment.core.work import waiting
from assessment.ui.components.area.form import written_day
from assessment.ui.components.area.found import Found
from assessment.ui.context import Visit

RESULT, VIEW, NOTHING = "result", "view", "nothing"


def draw(visit: Visit, found: Found) -> None:
    """The role of the worker in this phase; and if there are signs of fading, what comes before it."""
    q, say = found.questionnaire, visit.say
    state, by = state_of(found)
    name = _text(visit, q, f"{_path(q, state)}.name")
    st.html(
        f"<h2>{say('area.role')}</h2><p>{say(f'area.role.by.{by}', phase=escape(name))}</p>{_role(visit, q, state)}"
    )
    fading = q.rule.fading.state
    release = found.result.release if found.result else None
    if state != fading and ((release and release.fading_signs is True) or (found.agreed and found.agreed.fading_signs)):
        with st.expander(say("area.role.fading")):
            st.html(_role(visit, q, fading))
    page = visit.pages.get(f"phase-{state}")
    if page is not None:
        st.page_link(page, label=say("result.more"), query_params=visit.query)


def questions(visit: Visit, found: Found) -> None:
    """What was agreed on last time first, then what works, the questions of the phase, and where views part."""
    q, say = found.questionnaire, visit.say
    state, _ = state_of(found)
    asked = [_agreed(visit, found)]
    asked += [
        _text(visit, q, "opening"),
        *(one.shown_in(visit.language) for one in q.items(f"{_path(q, state)}.questions", visit.language)),
    ]
    gaps = found.views.gaps if isinstance(found.views.gaps, tuple) else ()
    for gap in gaps:
        if isinstance(gap, Gap) and gap.flagged:
            asked.append(say("area.ask.gap", domain=_text(visit, q, f"domains.{gap.domain}.name")))
    items = "".join(f'<li dir="auto">{escape(one)}</li>' for one in asked if one)
    st.html(f"<h2>{say('area.ask')}</h2><p>{say('area.ask.text')}</p><ol>{items}</ol>")


def state_of(found: Found) -> tuple[str, str]:
    """The phase or state that the advice is for, and by what: the result, the worker's view, or nothing yet."""
    if found.state:
        return found.state, RESULT
    if found.seen_state:
        return found.seen_state, VIEW
    return found.questionnaire.phase_ids[0], NOTHING


def _agreed(visit: Visit, found: Found) -> str:
    first = next((one for one in waiting(found.notes.contacts) if one.step), None)
    if first is None or first.step is None:
        return ""
    return visit.say("area.ask.agreed", step=first.step.what, day=written_day(first.day))


def _role(visit: Visit, q: Questionnaire, state: str) -> str:
    say, path = visit.say, f"{_path(q, state)}.worker"
    role = escape(_text(visit, q, f"{path}.role"))
    do, dont = (_listed(visit, q, f"{path}.{part}") for part in ("do", "dont"))
    return (
        f'<p class="kp-role"><strong>{role}</strong></p><div class="kp-two"><section><h3>{say("area.role.do")}</h3>'
        f"{do}</section><section><h3>{say('area.role.dont')}</h3>{dont}</section></div>"
    )


def _listed(visit: Visit, q: Questionnaire, id_: str) -> str:
    items = q.items(id_, visit.language)
    return f"<ul>{''.join(f'<li>{escape(one.shown_in(visit.language))}</li>' for one in items)}</ul>"


def _text(visit: Visit, q: Questionnaire, id_: str) -> str:
    return q.text(id_, visit.language).shown_in(visit.language)


def _path(q: Questionnaire, state: str) -> str:
    return f"{'phases' if state in q.phase_ids else 'states'}.{state}"
