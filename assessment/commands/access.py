"""`python -m assessment invite …` and `access …`: who of a municipality may come in, and which program may read."""

from __future__ import annotations

import argparse
import json
import logging
import sys
from difflib import get_close_matches

from assessment import bootstrap
from assessment.bootstrap import House
from assessment.core.access import DAYS, OPERATOR, ROLES, WORKER, Access, is_same
from assessment.core.errors import UnusableError
from assessment.core.identity import of_email, of_subject
from assessment.core.register import name_key
from assessment.journeys import access as journey
from assessment.journeys.access import Invitation, Invited

log = logging.getLogger(__name__)
WAYS = {
    "link": "The personal link, shown only now",
    "token": "The program's token, shown only now",
    "api": "It reads from",
    "sign_in": "They sign in at",
}


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `invite` and `access`."""
    inviting = commands.add_parser("invite", help="let somebody of a municipality in, and print their personal link")
    inviting.add_argument("--municipality", default="", metavar="NAME", help="as areas name it, e.g. 'Põlva vald'")
    inviting.add_argument("--role", choices=ROLES, default=WORKER, help="default: %(default)s; a program gets a token")
    inviting.add_argument("--days", type=int, default=DAYS, metavar="N", help="default: %(default)s")
    inviting.add_argument("--label", default="", metavar="TEXT", help="to know it again in the list, e.g. a job")
    inviting.add_argument(
        "--email", default="", metavar="ADDRESS", help="of who signs in elsewhere; see deploy/sign_in.md"
    )
    inviting.add_argument("--subject", default="", metavar="SUB", help="the same, by the claim `sub`; with --issuer")
    inviting.add_argument("--issuer", default="", metavar="URL", help="the claim `iss`, e.g. https://tara.ria.ee")
    _add_format(inviting)
    inviting.set_defaults(run=_invite)

    listing = commands.add_parser("access", help="who may come in: the links with their last use; or end one")
    listing.add_argument("--revoke", metavar="ID", help="end this access; the beginning of its id is enough")
    _add_format(listing)
    listing.set_defaults(run=_access)


def _add_format(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: %(default)s")


def _invite(options: argparse.Namespace) -> int:
    house = bootstrap.house()
    invitation = Invitation(
        role=options.role,
        municipality=options.municipality,
        days=options.days,
        label=options.label,
        identity=_identity(options),
    )
    invited = journey.invite(house.store, house.clock, house.codes, invitation)
    log.info("An access was given by the operator: %s", invited.access.id)
    way = _way(house, invited)
    if options.format == "json":
        print(json.dumps(_as_record(house, invited.access) | way, ensure_ascii=False))
        return 0
    print(f"{_whose(invited.access)}: {invited.access.role} until {invited.access.expires_on.isoformat()}")
    for name, value in way.items():
        print(f"{WAYS[name]}: {value}")
    _note_unknown(house, invited.access)
    return 0


def _way(house: House, invited: Invited) -> dict[str, str]:
    address = bootstrap.public_address(house.settings)
    if invited.access.is_of_program:
        return {"token": invited.key, "api": f"{address}/api/v1/"}
    return {"link": f"{address}/m/{invited.key}"} if invited.key else {"sign_in": f"{address}/municipality"}


def _identity(options: argparse.Namespace) -> str:
    if bool(options.subject) != bool(options.issuer):
        raise UnusableError("--subject and --issuer belong together: a subject is known only within its issuer.")
    if options.subject and options.email:
        raise UnusableError("--email and --subject are two ways to know somebody. Say one of them.")
    if options.email and "@" not in options.email:
        raise UnusableError("--email: this is no e-mail address. Write it whole, e.g. mari@example.ee.")
    if options.subject:
        return of_subject(options.issuer, options.subject)
    return of_email(options.email) if options.email else ""


def _note_unknown(house: House, access: Access) -> None:
    """A name that no area has shows its worker an empty municipality: often it is mistyped."""
    registered = set(house.store.municipalities())
    known = registered | {one.area.municipality for one in house.store.rounds()} - {""}
    if access.role == OPERATOR or not known or any(is_same(access.municipality, name) for name in known):
        return
    by_key = {name_key(name): name for name in sorted(known)}
    close = [by_key[key] for key in get_close_matches(name_key(access.municipality), by_key, n=3)]
    meant = f" Close to it: {', '.join(close)}." if close else ""
    what = "register and no round" if registered else "round"
    print(f"Note: no {what} so far is of a municipality called '{access.municipality}'.{meant}", file=sys.stderr)


def _access(options: argparse.Namespace) -> int:
    house = bootstrap.house()
    if options.revoke:
        ended = journey.revoke(house.store, house.clock, _one(house, options.revoke).id)
        log.info("An access was ended by the operator: %s", ended.id)
        found: tuple[Access, ...] = (ended,)
    else:
        found = journey.listed(house.store)
    records = [_as_record(house, one) for one in found]
    if options.format == "json":
        print(json.dumps(records, ensure_ascii=False))
        return 0
    for one, record in zip(found, records, strict=True):
        used = f"last used {record['last_used']}" if record["last_used"] else "never used"
        label = f"  ({one.label})" if one.label else ""
        print(f"{one.id}  {_whose(one)}, {one.role}  {_span(one)}  {used}  {record['state']}{label}")
    if not found:
        print("Nobody has an access. See: python -m assessment invite --help")
    return 0


def _one(house: House, typed: str) -> Access:
    found = [one for one in journey.listed(house.store) if one.id == typed or one.id.startswith(typed)]
    exact = [one for one in found if one.id == typed]
    if len(exact or found) != 1:
        many = "more than one begins so" if found else "there is none"
        raise UnusableError(f"--revoke: no single access '{typed}': {many}. See: python -m assessment access")
    return (exact or found)[0]


def _whose(access: Access) -> str:
    return access.municipality or "no municipality"


def _span(access: Access) -> str:
    return f"{access.created_on.isoformat()} to {access.expires_on.isoformat()}"


def _as_record(house: House, access: Access) -> dict[str, str | None]:
    return {
        "id": access.id,
        "municipality": access.municipality,
        "role": access.role,
        "label": access.label,
        "created": access.created_on.isoformat(),
        "expires": access.expires_on.isoformat(),
        "revoked": access.revoked_on.isoformat() if access.revoked_on else None,
        "last_used": access.last_used_on.isoformat() if access.last_used_on else None,
        "state": access.state(house.clock.today()),
    }
