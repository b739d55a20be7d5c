"""What a host fills in to open a workshop: for whom, about what, how, and where phones reach it."""

from __future__ import annotations

from html import escape

import streamlit as st

from assessment import bootstrap
from assessment.core.answers import NAME_LENGTH
from assessment.core.workshop import COMMUNITY, KINDS
from assessment.ui.components import round_form, sharing
from assessment.ui.components.draft import Draft
from assessment.ui.components.round_form import Starts
from assessment.ui.components.workshop import opening
from assessment.ui.context import Visit


def room(visit: Visit, draft: Draft, starts: Starts) -> None:
    """One community, or everybody of a place of their own; the community's place, and the language."""
    say = visit.say
    round_form.heading(say("workshop.room"))
    kinds = {kind: say(f"workshop.room.{kind}") for kind in KINDS}
    kind = draft.choice(opening.KIND, say("workshop.room.question"), kinds, str(starts[opening.KIND]))
    if kind == COMMUNITY:
        for item in (opening.NAME, opening.MUNICIPALITY):
            example = say(f"assess.place.{item}.hint")
            draft.line(item, say(f"assess.place.{item}"), str(starts[item]), NAME_LENGTH, example)
        areas = {area: visit.text(f"area.options.{area}") for area in visit.questionnaire.areas}
        draft.choice(opening.AREA, say("open.kind"), areas, str(starts[opening.AREA]))
    else:
        st.html(f'<p class="kp-note">{escape(say("workshop.room.open"))}</p>')
    known = [one for one in bootstrap.languages() if one in visit.questionnaire.languages]
    languages = {language: bootstrap.language_name(language) for language in known}
    draft.choice(opening.LANGUAGE, say("workshop.language"), languages, str(starts[opening.LANGUAGE]))


def around(visit: Visit, draft: Draft, starts: Starts) -> None:
    """What comes before and after the domains: stories of villages to guess at, and small steps to think of."""
    say, q = visit.say, visit.questionnaire
    round_form.heading(say("workshop.stories"), say("workshop.stories.text"))
    for story in q.stories:
        item = opening.STORY.format(id=story.id)
        draft.tick(item, visit.text(f"stories.{story.id}.title"), bool(starts[item]))
    round_form.heading(say("workshop.ideas"), say("workshop.ideas.text"))
    draft.tick(opening.IDEAS, say("workshop.ideas.yes"), bool(starts[opening.IDEAS]))


def ways(visit: Visit, draft: Draft, starts: Starts) -> None:
    """Whether votes are blind, whether roles are asked, and who sets the tempo."""
    say = visit.say
    round_form.heading(say("workshop.ways"))
    draft.tick(opening.BLIND, say("workshop.blind"), bool(starts[opening.BLIND]))
    st.html(f'<p class="kp-small">{escape(say("workshop.blind.text"))}</p>')
    draft.tick(opening.ROLES, say("workshop.roles"), bool(starts[opening.ROLES]))
    st.html(f'<p class="kp-small">{escape(say("workshop.roles.text"))}</p>')
    tempi = {tempo: say(f"workshop.tempo.{tempo}") for tempo in (opening.HOSTS, opening.FREE)}
    draft.choice(opening.TEMPO, say("workshop.tempo"), tempi, str(starts[opening.TEMPO]))


def share(visit: Visit, draft: Draft, starts: Starts) -> None:
    """What the municipality is shown of the round that remains: of one community only, in the words of a round."""
    say = visit.say
    if opening.kept(visit)[opening.KIND] != COMMUNITY:
        return
    round_form.heading(say("open.share"), say("workshop.share.text"))
    with st.expander(say("workshop.share.example")):
        sharing.example(visit)
    draft.choice(opening.SHARE, say("open.share.question"), sharing.labels(visit), str(starts[opening.SHARE]))
