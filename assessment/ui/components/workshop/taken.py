"""The record of a workshop that is over, to be taken along."""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from assessment.core.workshop import ENDED
from assessment.journeys import remaining
from assessment.reports.workshop import record
from assessment.ui.components import downloads
from assessment.ui.components.workshop.host import Desk


def offer(desk: Desk) -> None:
    """The record as files, once the workshop is over; each is made only when it is asked for."""
    if desk.standing.state != ENDED:
        return
    say, day = desk.visit.say, desk.standing.workshop.opened_on.isoformat()
    st.html(f"<h2>{escape(say('workshop.record'))}</h2><p>{escape(say('workshop.record.text'))}</p>")
    with st.container(key="workshop-record", horizontal=True):
        made = partial(_csv, desk)
        downloads.button(say("workshop.record.csv"), made, f"kogukonnapeegel-{day}.csv", "save_record_csv")


def _csv(desk: Desk) -> bytes:
    house = desk.visit.house
    found = remaining.record(house.store, desk.questionnaire, house.thresholds, desk.standing)
    return record.as_csv(desk.questionnaire, found)
