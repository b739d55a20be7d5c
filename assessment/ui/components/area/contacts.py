"""The log of an area: contacts with what was agreed, who does the next step until when, and whether it is done."""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from assessment.core.answers import NAME_LENGTH, TEXT_LENGTH
from assessment.core.register import RegisteredArea
from assessment.core.work import LoggedContact, WrittenContact, contact_faults, may_change
from assessment.journeys import work
from assessment.ui.components.area.form import (
    NOT_A_DAY,
    Form,
    Typed,
    day_of,
    of_area,
    of_notebook,
    tell_problems,
    tried,
    written_day,
)
from assessment.ui.components.area.found import Found
from assessment.ui.context import Visit
from assessment.ui.uninterrupted import uninterrupted

NEW = "area-contact"
EDITED, ASKED = "area-contact-edited", "area-contact-asked"
# So many are shown at once; the others are one click away.
SHOWN = 8


def draw(visit: Visit, found: Found) -> None:
    """The contacts, the newest first, and the form for the next one."""
    say = visit.say
    months = visit.house.settings.notes_months
    st.html(f"<h2>{say('area.log')}</h2><p>{say('area.log.text', months=months)}</p>")
    contacts, form = found.notes.contacts, of_area(NEW, found.standing.area)
    if form.is_stored():
        st.success(say("area.stored"))
    if not contacts:
        st.html(f"<p>{say('area.log.none')}</p>")
    for one in contacts[:SHOWN]:
        _entry(visit, found, one)
    if contacts[SHOWN:]:
        with st.expander(say("area.log.older", number=len(contacts) - SHOWN)):
            for one in contacts[SHOWN:]:
                _entry(visit, found, one)
    with st.expander(say("area.log.add"), expanded=not contacts or bool(form.problems())):
        _form(visit, found.standing.area, form, _starts(visit))


def _starts(visit: Visit, one: LoggedContact | None = None) -> dict[str, str | bool]:
    """What the fields hold at first: of a new contact the day, of an earlier one all of it."""
    if one is None:
        today = written_day(visit.house.clock.today())
        fields = ("who", "agreed", "step", "step_who", "step_until")
        return {"day": today, **dict.fromkeys(fields, ""), "is_done": False}
    step = one.step
    return {
        "day": written_day(one.day),
        "who": one.who,
        "agreed": one.agreed,
        "step": step.what if step else "",
        "step_who": step.who if step else "",
        "step_until": written_day(step.until) if step else "",
        "is_done": bool(step and step.is_done),
    }


def _form(visit: Visit, area: RegisteredArea, form: Form, starts: Typed, contact_id: str = "") -> None:
    say, draft = visit.say, form.draft(visit)
    draft.line("day", say("area.log.day"), str(starts["day"]), 12, say("area.day.hint"))
    draft.line("who", say("area.log.who"), str(starts["who"]), NAME_LENGTH, say("area.log.who.hint"))
    draft.text("agreed", say("area.log.agreed"), str(starts["agreed"]), TEXT_LENGTH)
    draft.text("step", say("area.log.step"), str(starts["step"]), TEXT_LENGTH)
    draft.line("step_who", say("area.log.step_who"), str(starts["step_who"]), NAME_LENGTH)
    draft.line("step_until", say("area.log.step_until"), str(starts["step_until"]), 12, say("area.day.hint"))
    if contact_id:
        draft.tick("is_done", say("area.log.is_done"), bool(starts["is_done"]))
    tell_problems(visit, form)
    with st.container(key=f"{form.name}-buttons", horizontal=True):
        args = (visit, area, form, starts, contact_id)
        st.button(say("area.log.save"), type="primary", key=f"{form.name}-save", on_click=_store, args=args)
        if contact_id:
            st.button(say("area.cancel"), key=f"{form.name}-cancel", on_click=_open, args=(EDITED, ""))


