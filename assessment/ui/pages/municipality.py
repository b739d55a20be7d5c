"""The municipality's own page: where its areas are, what wants attention, the map, and the list of all areas."""

from __future__ import annotations

from html import escape

import streamlit as st

from assessment.charts.areas.counts import phase_counts
from assessment.charts.areas.municipality_map import Land, municipality_map
from assessment.core.access import Access
from assessment.core.overview import Picture
from assessment.journeys import comparison, work
from assessment.ui.components import area_chart, areas_list, asides, attention, first_steps, municipal
from assessment.ui.components.access import gate
from assessment.ui.components.area_links import AREA, area_address
from assessment.ui.components.words import as_label
from assessment.ui.context import Visit

OUTLINES = "map-outlines"


def draw(visit: Visit) -> None:
    """Draw the page for whoever may see results."""
    access = gate(visit)
    if access is None:
        return
    house = visit.house
    visit = visit.in_use
    municipal.ways(visit, access)
    st.title(as_label(visit.say("overview.title", municipality=access.municipality)), anchor=False)
    st.html(f"<p>{escape(visit.say('municipality.text'))}</p>")
    contacts = work.last_contacts(house.store, access)
    picture = municipal.picture(visit, access, contacts)
    _unreadable(visit, picture)
    if not first_steps.are_done(picture):
        first_steps.draw(visit, picture)
    if picture.areas:
        _areas(visit, access, picture)
    asides.draw(visit, picture)


def _areas(visit: Visit, access: Access, picture: Picture) -> None:
    """The parts, those first that are asked for before a meeting."""
    if first_steps.are_done(picture):
        area_chart.draw(visit, phase_counts(visit.questionnaire, visit.say, picture))
    attention.draw(visit, picture.attention)
    _map(visit, access, picture)
    areas_list.draw(visit, picture)


def _map(visit: Visit, access: Access, picture: Picture) -> None:
    """The map where the place of an area is known; outlines of areas if these are asked for."""
    if not any(one.area.point for one in picture.areas):
        return
    house, own = visit.house, access.municipality
    border = comparison.border(house.store, house.clock, access)
    is_asked = st.session_state.get(OUTLINES, False)
    outlines = comparison.outlines(house.store, house.clock, access) if is_asked else None
    land = Land(border, outlines, picture.source)
    to_area = (lambda id_: area_address(visit, id_)) if AREA in visit.pages else None
    area_chart.draw(visit, municipality_map(visit.questionnaire, visit.say, own, picture.areas, land, to_area))
    # A file with the municipality's border has those of its areas.
    if border:
        st.checkbox(visit.say("overview.map.outlines"), key=OUTLINES)


def _unreadable(visit: Visit, picture: Picture) -> None:
    if picture.unreadable:
        versions = ", ".join(picture.unreadable)
        st.html(f'<p class="kp-note">{escape(visit.say("overview.unreadable", versions=versions))}</p>')
