"""One phase, or the state beside the path, with an address of its own: what it looks like, why, and what helps."""

from __future__ import annotations

from html import escape

import streamlit as st

from assessment.charts.palette import ink_on
from assessment.charts.phase_path import phase_path
from assessment.core.questionnaire import Phase, Story
from assessment.ui.components import doors
from assessment.ui.components.words import listed, marked, paragraph, section
from assessment.ui.context import Visit


def draw(visit: Visit, phase: Phase) -> None:
    """Draw the page of `phase`."""
    q, say = visit.questionnaire, visit.say
    on_path = phase in q.phases
    path = f"{'phases' if on_path else 'states'}.{phase.id}"
    st.title(visit.text(f"{path}.name"), anchor=False)
    st.html(
        f'<section class="kp-phase" style="--phase:{phase.colour};--ink:{ink_on(phase.colour)}">'
        f"{paragraph(visit, f'{path}.description')}</section>"
    )
    level = q.phases.index(phase) if on_path else None
    st.html(phase_path(q, say, level, phase.id, say("phase.here")))
    if level == 0:
        _kinds(visit)
    for part in ("signs", "why", "risks", "helps"):
        st.html(section(say(f"phase.{part}"), listed(visit, f"{path}.{part}")))
    _anchors(visit, phase, on_path)
    _worker(visit, path)
    opening = marked(visit, q.text("opening", visit.language))
    asked = listed(visit, f"{path}.questions", tag="ol")
    st.html(section(say("phase.questions"), f"<p>{opening}</p>{asked}"))
    _stories(visit, phase)
    st.html(f"<h2>{say('phase.others')}</h2>")
    doors.phases(visit, phase.id)


def _kinds(visit: Visit) -> None:
    kinds = "".join(
        f"<dt><strong>{escape(visit.text(f'kinds.{kind.id}.name'))}</strong></dt>"
        f"<dd>{escape(visit.text(f'kinds.{kind.id}.description'))}</dd>"
        for kind in visit.questionnaire.kinds
    )
    st.html(section(visit.say("phase.kinds"), f"<dl>{kinds}</dl>"))


def _anchors(visit: Visit, phase: Phase, on_path: bool) -> None:
    """The descriptions that people choose when they see this phase, topic by topic."""
    q = visit.questionnaire
    group = "levels" if on_path else "states"
    rows = "".join(
        f"<dt>{escape(visit.text(f'domains.{domain}.name'))}</dt>"
        f"<dd>{escape(visit.text(f'domains.{domain}.{group}.{phase.id}'))}</dd>"
        for domain in q.domain_ids
    )
    with st.expander(visit.say("phase.anchors")):
        st.html(f"<dl>{rows}</dl>")


def _worker(visit: Visit, path: str) -> None:
    say = visit.say
    st.html(
        section(
            say("phase.worker"),
            f"<p>{say('phase.worker.role', role=escape(visit.text(f'{path}.worker.role')))}</p>"
            f"<h3>{say('phase.worker.do')}</h3>{listed(visit, f'{path}.worker.do')}"
            f"<h3>{say('phase.worker.dont')}</h3>{listed(visit, f'{path}.worker.dont')}",
        )
    )


def _stories(visit: Visit, phase: Phase) -> None:
    """Real villages' paths through this phase, each with its source."""
    told = [_story(visit, story) for story in visit.questionnaire.stories if phase.id in story.phases]
    if told:
        st.html(section(visit.say("phase.stories"), "".join(told)))


def _story(visit: Visit, story: Story) -> str:
    urls = visit.questionnaire.sources
    sources = ", ".join(
        f'<a href="{escape(urls[source])}" target="_blank">{escape(visit.text(f"sources.{source}"))}</a>'
        for source in story.sources
    )
    title, path = escape(visit.text(f"stories.{story.id}.title")), f"stories.{story.id}.text"
    return f'<h3>{title}</h3>{paragraph(visit, path)}<p class="kp-small">{visit.say("phase.source")}: {sources}</p>'
