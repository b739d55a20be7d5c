"""Areas of the municipality's own making: a part of a settlement, or several together."""

from __future__ import annotations

from html import escape

import streamlit as st

from assessment.core.answers import NAME_LENGTH
from assessment.core.register import OWN_KINDS, PART, RegisteredArea, name_key
from assessment.journeys import own_areas
from assessment.ui.components.register import deeds
from assessment.ui.components.words import as_label
from assessment.ui.context import Visit
from assessment.ui.uninterrupted import uninterrupted

NAME, KIND, UNITS, PROBLEM = "own_area_name", "own_area_kind", "own_area_units", "own_area_problem"
FILTER = "own_area_filter"
# So many settlements are offered at once.
MOST_BOXES = 24


def draw(visit: Visit, municipality: str) -> None:
    """Those that there are, and a form for another."""
    say, store = visit.say, visit.house.store
    st.html(f"<h2>{say('areas.own')}</h2><p>{say('areas.own.text')}</p>")
    deeds.tell(visit, deeds.OWN)
    settlements = own_areas.settlements(store, municipality)
    names = {area.id: area.name for area in settlements}
    for area in own_areas.own(store, municipality):
        _one(visit, area, names)
    if not settlements:
        st.html(f"<p>{say('areas.own.register')}</p>")
        return
    _form(visit, names)


def _one(visit: Visit, area: RegisteredArea, names: dict[str, str]) -> None:
    say = visit.say
    units = ", ".join(names[unit] for unit in area.units if unit in names)
    with st.container(border=True, key=f"own-{area.id}"):
        st.html(f"<p><strong>{escape(area.name)}</strong><br>{say(f'areas.own.kind.{area.kind}')}: {escape(units)}</p>")
        label = as_label(say("areas.own.remove", name=area.name))
        st.button(label, key=f"own_remove_{area.id}", on_click=_remove, args=(visit, area.id))


def _form(visit: Visit, names: dict[str, str]) -> None:
    say, language = visit.say, visit.language
    problem = st.session_state.get(PROBLEM, "")
    with st.expander(say("areas.own.new"), expanded=bool(problem)):
        st.text_input(
            say("areas.own.name"),
            max_chars=NAME_LENGTH,
            key=f"{NAME}-{language}",
            placeholder=say("areas.own.name.hint"),
            autocomplete="off",
        )
        st.radio(
            say("areas.own.kind"),
            OWN_KINDS,
            format_func=lambda kind: say(f"areas.own.kind.{kind}"),
            key=f"{KIND}-{language}",
        )
        _units(visit, names)
        if problem:
            st.html(f'<p class="kp-problem" role="alert">{say(f"areas.own.problem.{problem}")}</p>')
        st.button(say("areas.own.make"), key="own_make", on_click=_make, args=(visit,))


def _units(visit: Visit, names: dict[str, str]) -> None:
    """Boxes to tick: the ticked ones first, then those whose names begin as was typed."""
    say, language = visit.say, visit.language
    st.html(f"<h3>{say('areas.own.units')}</h3>")
    sought = name_key(st.text_input(say("areas.own.filter"), key=f"{FILTER}-{language}", autocomplete="off"))
    ticked = [unit for unit in names if unit in _ticked()]
    found = [unit for unit in names if unit not in ticked and _begins(name_key(names[unit]), sought)]
    if not any(_begins(name_key(name), sought) for name in names.values()):
        st.html(f"<p>{say('areas.own.filter.nothing')}</p>")
    with st.container(key="own-units"):
        for unit in (*ticked, *found[:MOST_BOXES]):
            box = f"{UNITS}-{unit}-{language}"
            st.session_state[box] = unit in ticked
            st.checkbox(as_label(names[unit]), key=box, on_change=_tick, args=(unit, box))
    if len(found) > MOST_BOXES:
        st.html(f'<p class="kp-small">{say.count("areas.own.more", len(found) - MOST_BOXES)}</p>')


def _begins(name: str, sought: str) -> bool:
    """Whether a name, or a word of it, begins so."""
    return name.startswith(sought) or f" {sought}" in name


def _ticked() -> tuple[str, ...]:
    found: tuple[str, ...] = st.session_state.get(UNITS, ())
    return found


@uninterrupted
def _tick(unit: str, box: str) -> None:
    others = tuple(one for one in _ticked() if one != unit)
    st.session_state[UNITS] = (*others, unit) if st.session_state[box] else others


@uninterrupted
def _make(visit: Visit) -> None:
    house, state, language = visit.house, st.session_state, visit.language
    name, kind = str(state.get(f"{NAME}-{language}", "")), str(state.get(f"{KIND}-{language}", PART))
    problems = []

    def deed(municipality: str) -> None:
        problems.append(own_areas.problem(house.store, municipality, name, _ticked(), kind))
        own_areas.make(house.store, house.clock, house.codes, municipality, name, _ticked(), kind)

    done = deeds.attempt(visit, deeds.OWN, "areas.own.made", deed)
    state[PROBLEM] = next(iter(problems), "")
    if not done and state[PROBLEM]:
        deeds.forget()  # it is said beside the field
    if done:
        # Given and not removed: the browser would keep what was typed.
        state.update({f"{NAME}-{language}": "", f"{FILTER}-{language}": "", UNITS: ()})


@uninterrupted
def _remove(visit: Visit, area_id: str) -> None:
    house = visit.house

    def deed(municipality: str) -> None:
        own_areas.remove(house.store, house.clock, municipality, area_id)

    deeds.attempt(visit, deeds.OWN, "areas.own.removed", deed, "areas.changed")
