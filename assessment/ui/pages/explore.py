"""Explore the phases: the path with a door to every phase, all descriptions in one table, and the worker's roles."""

from __future__ import annotations

from html import escape

import streamlit as st

from assessment.charts.anchor_table import anchor_table
from assessment.charts.phase_path import phase_path
from assessment.ui.components import doors
from assessment.ui.components.words import section
from assessment.ui.context import Visit


def draw(visit: Visit) -> None:
    """Draw the page."""
    say, q = visit.say, visit.questionnaire
    st.title(say("explore.title"), anchor=False)
    st.markdown(say("explore.intro"))
    st.html(phase_path(q, say))
    st.html(f"<h2>{say('explore.phases')}</h2>")
    doors.phases(visit)
    st.html(f"<h2>{say('explore.try')}</h2>")
    st.page_link(visit.pages["what-if"], label=say("whatif.title"), query_params=visit.query)
    roles = "".join(
        f"<dt>{escape(visit.text(f'workers.{worker}.name'))}</dt><dd>{escape(visit.text(f'workers.{worker}.line'))}</dd>"
        for worker in q.workers
    )
    if roles:
        st.html(
            section(say("explore.workers"), f"<p>{say('explore.workers.intro')}</p><dl class='kp-roles'>{roles}</dl>")
        )
    st.html(section(say("explore.table"), f"<p>{say('explore.table.intro')}</p>{anchor_table(q, say)}"))
