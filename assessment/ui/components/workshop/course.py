"""Where a workshop stands, in words: the present step with its question, the overview of all, and what remains."""

from __future__ import annotations

from html import escape

import streamlit as st

from assessment.charts.domain_profile import domain_profile
from assessment.core.ballot import COUNTS_FROM
from assessment.core.scene import Agreed, Scene
from assessment.core.workshop import COMMUNITY, DOMAIN, ENDED, IDEAS, LOBBY, OPEN_ROOM, REVEALED, STORY, SUMMARY, Step
from assessment.journeys import remaining
from assessment.ui.components import links
from assessment.ui.components.drawn import as_images
from assessment.ui.components.workshop.host import Desk

# So often it is looked whether what remains is stored by now.
SECONDS = 1


def step(desk: Desk) -> None:
    """The present step: which of them it is, its question, and the state in words."""
    say, standing = desk.visit.say, desk.standing
    course, here = standing.course, standing.step
    state = desk.state_words
    # The region stands there always, and says the whole: of two steps one after the other only the name differs.
    told = escape(f"{desk.name(here)} – {state}" if standing.state not in (LOBBY, ENDED) else state)
    said = f'<p class="kp-unseen" role="status">{told}</p>'
    if standing.state in (LOBBY, ENDED):
        body = f"<h2>{escape(state)}</h2><p>{escape(say(f'workshop.state.{standing.state}.text'))}</p>"
    else:
        number = say("workshop.step", number=course.at + 1, all=len(standing.workshop.steps))
        is_over = here.kind == SUMMARY and standing.state == REVEALED
        seen = "" if is_over else f'<p class="kp-hall-state" aria-hidden="true"><strong>{escape(state)}</strong></p>'
        seen += "" if is_over else f'<p class="kp-small">{escape(_hint(desk))}</p>'
        body = (
            f'<p class="kp-small">{escape(number)}</p><h2>{escape(desk.name(here))}</h2>{_question(desk, here)}{seen}'
        )
    st.html(f'<section class="kp-hall-step">{said}{body}</section>')


def _hint(desk: Desk) -> str:
    """What who hosts for the first time may do now."""
    say, standing = desk.visit.say, desk.standing
    if standing.step.kind == IDEAS:
        return say(f"workshop.hint.{'writing' if desk.is_writing else 'choosing'}")
    return say(f"workshop.hint.{standing.state}")


def _question(desk: Desk, here: Step) -> str:
    visit = desk.visit
    if here.kind == DOMAIN:
        return f"<p>{escape(visit.text(f'domains.{here.id}.question'))}</p>"
    if here.kind == STORY:
        return f"<p>{escape(visit.text(f'stories.{here.id}.text'))}</p>"
    if here.kind == IDEAS:
        return f"<p>{escape(visit.say('workshop.ideas.question'))}</p>"
    return f"<p>{escape(visit.say('workshop.summary.text'))}</p>"


def overview(desk: Desk, scene: Scene) -> None:
    """Every step with where it stands. Next and back lead to each of them, as it was left."""
    rows = []
    for place, one in enumerate(desk.standing.workshop.steps):
        is_here = _is_here(desk, place)
        current = ' aria-current="step"' if is_here else ""
        told = "; ".join(_standing(desk, scene, place, one))
        told = f" <span>– {escape(told)}</span>" if told else ""
        rows.append(f"<li{current}>{escape(desk.name(one))}{told}</li>")
    st.html(f'<h2>{escape(desk.visit.say("workshop.overview"))}</h2><ol class="kp-hall-steps">{"".join(rows)}</ol>')


def _is_here(desk: Desk, place: int) -> bool:
    return place == desk.standing.course.at and desk.standing.state not in (LOBBY, ENDED)


def _standing(desk: Desk, scene: Scene, place: int, one: Step) -> list[str]:
    say, course = desk.visit.say, desk.standing.course
    told = [say("workshop.overview.here")] if _is_here(desk, place) else []
    if one.kind == SUMMARY or not course.ballots[place]:
        return told
    # Of the ideas the first ballot is the writing of them.
    is_writing = one.kind == IDEAS and course.ballots[place] == 1
    if course.closed[place]:
        number = course.ballots[place] - (one.kind == IDEAS)
        told.append(say("workshop.overview.written") if is_writing else say.count("workshop.overview.revealed", number))
    elif desk.standing.state == ENDED:
        told.append(say("workshop.overview.unshown"))
    else:
        told.append(say("workshop.overview.writing" if is_writing else "workshop.overview.open"))
    note = (scene.agreed or {}).get(one.key, Agreed())
    if note.level is not None:
        phase = desk.visit.text(f"phases.{desk.questionnaire.phase_ids[note.level]}.name")
        told.append(say("workshop.overview.agreed", level=note.level, name=phase))
    return told


def summary(desk: Desk, scene: Scene) -> None:
    """At the last step, or wherever it was ended: what the room has come to, and what remains of it."""
    if desk.standing.step.kind != SUMMARY and desk.standing.state != ENDED:
        return
    say, q = desk.visit.say, desk.questionnaire
    if scene.profile is not None:
        phase = scene.profile.phase
        name = desk.visit.text(f"phases.{q.phase_ids[phase]}.name") if phase is not None else ""
        told = say("workshop.summary.phase", name=name) if name else say("workshop.summary.no_phase")
        st.html(f"<h3>{escape(told)}</h3>{as_images(domain_profile(q, say, scene.profile.levels))}")
    if scene.places is not None:
        st.html(f"<p>{escape(_places(desk, scene))}</p>")
    remains(desk)


def _places(desk: Desk, scene: Scene) -> str:
    say, q = desk.visit.say, desk.questionnaire
    if scene.places is None or scene.places.phases is None:
        return say("workshop.summary.few", few=COUNTS_FROM)
    counts = zip(q.phase_ids, scene.places.phases, strict=True)
    told = "; ".join(f"{desk.visit.text(f'phases.{id_}.name')}: {number}" for id_, number in counts)
    return say("workshop.summary.places", counts=told, without=scene.places.without)


def remains(desk: Desk) -> None:
    """What is kept of this workshop after its end; once it is over, the way to it."""
    say, standing = desk.visit.say, desk.standing
    kind = standing.workshop.kind
    st.html(f"<h2>{escape(say('workshop.remains'))}</h2><p>{escape(say(f'workshop.remains.{kind}'))}</p>")
    if standing.state != ENDED or kind == OPEN_ROOM:
        return
    if kind == COMMUNITY and standing.round_id:
        code = desk.visit.house.codes.share_code(standing.round_id)
        st.html(
            f'<p>{escape(say("workshop.remains.code"))}</p><p class="kp-code" translate="no">{code}</p>'
            + links.door(say("workshop.remains.open"), f"r/{code}?lang={desk.visit.language}")
        )
    elif remaining.is_nothing(desk.visit.house.store, desk.questionnaire, standing):
        st.html(f"<p>{escape(say('workshop.remains.nothing'))}</p>")
    else:
        _being_kept(desk)


@st.fragment(run_every=SECONDS)
def _being_kept(desk: Desk) -> None:
    """Another host ended it a moment ago, and what remains is being stored."""
    if desk.now().round_id:
        st.rerun()
    st.html(f'<p role="status">{escape(desk.visit.say("workshop.remains.soon"))}</p>')
