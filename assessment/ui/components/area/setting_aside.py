"""Rounds that are not this area's: setting one aside with a reason, what is set aside, and taking it back in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from hashlib import sha256
from html import escape

import streamlit as st

from assessment.core.answers import NAME_LENGTH
from assessment.core.overview import AreaStanding, Aside, SharedResult
from assessment.core.set_aside import REASONS, WrittenReason, reason_faults
from assessment.journeys import setting_aside as journey
from assessment.ui.components.access import entered
from assessment.ui.components.accesses import named
from assessment.ui.components.area.brief import period, state_words
from assessment.ui.components.area.form import NOT_DONE, Form, Typed, of_area, tell_problems, tried, written_day
from assessment.ui.components.area.found import Found
from assessment.ui.components.asides import told_reason, told_round
from assessment.ui.components.words import as_label
from assessment.ui.context import Visit
from assessment.ui.uninterrupted import uninterrupted

NEW, TOLD = "area-aside", "area-aside-told"


def draw(visit: Visit, found: Found) -> None:
    """What is set aside already, and the form for another round of the area."""
    say, area = visit.say, found.standing.area
    form, asides = of_area(NEW, area), found.picture.set_aside_of(area.id)
    if asides:
        st.html(f"<h2>{say('aside.title')}</h2><p>{say('aside.text')}</p>")
    for one in asides:
        _entry(visit, one)
    rounds = _rounds(visit, found)
    if rounds:
        with st.expander(say("aside.add"), expanded=bool(form.problems())):
            st.html(f"<p>{say('aside.add.text')}</p>")
            _form(visit, form, rounds)


def tell(visit: Visit) -> None:
    """Once: that a round was set aside or taken back in. The area may look quite different since."""
    told = st.session_state.pop(TOLD, "")
    if told:
        st.success(visit.say(f"aside.told.{told}"))


def _entry(visit: Visit, one: Aside) -> None:
    say, why = visit.say, one.round.why
    by = journey.written_by(visit.house.store, why)
    who = f"{named(visit, by)}, " if by else ""
    with st.container(border=True):
        st.html(
            f'<div class="kp-noted"><h3>{escape(told_round(say, one.round))}</h3>'
            f'<p dir="auto">{escape(told_reason(say, why))}</p><p>{who}{written_day(why.written_on)}</p></div>'
        )
        label = as_label(say("aside.back", round=told_round(say, one.round)))
        st.button(label, key=f"aside-back-{_short(why.round_id)}", on_click=_take_back, args=(visit, why.round_id))


def _form(visit: Visit, form: Form, rounds: Mapping[str, str]) -> None:
    say, draft = visit.say, form.draft(visit)
    starts = {"round": _short(next(iter(rounds))) if len(rounds) == 1 else "", "reason": "", "note": ""}
    if len(rounds) > 1:
        draft.choice("round", say("aside.round"), {_short(id_): told for id_, told in rounds.items()}, "")
    else:
        st.html(f"<p><strong>{escape(next(iter(rounds.values())))}</strong></p>")
    draft.choice("reason", say("aside.reason"), {one: say(f"aside.reason.{one}") for one in REASONS}, "")
    draft.line("note", say("aside.note"), "", NAME_LENGTH)
    tell_problems(visit, form)
    args = (visit, form, starts, {_short(id_): id_ for id_ in rounds})
    st.button(say("aside.save"), type="primary", key=f"{form.name}-save", on_click=_store, args=args)


def _rounds(visit: Visit, found: Found) -> dict[str, str]:
    """The rounds of the area that the municipality counts, the newest first: in words that tell them apart."""
    standing, told = found.standing, dict[str, str]()
    results = {one.round_id: one for one in (standing.agreed, standing.latest, *standing.earlier) if one}
    for id_ in standing.round_ids:
        words = _words(visit, found, standing, results.get(id_))
        same = sum(one.partition(" #")[0] == words for one in told.values())
        told[id_] = f"{words} #{same + 1}" if same else words
    return told


def _words(visit: Visit, found: Found, standing: AreaStanding, result: SharedResult | None) -> str:
    say = visit.say
    if result is None:
        day = written_day(standing.closes_on)
        return say("aside.open", day=day) if day else say("overview.round.waiting")
    number = "" if result.counting is None else f"{say('score.counting.only')}: {result.counting}"
    state = state_words(visit, found.questionnaire, result.state or "")
    return " · ".join(filter(None, (period(result), state, number)))


def _short(round_id: str) -> str:
    """What stands for a round in the browser: its id leads to nothing there, and need not be known."""
    return sha256(round_id.encode()).hexdigest()[:10]


@uninterrupted
def _store(visit: Visit, form: Form, starts: Typed, ids: Mapping[str, str]) -> None:
    house, access = visit.house, entered(visit)
    if access is None:
        return
    typed, before = form.typed(starts), form.key
    round_id, written = ids.get(str(typed["round"]), ""), WrittenReason(str(typed["reason"]), str(typed["note"]))
    faults = ({} if round_id else {"round": "empty"}) | reason_faults(written)
    form.store(faults, partial(journey.set_aside, house.store, house.clock, access, round_id, written))
    if form.key != before:  # and not a second press of the same button
        st.session_state[TOLD] = "aside"


@uninterrupted
def _take_back(visit: Visit, round_id: str) -> None:
    access = entered(visit)
    if access is None:
        return
    st.session_state[TOLD] = "counted"
    tried(lambda: journey.take_back(visit.house.store, visit.house.clock, access, round_id))
    if st.session_state.get(NOT_DONE):
        st.session_state[TOLD] = ""
