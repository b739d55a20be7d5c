"""What can be saved as a file, made only when asked for; of the own result a page of A4 and a picture."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from assessment import bootstrap
from assessment.journeys.self_assessment import OwnResult
from assessment.reports.own_result import own_result_pdf, own_result_picture
from assessment.ui.context import Visit

INVENTED = "naidis"
KINDS = {
    "csv": "text/csv",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def offer(visit: Visit, result: OwnResult, place: str) -> None:
    """The two buttons. The picture is made to be passed on, so it names the place only if the visitor says so."""
    say, q, day = visit.say, visit.questionnaire, visit.house.clock.today()
    name = f"kogukonnapeegel-{day.isoformat()}"
    st.html(f"<h2>{say('result.save.title')}</h2>")
    named = bool(place) and st.checkbox(say("result.save.place"), key="picture_place")
    with st.container(key="save", horizontal=True):
        made = partial(own_result_pdf, q, say, result, day, place)
        button(say("result.save.pdf"), made, f"{name}.pdf", "save_pdf")
        made = partial(own_result_picture, q, say, result, place if named else "")
        button(say("result.save.picture"), made, f"{name}.png", "save_picture")


def button(label: str, make: Callable[[], bytes], file_name: str, key: str) -> None:
    """A button that saves what `make` makes when it is pressed; the page stays as it is."""
    kind = KINDS[file_name.rpartition(".")[2]]
    # Whatever is taken along of an installation in which all is invented says so by its name.
    named = f"{INVENTED}-{file_name}" if bootstrap.say(bootstrap.languages()[0]).mark else file_name
    st.download_button(label, make, file_name=named, mime=kind, key=key, on_click="ignore")
