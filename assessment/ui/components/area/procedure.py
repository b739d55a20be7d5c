"""The way to an area without a community: seven steps, each to be ticked off with a day, by whom, and a note."""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from assessment.core.answers import NAME_LENGTH, TEXT_LENGTH
from assessment.core.register import RegisteredArea
from assessment.core.work import AGAIN, KIND, PROCEDURE, CheckedStep, WrittenStep, look_again_on, step_faults
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

OPENED = "area-step-opened"


def draw(visit: Visit, found: Found) -> None:
    """All steps in their order, with what was noted of each."""
    say, taken = visit.say, {one.step: one for one in found.notes.steps}
    done = say("area.steps.done", done=len(taken), all=len(PROCEDURE))
    st.html(f"<h2>{say('area.steps')}</h2><p>{say('area.steps.text')}</p><p><strong>{done}</strong></p>")
    for number, step in enumerate(PROCEDURE, 1):
        with st.container(border=True):
            _step(visit, found, number, step, taken.get(step))


def _step(visit: Visit, found: Found, number: int, step: str, taken: CheckedStep | None) -> None:
    say, area = visit.say, found.standing.area
    sign = "✓" if taken else "○"
    head = f'<h3><span aria-hidden="true">{sign}</span> {number}. {say(f"area.step.{step}")}</h3>'
    st.html(
        f'<div class="kp-noted">{head}<p>{say(f"area.step.{step}.how")}</p>{_state(visit, found, step, taken)}</div>'
    )
    if st.session_state.get(OPENED) == (area.id, step):
        _form(visit, area, step, taken)
        return
    with st.container(key=f"step-{step}", horizontal=True):
        label = say("area.steps.change" if taken else "area.steps.take", number=number)
        st.button(label, key=f"take-{step}", on_click=_open, args=((area.id, step),))
        if taken:
            label = say("area.steps.back", number=number)
            st.button(label, key=f"back-{step}", type="tertiary", on_click=_take_back, args=(visit, area, step))


def _state(visit: Visit, found: Found, step: str, taken: CheckedStep | None) -> str:
    """What was noted of the step; of the second also the kind that the worker sees, which is no result."""
    say, told = visit.say, []
    if taken:
        facts = " · ".join(filter(None, (say("area.steps.taken", day=written_day(taken.day)), escape(taken.who))))
        told.append(f"<strong>{facts}</strong>")
        if taken.note:
            told.append(escape(taken.note).replace("\n", "<br>"))
        if step == AGAIN:
            told.append(say("area.steps.again", day=written_day(look_again_on(taken.day))))
    if step == KIND:
        kind = found.view.kind if found.view else ""
        told.append(
            say("area.outside.kind.is", kind=escape(visit.text(f"kinds.{kind}.name")))
            if kind
            else say("area.steps.kind")
        )
    return "".join(f'<p dir="auto">{one}</p>' for one in told)


def _form(visit: Visit, area: RegisteredArea, step: str, taken: CheckedStep | None) -> None:
    say, form = visit.say, of_area(f"area-step-{step}", area)
    starts = {
        "day": written_day(taken.day if taken else visit.house.clock.today()),
        "who": taken.who if taken else "",
        "note": taken.note if taken else "",
    }
    draft = form.draft(visit)
    draft.line("day", say("area.log.day"), starts["day"], 12, say("area.day.hint"))
    draft.line("who", say("area.outside.who"), starts["who"], NAME_LENGTH, say("area.who.hint"))
    draft.text("note", say("area.steps.note"), starts["note"], TEXT_LENGTH)
    tell_problems(visit, form)
    with st.container(key=f"{form.name}-buttons", horizontal=True):
        args = (visit, area, form, step, dict(starts))
        st.button(say("area.steps.save"), type="primary", key=f"save-{step}", on_click=_store, args=args)
        st.button(say("area.cancel"), key=f"cancel-{step}", on_click=_open, args=(None,))


@uninterrupted
def _store(visit: Visit, area: RegisteredArea, form: Form, step: str, starts: Typed) -> None:
    house, notebook = visit.house, of_notebook(visit, area)
    if notebook is None:
        return
    typed = form.typed(starts)
    day = day_of(str(typed["day"]))
    if day is None:
        form.store({"day": NOT_A_DAY}, lambda: None)
        return
    written = WrittenStep(step, day, str(typed["who"]), str(typed["note"]))
    make = partial(work.take_step, house.store, house.clock, notebook, written)
    form.store(step_faults(written, house.clock.today()), make)
    if form.is_stored():
        st.session_state[OPENED] = None


@uninterrupted
def _take_back(visit: Visit, area: RegisteredArea, step: str) -> None:
    notebook = of_notebook(visit, area)
    if notebook is not None:
        tried(lambda: work.take_back(visit.house.store, notebook, step))


@uninterrupted
def _open(step: tuple[str, str] | None) -> None:
    st.session_state[OPENED] = step
