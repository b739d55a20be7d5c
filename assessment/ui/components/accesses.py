"""The list of accesses: whose each is, until when, when it was last used; and a button that ends it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape
from itertools import groupby

import streamlit as st

from assessment.core.access import OPERATOR, REVOKED, Access
from assessment.journeys import access as journey
from assessment.ui.components import inviting
from assessment.ui.context import Visit


def draw(visit: Visit, access: Access) -> None:
    """The accesses that this one may know of."""
    say, today = visit.say, visit.house.clock.today()
    known = journey.listed(visit.house.store, access)
    st.html(f"<h2>{say('access.list')}</h2>")
    if inviting.outcome():
        st.html(f'<p class="kp-note" role="status">{say(inviting.outcome())}</p>')
    for municipality, of_one in groupby(
        (one for one in known if one.is_valid(today)), key=lambda one: one.municipality
    ):
        if access.role == OPERATOR:
            st.html(f"<h3>{escape(municipality) or say('access.role.operator')}</h3>")
        for one in of_one:
            _one(visit, access, one)
    over = [one for one in known if not one.is_valid(today)]
    if over:
        with st.expander(say.count("access.over", len(over))):
            st.html(_ended(visit, access, over))


def named(visit: Visit, one: Access) -> str:
    """Whose an access is, as HTML."""
    role = visit.say(f"access.role.{one.role}")
    return f"<strong>{f'{escape(one.label)} · {role}' if one.label else role}</strong>"


def _one(visit: Visit, access: Access, one: Access) -> None:
    say = visit.say
    with st.container(key=f"access-{one.id}", border=True):
        used = say("access.used", date=_day(one.last_used_on)) if one.last_used_on else say("access.unused")
        span = say("access.span", since=_day(one.created_on), until=_day(one.expires_on))
        st.html(f"<p>{named(visit, one)}</p><p>{span}<br>{used}</p>")
        if one.id == access.id:
            st.html(f'<p class="kp-small">{say("access.own")}</p>')
        elif inviting.is_asked(one):
            st.html(f'<p role="alert"><strong>{say("access.end.sure")}</strong></p>')
            with st.container(horizontal=True):
                yes, no = say("access.end.yes"), say("access.end.no")
                st.button(yes, key=f"end-{one.id}", type="primary", on_click=inviting.end, args=(visit, one.id))
                st.button(no, key=f"keep-{one.id}", on_click=inviting.ask, args=("",))
        else:
            st.button(say("access.end"), key=f"ask-{one.id}", on_click=inviting.ask, args=(one.id,))


def _ended(visit: Visit, access: Access, over: Iterable[Access]) -> str:
    say, today, lines = visit.say, visit.house.clock.today(), []
    for one in over:
        is_revoked = one.state(today) == REVOKED
        day = _day(one.revoked_on if is_revoked else one.expires_on)
        how = say("access.was_ended" if is_revoked else "access.has_expired", date=day)
        whose = f"{escape(one.municipality)}: " if access.role == OPERATOR and one.municipality else ""
        lines.append(f"<li>{whose}{named(visit, one)}. {how}</li>")
    return f"<ul>{''.join(lines)}</ul>"


def _day(day: date | None) -> str:
    return day.strftime("%d.%m.%Y") if day else ""
