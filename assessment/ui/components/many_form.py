"""What a worker fills in to open rounds of many areas: which areas, until when, how people answer, what is shared."""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from assessment.core.answers import NAME_LENGTH, TEXT_LENGTH
from assessment.core.overview import OPEN, AreaStanding, Picture
from assessment.core.register import name_key
from assessment.core.round import NOTHING, RELEASED
from assessment.core.wanted import MOST_AREAS
from assessment.intake.recognising import MEGABYTE
from assessment.ui.components import many, opening, round_form, sharing, uploading
from assessment.ui.components.draft import Draft
from assessment.ui.components.round_form import Starts, heading
from assessment.ui.components.words import as_label
from assessment.ui.context import Visit
from assessment.ui.uninterrupted import uninterrupted

MOST_TYPED = 20_000
# Details are shared by a community alone.
CHOICES = (NOTHING, RELEASED)
# A list of five hundred areas with their contacts is 0.03 MB.
MOST_MEGABYTES = 1
UPLOAD = "many_upload"


def areas(visit: Visit, draft: Draft, starts: Starts, picture: Picture) -> None:
    """Which areas: ticked in the list of those that are known, typed, or brought in a file."""
    say = visit.say
    heading(say("many.areas"))
    ways = [many.FROM_LIST] if picture.areas else []
    labels = {way: say(f"many.source.{way}") for way in (*ways, many.TYPED_NAMES, many.FROM_FILE)}
    source = draft.choice(many.SOURCE, say("many.source"), labels, str(starts[many.SOURCE]))
    if source == many.FROM_LIST:
        _ticked(visit, picture)
    elif source == many.TYPED_NAMES:
        draft.text(many.NAMES, say("many.names", most=MOST_AREAS), "", MOST_TYPED)
        st.html(f'<p class="kp-small">{say("many.names.text")}</p>')
    else:
        _brought(visit, picture)


def _ticked(visit: Visit, picture: Picture) -> None:
    say = visit.say
    sought = st.text_input(say("many.filter"), key=f"many_filter-{visit.language}", autocomplete="off")
    found = [one for one in picture.areas if _is_sought(name_key(sought), name_key(one.area.name))]
    ids = [one.area.id for one in found]
    with st.container(key="many-all", horizontal=True, vertical_alignment="center"):
        st.button(say("many.all"), key="many_all", on_click=many.tick_all, args=(ids, True))
        st.button(say("many.none"), key="many_none", on_click=many.tick_all, args=(ids, False))
        st.html(f'<p role="status">{say.count("many.chosen", len(many.chosen()))}</p>')
    if not found:
        st.html(f"<p>{say('many.filter.nothing')}</p>")
    with st.container(key="many-areas"):
        for one in found:
            widget = f"many-area-{one.area.id}-{visit.language}"
            ticked = one.area.id in many.chosen()
            # The box follows the buttons too, which a value given once would not.
            st.session_state[widget] = ticked
            st.checkbox(_label(visit, one), key=widget, on_change=many.tick, args=(one.area.id, widget))


def _is_sought(sought: str, name: str) -> bool:
    """Whether a name, or a word of it, begins so: nearly every name has "küla" in it somewhere."""
    return name.startswith(sought) or f" {sought}" in name


def _label(visit: Visit, one: AreaStanding) -> str:
    name = as_label(one.area.name)
    return f"{name} · {visit.say('many.state.open')}" if one.state == OPEN else name


def _brought(visit: Visit, picture: Picture) -> None:
    say, found = visit.say, many.file()
    st.html(f"<p>{say('many.file.text')}</p>")
    if found is None:
        read = partial(_bring, picture.municipality)
        uploading.ask(visit, UPLOAD, say("many.file"), say("many.file.button"), MOST_MEGABYTES, read)
        return
    name, listed = found
    st.html(f'<p role="status">{escape(say.count("many.file.read", len(listed.areas), name=name))}</p>')
    st.button(say("areas.upload.again"), key="many_again_file", on_click=many.forget_file)


@uninterrupted
def _bring(municipality: str) -> None:
    """Read the list at once; the file itself is not kept."""
    found = uploading.chosen(UPLOAD)
    # The browser has refused a larger one; whoever sends it all the same finds the field empty.
    if found is not None and found.size <= MOST_MEGABYTES * MEGABYTE:
        many.bring(found.name[:NAME_LENGTH], found.getvalue(), municipality)
    uploading.put_away(UPLOAD)


def plan(visit: Visit, draft: Draft, starts: Starts) -> None:
    """When and how, the same for all of them."""
    say = visit.say
    round_form.time(visit, draft, starts, "many.time.text")
    round_form.ways(visit, draft, starts, "many.way.paper", "many.strict", "many.slips")
    heading(say("open.may_answer"), say("open.may_answer.text"))
    draft.text(opening.MAY_ANSWER, say("open.may_answer.label"), str(starts[opening.MAY_ANSWER]), TEXT_LENGTH)


def share(visit: Visit, draft: Draft, starts: Starts) -> None:
    """What the municipality will see, with an invented example."""
    say = visit.say
    heading(say("open.share"), say("many.share.all"), say("many.share.text"))
    sharing.example(visit, CHOICES)
    labels = {choice: label for choice, label in sharing.labels(visit).items() if choice in CHOICES}
    draft.choice(opening.SHARE, say("open.share.question"), labels, str(starts[opening.SHARE]))
