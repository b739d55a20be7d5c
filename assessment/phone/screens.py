"""The pages of a round as a visitor sees them, each drawn from the visit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from assessment.core.questionnaire import DONT_KNOW, TRENDS
from assessment.journeys import self_assessment
from assessment.phone import device
from assessment.phone.drawing import draw, marked
from assessment.phone.outcome import missing, outcome
from assessment.phone.visit import Visit

DATE = "%d.%m.%Y"


@dataclass(frozen=True)
class Choice:
    """A question with one choice: the item that its radio buttons are named by, and what was chosen before."""

    item: str
    question: Markup
    options: tuple[tuple[str, Markup], ...]
    chosen: str
    is_short: bool = False


@dataclass(frozen=True)
class Writing:
    """A question with a text."""

    item: str
    question: Markup
    text: str


def last_page(visit: Visit) -> int:
    """The number of the page with the last questions."""
    return len(visit.questionnaire.domains) + 1


def first_open(visit: Visit) -> str:
    """The page of the first topic without an answer; the first page of all while no topic has one."""
    domains, answers = visit.questionnaire.domain_ids, visit.answers
    open_ = [number for number, domain in enumerate(domains, 1) if domain not in answers]
    if len(open_) == len(domains):
        return "0"
    return str(open_[0]) if open_ else "done"


def address(request: Request, visit: Visit, page: str = "") -> str:
    """Where a page of the round is found, without the language."""
    base = f"{request.scope.get('root_path', '')}/a/{visit.code}"
    return f"{base}/{page}" if page else base


def start(request: Request, visit: Visit) -> Response:
    """The place, what is asked and by whom, that nobody sees single answers; and the role."""
    role = _choice(visit, "role", "role", visit.questionnaire.role_ids, visit.answers)
    return _page(request, visit, "start.html", page="0", choices=[role], writings=[], error="")


def entry(request: Request, visit: Visit, error: str, status: int) -> Response:
    """Where a personal code is typed once more, after one that did not work."""
    return _page(request, visit, "entry.html", status, error=visit.say(error), path=address(request, visit))


def gate(request: Request, visit: Visit) -> Response:
    """Whose answers are on this phone?"""
    return _page(request, visit, "gate.html")


def closed(request: Request, visit: Visit) -> Response:
    """No answers are taken any more; one's own result stays in sight."""
    last = visit.round.closed_on or visit.round.closes_on
    has_answers = visit.found is not None and bool(visit.found.answers)
    return _page(request, visit, "closed.html", 410, ended=last, has_answers=has_answers)


def question(
    request: Request, visit: Visit, number: int, typed: Mapping[str, str] | None = None, error: str = ""
) -> Response:
    """One domain, or the last questions. With an `error`, what was typed stays on the page."""
    answers = {**visit.answers, **(typed or {})}
    is_last = number == last_page(visit)
    choices, writings = _last(visit, answers) if is_last else _domain(visit, number, answers)
    return _page(
        request,
        visit,
        "question.html",
        422 if error else 200,
        page=str(number),
        number=number,
        total=len(visit.questionnaire.domains),
        heading=None if is_last else _text(visit, f"domains.{visit.questionnaire.domain_ids[number - 1]}.name"),
        instruction=_text(visit, "instruction"),
        choices=choices,
        writings=writings,
        error=error,
    )


def done(request: Request, visit: Visit, code: str = "") -> Response:
    """One's own result, when the community's comes, and a code to come back; `code` was given just now."""
    q, say = visit.questionnaire, visit.say
    result = self_assessment.result(q, visit.answers)
    return _page(
        request,
        visit,
        "done.html",
        result=result,
        outcome=outcome(q, say, result),
        missing=missing(q, say, result),
        given=code,
        path=address(request, visit, "done"),
    )


def sure(request: Request, visit: Visit) -> Response:
    """Asks once more before the answers are deleted."""
    return _page(request, visit, "sure.html")


def deleted(request: Request, visit: Visit) -> Response:
    """The answers are gone."""
    return _page(request, visit, "deleted.html")


def _page(request: Request, visit: Visit, template: str, status: int = 200, **values: object) -> Response:
    response = draw(
        request,
        visit.say,
        template,
        status,
        **{"path": request.url.path, **values},
        base=address(request, visit),
        visit=visit,
        round=visit.round,
        date=DATE,
        provisional=_text(visit, "provisional"),
    )
    return remembered(request, visit, response)


def remembered(request: Request, visit: Visit, response: Response) -> Response:
    """The response with the cookies that lead back to this visit."""
    path = address(request, visit)
    device.remember(response, visit.device)
    device.remember_round(response, visit.device, visit.round, path, visit.today)
    if visit.device.own != request.cookies.get(device.OWN, ""):
        device.remember_own(response, visit.device, path, visit.device.own)
    return response


def _domain(visit: Visit, number: int, answers: Mapping[str, str]) -> tuple[list[Choice], list[Writing]]:
    q = visit.questionnaire
    domain = q.domain_ids[number - 1]
    levels = [(str(k), _text(visit, f"domains.{domain}.levels.{phase}")) for k, phase in enumerate(q.phase_ids)]
    asked = _text(visit, f"domains.{domain}.question")
    level = Choice(domain, asked, (*levels, (DONT_KNOW, _text(visit, "dk"))), answers.get(domain, ""))
    trend = _choice(visit, f"{domain}_trend", "trend", TRENDS, answers, is_short=True)
    return [level, trend], [_writing(visit, f"{domain}_reason", "reason", answers)]


def _last(visit: Visit, answers: Mapping[str, str]) -> tuple[list[Choice], list[Writing]]:
    q = visit.questionnaire
    choices = [_choice(visit, asked.id, f"questions.{asked.id}", asked.options, answers) for asked in q.questions]
    return choices, [_writing(visit, note, f"notes.{note}", answers) for note in q.notes]


def _choice(
    visit: Visit, item: str, path: str, options: tuple[str, ...], answers: Mapping[str, str], is_short: bool = False
) -> Choice:
    labels = tuple((option, _text(visit, f"{path}.options.{option}")) for option in options)
    return Choice(item, _text(visit, f"{path}.question"), labels, answers.get(item, ""), is_short)


def _writing(visit: Visit, item: str, path: str, answers: Mapping[str, str]) -> Writing:
    asked = Markup(visit.say("assess.optional", question="{question}")).format(question=_text(visit, path))
    return Writing(item, asked, answers.get(item, ""))


def _text(visit: Visit, id_: str) -> Markup:
    return marked(visit.questionnaire.text(id_, visit.say.language), visit.say.language)
