"""The questionnaire as plain frozen values: what is asked, in which order, by which rule, in which words.

Structure (ids, order, parameters) and texts are apart: a text is looked up by its id, a dotted path such as
``domains.trust.levels.active``, and a language. A text that a language lacks is given in the first language,
and says so (`Text.language`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from assessment.core.rule import Rule

DONT_KNOW = "dk"
TRENDS = ("better", "same", "worse", DONT_KNOW)


@dataclass(frozen=True)
class Text:
    """A text as found: `language` is the one it is really in, which may be the first language as a stand-in."""

    value: str
    language: str

    def shown_in(self, language: str) -> str:
        """The text as it is shown to a reader of `language`: marked with its own language if it is another."""
        return self.value if self.language == language else f"{self.value} [{self.language}]"


@dataclass(frozen=True)
class Phase:
    """One phase of the path, or a state beside it: `colour` is a #rrggbb of the palette."""

    id: str
    colour: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kind:
    """A kind of the first phase, e.g. dormant."""

    id: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Domain:
    """A domain of community life: one anchored question. Core domains can veto a phase."""

    id: str
    core: bool = False
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """An extra question with one choice."""

    id: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Role:
    """Who a respondent is; only some roles make the phase."""

    id: str
    makes_phase: bool


@dataclass(frozen=True)
class Story:
    """A real village's path, told with its source, and the phases that it shows."""

    id: str
    phases: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Contact:
    """Whom to turn to; `checked` is the day on which `source` was seen. `phases` empty means: in every phase."""

    id: str
    url: str
    source: str
    checked: date
    phone: str = ""
    phases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Review:
    """How far the texts of a language have been read by people: `machine`, `draft` or `reviewed`."""

    status: str
    note: str = ""


@dataclass(frozen=True)
class TextSlot:
    """A text that a questionnaire needs: its id and whether it is one text or a list of at least one."""

    id: str
    many: bool = False


TextValue = str | tuple[str, ...]


