"""`python -m assessment demo`: an invented municipality in a database of its own, to try every page on."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from assessment import bootstrap
from assessment.bootstrap import House
from assessment.core.errors import UnusableError
from assessment.demonstration import filling
from assessment.demonstration.places import MUNICIPALITY
from assessment.journeys.access import Invited
from assessment.settings import ROOT, SQLITE, read_settings

FILE = Path("data") / "demo.db"
# What SQLite keeps beside a file while it is open.
BESIDE = ("", "-wal", "-shm")


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `demo`."""
    parser = commands.add_parser(
        "demo",
        help="fill an invented municipality into a database of its own, and print links to it",
        description="A database that holds anything but an earlier demonstration is refused.",
    )
    parser.add_argument("--file", type=Path, default=FILE, metavar="FILE", help="of SQLite; default: %(default)s")
    parser.add_argument("--again", action="store_true", help="fill a demonstration anew: the earlier one is removed")
    parser.set_defaults(run=_demo)


def _demo(options: argparse.Namespace) -> int:
    file: Path = ROOT / options.file
    if file.exists() and not options.again:
        with _opened(file) as house:
            _refuse_unless_invented(house, file)
            print(f"{options.file} was filled on {house.store.demonstration()}. To fill it anew, say --again as well.")
            _print_ways(bootstrap.public_address(house.settings), options.file, filling.let_in(house))
        return 0
    if file.exists():
        with _opened(file) as house:
            _refuse_unless_invented(house, file)
    _fill(file, options.file)
    return 0


def _fill(file: Path, named: Path) -> None:
    """Fill a new file beside, and put it in its place when it is whole: what is cut short leaves nothing."""
    beside = file.with_name(f"{file.name}.new")
    _remove(beside)
    try:
        with _opened(beside, is_durable=False) as house:
            made = filling.fill(house)
            told = f"{MUNICIPALITY}: {made.rounds} rounds with {made.responses} responses, all of them invented"
            address = bootstrap.public_address(house.settings)
        _remove(file)
        beside.rename(file)
    finally:
        _remove(beside)
    print(told)
    _print_ways(address, named, made.invited)


def _print_ways(address: str, named: Path, invited: Mapping[str, Invited]) -> None:
    for role, one in invited.items():
        print(f"{role:9}{address}/m/{one.key}")
    print(f"Start the app on it: DATABASE_URL={SQLITE}{named} make run")


@contextmanager
def _opened(file: Path, is_durable: bool = True) -> Iterator[House]:
    settings = read_settings().model_copy(update={"database_url": f"{SQLITE}{file}"})
    house = bootstrap.build(settings, is_durable)
    try:
        yield house
    finally:
        house.store.close()


def _refuse_unless_invented(house: House, file: Path) -> None:
    if house.store.demonstration() is None:
        raise UnusableError(
            f"{file.name} is no demonstration: it may hold what people answered, and is left as it is. "
            "Name another --file."
        )


def _remove(file: Path) -> None:
    for ending in BESIDE:
        file.with_name(file.name + ending).unlink(missing_ok=True)
