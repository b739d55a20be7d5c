"""Sheets of paper are keyed in, looked over, changed and removed, while the round is open."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from assessment.core.answers import SHEET, plain, text_items
from assessment.core.errors import ClosedError, GoneError
from assessment.core.round import PAPER
from assessment.journeys import coordination
from assessment.journeys.coordination import Sheet
from assessment.phone.coordinator import keying
from assessment.phone.coordinator.desk import Desk, page
from assessment.phone.coordinator.keying import Keyed
from assessment.phone.drawing import marked
from assessment.phone.form import Form
from assessment.phone.notices import NoPageError

# What may be told above the empty form, by the ids of its words.
TOLD = ("saved", "removed", "alike", "settled")


def show_new(request: Request, desk: Desk, _: str) -> Response:
    """An empty form with the next number, and the sheets so far."""
    return _form(request, desk, None, Keyed({SHEET: next_number(sheets(desk))}))


def show_sheet(request: Request, desk: Desk, id_: str) -> Response:
    """A sheet as it was keyed in, to be changed."""
    sheet = sheet_of(desk, id_)
    return _form(request, desk, sheet, Keyed(keying.shown_digits(desk.questionnaire, sheet.answers)))


def save(request: Request, desk: Desk, id_: str, form: Form) -> Response | str:
    """Store a sheet, and go on with an empty form; with mistakes the same form again, as it was typed."""
    sheet = sheet_of(desk, id_) if id_ else None
    others = [other for other in sheets(desk) if other.id != id_]
    keyed = _read(desk, form, others)
    twin = next((other for other in others if other.number == keyed.values.get(SHEET)), None)
    if twin is not None and not id_ and _is_same(twin, keyed):  # Enter was pressed twice
        return told("saved", twin.number)
    keyed = _complete(desk, keyed, twin)
    if keyed.errors:
        return _form(request, desk, sheet, keyed, 422)
    house = desk.house
    coordination.key_in(house.store, house.clock, house.codes, desk.questionnaire, desk.round, keyed.values, id_)
    return told("saved", keyed.values[SHEET])


def show_removal(request: Request, desk: Desk, id_: str) -> Response:
    """Asks once more before a sheet is removed."""
    return page(request, desk, "remove_sheet.html", sheet=sheet_of(desk, id_))


def remove(_: Request, desk: Desk, id_: str, __: Form) -> str:
    """Remove a sheet."""
    sheet = sheet_of(desk, id_)
    coordination.remove_sheet(desk.house.store, desk.house.clock, desk.round, id_)
    return told("removed", sheet.number)


def sheets(desk: Desk) -> tuple[Sheet, ...]:
    """The sheets that were keyed in. Raises `ClosedError` when nobody may see them any more."""
    if PAPER not in desk.round.ways:
        raise NoPageError
    if not desk.is_open:
        raise ClosedError("The round is closed: nobody sees its sheets any more.")
    return coordination.sheets(desk.house.store, desk.house.clock, desk.round)


def sheet_of(desk: Desk, id_: str) -> Sheet:
    """The sheet with an id. Raises `GoneError`: what is no sheet of this round is not there."""
    found = next((sheet for sheet in sheets(desk) if sheet.id == id_), None)
    if found is None:
        raise GoneError("This sheet is not there any more.")
    return found


def told(what: str, number: str) -> str:
    """The page of the sheets, with what is told above the form."""
    return f"paper?{urlencode({'done': what, 'sheet': number})}"


def next_number(found: tuple[Sheet, ...] | list[Sheet]) -> str:
    """One more than the highest number so far."""
    return str(max((int(one.number) for one in found if _is_number(one.number)), default=0) + 1)


def _is_number(written: str) -> bool:
    return written.isascii() and written.isdigit() and len(written) <= 6


def _read(desk: Desk, form: Form, others: list[Sheet]) -> Keyed:
    q = desk.questionnaire
    items = [SHEET, *(item for block in keying.digit_items(q).values() for item in block), *text_items(q)]
    keyed = keying.read(q, desk.say, form.fields, items)
    number = " ".join(plain(keyed.values.get(SHEET, "")).split()) or next_number(others)
    return replace(keyed, values={**keyed.values, SHEET: number})


def _complete(desk: Desk, keyed: Keyed, twin: Sheet | None) -> Keyed:
    """With the mistakes that only the whole sheet shows."""
    errors = dict(keyed.errors)
    if twin is not None:
        errors[SHEET] = desk.say("coord.paper.twice", number=twin.number, next=next_number(sheets(desk)))
    elif not errors and not any(value for item, value in keyed.values.items() if item != SHEET):
        errors["role"] = desk.say("coord.paper.nothing")
    return replace(keyed, errors=errors)


def _is_same(sheet: Sheet, keyed: Keyed) -> bool:
    return not keyed.errors and dict(sheet.answers) == {item: value for item, value in keyed.values.items() if value}


def _form(request: Request, desk: Desk, sheet: Sheet | None, keyed: Keyed, status: int = 200) -> Response:
    q, say = desk.questionnaire, desk.say
    blocks = {
        name: [keying.digit(q, say, item, keyed) for item in items] for name, items in keying.digit_items(q).items()
    }
    written = [keying.words(q, say, item, keyed) for item in text_items(q)]
    return page(
        request,
        desk,
        "paper.html",
        status,
        sheet=sheet,
        sheets=[] if sheet else [(one, _digits(desk, one)) for one in sheets(desk)],
        number=keyed.typed.get(SHEET, ""),
        number_error=keyed.errors.get(SHEET, ""),
        errors=keyed.errors,
        focus=next(iter(keyed.errors), "role"),
        blocks=blocks,
        notes=[one for one in written if one.item in q.notes],
        reasons=[one for one in written if one.item not in q.notes],
        dk_key=keying.DONT_KNOW_KEY,
        descriptions=descriptions(desk),
        told=_told(request, desk),
    )


def descriptions(desk: Desk) -> list[tuple[Markup, list[tuple[str, Markup]]]]:
    """The domains, each with what its digits stand for."""
    q, say = desk.questionnaire, desk.say
    return [
        (
            marked(q.text(f"domains.{domain}.name", say.language), say.language),
            [(key, keying.option_words(q, say, domain, value)) for key, value in keying.keys_of(q, domain).items()],
        )
        for domain in q.domain_ids
    ]


def _digits(desk: Desk, sheet: Sheet) -> list[str]:
    """The digits of the domains, to find a sheet again and to look it over."""
    typed = keying.shown_digits(desk.questionnaire, sheet.answers)
    return [typed.get(domain, "") or "–" for domain in desk.questionnaire.domain_ids]


def _told(request: Request, desk: Desk) -> str:
    """What was just done, in a sentence, if the address says so of a sheet that is there."""
    what, number = request.query_params.get("done", ""), request.query_params.get("sheet", "")
    is_there = number in [sheet.number for sheet in sheets(desk)]
    if what not in TOLD or is_there == (what == "removed"):
        return ""
    return desk.say(f"coord.paper.{what}", number=number[:20])
