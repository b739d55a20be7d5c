"""Addresses and texts to be taken along: shown whole, marked by one click, copied by a button, scanned."""

from __future__ import annotations

from html import escape

import streamlit as st

from assessment.reports import qr
from assessment.ui.components.drawn import as_images
from assessment.ui.context import Visit

# Only a page that came encrypted, or from this same machine, may write to the clipboard; for others there is the old
# way, by a field that is marked.
_COPY = """
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button"), said = parentElement.querySelector("[role=status]")
  button.textContent = data.label
  button.hidden = false
  said.textContent = ""
  button.onclick = async () => {
    let copied = false
    try { await navigator.clipboard.writeText(data.text); copied = true } catch {
      const field = document.createElement("textarea")
      field.value = data.text
      field.style.position = "fixed"
      field.style.opacity = "0"
      document.body.append(field)
      field.select()
      copied = document.execCommand("copy")
      field.remove()
      button.focus()
    }
    said.textContent = copied ? data.done : data.failed
  }
}
"""
# Hidden until it has its name: a button without one says nothing to who does not see it.
_BUTTON = '<button type="button" class="kp-copy" hidden></button> <span role="status"></span>'


def to_copy(visit: Visit, key: str, address: str) -> None:
    """An address: one click marks all of it, and a button copies it."""
    st.html(f'<p class="kp-address" translate="no">{escape(address)}</p>')
    _copy_button(visit, key, address)


def text_to_copy(visit: Visit, key: str, text: str) -> None:
    """A ready text in a field of its own, where it may be changed before it is taken along."""
    label, height = visit.say(f"opened.{key}.label"), 30 + 27 * (2 + text.count("\n") + len(text) // 70)
    changed = st.text_area(label, value=text, key=f"text-{key}-{visit.language}", height=height)
    _copy_button(visit, key, changed)


def square(visit: Visit, address: str) -> str:
    """The address as a QR code, as HTML."""
    return f'<p class="kp-qr">{as_images(qr.svg(address, visit.say("print.qr")))}</p>'


def door(label: str, address: str, target: str = "_blank") -> str:
    """A link that looks like a button and opens a new window, or with `_self` this one, as HTML."""
    return f'<p><a class="kp-go" href="{escape(address)}" target="{target}">{escape(label)}</a></p>'


def _copy_button(visit: Visit, key: str, text: str) -> None:
    say = visit.say
    # Not isolated: it is a button of the page like the others, in the page's own style.
    component = st.components.v2.component("copy", html=_BUTTON, js=_COPY, isolate_styles=False)
    words = {"label": say("common.copy"), "done": say("common.copied"), "failed": say("common.not_copied")}
    component(data={"text": text, **words}, key=f"copy-{key}")
