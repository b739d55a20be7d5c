"""By what a phone is known in a workshop: a cookie of the workshop's own address."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from hashlib import sha256

from starlette.responses import Response

# `hall` outlives a locked phone, a closed browser and a new start of the server; `host` holds the host's key.
HALL, HOST = "hall", "host"
_SECRET = re.compile(r"[A-Za-z0-9_-]{32}")  # what token_urlsafe(24) makes
# The own result may be looked at again for some days.
DAYS = 7
_SECONDS = DAYS * 24 * 60 * 60


def secret_of(cookies: Mapping[str, str]) -> str:
    """The secret that came with a request or a handshake, or an empty text."""
    found = cookies.get(HALL, "")
    return found if _SECRET.fullmatch(found) else ""


def new_secret() -> str:
    """The secret of a phone that comes for the first time."""
    return secrets.token_urlsafe(24)


def device_in(workshop_id: str, secret: str) -> str:
    """The hash under which this phone's seats in a workshop are found: workshops are not tied together by it."""
    return sha256((secret + workshop_id).encode()).hexdigest()


def remember(response: Response, secret: str, path: str, is_secure: bool) -> None:
    """The phone keeps its seats for some days."""
    response.set_cookie(HALL, secret, max_age=_SECONDS, path=path, secure=is_secure, httponly=True, samesite="lax")


def remember_host(response: Response, key: str, is_secure: bool) -> None:
    """This browser is the host's for some days."""
    response.set_cookie(HOST, key, max_age=_SECONDS, path="/", secure=is_secure, httponly=True, samesite="lax")
