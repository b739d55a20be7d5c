"""The steps that made the register, newest first; each can be taken back, after asking once more."""

from __future__ import annotations

from html import escape

import streamlit as st

from assessment.core.ports import Say
from assessment.core.register import POPULATION, REGISTER, Step
from assessment.journeys import areas
from assessment.ui.components.register import deeds
from assessment.ui.components.words import as_label
from assessment.ui.context import Visit
from assessment.ui.uninterrupted import uninterrupted

ASKED = "areas_undoing"
# Older ones are undone by the command.
MOST_STEPS = 30
# An operator sees these alone: merges are made of the names of rounds.
OF_FILES = (REGISTER, POPULATION)
DAY_FORMAT = "%d.%m.%Y"


def draw(visit: Visit, municipality: str) -> None:
    """The steps, and a button beside each that this access may take back."""
    say = visit.say
    steps = [step for step in visit.house.store.steps(municipality) if municipality or step.what in OF_FILES]
    if not steps:
        deeds.tell(visit, deeds.STEPS)
        return
    st.html(f"<h2>{say('areas.steps')}</h2><p>{say('areas.steps.text')}</p>")
    deeds.tell(visit, deeds.STEPS)
    for step in steps[:MOST_STEPS]:
        with st.container(border=True, key=f"areas-step-{step.number}"):
            _one(visit, step, municipality)


def _one(visit: Visit, step: Step, municipality: str) -> None:
    say, told = visit.say, _told(visit.say, step)
    made = say("areas.step.on", date=step.made_on.strftime(DAY_FORMAT))
    # A merge and an own area are named in the line itself.
    file = f"{escape(step.note)}, " if step.what in OF_FILES and step.note else ""
    st.html(f"<p><strong>{escape(told)}</strong><br>{_whose(say, step, municipality)}{file}{made}</p>")
    if municipality and not areas.may_undo(step, municipality):
        st.html(f'<p class="kp-small">{say("areas.step.operator")}</p>')
    elif st.session_state.get(ASKED) == step.number:
        st.html(f'<p role="alert"><strong>{escape(say("areas.undo.ask", step=told))}</strong></p>')
        with st.container(horizontal=True):
            yes, no = say("areas.undo.yes"), say("areas.undo.no")
            st.button(yes, type="primary", key=f"undo-{step.number}", on_click=_undo, args=(visit, step.number))
            st.button(no, key=f"keep-{step.number}", on_click=_ask, args=(0,))
    else:
        label = as_label(say("areas.undo.label", step=told))
        st.button(label, key=f"ask-{step.number}", on_click=_ask, args=(step.number,))


def _whose(say: Say, step: Step, municipality: str) -> str:
    """For an operator, which municipality a step is about, as HTML."""
    if municipality:
        return ""
    names = step.municipalities
    return f"{escape(names[0]) if len(names) == 1 else say.count('areas.municipalities', len(names))}, "


def _told(say: Say, step: Step) -> str:
    day = step.source_on.strftime(DAY_FORMAT) if step.source_on else ""
    return say(f"areas.step.{step.what}", note=step.note, date=day)


@uninterrupted
def _ask(number: int) -> None:
    st.session_state[ASKED] = number
    deeds.forget()


@uninterrupted
def _undo(visit: Visit, number: int) -> None:
    def deed(municipality: str) -> None:
        areas.undo(visit.house.store, number, municipality)

    deeds.attempt(visit, deeds.STEPS, "areas.undone", deed)
    st.session_state[ASKED] = 0
