"""The author's guide and schema.json say what the program does."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from assessment.authoring.codes import SENTENCES
from assessment.authoring.format import QuestionnaireForm, TextsForm, schema, schema_text, write_schema
from assessment.authoring.ids import COLUMNS, FOLDED, KEPT, PAGES
from assessment.authoring.positions import plain, read
from assessment.authoring.questionnaires import check
from tests.authoring.forms import ENGLISH, STRUCTURE, TEXTS, spoilt, write

ROOT = Path(__file__).parents[2] / "questionnaires"
CONTACT = """\
contacts:
  - id: office
    url: https://example.ee
    source: https://example.ee/contact
    checked: 31.03.2026
    phases: [awaken]
"""
GUIDE = (ROOT / "README.md").read_text("utf-8")


def forms(form: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield form
    for field in form.model_fields.values():
        for part in parts(field.annotation):
            yield from forms(part)


def parts(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from parts(inner)


def test_schema_file_is_fresh() -> None:
    assert (ROOT / "schema.json").read_text("utf-8") == schema_text(), "run: python -m assessment schema"


def test_schema_is_written_as_generated(tmp_path: Path) -> None:
    write_schema(tmp_path / "schema.json")
    assert json.loads((tmp_path / "schema.json").read_text("utf-8")) == schema()


def test_schema_fits_the_real_files() -> None:
    Draft202012Validator.check_schema(schema())
    files = sorted(ROOT.glob("*/v*/*.yaml"))
    assert len(files) >= 3
    for path in files:
        root, _ = read(path)
        assert root is not None
        assert list(Draft202012Validator(schema()).iter_errors(plain(root))) == [], path


@pytest.mark.parametrize("content", [{"id": "x"}, {"language": "et"}, {"language": "et", "review": {"status": "x"}}])
def test_schema_refuses_what_the_loader_refuses(content: object) -> None:
    assert list(Draft202012Validator(schema()).iter_errors(content))


def test_every_key_of_the_forms_is_in_the_guide_and_described_for_editors() -> None:
    found = [form for top in (QuestionnaireForm, TextsForm) for form in forms(top)]
    assert len(found) > 15
    for form in found:
        for key, field in form.model_fields.items():
            assert re.search(rf"`{key}[`:]", GUIDE), key
            assert field.description, key


def test_kept_ids_and_code_groups_are_in_the_guide() -> None:
    assert COLUMNS
    for column in COLUMNS + KEPT + PAGES:
        assert f"`{column}`" in GUIDE
    for column in FOLDED:
        assert f"`_{column}`" in GUIDE
    for group in {code.split("-")[0] for code in SENTENCES}:
        assert f"`{group}-…`" in GUIDE


def test_example_of_mistakes_in_the_guide_is_real_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "questionnaires"
    write(root)
    structure = spoilt(
        STRUCTURE + CONTACT,
        ("version: 1", "version: 2"),
        ("languages: [et]", "languages: [et, en]"),
        ("{id: trust, core: true}", "{id: trust, core: yes}"),
        ("{id: plan}", "{id: plan, cores: true}"),
    )
    structure += "rule:\n  domain_share: 0,7\n  dk_share: 1/2\n  dk_share: 1/3\n  core_flor: 1\n"
    estonian = spoilt(TEXTS, ("title: Pealkiri", "title: Küla: meie lugu"))
    english = spoilt(ENGLISH, ("about: Tutvustus\n", ""), ("role:\n  question: Kes?", "role:\n  qestion: Kes?"))
    write(root, structure, version=2, et=estonian, en=english)
    monkeypatch.chdir(tmp_path)
    assert textwrap.indent(str(check()), "    ") in GUIDE


def examples() -> list[str]:
    """The indented blocks of the chapter on the structure, which together are a questionnaire."""
    chapter = GUIDE[GUIDE.index("### At the top") : GUIDE.index("## The texts")]
    return [textwrap.dedent(block) for block in re.findall(r"(?:^ {4}.*\n)+", chapter, re.MULTILINE)]


def test_examples_in_the_guide_are_a_questionnaire_without_mistakes(tmp_path: Path) -> None:
    assert len(examples()) == 6
    structure = spoilt(
        "".join(examples()),
        ("languages: [et, en]", "languages: [et]"),
        ("  - {id: dormant, sources: [K1]}", "  - {id: dormant, sources: [K1]}\n  - {id: not_yet}"),
        ("options: [yes, no, dk]}", "options: [yes, no, dk]}\n  - {id: why_none, options: [newcomers, other]}"),
    )
    folder = write(tmp_path, structure, id_="village_phases")
    assert [found for found in check([folder]).problems if found.file.endswith("questionnaire.yaml")] == []
