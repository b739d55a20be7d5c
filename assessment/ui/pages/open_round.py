"""Ask your neighbours: a coordinator decides about a round, opens it, and gets what leads to it."""

from __future__ import annotations

import streamlit as st

from assessment.core.answers import NAME_LENGTH, TEXT_LENGTH
from assessment.core.round import MOST_SLIPS
from assessment.ui.components import opened, opening, round_form, sharing
from assessment.ui.components.draft import Draft
from assessment.ui.components.round_form import Starts, heading
from assessment.ui.components.words import as_label
from assessment.ui.context import Visit


def draw(visit: Visit) -> None:
    """Draw the form; or, once the round is open, what leads to it."""
    # A round asks the questions that are in use, whatever the visitor's own answers were begun with.
    visit = visit.in_use
    found = opening.attempt()
    if found is not None:
        opened.draw(visit, found)
        return
    say = visit.say
    wrong = opening.problems()
    draft = Draft(visit, opening.DRAFT, {item: _problem(visit, id_) for item, id_ in wrong.items()})
    st.title(say("open.title"), anchor=False)
    st.html(f"<p>{say('open.intro', few=visit.house.thresholds.few)}</p><p>{say('open.once')}</p>")
    starts = opening.starts(visit)
    for part in (_place, round_form.time, round_form.ways, _who, _share, _example, _own):
        part(visit, draft, starts)
    with st.container(key="problems"):
        if wrong:
            st.error("\n".join(f"- {_problem(visit, id_)}" for id_ in wrong.values()))
    st.button(say("open.go"), type="primary", key="open_round", on_click=opening.open_round, args=(visit,))


def _problem(visit: Visit, id_: str) -> str:
    return visit.say(id_, most=MOST_SLIPS)


def _place(visit: Visit, draft: Draft, starts: Starts) -> None:
    say = visit.say
    heading(say("open.place"))
    for item in (opening.NAME, opening.MUNICIPALITY):
        example = say(f"assess.place.{item}.hint")
        draft.line(item, say(f"assess.place.{item}"), str(starts[item]), NAME_LENGTH, example)
    kinds = {kind: visit.text(f"area.options.{kind}") for kind in visit.questionnaire.areas}
    draft.choice(opening.KIND, say("open.kind"), kinds, str(starts[opening.KIND]))


def _who(visit: Visit, draft: Draft, _: Starts) -> None:
    say = visit.say
    heading(say("open.may_answer"), say("open.may_answer.text"))
    draft.text(opening.MAY_ANSWER, say("open.may_answer.label"), say("open.may_answer.default"), TEXT_LENGTH)


def _share(visit: Visit, draft: Draft, starts: Starts) -> None:
    say = visit.say
    heading(say("open.share"), say("open.share.all"), say("open.share.text"))
    sharing.example(visit)
    st.html(f'<p class="kp-small">{say("open.share.more")}</p>')
    draft.choice(opening.SHARE, say("open.share.question"), sharing.labels(visit), str(starts[opening.SHARE]))


def _example(visit: Visit, draft: Draft, starts: Starts) -> None:
    say = visit.say
    heading(say("open.example"), say("open.example.text"))
    draft.tick(opening.EXAMPLE, say("open.example.yes"), bool(starts[opening.EXAMPLE]))


def _own(visit: Visit, draft: Draft, starts: Starts) -> None:
    say = visit.say
    kept = {**starts, **st.session_state.get(opening.DRAFT, {})}
    if opening.own_to_take(visit, visit.own) is None or not opening.takes_own(kept):
        return
    heading(say("open.own"), say("open.own.text"))
    draft.tick(opening.OWN, as_label(say("open.own.yes")), bool(starts[opening.OWN]))
