"""Take along: what a municipality sees of its areas as files, for a meeting of the council and for other programs."""

from __future__ import annotations

import streamlit as st

from assessment.ui.components import first_steps, municipal, taken
from assessment.ui.components.access import gate
from assessment.ui.context import Visit


def draw(visit: Visit) -> None:
    """Draw the page for whoever may see results."""
    access = gate(visit)
    if access is None:
        return
    say = visit.say
    visit = visit.in_use
    municipal.ways(visit, access)
    st.title(say("take.name"), anchor=False)
    picture = municipal.picture(visit, access)
    if not picture.areas:
        st.html(f"<p>{say('take.empty')}</p>")
        first_steps.doors(visit)
        return
    st.html(f"<p>{say('take.intro')}</p>")
    taken.draw(visit, access, picture)
