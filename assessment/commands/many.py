"""`python -m assessment round open-many FILE`: rounds of many areas, opened in one stroke from a list."""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path

from assessment import bootstrap
from assessment.bootstrap import House
from assessment.core.area import Area
from assessment.core.errors import AssessmentError, QuestionnaireError, UnusableError
from assessment.core.round import DAYS, MOST_SLIPS, NOTHING, RELEASED, WAYS
from assessment.core.wanted import AREA, OPEN, Fault, Wanted
from assessment.intake.areas_list import read_list
from assessment.journeys import opening
from assessment.journeys import round as journey
from assessment.journeys.opening import Opened, Plan
from assessment.reports import links_table
from assessment.reports.card import Card, sheet_of_cards
from assessment.reports.links_table import Links
from assessment.reports.list_faults import sentences

log = logging.getLogger(__name__)


def add_to(own: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `open-many` to the commands of rounds."""
    parser = own.add_parser(
        "open-many",
        help="open a round for each area of a list, all or none, and print their links",
        description="Columns of the list: area, and where wanted municipality, kind and contact.",
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="the list, CSV or XLSX")
    parser.add_argument("--municipality", default="", metavar="NAME", help="of all areas; others are refused then")
    parser.add_argument("--period", default="", metavar="TEXT", help="default: this year")
    parser.add_argument("--days", type=int, default=DAYS, metavar="N", help="default: %(default)s")
    parser.add_argument("--share", choices=(NOTHING, RELEASED), default=RELEASED, help="with the municipality")
    parser.add_argument("--ways", default=",".join(WAYS), metavar="WAYS", help="default: %(default)s")
    parser.add_argument("--may-answer", default="", metavar="SENTENCE", help="who may answer, in a sentence")
    parser.add_argument("--strict", type=_slips, default=0, metavar="N", help="N one-time codes for slips in each area")
    parser.add_argument("--also-open", action="store_true", help="another round where one of the period is open")
    parser.add_argument("--cards", type=Path, metavar="FILE.pdf", help="write the coordinators' cards, four to a sheet")
    parser.add_argument(
        "--lang", choices=bootstrap.languages(), default="et", help="of the cards; default: %(default)s"
    )
    parser.add_argument("--format", choices=("csv", "json"), default="csv", help="default: %(default)s")
    parser.set_defaults(run=_open_many)


def _slips(typed: str) -> int:
    number = int(typed)
    if not 1 <= number <= MOST_SLIPS:
        raise argparse.ArgumentTypeError(f"{number} slips cannot be made. Allowed: 1 to {MOST_SLIPS}.")
    return number


def _open_many(options: argparse.Namespace) -> int:
    listed = read_list(_content(options.file), options.municipality)
    if not listed.areas and listed.faults:
        return _refused(listed.faults)
    house = bootstrap.house()
    if house.questionnaire is None:
        raise QuestionnaireError("No released questionnaire can be used. See: python -m assessment check")
    plan = _plan(options)
    found = opening.check_many(house.store, house.clock, house.questionnaire, listed.areas, plan, options.municipality)
    taken = () if options.also_open else tuple(_taken(one) for one in found.open)
    wrong = listed.faults + found.faults + taken
    if wrong:
        return _refused(wrong)
    opened = opening.open_many(
        house.store, house.clock, house.codes, house.questionnaire, listed.areas, plan, options.municipality
    )
    contacts = {one.round.id: of.contact for one, of in zip(opened, listed.areas, strict=True)}
    rows = [_links(house, one, contacts[one.round.id]) for one in opened]
    # First of all the links: they are nowhere else, whatever becomes of the cards.
    sys.stdout.write(links_table.as_json(rows) + "\n" if options.format == "json" else links_table.as_csv(rows))
    if options.cards:
        _write_cards(options, house, rows)
    return 0


def _plan(options: argparse.Namespace) -> Plan:
    return Plan(
        area=Area(""),
        period=options.period,
        days=options.days,
        share=options.share,
        may_answer=options.may_answer,
        ways=tuple(way.strip() for way in options.ways.split(",") if way.strip()),
        slips=options.strict,
    )


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise UnusableError(f"{file.name}: {error.strerror}. Name a CSV or XLSX file that can be read.") from None


def _refused(faults: tuple[Fault, ...]) -> int:
    say = bootstrap.say("en")
    print("\n".join(sentences(say, faults)), file=sys.stderr)
    print(f"{len(faults)} fault{'' if len(faults) == 1 else 's'}. Nothing was opened.", file=sys.stderr)
    return 1


def _taken(one: Wanted) -> Fault:
    return Fault(OPEN, one.row, AREA, {"written": one.area.name})


def _links(house: House, one: Opened, contact: str) -> Links:
    address = bootstrap.public_address(house.settings)
    return Links(
        one.round,
        one.code,
        f"{address}/a/{one.code}",
        f"{address}/c/{one.key}",
        contact,
        journey.slip_codes(house.codes, one.round),
    )


def _write_cards(options: argparse.Namespace, house: House, rows: list[Links]) -> None:
    cards = [Card(one.round, one.coordinator, one.contact) for one in rows]
    try:
        options.cards.touch(mode=0o600)  # only its owner may read the links
        options.cards.write_bytes(sheet_of_cards(bootstrap.say(options.lang), cards, house.clock.today()))
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise AssessmentError(
            f"{options.cards} cannot be written: {reason}. The rounds are open, and their links stand above."
        ) from error
