"""What changes on the host's page by itself: how many have joined and voted, and the picture where all see it live."""

from __future__ import annotations

from html import escape

import streamlit as st

from assessment.charts.workshop.distribution import Manner, distribution
from assessment.core.scene import Presence, Scene
from assessment.core.workshop import DOMAIN, ENDED, LOBBY, STORY, SUMMARY, VOTING
from assessment.journeys import watching
from assessment.ui.components.drawn import as_images
from assessment.ui.components.workshop import pulse
from assessment.ui.components.workshop.host import Desk, now_or_out

JOINED = "workshop_joined"


@st.fragment
def numbers(desk: Desk) -> None:
    """The numbers; when the workshop was moved meanwhile, here or elsewhere, the whole page is drawn anew."""
    if desk.standing.state != ENDED:
        pulse.listen(desk.projector_key)
    now = now_or_out(desk)
    if now.course.revision != desk.standing.course.revision:
        st.rerun()
    scene = watching.scene(desk.visit.house.store, desk.questionnaire, now)
    presence = scene.presence or Presence()
    st.html(f'<ul class="kp-hall-numbers">{"".join(_numbers(desk, scene, presence))}</ul>')
    if now.state == VOTING:
        _picture(desk, scene)


def _numbers(desk: Desk, scene: Scene, presence: Presence) -> list[str]:
    say = desk.visit.say
    told = [_number(say("workshop.joined"), presence.joined)]
    if presence.tables:
        told.append(_number(say.count("workshop.tables", presence.tables), presence.tables))
    is_voted_on = desk.standing.step.kind != SUMMARY and not desk.is_writing
    if desk.standing.state not in (LOBBY, ENDED) and is_voted_on:
        told.append(_number(say("workshop.voted"), presence.voted))
    if scene.hands is not None and scene.hands.all:
        told.append(_number(say("workshop.hands.number"), scene.hands.all))
    return told


def _number(label: str, number: int) -> str:
    return f"<li><b>{number}</b> {escape(label)}</li>"


def revealed(desk: Desk, scene: Scene) -> None:
    """The picture of the present ballot, the same as the room sees."""
    if desk.standing.state != VOTING:
        _picture(desk, scene)


def _picture(desk: Desk, scene: Scene) -> None:
    step = desk.standing.step
    if scene.shown is None or step.kind not in (DOMAIN, STORY):
        return
    manner = Manner(is_live=desk.standing.state == VOTING)
    drawn = distribution(desk.questionnaire, desk.visit.say, step, scene.shown, scene.movement, manner)
    st.html(as_images(drawn))
