"""Take along: what a municipality sees of its areas as files, for a meeting of the council and for other programs."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from assessment.journeys import comparison
from assessment.ui.components import municipal, taken
from assessment.ui.components.access import gate
from assessment.ui.context import Visit


def draw(visit: Visit) -> None:
    """Draw the page for whoever may see results."""
    access = gate(visit)
    if access is None:
        return
    say, house = visit.say, visit.house
    # The areas are counted by the version in use, whatever the visitor's own answers were given to.
    visit = replace(visit, questionnaire=house.questionnaire or visit.questionnaire)
    municipal.ways(visit, access)
    st.title(say("take.name"), anchor=False)
    picture = comparison.picture(house.store, house.clock, visit.questionnaire, house.version, access)
    if not picture.areas:
        st.html(f"<p>{say('take.empty')}</p>")
        return
    st.html(f"<p>{say('take.intro')}</p>")
    taken.draw(visit, access, picture)
