"""Open rounds for many areas: a worker chooses the areas and one period, and gets cards to print and links to send."""

from __future__ import annotations

import streamlit as st

from assessment.core.overview import Picture
from assessment.core.round import MOST_SLIPS
from assessment.ui.components import many, many_form, many_opened, many_review, municipal
from assessment.ui.components.access import gate
from assessment.ui.components.draft import Draft
from assessment.ui.context import Visit


def draw(visit: Visit) -> None:
    """Draw the form; the list to look through before it is opened; or, once, what leads to the open rounds."""
    access = gate(visit)
    if access is None:
        return
    # A round asks the questions that are in use, whatever the visitor's own answers were begun with.
    visit = visit.in_use
    opened = many.attempt()
    if opened is not None:
        many_opened.draw(visit, opened)
        return
    picture = municipal.picture(visit, access)
    wrong = {item: visit.say(id_, most=MOST_SLIPS) for item, id_ in many.problems().items()}
    draft = Draft(visit, many.DRAFT, wrong)
    found = many.review()
    if found is not None and not found.faults:
        many_review.draw(visit, draft, many.kept(visit, picture), picture, found)
        return
    municipal.ways(visit, access)
    st.title(visit.say("many.title"), anchor=False)
    if many.done():
        many_opened.done(visit, picture, many.done())
        return
    _form(visit, draft, picture, wrong)


def _form(visit: Visit, draft: Draft, picture: Picture, wrong: dict[str, str]) -> None:
    say, starts, found = visit.say, many.starts(visit, bool(picture.areas)), many.review()
    steps = "".join(f"<li>{say(f'many.step.{step}')}</li>" for step in ("choose", "cards", "links"))
    st.html(f"<p>{say('many.intro')}</p><ol>{steps}</ol>")
    many_form.areas(visit, draft, starts, picture)
    many_form.plan(visit, draft, starts)
    many_form.share(visit, draft, starts)
    with st.container(key="problems"):
        if wrong:
            st.error("\n".join(f"- {sentence}" for sentence in wrong.values()))
        if found is not None:
            many_review.faults(visit, found)
    st.button(say("many.check"), type="primary", key="many_check", on_click=many.check, args=(visit, picture))
    many_opened.states(visit, picture)
