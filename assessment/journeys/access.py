"""Letting people of a municipality in: invited, they come with a link of their own or by signing in elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from assessment.core.access import (
    DAYS,
    EXPIRED,
    MOST_DAYS,
    OPERATOR,
    REVOKED,
    ROLES,
    Access,
    municipality_name,
)
from assessment.core.answers import NAME_LENGTH, is_seen, plain
from assessment.core.errors import (
    ExpiredError,
    ForbiddenError,
    RevokedError,
    StoreError,
    TooLongError,
    TooManyTriesError,
    UnusableError,
)
from assessment.core.identity import identities
from assessment.core.ports import ACCESS, TOKEN, Clock, Codes, Store, Throttle
from assessment.core.tries import led_to, one_try

# So long a browser is known that nobody has closed.
VISIT_DAYS = 7
# The id of the access that the first start of the app gives: two that start at once give one.
FIRST = "first"
# By this a token is told from other secrets, by people and by programs that look for secrets in the wrong places.
TOKEN_BEGINS = "kp_"


@dataclass(frozen=True)
class Invitation:
    """Who is invited, and how they will be known: `identity` is one of `core.identity`, empty for a link."""

    role: str
    municipality: str = ""
    days: int = DAYS
    label: str = ""
    identity: str = ""


@dataclass(frozen=True)
class Invited:
    """An access that was just given; `key` is for its owner and shown only now, empty for one who signs in.

    Of a program it is the token.
    """

    access: Access
    key: str


@dataclass(frozen=True)
class Entered:
    """A visit that was just begun; `secret` is for the browser, and only its hash is kept."""

    access: Access
    secret: str


def invite(store: Store, clock: Clock, codes: Codes, invitation: Invitation, by: Access | None = None) -> Invited:
    """Give an access. `by` is who invites, None for whoever runs the installation.

    Raises `UnusableError` or `TooLongError` for what cannot be kept, `ForbiddenError` for what `by` may not give.
    """
    today = clock.today()
    new = _access(invitation, codes.identifier(), today)
    if by is not None and not _as_it_is(store, today, by).may_give(new.role, new.municipality):
        raise ForbiddenError("This access does not let anybody in with that role there.")
    if new.is_of_program and invitation.identity:
        raise UnusableError("A program does not sign in: it has a token. Leave out by what it would be known.")
    identity = _identity(codes, invitation.identity) if invitation.identity else None
    if identity is not None and any(one.is_valid(today) for one in store.accesses_of(identity)):
        raise UnusableError("This identity has an access already. Revoke that one first.")

    if new.is_of_program:
        key = f"{TOKEN_BEGINS}{codes.key()}"
        store.give_access(new, _hash_of_token(codes, key))
        return Invited(new, key)
    key = "" if identity else codes.key()
    store.give_access(new, None if identity else _hash(codes, key), identity)
    return Invited(new, key)


def first(store: Store, clock: Clock, codes: Codes) -> Invited | None:
    """An operator's access if nobody has any yet, so that an installation can be begun with; else None."""
    if store.accesses():
        return None

    new, key = _access(Invitation(OPERATOR), FIRST, clock.today()), codes.key()
    try:
        store.give_access(new, _hash(codes, key))
    except StoreError:
        if store.accesses():
            return None  # another process was faster
        raise
    return Invited(new, key)


def of_key(store: Store, clock: Clock, codes: Codes, throttle: Throttle, visitor: str, key: str) -> Access:
    """The access that a key leads to.

    Raises `WrongCodeError`, `ExpiredError`, `RevokedError` or, after too many wrong ones, `TooManyTriesError`.
    """
    return _led_to(store, clock, throttle, visitor, ACCESS, _hash(codes, key))


def of_token(store: Store, clock: Clock, codes: Codes, throttle: Throttle, visitor: str, token: str) -> Access:
    """The access of the program that sends a token.

    Raises as `of_key` does, `TooManyTriesError` also when it asks too often, `ForbiddenError` if it is a person's.
    """
    found = _led_to(store, clock, throttle, visitor, TOKEN, _hash_of_token(codes, token))
    if not found.is_of_program:
        raise ForbiddenError("This access is a person's, and opens pages only.")
    if not throttle.may_ask(found.id):
        raise TooManyTriesError("This program asks too often. Wait a minute.")
    return _use(store, clock.today(), found)


def _led_to(store: Store, clock: Clock, throttle: Throttle, visitor: str, space: str, hashed: str) -> Access:
    with one_try(throttle, visitor, space, hashed):
        found = led_to(store.access_at_key(hashed), "This key leads nowhere.")
        state = found.state(clock.today())
        if state == REVOKED:
            raise RevokedError("This access was ended.")
        if state == EXPIRED:
            raise ExpiredError("The last day of this access has passed.")
        return found


