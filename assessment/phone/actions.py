"""What a visitor does on a page: answers, comes back with a code, lets another person answer, deletes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from assessment.core.answers import TEXT_LENGTH, checked
from assessment.core.errors import ClosedError, ElsewhereError, TooLongError, TooManyTriesError, WrongCodeError
from assessment.core.ports import StoredAssessment
from assessment.journeys import resume, self_assessment
from assessment.journeys import round as journey
from assessment.phone import screens, slip
from assessment.phone.device import ANOTHER
from assessment.phone.form import Form
from assessment.phone.notices import wants_json
from assessment.phone.visit import NoSlipError, Visit

# A page to show at once; or the visit as it is now and the page to go to, None where the script only wants to know.
Outcome = Response | tuple[Visit, str | None]


def save(request: Request, visit: Visit, page: str, form: Form) -> Outcome:
    """Store what a page holds, and go on to the next one or back."""
    if not visit.is_open:
        raise ClosedError("The round is closed.")
    try:
        visit = _stored(visit, form)
    except NoSlipError:
        if wants_json(request):
            raise
        return screens.slip(request, visit, visit.say("phone.slip.first"), 403)
    except TooLongError:
        if wants_json(request) or page == "0":
            raise
        error = visit.say("assess.too_long", length=TEXT_LENGTH)
        return screens.question(request, visit, int(page), form.answers, error)
    if wants_json(request):
        return visit, None
    number = int(page) + (-1 if form.goes_back else 1)
    return visit, str(number) if number <= screens.last_page(visit) else "done"


def _stored(visit: Visit, form: Form) -> Visit:
    given, house = form.answers, visit.house
    # Before a response is begun: a refused answer must not cost the person before the way to theirs.
    kept = [checked(visit.questionnaire, item, value) for item, value in given.items()]
    if not any(kept) and visit.own is None and not form.own:
        return visit
    visit = visit.begun(form.own)
    if visit.own is not None:
        journey.answer(house.store, house.clock, visit.questionnaire, visit.round, visit.own.id, given)
    return visit


def go_on(_: Request, visit: Visit, __: Form) -> Outcome:
    """The answers on this phone are the visitor's own."""
    if visit.found is None:
        return visit, ""
    visit = visit.claimed(visit.found)
    return visit, screens.first_open(visit) if visit.is_open else "done"


def another(_: Request, visit: Visit, __: Form) -> Outcome:
    """Another person answers. Nothing is lost yet: the phone leads to theirs from their first answer on."""
    visit = visit.let_go(ANOTHER if visit.found is not None and visit.found.answers else "")
    return visit, "" if visit.round.is_strict else "0"


def come_back(request: Request, visit: Visit, form: Form) -> Outcome:
    """The answers that a personal code leads to are on this phone from now on."""
    house = visit.house
    try:
        found = _found(visit, form.code)
    except WrongCodeError:
        return screens.entry(request, visit, "resume.wrong" if form.code else "resume.empty", 404)
    except TooManyTriesError:
        return screens.entry(request, visit, "resume.wait", 429)
    resume.take_over(house.store, found.id, visit.seat)
    visit = visit.claimed(found)
    return visit, screens.first_open(visit) if visit.is_open else "done"


def _found(visit: Visit, typed: str) -> StoredAssessment:
    house = visit.house
    if not typed:
        raise WrongCodeError("No code was typed.")
    return resume.find(house.store, house.codes, house.throttle, visit.device.visitor, typed, visit.round.id)


def give_code(request: Request, visit: Visit, form: Form) -> Outcome:
    """A new personal code, shown this once."""
    visit = _confirmed(visit, form)
    house, own = visit.house, visit.own
    if own is None:
        return visit, ""
    return screens.done(request, visit, resume.give_code(house.store, house.codes, own.id))


def delete(_: Request, visit: Visit, form: Form) -> Outcome:
    """The visitor's own answers are removed for good."""
    visit = _confirmed(visit, form)
    if visit.own is not None:
        self_assessment.delete(visit.house.store, visit.own.id)
    return replace(visit, found=None).let_go(), "deleted"


def _confirmed(visit: Visit, form: Form) -> Visit:
    """The visit, if the page was drawn for the response that the seat leads to."""
    if not form.own or not visit.is_marked(form.own) or visit.found is None:
        raise ElsewhereError("The answers are open on another device, or were deleted.")
    return visit.claimed(visit.found)


ACTIONS: Mapping[str, Callable[[Request, Visit, Form], Outcome]] = {
    "mine": go_on,
    "another": another,
    "resume": come_back,
    "slip": slip.use,
    "code": give_code,
    "delete": delete,
}
