"""Rounds that the municipality has set aside, in words; and the list of all of them."""

from __future__ import annotations

from html import escape

import streamlit as st

from assessment.core.alphabet import letters
from assessment.core.overview import Picture
from assessment.core.ports import Say
from assessment.core.set_aside import SetAside, SetAsideRound
from assessment.ui.components.area_links import area_link
from assessment.ui.context import Visit

DAY = "%d.%m.%Y"


def draw(visit: Visit, picture: Picture) -> None:
    """The rounds that are counted nowhere, with the way to where they can be taken back in."""
    if not picture.set_aside:
        return
    say = visit.say
    ordered = sorted(picture.set_aside, key=lambda one: letters(one.area.name))
    items = "".join(
        f"<li>{area_link(visit, one.area.id, one.area.name)}: {escape(told_round(say, one.round))}. "
        f'<span dir="auto">{escape(told_reason(say, one.round.why))}</span></li>'
        for one in ordered
    )
    with st.expander(say("aside.list", number=len(ordered))):
        st.html(f"<p>{say('aside.text')}</p><ul>{items}</ul>")


def told_round(say: Say, one: SetAsideRound) -> str:
    """A round in a few words: its period, and when it closed or will."""
    day = one.closed_on.strftime(DAY) if one.closed_on else say("aside.open", day=one.closes_on.strftime(DAY))
    return " · ".join(filter(None, (one.period.strip(), day)))


def told_reason(say: Say, why: SetAside) -> str:
    """Why a round is set aside; the note is somebody's own words."""
    reason = say(f"aside.reason.{why.reason}")
    return f"{reason}: {why.note}" if why.note else reason
