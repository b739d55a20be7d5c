"""The views of an area beside one another as a chart, and why there is nothing to compare where that is so."""

from __future__ import annotations

from html import escape

import streamlit as st

from assessment.charts.areas.perspectives import perspectives_chart
from assessment.core.municipality import MUNICIPAL
from assessment.core.suppression import Suppressed
from assessment.ui.components import area_chart
from assessment.ui.components.area.found import Found
from assessment.ui.context import Visit


def draw(visit: Visit, found: Found) -> None:
    """The chart with its table, to take along as a picture and as a table; and what is not in it, and why."""
    say, views = visit.say, found.views
    title = say("area.views.title", area=found.standing.area.name)
    if views.views:
        area_chart.draw(visit, perspectives_chart(found.questionnaire, say, views, title))
    else:
        st.html(f"<h2>{escape(title)}</h2><p>{say('area.views.none')}</p>")
    missing = "".join(f"<li>{one}</li>" for one in _missing(visit, found))
    if missing:
        st.html(f"<ul>{missing}</ul>")


def _missing(visit: Visit, found: Found) -> list[str]:
    say, views, told = visit.say, found.views, []
    if found.result is not None and views.view(MUNICIPAL) is None and MUNICIPAL not in views.elsewhere:
        few = isinstance(found.result.municipal, Suppressed)
        number = visit.house.thresholds.few
        told.append(say("area.views.few", number=number) if few else say("area.views.not_taken"))
    if views.to and not views.beside:
        told.append(say("area.views.stand_in"))
    told += [say("area.views.elsewhere", whose=say(f"area.view.{whose}")) for whose in views.elsewhere]
    return told
