"""The result of a round as everybody reads it: how far it has come while it is open, then all that is released."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from assessment.bootstrap import House
from assessment.charts.round_path import agreed_path, round_path
from assessment.charts.round_profile import round_profile
from assessment.charts.slope import slope
from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire
from assessment.core.round import LINK, Round
from assessment.core.round_result import RoundResult
from assessment.journeys import round_result
from assessment.phone.drawing import DATE, draw, marked
from assessment.reports.round import reasons, topics
from assessment.reports.round.blocks import CHANGE, PATH, PROFILE, Document
from assessment.reports.round_document import document
from assessment.reports.round_html import section_html

# Numbers and the small print: a phone's page stays short, and they are one tap away.
FOLDED = (topics.TREND, reasons.METHOD)


@dataclass(frozen=True)
class Viewing:
    """A look at the result of a round."""

    house: House
    say: Say
    round: Round
    code: str
    questionnaire: Questionnaire

    @property
    def is_open(self) -> bool:
        """Whether the round still takes answers, so that nothing of it is shown."""
        return self.round.is_open(self.house.clock.today())

    def result(self) -> RoundResult:
        """Everything that is shown of the round; who asks after its last day closes it."""
        house = self.house
        return round_result.shown(house.store, house.clock, house.version, house.thresholds, self.round)


def so_far(request: Request, viewing: Viewing) -> Response:
    """While answers are taken: until when, how many came so far, in steps, and the way to answer."""
    house = viewing.house
    progress = round_result.how_far(house.store, viewing.questionnaire, house.thresholds, viewing.round)
    return _page(request, viewing, "so_far.html", how_far=_how_far(viewing.say, progress.at_least, progress.few))


def _how_far(say: Say, at_least: int, few: int) -> str:
    if at_least == 0:
        return say("phone.result.none_yet")
    if at_least < few:
        return say("phone.result.fewer", number=few)
    return say("phone.result.at_least", number=at_least)


def result(request: Request, viewing: Viewing, found: RoundResult) -> Response:
    """The whole result: as much of it as is released, and why the rest is not."""
    told = document(viewing.questionnaire, viewing.say, found, viewing.house.thresholds)
    drawn = _drawn(viewing, found, told)
    # How the answers spread is told by the chart of the profile. Escaped by what made it.
    shown = [one for one in told.sections if one.id != topics.SPREAD]
    sections = [(one, Markup(section_html(told, one.id, drawn)), one.id in FOLDED) for one in shown]
    return _page(request, viewing, "result.html", told=told, sections=sections)


def _drawn(viewing: Viewing, found: RoundResult, told: Document) -> dict[str, str]:
    """The charts of the released result; of an agreed answer that leads its path, and the rest by its tables."""
    q, say, released = viewing.questionnaire, viewing.say, found.release
    if told.shown.is_agreed and found.agreed is not None:
        return {PATH: agreed_path(q, say, found.agreed)}
    return {PATH: round_path(q, say, released), PROFILE: round_profile(q, say, released), CHANGE: slope(q, say, found)}


def _page(request: Request, viewing: Viewing, template: str, **values: object) -> Response:
    root = request.scope.get("root_path", "")
    say = viewing.say
    return draw(
        request,
        say,
        template,
        200,
        base=f"{root}/r/{viewing.code}",
        answers=f"{root}/a/{viewing.code}",
        round=viewing.round,
        date=DATE,
        is_by_link=LINK in viewing.round.ways,
        provisional=marked(viewing.questionnaire.text("provisional", say.language), say.language),
        **values,
    )
