"""Names that may mean the same place: offered one by one, and joined only by a click of their own."""

from __future__ import annotations

import streamlit as st

from assessment.core.duplicates import Suggestion
from assessment.journeys import areas
from assessment.ui.components.register import deeds
from assessment.ui.components.words import as_label
from assessment.ui.context import Visit
from assessment.ui.uninterrupted import uninterrupted

CHOSEN = "areas_same_as"


def draw(visit: Visit, municipality: str) -> None:
    """Each name with the areas that it may mean."""
    say = visit.say
    st.html(f"<h2>{say('areas.merge')}</h2><p>{say('areas.merge.text')}</p>")
    deeds.tell(visit, deeds.MERGES)
    offered = areas.to_merge(visit.house.store, municipality)
    if not offered:
        st.html(f"<p>{say('areas.merge.none')}</p>")
    for number, one in enumerate(offered):
        with st.container(border=True, key=f"areas-merge-{number}"):
            _offer(visit, number, one)


def _offer(visit: Visit, number: int, one: Suggestion) -> None:
    say = visit.say
    names = {candidate.area_id: candidate.name for candidate in one.candidates}
    chosen = next(iter(names))
    if len(names) > 1:
        # The question names the place: groups of options are read one by one.
        question = f"{say.count('areas.merge.name', one.rounds, name=one.name)}. {say('areas.merge.is')}"
        chosen = str(
            st.radio(
                as_label(question),
                list(names),
                format_func=lambda area_id: as_label(names[area_id]),
                key=f"{CHOSEN}-{one.name}-{visit.language}",
            )
        )
    else:
        st.text(say.count("areas.merge.name", one.rounds, name=one.name))
    label = as_label(say("areas.merge.go", name=one.name, target=names[chosen]))
    st.button(label, key=f"areas_merge_{number}", on_click=_merge, args=(visit, one.name, chosen))


@uninterrupted
def _merge(visit: Visit, name: str, area_id: str) -> None:
    house = visit.house

    def deed(municipality: str) -> None:
        areas.merge(house.store, house.clock, municipality, name, area_id)

    deeds.attempt(visit, deeds.MERGES, "areas.merge.done", deed, "areas.merge.gone")
