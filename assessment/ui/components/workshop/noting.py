"""What the host counts and notes at a step: hands in the hall, and what the room agreed on."""

from __future__ import annotations

import logging
from dataclasses import replace
from html import escape

import streamlit as st

from assessment.core.answers import TEXT_LENGTH
from assessment.core.ballot import Counts
from assessment.core.errors import AssessmentError, VoteError
from assessment.core.questionnaire import DONT_KNOW
from assessment.core.scene import Agreed, Scene
from assessment.core.workshop import ABSTAIN, DOMAIN, HIDDEN, LOBBY, PAUSED, REVEALED, STORY, VOTING
from assessment.journeys import hosting
from assessment.ui.components.words import as_label
from assessment.ui.components.workshop.host import Desk
from assessment.ui.uninterrupted import uninterrupted

log = logging.getLogger(__name__)
MOST_HANDS = 2000
OUTCOME = "workshop_noted"
NOTHING_AGREED = "none"


def level_text(desk: Desk, level: int) -> str:
    """What stands for a level at the present step: the description of the domain, or at a story the phase's name."""
    step, phase = desk.standing.step, desk.questionnaire.phase_ids[level]
    return desk.visit.text(f"domains.{step.id}.levels.{phase}" if step.kind == DOMAIN else f"phases.{phase}.name")


def hands(desk: Desk, scene: Scene) -> None:
    """Numbers for those without a phone, while the vote is open; they are marked as counted in the hall."""
    say, standing = desk.visit.say, desk.standing
    if standing.step.kind not in (DOMAIN, STORY) or standing.state != VOTING:
        return
    known, top = scene.hands, desk.questionnaire.top
    counts = known or Counts((0,) * (top + 1))
    title = say("workshop.hands") if known is None else say("workshop.hands.counted", number=counts.all)
    with st.expander(title), st.form("hands", border=False):
        st.html(f"<p>{escape(say('workshop.hands.text'))}</p>")
        at = f"hands-{standing.step.key}-{standing.course.ballot}-{desk.visit.language}"
        labels = [f"{level} · {level_text(desk, level)}" for level in range(top + 1)]
        labels += [desk.visit.text("dk"), say("workshop.abstain")]
        values = (*counts.levels, counts.dk, counts.abstained)
        names = (*(str(level) for level in range(top + 1)), DONT_KNOW, ABSTAIN)
        fields = [f"{at}-{name}" for name in names]
        for field, label, value in zip(fields, labels, values, strict=True):
            st.number_input(as_label(label), min_value=0, max_value=MOST_HANDS, step=1, value=value, key=field)
        st.form_submit_button(say("workshop.hands.keep"), on_click=_count, args=(desk, fields))


@uninterrupted
def _count(desk: Desk, fields: list[str]) -> None:
    *levels, dk, abstained = (int(st.session_state[field] or 0) for field in fields)
    try:
        desk.now()
        counts = Counts(tuple(levels), dk, abstained)
        hosting.count_hands(desk.visit.house.store, desk.questionnaire, desk.standing, counts)
        st.session_state[OUTCOME] = "workshop.hands.kept"
    except VoteError:
        st.session_state[OUTCOME] = "workshop.hands.closed"
    except AssessmentError:
        log.exception("Hands could not be kept")
        st.session_state[OUTCOME] = "workshop.noted.failed"


def agreed(desk: Desk, scene: Scene) -> None:
    """The level that the room agreed on, if it did, and what was said against it; kept at once."""
    say, step = desk.visit.say, desk.standing.step
    if step.kind != DOMAIN or desk.standing.state not in (REVEALED, HIDDEN, PAUSED) or not _was_revealed(desk):
        return
    note = (scene.agreed or {}).get(step.key, Agreed())
    st.html(f"<h2>{escape(say('workshop.agreed'))}</h2><p>{escape(say('workshop.agreed.text'))}</p>")
    labels = {NOTHING_AGREED: say("workshop.agreed.none")}
    labels |= {str(level): f"{level} · {level_text(desk, level)}" for level in range(desk.questionnaire.top + 1)}
    options, chosen = list(labels), NOTHING_AGREED if note.level is None else str(note.level)
    level, dissent = (f"{what}-{step.key}-{desk.visit.language}" for what in ("agreed", "dissent"))
    # It follows what is kept, also what another host noted; words that are being written are left alone.
    st.session_state[level] = chosen
    st.radio(
        say("workshop.agreed.question"),
        options,
        format_func=lambda option: as_label(labels[option]),
        key=level,
        on_change=_note,
        args=(desk, level, dissent, True),
        width="stretch",
    )
    st.text_area(
        say("workshop.dissent"),
        value=note.dissent,
        key=dissent,
        max_chars=TEXT_LENGTH,
        height=96,
        on_change=_note,
        args=(desk, level, dissent, False),
    )


def _was_revealed(desk: Desk) -> bool:
    course = desk.standing.course
    return course.closed[course.at]


@uninterrupted
def _note(desk: Desk, level: str, dissent: str, is_level: bool) -> None:
    """Only what was changed: the other may have been changed by another host."""
    house, step = desk.visit.house, desk.standing.step
    chosen, words = st.session_state[level], str(st.session_state[dissent])
    try:
        desk.now()
        note = house.store.agreed(desk.standing.workshop.id).get(step.key, Agreed())
        if is_level:
            note = replace(note, level=None if chosen == NOTHING_AGREED else int(chosen))
        else:
            note = replace(note, dissent=words)
        hosting.note_agreed(house.store, desk.questionnaire, desk.standing, step.key, note)
        st.session_state[OUTCOME] = "workshop.noted"
    except AssessmentError:
        log.exception("What was agreed could not be kept")
        st.session_state[OUTCOME] = "workshop.noted.failed"


def outcome(desk: Desk) -> None:
    """What became of the last note; announced by screen readers."""
    if desk.standing.step.kind not in (DOMAIN, STORY) or desk.standing.state == LOBBY:
        return
    told = st.session_state.pop(OUTCOME, "")
    words = escape(desk.visit.say(told)) if told else "&nbsp;"
    st.html(f'<p class="kp-saved" role="status">{words}</p>')
