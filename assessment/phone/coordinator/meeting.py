"""The answer that a meeting agrees on: given, replaced, removed; also after the round is closed."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from assessment.core.answers import GROUP_TEXT, PRESENT, TEXT_LENGTH
from assessment.core.questionnaire import DONT_KNOW
from assessment.core.round import GROUP
from assessment.journeys import coordination
from assessment.phone.asked import Choice
from assessment.phone.coordinator.desk import Desk, page
from assessment.phone.drawing import marked
from assessment.phone.form import Form
from assessment.phone.notices import NoPageError

# No option's value: on an empty form nothing is chosen, not even that nothing was agreed on.
NOT_ASKED_YET = "-"
# Of how many a number of people may have, zeros before it included.
_DIGITS = 9


def show(request: Request, desk: Desk, _: str) -> Response:
    """The descriptions to choose from, with what was agreed before."""
    return _form(request, desk, _agreed(desk))


def save(request: Request, desk: Desk, _: str, form: Form) -> Response | str:
    """Store what was agreed, in the place of what was agreed before; with mistakes the same form again."""
    _agreed(desk)
    given = {item: form.fields.get(item, "") for item in (*desk.questionnaire.domain_ids, PRESENT, GROUP_TEXT)}
    errors = _mistakes(desk, given)
    if errors:
        return _form(request, desk, given, errors)
    house, number = desk.house, str(int(given[PRESENT]))
    coordination.agree(
        house.store, house.clock, house.codes, desk.questionnaire, desk.round, {**given, PRESENT: number}
    )
    return "group?done=saved"


def show_removal(request: Request, desk: Desk, _: str) -> Response:
    """Asks once more before the meeting's answer is removed."""
    _agreed(desk)
    return page(request, desk, "remove_agreed.html")


def remove(_: Request, desk: Desk, __: str, ___: Form) -> str:
    """Remove the meeting's answer."""
    _agreed(desk)
    coordination.remove_agreed(desk.house.store, desk.round)
    return "group?done=removed"


def may_agree(desk: Desk) -> bool:
    """Whether a meeting may answer: it was planned so, it did before, or so few answered that nothing is released."""
    return GROUP in desk.round.ways or is_there(desk) or desk.is_few


def is_there(desk: Desk) -> bool:
    """Whether there is an answer of a meeting."""
    return coordination.agreed(desk.house.store, desk.round) is not None


def _agreed(desk: Desk) -> Mapping[str, str]:
    if not may_agree(desk):
        raise NoPageError
    found = coordination.agreed(desk.house.store, desk.round)
    return {} if found is None else found.answers


def _mistakes(desk: Desk, given: Mapping[str, str]) -> dict[str, str]:
    """A sentence for each mistake, by the item whose field it is told at."""
    say, present, errors, most = desk.say, given[PRESENT].strip(), {}, coordination.MOST_PRESENT
    if not (present.isascii() and present.isdigit() and len(present) <= _DIGITS and 2 <= int(present) <= most):
        errors[PRESENT] = say("coord.group.present.wrong", typed=present[:20], most=most)
    if not any(given[domain] for domain in desk.questionnaire.domain_ids):
        errors[desk.questionnaire.domain_ids[0]] = say("coord.group.nothing")
    if len(given[GROUP_TEXT]) > TEXT_LENGTH:
        errors[GROUP_TEXT] = say("coord.paper.long", field=say("coord.group.dissent"), length=TEXT_LENGTH)
    return errors


def _form(request: Request, desk: Desk, given: Mapping[str, str], errors: Mapping[str, str] | None = None) -> Response:
    done = request.query_params.get("done", "")
    found = is_there(desk)
    return page(
        request,
        desk,
        "group.html",
        422 if errors else 200,
        choices=[_choice(desk, domain, given) for domain in desk.questionnaire.domain_ids],
        present=given.get(PRESENT, ""),
        dissent=given.get(GROUP_TEXT, ""),
        errors=errors or {},
        is_there=found,
        told=desk.say(f"coord.group.{done}") if (done, found) in (("saved", True), ("removed", False)) else "",
    )


def _choice(desk: Desk, domain: str, given: Mapping[str, str]) -> Choice:
    q = desk.questionnaire
    levels = [(str(k), _text(desk, f"domains.{domain}.levels.{phase}")) for k, phase in enumerate(q.phase_ids)]
    asked = Markup("{}. {}").format(_text(desk, f"domains.{domain}.name"), _text(desk, f"domains.{domain}.question"))
    none = ("", Markup.escape(desk.say("coord.group.none")))
    options = (*levels, (DONT_KNOW, _text(desk, "dk")), none)
    return Choice(domain, asked, options, given.get(domain, "" if given else NOT_ASKED_YET))


def _text(desk: Desk, id_: str) -> Markup:
    return marked(desk.questionnaire.text(id_, desk.say.language), desk.say.language)
