"""How the worker sees the area from outside: a marker of its own, visibly apart from what the community says."""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from assessment.core.answers import NAME_LENGTH
from assessment.core.register import RegisteredArea
from assessment.core.work import OutsideView, WrittenView, levels_needed, may_change, view_faults
from assessment.journeys import work
from assessment.ui.components.area.form import Form, Typed, of_area, of_notebook, tell_problems, tried, written_day
from assessment.ui.components.area.found import Found
from assessment.ui.components.words import anchor_text, as_label
from assessment.ui.context import Visit
from assessment.ui.uninterrupted import uninterrupted

NAME, UNKNOWN = "area-outside", "unknown"


def draw(visit: Visit, found: Found) -> None:
    """The current view, marked as what it is; the form for a new one; and the earlier ones."""
    say, view = visit.say, found.view
    st.html(f"<h2>{say('area.outside')}</h2><p>{say('area.outside.text')}</p>")
    if view is not None:
        st.html(f'<section class="kp-outside"><h3>{say("area.outside.mark")}</h3>{told(visit, found, view)}</section>')
    form = of_area(NAME, found.standing.area)
    if form.is_stored():
        st.success(say("area.stored"))
    with st.expander(say("area.outside.new" if view else "area.outside.add"), expanded=bool(form.problems())):
        _form(visit, found, form)
    if found.notes.views:
        _history(visit, found)


def told(visit: Visit, found: Found, view: OutsideView) -> str:
    """A view in words: the state that the worker sees, the kind, and who wrote it when."""
    say, rows = visit.say, []
    if view == found.view and found.seen_state:
        rows.append(f"<p><strong>{escape(name_of(visit, found, found.seen_state))}</strong></p>")
    elif view.is_fading:
        rows.append(f"<p>{say('area.outside.is_fading')}</p>")
    if view.kind:
        kind = escape(visit.text(f"kinds.{view.kind}.name"))
        about = escape(visit.text(f"kinds.{view.kind}.description"))
        rows.append(f"<p>{say('area.outside.kind.is', kind=kind)} {about}</p>")
    if any(level is not None for level in view.levels):
        rows.append(f"<p>{_levels(visit, view)}</p>")
    return "".join(rows) + f'<p class="kp-small">{written_day(view.written_on)} · {escape(view.who)}</p>'


def name_of(visit: Visit, found: Found, state: str) -> str:
    """The name of a phase or state."""
    q = found.questionnaire
    return q.text(f"{'phases' if state in q.phase_ids else 'states'}.{state}.name", visit.language).shown_in(
        visit.language
    )


def _levels(visit: Visit, view: OutsideView) -> str:
    q = visit.questionnaire
    if view.questionnaire != q.name:
        return visit.say("area.views.version", version=view.questionnaire)
    told = [
        f"{visit.text(f'domains.{id_}.name')} – {'?' if level is None else level}"
        for id_, level in zip(q.domain_ids, view.levels, strict=True)
    ]
    return escape("; ".join(told))


def _form(visit: Visit, found: Found, form: Form) -> None:
    """Each domain with the descriptions that residents choose from; whoever does not know leaves it so."""
    say, q, draft = visit.say, visit.questionnaire, form.draft(visit)
    starts = _starts(visit, found.view)
    st.html(f"<p>{say('area.outside.how', needed=levels_needed(q))}</p>")
    draft.say_problem("levels")
    for d, id_ in enumerate(q.domain_ids):
        labels = {str(level): f"{level} · {anchor_text(visit, d, level)}" for level in range(len(q.phases))}
        question = f"{visit.text(f'domains.{id_}.name')}: {visit.text(f'domains.{id_}.question')}"
        draft.choice(id_, as_label(question), {UNKNOWN: say("area.outside.unknown"), **labels}, str(starts[id_]))
    draft.tick("is_fading", say("area.outside.fading"), bool(starts["is_fading"]))
    kinds = {
        kind.id: f"{visit.text(f'kinds.{kind.id}.name')}. {visit.text(f'kinds.{kind.id}.description')}"
        for kind in q.kinds
    }
    draft.choice(
        "kind", say("area.outside.kind"), {UNKNOWN: say("area.outside.kind.none"), **kinds}, str(starts["kind"])
    )
    draft.line("who", say("area.outside.who"), "", NAME_LENGTH, say("area.who.hint"))
    tell_problems(visit, form)
    args = (visit, found.standing.area, form, starts)
    st.button(say("area.outside.save"), type="primary", key=f"{form.name}-save", on_click=_store, args=args)


def _starts(visit: Visit, view: OutsideView | None) -> Typed:
    """What the fields hold at first: the current view, if it is one of the same questions."""
    q = visit.questionnaire
    levels = view.levels if view and view.questionnaire == q.name else (None,) * len(q.domains)
    return {
        **{id_: UNKNOWN if level is None else str(level) for id_, level in zip(q.domain_ids, levels, strict=True)},
        "is_fading": bool(view and view.is_fading),
        "kind": view.kind if view and view.kind in {kind.id for kind in q.kinds} else UNKNOWN,
        "who": "",
    }


def _history(visit: Visit, found: Found) -> None:
    with st.expander(visit.say("area.outside.history", number=len(found.notes.views))):
        for view in found.notes.views:
            st.html(told(visit, found, view))
            if may_change(found.notebook.access, view):
                label = visit.say("area.delete", day=written_day(view.written_on))
                args = (visit, found.standing.area, view.id)
                st.button(label, key=f"delete-view-{view.id}", type="tertiary", on_click=_delete, args=args)


@uninterrupted
def _store(visit: Visit, area: RegisteredArea, form: Form, starts: Typed) -> None:
    house, q, notebook = visit.house, visit.questionnaire, of_notebook(visit, area)
    if notebook is None:
        return
    typed = form.typed(starts)
    chosen = [str(typed[id_]) for id_ in q.domain_ids]
    written = WrittenView(
        levels=tuple(None if level == UNKNOWN else int(level) for level in chosen),
        who=str(typed["who"]),
        is_fading=bool(typed["is_fading"]),
        kind="" if typed["kind"] == UNKNOWN else str(typed["kind"]),
    )
    make = partial(work.keep_view, house.store, house.clock, house.codes, q, notebook, written)
    form.store(view_faults(q, written), make)


@uninterrupted
def _delete(visit: Visit, area: RegisteredArea, view_id: str) -> None:
    notebook = of_notebook(visit, area)
    if notebook is not None:
        tried(lambda: work.delete_view(visit.house.store, notebook, view_id))
