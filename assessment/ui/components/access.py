"""Who of a municipality is here: known by the visit that their link began, or by signing in elsewhere."""

from __future__ import annotations

import streamlit as st

from assessment.core.access import Access
from assessment.journeys import access as journey
from assessment.ui import context
from assessment.ui.components import sign_in
from assessment.ui.context import Visit


def entered(visit: Visit) -> Access | None:
    """The access of whoever is here, asked anew at every run: one that was ended meanwhile leads nowhere."""
    house, secret = visit.house, context.access_cookie()
    found = journey.present(house.store, house.clock, house.codes, secret) if secret else None
    if found is None and (claims := sign_in.claims()):
        found = journey.signed_in(house.store, house.clock, house.codes, claims)
    return found


def gate(visit: Visit, for_results: bool = True) -> Access | None:
    """The access of whoever may see the page; for anybody else it draws how to come in, and the page draws nothing.

    A page `for_results` is closed to operators too.
    """
    found = entered(visit)
    if found is not None and (found.may_see_results or not for_results):
        return found
    say = visit.say
    st.title(say("access.gate.title"), anchor=False)
    if found is not None:
        st.html(f"<p>{say('access.gate.operator')}</p>")
        st.page_link(visit.pages["access"], label=say("access.title"), query_params=visit.query)
        return None
    if context.access_cookie():
        st.html(f'<p class="kp-note" role="status">{say("access.gate.over")}</p>')
    st.html(f"<p>{say('access.gate.text')}</p>")
    sign_in.offer(visit)
    st.html(
        f"<h2>{say('access.gate.have')}</h2><p>{say('access.gate.again')}</p>"
        f"<h2>{say('access.gate.none')}</h2><p>{say('access.gate.ask')}</p>"
    )
    return None
