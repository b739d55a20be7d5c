"""What if: set each topic by hand and see the phase, the reason and the next step change at once."""

from __future__ import annotations

from html import escape

import streamlit as st

from assessment.charts.phase_path import phase_path
from assessment.core.questionnaire import DONT_KNOW, TRENDS
from assessment.journeys import self_assessment
from assessment.journeys.self_assessment import OwnResult
from assessment.ui.components import explanation, sections
from assessment.ui.components.words import anchor_text, as_label
from assessment.ui.context import Visit

# The level that every topic starts at: a path has at least two phases, so that level 1 exists.
START = "1"


def draw(visit: Visit) -> None:
    """Draw the page. Nothing here is stored: these are nobody's answers."""
    say = visit.say
    st.title(say("whatif.title"), anchor=False)
    st.markdown(say("whatif.intro"))
    now = st.container(key="whatif-now")
    settings, shown = st.columns([5, 6], gap="large")
    with settings, st.container(key="whatif-settings"):
        answers = _settings(visit)
    result = self_assessment.result(visit.questionnaire, answers)
    with now:
        st.html(f'<p class="kp-now" role="status">{escape(_in_short(visit, result))}</p>')
    with shown, st.container(key="whatif-result"):
        _result(visit, result)


def _settings(visit: Visit) -> dict[str, str]:
    """A choice of level and trend for each topic; the start is the first step on the path and nothing changing."""
    q, say, chosen = visit.questionnaire, visit.say, {}
    unknown = {DONT_KNOW: say("whatif.dk")}
    levels = {str(k): str(k) for k in range(q.top + 1)} | unknown
    trends = {trend: say(f"whatif.trend.{trend}") for trend in TRENDS if trend != DONT_KNOW} | unknown
    for d, domain in enumerate(q.domain_ids):
        name = visit.text(f"domains.{domain}.name")
        level = chosen[domain] = _switch(visit, domain, as_label(name), levels, START)
        st.caption(visit.text("dk") if level == DONT_KNOW else _described(visit, d, int(level)))
        trend = f"{domain}_trend"
        chosen[trend] = _switch(visit, trend, say("whatif.trend", domain=name), trends, "same")
    asked = q.rule.fading.past_question
    if asked:
        options = {o: visit.text(f"questions.{asked}.options.{o}") for o in q.question(asked).options}
        question = as_label(visit.text(f"questions.{asked}.question"))
        chosen[asked] = _switch(visit, asked, question, options, q.rule.fading.past_no)
    return chosen


def _switch(visit: Visit, item: str, title: str, labels: dict[str, str], start: str) -> str:
    key = f"if-{item}-{visit.language}"
    options, words = list(labels), labels.__getitem__
    return str(st.radio(title, options, index=options.index(start), format_func=words, key=key, horizontal=True))


def _described(visit: Visit, d: int, level: int) -> str:
    phase = visit.text(f"phases.{visit.questionnaire.phase_ids[level]}.name")
    return f"{level} · {phase}: {anchor_text(visit, d, level)}"


def _in_short(visit: Visit, result: OwnResult) -> str:
    """The phase in a line, which stays in sight on a phone while the settings are changed."""
    if not result.known:
        return visit.say("result.missing.title")
    level = result.profile.phase or 0
    name = visit.text(f"{sections.life(visit, result)}.name")
    on_path = result.profile.state in visit.questionnaire.phase_ids
    called = f"{level if on_path else visit.say('chart.path.side')} · {name}"
    return visit.say("result.fading_signs", phase=called) if on_path and result.profile.fading_signs else called


def _result(visit: Visit, result: OwnResult) -> None:
    if not result.known:
        sections.missing(visit, result)
        return
    profile = result.profile
    sections.phase(visit, result, visit.say("whatif.phase"))
    st.html(phase_path(visit.questionnaire, visit.say, profile.phase, profile.state, visit.say("whatif.here")))
    explanation.why(visit, result)
    sections.steps(visit, result)
    sections.helps(visit, result)
