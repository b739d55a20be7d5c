"""Versions that are declared comparable: each is an earlier one, can be read, and has the same phases and domains."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from assessment.authoring.document import Document, Location, read
from assessment.authoring.files import STRUCTURE, whole
from assessment.authoring.ids import ids, repeated
from assessment.authoring.positions import Scalar
from assessment.authoring.problems import Problem
from assessment.authoring.written import VERSION

KEY = "comparable_with"
_SECTIONS = ("phases", "domains")


def lineage_problems(document: Document, folder: Path) -> Iterator[Problem]:
    """All problems of this kind. What is no version's name has a problem of its own."""
    named = [(document.word(KEY, i), (KEY, i)) for i in range(len(document.items(KEY)))]
    named = [(name, place) for name, place in named if re.fullmatch(VERSION, name)]
    yield from repeated(document, named)
    for name, place in named:
        yield from _of_one(document, whole(folder).parent / name, name, place)


def _of_one(document: Document, earlier: Path, name: str, place: Location) -> Iterator[Problem]:
    version = document.at("version")
    number = version.value if isinstance(version, Scalar) else None
    if type(number) is int and int(name[1:]) >= number:
        yield document.problem("RULE-010", place, name=name, version=number)
        return
    other = read(earlier / STRUCTURE)[0] if (earlier / STRUCTURE).is_file() else None
    if other is None:
        remedy = f"Remove it, or mend {name}/{STRUCTURE}."
        yield document.problem("ID-003", place, kind="version that can be read", id=name, remedy=remedy)
        return
    for section in _SECTIONS:
        here, there = ids(document, section), ids(other, section)
        if here and here != there:
            words = {"here": ", ".join(here), "there": ", ".join(there) or "none"}
            yield document.problem("RULE-011", place, name=name, what=section, **words)
