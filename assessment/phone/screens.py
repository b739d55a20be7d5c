"""The pages of a round as a visitor sees them, each drawn from the visit."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from assessment.core.round import GROUP, PAPER
from assessment.journeys import self_assessment
from assessment.phone import asked, device
from assessment.phone.drawing import DATE, draw
from assessment.phone.outcome import missing, outcome
from assessment.phone.visit import Visit


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
    return _page(request, visit, "start.html", page="0", asked=asked.role(visit))


def slip(
    request: Request, visit: Visit, error: str = "", status: int = 200, typed: str = "", is_spent: bool = False
) -> Response:
    """The first page of a strict round: the code of a slip comes before the questions."""
    at = address(request, visit)
    return _page(request, visit, "slip.html", status, error=error, typed=typed, is_spent=is_spent, path=at)


def elsewhere(request: Request, visit: Visit) -> Response:
    """The round takes answers on paper or in a meeting, and none here."""
    ways = "_".join(way for way in (PAPER, GROUP) if way in visit.round.ways)
    title, text = visit.say(f"phone.elsewhere.{ways}"), visit.say(f"phone.elsewhere.{ways}.text")
    return _page(request, visit, "elsewhere.html", path=address(request, visit), title=title, text=text)


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
    return _page(
        request,
        visit,
        "question.html",
        422 if error else 200,
        page=str(number),
        number=number,
        total=len(visit.questionnaire.domains),
        heading=None if is_last else asked.text(visit, f"domains.{visit.questionnaire.domain_ids[number - 1]}.name"),
        instruction=asked.text(visit, "instruction"),
        asked=asked.last(visit, answers) if is_last else asked.domain(visit, number, answers),
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
        results=f"{request.scope.get('root_path', '')}/r/{visit.code}",
        visit=visit,
        round=visit.round,
        date=DATE,
        provisional=asked.text(visit, "provisional"),
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
