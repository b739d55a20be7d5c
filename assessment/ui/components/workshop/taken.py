"""The record of a workshop that is over, to be taken along."""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from assessment import bootstrap
from assessment.core.record import Record
from assessment.core.workshop import ENDED
from assessment.journeys import remaining
from assessment.reports.workshop import record
from assessment.reports.workshop.record_pdf import Around, record_pdf
from assessment.ui.components import downloads
from assessment.ui.components.workshop import coordinating
from assessment.ui.components.workshop.host import Desk


def offer(desk: Desk) -> None:
    """The record as files, once the workshop is over; each is made only when it is asked for."""
    if desk.standing.state != ENDED:
        return
    say, day = desk.visit.say, desk.standing.workshop.opened_on.isoformat()
    st.html(f"<h2>{escape(say('workshop.record'))}</h2><p>{escape(say('workshop.record.text'))}</p>")
    with st.container(key="workshop-record", horizontal=True):
        made = partial(_pdf, desk)
        downloads.button(say("record.save.pdf"), made, f"kogukonnapeegel-{day}.pdf", "save_record_pdf")
        made = partial(_csv, desk)
        downloads.button(say("workshop.record.csv"), made, f"kogukonnapeegel-{day}.csv", "save_record_csv")
    coordinating.offer(desk)


def _record(desk: Desk) -> Record:
    house = desk.visit.house
    return remaining.record(house.store, desk.questionnaire, house.thresholds, desk.standing)


def _pdf(desk: Desk) -> bytes:
    house, standing = desk.visit.house, desk.now()
    code = remaining.code_of_round(house.store, house.codes, standing)
    address = f"{bootstrap.lasting_address(house.settings, standing.workshop)}/r/{code}" if code else ""
    around = Around(bootstrap.language_name(standing.workshop.language), address, code)
    return record_pdf(desk.questionnaire, desk.visit.say, _record(desk), around, house.thresholds)


def _csv(desk: Desk) -> bytes:
    return record.as_csv(desk.questionnaire, _record(desk))
