"""By what somebody is known who signs in elsewhere: by a verified e-mail address, or as a subject of an issuer.

The claims are those of an OpenID Connect ID token, whose signature was checked by who took it in
(https://openid.net/specs/openid-connect-core-1_0.html#IDToken and #StandardClaims).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta


def of_email(email: str) -> str:
    """Who signs in with an e-mail address; case does not matter.

    >>> of_email(" Mari.Maasikas@Polva.ee")
    'email mari.maasikas@polva.ee'
    """
    return f"email {email.strip().casefold()}"


def of_subject(issuer: str, subject: str) -> str:
    """Who signs in as a subject: unique within its issuer, and never given to another person.

    >>> of_subject("https://tara.ria.ee/", "EE60001019906")
    'subject EE60001019906 of https://tara.ria.ee'
    """
    return f"subject {subject.strip()} of {issuer.strip().rstrip('/')}"


def identities(claims: Mapping[str, object], today: date, days: int) -> tuple[str, ...]:
    """The identities that the claims vouch for; none once they are older than so many days.

    An address that the issuer has not verified counts for nothing: anybody may have written it there.
    """
    issued, found = claims.get("iat"), []
    if not isinstance(issued, int | float) or _day(issued) + timedelta(days=days) < today:
        return ()
    issuer, subject, email = (claims.get(name) for name in ("iss", "sub", "email"))
    if isinstance(issuer, str) and isinstance(subject, str) and issuer and subject:
        found.append(of_subject(issuer, subject))
    if isinstance(email, str) and email and claims.get("email_verified") is True:
        found.append(of_email(email))
    return tuple(found)


def _day(seconds: float) -> date:
    try:
        return datetime.fromtimestamp(seconds, UTC).date()
    except (OverflowError, ValueError, OSError):
        return date.min
