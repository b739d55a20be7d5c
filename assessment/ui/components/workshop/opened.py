"""A workshop that was just opened: the host's link, this once, the way for phones, and the wall."""

from __future__ import annotations

from html import escape

import streamlit as st

from assessment import bootstrap
from assessment.journeys.hosting import OpenedWorkshop
from assessment.ui.components import links
from assessment.ui.components.workshop import address, opening
from assessment.ui.components.workshop.opening import Attempt
from assessment.ui.context import Visit


def draw(visit: Visit, attempt: Attempt) -> None:
    """What was opened, the host's link until it is saved, and what leads people to it."""
    new = attempt.opened
    if new is None:
        return
    say = visit.say
    st.title(say("workshop.opened.title"), anchor=False)
    area = new.workshop.area
    place = ", ".join(filter(None, (area.name, area.municipality))) if area else say("workshop.room.title")
    st.text(say("result.place", place=place) if area else place)
    st.html(f"<p>{escape(say('workshop.opened.next'))}</p>")
    # By this server's own address: that of the phones may not be reachable from here yet.
    st.html(links.door(say("workshop.opened.host"), f"h/{new.host_key}?lang={visit.language}"))
    _private(visit, new, attempt.is_saved)
    _code(visit, new.code)
    joining(visit, new.code, new.workshop.address)
    wall(visit, new.projector_key)
    if attempt.is_saved:
        label = say("workshop.opened.another")
        st.button(label, key="another_workshop", type="tertiary", on_click=opening.start_over)


def _private(visit: Visit, new: OpenedWorkshop, is_saved: bool) -> None:
    say = visit.say
    with st.container(border=True, key="private-link"):
        st.html(f"<h2>{escape(say('workshop.key'))}</h2>")
        if is_saved:
            st.html(f"<p>{escape(say('workshop.key.done'))}</p>")
            return
        at = new.workshop.address or bootstrap.public_address(visit.house.settings)
        st.html(f"<p>{escape(say('workshop.key.text'))}</p><p><strong>{escape(say('workshop.key.once'))}</strong></p>")
        links.to_copy(visit, "host", f"{at}/h/{new.host_key}")
        st.button(say("workshop.key.saved"), type="primary", key="host_link_saved", on_click=opening.put_away)


def _code(visit: Visit, code: str) -> None:
    say = visit.say
    st.html(
        f"<h2>{escape(say('workshop.join'))}</h2><p>{escape(say('workshop.join.code'))}</p>"
        f'<p class="kp-code kp-hall-code" translate="no">{code}</p>'
    )


def joining(visit: Visit, code: str, at: str) -> None:
    """The address at which phones join, and its QR code; where there is none, what to do about it."""
    if not at:
        address.missing(visit)
        return
    st.html(f"<p>{escape(visit.say('workshop.join.address'))}</p>")
    links.to_copy(visit, "join", f"{at}/j/{code}")
    st.html(links.square(visit, f"{at}/j/{code}"))


def wall(visit: Visit, projector_key: str) -> None:
    """The link of the page for the projector."""
    say = visit.say
    st.html(
        f"<h2>{escape(say('workshop.wall'))}</h2><p>{escape(say('workshop.wall.text'))}</p>"
        + links.door(say("workshop.wall.open"), f"projector?key={projector_key}&lang={visit.language}")
    )
