"""Explore the phases live: a host decides about a workshop, opens it, and gets what leads to it."""

from __future__ import annotations

import streamlit as st

from assessment.ui.components.draft import Draft
from assessment.ui.components.workshop import address, form, opened, opening, order
from assessment.ui.context import Visit


def draw(visit: Visit) -> None:
    """Draw the form; or, once the workshop is open, what leads to it."""
    visit = visit.in_use
    found = opening.attempt()
    if found is not None:
        opened.draw(visit, found)
        return
    say, wrong, starts = visit.say, opening.problems(), opening.starts(visit)
    draft = Draft(visit, opening.DRAFT, {item: say(id_) for item, id_ in wrong.items()})
    st.title(say("workshop.open.title"), anchor=False)
    st.html(f"<p>{say('workshop.open.intro')}</p>")
    for part in (form.room, order.domains, form.around, form.ways, form.share):
        part(visit, draft, starts)
    known = address.found(visit)
    address.choose(visit, draft, known)
    with st.container(key="problems"):
        if wrong:
            st.error("\n".join(f"- {say(id_)}" for id_ in wrong.values()))
    label = say("workshop.open.go")
    st.button(label, type="primary", key="open_workshop", on_click=opening.open_workshop, args=(visit, known))
