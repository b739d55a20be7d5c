"""Rounds of many areas that were just opened: the cards and the links, this once; afterwards how far each area is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape

import streamlit as st

from assessment import bootstrap
from assessment.core.overview import CLOSED, NOT_BEGUN, OPEN, AreaStanding, Picture
from assessment.reports import links_table
from assessment.reports.card import Card, sheet_of_cards
from assessment.reports.links_table import Links
from assessment.ui.components import downloads, many
from assessment.ui.components.many import Attempt
from assessment.ui.context import Visit

STATES = (NOT_BEGUN, OPEN, CLOSED)


def draw(visit: Visit, found: Attempt) -> None:
    """The cards to print and the links to send out, until whoever opened the rounds says to have both."""
    say = visit.say
    st.title(say.count("many.opened", len(found.opened)), anchor=False)
    st.html(f"<p>{say('many.opened.once')}</p>")
    with st.container(border=True, key="private-link"):
        st.html(
            f"<h2>{say('many.cards')}</h2><p>{say('many.cards.text')}</p><p><strong>{say('many.cards.keep')}</strong></p>"
        )
        made = partial(_cards, visit, found)
        downloads.button(say("many.cards.save"), made, say("many.cards.file") + ".pdf", "many_cards")
    st.html(f"<h2>{say('many.links')}</h2><p>{say('many.links.text')}</p>")
    downloads.button(
        say("many.links.save"), partial(_links, visit, found), say("many.links.file") + ".csv", "many_links"
    )
    st.html(f"<h2>{say('many.taken')}</h2><p>{say('many.taken.text')}</p>")
    st.button(say("many.taken.yes"), type="primary", key="many_taken", on_click=many.put_away)


def done(visit: Visit, picture: Picture, number: int) -> None:
    """The links are gone from here; what is left to see is how far each area is."""
    st.html(f'<p class="kp-note" role="status">{visit.say.count("many.done", number)}</p>')
    states(visit, picture, is_shown=True)
    st.button(visit.say("many.another"), key="many_another", on_click=many.back)


def states(visit: Visit, picture: Picture, is_shown: bool = False) -> None:
    """How far each area is: all that the municipality sees of a round before it closes."""
    say = visit.say
    if not picture.areas:
        return
    counted = "; ".join(
        say.count(f"many.state.{state}.count", sum(one.state == state for one in picture.areas)) for state in STATES
    )
    rows = "".join(_row(visit, one) for one in picture.areas)
    st.html(f"<h2>{say('many.states')}</h2><p>{say('many.states.text')}</p><p>{counted}</p>")
    with st.expander(say("many.states.all"), expanded=is_shown):
        st.html(
            f'<table class="kp-table"><caption>{say("many.states")}</caption><thead><tr>'
            f'<th scope="col">{say("many.table.area")}</th><th scope="col">{say("many.state")}</th></tr></thead>'
            f"<tbody>{rows}</tbody></table>"
        )


def _row(visit: Visit, one: AreaStanding) -> str:
    told = visit.say(f"many.state.{one.state}")
    if one.closes_on is not None:
        told = visit.say("many.state.until", date=one.closes_on.strftime("%d.%m.%Y"))
    return f'<tr><th scope="row">{escape(one.area.name)}</th><td>{told}</td></tr>'


def _cards(visit: Visit, found: Attempt) -> bytes:
    address = bootstrap.public_address(visit.house.settings)
    cards = [Card(one.round, f"{address}/c/{one.key}", found.contacts.get(one.round.id, "")) for one in found.opened]
    return sheet_of_cards(visit.say, cards, visit.house.clock.today())


def _links(visit: Visit, found: Attempt) -> bytes:
    return links_table.to_send(visit.questionnaire, visit.say, _rows(visit, found)).encode()


def _rows(visit: Visit, found: Attempt) -> Sequence[Links]:
    """Without the coordinators' links: this table goes to everybody."""
    address = bootstrap.public_address(visit.house.settings)
    return [
        Links(one.round, one.code, f"{address}/a/{one.code}", contact=found.contacts.get(one.round.id, ""))
        for one in found.opened
    ]
