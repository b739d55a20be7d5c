"""A round that was just opened: the coordinator's private link, this once, and what leads to the questions."""

from __future__ import annotations

from html import escape

import streamlit as st

from assessment import bootstrap
from assessment.core.round import LINK
from assessment.journeys.opening import Opened
from assessment.ui.components import opening
from assessment.ui.components.opening import Attempt
from assessment.ui.context import Visit


def draw(visit: Visit, attempt: Attempt) -> None:
    """What was opened, the private link until it is saved, and what to hand on."""
    new = attempt.opened
    if new is None:
        return
    say = visit.say
    st.title(say("opened.title"), anchor=False)
    place = ", ".join(filter(None, (new.round.area.name, new.round.area.municipality)))
    st.text(say("result.place", place=place))
    st.text(say("phone.period", period=new.round.period))
    st.text(say("opened.until", date=new.round.closes_on.strftime("%d.%m.%Y")))
    _private(visit, new, attempt.is_saved)
    _share(visit, new)
    _own(visit, attempt)
    if attempt.is_saved:
        st.button(say("opened.another"), key="another_round", type="tertiary", on_click=opening.start_over)


def _private(visit: Visit, new: Opened, is_saved: bool) -> None:
    say = visit.say
    with st.container(border=True, key="private-link"):
        st.html(f"<h2>{say('opened.key')}</h2>")
        if is_saved:
            st.html(f"<p>{say('opened.key.done')}</p>{_open_link(visit, new)}")
            return
        address = f"{bootstrap.public_address(visit.house.settings)}/c/{new.key}"
        st.html(
            f"<p>{say('opened.key.text')}</p><p><strong>{say('opened.key.once')}</strong></p>"
            f"{_address(address)}{_open_link(visit, new)}"
        )
        st.html(f"<p>{say('opened.key.lost')}</p>")
        st.button(say("opened.key.saved"), type="primary", key="link_saved", on_click=opening.put_away)


def _open_link(visit: Visit, new: Opened) -> str:
    # By this server's own address: the public one may not be reachable from here.
    way = escape(f"c/{new.key}?lang={visit.language}")
    return f'<p><a class="kp-go" href="{way}" target="_blank">{visit.say("opened.key.open")}</a></p>'


def _share(visit: Visit, new: Opened) -> None:
    say = visit.say
    st.html(f"<h2>{say('opened.share')}</h2>")
    if LINK in new.round.ways:
        address = f"{bootstrap.public_address(visit.house.settings)}/a/{new.code}"
        st.html(f"<p>{say('opened.share.link')}</p>{_address(address)}")
    st.html(f'<p>{say("opened.share.code")}</p><p class="kp-code" translate="no">{new.code}</p>')


def _own(visit: Visit, attempt: Attempt) -> None:
    say = visit.say
    if attempt.is_left_out:
        st.warning(say("opened.own.failed"))
    if attempt.code:
        st.html(
            f"<section><h2>{say('opened.own')}</h2><p>{say('opened.own.text')}</p>"
            f'<p class="kp-code" translate="no">{attempt.code}</p></section>'
        )


def _address(address: str) -> str:
    """An address to copy: one click marks all of it."""
    return f'<p class="kp-address" translate="no">{escape(address)}</p>'