@dataclass(frozen=True)
class Questionnaire:
    """A version of a questionnaire, with its texts in every language. The first language is complete."""

    id: str
    version: int
    provisional: bool
    licence: str
    languages: tuple[str, ...]
    phases: tuple[Phase, ...]
    states: tuple[Phase, ...]
    kinds: tuple[Kind, ...]
    domains: tuple[Domain, ...]
    questions: tuple[Question, ...]
    notes: tuple[str, ...]
    areas: tuple[str, ...]
    roles: tuple[Role, ...]
    workers: tuple[str, ...]
    stories: tuple[Story, ...]
    contacts: tuple[Contact, ...]
    sources: Mapping[str, str]
    rule: Rule
    texts: Mapping[str, Mapping[str, TextValue]] = field(default_factory=dict, repr=False)
    reviews: Mapping[str, Review] = field(default_factory=dict)
    # Names of earlier versions. Not in `repr`: it is nothing that people are asked, so no checksum depends on it.
    comparable_with: tuple[str, ...] = field(default=(), repr=False)

    @property
    def name(self) -> str:
        """The name that answers and results carry, e.g. ``village_phases/v1``."""
        return f"{self.id}/v{self.version}"

    @property
    def first_language(self) -> str:
        """The language that every text exists in."""
        return self.languages[0]

    @property
    def top(self) -> int:
        """The highest level, K - 1."""
        return len(self.phases) - 1

    @property
    def core(self) -> tuple[int, ...]:
        """Positions of the core domains, in the questionnaire's order."""
        return tuple(i for i, domain in enumerate(self.domains) if domain.core)

    @property
    def domain_ids(self) -> tuple[str, ...]:
        """Ids of the domains, in order."""
        return tuple(domain.id for domain in self.domains)

    @property
    def phase_ids(self) -> tuple[str, ...]:
        """Ids of the path's phases, in order."""
        return tuple(phase.id for phase in self.phases)

    @property
    def role_ids(self) -> tuple[str, ...]:
        """Ids of the roles, in order."""
        return tuple(role.id for role in self.roles)

    def question(self, id_: str) -> Question:
        """The extra question with this id; KeyError if there is none."""
        return {question.id: question for question in self.questions}[id_]

    def text(self, id_: str, language: str) -> Text:
        """One text; in the first language where `language` lacks it. KeyError for an id that is a list or unknown."""
        for candidate in (language, self.first_language):
            value = self.texts.get(candidate, {}).get(id_)
            if isinstance(value, str):
                return Text(value, candidate)
        raise KeyError(id_)

    def items(self, id_: str, language: str) -> tuple[Text, ...]:
        """A list of texts, all of one language, so that its items stay aligned."""
        for candidate in (language, self.first_language):
            value = self.texts.get(candidate, {}).get(id_)
            if isinstance(value, tuple):
                return tuple(Text(item, candidate) for item in value)
        raise KeyError(id_)

    def text_slots(self) -> tuple[TextSlot, ...]:
        """Every text that this structure needs, in the order of the text file."""
        return tuple(self._slots())

    def _slots(self) -> Iterator[TextSlot]:
        for id_ in ("title", "about", "provisional", "instruction", "dk", "reason", "opening"):
            yield TextSlot(id_)
        for phase in self.phases + self.states:
            yield from _phase_slots(f"{'phases' if phase in self.phases else 'states'}.{phase.id}")
        for kind in self.kinds:
            yield TextSlot(f"kinds.{kind.id}.name")
            yield TextSlot(f"kinds.{kind.id}.description")
        for domain in self.domains:
            yield from self._domain_slots(domain.id)
        yield from _choice_slots("trend", TRENDS)
        yield from _choice_slots("area", self.areas)
        yield from _choice_slots("role", self.role_ids)
        for question in self.questions:
            yield from _choice_slots(f"questions.{question.id}", question.options)
        for note in self.notes:
            yield TextSlot(f"notes.{note}")
        yield from self._appendix_slots()

    def _appendix_slots(self) -> Iterator[TextSlot]:
        for worker in self.workers:
            yield TextSlot(f"workers.{worker}.name")
            yield TextSlot(f"workers.{worker}.line")
        for story in self.stories:
            yield TextSlot(f"stories.{story.id}.title")
            yield TextSlot(f"stories.{story.id}.text")
        for contact in self.contacts:
            yield TextSlot(f"contacts.{contact.id}.name")
            yield TextSlot(f"contacts.{contact.id}.about")
        for source in self.sources:
            yield TextSlot(f"sources.{source}")

    def _domain_slots(self, id_: str) -> Iterator[TextSlot]:
        yield TextSlot(f"domains.{id_}.name")
        yield TextSlot(f"domains.{id_}.question")
        for phase in self.phases:
            yield TextSlot(f"domains.{id_}.levels.{phase.id}")
        for state in self.states:
            yield TextSlot(f"domains.{id_}.states.{state.id}")
        for phase in self.phases[1:]:
            yield TextSlot(f"domains.{id_}.steps.{phase.id}")
        for phase in self.phases[1:]:
            yield TextSlot(f"domains.{id_}.strengths.{phase.id}")


def _phase_slots(path: str) -> Iterator[TextSlot]:
    for leaf in ("name", "genitive", "partitive", "description"):
        yield TextSlot(f"{path}.{leaf}")
    for leaf in ("signs", "why", "risks", "helps", "questions"):
        yield TextSlot(f"{path}.{leaf}", many=True)
    yield TextSlot(f"{path}.worker.role")
    yield TextSlot(f"{path}.worker.do", many=True)
    yield TextSlot(f"{path}.worker.dont", many=True)


def _choice_slots(path: str, options: tuple[str, ...]) -> Iterator[TextSlot]:
    yield TextSlot(f"{path}.question")
    for option in options:
        yield TextSlot(f"{path}.options.{option}")
