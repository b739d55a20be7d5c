"""A field for a file that speaks the visitor's language."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from assessment.intake.recognising import MEGABYTE, MOST_BYTES
from assessment.ui.context import Visit

MOST = MOST_BYTES // MEGABYTE
TURN = "{key}_turn"
# The same words as the button's name, whenever it is drawn anew: what CSS writes is not a name to every reader.
_NAME = """
export default function ({ data }) {
  const field = document.querySelector(`.st-key-upload-${data.key}`)
  if (!field) return
  const name = () => field.querySelectorAll("[data-testid=stFileUploaderDropzone] button[kind=secondary]")
    .forEach(button => button.setAttribute("aria-label", data.name))
  name()
  const watcher = new MutationObserver(name)
  watcher.observe(field, { childList: true, subtree: true })
  return () => watcher.disconnect()
}
"""


def ask(
    visit: Visit, key: str, label: str, button: str, most: int = MOST, on_change: Callable[[], None] | None = None
) -> UploadedFile | None:
    """The field for a file of at most so many megabytes, or the name of the file that was chosen in it; and that file.

    `on_change` is called as soon as it is chosen, and asks `chosen` for it.
    """
    say, widget = visit.say, _widget(key)
    with st.container(key=f"upload-{key}"):
        _speak(visit, key, button, chosen(key))
        limit = say("areas.upload.limit", most=most)
        # No kinds are named: the field would refuse others in English, and a wrong file is told about better here.
        st.file_uploader(f"{label} ({limit})", key=widget, max_upload_size=most, on_change=on_change)
        component = st.components.v2.component("name_of_field", js=_NAME)
        component(data={"key": key, "name": button}, key=f"name-{key}", height=0)
        # The browser refuses a file that is too large, and nobody else hears of it: style.css shows this then.
        with st.container(key=f"again-{key}"):
            st.html(f'<p class="kp-problem" role="alert">{say("areas.upload.failed", most=most)}</p>')
            st.button(say("areas.upload.again"), key=f"{key}_again", on_click=put_away, args=(key,))
    return chosen(key)


def chosen(key: str) -> UploadedFile | None:
    """The file that was chosen in a field."""
    found = st.session_state.get(_widget(key))
    return found if isinstance(found, UploadedFile) else None


def put_away(key: str) -> None:
    """The field is empty again, and the file is not kept."""
    st.session_state.pop(_widget(key), None)
    turn = TURN.format(key=key)
    st.session_state[turn] = st.session_state.get(turn, 0) + 1


def _widget(key: str) -> str:
    return f"{key}-{st.session_state.get(TURN.format(key=key), 0)}"


def _speak(visit: Visit, key: str, button: str, file: UploadedFile | None) -> None:
    """The field's own words are English; style.css hides them and shows these, or hides the field."""
    words = json.dumps(button, ensure_ascii=False).replace("<", "")
    shown = ""
    if file is not None:
        shown = f'<p class="kp-uploaded">{escape(visit.say("areas.upload.chosen", name=file.name))}</p>'
    st.html(f"<style>.st-key-upload-{key} {{ --kp-upload: {words}; }}</style>{shown}")
