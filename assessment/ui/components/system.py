"""Whether the system works, for operators: nothing of any area is in it."""

from __future__ import annotations

import logging

import streamlit as st

from assessment import bootstrap
from assessment.core.errors import StoreError
from assessment.settings import SQLITE
from assessment.ui.context import Visit

log = logging.getLogger(__name__)


def draw(visit: Visit) -> None:
    """Draw the block."""
    say, house = visit.say, visit.house
    database = "SQLite" if house.settings.database_url.startswith(SQLITE) else "PostgreSQL"
    known = {
        "access.system.version": bootstrap.app_version(),
        "access.system.database": database,
        "access.system.questionnaire": visit.house.questionnaire.name if visit.house.questionnaire else "–",
    }
    told = "".join(f"<dt>{say(id_)}</dt><dd>{value}</dd>" for id_, value in known.items())
    works = say("access.system.works" if _works(visit) else "access.system.fails")
    st.html(f"<h2>{say('access.system')}</h2><p><strong>{works}</strong></p><dl>{told}</dl>")


def _works(visit: Visit) -> bool:
    try:
        return visit.house.not_ready() is None
    except StoreError:
        log.exception("Not ready")
        return False
