"""The municipality's own page: who works for it comes in here."""

from __future__ import annotations

import streamlit as st

from assessment.ui.components import municipal
from assessment.ui.components.access import gate
from assessment.ui.context import Visit


def draw(visit: Visit) -> None:
    """Draw the page."""
    access = gate(visit)
    if access is None:
        return
    st.title(access.municipality, anchor=False)
    municipal.ways(visit, access)
    st.html(f"<p>{visit.say('municipality.text')}</p>")
