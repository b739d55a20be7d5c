"""The register of areas in memory; it passes the same contract tests as that in SQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from assessment.core.errors import ChangedError, GoneError
from assessment.core.register import (
    REGISTER,
    Changes,
    Entry,
    Outline,
    RegisteredArea,
    Source,
    Step,
    name_key,
    place_key,
    with_people,
)
from tests.fake_memory import Memory


@dataclass
class Span:
    """What a step began, and maybe another ended."""

    what: str
    identity: tuple[str, ...]
    held: Any
    since: int
    until: int | None = None


class MemoryAreas(Memory):
    """The register's part of the `Store` in memory."""

    def __init__(self) -> None:
        super().__init__()
        self._spans: list[Span] = []
        self._steps: dict[int, Step] = {}
        self._taken = 0

    def areas(self, municipality: str) -> tuple[RegisteredArea, ...]:
        return with_people(entry.area for entry in self.entries(municipality)) if municipality else ()

    def entries(self, municipality: str = "", outlines: bool = False) -> tuple[Entry, ...]:
        self._check(municipality)
        people = {span.identity[0]: span.held for span in self._holding("population")}
        found = [
            replace(
                span.held,
                area=replace(span.held.area, population=people.get(span.held.area.id)),
                outline=span.held.outline if outlines else None,
            )
            for span in self._holding("entry")
            if not municipality or span.identity[1] == name_key(municipality)
        ]
        return tuple(sorted(found, key=lambda entry: (entry.area.name.encode(), entry.area.id)))

    def outlines(self, municipality: str) -> Mapping[str, Outline]:
        entries = self.entries(municipality, outlines=True) if municipality else ()
        return {entry.area.id: entry.outline for entry in entries if entry.outline is not None}

    def border(self, municipality: str) -> Outline | None:
        self._check(municipality)
        of_it = (span.held for span in self._holding("border") if span.identity == (name_key(municipality),))
        return next(of_it, None)

    def aliases(self, municipality: str) -> Mapping[str, str]:
        self._check(municipality)
        aliases = [span.held for span in self._holding("alias")]
        key = name_key(municipality)
        return {
            place_key(one.name, one.municipality): one.area_id for one in aliases if name_key(one.municipality) == key
        }

    def municipalities(self) -> tuple[str, ...]:
        official = (entry.area.municipality for entry in self.entries() if entry.area.code)
        names: dict[str, str] = {}
        for name in sorted(official):
            names.setdefault(name_key(name), name)
        return tuple(sorted(names.values()))

    def source(self, municipality: str) -> Source | None:
        steps = self.steps(municipality) if municipality else ()
        found = next((one for one in steps if one.what == REGISTER), None)
        return None if found is None else Source(found.source_on or found.made_on, found.note)

    def steps(self, municipality: str = "") -> tuple[Step, ...]:
        self._check(municipality)
        key = name_key(municipality)
        return tuple(
            step
            for _, step in sorted(self._steps.items(), reverse=True)
            if not municipality or key in map(name_key, step.municipalities)
        )

    def take_step(self, step: Step, changes: Changes, seen: int | None = None) -> Step:
        entries = changes.begun
        texts = [text for one in entries for text in (one.area.id, one.area.name, one.area.municipality, one.area.code)]
        self._check(step.note, *step.municipalities, *texts, *(alias.name for alias in changes.aliases))
        keys = set(map(name_key, step.municipalities))
        newest = max(
            (number for number, one in self._steps.items() if keys & set(map(name_key, one.municipalities))), default=0
        )
        if seen is not None and newest != seen:
            raise ChangedError("The register was changed meanwhile.")
        self._taken += 1
        taken = replace(step, municipalities=tuple(sorted(step.municipalities)), number=self._taken)
        self._steps[self._taken] = taken
        for id_, municipality in changes.ended:
            self._end("entry", (id_, name_key(municipality)))
        for entry in entries:
            self._begin("entry", (entry.area.id, name_key(entry.area.municipality)), entry)
        for name, border in changes.borders.items():
            self._begin("border", (name_key(name),), border)
        for id_, number in changes.populations.items():
            self._begin("population", (id_,), number)
        for alias in changes.aliases:
            self._begin("alias", (place_key(alias.name, alias.municipality),), alias)
        return replace(step, number=self._taken)

    def undo_step(self, number: int) -> Step:
        self._check()
        if number not in self._steps:
            raise GoneError("There is no such step.")
        ended = [span for span in self._spans if span.until == number]
        later = {(span.what, span.identity) for span in self._spans if span.since > number}
        if any(span.since == number and span.until is not None for span in self._spans) or any(
            (span.what, span.identity) in later for span in ended
        ):
            raise ChangedError("A later step builds on this one.")
        self._spans = [span for span in self._spans if span.since != number]
        for span in ended:
            span.until = None
        return self._steps.pop(number)

    def _holding(self, what: str) -> list[Span]:
        return [span for span in self._spans if span.what == what and span.until is None]

    def _begin(self, what: str, identity: tuple[str, ...], held: object) -> None:
        self._end(what, identity)
        self._spans.append(Span(what, identity, held, self._taken))

    def _end(self, what: str, identity: tuple[str, ...]) -> None:
        for span in self._holding(what):
            if span.identity == identity:
                span.until = self._taken
