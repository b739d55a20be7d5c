"""What a municipality does first: a page without areas, or without results, leads on instead of being empty."""

from __future__ import annotations

from html import escape

import streamlit as st

from assessment.core.overview import Picture
from assessment.ui.context import Visit

# The pages that a step leads to; the first of them that is there.
REGISTER, ROUNDS = ("areas",), ("open-many", "open-round")


def are_done(picture: Picture) -> bool:
    """Whether there is anything to look at: a round that was opened, with or without a result by now."""
    return any(one.round_ids for one in picture.areas)


def draw(visit: Visit, picture: Picture) -> None:
    """The steps that wait, each with the page that it is done on."""
    say = visit.say
    st.html(f"<h2>{escape(say('overview.first.title'))}</h2>")
    if picture.source is None:
        _step(visit, "register", REGISTER)
    _step(visit, "rounds", ROUNDS)
    st.html(f'<p class="kp-note">{escape(say("overview.first.share"))}</p>')


def doors(visit: Visit) -> None:
    """The ways to the pages on which areas come to be, from a page that has none to show yet."""
    with st.container(key="first-doors", horizontal=True):
        for pages in (REGISTER, ROUNDS):
            _door(visit, pages)


def _step(visit: Visit, name: str, pages: tuple[str, ...]) -> None:
    say = visit.say
    st.html(f"<h3>{escape(say(f'overview.first.{name}'))}</h3><p>{escape(say(f'overview.first.{name}.text'))}</p>")
    _door(visit, pages)


def _door(visit: Visit, pages: tuple[str, ...]) -> None:
    page = next((page for page in pages if page in visit.pages), None)
    if page is not None:
        label = visit.pages[page].title.partition(" · ")[0]
        st.page_link(visit.pages[page], label=label, query_params=visit.query)
