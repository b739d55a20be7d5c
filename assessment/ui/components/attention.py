"""What wants a worker's attention: areas by reason and by name, each leading to its page."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby

import streamlit as st

from assessment.core.overview import CLOSING, MOVED, NO_CONTACT, OLD, Attention
from assessment.ui.components.area_links import area_link
from assessment.ui.components.words import section
from assessment.ui.context import Visit

# A longer list opens: it must not push the rest of the page out of sight.
SHOWN = 8


def draw(visit: Visit, wanted: Iterable[Attention]) -> None:
    """The reasons with their areas, or that there is nothing."""
    parts = [_reason(visit, reason, list(found)) for reason, found in groupby(wanted, key=lambda one: one.reason)]
    body = f'<div class="kp-cards kp-attention">{"".join(parts)}</div>' if parts else _nothing(visit)
    st.html(section(visit.say("overview.attention.title"), body))


def _nothing(visit: Visit) -> str:
    return f"<p>{escape(visit.say('overview.attention.none'))}</p>"


def _reason(visit: Visit, reason: str, found: list[Attention]) -> str:
    title = f"{visit.say(f'overview.attention.{reason}')} ({len(found)})"
    words = visit.say(f"overview.attention.{reason}.text")
    lines = [f"<li>{area_link(visit, one.area_id, one.name)}{_more(visit, one)}</li>" for one in found]
    # At first nearly every area is without a contact: all of them wait behind their number.
    seen = len(lines) if len(lines) <= SHOWN else 0 if reason == NO_CONTACT else SHOWN
    body = f"<ul>{''.join(lines[:seen])}</ul>" if seen else ""
    if lines[seen:]:
        rest = visit.say.count("overview.attention.rest" if seen else "overview.attention.all", len(lines) - seen)
        body += f"<details><summary>{escape(rest)}</summary><ul>{''.join(lines[seen:])}</ul></details>"
    return f'<section><h3>{escape(title)}</h3><p class="kp-small">{escape(words)}</p>{body}</section>'


def _more(visit: Visit, one: Attention) -> str:
    """What is said behind the name: since when, until when, whereto."""
    if one.reason == MOVED:
        return f": {escape(visit.say(f'overview.{one.verdict}', since=one.since))}"
    if one.reason in (CLOSING, OLD) and one.day is not None:
        return f": {escape(visit.say(f'overview.attention.{one.reason}.day', date=f'{one.day:%d.%m.%Y}'))}"
    return ""
