"""The own result to keep or to share: a page of A4 and a picture, made only when asked for."""

from __future__ import annotations

from functools import partial

import streamlit as st

from assessment.journeys.self_assessment import OwnResult
from assessment.reports.own_result import own_result_pdf, own_result_picture
from assessment.ui.context import Visit


def offer(visit: Visit, result: OwnResult, place: str) -> None:
    """The two buttons. The picture is made to be passed on, so it names the place only if the visitor says so."""
    say, q, day = visit.say, visit.questionnaire, visit.house.clock.today()
    name = f"kogukonnapeegel-{day.isoformat()}"
    st.html(f"<h2>{say('result.save.title')}</h2>")
    named = bool(place) and st.checkbox(say("result.save.place"), key="picture_place")
    with st.container(key="save", horizontal=True):
        st.download_button(
            say("result.save.pdf"),
            partial(own_result_pdf, q, say, result, day, place),
            file_name=f"{name}.pdf",
            mime="application/pdf",
            key="save_pdf",
            on_click="ignore",
        )
        st.download_button(
            say("result.save.picture"),
            partial(own_result_picture, q, say, result, place if named else ""),
            file_name=f"{name}.png",
            mime="image/png",
            key="save_picture",
            on_click="ignore",
        )
