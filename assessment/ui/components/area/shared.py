"""The result of an area as its community shares it, and its history: in the same words as everywhere."""

from __future__ import annotations

from html import escape

import streamlit as st

from assessment.charts.figure import table
from assessment.core.overview import AreaStanding, SharedResult
from assessment.core.round_result import RoundResult
from assessment.reports.round import beside, forward, phase
from assessment.reports.round.blocks import CHANGE, PATH, PROFILE
from assessment.reports.round_document import document
from assessment.ui.components import round_result
from assessment.ui.components.area.brief import period, state_words
from assessment.ui.components.area.found import Found
from assessment.ui.context import Visit

# What is seen at once; the rest of the told result is one click away.
FIRST = (phase.MIXED, phase.PHASE, beside.AGREED, PATH, PROFILE, forward.STRENGTHS, forward.FADING, beside.TEXTS)


def draw(visit: Visit, found: Found) -> None:
    """The shared result, or that there is none and that nothing more can be known from that."""
    say, result = visit.say, found.result
    if result is None:
        tab = say(f"area.tab.{'steps' if found.is_without_community else 'work'}")
        why = f"{say('area.result.none.text')} {escape(say('area.result.none.next', tab=tab))}"
        st.html(f"<h2>{say('area.result.none')}</h2><p>{why}</p>")
        if found.picture.unreadable:
            versions = ", ".join(found.picture.unreadable)
            st.html(f'<p class="kp-note">{escape(say("overview.unreadable", versions=versions))}</p>')
        return
    q, limits = found.questionnaire, visit.house.thresholds
    told = document(q, say, result, limits)
    drawn = round_result.sections(visit, q, result, told)
    st.html(f'<p class="kp-note">{_share(visit, found, result)}</p>')
    for section in (one for one in drawn if one.id in FIRST):
        st.html(section.html)
    rest = [one for one in drawn if one.id not in (*FIRST, CHANGE)]
    if rest:
        with st.expander(say("area.result.whole")):
            for section in rest:
                st.html(section.html)
    for section in (one for one in drawn if one.id == CHANGE):
        st.html(section.html)
    _others(visit, found, result)


def _share(visit: Visit, found: Found, result: RoundResult) -> str:
    q = found.questionnaire
    first = q.text(f"domains.{q.domain_ids[q.core[0]]}.name", visit.language).shown_in(visit.language)
    when = " · ".join(filter(None, (escape(result.round.period.strip()), *_closed(result))))
    return f"{when}. {visit.say(f'area.share.{result.round.share}', domain=escape(first))}"


def _closed(result: RoundResult) -> tuple[str, ...]:
    return (result.round.closed_on.strftime("%d.%m.%Y"),) if result.round.closed_on else ()


def _others(visit: Visit, found: Found, result: RoundResult) -> None:
    """The rounds that are no part of this one's series: no change is told between them, for nobody said they belong."""
    others = _elsewhere(found.standing, result)
    if not others:
        return
    say = visit.say
    head = [say("chart.table.round"), say("chart.table.phase"), say("score.counting.only")]
    rows = [
        [
            escape(period(one)),
            escape(state_words(visit, found.questionnaire, one.state or "")),
            str(one.counting) if one.counting is not None else "–",
        ]
        for one in others
    ]
    caption = say("area.history.others")
    listed = table(say, caption, [escape(cell) for cell in head], rows)
    st.html(f'<h2>{caption}</h2><p>{say("area.history.others.text")}</p><div class="kp-chart">{listed}</div>')


def _elsewhere(standing: AreaStanding, result: RoundResult) -> tuple[SharedResult, ...]:
    rounds = standing.rounds[::-1]
    own = next((one.series for one in rounds if one.round_id == result.round.id), None)
    return tuple(one for one in rounds if one.round_id != result.round.id and one.series != own)
