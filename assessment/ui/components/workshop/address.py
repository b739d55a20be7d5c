"""Where phones reach this app: found, shown, checked from here, and changed by the host."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import urlsplit

import streamlit as st

from assessment import addresses
from assessment.ui.components import links, round_form
from assessment.ui.components.draft import Draft
from assessment.ui.components.workshop import opening
from assessment.ui.context import Visit

# For so long the answer to whether an address answers is kept: the page is drawn anew with every click.
KEPT_SECONDS = 20


def found(visit: Visit) -> Mapping[str, str]:
    """The addresses that phones may be given: address -> the adapter that it is on, if it is known."""
    return addresses.for_phones(
        st.context.url or "", visit.house.settings.public_url, int(st.get_option("server.port") or 8501)
    )


def choose(visit: Visit, draft: Draft, known: Mapping[str, str]) -> None:
    """One of the addresses that were found, or one that is typed; and how it is tried."""
    say = visit.say
    round_form.heading(say("workshop.address"), say("workshop.address.text"))
    if known:
        labels = {**named(known), opening.OTHER: say("workshop.address.other")}
        chosen = draft.choice(opening.ADDRESS, say("workshop.address.question"), labels, next(iter(known)))
    else:
        missing(visit)
        chosen = opening.OTHER
    if chosen not in known:
        draft.line(opening.TYPED, say("workshop.address.typed"), "", addresses.LENGTH, "http://192.168.1.20:8501")
    address = opening.address(opening.kept(visit), known)
    if address:
        checked(visit, address, known)
        st.html(f"<p>{escape(say('workshop.address.try'))}</p>")
        links.to_copy(visit, "workshop-address", address)
        with st.expander(say("workshop.address.qr")):
            st.html(links.square(visit, address))


def named(known: Mapping[str, str]) -> dict[str, str]:
    """What each address is called as an option: without `http://`, which would make it a link in the option."""
    return {
        one: " ".join(filter(None, (urlsplit(one).netloc, f"({adapter})" if adapter else "")))
        for one, adapter in known.items()
    }


def missing(visit: Visit) -> None:
    """There is no address: what to do about it."""
    steps = "".join(f"<li>{escape(visit.say(f'workshop.address.none.{step}'))}</li>" for step in ("a", "b", "c"))
    st.html(
        f'<div class="kp-problem-box" role="status"><p><strong>{escape(visit.say("workshop.address.none"))}</strong>'
        f"</p><ol>{steps}</ol></div>"
    )


def checked(visit: Visit, address: str, known: Mapping[str, str], phones: int = 0) -> None:
    """Whether the app answers at the address, and whether a phone has reached it already."""
    say = visit.say
    if phones:
        told, is_bad = say("workshop.address.phone"), False
    elif not addresses.is_own(address, known):
        told, is_bad = say("workshop.address.unchecked"), False
    elif _answers(address):
        told, is_bad = say("workshop.address.answers"), False
    else:
        told, is_bad = say("workshop.address.silent", host=urlsplit(address).hostname or ""), True
    kind = "kp-problem-box" if is_bad else "kp-note"
    st.html(f'<div class="{kind}" role="status"><p>{escape(told)}</p></div>')


@st.cache_data(ttl=KEPT_SECONDS, show_spinner=False)
def _answers(address: str) -> bool:
    return addresses.answers(address)
