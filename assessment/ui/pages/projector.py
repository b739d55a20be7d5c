"""The projector's page: the wall of a hall in which a workshop is held."""

from __future__ import annotations

import streamlit as st

from assessment import bootstrap
from assessment.ui.components.workshop import wall
from assessment.ui.context import LANGUAGE, Visit

KEY = "key"


def draw(visit: Visit) -> None:
    """Draw the wall that the address names, in the language of its workshop."""
    st.html(wall.STYLE)
    key = st.query_params.get(KEY, "")
    found = wall.find(visit, key)
    if isinstance(found, str):
        st.title(visit.say("wall.title"), anchor=False)
        st.error(visit.say(found))
        return
    language = found.workshop.language
    if language != visit.language and language in bootstrap.languages():
        # The whole page is in it, also for screen readers: not that of whoever opened it.
        st.session_state[LANGUAGE] = st.query_params["lang"] = language
        st.rerun()
    wall.live(visit, key)
