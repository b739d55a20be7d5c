"""What is filled in to open a round, be it of one area or of many: until when, how people answer, and who may."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from assessment.core.answers import NAME_LENGTH
from assessment.core.round import GROUP, LINK, MOST_SLIPS, PAPER, last_day
from assessment.ui.components import opening
from assessment.ui.components.draft import Draft
from assessment.ui.context import Visit

WEEKS = (1, 2, 3, 4, 6, 8)
WEEK = timedelta(weeks=1).days

Starts = dict[str, str | bool]


def heading(title: str, *sentences: str) -> None:
    """A part's title and what is said of it; all of it is HTML."""
    st.html(f"<h2>{title}</h2>{''.join(f'<p>{sentence}</p>' for sentence in sentences)}")


def time(visit: Visit, draft: Draft, starts: Starts, told: str = "open.time.text") -> None:
    """The period, and for how long answers are taken."""
    say, today = visit.say, visit.house.clock.today()
    heading(say("open.time"), say(told))
    draft.line(opening.PERIOD, say("open.period"), str(starts[opening.PERIOD]), NAME_LENGTH, say("open.period.hint"))
    days = {}
    for weeks in WEEKS:
        until = last_day(today, weeks * WEEK).strftime("%d.%m.%Y")
        days[str(weeks * WEEK)] = say.count("open.days.option", weeks, date=until)
    draft.choice(opening.DAYS_OPEN, say("open.days"), days, str(starts[opening.DAYS_OPEN]))


def ways(
    visit: Visit,
    draft: Draft,
    starts: Starts,
    paper: str = "open.way.paper",
    strict: str = "open.strict",
    slips: str = "open.slips",
) -> None:
    """How answers may come. The texts differ where somebody else will key in the paper and print the slips."""
    say = visit.say
    heading(say("open.ways"), say("open.ways.text"))
    draft.say_problem("ways")
    ticked = {}
    for way in (LINK, PAPER, GROUP):
        item = opening.WAY.format(way=way)
        ticked[way] = draft.tick(item, say(paper if way == PAPER else f"open.way.{way}"), bool(starts[item]))
    if not ticked[LINK]:
        return
    who = {choice: say(f"open.who.{choice}") for choice in (opening.ANYBODY, opening.STRICT)}
    if draft.choice(opening.WHO, say("open.who"), who, str(starts[opening.WHO])) == opening.STRICT:
        st.html(f'<p class="kp-note">{say(strict)}</p>')
        draft.line(opening.SLIPS, say(slips, most=MOST_SLIPS), str(starts[opening.SLIPS]), 4)
