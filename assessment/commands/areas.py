"""`python -m assessment areas …`: the register of areas for whoever runs this; the same as the page does."""

from __future__ import annotations

import argparse
import logging
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

from assessment import bootstrap
from assessment.bootstrap import House
from assessment.core.errors import FileError, Finding, UnusableError
from assessment.core.ports import Say
from assessment.intake.population import Columns, guessed, people_of, read_table
from assessment.intake.recognising import refuse_large
from assessment.intake.settlements import read_settlements
from assessment.journeys import areas
from assessment.reports.register_preview import Group, areas_told, changes_told, findings_told

log = logging.getLogger(__name__)
# Of longer lists the rest is only counted.
MOST_LINES = 20
# Commands speak English.
LANGUAGE = "en"


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `areas` with its own commands."""
    parser = commands.add_parser("areas", help="take in the register of settlements, list it, undo a change")
    own = parser.add_subparsers(required=True, metavar="COMMAND")

    importing = own.add_parser("import", help="take in the official file of settlements, or numbers of people")
    importing.add_argument("file", nargs="?", metavar="FILE", help="SHP (zip), CSV or GeoJSON as it is downloaded")
    importing.add_argument("--municipality", default="", metavar="NAME", help="only this one; default: all in the file")
    importing.add_argument("--date", type=_day, metavar="YYYY-MM-DD", help="of the file; default: what it says itself")
    importing.add_argument("--population", metavar="FILE", help="numbers of people: CSV or XLSX")
    importing.add_argument("--code-column", default="", metavar="NAME", help="of the settlement's code or name there")
    importing.add_argument("--number-column", default="", metavar="NAME", help="of the number of people")
    importing.add_argument("--dry-run", action="store_true", help="say what would change, and store nothing")
    importing.set_defaults(run=_told(_import))

    listing = own.add_parser("list", help="the municipalities with a register and the steps that made it")
    listing.add_argument("--municipality", default="", metavar="NAME", help="the areas of this one")
    listing.set_defaults(run=_list)

    undoing = own.add_parser("undo", help="take back a step: an import, numbers of people, a merge, an own area")
    undoing.add_argument("number", type=int, metavar="NUMBER", help="of the step, as `areas list` shows it")
    undoing.set_defaults(run=_undo)


def _import(options: argparse.Namespace, house: House, say: Say) -> int:
    if not options.file and not options.population:
        raise UnusableError("Nothing to take in. Name the file of settlements, or --population FILE.")
    if options.file:
        _import_register(options, house, say)
    if options.population:
        _import_people(options, house, say)
    if options.dry_run:
        print("Nothing was stored (--dry-run).")
    return 0


def _import_register(options: argparse.Namespace, house: House, say: Say) -> None:
    file = read_settlements(_content(options.file), Path(options.file).name, options.municipality)
    found = areas.preview(house.store, file, options.municipality)
    on = options.date or file.on
    print(f"{file.name}: {_number(len(file.settlements), 'settlement')} taken, ", end="")
    print(f"{file.municipalities} municipalities in the file, date {on.isoformat() if on else 'unknown'}")
    if on:
        print(say("compare.map.source", date=on.strftime("%d.%m.%Y")))
    _print_notes(findings_told(file.notes, say))
    if on and found.newest and on < found.newest:
        print(f"Note: {say('areas.preview.older', date=found.newest.strftime('%d.%m.%Y'))}")
    if found.difference.is_nothing:
        print(say("areas.preview.nothing"))
    for group in changes_told(found.difference, say):
        _print_group(group)
    print(say("areas.preview.same", number=found.difference.same))
    if on is None and not options.dry_run:
        raise UnusableError("The file does not say of which date it is: say --date YYYY-MM-DD. Nothing was stored.")
    if not options.dry_run:
        step = areas.take_in(house.store, house.clock, found, options.date)
        log.info("A register of areas was taken in: step %s", step.number)
        print(f"Stored as step {step.number}. Undo: python -m assessment areas undo {step.number}")


def _import_people(options: argparse.Namespace, house: House, say: Say) -> None:
    table = read_table(_content(options.population))
    columns = guessed(table)
    if options.code_column and options.number_column:
        columns = Columns(options.code_column, options.number_column)
    if columns is None:
        there = ", ".join(table.header)
        raise UnusableError(f"Name the columns with --code-column and --number-column. The file has: {there}.")
    people = people_of(table, columns, Path(options.population).name)
    found = areas.preview_people(house.store, people, options.municipality)
    print(f"{people.name}: codes in '{columns.code}', numbers in '{columns.number}'")
    _print_notes(findings_told(people.notes, say))
    print(say("areas.people.known", number=len(found.known)))
    _print_group(areas_told("areas.people.without", found.without, say))
    _print_group(Group(say("areas.people.unmatched", number=len(found.unmatched)), found.unmatched))
    if not options.dry_run:
        step = areas.take_people(house.store, house.clock, found, None if options.file else options.date)
        print(f"Stored as step {step.number}. Undo: python -m assessment areas undo {step.number}")


def _list(options: argparse.Namespace) -> int:
    house, say = bootstrap.house(), bootstrap.say(LANGUAGE)
    if options.municipality:
        for area in house.store.areas(options.municipality):
            people = "" if area.population is None else f", {area.population} people"
            kind = area.kind or "none"
            print(f"{area.id}  {area.name} ({say(f'areas.kind.{kind}')}{people})")
        return 0
    numbers = Counter(entry.area.municipality for entry in house.store.entries() if entry.area.code)
    for municipality in house.store.municipalities():
        source = house.store.source(municipality)
        day = source.on.isoformat() if source else "unknown"
        print(f"{municipality}: {_number(numbers[municipality], 'settlement')}, as of {day}")
    for step in house.store.steps():
        names = step.municipalities
        whose = names[0] if len(names) == 1 else f"{len(names)} municipalities"
        print(f"step {step.number}  {step.made_on.isoformat()}  {step.what}  {step.note}  ({whose})")
    return 0


def _undo(options: argparse.Namespace) -> int:
    house = bootstrap.house()
    step = areas.undo(house.store, options.number)
    log.warning("A step of the register of areas was undone by the operator: %s", step.number)
    print(f"Step {step.number} is undone: {step.what} {step.note}")
    return 0


def _told(run: Callable[[argparse.Namespace, House, Say], int]) -> Callable[[argparse.Namespace], int]:
    """A command that says what is wrong with a file in English."""

    def told(options: argparse.Namespace) -> int:
        say = bootstrap.say(LANGUAGE)
        try:
            return run(options, bootstrap.house(), say)
        except FileError as error:
            raise UnusableError("\n".join((*findings_told(error.faults, say), "Nothing was stored."))) from None

    return told


def _content(name: str) -> bytes:
    path = Path(name)
    try:
        refuse_large(path.stat().st_size)
        return path.read_bytes()
    except OSError:
        raise FileError(Finding("areas.fault.read", {"name": name})) from None


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{written}' is no date. Write it as 2026-04-01.") from None


def _number(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _print_notes(sentences: tuple[str, ...]) -> None:
    for sentence in sentences:
        print(f"Note: {sentence}")


def _print_group(group: Group) -> None:
    print(group.title)
    for line in group.lines[:MOST_LINES]:
        print(f"  {line}")
    if len(group.lines) > MOST_LINES:
        print(f"  … and {len(group.lines) - MOST_LINES} more")
