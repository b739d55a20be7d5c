"""The official file of settlements: uploaded, looked at, and taken into use."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from html import escape

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from assessment.core.errors import ChangedError, FileError, Finding
from assessment.core.ports import Say
from assessment.intake.settlements import read_settlements
from assessment.journeys import areas
from assessment.journeys.areas import Preview
from assessment.reports.register_preview import changes_told
from assessment.ui.components import uploading
from assessment.ui.components.register import deeds, preview
from assessment.ui.context import Visit
from assessment.ui.uninterrupted import uninterrupted

FIELD, READ, DAY = "areas_file", "areas_read", "areas_day"
DAY_FORMAT, DAY_LENGTH = "%d.%m.%Y", 10
# The file, whose register it was compared with, and what came of it.
Read = tuple[str, str, Preview | FileError]


def draw(visit: Visit, municipality: str) -> None:
    """The field for the file; once there is one, what it changes; or what is wrong with it."""
    say = visit.say
    st.html(f"<h2>{say('areas.file')}</h2><p>{say('areas.file.text')}</p>")
    deeds.tell(visit, deeds.FILE)
    uploaded = uploading.ask(visit, FIELD, say("areas.file.choose"), say("areas.file.button"))
    if uploaded is None:
        st.session_state.pop(READ, None)
        return
    found = _read(visit, uploaded, municipality)
    if isinstance(found, FileError):
        deeds.faults(visit, found.faults)
        st.button(say("areas.upload.again"), key="areas_again", on_click=_cancel)
        return
    with st.container(border=True, key="areas-preview"):
        _preview(visit, found, municipality)


def day_typed(written: str) -> date:
    """A date as it is written in Estonia. Raises `FileError` for what is none."""
    try:
        return datetime.strptime("".join(written.split()), DAY_FORMAT).date()
    except ValueError:
        raise FileError(Finding("areas.preview.date.wrong", {})) from None


def _read(visit: Visit, uploaded: UploadedFile, municipality: str) -> Preview | FileError:
    """What is in the file, compared with the register; read once, and not at every click."""
    known: Read | None = st.session_state.get(READ)
    if known is not None and known[:2] == (uploaded.file_id, municipality):
        return known[2]
    deeds.forget()
    with st.spinner(visit.say("areas.reading")):
        try:
            file = read_settlements(uploaded.getvalue(), uploaded.name, municipality)
            found: Preview | FileError = areas.preview(visit.house.store, file, municipality)
        except FileError as error:
            found = error.with_traceback(None)  # what was read so far is not kept along with it
    st.session_state[READ] = (uploaded.file_id, municipality, found)
    return found


def _preview(visit: Visit, found: Preview, municipality: str) -> None:
    """What was found, and the two buttons."""
    say, file, difference = visit.say, found.file, found.difference
    st.html(f"<h3>{say('areas.preview')}</h3><p>{_what(say, found, municipality)}</p>")
    if difference.is_nothing:
        st.html(f"<p>{say('areas.preview.nothing')}</p>")
    elif found.newest is None:
        st.html(f"<p>{say('areas.preview.first')}</p>")
    elif difference.same:
        st.html(f"<p>{say('areas.preview.same', number=difference.same)}</p>")
    preview.groups(visit, changes_told(difference, say))
    if difference.gone and difference.new:
        st.html(f'<p class="kp-small">{say("areas.preview.unmatched")}</p>')
    preview.notes(visit, file.notes)
    _date(visit, found)
    with st.container(horizontal=True, key="areas-store"):
        st.button(say("areas.store"), type="primary", key="areas_store", on_click=_store, args=(visit,))
        st.button(say("areas.cancel"), key="areas_cancel", on_click=_cancel)


def _what(say: Say, found: Preview, municipality: str) -> str:
    file = found.file
    settlements = say.count("areas.settlements", len(file.settlements))
    if municipality:
        name = file.settlements[0].municipality
        return escape(say("areas.preview.own", municipality=name, settlements=settlements))
    municipalities = say.count("areas.municipalities", file.municipalities)
    return escape(say("areas.preview.file", file=file.name, settlements=settlements, municipalities=municipalities))


def _date(visit: Visit, found: Preview) -> None:
    """The date of the register, and the source's line as it will stand under every map."""
    say, start = visit.say, found.file.on
    written = start.strftime(DAY_FORMAT) if start else ""
    typed = st.text_input(
        say("areas.preview.date"), written, max_chars=DAY_LENGTH, key=f"{DAY}-{visit.language}", autocomplete="off"
    )
    if start:
        st.html(f'<p class="kp-small">{say("areas.preview.date.file")}</p>')
    try:
        day = day_typed(typed) if typed else None
    except FileError as error:
        deeds.faults(visit, error.faults, "")
        return
    if day is None:
        return
    if found.newest is not None and day < found.newest:
        older = say("areas.preview.older", date=found.newest.strftime(DAY_FORMAT))
        st.html(f'<p class="kp-note">{older}</p>')
    source = say("compare.map.source", date=day.strftime(DAY_FORMAT))
    st.html(f"<p>{say('areas.preview.terms')} <strong>{source}</strong></p>")


@uninterrupted
def _store(visit: Visit) -> None:
    read: Read | None = st.session_state.get(READ)
    if read is None or isinstance(read[2], FileError):
        return
    file_id, municipality, found = read[0], read[1], read[2]
    typed = str(st.session_state.get(f"{DAY}-{visit.language}", ""))
    if deeds.attempt(visit, deeds.FILE, "areas.stored", partial(_take, visit, found, municipality, typed)):
        _cancel()
        return
    # Compared anew: the register may have changed.
    st.session_state[READ] = (file_id, municipality, areas.preview(visit.house.store, found.file, municipality))


def _take(visit: Visit, found: Preview, compared_with: str, typed: str, municipality: str) -> None:
    if compared_with != municipality:
        raise ChangedError("Somebody else is here by now.")
    areas.take_in(visit.house.store, visit.house.clock, found, day_typed(typed) if typed else None)


@uninterrupted
def _cancel() -> None:
    """The file is put away, whatever was typed beside it too."""
    uploading.put_away(FIELD)
    for key in [key for key in st.session_state if str(key) == READ or str(key).startswith(f"{DAY}-")]:
        st.session_state.pop(key, None)
