"""Texts of participants, before the room sees them: the host allows them, puts them aside, and groups them."""

from __future__ import annotations

import logging
from html import escape

import streamlit as st

from assessment.core.errors import AssessmentError
from assessment.core.scene import ALLOWED, ASIDE, WAITING, Idea
from assessment.core.workshop import ENDED, IDEAS, SUMMARY
from assessment.journeys import hosting, watching
from assessment.ui.components.words import as_label
from assessment.ui.components.workshop.host import Desk, now_or_out
from assessment.ui.uninterrupted import uninterrupted

log = logging.getLogger(__name__)
FAILED = "workshop_idea_failed"
# No pulse tells that somebody wrote a second text.
SECONDS = 2
# Of those that wait so many are drawn at once, the earliest: a page of thousands could not be drawn at all.
MOST_WAITING = 40


def queue(desk: Desk) -> None:
    """The texts, at the steps where they are written or seen."""
    if desk.standing.step.kind not in (IDEAS, SUMMARY):
        return
    every = SECONDS if desk.standing.step.kind == IDEAS and desk.standing.state != ENDED else None
    st.fragment(_queue, run_every=every)(desk)


def _queue(desk: Desk) -> None:
    say = desk.visit.say
    now_or_out(desk)
    ideas = watching.scene(desk.visit.house.store, desk.questionnaire, desk.standing).ideas
    if not ideas and desk.standing.step.kind == SUMMARY:
        return
    st.html(f"<h2>{escape(say('workshop.ideas.queue'))}</h2>")
    if st.session_state.get(FAILED):
        st.error(say("workshop.noted.failed"))
    if not ideas:
        st.html(f"<p>{escape(say('workshop.ideas.nothing'))}</p>")
    heads = [idea for idea in ideas if idea.state == ALLOWED and not idea.group]
    for state in (WAITING, ALLOWED, ASIDE):
        of_state = [idea for idea in ideas if idea.state == state]
        if not of_state:
            continue
        st.html(f"<h3>{escape(say(f'workshop.ideas.{state}', number=len(of_state)))}</h3>")
        for idea in of_state[: MOST_WAITING if state == WAITING else None]:
            _one(desk, idea, heads)
        if state == WAITING and len(of_state) > MOST_WAITING:
            st.html(f"<p>{escape(say('workshop.ideas.rest', number=len(of_state) - MOST_WAITING))}</p>")


def _one(desk: Desk, idea: Idea, heads: list[Idea]) -> None:
    say = desk.visit.say
    with st.container(border=True, key=f"idea-{idea.id}"):
        support = (
            f" <b>{escape(say('workshop.ideas.support', number=idea.support))}</b>" if idea.support is not None else ""
        )
        st.html(f'<p class="kp-idea">{escape(idea.text)}{support}</p>')
        if desk.standing.state == ENDED:
            return
        with st.container(key=f"idea-deeds-{idea.id}", horizontal=True, vertical_alignment="bottom"):
            for state in (ALLOWED, ASIDE):
                if state != idea.state:
                    label = say("workshop.ideas.allow" if state == ALLOWED else "workshop.ideas.put_aside")
                    args = (desk, idea, state, "")
                    st.button(label, key=f"idea-{state}-{idea.id}", on_click=_judge, args=args, width="content")
            _group(desk, idea, [head for head in heads if head.id != idea.id])


def _group(desk: Desk, idea: Idea, heads: list[Idea]) -> None:
    """Under which other text it belongs; one that others belong under stays by itself."""
    say = desk.visit.say
    if idea.state != ALLOWED or not heads:
        return
    texts = {"": say("workshop.ideas.by_itself"), **{head.id: head.text for head in heads}}
    options, key = list(texts), f"idea-group-{idea.id}-{desk.visit.language}"
    # A field follows what is kept, also what another host decided.
    st.session_state[key] = idea.group if idea.group in texts else ""
    st.selectbox(
        say("workshop.ideas.group"),
        options,
        format_func=lambda option: as_label(texts[option]),
        key=key,
        on_change=_regroup,
        args=(desk, idea, key),
    )


@uninterrupted
def _regroup(desk: Desk, idea: Idea, key: str) -> None:
    _keep(desk, idea, ALLOWED, str(st.session_state[key]))


@uninterrupted
def _judge(desk: Desk, idea: Idea, state: str, group: str) -> None:
    _keep(desk, idea, state, group)


def _keep(desk: Desk, idea: Idea, state: str, group: str) -> None:
    try:
        desk.now()
        hosting.judge_idea(desk.visit.house.store, desk.standing, idea, state, group)
        st.session_state[FAILED] = False
    except AssessmentError:
        log.exception("A text could not be judged")
        st.session_state[FAILED] = True
