"""A round that was just opened: the coordinator's private link, this once, and what leads to the questions."""

from __future__ import annotations

from functools import partial

import streamlit as st

from assessment import bootstrap
from assessment.core.round import LINK, PAPER
from assessment.journeys import round as journey
from assessment.journeys.opening import Opened
from assessment.reports.card import card
from assessment.reports.invitation import invitation, notice_text
from assessment.reports.paper_form import paper_form
from assessment.reports.poster import poster
from assessment.reports.slips import slips
from assessment.ui.components import downloads, links, opening
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
    st.text(f"{say('result.place', place=place)}\n{say('phone.period', period=new.round.period)}")
    st.html(f"<p>{say('opened.until', date=new.round.closes_on.strftime('%d.%m.%Y'))}</p>")
    _private(visit, new, attempt.is_saved)
    _own(visit, attempt)
    _share(visit, new)
    _prints(visit, new)
    if attempt.is_saved:
        st.button(say("opened.another"), key="another_round", type="tertiary", on_click=opening.start_over)


def _private(visit: Visit, new: Opened, is_saved: bool) -> None:
    say = visit.say
    # By this server's own address: the public one may not be reachable from here.
    way = links.door(say("opened.key.open"), f"c/{new.key}?lang={visit.language}")
    with st.container(border=True, key="private-link"):
        st.html(f"<h2>{say('opened.key')}</h2>")
        if is_saved:
            st.html(f"<p>{say('opened.key.done')}</p>{way}")
            return
        address = f"{bootstrap.public_address(visit.house.settings)}/c/{new.key}"
        st.html(f"<p>{say('opened.key.text')}</p><p><strong>{say('opened.key.once')}</strong></p>")
        links.to_copy(visit, "key", address)
        with st.container(key="card", horizontal=True):
            downloads.button(say("opened.key.card"), partial(card, say, new.round, address), *_file("card"))
            st.html(way)
        st.html(links.square(visit, address) + f"<p>{say('opened.key.lost')}</p>")
        st.button(say("opened.key.saved"), type="primary", key="link_saved", on_click=opening.put_away)


def _own(visit: Visit, attempt: Attempt) -> None:
    say = visit.say
    if attempt.is_left_out:
        st.warning(say("opened.own.failed"))
    if attempt.code:
        st.html(
            f"<section><h2>{say('opened.own')}</h2><p>{say('opened.own.text')}</p>"
            f'<p class="kp-code" translate="no">{attempt.code}</p></section>'
        )


def _share(visit: Visit, new: Opened) -> None:
    say, q = visit.say, visit.questionnaire
    st.html(f"<h2>{say('opened.share')}</h2>")
    if LINK in new.round.ways:
        address = _answering(visit, new)
        st.html(f"<p>{say('opened.share.link')}</p>")
        links.to_copy(visit, "share", address)
        st.html(links.square(visit, address))
        links.text_to_copy(visit, "invitation", invitation(q, say, new.round, address, new.code))
        with st.expander(say("opened.notice")):
            links.text_to_copy(visit, "notice", notice_text(q, say, new.round, address, new.code))
    # In a strict round it is the slip's code that opens the questions.
    by_code = LINK in new.round.ways and not new.round.is_strict
    leads = say("opened.share.code" if by_code else "opened.share.result")
    st.html(f'<p>{leads}</p><p class="kp-code" translate="no">{new.code}</p>')


def _prints(visit: Visit, new: Opened) -> None:
    """Sheets of the ways in which the round is answered, made only when asked for."""
    say, q, one = visit.say, visit.questionnaire, new.round
    offered = {}
    if LINK in one.ways:
        offered["poster"] = partial(poster, q, say, one, _answering(visit, new), new.code)
    if one.is_strict:
        codes = journey.slip_codes(visit.house.codes, one)
        offered["slips"] = partial(slips, q, say, one, _answering(visit, new), codes)
    if PAPER in one.ways:
        offered["paper"] = partial(paper_form, q, say, one, visit.house.thresholds)
    if not offered:
        return
    st.html(f"<h2>{say('opened.prints')}</h2>")
    with st.container(key="prints", horizontal=True):
        for name, make in offered.items():
            downloads.button(say(f"opened.prints.{name}"), make, *_file(name))


def _file(name: str) -> tuple[str, str]:
    """The name of a file, and the key of the button that saves it."""
    return f"kogukonnapeegel-{name}.pdf", f"save_{name}"


def _answering(visit: Visit, new: Opened) -> str:
    return f"{bootstrap.public_address(visit.house.settings)}/a/{new.code}"
