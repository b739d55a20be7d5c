"""Ids: each is used once, and whatever refers to one finds it. Read from the file as it is, so that one mistake
in a key does not hide those in the ids."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assessment.authoring.document import Document, Location
from assessment.authoring.positions import Items, Scalar
from assessment.authoring.problems import Problem, suggestion
from assessment.authoring.written import ID
from assessment.core.questionnaire import DONT_KNOW

# Columns of the table of answers beside the domains, questions and notes.
COLUMNS = ("settlement", "municipality", "area", "round", "respondent", "role", "mode", "present")
# What a response to a round may hold besides.
KEPT = ("though_few", "sheet", "dissent")
FOLDED = ("trend", "reason")
# Words that the pages' own buttons and boxes begin their names with. The field of an item is named <item>-<language>,
# so that an item called `language` would meet the button for a language, and the page could not be drawn.
PAGES = ("code", "copy", "domain", "idea", "if", "language", "move", "phase", "private", "round", "round_code", "sure",
         "text", "topic", "wall", "whatif", "workshop")  # fmt: skip
_NAMED = ("phases", "states", "kinds", "domains", "questions", "roles", "stories", "contacts")
_PLAIN = ("notes", "areas", "workers", "languages")
# Lists whose ids share one space of names, because answers are stored under them or one text tells both apart.
_SPACES = (("phases", "states"), ("domains", "questions", "notes"), ("kinds",), ("roles",), ("stories",),
           ("contacts",), ("areas",), ("workers",), ("languages",))  # fmt: skip


def placed_ids(document: Document, section: str) -> list[tuple[str, Location]]:
    """The ids of a section with their places, in order; those that are no text are left out."""
    leaf: Location = ("id",) if section in _NAMED else ()
    places = [(section, index, *leaf) for index in range(len(document.items(section)))]
    return [(document.word(*place), place) for place in places if document.word(*place)]


def ids(document: Document, *sections: str) -> list[str]:
    """The ids of sections."""
    return [id_ for section in sections for id_, _ in placed_ids(document, section)]


def id_problems(document: Document) -> Iterator[Problem]:
    """Ids that are used twice or that the program keeps for itself."""
    for space in _SPACES:
        placed = [found for section in space for found in placed_ids(document, section)]
        yield from repeated(document, placed)
    for index in range(len(document.items("questions"))):
        yield from repeated(document, _words(document, ("questions", index, "options")))
    kept_items = {
        *COLUMNS,
        *KEPT,
        *PAGES,
        *(f"{domain}_{column}" for domain in ids(document, "domains") for column in FOLDED),
    }
    for section, kept in (("phases", {DONT_KNOW}), ("states", {DONT_KNOW}), *((s, kept_items) for s in _SPACES[1])):
        for id_, place in placed_ids(document, section):
            if id_ in kept:
                yield document.problem("ID-006", place, id=id_)


def reference_problems(document: Document) -> Iterator[Problem]:
    """References to ids that do not exist."""
    stages = ids(document, "phases", "states")
    sources = document.key_names("sources")
    for section in ("phases", "states", "kinds", "domains", "stories"):
        for index in range(len(document.items(section))):
            yield from _all_exist(document, (section, index, "sources"), "source", sources)
    for section in ("stories", "contacts"):
        for index in range(len(document.items(section))):
            yield from _all_exist(document, (section, index, "phases"), "phase or state", stages)
    yield from _fading_references(document)
    yield from _kinds_references(document)


def _fading_references(document: Document) -> Iterator[Problem]:
    fading = ("rule", "fading")
    yield from _exists(document, (*fading, "state"), "state", ids(document, "states"))
    yield from _exists(document, (*fading, "kind"), "kind", ids(document, "kinds"))
    yield from _all_exist(document, (*fading, "phases"), "phase", ids(document, "phases"))
    past = (*fading, "past")
    yield from _exists(document, (*past, "question"), "question", ids(document, "questions"))
    if document.word(*past, "question") not in ids(document, "questions"):
        return
    options = _options(document, document.word(*past, "question"))
    for key in ("yes", "no"):
        if key in document.key_names(*past):
            yield from _exists(document, (*past, key), "option", options)
        elif key not in options:
            yield document.problem("ID-003", (*past, key), kind="option", id=key, remedy=f"Add '{key}: …' here.")


def _kinds_references(document: Document) -> Iterator[Problem]:
    kinds = ("rule", "kinds")
    yield from _exists(document, (*kinds, "question"), "question", ids(document, "questions"))
    options = _options(document, document.word(*kinds, "question"))
    for option in document.key_names(*kinds, "map"):
        place = (*kinds, "map", option)
        if options and option not in options:
            yield _missing(document, place, "option", option, options)
        yield from _exists(document, place, "kind", ids(document, "kinds"))


def _options(document: Document, question: str) -> list[str]:
    for id_, place in placed_ids(document, "questions"):
        if id_ == question:
            return [option for option, _ in _words(document, (*place[:-1], "options"))]
    return []


def _words(document: Document, location: Location) -> list[tuple[str, Location]]:
    places = [(*location, index) for index in range(len(document.items(*location)))]
    return [(document.word(*place), place) for place in places if document.word(*place)]


def repeated(document: Document, placed: Sequence[tuple[str, Location]]) -> Iterator[Problem]:
    """Ids that stand at more than one place."""
    first: dict[str, Location] = {}
    for id_, place in placed:
        if id_ in first:
            yield document.problem("ID-002", place, id=id_, first=document.line(first[id_]))
        else:
            first[id_] = place


def _exists(document: Document, location: Location, kind: str, known: Iterable[str]) -> Iterator[Problem]:
    node = document.at(*location)
    if isinstance(node, Scalar) and isinstance(node.value, str) and node.value not in known:
        yield _missing(document, location, kind, node.value, known)


def _all_exist(document: Document, location: Location, kind: str, known: Iterable[str]) -> Iterator[Problem]:
    node = document.at(*location)
    if isinstance(node, Items):
        for index in range(len(node.items)):
            yield from _exists(document, (*location, index), kind, known)


def _missing(document: Document, location: Location, kind: str, id_: str, known: Iterable[str]) -> Problem:
    known = list(known)
    otherwise = f"Known: {', '.join(known[:12])}{', …' if known[12:] else ''}." if known else "None is defined."
    return document.problem("ID-003", location, kind=kind, id=id_, remedy=suggestion(id_, known, otherwise))


def well_formed(words: Sequence[str]) -> bool:
    """Whether these are ids, each used once."""
    return len(words) == len(set(words)) and all(re.fullmatch(ID, word) for word in words)
