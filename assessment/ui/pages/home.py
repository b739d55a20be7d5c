"""Home: what this is, for whom, what it is not, and the doors that are open."""

from __future__ import annotations

import streamlit as st

from assessment.charts.phase_path import phase_path
from assessment.journeys import self_assessment
from assessment.ui.components import doors, sign_in
from assessment.ui.context import Visit


def draw(visit: Visit) -> None:
    """Draw the page."""
    if sign_in.has_just_come():
        visit.open("municipality")
    say = visit.say
    st.title(say("home.title"), anchor=False)
    st.markdown(say("home.intro"))
    _doors(visit)
    st.html(f'<p class="kp-lead">{say("home.lead")}</p>')
    cards = "".join(
        f"<section><h2>{say(f'home.{card}.title')}</h2><p>{say(f'home.{card}.text')}</p></section>"
        for card in ("whom", "get", "not")
    )
    st.html(f'<div class="kp-cards">{cards}</div>')
    st.html(f"<h2>{say('home.together')}</h2><p>{say('home.together.text')}</p>")
    with st.container(key="together", horizontal=True):
        st.page_link(visit.pages["open-round"], label=say("open.title"), query_params=visit.query)
        st.page_link(visit.pages["open-workshop"], label=say("workshop.open.title"), query_params=visit.query)
        doors.to_hall(visit)
        doors.to_result_of_round(visit)
    st.html(f"<h2>{say('home.path')}</h2>{phase_path(visit.questionnaire, say)}")
    st.page_link(visit.pages["explore"], label=say("home.explore"), query_params=visit.query)
    st.page_link(visit.pages["resume"], label=say("home.code"), query_params=visit.query)
    st.page_link(visit.pages["municipality"], label=say("access.gate.title"), query_params=visit.query)


def _doors(visit: Visit) -> None:
    """One door for who comes for the first time; two for who has answers, the visitor's own or somebody's."""
    say = visit.say
    with st.container(key="doors", horizontal=True):
        if not visit.answers:
            if st.button(say("home.start"), type="primary", key="start"):
                visit.open("assess")
            if visit.found is not None and visit.found.answers and st.button(say("home.found"), key="found"):
                visit.open("assess")
            return
        if st.button(say("home.continue"), type="primary", key="continue"):
            visit.open("assess")
        counts = self_assessment.counts(visit.questionnaire, visit.answers)
        if counts and st.button(say("home.my_result"), key="my_result"):
            visit.open("result")