def _entry(visit: Visit, found: Found, one: LoggedContact) -> None:
    say, area = visit.say, found.standing.area
    if st.session_state.get(EDITED) == one.id:
        with st.container(border=True):
            _form(visit, area, Form(f"area-contact-{one.id}"), _starts(visit, one), one.id)
        return
    with st.container(border=True):
        st.html(f'<div class="kp-noted">{_told(visit, one)}</div>')
        with st.container(key=f"contact-{one.id}", horizontal=True):
            day = written_day(one.day)
            if one.step is not None:
                label = say("area.log.undone" if one.step.is_done else "area.log.done", day=day)
                args = (visit, area, one.id, not one.step.is_done)
                st.button(label, key=f"done-{one.id}", on_click=_set_done, args=args)
            if may_change(found.notebook.access, one):
                label = say("area.change", day=day)
                st.button(label, key=f"edit-{one.id}", on_click=_open, args=(EDITED, one.id))
                label = say("area.delete", day=day)
                st.button(label, key=f"delete-{one.id}", type="tertiary", on_click=_open, args=(ASKED, one.id))
        if st.session_state.get(ASKED) == one.id:
            _sure(visit, area, one)


def _sure(visit: Visit, area: RegisteredArea, one: LoggedContact) -> None:
    say = visit.say
    st.warning(say("area.delete.ask"))
    with st.container(key=f"sure-{one.id}", horizontal=True):
        st.button(say("area.delete.no"), type="primary", key=f"no-{one.id}", on_click=_open, args=(ASKED, ""))
        st.button(say("area.delete.yes"), key=f"yes-{one.id}", on_click=_delete, args=(visit, area, one.id))


def _told(visit: Visit, one: LoggedContact) -> str:
    """A contact in words: all of them are somebody's own, and nothing in them is a mark."""
    say = visit.say
    head = f"<h3>{written_day(one.day)} · {escape(one.who)}</h3>"
    body = f'<p dir="auto">{_lines(one.agreed)}</p>'
    if one.step is None:
        return head + body
    until = say("area.log.until", day=written_day(one.step.until)) if one.step.until else say("area.log.no_day")
    state = say("area.log.state.done") if one.step.is_done else _waits(visit, one)
    facts = " · ".join(filter(None, (state, escape(one.step.who), until)))
    what = f"<strong>{say('area.log.step.short')}</strong> {_lines(one.step.what)}"
    return f'{head}{body}<p class="kp-step" dir="auto">{what}<br>{facts}</p>'


def _waits(visit: Visit, one: LoggedContact) -> str:
    overdue = one.step is not None and one.step.until is not None and one.step.until < visit.house.clock.today()
    return visit.say("area.log.state.late" if overdue else "area.log.state.open")


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def written(typed: Typed) -> tuple[WrittenContact | None, dict[str, str]]:
    """A contact as it was typed, and the days in it that are none."""
    day, until = day_of(str(typed["day"])), day_of(str(typed["step_until"]))
    wrong = {} if day else {"day": NOT_A_DAY}
    if str(typed["step_until"]).strip() and until is None:
        wrong["step_until"] = NOT_A_DAY
    if day is None or wrong:
        return None, wrong
    texts = {field: str(typed[field]) for field in ("who", "agreed", "step", "step_who")}
    return WrittenContact(day=day, step_until=until, is_done=bool(typed["is_done"]), **texts), {}


@uninterrupted
def _store(visit: Visit, area: RegisteredArea, form: Form, starts: Typed, contact_id: str) -> None:
    house, notebook = visit.house, of_notebook(visit, area)
    if notebook is None:
        return
    contact, wrong = written(form.typed(starts))
    if contact is None:
        form.store(wrong, lambda: None)
        return
    if contact_id:
        make = partial(work.change_contact, house.store, house.clock, notebook, contact_id, contact)
        form.store(contact_faults(contact, house.clock.today()), make)
        if form.is_stored():
            st.session_state[EDITED] = ""
        return
    logged = partial(work.log_contact, house.store, house.clock, house.codes, notebook, contact)
    form.store(contact_faults(contact, house.clock.today()), logged)


@uninterrupted
def _set_done(visit: Visit, area: RegisteredArea, contact_id: str, is_done: bool) -> None:
    notebook = of_notebook(visit, area)
    if notebook is not None:
        tried(lambda: work.set_done(visit.house.store, notebook, contact_id, is_done))


@uninterrupted
def _delete(visit: Visit, area: RegisteredArea, contact_id: str) -> None:
    notebook = of_notebook(visit, area)
    if notebook is not None:
        tried(lambda: work.delete_contact(visit.house.store, notebook, contact_id))
    st.session_state[ASKED] = ""


@uninterrupted
def _open(key: str, contact_id: str) -> None:
    st.session_state[key] = contact_id
