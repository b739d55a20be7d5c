"""What the parts of a questionnaire must be to one another: numbers in order, somebody who makes the phase, …"""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

from assessment.authoring.document import Document, Location
from assessment.authoring.files import whole
from assessment.authoring.positions import NOTHING, Items, Scalar
from assessment.authoring.problems import Problem
from assessment.core.rule import Agreement, Rule, Uncertainty


def relation_problems(document: Document) -> Iterator[Problem]:
    """All problems of this kind."""
    yield from _somebody(document, "domains", "core", "RULE-001")
    yield from _somebody(document, "roles", "makes_phase", "RULE-002")
    yield from _colours(document)
    yield from _core_floor(document)
    yield from _orders(document)
    yield from _domain_counts(document)
    yield from _fading(document)


def folder_problems(document: Document, folder: Path) -> Iterator[Problem]:
    """Id and version must be those of the folders: <id>/v<version>."""
    here = whole(folder)
    id_, version = document.word("id"), document.at("version")
    if id_ and id_ != here.parent.name:
        yield document.problem("ID-004", ("id",), id=id_, folder=here.parent.name)
    number = version.value if isinstance(version, Scalar) else None
    if type(number) is int and number >= 1 and f"v{number}" != here.name:
        yield document.problem("ID-005", ("version",), version=number, folder=here.name)


def _somebody(document: Document, section: str, key: str, code: str) -> Iterator[Problem]:
    """At least one item says `key: true`. Not told when a value is no boolean: that has a problem of its own."""
    values = [document.at(section, index, key) for index in range(len(document.items(section)))]
    said = [node.value for node in values if isinstance(node, Scalar)]
    if values and len(said) == len(values) and all(value is False or value is None for value in said):
        yield document.problem(code, (section,))


def _colours(document: Document) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for section in ("phases", "states"):
        for index in range(len(document.items(section))):
            colour = document.word(section, index, "colour").lower()
            if colour and colour in first:
                place = (section, index, "colour")
                yield document.problem("VALUE-004", place, shown=colour, first=first[colour])
            elif colour:
                first[colour] = document.word(section, index, "id")


def _core_floor(document: Document) -> Iterator[Problem]:
    top = len(document.items("phases")) - 1
    floor = _number(document, "rule", "core_floor")
    if top >= 1 and floor is not None and 8 >= floor > top:
        yield document.problem("RULE-003", ("rule", "core_floor"), value=int(floor), top=top)


def _orders(document: Document) -> Iterator[Problem]:
    place: Location = ("rule", "uncertainty")
    leaning = _number(document, *place, "leaning", otherwise=Uncertainty.leaning)
    clear = _number(document, *place, "clear", otherwise=Uncertainty.clear)
    if leaning is not None and clear is not None and leaning >= clear:
        written = "leaning" if "leaning" in document.key_names(*place) else "clear"
        yield document.problem("RULE-004", (*place, written), leaning=leaning, clear=clear)
    place = ("rule", "agreement")
    agree = _number(document, *place, "agree", otherwise=Agreement.agree)
    divided = _number(document, *place, "divided", otherwise=Agreement.divided)
    if agree is not None and divided is not None and agree >= divided:
        written = "agree" if "agree" in document.key_names(*place) else "divided"
        yield document.problem("RULE-005", (*place, written), agree=agree, divided=divided)
    place = ("rule", "uncertainty", "interval")
    interval = [_number(document, *place, index) for index in range(len(document.items(*place)))]
    if len(interval) == 2 and interval[0] is not None and interval[1] is not None and interval[0] >= interval[1]:
        yield document.problem("RULE-006", place)


def _domain_counts(document: Document) -> Iterator[Problem]:
    domains = len(document.items("domains"))
    for place in (("rule", "fading", "min_domains"), ("rule", "agreement", "mixed_domains")):
        value = _number(document, *place)
        if value is not None and 1000 >= value > domains >= Rule().fading.min_domains:
            yield document.problem("RULE-007", place, key=place[-1], value=int(value), domains=domains)


def _fading(document: Document) -> Iterator[Problem]:
    place = ("rule", "fading")
    past = (*place, "past")
    if document.word(*past, "yes") and document.word(*past, "yes") == document.word(*past, "no"):
        yield document.problem("RULE-008", (*past, "no"))
    for key in ("state", "kind"):
        if document.word(*place, key) and "past" not in document.key_names(*place):
            yield document.problem("RULE-009", (*place, key), key=key, other="past")
    if isinstance(document.at(*place, "phases"), Items) and "state" not in document.key_names(*place):
        yield document.problem("RULE-009", (*place, "phases"), key="phases", other="state")


def _number(document: Document, *location: str | int, otherwise: float | None = None) -> float | None:
    """The number of a place; `otherwise` where nothing stands."""
    node = document.at(*location)
    if node is NOTHING:
        return otherwise
    if not isinstance(node, Scalar) or node.value is None or isinstance(node.value, bool | str):
        return None
    return node.value if math.isfinite(node.value) else None
