"""Who of a municipality is here: known by the visit that their link began, or by signing in elsewhere."""

from __future__ import annotations

import streamlit as st

from assessment.core.access import Access
from assessment.journeys import access as journey
from assessment.ui.context import Visit

ACCESS_COOKIE = "access"


def access_cookie() -> str:
    """The secret of the visit that this browser sent, or an empty text."""
    return st.context.cookies.get(ACCESS_COOKIE, "")


def entered(visit: Visit) -> Access | None:
    """The access of whoever is here, asked anew at every run: one that was ended meanwhile leads nowhere."""
    house, secret = visit.house, access_cookie()
    return journey.present(house.store, house.clock, house.codes, secret) if secret else None


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
        return None
    st.html(f"<p>{say('access.gate.text')}</p><p>{say('access.gate.how')}</p>")
    return None
