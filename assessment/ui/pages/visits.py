"""Who could learn from one another: pairs of the municipality's communities worth bringing together."""

from __future__ import annotations

from html import escape

import streamlit as st

from assessment.core.overview import AreaStanding
from assessment.core.visits import Pair, pairs
from assessment.ui.components import municipal
from assessment.ui.components.access import gate
from assessment.ui.components.area_links import area_link
from assessment.ui.context import Visit


def draw(visit: Visit) -> None:
    """Draw the page for whoever may see results."""
    access = gate(visit)
    if access is None:
        return
    say, house = visit.say, visit.house
    visit = visit.in_use
    municipal.ways(visit, access)
    st.title(say("visits.title"), anchor=False)
    picture = municipal.picture(visit, access)
    found = pairs(visit.questionnaire, picture)
    st.html(f"<p>{say('visits.text')}</p>")
    if not found:
        st.html(f"<p>{say('visits.none', number=house.thresholds.fuller)}</p>")
        return
    st.html(f'<div class="kp-cards kp-pairs">{"".join(_pair(visit, one) for one in found)}</div>')


def _pair(visit: Visit, pair: Pair) -> str:
    names = " – ".join(area_link(visit, one.area.id, one.area.name) for one in (pair.one, pair.other))
    gives = _gives(visit, pair.one, pair.gives) + _gives(visit, pair.other, pair.takes)
    return f"<section><h2>{names}</h2><dl>{gives}</dl></section>"


def _gives(visit: Visit, one: AreaStanding, domains: tuple[int, ...]) -> str:
    q = visit.questionnaire
    named = "; ".join(visit.text(f"domains.{q.domain_ids[d]}.name") for d in domains)
    return f"<dt>{visit.say('visits.gives', name=escape(one.area.name))}</dt><dd>{escape(named)}</dd>"
