"""Areas: the municipality's register is taken in, numbers of people, merged names, own areas; all of it undoable."""

from __future__ import annotations

import streamlit as st

from assessment.journeys import areas
from assessment.ui.components import municipal
from assessment.ui.components.access import gate
from assessment.ui.components.register import history, listing, merging, official, own, people
from assessment.ui.context import Visit


def draw(visit: Visit) -> None:
    """Draw the page. An operator takes in the register of all municipalities, and sees no names of rounds."""
    access = gate(visit, for_results=False)
    if access is None:
        return
    municipality = areas.scope(access)
    municipal.ways(visit, access)
    st.title(visit.say("areas.title"), anchor=False)
    st.html(f"<p>{visit.say('areas.intro')}</p>")
    listing.draw(visit, municipality)
    official.draw(visit, municipality)
    if not municipality or visit.house.store.source(municipality) is not None:
        people.draw(visit, municipality)
    if municipality:
        merging.draw(visit, municipality)
        own.draw(visit, municipality)
    history.draw(visit, municipality)
