"""`python -m assessment anonymise`: what is kept too long already goes."""

from __future__ import annotations

import argparse

from assessment import bootstrap


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `anonymise`."""
    parser = commands.add_parser("anonymise", help="remove the responses of rounds that were closed long ago")
    parser.set_defaults(run=_anonymise)


def _anonymise(_: argparse.Namespace) -> int:
    house = bootstrap.house()
    removed = bootstrap.remove_old(house)
    print(f"Rounds anonymised: {removed.rounds}. Old self-assessments removed: {removed.solo}.")
    print(f"Old notes of municipal workers removed: {removed.notes}. Old workshops removed: {removed.workshops}.")
    return 0
