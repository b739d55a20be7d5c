"""The wall of a hall, live: a view without a memory of its own, of which several may be open."""

from __future__ import annotations

import logging
from pathlib import Path

import streamlit as st

from assessment import bootstrap
from assessment.core.errors import AssessmentError, QuestionnaireError, TooManyTriesError, WrongCodeError
from assessment.core.workshop import Standing
from assessment.journeys import hosting, watching
from assessment.ui.components.workshop import pulse, wall_controls
from assessment.ui.components.workshop.wall_join import Wall, panel, whole
from assessment.ui.components.workshop.wall_scenes import draw as drawn
from assessment.ui.components.workshop.wall_scenes import state_words
from assessment.ui.context import Visit, visitor

log = logging.getLogger(__name__)
STYLE = Path(__file__).parent / "wall.css"
WRONG = "wrong_projector_key"


def find(visit: Visit, key: str) -> Standing | str:
    """The workshop that this key shows, or the words for why there is none."""
    house = visit.house
    if not key or st.session_state.get(WRONG) == key:
        return "wall.wrong"  # it was tried: looking at the page once more is no other try
    try:
        found = hosting.on_wall(house.store, house.codes, house.throttle, visitor(), key)
        house.version(found.workshop.questionnaire)
        return found
    except WrongCodeError:
        st.session_state[WRONG] = key
        return "wall.wrong"
    except TooManyTriesError:
        return "resume.wait"
    except QuestionnaireError as error:
        log.error("A wall cannot be shown: %s", error)
        return "wall.stranded"


@st.fragment
def live(visit: Visit, key: str) -> None:
    """Draw the wall, and draw it anew whenever its workshop changes."""
    with st.container(key="wall"):
        try:
            _moment(visit, key)
        except AssessmentError:
            log.exception("A wall could not be drawn")
            st.html(f'<div class="kp-wall"><div class="kp-calm"><p>{visit.say("wall.lost")}</p></div></div>')
        pulse.listen(key)


def _moment(visit: Visit, key: str) -> None:
    """This moment. Each part has a place of its own, so that what has not changed stays, and grows once."""
    standing = find(visit, key)
    if isinstance(standing, str):
        st.html(f'<div class="kp-wall"><div class="kp-calm"><p>{visit.say(standing)}</p></div></div>')
        return
    house, workshop = visit.house, standing.workshop
    q = house.version(workshop.questionnaire)
    scene = watching.scene(house.store, q, standing).for_projector()
    say = bootstrap.say(workshop.language if workshop.language in bootstrap.languages() else visit.language)
    is_summed_up = scene.profile is not None
    levels = watching.room_levels(house.store, q, standing, scene.agreed or {}) if is_summed_up else {}
    wall = Wall(q, say, scene, hosting.join_code(house.store, house.codes, workshop.id), levels)
    st.html(f'<i class="kp-theme-{wall_controls.theme()}"></i>')
    st.html(drawn(wall))
    st.html(panel(wall))
    st.html(whole(wall) if wall_controls.is_whole() else "<i></i>")
    wall_controls.tell(state_words(wall))
    wall_controls.draw(visit, say, scene)
