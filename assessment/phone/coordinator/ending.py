"""The end of a round: its last day is moved, it is closed before or opens again, or it is deleted with everything."""

from __future__ import annotations

import re
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from assessment.core.errors import ClosedError, UnusableError
from assessment.core.round import MOST_DAYS, last_day
from assessment.journeys import coordination, round_result
from assessment.journeys import round as journey
from assessment.phone.coordinator.desk import Desk, page
from assessment.phone.drawing import DATE
from assessment.phone.form import Form

SURE = "yes"
_WRITTEN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\.?")


def show(request: Request, desk: Desk, _: str) -> Response:
    """The last day to move, and the way to close now. Of a closed round of which nothing was released: to reopen."""
    if not desk.is_open and not desk.may_reopen:
        raise ClosedError("The round is closed, and its result was released.")
    return _days(request, desk)


def set_day(request: Request, desk: Desk, _: str, form: Form) -> Response | str:
    """Take answers until another day."""
    typed = form.fields.get("day", "").strip()
    day = _day(typed)
    try:
        if day is None:
            raise UnusableError("This is no day.")
        coordination.extend(desk.house.store, desk.house.clock, desk.round, day)
    except UnusableError:
        first, last = desk.today.strftime(DATE), _latest(desk).strftime(DATE)
        return _days(request, desk, typed, desk.say("coord.close.day.wrong", typed=typed[:20], first=first, last=last))
    return "?done=day"


def show_closing(request: Request, desk: Desk, _: str) -> Response:
    """What closing means now, and the way on where nothing would be shown."""
    if not desk.is_open:
        raise ClosedError("The round is closed.")
    return _closing(request, desk, is_second=False)


def close(request: Request, desk: Desk, _: str, form: Form) -> Response | str:
    """Close the round; one of which nothing would be shown only when that was confirmed twice."""
    if not desk.is_open:
        return "?done=closed"
    if desk.is_few and form.fields.get("sure") != SURE:
        return _closing(request, desk, is_second=True)
    house = desk.house
    round_result.close(house.store, house.clock, desk.questionnaire, house.thresholds, desk.round)
    return "?done=closed"


def show_deletion(request: Request, desk: Desk, _: str) -> Response:
    """What would be lost."""
    return page(request, desk, "delete.html", is_second=False)


def delete(request: Request, desk: Desk, _: str, form: Form) -> Response | str:
    """Remove the round with everything, when that was confirmed twice."""
    if form.fields.get("sure") != SURE:
        return page(request, desk, "delete.html", is_second=True)
    journey.delete(desk.house.store, desk.round.id)
    return page(request, desk, "deleted.html")


def _closing(request: Request, desk: Desk, is_second: bool) -> Response:
    return page(request, desk, "closing.html", is_few=desk.is_few, is_second=is_second)


def _days(request: Request, desk: Desk, typed: str = "", error: str = "") -> Response:
    return page(
        request,
        desk,
        "close.html",
        422 if error else 200,
        day=typed or (desk.round.closes_on.isoformat() if desk.is_open else ""),
        first=desk.today,
        last=_latest(desk),
        error=error,
        path=request.url.path.removesuffix("/day"),
    )


def _latest(desk: Desk) -> date:
    return last_day(desk.round.opened_on, MOST_DAYS)


def _day(typed: str) -> date | None:
    """A day as a browser sends it, or as it is written in Estonia."""
    found = _WRITTEN.fullmatch(typed)
    try:
        return date(*map(int, reversed(found.groups()))) if found else date.fromisoformat(typed)
    except ValueError:
        return None
