"""Which domains a workshop speaks about, and in what order: boxes to tick, with a button up and one down each."""

from __future__ import annotations

from html import escape

import streamlit as st

from assessment.journeys import hosting
from assessment.ui.components import round_form
from assessment.ui.components.draft import Draft
from assessment.ui.components.round_form import Starts
from assessment.ui.components.workshop import opening
from assessment.ui.context import Visit
from assessment.ui.uninterrupted import uninterrupted

MOVED = "moved"


def domains(visit: Visit, draft: Draft, starts: Starts) -> None:
    """The list, what the order comes to, and whether the chosen domains can give a phase."""
    say, values = visit.say, opening.kept(visit)
    round_form.heading(say("workshop.domains"), say("workshop.domains.text"))
    draft.say_problem(opening.ORDER)
    ids = str(values[opening.ORDER]).split()
    with st.container(key="workshop-domains"):
        for place, id_ in enumerate(ids):
            _row(visit, draft, starts, ids, place, id_)
    st.html(f'<p role="status">{escape(_told(visit, ids))}</p>')
    _phase(visit, opening.domains(opening.kept(visit)))


def _row(visit: Visit, draft: Draft, starts: Starts, ids: list[str], place: int, id_: str) -> None:
    say, name = visit.say, visit.text(f"domains.{id_}.name")
    with st.container(key=f"workshop-row-{id_}", horizontal=True, vertical_alignment="center", gap="small"):
        item = opening.DOMAIN.format(id=id_)
        draft.tick(item, name, bool(starts[item]))
        for way, step in (("up", -1), ("down", 1)):
            # The arrow is drawn by the style; who does not see it hears which domain goes where.
            st.button(
                say(f"workshop.domains.{way}", name=name),
                key=f"domain-{way}-{id_}",
                disabled=not 0 <= place + step < len(ids),
                on_click=_move,
                args=(visit, id_, step),
                width="content",
            )


@uninterrupted
def _move(visit: Visit, id_: str, step: int) -> None:
    ids = str(opening.kept(visit)[opening.ORDER]).split()
    place = ids.index(id_)
    target = min(max(place + step, 0), len(ids) - 1)
    ids.insert(target, ids.pop(place))
    # In one piece and at the very end: a callback that begins anew moves nothing twice.
    drafted = st.session_state.get(opening.DRAFT, {})
    st.session_state[opening.DRAFT] = {**drafted, opening.ORDER: " ".join(ids), MOVED: id_}


def _told(visit: Visit, ids: list[str]) -> str:
    """The order in a sentence, after what was just moved."""
    say, chosen = visit.say, opening.domains(opening.kept(visit))
    moved = st.session_state.get(opening.DRAFT, {}).get(MOVED, "")
    names = [f"{number}. {visit.text(f'domains.{id_}.name')}" for number, id_ in enumerate(chosen, start=1)]
    order = say("workshop.domains.order", names="; ".join(names)) if names else say("workshop.domains.none")
    if not moved:
        return order
    told = say("workshop.domains.moved", name=visit.text(f"domains.{moved}.name"), place=ids.index(moved) + 1)
    return f"{told} {order}"


def _phase(visit: Visit, chosen: tuple[str, ...]) -> None:
    say, q = visit.say, visit.questionnaire
    lacks = hosting.lacking(q, chosen)
    if lacks.is_nothing or not chosen:
        return
    why = []
    if lacks.core:
        names = "; ".join(visit.text(f"domains.{id_}.name") for id_ in lacks.core)
        why.append(say.count("workshop.lacking.core", len(lacks.core), names=names))
    if lacks.is_too_few:
        all_ = len(q.domains)
        why.append(say("workshop.lacking.few", needed=lacks.needed, all=all_, chosen=len(chosen)))
    told = "".join(f"<li>{escape(one)}</li>" for one in why)
    st.html(
        f'<div class="kp-note" role="status"><p><strong>{escape(say("workshop.lacking"))}</strong></p>'
        f"<ul>{told}</ul><p>{escape(say('workshop.lacking.still'))}</p></div>"
    )
