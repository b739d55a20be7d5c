"""The form of questionnaire.yaml and of the fixed part of a text file. `schema.json` is generated from it.

The strings under the keys become the descriptions that an editor shows.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from assessment.authoring.rule_form import RuleForm
from assessment.authoring.written import (
    Address,
    Colour,
    Day,
    Form,
    Id,
    Language,
    Licence,
    Phone,
    SourceId,
    Text,
    Version,
    VersionName,
    Yes,
    expects,
)


class PhaseForm(Form):
    """A phase of the path, or a state beside it."""

    id: Id
    """Small letters, digits and _; answers are stored under it, so it never changes."""
    colour: Colour
    """Its colour on charts, #rrggbb in quotes; no other phase or state has it."""
    sources: list[SourceId] = Field(default_factory=list)
    """Ids of the sources that the description rests on."""


class KindForm(Form):
    """A kind of the first phase."""

    id: Id
    """Small letters, digits and _."""
    sources: list[SourceId] = Field(default_factory=list)
    """Ids of the sources that the description rests on."""


class DomainForm(Form):
    """A domain of community life: one question, with one described answer for each phase."""

    id: Id
    """Small letters, digits and _; answers are stored under it, so it never changes."""
    core: Yes = False
    """true: a phase is reached only if this domain is at most `core_floor` steps behind it."""
    sources: list[SourceId] = Field(default_factory=list)
    """Ids of the sources that the question rests on."""


class QuestionForm(Form):
    """An extra question with one choice."""

    id: Id
    """Small letters, digits and _."""
    options: Annotated[list[Id], Field(min_length=2, max_length=20)]
    """Ids of the answers, in the order in which they are shown."""


class RoleForm(Form):
    """Who a respondent is."""

    id: Id
    """Small letters, digits and _."""
    makes_phase: Yes
    """true: the answers of this role make the phase; false: they are shown beside it."""


class StoryForm(Form):
    """A real village's path, told with its source."""

    id: Id
    """Small letters, digits and _."""
    phases: Annotated[list[Text], Field(min_length=1)]
    """Ids of the phases and states that the story shows."""
    sources: Annotated[list[SourceId], Field(min_length=1)]
    """Ids of the sources of the story."""


class ContactForm(Form):
    """Whom to turn to."""

    id: Id
    """Small letters, digits and _."""
    url: Address
    """The web address for people."""
    source: Address
    """The web page on which name, address and phone were seen."""
    checked: Day
    """The day on which the source was seen: 2026-03-31."""
    phone: Phone | None = None
    """The number, in quotes."""
    phases: list[Text] = Field(default_factory=list)
    """Ids of the phases and states in which the contact helps; left out: in every one."""


class QuestionnaireForm(Form):
    """The structure of a questionnaire: ids, order, rule parameters, sources. The words are in the text files."""

    id: Id
    """The name of the questionnaire's folder."""
    version: Version
    """The number of the version's folder: 2 in v2."""
    comparable_with: list[VersionName] = Field(default_factory=list)
    """Folders of earlier versions whose results may be compared with this one's: v1. Same phases and domains."""
    status: Annotated[Literal["draft", "released"], expects("draft or released")]
    """draft: never offered to the public; released: the newest released version is in use."""
    provisional: Yes
    """true: the content says everywhere that it is provisional."""
    licence: Licence
    """The licence of the content."""
    languages: Annotated[list[Language], Field(min_length=1, max_length=20)]
    """The first one is complete; the others may lack texts."""
    phases: Annotated[list[PhaseForm], Field(min_length=2, max_length=9)]
    """The path, from the first phase to the last; the position is the level of an answer."""
    states: Annotated[list[PhaseForm], Field(max_length=9)] = Field(default_factory=list)
    """States beside the path, without a level."""
    kinds: list[KindForm] = Field(default_factory=list)
    """Kinds of the first phase."""
    domains: Annotated[list[DomainForm], Field(min_length=3, max_length=20)]
    """Domains of community life, in the order in which they are asked."""
    questions: list[QuestionForm] = Field(default_factory=list)
    """Extra questions with one choice."""
    notes: list[Id] = Field(default_factory=list)
    """Ids of the questions with a free text."""
    areas: Annotated[list[Id], Field(min_length=1)]
    """Ids of the kinds of area that can be assessed."""
    roles: Annotated[list[RoleForm], Field(min_length=1)]
    """Who a respondent can be."""
    rule: RuleForm = RuleForm()
    """The parameters of the scoring rule."""
    workers: list[Id] = Field(default_factory=list)
    """Ids of the community worker's roles."""
    stories: list[StoryForm] = Field(default_factory=list)
    """Real villages' paths."""
    contacts: list[ContactForm] = Field(default_factory=list)
    """Whom to turn to."""
    sources: dict[SourceId, Address] = Field(default_factory=dict)
    """Source id: web address."""


class ReviewForm(Form):
    """How far people have read the texts of a language."""

    status: Annotated[Literal["machine", "draft", "reviewed"], expects("machine, draft or reviewed")]
    """machine: translated by a program; draft: written, not read by another person; reviewed: read by one."""
    note: Text = ""
    """By whom, when, with which doubts."""


class TextsForm(BaseModel):
    """The fixed part of a text file; the texts stand beside it, by their ids."""

    model_config = ConfigDict(extra="allow", strict=True, use_attribute_docstrings=True)

    language: Language
    """The language, the same as the name of the file."""
    review: ReviewForm
    """How far people have read the texts."""


def schema() -> dict[str, object]:
    """The JSON schema of both kinds of file: one with `language` is a text file."""
    place = "#/$defs/{model}"
    structure = QuestionnaireForm.model_json_schema(ref_template=place)
    texts = TextsForm.model_json_schema(ref_template=place)
    parts = structure.pop("$defs") | texts.pop("$defs")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": "Generated from assessment/authoring/format.py by: python -m assessment schema",
        "if": {"required": ["language"]},
        "then": {"$ref": place.format(model="TextsForm")},
        "else": {"$ref": place.format(model="QuestionnaireForm")},
        "$defs": parts | {"QuestionnaireForm": structure, "TextsForm": texts},
    }


def schema_text() -> str:
    """The content of schema.json."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def write_schema(path: Path) -> None:
    """Write schema.json."""
    path.write_text(schema_text(), encoding="utf-8")
