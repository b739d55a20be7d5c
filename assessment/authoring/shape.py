"""Keys and types: what pydantic finds, told in the order and the words of the file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from assessment.authoring.document import Document, Location
from assessment.authoring.positions import described, plain
from assessment.authoring.problems import Problem, listed, nearest

Form = TypeVar("Form", bound=BaseModel)


def fitted(document: Document, form: type[Form]) -> tuple[Form | None, tuple[Problem, ...]]:
    """The content in its form, or the problems of its keys and types."""
    try:
        return form.model_validate(plain(document.root)), ()
    except ValidationError as error:
        faults = [fault for fault in error.errors() if not document.refused(_location(fault))]
        values = [fault for fault in faults if fault["type"] not in ("missing", "extra_forbidden")]
        return None, (*_keys(document, form, faults), *(_value(document, fault) for fault in values))


def _keys(document: Document, form: type[BaseModel], faults: list[ErrorDetails]) -> Iterator[Problem]:
    """Missing and unknown keys of each block. A misspelt key is both, and is told once."""
    missing: dict[Location, list[str]] = defaultdict(list)
    unknown: dict[Location, list[str]] = defaultdict(list)
    for fault in faults:
        places = {"missing": missing, "extra_forbidden": unknown}.get(fault["type"])
        if places is not None:
            *around, key = _location(fault)
            places[tuple(around)].append(str(key))
    for place in dict.fromkeys((*unknown, *missing)):
        known, written = known_keys(form, place), document.key_names(*place)
        for key in unknown[place]:
            meant = nearest(key, known)
            if meant in written:
                meant = nearest(key, missing[place]) or meant
            if meant in missing[place]:
                missing[place].remove(meant)
            yield document.problem("KEY-001", (*place, key), key=key, remedy=_remedy(meant, known, written))
        for key in missing[place]:
            yield document.problem("KEY-002", (*place, key), key=key)


def _remedy(meant: str, known: tuple[str, ...], written: tuple[str, ...]) -> str:
    if meant in written:
        return f"'{meant}' is there already; remove one of them."
    return f"Did you mean '{meant}'?" if meant else f"Known here: {listed(known)}."


def known_keys(form: type[BaseModel], location: Location) -> tuple[str, ...]:
    """The keys that a form allows at a place."""
    for step in location:
        if isinstance(step, str):
            form = next(_forms(form.model_fields[step].annotation))
    return tuple(form.model_fields)


def _forms(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _forms(part)


def _value(document: Document, fault: ErrorDetails) -> Problem:
    location = _location(fault)
    told = _TOLD.get(fault["type"], _not_allowed)
    code, words = told(fault)
    shown = str(fault["input"]) if fault["loc"][-1:] == ("[key]",) else described(document.at(*location))
    return document.problem(code, location, shown=shown, **words)


def _location(fault: ErrorDetails) -> Location:
    """The place of a fault; pydantic marks a fault of a key itself with one more step, as if it were a key."""
    marked = fault["loc"][-1:] == ("[key]",) and fault["type"] not in ("missing", "extra_forbidden")
    return fault["loc"][:-1] if marked else fault["loc"]


_Told = tuple[str, dict[str, object]]


def _written(fault: ErrorDetails) -> _Told:
    return fault["ctx"]["code"], {"allowed": fault["ctx"]["allowed"]}


def _short(fault: ErrorDetails) -> _Told:
    return "VALUE-002", {"count": fault["ctx"]["actual_length"], "least": fault["ctx"]["min_length"]}


def _long(fault: ErrorDetails) -> _Told:
    return "VALUE-003", {"count": fault["ctx"]["actual_length"], "most": fault["ctx"]["max_length"]}


def _list(_: ErrorDetails) -> _Told:
    return "TYPE-005", {}


def _block(_: ErrorDetails) -> _Told:
    return "TYPE-006", {}


def _not_allowed(_: ErrorDetails) -> _Told:
    return "VALUE-001", {"allowed": "what the guide shows"}


_TOLD: dict[str, Callable[[ErrorDetails], _Told]] = {
    "written": _written,
    "too_short": _short,
    "too_long": _long,
    "list_type": _list,
    "dict_type": _block,
    "model_type": _block,
    "model_attributes_type": _block,
}
