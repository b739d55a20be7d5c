"""`python -m assessment round …`: rounds for operators and for other programs."""

from __future__ import annotations

import argparse
import json
import logging
import sys

from assessment import bootstrap
from assessment.bootstrap import House
from assessment.commands import many
from assessment.core.area import Area
from assessment.core.errors import QuestionnaireError, UnusableError
from assessment.core.questionnaire import Questionnaire
from assessment.core.round import DAYS, MOST_SLIPS, RELEASED, SHARES, Round
from assessment.journeys import opening, round_result
from assessment.journeys import round as journey
from assessment.reports import responses_table, round_report

log = logging.getLogger(__name__)


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `round` with its own commands."""
    parser = commands.add_parser("round", help="open, list, close rounds, and read their results")
    own = parser.add_subparsers(required=True, metavar="COMMAND")

    _add_open(own)
    many.add_to(own)
    listing = own.add_parser("list", help="all rounds, and how far each has come")
    listing.set_defaults(run=_list)

    for name, run, text in (
        ("close", _close, "take no more answers, and keep what may be shown"),
        ("result", _result, "what may be shown of a round"),
        ("new-link", _new_link, "a new private link for the coordinator; the old one leads nowhere any more"),
        ("export", _export, "single responses, for the operator only; it is logged"),
        ("delete", _delete, "remove a round with all its responses for good"),
    ):
        command = own.add_parser(name, help=text)
        command.add_argument("code", metavar="CODE", help="the share code")
        if name == "result":
            command.add_argument("--format", choices=("table", "json"), default="table", help="default: %(default)s")
            command.add_argument("--lang", choices=bootstrap.languages(), default="et", help="default: %(default)s")
        if name == "export":
            command.add_argument("--raw", action="store_true", help="said aloud: every response by itself")
        if name == "delete":
            command.add_argument("--yes", action="store_true", help="said aloud: there is no way back")
        command.set_defaults(run=run)


def _add_open(own: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser_open = own.add_parser("open", help="open a round and print its links")
    parser_open.add_argument("--area", required=True, metavar="NAME", help="the name of the village or place")
    parser_open.add_argument("--municipality", default="", metavar="NAME")
    parser_open.add_argument("--kind", default="", metavar="KIND", help="of area, e.g. village")
    parser_open.add_argument("--period", default="", metavar="TEXT", help="default: this year")
    parser_open.add_argument("--days", type=int, default=DAYS, metavar="N", help="default: %(default)s")
    parser_open.add_argument("--questionnaire", metavar="ID/vN", help="default: the one in use")
    parser_open.add_argument("--share", choices=SHARES, default=RELEASED, help="with the municipality")
    parser_open.add_argument("--may-answer", default="", metavar="SENTENCE", help="who may answer, in a sentence")
    parser_open.add_argument(
        "--follows", metavar="CODE", help="the share code of the round before, to show what changed"
    )
    parser_open.add_argument("--strict", type=_slips, default=0, metavar="N", help="print N one-time codes for slips")
    parser_open.add_argument("--format", choices=("text", "json"), default="text", help="default: %(default)s")
    parser_open.set_defaults(run=_open)


def _open(options: argparse.Namespace) -> int:
    house = bootstrap.house()
    area = Area(options.area, options.municipality, options.kind)
    before = journey.of_code(house.store, house.codes, options.follows) if options.follows else None
    plan = opening.Plan(
        area=area,
        period=options.period,
        days=options.days,
        share=options.share,
        may_answer=options.may_answer,
        slips=options.strict,
        series="" if before is None else before.series,
    )
    opened = opening.open_round(house.store, house.clock, house.codes, _questionnaire(house, options), plan)
    address = bootstrap.public_address(house.settings)
    printed = {
        "round": opened.round.id,
        "code": opened.code,
        "share_url": f"{address}/a/{opened.code}",
        "coordinator_url": f"{address}/c/{opened.key}",
        "slips": list(journey.slip_codes(house.codes, opened.round)),
    }
    if options.format == "json":
        print(json.dumps(printed, ensure_ascii=False))
        return 0
    print(f"{opened.round.area.name}, {opened.round.period}: open until {opened.round.closes_on.isoformat()}")
    if before is not None:
        print(f"It follows the round {before.period} of {before.area.name}: both are shown together")
    print(f"Share this link: {printed['share_url']}")
    print(f"The coordinator's private link, shown only now: {printed['coordinator_url']}")
    for code in printed["slips"]:
        print(f"Slip: {code}")
    return 0


def _slips(typed: str) -> int:
    number = int(typed)
    if not 1 <= number <= MOST_SLIPS:
        raise argparse.ArgumentTypeError(f"{number} slips cannot be made. Allowed: 1 to {MOST_SLIPS}.")
    return number


def _new_link(options: argparse.Namespace) -> int:
    house, one, _ = _found(options)
    key = opening.new_key(house.store, house.codes, one.id)
    log.warning("The coordinator's link of the round %s was issued anew by the operator", one.id)
    print(f"{bootstrap.public_address(house.settings)}/c/{key}")
    return 0


def _list(_: argparse.Namespace) -> int:
    house = bootstrap.house()
    for one in journey.all_rounds(house.store):
        if one.is_open(house.clock.today()):
            q = house.version(one.questionnaire)
            found = round_result.how_far(house.store, q, house.thresholds, one)
            state = f"open until {one.closes_on.isoformat()}, {_steps(found.at_least, found.few)}"
        else:
            state = f"closed on {(one.closed_on or one.closes_on).isoformat()}"
        print(f"{house.codes.share_code(one.id)}  {one.area.name}, {one.period}  ({state})")
    return 0


def _steps(at_least: int, few: int) -> str:
    if at_least < few:
        return "no answers yet" if not at_least else f"fewer than {few} answers"
    return f"{at_least} answers or more"


def _close(options: argparse.Namespace) -> int:
    house, one, q = _found(options)
    round_result.close(house.store, house.clock, q, house.thresholds, one)
    print(f"{one.area.name}, {one.period}: closed")
    return 0


def _result(options: argparse.Namespace) -> int:
    house, one, q = _found(options)
    shown = round_result.result(house.store, house.clock, q, house.thresholds, one)
    if options.format == "json":
        print(round_report.as_json(q, one.area.name, one.period, shown))
    else:
        print(round_report.as_table(q, one.area.name, one.period, shown, bootstrap.say(options.lang)), end="")
    return 0


def _export(options: argparse.Namespace) -> int:
    if not options.raw:
        raise UnusableError("round export gives single responses only: say --raw. Results: round result CODE.")
    house, one, q = _found(options)
    log.warning("Single responses of the round %s were exported by the operator", one.id)
    responses_table.write(q, round_result.raw_responses(house.store, q, one), sys.stdout)
    return 0


def _delete(options: argparse.Namespace) -> int:
    house, one, _ = _found(options)
    if not options.yes:
        raise UnusableError(f"This removes {one.area.name}, {one.period} and all its responses for good: say --yes.")
    journey.delete(house.store, one.id)
    print(f"{one.area.name}, {one.period}: deleted")
    return 0


def _found(options: argparse.Namespace) -> tuple[House, Round, Questionnaire]:
    """The round of the code, and the version of the questionnaire that it was opened with."""
    house = bootstrap.house()
    one = journey.of_code(house.store, house.codes, options.code)
    return house, one, house.version(one.questionnaire)


def _questionnaire(house: House, options: argparse.Namespace) -> Questionnaire:
    if options.questionnaire:
        return house.version(options.questionnaire)
    if house.questionnaire is None:
        raise QuestionnaireError("No released questionnaire can be used. See: python -m assessment check")
    return house.questionnaire
