"""What every page of the municipality begins with: whose it is, the ways to the others, and the way out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from html import escape

import streamlit as st

from assessment.core.access import Access
from assessment.core.overview import Picture
from assessment.journeys import access as journey
from assessment.journeys import comparison
from assessment.ui import context
from assessment.ui.components import sign_in
from assessment.ui.context import Visit

# In the order of the ways; those that are there are shown, under the titles that navigation gives them.
RESULTS = ("municipality", "compare", "visits", "areas", "open-many", "take-along")
AREAS, ACCESSES = "areas", "access"
# Whoever comes with a link should ask for a new one in time.
SOON = timedelta(days=30)


def is_municipal(page: str) -> bool:
    """Whether a page, by its name in the address, is one of the municipality's."""
    return page in (*RESULTS, "area", ACCESSES)


def picture(visit: Visit, access: Access, contacts: Mapping[str, date] | None = None) -> Picture:
    """What its communities share with the municipality, counted by the version in use."""
    house = visit.house
    return comparison.picture(house.store, house.clock, visit.in_use.questionnaire, house.version, access, contacts)


def ways(visit: Visit, access: Access) -> None:
    """Whose pages these are, links to those that this access opens, and the way out."""
    say = visit.say
    # An operator keeps the register of areas too, without results.
    names = [*(RESULTS if access.may_see_results else (AREAS,)), *([ACCESSES] if access.may_invite else ())]
    with st.container(key="municipal"):
        _whose(visit, escape(access.municipality) or say("access.role.operator"))
        # On a phone the ways wait behind one line, so that a page begins with its heading (style.css).
        st.html(f'<details class="kp-ways"><summary>{say("municipal.ways")}</summary></details>')
        with st.container(key="municipal-ways", horizontal=True):
            for name in names:
                if name in visit.pages:
                    label = visit.pages[name].title.partition(" · ")[0]
                    st.page_link(visit.pages[name], label=label, query_params=visit.query)
        if access.expires_on - visit.house.clock.today() <= SOON:
            until = access.expires_on.strftime("%d.%m.%Y")
            st.html(f'<p class="kp-note">{say("access.soon", date=until)}</p>')


def _whose(visit: Visit, name: str) -> None:
    """Whose pages these are, and the way out beside it; `name` is HTML."""
    if not context.access_cookie():
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.html(f'<p class="kp-whose">{name}</p>', width="content")
            sign_in.out(visit)
        return
    # A form and no button of Streamlit's: only a response of the server takes the cookie back.
    token = journey.form_token(visit.house.codes, context.seat_cookie(), "leave")
    st.html(
        f'<div class="kp-whose"><span>{name}</span><form method="post" action="m/leave?lang={visit.language}">'
        f'<input type="hidden" name="csrf" value="{token}">'
        f'<button class="kp-copy">{visit.say("access.leave")}</button></form></div>'
    )
