"""The next round of the same area, opened with one button."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from threading import Lock

from starlette.requests import Request
from starlette.responses import Response

from assessment.core.errors import ClosedError, QuestionnaireError
from assessment.journeys import opening
from assessment.journeys.opening import Opened
from assessment.phone.coordinator.desk import Desk, address, page
from assessment.phone.form import Form

# A button that is pressed twice, or a page that is loaded again, must not open two rounds. So many are remembered.
_MOST, _LONGEST = 10_000, 40
_used: OrderedDict[str, None] = OrderedDict()
_using = Lock()


def once() -> str:
    """What a form carries that may be sent only once."""
    return secrets.token_urlsafe(16)


def open_next(request: Request, desk: Desk, _: str, form: Form) -> Response:
    """Open the next round, decided like this one, and show its private link, this once."""
    if desk.is_open:
        raise ClosedError("The round is open: the next one comes after it.")
    questionnaire, house = desk.house.questionnaire, desk.house
    if questionnaire is None:
        raise QuestionnaireError("No released questionnaire can be used.")
    if not _use(form.fields.get("once", "")):
        return page(request, desk, "next.html", 409, opened=None, path=address(request, desk))
    opened = opening.open_round(house.store, house.clock, house.codes, questionnaire, opening.next_plan(desk.round))
    return _shown(request, desk, opened)


def _shown(request: Request, desk: Desk, opened: Opened) -> Response:
    return page(
        request,
        desk,
        "next.html",
        opened=opened,
        private=desk.private_address(opened.key),
        there=address(request, desk, key=opened.key),
        path=address(request, desk),
    )


def _use(mark: str) -> bool:
    """Whether a mark was not used before; from now on it is."""
    with _using:
        if not 0 < len(mark) <= _LONGEST or mark in _used:
            return False
        _used[mark] = None
        while len(_used) > _MOST:
            _used.popitem(last=False)
        return True
