"""The pages of a workshop as who takes part sees them, each drawn from the visit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response

from assessment.core.answers import NAME_LENGTH
from assessment.core.scene import Scene
from assessment.core.workshop import ENDED, HIDDEN, IDEAS, LOBBY, PAUSED, REVEALED, SUMMARY, VOTING, Standing
from assessment.core.workshops import Seat
from assessment.journeys import watching
from assessment.journeys import workshop as journey
from assessment.phone import device, files
from assessment.phone.drawing import draw
from assessment.phone.workshop import seating
from assessment.phone.workshop.asking import text
from assessment.phone.workshop.own import Own
from assessment.phone.workshop.state import state_html
from assessment.phone.workshop.visit import Visit

_POLICY, _HOST = "Content-Security-Policy", re.compile(r"[\w.:\[\]-]{1,255}", re.ASCII)


@dataclass(frozen=True)
class Typed:
    """What was typed on the page where one joins, as it came."""

    as_: str = ""
    people: str = ""
    role: str = ""
    settlement: str = ""
    municipality: str = ""
    consents: str = ""


def base_of(request: Request, visit: Visit) -> str:
    """The workshop's address, without the language."""
    return f"{request.scope.get('root_path', '')}/j/{visit.code}"


def address(request: Request, visit: Visit, number: int = 0) -> str:
    """Where a seat's page is found: that of the phone's first seat is the workshop's own address."""
    base, number = base_of(request, visit), number or visit.number
    is_first = not visit.seats or number == visit.seats[0].number
    return base if is_first else f"{base}/{number}"


def place_of(visit: Visit) -> str:
    """What the room speaks of: the community's name, or that everybody speaks of their own."""
    area = visit.standing.workshop.area
    return visit.say("hall.room") if area is None else area.name


def join(request: Request, visit: Visit, error: str = "", typed: Typed | None = None, status: int = 200) -> Response:
    """What this is, what is done with a vote, and the way to a seat."""
    q, workshop = visit.questionnaire, visit.standing.workshop
    roles = [(id_, text(visit.say, q, f"role.options.{id_}")) for id_ in q.role_ids] if workshop.has_roles else []
    return _page(
        request,
        visit,
        "join.html",
        status,
        path=f"{base_of(request, visit)}/another" if visit.seats else base_of(request, visit),
        title=f"{visit.say('hall.join.title')} · {place_of(visit)}",
        roles=roles,
        role_question=text(visit.say, q, "role.question"),
        typed=typed or Typed(),
        error=error,
        most_people=journey.MOST_PEOPLE,
        name_length=NAME_LENGTH,
    )


@dataclass(frozen=True)
class Draft:
    """What a form held that was not taken: a text, and choices by step's key and ballot. It stays on the page."""

    text: str = ""
    votes: Mapping[tuple[str, int], str] = field(default_factory=dict)


def seated(
    request: Request, visit: Visit, told: str = "", error: str = "", status: int = 200, draft: Draft | None = None
) -> Response:
    """The page of one seat: where the workshop stands, and what the seat may do now."""
    say, house, standing = visit.say, visit.house, visit.standing
    base, seat = base_of(request, visit), visit.seat
    is_of_ideas = standing.state == ENDED or standing.step.kind in (IDEAS, SUMMARY)
    ideas = journey.own_ideas(house.store, [seat] if seat is not None and is_of_ideas else [])
    draft = draft or Draft()
    own = Own(
        number=visit.number,
        token=visit.token,
        votes={**({} if standing.state in (LOBBY, PAUSED, HIDDEN) else visit.votes()), **draft.votes},
        ideas=ideas,
        place=_own_place(visit, seat),
        is_table=seat is not None and seat.is_table,
        typed=draft.text,
    )
    is_over = standing.state == ENDED
    return _page(
        request,
        visit,
        "seated.html",
        status,
        path=address(request, visit),
        address=address(request, visit),
        title=f"{say('hall.title')} · {place_of(visit)}",
        here="" if seat is None else seat_words(visit, seat),
        seats=[(one.number, seat_words(visit, one), address(request, visit, one.number)) for one in visit.seats],
        revision=standing.course.revision,
        state=state_html(say, visit.questionnaire, _scene(visit), base, own),
        told=told,
        error=error,
        unsent=draft.text if not is_writing(standing) else "",
        own_ideas=[(idea.text, say(f"hall.idea.{idea.state}")) for idea in ideas],
        is_over=is_over,
        results=results(request, visit),
    )


def is_writing(standing: Standing) -> bool:
    """Whether the page has a field for an idea."""
    return standing.step.kind == IDEAS and standing.state == VOTING and standing.course.ballot == 1


def results(request: Request, visit: Visit) -> str:
    """The address of the result of the round that remained, or an empty text."""
    round_id = visit.standing.round_id
    if round_id is None:
        return ""
    return f"{request.scope.get('root_path', '')}/r/{visit.house.codes.share_code(round_id)}"


def seat_words(visit: Visit, seat: Seat) -> str:
    """How a seat is called: by its number only."""
    if seat.is_table:
        return visit.say.count("hall.table", seat.people, table=seat.number)
    return visit.say("hall.seat", seat=seat.number)


def remembered(request: Request, visit: Visit, response: Response) -> Response:
    """The response with the cookies that lead back to these seats."""
    device.remember(response, visit.device)
    seating.remember(response, visit.secret, base_of(request, visit), visit.device.is_secure)
    return response


def _scene(visit: Visit) -> Scene:
    """What phones see. Before a reveal that is only where the workshop stands: nothing of the others is even read."""
    standing = visit.standing
    if standing.state == REVEALED or standing.step.kind == IDEAS:
        return watching.scene(visit.house.store, visit.questionnaire, standing).for_phone()
    return Scene(standing)


def _own_place(visit: Visit, seat: Seat | None) -> str:
    area = visit.standing.workshop.area
    if area is not None:
        return area.name
    return seat.settlement if seat is not None else ""


def _page(request: Request, visit: Visit, template: str, status: int, **values: object) -> Response:
    response = draw(
        request,
        visit.say,
        f"workshop/{template}",
        status,
        **values,
        base=base_of(request, visit),
        place=place_of(visit),
        visit=visit,
        workshop=visit.standing.workshop,
        hall_style=request.scope.get("root_path", "") + files.address("workshop.css"),
        hall_script=request.scope.get("root_path", "") + files.address("workshop.js"),
    )
    response.headers[_POLICY] = _with_sockets(request, response.headers[_POLICY])
    return remembered(request, visit, response)


def _with_sockets(request: Request, policy: str) -> str:
    """The policy with the page's own sockets named: to Safari before 15.4, `'self'` does not mean them."""
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host):
        return policy
    return policy.replace("connect-src 'self'", f"connect-src 'self' ws://{host} wss://{host}")
