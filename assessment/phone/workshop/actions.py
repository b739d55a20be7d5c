"""What who takes part does on a page: takes a seat, votes, writes an idea."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import Lock

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from assessment.core.errors import ClosedError, TooLongError, UnknownItemError, VoteError
from assessment.core.scene import ALLOWED
from assessment.core.workshop import ENDED, IDEAS
from assessment.core.workshops import Seat, Vote
from assessment.journeys import watching
from assessment.journeys import workshop as journey
from assessment.phone.drawing import HEADERS
from assessment.phone.form import Form
from assessment.phone.notices import wants_json
from assessment.phone.workshop import screens
from assessment.phone.workshop.notices import refusal_text
from assessment.phone.workshop.screens import Draft, Typed
from assessment.phone.workshop.visit import ForgedSeatError, Visit
from assessment.phone.workshop.wishes import heads

_IDEA = "idea:"
# Phones that share a turn hardly notice.
_TURNS = tuple(Lock() for _ in range(64))


def join(request: Request, visit: Visit, form: Form) -> Response:
    """Take a seat on this phone."""
    typed = _typed(form)
    if visit.standing.state == ENDED:
        raise ClosedError("The workshop is over.")
    if len(visit.seats) >= journey.MOST_SEATS:
        error = visit.say("hall.join.most", most=journey.MOST_SEATS)
        return screens.seated(request, visit, error=error, status=409)
    is_table = typed.as_ == "table"
    people = _number(form, "people")
    if is_table and not 2 <= people <= journey.MOST_PEOPLE:
        error = visit.say("hall.join.people.wrong", most=journey.MOST_PEOPLE)
        return screens.join(request, visit, error, typed, 422)
    wanted = Seat(
        id="",
        workshop_id=visit.standing.workshop.id,
        device=visit.device_hash,
        is_table=is_table,
        people=people if is_table else 1,
        role=typed.role,
        settlement=typed.settlement,
        municipality=typed.municipality,
        consents=typed.consents == "yes",
    )
    # Who taps twice sends two forms, and wants one seat.
    with _turn_of(visit):
        visit = visit.with_seats()
        if len(visit.seats) > _number(form, "has"):
            number = visit.seats[-1].number
        else:
            try:
                number = _seated(visit, wanted)
            except TooLongError:
                return screens.join(request, visit, visit.say("hall.join.long"), typed, 422)
    base = screens.base_of(request, visit)
    is_first = not visit.seats or number == visit.seats[0].number
    return _on(request, visit, base if is_first else f"{base}/{number}", "in")


def _seated(visit: Visit, wanted: Seat) -> int:
    house = visit.house
    return journey.join(house.store, house.codes, visit.questionnaire, visit.standing, wanted).number


def vote(request: Request, visit: Visit, form: Form) -> Response:
    """Keep what the seat chose, in place of what it chose before."""
    visit = _at_seat(visit, form)
    step, ballot = form.fields.get("step", ""), _number(form, "ballot")
    choice = _chosen_ideas(visit, form) if step == IDEAS else form.fields.get("choice", "")
    if step == IDEAS and len(choice.split()) > journey.MOST_SUPPORTED:
        error = visit.say("hall.ideas.most", most=journey.MOST_SUPPORTED)
        return _refused(request, visit, "most", error, 422, Draft(votes={(step, ballot): choice}))
    if not choice and step != IDEAS:
        return _refused(request, visit, "nothing", visit.say("hall.vote.nothing"), 422)
    seat_id = visit.seat.id if visit.seat else ""
    given = Vote(visit.standing.workshop.id, seat_id, step, ballot, choice)
    reason = journey.cast(visit.house.store, visit.questionnaire, [given])[0]
    if reason:
        return _refused(request, visit, reason, refusal_text(visit.say, reason), 409)
    if wants_json(request):
        return _json(request, visit, {"type": "ack"})
    at = f"#{step.replace(':', '-')}" if visit.standing.workshop.is_free else ""
    return _on(request, visit, screens.address(request, visit), "saved", at)


def write(request: Request, visit: Visit, form: Form) -> Response:
    """Keep a text of the seat; it waits for the host."""
    visit = _at_seat(visit, form)
    house, say, text = visit.house, visit.say, form.fields.get("text", "")
    if visit.seat is None:
        raise ForgedSeatError
    try:
        journey.write_idea(house.store, house.codes, visit.seat, text)
    except VoteError as error:
        return _refused(request, visit, error.reason, refusal_text(say, error.reason), 409, Draft(text))
    except TooLongError:
        return _refused(request, visit, "long", say("hall.ideas.long", length=journey.IDEA_LENGTH), 422, Draft(text))
    except UnknownItemError:
        return _refused(request, visit, "nothing", say("hall.ideas.empty"), 422)
    except ClosedError:
        return _refused(request, visit, "many", say("hall.ideas.many", ideas=journey.MOST_IDEAS), 409, Draft(text))
    return _on(request, visit, screens.address(request, visit), "idea")


ACTIONS: Mapping[str, Callable[[Request, Visit, Form], Response]] = {"join": join, "vote": vote, "idea": write}
# What is told after a form was taken, by the word in the address.
TOLD = ("in", "saved", "idea")


def _typed(form: Form) -> Typed:
    fields = form.fields
    names = ("as", "people", "role", "settlement", "municipality", "consents")
    return Typed(*(fields.get(name, "").strip() for name in names))


def _at_seat(visit: Visit, form: Form) -> Visit:
    return visit.at_seat(_number(form, "seat"))


def _number(form: Form, name: str) -> int:
    """A number of a form, 0 where it is none."""
    typed = form.fields.get(name, "").strip()
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 0


def _turn_of(visit: Visit) -> Lock:
    return _TURNS[hash(visit.secret) % len(_TURNS)]


def _chosen_ideas(visit: Visit, form: Form) -> str:
    """The ids of the ideas that were ticked. Raises `UnknownItemError` for one that cannot be chosen."""
    ticked = [name.removeprefix(_IDEA) for name in form.fields if name.startswith(_IDEA)]
    scene = watching.scene(visit.house.store, visit.questionnaire, visit.standing).for_phone()
    known = {idea.id for idea in heads(scene.ideas) if idea.state == ALLOWED}
    if visit.standing.step.kind == IDEAS and not known.issuperset(ticked):
        raise UnknownItemError("An idea was chosen that cannot be chosen.")
    return " ".join(ticked)


def _refused(
    request: Request, visit: Visit, reason: str, text: str, status: int, draft: Draft | None = None
) -> Response:
    """The present state with the sentence; what the seat chose before stays."""
    if wants_json(request):
        return _json(request, visit, {"type": "refused", "reason": reason, "text": text}, status)
    return screens.seated(request, visit.now(), error=text, status=status, draft=draft)


def _json(request: Request, visit: Visit, told: Mapping[str, str], status: int = 200) -> Response:
    return screens.remembered(request, visit, JSONResponse(dict(told), status, HEADERS))


def _on(request: Request, visit: Visit, to: str, told: str, at: str = "") -> Response:
    """To the page that a form leads to: loading that again sends nothing again."""
    response = RedirectResponse(f"{to}?lang={visit.say.language}&told={told}{at}", 303, HEADERS)
    return screens.remembered(request, visit, response)
