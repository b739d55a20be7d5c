"""Compare: the areas of a municipality beside one another, by name or by place and never by score."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

import streamlit as st

from assessment.charts.areas.distribution import distribution
from assessment.charts.areas.frame import AreaChart
from assessment.charts.areas.heat_map import heat_map
from assessment.charts.areas.interval_plot import interval_plot
from assessment.charts.areas.moves import moves
from assessment.charts.areas.municipality_map import Land, municipality_map
from assessment.charts.areas.profiles import FEWEST, profiles
from assessment.charts.areas.standings import version_words
from assessment.core.access import Access
from assessment.core.compared import Compared, narrowed, side_by_side
from assessment.core.overview import Picture
from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire
from assessment.journeys import comparison
from assessment.ui.components import area_chart, comparing, first_steps, municipal
from assessment.ui.components.access import gate
from assessment.ui.components.area_links import AREA, area_address
from assessment.ui.context import Visit

CHARTS: Mapping[str, Callable[[Questionnaire, Say, Compared], AreaChart]] = {
    comparing.INTERVAL: interval_plot,
    comparing.PROFILES: profiles,
    comparing.MOVES: moves,
    comparing.SPREAD: distribution,
}


def draw(visit: Visit) -> None:
    """Draw the page for whoever may see results."""
    access = gate(visit)
    if access is None:
        return
    say, house = visit.say, visit.house
    visit = visit.in_use
    municipal.ways(visit, access)
    st.title(say("compare.title"), anchor=False)
    st.html(f"<p>{say('compare.intro')}</p>")
    picture = municipal.picture(visit, access)
    if not picture.areas:
        st.html(f"<p>{say('compare.empty')}</p>")
        first_steps.doors(visit)
        return
    chosen = comparing.choices(visit, picture, comparing.view(visit))
    questionnaire = house.version(chosen.version)
    found = _compared(visit, access, questionnaire, chosen, picture)
    _notes(visit, questionnaire, found)
    if chosen.view == comparing.PROFILES:
        picked = comparing.pick(visit, found)
        if len(picked) < FEWEST:
            return
        found = narrowed(found, replace(chosen.filters, area_ids=picked))
    area_chart.draw(visit, _chart(visit, access, questionnaire, chosen.view, found))


def _chart(visit: Visit, access: Access, questionnaire: Questionnaire, view: str, found: Compared) -> AreaChart:
    say, to_area = visit.say, partial(area_address, visit) if AREA in visit.pages else None
    if view == comparing.HEAT:
        return heat_map(questionnaire, say, found, to_area)
    if view != comparing.MAP:
        return CHARTS[view](questionnaire, say, found)
    border = comparison.border(visit.house.store, visit.house.clock, access)
    areas = [side.standing for side in found.sides]
    land = Land(border, source=found.picture.source)
    return municipality_map(questionnaire, say, access.municipality, areas, land, to_area)


def _compared(
    visit: Visit, access: Access, questionnaire: Questionnaire, chosen: comparing.Chosen, picture: Picture
) -> Compared:
    """The areas that pass the filters, compared with all others where the chart rests on that."""
    house = visit.house
    if chosen.view in comparing.OF_ROUNDS:
        return comparison.compare(house.store, house.clock, questionnaire, house.version, access, chosen.filters)
    if questionnaire.name != picture.questionnaire:
        picture = comparison.picture(house.store, house.clock, questionnaire, house.version, access)
    return side_by_side(picture, chosen.filters)


def _notes(visit: Visit, questionnaire: Questionnaire, found: Compared) -> None:
    """How many areas are in sight, and what is not compared for its questionnaire is another one."""
    say, whole = visit.say, found.picture
    if len(found.sides) < len(whole.areas):
        seen = say("compare.seen", seen=len(found.sides), areas=len(whole.areas))
        st.html(f'<p role="status">{seen}</p>')
    others = [one.questionnaire for side in found.sides for one in side.compared if not whole.is_comparable(one)]
    if others:
        versions = ", ".join(sorted({version_words(questionnaire, name) for name in others}))
        own = version_words(questionnaire, questionnaire.name)
        st.html(f'<p class="kp-note">{say("compare.versions", own=own, others=versions)}</p>')
    if whole.unreadable:
        st.html(f'<p class="kp-note">{say("compare.unreadable", versions=", ".join(whole.unreadable))}</p>')
