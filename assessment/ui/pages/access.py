"""Who may see the municipality's pages: a lead lets colleagues in and out, an operator everybody, without results."""

from __future__ import annotations

import streamlit as st

from assessment import bootstrap
from assessment.core.access import LEAD, OPERATOR, PROGRAM, WORKER, Access
from assessment.core.answers import NAME_LENGTH
from assessment.journeys.access import Invited
from assessment.ui.components import accesses, inviting, links, municipal, system
from assessment.ui.components.access import gate
from assessment.ui.components.draft import Draft
from assessment.ui.context import Visit

# Three months for a stand-in, a year, two years.
DAYS = (90, 365, 730)


def draw(visit: Visit) -> None:
    """Draw the page."""
    access = gate(visit, for_results=False)
    if access is None:
        return
    say, given = visit.say, inviting.new()
    municipal.ways(visit, access)
    st.title(say("access.title"), anchor=False)
    if not access.may_invite:
        st.html(f"<p>{say('access.worker')}</p>")
        return
    st.html(f"<p>{say('access.gate.operator' if access.role == OPERATOR else 'access.lead')}</p>")
    if given is not None:
        _link(visit, given)
    else:
        _form(visit, access)
    accesses.draw(visit, access)
    if access.role == OPERATOR:
        system.draw(visit)


def _link(visit: Visit, given: Invited) -> None:
    say, address = visit.say, bootstrap.public_address(visit.house.settings)
    is_token = given.access.is_of_program
    new = "token" if is_token else "new"
    with st.container(border=True, key="private-link"):
        st.html(f"<h2>{say(f'access.{new}.title')}</h2><p>{accesses.named(visit, given.access)}</p>")
        st.html(f"<p>{say(f'access.{new}.text')}</p><p><strong>{say(f'access.{new}.once')}</strong></p>")
        links.to_copy(visit, "access", given.key if is_token else f"{address}/m/{given.key}")
        if is_token:
            st.html(f"<p>{say('access.token.address')}</p>")
            links.to_copy(visit, "api", f"{address}/api/v1/")
        st.button(say(f"access.{new}.saved"), type="primary", key="link_saved", on_click=inviting.put_away)


def _form(visit: Visit, access: Access) -> None:
    say, wrong, starts = visit.say, inviting.problems(), inviting.starts()
    draft = Draft(visit, inviting.DRAFT, {item: say(id_) for item, id_ in wrong.items()})
    st.html(f"<h2>{say('access.invite.title')}</h2>")
    roles = (WORKER, LEAD, PROGRAM, OPERATOR) if access.role == OPERATOR else (WORKER, LEAD, PROGRAM)
    labels = {role: say(f"access.role.{role}.what") for role in roles}
    chosen = draft.choice(inviting.ROLE, say("access.role"), labels, starts[inviting.ROLE])
    if access.role == OPERATOR and chosen != OPERATOR:
        example = say("assess.place.municipality.hint")
        draft.line(inviting.MUNICIPALITY, say("assess.place.municipality"), "", NAME_LENGTH, example)
    draft.line(inviting.LABEL, say("access.label"), "", NAME_LENGTH, say("access.label.hint"))
    days = {str(number): say(f"access.days.{number}") for number in DAYS}
    draft.choice(inviting.LASTING, say("access.days"), days, starts[inviting.LASTING])
    draft.say_problem(inviting.FAILED)
    making = say("access.token.make" if chosen == PROGRAM else "access.invite")
    st.button(making, type="primary", key="give_access", on_click=inviting.invite, args=(visit,))
