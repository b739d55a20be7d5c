"""Ask your neighbours: a coordinator decides about a round, opens it, and gets what leads to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import streamlit as st

from assessment.core.answers import NAME_LENGTH, TEXT_LENGTH
from assessment.core.round import GROUP, LINK, MOST_SLIPS, PAPER, last_day
from assessment.ui.components import opened, opening, sharing
from assessment.ui.components.draft import Draft
from assessment.ui.components.words import as_label
from assessment.ui.context import Visit

WEEKS = (1, 2, 3, 4, 6, 8)
WEEK = timedelta(weeks=1).days


def draw(visit: Visit) -> None:
    """Draw the form; or, once the round is open, what leads to it."""
    # A round asks the questions that are in use, whatever the visitor's own answers were begun with.
    visit = replace(visit, questionnaire=visit.house.questionnaire or visit.questionnaire)
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
    for part in (_place, _time, _ways, _who, _share, _example, _own):
        part(visit, draft, starts)
    with st.container(key="problems"):
        if wrong:
            st.error("\n".join(f"- {_problem(visit, id_)}" for id_ in wrong.values()))
    st.button(say("open.go"), type="primary", key="open_round", on_click=opening.open_round, args=(visit,))


Starts = dict[str, str | bool]


def _problem(visit: Visit, id_: str) -> str:
    return visit.say(id_, most=MOST_SLIPS)


def _heading(title: str, *sentences: str) -> None:
    st.html(f"<h2>{title}</h2>{''.join(f'<p>{sentence}</p>' for sentence in sentences)}")


def _place(visit: Visit, draft: Draft, starts: Starts) -> None:
    say = visit.say
    _heading(say("open.place"))
    for item in (opening.NAME, opening.MUNICIPALITY):
        example = say(f"assess.place.{item}.hint")
        draft.line(item, say(f"assess.place.{item}"), str(starts[item]), NAME_LENGTH, example)
    kinds = {kind: visit.text(f"area.options.{kind}") for kind in visit.questionnaire.areas}
    draft.choice(opening.KIND, say("open.kind"), kinds, str(starts[opening.KIND]))


def _time(visit: Visit, draft: Draft, starts: Starts) -> None:
    say, today = visit.say, visit.house.clock.today()
    _heading(say("open.time"), say("open.time.text"))
    draft.line(opening.PERIOD, say("open.period"), str(starts[opening.PERIOD]), NAME_LENGTH, say("open.period.hint"))
    days = {}
    for weeks in WEEKS:
        until = last_day(today, weeks * WEEK).strftime("%d.%m.%Y")
        days[str(weeks * WEEK)] = say.count("open.days.option", weeks, date=until)
    draft.choice(opening.DAYS_OPEN, say("open.days"), days, str(starts[opening.DAYS_OPEN]))


def _ways(visit: Visit, draft: Draft, starts: Starts) -> None:
    say = visit.say
    _heading(say("open.ways"), say("open.ways.text"))
    draft.say_problem("ways")
    ticked = {}
    for way in (LINK, PAPER, GROUP):
        item = opening.WAY.format(way=way)
        ticked[way] = draft.tick(item, say(f"open.way.{way}"), bool(starts[item]))
    if not ticked[LINK]:
        return
    who = {choice: say(f"open.who.{choice}") for choice in (opening.ANYBODY, opening.STRICT)}
    if draft.choice(opening.WHO, say("open.who"), who, str(starts[opening.WHO])) == opening.STRICT:
        st.html(f'<p class="kp-note">{say("open.strict")}</p>')
        draft.line(opening.SLIPS, say("open.slips", most=MOST_SLIPS), str(starts[opening.SLIPS]), 4)


def _who(visit: Visit, draft: Draft, _: Starts) -> None:
    say = visit.say
    _heading(say("open.may_answer"), say("open.may_answer.text"))
    draft.text(opening.MAY_ANSWER, say("open.may_answer.label"), say("open.may_answer.default"), TEXT_LENGTH)


def _share(visit: Visit, draft: Draft, starts: Starts) -> None:
    say = visit.say
    _heading(say("open.share"), say("open.share.all"), say("open.share.text"))
    sharing.example(visit)
    st.html(f'<p class="kp-small">{say("open.share.more")}</p>')
    draft.choice(opening.SHARE, say("open.share.question"), sharing.labels(visit), str(starts[opening.SHARE]))


def _example(visit: Visit, draft: Draft, starts: Starts) -> None:
    say = visit.say
    _heading(say("open.example"), say("open.example.text"))
    draft.tick(opening.EXAMPLE, say("open.example.yes"), bool(starts[opening.EXAMPLE]))


def _own(visit: Visit, draft: Draft, starts: Starts) -> None:
    say = visit.say
    kept = {**starts, **st.session_state.get(opening.DRAFT, {})}
    if opening.own_to_take(visit, visit.own) is None or not opening.takes_own(kept):
        return
    _heading(say("open.own"), say("open.own.text"))
    draft.tick(opening.OWN, as_label(say("open.own.yes")), bool(starts[opening.OWN]))
