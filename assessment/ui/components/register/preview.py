"""What a file changes, before anything is stored: groups that open, notes, and the source's line."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import streamlit as st

from assessment.core.errors import Finding
from assessment.core.ports import Say
from assessment.reports.register_preview import Group, findings_told
from assessment.ui.context import Visit

# Of longer lists the rest is counted: a whole country is 4711.
MOST_LINES = 200


def groups(visit: Visit, found: Iterable[Group]) -> None:
    """A line for each group that is not empty; its members are shown on asking."""
    shown = "".join(_group(group, visit.say) for group in found if group.lines)
    if shown:
        st.html(shown)


def notes(visit: Visit, found: tuple[Finding, ...]) -> None:
    """What was mended in the file, or is worth knowing."""
    if found:
        items = "".join(f"<li>{escape(sentence)}</li>" for sentence in findings_told(found, visit.say))
        st.html(f"<h4>{visit.say('areas.preview.notes')}</h4><ul>{items}</ul>")


def _group(group: Group, say: Say) -> str:
    lines = [f"<li>{escape(line)}</li>" for line in group.lines[:MOST_LINES]]
    if len(group.lines) > MOST_LINES:
        lines.append(f"<li>{say('areas.fault.more', number=len(group.lines) - MOST_LINES)}</li>")
    return f'<details class="kp-more"><summary>{escape(group.title)}</summary><ul>{"".join(lines)}</ul></details>'
