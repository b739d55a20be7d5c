"""A sheet is keyed in a second time, and what differs is decided by looking at the paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from assessment.core.answers import SHEET
from assessment.journeys import coordination
from assessment.journeys.coordination import Sheet
from assessment.phone.coordinator import keying
from assessment.phone.coordinator.desk import Desk, page
from assessment.phone.coordinator.keying import Keyed
from assessment.phone.coordinator.paper import descriptions, sheet_of, told
from assessment.phone.form import Form


@dataclass(frozen=True)
class Unlike:
    """An item that was keyed in differently: its name, and for either time the value, the digit and its words."""

    item: str
    name: str
    readings: tuple[tuple[str, str, Markup], ...]
    chosen: str | None


def show(request: Request, desk: Desk, id_: str) -> Response:
    """An empty form for the digits of a sheet that was keyed in before."""
    return _form(request, desk, sheet_of(desk, id_), Keyed({}))


def compare(request: Request, desk: Desk, id_: str, form: Form) -> Response | str:
    """Tell what differs from the first time."""
    sheet = sheet_of(desk, id_)
    keyed = keying.read(desk.questionnaire, desk.say, form.fields, _items(desk))
    if keyed.errors:
        return _form(request, desk, sheet, keyed, 422)
    if not coordination.differences(desk.questionnaire, sheet, keyed.values):
        return told("alike", sheet.number)
    return _choice(request, desk, sheet, keyed.values, {})


def settle(request: Request, desk: Desk, id_: str, form: Form) -> Response | str:
    """Keep what was chosen of each difference; the same page again while one is open."""
    sheet, q = sheet_of(desk, id_), desk.questionnaire
    again = {item: form.fields[f"again-{item}"] for item in _items(desk) if f"again-{item}" in form.fields}
    found = coordination.differences(q, sheet, again)
    chosen = {one.item: form.fields[one.item] for one in found if one.item in form.fields}
    if any(chosen.get(one.item) not in (one.first, one.second) for one in found):
        return _choice(request, desk, sheet, again, chosen, desk.say("coord.again.choose"))
    house, whole = desk.house, {**sheet.answers, **chosen}
    coordination.key_in(house.store, house.clock, house.codes, q, desk.round, whole, id_)
    return told("settled", sheet.number)


def _items(desk: Desk) -> list[str]:
    return [item for block in keying.digit_items(desk.questionnaire).values() for item in block]


def _form(request: Request, desk: Desk, sheet: Sheet, keyed: Keyed, status: int = 200) -> Response:
    q, say = desk.questionnaire, desk.say
    keyed = replace(keyed, typed={**keyed.typed, SHEET: sheet.number})
    return page(
        request,
        desk,
        "again.html",
        status,
        sheet=sheet,
        errors=keyed.errors,
        focus=next(iter(keyed.errors), "role"),
        blocks={
            name: [keying.digit(q, say, item, keyed) for item in items] for name, items in keying.digit_items(q).items()
        },
        dk_key=keying.DONT_KNOW_KEY,
        descriptions=descriptions(desk),
    )


def _choice(
    request: Request,
    desk: Desk,
    sheet: Sheet,
    again: Mapping[str, str],
    chosen: Mapping[str, str],
    error: str = "",
) -> Response:
    q, say = desk.questionnaire, desk.say
    found = coordination.differences(q, sheet, again)
    unlike = []
    for one in found:
        digits = {value: key for key, value in keying.keys_of(q, one.item).items()}
        readings = tuple(
            (value, digits.get(value, "–"), keying.option_words(q, say, one.item, value))
            for value in (one.first, one.second)
        )
        unlike.append(Unlike(one.item, keying.label(q, say, one.item), readings, chosen.get(one.item)))
    return page(
        request,
        desk,
        "differences.html",
        422 if error else 200,
        sheet=sheet,
        unlike=unlike,
        again={one.item: one.second for one in found},
        error=error,
        path=request.url.path.replace("/settle", "/again"),
    )
