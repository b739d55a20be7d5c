"""`python -m assessment workshop …`: live workshops for rehearsals, for operators and for other programs."""

from __future__ import annotations

import argparse
import json
import logging
import sys
from pathlib import Path

from assessment import bootstrap
from assessment.bootstrap import House
from assessment.core.area import Area
from assessment.core.errors import QuestionnaireError, UnusableError
from assessment.core.questionnaire import Questionnaire
from assessment.core.record import Record
from assessment.core.round import NOTHING, SHARES
from assessment.core.workshop import COMMUNITY, MOVES, OPEN_ROOM, Standing
from assessment.journeys import hosting, remaining, watching
from assessment.reports.workshop import record, state
from assessment.reports.workshop.record_pdf import Around, record_pdf

log = logging.getLogger(__name__)


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `workshop` with its own commands."""
    parser = commands.add_parser("workshop", help="open a live workshop, move it, and read its record")
    own = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_open(own)
    listing = own.add_parser("list", help="all workshops, and where each stands")
    listing.set_defaults(run=_list)
    for name, run, text in (
        ("state", _state, "where the workshop stands, as JSON"),
        ("do", _do, "one of the host's moves; prints where the workshop stands then"),
        ("new-link", _new_link, "a new private link of the host; the old one leads nowhere any more"),
        ("record", _record, "every ballot that was revealed, as it may leave the room"),
        ("delete", _delete, "remove a workshop with its votes and texts for good; the round that remains stays"),
    ):
        command = own.add_parser(name, help=text)
        command.add_argument("code", metavar="CODE", help="by which people join")
        if name == "do":
            command.add_argument("move", metavar="MOVE", choices=MOVES, help=" | ".join(MOVES))
            command.add_argument("--revision", type=int, metavar="N", help="refuse if the workshop is at another one")
        if name == "record":
            _add_record(command)
        if name == "delete":
            command.add_argument("--yes", action="store_true", help="said aloud: there is no way back")
        command.set_defaults(run=run)


def _add_open(own: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = own.add_parser("open", help="open a workshop and print its links")
    of_whom = command.add_mutually_exclusive_group(required=True)
    of_whom.add_argument("--area", metavar="NAME", help="the community of which all speak")
    of_whom.add_argument("--open-room", action="store_true", help="everybody speaks of their own place")
    command.add_argument("--municipality", default="", metavar="NAME")
    command.add_argument("--domains", metavar="ID,…", help="in the order of the room; default: all")
    command.add_argument("--stories", default="", metavar="ID,…", help="to guess first; default: none")
    command.add_argument("--no-ideas", action="store_true", help="do not ask for small next steps at the end")
    command.add_argument("--language", choices=bootstrap.languages(), default="et", help="default: %(default)s")
    command.add_argument("--roles", action="store_true", help="ask who people are")
    command.add_argument("--not-blind", action="store_true", help="show the picture while people vote")
    command.add_argument("--free", action="store_true", help="everybody goes through the domains at their own tempo")
    command.add_argument("--share", choices=SHARES, default=NOTHING, help="with the municipality; default: %(default)s")
    command.add_argument(
        "--address", metavar="URL", help="by which phones reach the app; default: PUBLIC_URL, or found"
    )
    command.add_argument("--format", choices=("text", "json"), default="text", help="default: %(default)s")
    command.set_defaults(run=_open)


def _add_record(command: argparse.ArgumentParser) -> None:
    command.add_argument("--format", choices=("json", "csv", "pdf"), default="json", help="default: %(default)s")
    command.add_argument("--output", type=Path, metavar="FILE", help="write it there; a PDF needs a file")
    command.add_argument("--lang", choices=bootstrap.languages(), help="of the PDF; default: the workshop's")


def _open(options: argparse.Namespace) -> int:
    house = bootstrap.house()
    q = house.questionnaire
    if q is None:
        raise QuestionnaireError("No released questionnaire can be used. See: python -m assessment check")
    address = (options.address or bootstrap.public_address(house.settings)).rstrip("/")
    plan = hosting.WorkshopPlan(
        kind=OPEN_ROOM if options.open_room else COMMUNITY,
        language=options.language,
        domains=q.domain_ids if options.domains is None else _ids(options.domains),
        area=None if options.open_room else Area(options.area, options.municipality),
        stories=_ids(options.stories),
        has_ideas=not options.no_ideas,
        has_roles=options.roles,
        is_blind=not options.not_blind,
        is_free=options.free,
        share=options.share,
        address=address,
    )
    opened = hosting.open_workshop(house.store, house.clock, house.codes, q, plan)
    printed = {
        "workshop": opened.workshop.id,
        "code": opened.code,
        "join_url": f"{address}/j/{opened.code}",
        "host_url": f"{address}/h/{opened.host_key}",
        "projector_url": f"{address}/projector?key={opened.projector_key}",
    }
    if options.format == "json":
        print(json.dumps(printed, ensure_ascii=False))
        return 0
    print(f"Join: {printed['join_url']} (code {opened.code})")
    print(f"Projector: {printed['projector_url']}")
    print(f"The host's private link, shown only now: {printed['host_url']}")
    return 0


def _ids(written: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in written.split(",") if one.strip())


def _list(_: argparse.Namespace) -> int:
    for one in hosting.all_workshops(bootstrap.house().store):
        named = one.workshop.area.name if one.workshop.area else one.workshop.kind
        print(f"{one.workshop.id}  {named}, {one.workshop.opened_on.isoformat()}  ({one.state}, {one.step.key})")
    return 0


def _state(options: argparse.Namespace) -> int:
    house, standing, q = _found(options)
    print(state.as_json(watching.scene(house.store, q, standing)))
    return 0


def _do(options: argparse.Namespace) -> int:
    house, standing, q = _found(options)
    moved = bootstrap.move_workshop(house, standing, options.move, options.revision)
    print(state.as_json(watching.scene(house.store, q, moved)))
    return 0


def _new_link(options: argparse.Namespace) -> int:
    house, standing, _ = _found(options)
    key = hosting.new_host_key(house.store, house.codes, standing.workshop.id)
    log.warning("The host's link of the workshop %s was issued anew by the operator", standing.workshop.id)
    print(f"{standing.workshop.address or bootstrap.public_address(house.settings)}/h/{key}")
    return 0


def _record(options: argparse.Namespace) -> int:
    house, standing, q = _found(options)
    if options.format == "pdf" and options.output is None:
        raise UnusableError("A PDF is written to a file: say --output FILE.")
    found = remaining.record(house.store, q, house.thresholds, standing)
    if options.format == "json":
        made = (record.as_json(q, found) + "\n").encode()
    elif options.format == "csv":
        made = record.as_csv(q, found)
    else:
        made = _record_pdf(options, house, q, found)
    if options.output is None:
        sys.stdout.write(made.decode("utf-8-sig"))
        return 0
    try:
        options.output.write_bytes(made)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UnusableError(f"{options.output} cannot be written: {reason}. Nothing was changed.") from None
    return 0


def _record_pdf(options: argparse.Namespace, house: House, q: Questionnaire, found: Record) -> bytes:
    language = found.standing.workshop.language
    code = remaining.code_of_round(house.store, house.codes, found.standing)
    address = f"{bootstrap.lasting_address(house.settings, found.standing.workshop)}/r/{code}" if code else ""
    around = Around(bootstrap.language_name(language), address, code)
    return record_pdf(q, bootstrap.say(options.lang or language), found, around, house.thresholds)


def _delete(options: argparse.Namespace) -> int:
    house, standing, _ = _found(options)
    if not options.yes:
        raise UnusableError("This removes the workshop with all its votes and texts for good: say --yes.")
    hosting.delete(house.store, standing.workshop.id)
    log.warning("The workshop %s was deleted by the operator", standing.workshop.id)
    print(f"{options.code}: deleted")
    return 0


def _found(options: argparse.Namespace) -> tuple[House, Standing, Questionnaire]:
    """The workshop of the code, and the version of the questionnaire that it was opened with."""
    house = bootstrap.house()
    standing = hosting.of_code(house.store, house.codes, options.code)
    return house, standing, house.version(standing.workshop.questionnaire)
