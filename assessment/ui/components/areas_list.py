"""The list of a municipality's areas, by name: what each is counted as, and how far its round is."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from assessment.charts.areas.marks import Pen, mark_of, mark_words
from assessment.core.overview import NOT_BEGUN, OPEN, AreaStanding, Picture
from assessment.core.register import name_key
from assessment.core.suppression import FEW
from assessment.ui.components.area_links import area_link
from assessment.ui.components.drawn import as_images
from assessment.ui.context import Visit

# The largest municipalities have some 200 settlements; a browser draws so many at once without a wait.
MOST = 300


def draw(visit: Visit, picture: Picture) -> None:
    """The search, and the areas that fit it."""
    say = visit.say
    st.html(f"<h2>{escape(say('overview.list.title'))}</h2>")
    sought = st.text_input(say("overview.list.search"), key="areas-search")
    found = [one for one in picture.areas if name_key(sought) in name_key(one.area.name)]
    told = say("overview.list.found", found=len(found), all=len(picture.areas)) if sought.strip() else ""
    st.html(f'<p role="status" class="kp-small">{escape(told)}</p>')
    if found:
        st.html(as_images(_table(visit, found[:MOST])))
    if len(found) > MOST:
        st.html(f"<p>{escape(say('overview.list.more', shown=MOST, all=len(found)))}</p>")


def _table(visit: Visit, areas: Sequence[AreaStanding]) -> str:
    say, pen = visit.say, Pen(visit.questionnaire, visit.say)
    head = "".join(
        f'<th scope="col">{escape(say(f"overview.column.{name}"))}</th>' for name in ("area", "phase", "round")
    )
    rows = "".join(_row(visit, pen, one) for one in areas)
    caption = escape(say("overview.list.title"))
    return (
        f'<table class="kp-table kp-area-list"><caption>{caption}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(visit: Visit, pen: Pen, one: AreaStanding) -> str:
    mark = mark_of(visit.questionnaire, one)
    words = mark_words(visit.questionnaire, visit.say, mark)
    sign = f'<svg viewBox="-12 -12 24 24" aria-hidden="true">{pen.draw(mark, 0, 0, 9)}</svg>'
    return (
        f'<tr><th scope="row">{area_link(visit, one.area.id, one.area.name)}</th>'
        f"<td>{sign}<span>{escape(words)}</span></td><td>{escape(_round(visit, one))}</td></tr>"
    )


def _round(visit: Visit, one: AreaStanding) -> str:
    """How far the area is: until when a round is open, when the last one closed; and nothing where there is none."""
    say, told = visit.say, []
    if one.state == OPEN and one.closes_on is not None:
        told.append(say("overview.round.open", date=f"{one.closes_on:%d.%m.%Y}"))
    shown = one.counted or one.latest
    if shown is not None:
        what = "agreed" if one.is_agreed else "closed"
        told.append(say(f"overview.round.{what}", date=f"{shown.closed_on:%d.%m.%Y}"))
        if shown.status == FEW:
            told.append(say("overview.round.few"))
    return "; ".join(told) or say(f"overview.round.{'not_begun' if one.state == NOT_BEGUN else 'waiting'}")
