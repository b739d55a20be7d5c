"""The private link of who looks after the round that remains: made by the host, and shown this once."""

from __future__ import annotations

from html import escape

import streamlit as st

from assessment import bootstrap
from assessment.journeys import opening, remaining
from assessment.ui.components import links
from assessment.ui.components.workshop.host import Desk
from assessment.ui.uninterrupted import uninterrupted

KEY, SAVED = "workshop_round_key", "workshop_round_key_saved"


def offer(desk: Desk) -> None:
    """What the link is for, and the button that makes it; then the link, until the host has saved it."""
    house, say = desk.visit.house, desk.visit.say
    if not remaining.code_of_round(house.store, house.codes, desk.standing):
        return
    key = _shown(desk)
    with st.container(border=True, key="round-link"):
        st.html(f"<h2>{escape(say('record.link.title'))}</h2><p>{escape(say('record.link.text'))}</p>")
        if key:
            st.html(f"<p><strong>{escape(say('record.link.once'))}</strong></p>")
            at = bootstrap.lasting_address(house.settings, desk.standing.workshop)
            links.to_copy(desk.visit, "round", f"{at}/c/{key}")
            label = say("record.link.saved")
            st.button(label, type="primary", key="round_link_saved", on_click=_put_away, args=(desk,))
            return
        if st.session_state.get(SAVED) == desk.standing.round_id:
            st.html(f'<p role="status">{escape(say("record.link.done"))}</p>')
        st.html(f"<p>{escape(say('record.link.again'))}</p>")
        st.button(say("record.link.make"), key="round_link_make", on_click=_make, args=(desk,))


def is_unsaved() -> bool:
    """Whether the page shows a link that a reload would lose."""
    return bool(st.session_state.get(KEY))


@uninterrupted
def _make(desk: Desk) -> None:
    house, round_id = desk.visit.house, desk.standing.round_id
    if round_id is None or not desk.is_held:
        return
    # Made once, whatever this is interrupted by: the link that is shown is the one that leads there.
    key = _shown(desk) or house.codes.key()
    st.session_state[KEY] = (round_id, key)
    opening.take_key(house.store, house.codes, round_id, key)


@uninterrupted
def _put_away(desk: Desk) -> None:
    st.session_state.pop(KEY, None)
    st.session_state[SAVED] = desk.standing.round_id


def _shown(desk: Desk) -> str:
    """The key that was made in this session for this very round and is not put away, else an empty text."""
    round_id, key = st.session_state.get(KEY, ("", ""))
    return str(key) if round_id == desk.standing.round_id else ""
