"""One area for whoever works with it in its municipality: what is known, what to do, and what was noted."""

from __future__ import annotations

from html import escape

import streamlit as st

from assessment.core.access import Access
from assessment.core.register import RegisteredArea
from assessment.ui.components import municipal
from assessment.ui.components.access import gate
from assessment.ui.components.area import (
    advice,
    brief,
    contacts,
    outside,
    procedure,
    setting_aside,
    shared,
    views,
    visiting,
)
from assessment.ui.components.area.form import tell_failure
from assessment.ui.components.area.found import Found, find
from assessment.ui.components.words import as_label
from assessment.ui.context import Visit

AREA = "id"


def draw(visit: Visit) -> None:
    """Draw the area that the address names; an unknown one and another municipality's look the same."""
    access = gate(visit)
    if access is None:
        return
    found = find(visit, access, st.query_params.get(AREA, ""))
    if found is None:
        _unknown(visit, access)
        return
    municipal.ways(visit, access)
    st.title(as_label(found.standing.area.name), anchor=False)
    place = _place(visit, found.standing.area)
    if place:
        st.html(f"<p>{place}</p>")
    tell_failure(visit)
    setting_aside.tell(visit)
    brief.draw(visit, found)
    _parts(visit, found)


def _parts(visit: Visit, found: Found) -> None:
    """What is needed first comes first: where nothing is shared that is the way to a community."""
    say, names = visit.say, ["result", "views", "work", "notes"]
    if found.is_without_community:
        names.insert(0 if found.result is None else 1, "steps")
    for name, tab in zip(names, st.tabs([say(f"area.tab.{name}") for name in names]), strict=True):
        with tab:
            _PARTS[name](visit, found)


def _result(visit: Visit, found: Found) -> None:
    shared.draw(visit, found)
    setting_aside.draw(visit, found)


def _views(visit: Visit, found: Found) -> None:
    views.draw(visit, found)
    outside.draw(visit, found)


def _work(visit: Visit, found: Found) -> None:
    advice.draw(visit, found)
    advice.questions(visit, found)
    visiting.draw(visit, found)


_PARTS = {
    "steps": procedure.draw,
    "result": _result,
    "views": _views,
    "work": _work,
    "notes": contacts.draw,
}


def _place(visit: Visit, area: RegisteredArea) -> str:
    people = "" if area.population is None else visit.say.count("area.people", area.population)
    return " · ".join(filter(None, (escape(area.county), people)))


def _unknown(visit: Visit, access: Access) -> None:
    municipal.ways(visit, access)
    st.title(visit.say("area.unknown"), anchor=False)
    st.html(f"<p>{visit.say('area.unknown.text')}</p>")
    st.page_link(visit.pages["municipality"], label=visit.say("area.unknown.to"), query_params=visit.query)
