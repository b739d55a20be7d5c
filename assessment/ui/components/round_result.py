"""The result of a round, by its share code: how far it has come while it is open, then all that is released."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import streamlit as st

from assessment import bootstrap
from assessment.charts.round_path import agreed_path, round_path
from assessment.charts.round_profile import round_profile
from assessment.charts.slope import slope
from assessment.core.questionnaire import Questionnaire
from assessment.core.round import LINK, Round
from assessment.core.round_result import RoundResult
from assessment.core.suppression import Progress
from assessment.journeys import round_result
from assessment.reports import qr
from assessment.reports.round import reasons, topics
from assessment.reports.round.blocks import CHANGE, PATH, PROFILE, Document
from assessment.reports.round_document import document, place
from assessment.reports.round_html import section_html
from assessment.reports.round_pdf import meeting_report, notice, share_picture, share_svg
from assessment.ui.components import downloads, links
from assessment.ui.components.drawn import as_images
from assessment.ui.context import Visit

# Numbers and the small print are one click away.
FOLDED = (topics.TREND, reasons.METHOD)


def draw(visit: Visit, found: Round, questionnaire: Questionnaire) -> None:
    """Draw what may be shown of the round now. The release decides that: nothing else reaches the browser."""
    house = visit.house
    if found.is_open(house.clock.today()):
        _so_far(visit, found, round_result.how_far(house.store, questionnaire, house.thresholds, found))
        return
    result = round_result.shown(house.store, house.clock, house.version, house.thresholds, found)
    told = document(questionnaire, visit.say, result, house.thresholds)
    st.text("\n".join(filter(None, (told.place, told.period, told.closing))))
    for section in sections(visit, questionnaire, result, told):
        if section.id in FOLDED:
            with st.expander(section.heading):
                st.html(section.html)
        else:
            st.html(section.html)
    _sheets(visit, questionnaire, result)


@dataclass(frozen=True)
class Drawn:
    """A section of a told result as it stands on a page, with its charts."""

    id: str
    heading: str
    html: str


def sections(visit: Visit, questionnaire: Questionnaire, result: RoundResult, told: Document) -> tuple[Drawn, ...]:
    """All sections in their order, but for how the answers spread: the chart of the topics tells that."""
    drawn = _drawn(visit, questionnaire, result, told)
    lives = questionnaire.phases + questionnaire.states
    colour = next((f' style="--phase:{life.colour}"' for life in lives if life.id == told.shown.state), "")
    return tuple(
        Drawn(
            section.id,
            section.heading.text,
            f"<div{colour}>{as_images(section_html(told, section.id, drawn))}</div>",
        )
        for section in told.sections
        if section.id != topics.SPREAD
    )


def _so_far(visit: Visit, found: Round, progress: Progress) -> None:
    say = visit.say
    lines = (say("result.place", place=place(found.area)), say("phone.period", period=found.period))
    st.text("\n".join(lines))
    if progress.at_least == 0:
        far = say("phone.result.none_yet")
    elif progress.at_least < progress.few:
        far = say("phone.result.fewer", number=progress.few)
    else:
        far = say("phone.result.at_least", number=progress.at_least)
    until = say("told.none.open.text", date=found.closes_on.strftime("%d.%m.%Y"))
    st.html(
        f'<section class="kp-phase kp-open"><h2>{say("told.none.open.title")}</h2>'
        f"<p><strong>{far}</strong></p><p>{until}</p></section>"
    )
    if LINK in found.ways:
        address = f"a/{visit.house.codes.share_code(found.id)}?lang={visit.language}"
        st.html(links.door(say("phone.result.answer"), address))


def _drawn(visit: Visit, q: Questionnaire, result: RoundResult, told: Document) -> dict[str, str]:
    """The charts of the released result; of an agreed answer that leads its path, and the rest by its tables."""
    say, released = visit.say, result.release
    if told.shown.is_agreed and result.agreed is not None:
        return {PATH: agreed_path(q, say, result.agreed)}
    drawn = {PATH: round_path(q, say, released), PROFILE: round_profile(q, say, released)}
    return {**drawn, CHANGE: slope(q, say, result)} if result.earlier else drawn


def _sheets(visit: Visit, q: Questionnaire, result: RoundResult) -> None:
    """Two sheets to print, and a picture in two forms, made only when asked for."""
    say, limits = visit.say, visit.house.thresholds
    code = visit.house.codes.share_code(result.round.id)
    address = f"{bootstrap.public_address(visit.house.settings)}/r/{code}?lang={say.language}"
    made = {
        "notice.pdf": partial(notice, q, say, result, address, qr.svg(address), limits),
        "report.pdf": partial(meeting_report, q, say, result, limits),
        "picture.png": partial(share_picture, q, say, result),
        "picture.svg": partial(share_svg, q, say, result),
    }
    labels = dict(zip(made, ("notice", "report", "png", "svg"), strict=True))
    st.html(f"<h2>{say('phone.result.sheets')}</h2>")
    with st.container(key="sheets", horizontal=True):
        for name, make in made.items():
            label = say(f"phone.result.sheet.{labels[name]}")
            downloads.button(label, make, f"kogukonnapeegel-{code}-{name}", f"save_{labels[name]}")
