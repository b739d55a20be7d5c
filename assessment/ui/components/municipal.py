"""What every page of the municipality begins with: whose it is, and the ways to the others."""

from __future__ import annotations

from html import escape

import streamlit as st

from assessment.core.access import Access
from assessment.ui.context import Visit

# In the order of the ways; those that are there are shown, under the titles that navigation gives them.
RESULTS = ("municipality", "compare", "areas", "open-many", "take-along")
ACCESSES = "access"


def ways(visit: Visit, access: Access) -> None:
    """Whose pages these are, and links to those that this access opens."""
    names = [name for name in RESULTS if access.may_see_results]
    names += [ACCESSES] if access.may_invite else []
    st.html(f"<p>{escape(access.municipality) or visit.say('access.operator')}</p>")
    with st.container(key="municipal-ways", horizontal=True):
        for name in names:
            if name in visit.pages:
                label = visit.pages[name].title.partition(" · ")[0]
                st.page_link(visit.pages[name], label=label, query_params=visit.query)
