"""Numbers of people: a file is uploaded, its columns are named, what it changes is looked at and stored."""

from __future__ import annotations

from datetime import date
from functools import partial
from html import escape

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from assessment.core.errors import FileError
from assessment.intake.population import Columns, guessed, people_of, read_table
from assessment.intake.text_table import Table
from assessment.journeys import areas
from assessment.journeys.areas import Numbers
from assessment.reports.register_preview import Group, areas_told
from assessment.ui.components import uploading
from assessment.ui.components.register import deeds, preview
from assessment.ui.components.register.official import DAY_LENGTH, day_typed
from assessment.ui.components.words import as_label
from assessment.ui.context import Visit
from assessment.ui.uninterrupted import uninterrupted

FIELD, READ, CODE, NUMBER, DAY = "people_file", "people_read", "people_code", "people_number", "people_day"
# So many areas with their new numbers are shown as an example.
EXAMPLES = 5
Read = tuple[str, Table | FileError]


def draw(visit: Visit, municipality: str) -> None:
    """The field for the file, then its columns, then what it changes."""
    say = visit.say
    st.html(f"<h2>{say('areas.people')}</h2><p>{say('areas.people.text')}</p>")
    deeds.tell(visit, deeds.PEOPLE)
    uploaded = uploading.ask(visit, FIELD, say("areas.people.choose"), say("areas.people.button"))
    if uploaded is None:
        st.session_state.pop(READ, None)
        return
    table = _read(uploaded)
    if isinstance(table, FileError):
        deeds.faults(visit, table.faults)
        st.button(say("areas.upload.again"), key="people_again", on_click=_cancel)
        return
    with st.container(border=True, key="people-preview"):
        columns = _columns(visit, table)
        try:
            _preview(visit, _numbers(visit, table, columns, uploaded.name, municipality))
        except FileError as error:
            deeds.faults(visit, error.faults)
            st.button(say("areas.cancel"), key="people_cancel", on_click=_cancel)
            return
        day = f"{DAY}-{visit.language}"
        st.text_input(say("areas.people.date"), "", max_chars=DAY_LENGTH, key=day, autocomplete="off")
        with st.container(horizontal=True, key="people-store"):
            act = partial(_take, visit, table, columns, uploaded.name)
            st.button(say("areas.people.store"), type="primary", key="people_store", on_click=_store, args=(visit, act))
            st.button(say("areas.cancel"), key="people_cancel", on_click=_cancel)


def _read(uploaded: UploadedFile) -> Table | FileError:
    known: Read | None = st.session_state.get(READ)
    if known is not None and known[0] == uploaded.file_id:
        return known[1]
    deeds.forget()
    try:
        found: Table | FileError = read_table(uploaded.getvalue())
    except FileError as error:
        found = error.with_traceback(None)
    st.session_state[READ] = (uploaded.file_id, found)
    return found


def _columns(visit: Visit, table: Table) -> Columns:
    """Which column is which: guessed by their names, else the first and the last."""
    say, named = visit.say, list(dict.fromkeys(column for column in table.header if column))
    start = guessed(table) or Columns(named[0], named[-1])
    chosen = [
        st.radio(
            label,
            named,
            index=named.index(column),
            format_func=as_label,
            key=f"{key}-{visit.language}",
            horizontal=True,
        )
        for key, label, column in (
            (CODE, say("areas.people.code"), start.code),
            (NUMBER, say("areas.people.number"), start.number),
        )
    ]
    return Columns(str(chosen[0]), str(chosen[1]))


def _numbers(visit: Visit, table: Table, columns: Columns, name: str, municipality: str) -> Numbers:
    return areas.preview_people(visit.house.store, people_of(table, columns, name), municipality)


def _preview(visit: Visit, found: Numbers) -> None:
    say = visit.say
    rows = "".join(
        f'<tr><th scope="row">{escape(area.name)}</th><td>{say.number(number, 0)}</td></tr>'
        for area, number in found.known[:EXAMPLES]
    )
    st.html(f"<h3>{say('areas.preview')}</h3><p>{say('areas.people.known', number=len(found.known))}</p>")
    if rows:
        head = f"<tr><th>{say('areas.list.name')}</th><th>{say('areas.list.people')}</th></tr>"
        st.html(f'<table class="kp-table"><thead>{head}</thead><tbody>{rows}</tbody></table>')
    unmatched = Group(say("areas.people.unmatched", number=len(found.unmatched)), found.unmatched)
    preview.groups(visit, (areas_told("areas.people.without", found.without, say), unmatched))
    if found.unmatched:
        st.html(f'<p class="kp-small">{say("areas.people.unmatched.text")}</p>')
    preview.notes(visit, found.notes)


def _take(visit: Visit, table: Table, columns: Columns, name: str, day: date | None, municipality: str) -> None:
    areas.take_people(visit.house.store, visit.house.clock, _numbers(visit, table, columns, name, municipality), day)


@uninterrupted
def _store(visit: Visit, act: partial[None]) -> None:
    typed = str(st.session_state.get(f"{DAY}-{visit.language}", ""))

    def deed(municipality: str) -> None:
        act(day_typed(typed) if typed else None, municipality)

    if deeds.attempt(visit, deeds.PEOPLE, "areas.people.stored", deed):
        _cancel()


@uninterrupted
def _cancel() -> None:
    uploading.put_away(FIELD)
    for key in [key for key in st.session_state if str(key).startswith((READ, CODE, NUMBER, DAY))]:
        st.session_state.pop(key, None)
