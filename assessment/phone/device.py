"""What a phone remembers of a round, in cookies of the round's own address."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from starlette.requests import HTTPConnection
from starlette.responses import Response

from assessment.core.round import Round
from assessment.throttle import visitor

# `seat` is the same as that of the Streamlit pages: it ends with the browser, and tells visitors apart who try codes.
# `round_seat` is this round's only, so that rounds are not tied together, and lasts until the round is over.
# `round_own` ends with the browser: whoever comes later is asked whose answers these are.
# `access` leads to the visit of somebody of a municipality, on the Streamlit pages too.
SEAT, ROUND_SEAT, OWN, ACCESS = "seat", "round_seat", "round_own", "access"
ANOTHER = "another"
_SECRET = re.compile(r"[A-Za-z0-9_-]{32}")  # what token_urlsafe(24) makes
_DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Device:
    """The cookies of one request; what was missing is new. `own` marks the response that its owner has confirmed.

    `own` may also be `ANOTHER`: the next person is about to answer, and has not yet.
    """

    seat: str = field(repr=False)
    round_seat: str = field(repr=False)
    own: str
    is_secure: bool
    address: str = field(default="", repr=False)
    is_known: bool = False  # whether the seat came with the request
    access: str = field(default="", repr=False)

    @property
    def visitor(self) -> str:
        """By whom wrong tries are counted, as on the Streamlit pages."""
        return visitor(sha256(self.seat.encode()).hexdigest(), self.address)

    def seat_in(self, round_id: str) -> str:
        """The hash under which this device's response to a round is found."""
        return sha256((self.round_seat + round_id).encode()).hexdigest()


def device_of(request: HTTPConnection) -> Device:
    """The device that a request or a socket comes from."""
    # A proxy's word is enough here, trusted or not: a device that makes it up only hurts its own cookies.
    proxied = request.headers.get("x-forwarded-proto", "").split(",")[0].strip()
    return Device(
        seat=_secret(request, SEAT),
        round_seat=_secret(request, ROUND_SEAT),
        own=request.cookies.get(OWN, ""),
        is_secure=request.url.scheme in ("https", "wss") or proxied == "https",
        # Of the connection, or what a proxy that the server trusts says.
        address=request.client.host if request.client else "",
        is_known=_SECRET.fullmatch(request.cookies.get(SEAT, "")) is not None,
        access=request.cookies.get(ACCESS, ""),
    )


def remember(response: Response, device: Device) -> None:
    """The seat, for as long as the browser is open."""
    if not device.is_known:
        _set(response, device, SEAT, device.seat, "/")


def remember_round(response: Response, device: Device, of_round: Round, path: str, today: date) -> None:
    """The seat in the round, until the day after its last one."""
    days = max((of_round.closes_on - today).days, 0) + 2
    _set(response, device, ROUND_SEAT, device.round_seat, path, days * _DAY)


def remember_own(response: Response, device: Device, path: str, own: str) -> None:
    """Whose answers these are, for as long as the browser is open; an empty mark forgets it."""
    _set(response, device, OWN, own, path, None if own else 0)


def remember_access(response: Response, device: Device, secret: str) -> None:
    """The visit of somebody of a municipality, for as long as the browser is open; an empty secret forgets it."""
    _set(response, device, ACCESS, secret, "/", None if secret else 0)


def _secret(request: HTTPConnection, name: str) -> str:
    found = request.cookies.get(name, "")
    return found if _SECRET.fullmatch(found) else secrets.token_urlsafe(24)


def _set(response: Response, device: Device, name: str, value: str, path: str, seconds: int | None = None) -> None:
    response.set_cookie(name, value, max_age=seconds, path=path, secure=device.is_secure, httponly=True, samesite="lax")
