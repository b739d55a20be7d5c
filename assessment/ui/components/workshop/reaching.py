"""How people reach a running workshop: the code, the address that can be changed, and the wall."""

from __future__ import annotations

import logging
from html import escape

import streamlit as st

from assessment import addresses
from assessment.core.errors import AssessmentError
from assessment.core.scene import Presence, Scene
from assessment.core.workshop import ENDED, LOBBY
from assessment.journeys import hosting
from assessment.ui.components.words import as_label
from assessment.ui.components.workshop import address, opened, opening
from assessment.ui.components.workshop.host import Desk
from assessment.ui.uninterrupted import uninterrupted

log = logging.getLogger(__name__)
OUTCOME, BEFORE = "workshop_address_told", "workshop_joined_before"


def head(desk: Desk) -> None:
    """Whose workshop it is, its code in big letters, and where phones join."""
    say, workshop = desk.visit.say, desk.standing.workshop
    st.title(as_label(workshop.area.name) if workshop.area else say("workshop.room.title"), anchor=False)
    if desk.standing.state == ENDED:
        return
    joins = escape(f"{workshop.address}/j/{desk.code}") if workshop.address else escape(say("workshop.address.missing"))
    st.html(
        f'<div class="kp-hall-head"><p class="kp-code kp-hall-code" translate="no">{desk.code}</p>'
        f'<p class="kp-address" translate="no">{joins}</p></div>'
    )


def ways(desk: Desk, scene: Scene) -> None:
    """What leads people here. It stands open until the workshop has begun."""
    if desk.standing.state == ENDED:
        return
    say, workshop = desk.visit.say, desk.standing.workshop
    joined = (scene.presence or Presence()).joined
    with st.expander(say("workshop.ways_in"), expanded=desk.standing.state == LOBBY):
        opened.joining(desk.visit, desk.code, workshop.address)
        _change(desk, joined)
        opened.wall(desk.visit, desk.projector_key)


def _change(desk: Desk, joined: int) -> None:
    say, now = desk.visit.say, desk.standing.workshop.address
    known = address.found(desk.visit)
    st.html(f"<h3>{escape(say('workshop.address'))}</h3>")
    if now:
        # Who joined by an earlier address says nothing of this one.
        address.checked(desk.visit, now, known, joined - int(st.session_state.get(BEFORE, 0)))
    labels = address.named({**({now: ""} if now else {}), **known}) | {opening.OTHER: say("workshop.address.other")}
    options, key = list(labels), f"workshop-at-{desk.visit.language}"
    chosen = st.radio(
        say("workshop.address.question"),
        options,
        index=options.index(now) if now in options else None,
        format_func=lambda one: as_label(labels[one]),
        key=key,
        width="stretch",
    )
    typed = ""
    if chosen == opening.OTHER:
        field = f"workshop-at-typed-{desk.visit.language}"
        label = say("workshop.address.typed")
        typed = st.text_input(label, key=field, max_chars=addresses.LENGTH, placeholder="http://192.168.1.20:8501")
    wanted = addresses.whole(typed) if chosen == opening.OTHER else chosen or ""
    if wanted and wanted != now:
        label = say("workshop.address.change")
        st.button(label, key="change_address", on_click=_keep, args=(desk, wanted, joined))
    told = st.session_state.pop(OUTCOME, "")
    st.html(f'<p class="kp-saved" role="status">{escape(say(told)) if told else "&nbsp;"}</p>')


@uninterrupted
def _keep(desk: Desk, wanted: str, joined: int) -> None:
    if not addresses.is_for_phones(wanted):
        st.session_state[OUTCOME] = "workshop.wrong.address"
        return
    try:
        desk.now()
        hosting.change_address(desk.visit.house.store, desk.standing, wanted)
    except AssessmentError:
        log.exception("The address could not be changed")
        st.session_state[OUTCOME] = "workshop.noted.failed"
        return
    st.session_state[BEFORE] = joined
    st.session_state[OUTCOME] = "workshop.address.changed"
