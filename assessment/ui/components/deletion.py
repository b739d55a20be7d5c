"""Deleting one's own answers, after asking once more."""

from __future__ import annotations

import logging

import streamlit as st

from assessment.core.errors import AssessmentError
from assessment.journeys import self_assessment
from assessment.ui.context import Visit, forget
from assessment.ui.uninterrupted import uninterrupted

log = logging.getLogger(__name__)
DELETING, DELETED, FAILED = "deleting", "deleted", "deletion_failed"


def offer(visit: Visit, assessment_id: str) -> None:
    """The button, or in its place the question."""
    say = visit.say
    if not is_asking():
        st.button(say("result.delete"), key="delete", type="tertiary", on_click=_ask, args=(True,))
        return
    with st.container(key="sure"):
        if st.session_state.pop(FAILED, False):
            st.error(say("result.delete.failed"))
        st.warning(say("result.delete.ask"))
        with st.container(key="sure-buttons", horizontal=True):
            st.button(say("result.delete.no"), type="primary", key="no", on_click=_ask, args=(False,))
            st.button(say("result.delete.yes"), key="yes", on_click=_delete, args=(visit, assessment_id))


def is_asking() -> bool:
    """Whether the question is open now."""
    return bool(st.session_state.get(DELETING))


def done(visit: Visit) -> None:
    """Once after the deletion: that it is done."""
    if st.session_state.pop(DELETED, False):
        st.success(visit.say("result.deleted"))


@uninterrupted
def _ask(deleting: bool) -> None:
    st.session_state[DELETING] = deleting


@uninterrupted
def _delete(visit: Visit, assessment_id: str) -> None:
    try:
        self_assessment.delete(visit.house.store, assessment_id)
    except AssessmentError:
        log.exception("Answers could not be deleted")
        st.session_state[FAILED] = True
    else:
        forget()
        st.session_state[DELETED] = True
