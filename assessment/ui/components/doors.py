"""Doors from one page to others."""

from __future__ import annotations

import streamlit as st

from assessment.ui.components import links
from assessment.ui.context import CODE, Visit


def pages(visit: Visit, here: str) -> None:
    """The ways on at the end of a page: nobody is left there, whatever link they came by."""
    say = visit.say
    ways = {"assess": say("home.my_way" if visit.answers else "home.start"), "explore": say("explore.title")}
    ways |= {
        "open-round": say("open.title"),
        "open-workshop": say("workshop.open.title"),
        "what-if": say("whatif.title"),
        "resume": say("home.code"),
    }
    with st.container(key="pages", horizontal=True):
        for page, label in ways.items():
            if page != here:
                st.page_link(visit.pages[page], label=label, query_params=visit.query)


def phases(visit: Visit, here: str = "") -> None:
    """A link to the page of every phase and state but the one that is open."""
    q = visit.questionnaire
    with st.container(key="phase-doors", horizontal=True):
        for level, phase in enumerate(q.phases):
            if phase.id != here:
                label = f"{level} · {visit.text(f'phases.{phase.id}.name')}"
                st.page_link(visit.pages[f"phase-{phase.id}"], label=label, query_params=visit.query)
        for state in q.states:
            if state.id != here:
                label = f"{visit.say('chart.path.side')} · {visit.text(f'states.{state.id}.name')}"
                st.page_link(visit.pages[f"phase-{state.id}"], label=label, query_params=visit.query)


def to_result_of_round(visit: Visit) -> None:
    """A link to where the code of a round is typed."""
    query = {**visit.query, CODE: ""}
    st.page_link(visit.pages["result"], label=visit.say("home.round_result"), query_params=query)


def to_hall(visit: Visit) -> None:
    """A link to where the code of a workshop is typed: a light page, as on the phones of the others."""
    st.html(links.door(visit.say("hall.enter.title"), f"j?lang={visit.language}", "_self"), width="content")
