"""A chart of areas on a page, and what can be taken along of it: the picture and the rows behind it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from assessment.charts.areas.frame import AreaChart
from assessment.reports.rows import as_csv
from assessment.ui.components import downloads
from assessment.ui.components.drawn import as_images
from assessment.ui.context import Visit


def draw(visit: Visit, chart: AreaChart) -> None:
    """Draw the chart and its two buttons; a chart that could not be drawn has none."""
    st.html(as_images(chart.html))
    if not chart.svg:
        return
    name = f"kogukonnapeegel-{chart.kind}-{visit.house.clock.today().isoformat()}"
    with st.container(key=f"take-{chart.kind}", horizontal=True):
        for kind, make in (("svg", chart.svg.encode), ("csv", partial(as_csv, chart.rows))):
            downloads.button(visit.say(f"compare.take.{kind}"), make, f"{name}.{kind}", f"save_{chart.kind}_{kind}")
