"""Every run of the app begins here: the frame is drawn, the page found, and the visit handed to it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from assessment import bootstrap
from assessment.core.errors import AssessmentError
from assessment.ui import context
from assessment.ui.components import deletion, doors, frame, inviting, many, municipal, opening
from assessment.ui.components.register import deeds
from assessment.ui.components.workshop import coordinating, moves
from assessment.ui.components.workshop import opening as hall
from assessment.ui.context import Visit
from assessment.ui.pages import (
    access,
    area,
    areas,
    compare,
    explore,
    home,
    municipality,
    open_many,
    open_round,
    open_workshop,
    phase,
    projector,
    result,
    resume,
    self_assessment,
    take_along,
    visits,
    what_if,
    workshop,
)

log = logging.getLogger("assessment.ui")
PAGES = {
    "home": (home.draw, "app.title"),
    "assess": (self_assessment.draw, "assess.title"),
    "result": (result.draw, "result.title"),
    "resume": (resume.draw, "resume.title"),
    "explore": (explore.draw, "explore.title"),
    "what-if": (what_if.draw, "whatif.title"),
    "open-round": (open_round.draw, "open.title"),
    "open-workshop": (open_workshop.draw, "workshop.open.title"),
    "workshop": (workshop.draw, "workshop.host.title"),
    "municipality": (municipality.draw, "municipality.title"),
    "compare": (compare.draw, "compare.title"),
    "open-many": (open_many.draw, "many.title"),
    "areas": (areas.draw, "areas.title"),
    "access": (access.draw, "access.title"),
    "area": (area.draw, "area.title"),
    "visits": (visits.draw, "visits.title"),
    "take-along": (take_along.draw, "take.name"),
    "projector": (projector.draw, "wall.title"),
}
# Home has its own doors; who answers, or hosts a hall, is not led astray.
WITHOUT_WAYS = ("", "assess", "workshop")
# On the wall of a hall nothing stands but what the hall looks at.
BARE = ("projector",)


def is_page(name: str) -> bool:
    """Whether there is a page with this name in the address."""
    q = bootstrap.house().questionnaire
    return name in PAGES or (q is not None and name in {f"phase-{one.id}" for one in q.phases + q.states})


def draw() -> None:
    """Draw the page that the address names."""
    house = bootstrap.house()  # before the words: it knows whether they are marked
    say = bootstrap.say(context.language())
    st.set_page_config(page_title=say("app.title"), page_icon="🏡", layout="centered")
    if house.questionnaire is None:
        st.title(say("app.title"), anchor=False)
        st.error(say("home.none"))
        return
    try:
        _draw_page(context.arrive(house, say, house.questionnaire))
    except AssessmentError:
        log.exception("A page could not be drawn")
        st.error(say("app.failed"))


def _draw_page(visit: Visit) -> None:
    say = visit.say
    pages: dict[str, StreamlitPage] = {}
    visit = replace(visit, pages=pages)
    for name, (page, title) in PAGES.items():
        of_round = name == "result" and context.typed_code() is not None
        pages[name] = _page(visit, name, say("told.title" if of_round else title), partial(page, visit))
    for group, phases in (("phases", visit.questionnaire.phases), ("states", visit.questionnaire.states)):
        for one in phases:
            title = visit.text(f"{group}.{one.id}.name")
            pages[f"phase-{one.id}"] = _page(visit, f"phase-{one.id}", title, partial(phase.draw, visit, one))
    current = st.navigation(list(pages.values()), position="hidden")
    context.keep_in_address(say.language)
    if current.url_path in BARE:
        current.run()
        frame.follow_page(say, current.title, context.screen(current.url_path))
        return
    frame.header(visit)
    current.run()
    # Who works there has ways of their own.
    if current.url_path not in WITHOUT_WAYS and not municipal.is_municipal(current.url_path):
        doors.pages(visit, current.url_path)
    frame.footer(visit, whole=current == pages["home"])
    shows_once = (opening.is_unsaved, hall.is_unsaved, coordinating.is_unsaved, inviting.is_unsaved)
    is_unsaved = any(one() for one in shows_once) or many.attempt() is not None
    frame.follow_page(say, current.title, context.screen(current.url_path), _opened_part(), is_unsaved)


def _opened_part() -> str:
    """A selector of what has just appeared on the page and must be seen."""
    if deletion.is_asking() or moves.is_asking():
        return ".st-key-sure"
    if opening.problems() or hall.problems() or many.is_wrong():
        return ".st-key-problems"
    return deeds.told_at()


def _page(visit: Visit, name: str, title: str, page: Callable[[], None]) -> StreamlitPage:
    whole = title if name == "home" else f"{title} · {visit.say('app.title')}"
    return st.Page(page, title=whole, url_path=name, default=name == "home")


def failed(_: Exception) -> bool:
    """What a visitor is told when something failed that nobody foresaw; the log holds the rest."""
    st.error(bootstrap.say(context.language())("app.failed"))
    return True
