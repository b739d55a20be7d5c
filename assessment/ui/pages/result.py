"""My result: the phase in words, the path, the topics, what to build on, the next steps, and why.

With the code of a round in the address, it is the result of that round.
"""

from __future__ import annotations

import streamlit as st

from assessment.charts.domain_profile import domain_profile, profile_table
from assessment.charts.phase_path import phase_path
from assessment.core.answers import PLACE_ITEMS
from assessment.core.ports import StoredAssessment
from assessment.journeys import self_assessment
from assessment.journeys.self_assessment import OwnResult
from assessment.ui.components import (
    deletion,
    downloads,
    explanation,
    gate,
    resume_code,
    round_code,
    round_result,
    sections,
    topics,
)
from assessment.ui.context import SCREEN, Visit, typed_code


def draw(visit: Visit) -> None:
    """Draw the page of the visitor's own answers; or of the round whose code the address asks for."""
    code = typed_code()
    if code is not None:
        _of_round(visit, code.strip())
        return
    if not gate.passed(visit):
        return
    say, own = visit.say, visit.own
    st.title(say("result.title"), anchor=False)
    deletion.done(visit)
    if own is None or not own.answers:
        st.markdown(say("result.none"))
        if st.button(say("home.start"), type="primary", key="start"):
            visit.open("assess")
        return
    result = self_assessment.result(visit.questionnaire, own.answers)
    _whose(visit, own, result)
    if result.known:
        _known(visit, own, result)
    else:
        sections.missing(visit, result)
        resume_code.offer(visit)
        if st.button(say("result.missing.go"), type="primary", key="complete"):
            st.session_state[SCREEN] = result.missing[0] + 1
            visit.open("assess")
        if len(result.missing) < len(visit.questionnaire.domains):
            _profile(visit, own, result)
    _neighbours(visit)
    sections.own_words(visit, own.answers)
    sections.contacts(visit, sections.life(visit, result))
    downloads.offer(visit, result, _place(own))
    topics.change(visit)
    deletion.offer(visit, own.id)


def _of_round(visit: Visit, code: str) -> None:
    found = round_code.find(visit, code) if code else ""
    if isinstance(found, str):
        st.title(visit.say("home.round_result"), anchor=False)
        st.markdown(visit.say("round.text"))
        round_code.ask(visit, code, found)
        return
    st.title(visit.say("told.title"), anchor=False)
    round_result.draw(visit, *found)


def _whose(visit: Visit, own: StoredAssessment, result: OwnResult) -> None:
    if _place(own):
        st.text(visit.say("result.place", place=_place(own)))
    st.html(f'<p class="kp-note">{visit.say("result.alone")}</p>')
    if result.municipal:
        st.html(f'<p class="kp-note">{visit.say("result.municipal")}</p>')


def _neighbours(visit: Visit) -> None:
    """One person is no community: the way to a round."""
    say = visit.say
    st.html(f"<section><h2>{say('result.neighbours')}</h2><p>{say('result.neighbours.text')}</p></section>")
    if st.button(say("open.title"), key="ask_neighbours"):
        visit.open("open-round")


def _place(own: StoredAssessment) -> str:
    return ", ".join(own.answers[item] for item in PLACE_ITEMS if own.answers.get(item))


def _known(visit: Visit, own: StoredAssessment, result: OwnResult) -> None:
    """Strengths before steps; in the side state first of all what relieves those who are tired."""
    profile = result.profile
    beside = profile.state not in visit.questionnaire.phase_ids
    sections.phase(visit, result)
    resume_code.offer(visit)
    if beside:
        sections.fading(visit, result)
        sections.helps(visit, result)
        sections.questions(visit, result)
    st.html(f"<h2>{visit.say('result.path.title')}</h2>")
    st.html(phase_path(visit.questionnaire, visit.say, profile.phase, profile.state))
    page = visit.pages[f"phase-{profile.state}"]
    st.page_link(page, label=visit.say("result.more"), query_params=visit.query)
    _profile(visit, own, result)
    sections.strengths(visit, result)
    sections.steps(visit, result)
    if not beside:
        sections.helps(visit, result)
        sections.questions(visit, result)
        sections.fading(visit, result)
    explanation.why(visit, result)


def _profile(visit: Visit, own: StoredAssessment, result: OwnResult) -> None:
    say, q = visit.say, visit.questionnaire
    st.html(f"<h2>{say('result.profile.title')}</h2><p>{say('result.profile.intro')}</p>")
    st.html(domain_profile(q, say, result.levels))
    with st.expander(say("result.table")):
        trends = [own.answers.get(f"{domain}_trend") for domain in q.domain_ids]
        st.html(profile_table(q, say, result.levels, trends))
