"""A new private link in the place of one that others may know, such as whoever printed the card."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import Response

from assessment.journeys import opening
from assessment.phone.coordinator.desk import Desk, address, page
from assessment.phone.form import Form, RefusedError

_KEY = re.compile(r"[\w-]{32}", re.ASCII)


def show(request: Request, desk: Desk, _: str) -> Response:
    """A new link to be saved before it takes the old one's place: pressing twice then loses nothing."""
    new = desk.house.codes.key()
    return page(request, desk, "renew.html", is_done=False, new=new, private=desk.private_address(new), there="")


def take_over(request: Request, desk: Desk, _: str, form: Form) -> Response:
    """The link that was shown leads here from now on, and the old one nowhere."""
    new = form.fields.get("new", "")
    if not _KEY.fullmatch(new):
        raise RefusedError
    opening.take_key(desk.house.store, desk.house.codes, desk.round.id, new)
    there = address(request, desk, key=new)
    return page(
        request, desk, "renew.html", is_done=True, new=new, private=desk.private_address(new), there=there, path=there
    )
