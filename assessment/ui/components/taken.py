"""The files that a municipality takes along, each with what it is for; made from one picture, so that they agree."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from assessment.charts.areas.municipality_map import Land, plain_map
from assessment.core.access import Access
from assessment.core.overview import Picture
from assessment.core.ports import Say
from assessment.journeys import comparison
from assessment.reports.council import DrawnMap, council_report
from assessment.reports.municipality_tables import columns_table, csv_of, long_table, wide_table
from assessment.reports.municipality_workbook import workbook
from assessment.ui.components import downloads
from assessment.ui.context import Visit

# Each file with the end of its name, in the order in which they are offered.
COLUMNS, SLOWEST = "columns", "workbook"
FILES = {
    "council": "council.pdf",
    "workbook": "areas.xlsx",
    "wide": "areas-wide.csv",
    "long": "areas-long.csv",
    COLUMNS: "columns.csv",
}
MEGABYTE, KILOBYTE = 1_000_000, 1_000


def draw(visit: Visit, access: Access, picture: Picture) -> None:
    """What can be chosen is there at once; each button follows as soon as its file is made and its size known."""
    say, makers = visit.say, _makers(visit, access, picture)
    waiting = {}
    for name in ("council", SLOWEST, "wide", "long"):
        with st.container(border=True, key=f"take-{name}"):
            st.html(f"<h2>{say(f'take.file.{name}')}</h2><p>{say(f'take.file.{name}.text')}</p>")
            waiting[name] = st.empty()
    st.html(f"<p>{say('take.csv')}</p>")
    waiting[COLUMNS] = st.empty()
    for name in sorted(waiting, key=lambda one: one == SLOWEST):
        with waiting[name]:
            _offer(visit, name, FILES[name], makers[name]())


def _makers(visit: Visit, access: Access, picture: Picture) -> dict[str, Callable[[], bytes]]:
    q, say, house = visit.questionnaire, visit.say, visit.house
    return {
        "council": lambda: council_report(q, say, picture, _map(visit, access, picture), house.thresholds),
        "workbook": lambda: workbook(q, say, picture, house.version, house.thresholds),
        "wide": lambda: csv_of(wide_table(q, picture)),
        "long": lambda: csv_of(long_table(picture, house.version)),
        COLUMNS: lambda: csv_of(columns_table(q, say)),
    }


def _map(visit: Visit, access: Access, picture: Picture) -> DrawnMap:
    border = comparison.border(visit.house.store, visit.house.clock, access)
    land = Land(border, None, picture.source)
    drawn = plain_map(visit.questionnaire, visit.say, picture.municipality, picture.areas, land)
    return DrawnMap(drawn.svg, drawn.told, drawn.signs, drawn.notes)


def _offer(visit: Visit, name: str, ending: str, content: bytes) -> None:
    say, day = visit.say, visit.house.clock.today().isoformat()
    label = say(f"take.file.{name}.save", size=size(say, len(content)))
    downloads.button(label, lambda: content, f"kogukonnapeegel-{day}-{ending}", f"save_{name}")


def size(say: Say, number: int) -> str:
    """A number of bytes as people read it."""
    if number >= MEGABYTE:
        return say("take.size.large", number=say.number(number / MEGABYTE, 1))
    return say("take.size", number=say.number(max(1, number / KILOBYTE), 0))
