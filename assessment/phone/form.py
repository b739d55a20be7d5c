"""What a form sends: read up to a limit, and known to come from one of our own pages."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request

from assessment.core.answers import KEYED_ITEMS, PLACE_ITEMS

MOST_BYTES = 64 * 1024
MOST_FIELDS = 60
# A page is one question, but a phone that was offline may send what it kept from others.
_CONTROLS = ("csrf", "own", "go", "code")
# The round has its place already, and these would only tell more of a person; the rest is the coordinator's to give.
_NOT_ASKED = (*PLACE_ITEMS, "area", *KEYED_ITEMS)


class TooLargeError(Exception):
    """The body is larger than any form of ours."""


class RefusedError(Exception):
    """The form does not carry this device's token: another site's, or an old one, or no cookies are kept."""


@dataclass(frozen=True)
class Form:
    """The fields that were sent. `own` marks the response that the page was drawn for."""

    fields: Mapping[str, str]

    @property
    def own(self) -> str:
        """The mark of the response that the page was drawn for, or an empty text if there was none."""
        return self.fields.get("own", "")

    @property
    def code(self) -> str:
        """A typed code."""
        return self.fields.get("code", "").strip()

    @property
    def goes_back(self) -> bool:
        """Whether the button was that to the page before."""
        return self.fields.get("go") == "back"

    @property
    def answers(self) -> dict[str, str]:
        """The items and what was given."""
        return {item: value for item, value in self.fields.items() if item not in _CONTROLS + _NOT_ASKED}

    def check(self, token: str) -> None:
        """Raise `RefusedError` unless the form carries this token."""
        if not hmac.compare_digest(self.fields.get("csrf", "").encode(), token.encode()):
            raise RefusedError


async def read_form(request: Request) -> Form:
    """The form of a request. Raises `TooLargeError` as soon as it is too large."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise TooLargeError
    try:
        pairs = parse_qsl(body.decode("ascii", "strict"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise TooLargeError from None
    # Browsers send line breaks of a text as CR LF.
    return Form({name: value.replace("\r\n", "\n") for name, value in pairs})