def enter(store: Store, clock: Clock, codes: Codes, access: Access, before: str = "") -> Entered:
    """Begin a visit of a browser; the one that its earlier secret `before` led to ends."""
    if access.is_of_program:
        raise ForbiddenError("A program opens no pages.")
    today, secret = clock.today(), codes.key()

    if before:
        store.end_visit(_hash(codes, before))
    store.start_visit(access.id, _hash(codes, secret), today + timedelta(days=VISIT_DAYS))
    _use(store, today, access)
    return Entered(access, secret)


def present(store: Store, clock: Clock, codes: Codes, secret: str) -> Access | None:
    """The valid access that a visit's secret leads to, or None."""
    today = clock.today()

    found = store.access_at_visit(_hash(codes, secret), today)
    if found is None or not found.is_valid(today):
        return None
    return _use(store, today, found)


def signed_in(store: Store, clock: Clock, codes: Codes, claims: Mapping[str, object]) -> Access | None:
    """The valid access of whoever signed in elsewhere, known by the claims of their ID token, or None.

    A subject comes before an e-mail address, of several accesses the newest. After as many days as a visit lasts one
    must sign in again.
    """
    today = clock.today()

    for identity in identities(claims, today, VISIT_DAYS):
        for found in store.accesses_of(_identity(codes, identity)):
            if found.is_valid(today):
                return _use(store, today, found)
    return None


def leave(store: Store, codes: Codes, secret: str) -> None:
    """End the visit of a secret."""
    store.end_visit(_hash(codes, secret))


def forget_visits(store: Store, clock: Clock) -> int:
    """Remove the visits that are over; how many there were."""
    return store.forget_visits(clock.today())


def revoke(store: Store, clock: Clock, access_id: str, by: Access | None = None) -> Access:
    """End an access with all its visits. Raises `ForbiddenError` for one that `by` may not end, and `GoneError`."""
    today, found = clock.today(), store.access(access_id)
    if by is not None and not _as_it_is(store, today, by).may_revoke(found):
        raise ForbiddenError("This access does not end that one.")

    store.revoke_access(access_id, today)
    return store.access(access_id)


def listed(store: Store, by: Access | None = None) -> tuple[Access, ...]:
    """The accesses that `by` may know of, without it all of them."""
    return tuple(one for one in store.accesses() if by is None or by.may_know_of(one))


def form_token(codes: Codes, seat: str, what: str) -> str:
    """What only a page of ours, drawn for the device with this seat, can send along with a form."""
    return codes.digest(f"access form {seat} {what}")


def _as_it_is(store: Store, today: date, by: Access) -> Access:
    """The access as it is now: a page may have been open while it was ended."""
    found = store.access(by.id)
    if not found.is_valid(today):
        raise ForbiddenError("This access is over.")
    return found


def _use(store: Store, today: date, found: Access) -> Access:
    # Only the day: when somebody works is nobody's business.
    if found.last_used_on != today:
        store.use_access(found.id, today)
    return found


def _hash(codes: Codes, secret: str) -> str:
    # Not the hash of another kind of code, which might be stolen from another table.
    return codes.digest(f"access {secret}")


def _hash_of_token(codes: Codes, token: str) -> str:
    # Of a kind of its own: no token opens a page, and no person's link is a token.
    return codes.digest(f"token {token}")


def _identity(codes: Codes, identity: str) -> str:
    # Hashed before: `digest` hears no dots, and a.b@c is not ab@c.
    return codes.digest(f"identity {sha256(identity.encode()).hexdigest()}")


def _access(invitation: Invitation, access_id: str, today: date) -> Access:
    if invitation.role not in ROLES:
        raise UnusableError(f"'{invitation.role}' is no role. Allowed: {', '.join(ROLES)}.")
    if not 1 <= invitation.days <= MOST_DAYS:
        raise UnusableError(f"An access cannot last {invitation.days} days. Allowed: 1 to {MOST_DAYS}.")
    municipality = municipality_name(_short(invitation.municipality))
    if invitation.role == OPERATOR:
        municipality = ""
    elif not is_seen(municipality):
        raise UnusableError("The municipality has no name. Write it as areas name it, e.g. 'Põlva vald'.")
    return Access(
        id=access_id,
        municipality=municipality,
        role=invitation.role,
        created_on=today,
        expires_on=today + timedelta(days=invitation.days),
        label=_short(invitation.label),
    )


def _short(name: str) -> str:
    kept = " ".join(plain(name).split())
    if len(kept) > NAME_LENGTH:
        raise TooLongError(f"'{kept[:20]}…' has {len(kept)} characters. At most {NAME_LENGTH} are kept.")
    return kept
