from __future__ import annotations

import os
import re
from dataclasses import fields
from fractions import Fraction
from pathlib import Path

import pytest

from assessment.authoring import version as version_module
from assessment.authoring.questionnaires import ROOT, check, load_released
from assessment.authoring.version import load
from assessment.core.rule import Rule
from tests.authoring.forms import FADING, STRUCTURE, TEXTS, codes, spoilt, write

REPOSITORY = Path(__file__).parents[2]


def version(root: Path, number: int, *changes: tuple[str, str], id_: str = "mini") -> Path:
    numbered = (("version: 1", f"version: {number}"), ("id: mini", f"id: {id_}"))
    return write(root, spoilt(STRUCTURE, *numbered, *changes), number, id_)


DRAFT = ("status: released", "status: draft")
BROKEN = ("core: true", "core: yes")


def test_newest_released_version_is_in_use(tmp_path: Path) -> None:
    for number in (1, 2, 10):
        version(tmp_path, number)
    library = load_released(tmp_path)
    assert [form.version for form in library.questionnaires.values()] == [10]
    assert str(library.report) == "0 errors, 0 warnings. Version 10 is in use."
    assert library.report.ok


def test_broken_version_is_told_and_the_older_one_stays(tmp_path: Path) -> None:
    version(tmp_path, 1)
    version(tmp_path, 2, BROKEN)
    library = load_released(tmp_path)
    assert library.questionnaires["mini"].version == 1
    assert codes(library.report.problems) == ["TYPE-004"]
    assert str(library.report).endswith("\n1 error, 0 warnings. Version 2 was not loaded; version 1 stays in use.")


def test_unreadable_version_is_told_and_the_older_one_stays(tmp_path: Path) -> None:
    version(tmp_path, 1)
    (version(tmp_path, 2) / "questionnaire.yaml").write_bytes(b"\xff\x00")
    (version(tmp_path, 3) / "et.yaml").unlink()
    library = load_released(tmp_path)
    assert library.questionnaires["mini"].version == 1
    assert library.report.sentences == ("Versions 3, 2 were not loaded; version 1 stays in use.",)


def test_draft_is_never_in_use_and_told_only_by_the_check(tmp_path: Path) -> None:
    version(tmp_path, 1)
    version(tmp_path, 2, DRAFT, BROKEN)
    assert load_released(tmp_path).questionnaires["mini"].version == 1
    assert load_released(tmp_path).report.problems == ()
    assert codes(check([tmp_path]).problems) == ["TYPE-004"]
    assert not check([tmp_path]).ok


def test_only_a_draft_means_none_in_use(tmp_path: Path) -> None:
    version(tmp_path, 1, DRAFT)
    library = load_released(tmp_path)
    assert dict(library.questionnaires) == {}
    assert library.report.sentences == ("No version is released.",)


def test_several_questionnaires_are_told_apart(tmp_path: Path) -> None:
    version(tmp_path, 1)
    version(tmp_path, 1, BROKEN, id_="other")
    library = load_released(tmp_path)
    assert set(library.questionnaires) == {"mini"}
    assert library.report.sentences == (
        "mini: Version 1 is in use.",
        "other: Version 1 was not loaded; no version is in use.",
    )


def test_questionnaire_is_made_of_the_core_s_values(tmp_path: Path) -> None:
    rule = "  counting_share: 0.3\n  dk_share: 1/3\n  min_answers: {released: 7}\n  uncertainty: {interval: [5, 95]}\n"
    texts = spoilt(
        TEXTS,
        ("domains:\n", PARTS + "domains:\n"),
        *(("    levels: {", "    states: {fading: hääbub}\n    levels : {") for _ in range(3)),
    )
    found = load(write(tmp_path, STRUCTURE + FADING + rule, et=texts))
    form = found.questionnaire
    assert found.problems == ()
    assert form is not None
    assert form.rule.counting_share == Fraction(3, 10)
    assert form.rule.dk_share == Fraction(1, 3)
    assert form.rule.rated_share == Rule().rated_share
    assert (form.rule.min_answers.released, form.rule.min_answers.workshop) == (7, 3)
    assert form.rule.uncertainty.interval == (5, 95)
    assert (form.rule.fading.state, form.rule.fading.phases, form.rule.fading.past_yes) == ("fading", (1,), "yes")
    assert dict(form.rule.kinds.map) == {"new": "dormant"}
    assert isinstance(hash(form.domains), int)


PARTS = """\
states:
  fading:
    name: n
    genitive: n
    partitive: n
    description: k
    signs: [m]
    why: [p]
    risks: [o]
    helps: [a]
    questions: [k]
    worker: {role: r, do: [t], dont: [ä]}
kinds:
  dormant: {name: uinunud, description: k}
questions:
  past: {question: "Varem?", options: {yes: jah, no: ei, dk: ei tea}}
  why: {question: "Miks?", options: {new: uued, few: vähe}}
"""


def test_rule_that_is_left_out_is_the_normative_one(tmp_path: Path) -> None:
    form = load(write(tmp_path)).questionnaire
    assert form is not None
    for field in fields(Rule):
        assert getattr(form.rule, field.name) == getattr(Rule(), field.name), field.name


def test_file_that_is_never_read__error(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "en.yml").write_text("language: en")
    (folder / "LICENSE.md").write_text("free")
    assert [(f.code, f.severity) for f in check([folder]).problems] == [("FILE-011", "warning")]


def test_folder_that_is_never_read__error(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "mini" / "version2").mkdir()
    (tmp_path / "mini" / ".git").mkdir()
    assert codes(check([tmp_path]).problems) == ["FILE-010"]
    assert codes(check([tmp_path / "mini"]).problems) == ["FILE-010"]


def beside(root: Path, path: str) -> list[tuple[str, str]]:
    """A good questionnaire, and a structure at another path: what is told, by code and name."""
    version(root, 1, id_="good")
    (root / path).parent.mkdir(parents=True)
    (root / path).write_text(STRUCTURE)
    report = check([root])
    assert report.sentences == ("Version 1 is in use.",)
    assert load_released(root).report.problems == report.problems
    return [(found.code, Path(found.file).name) for found in report.problems]


def test_questionnaire_without_a_version__error(tmp_path: Path) -> None:
    told = beside(tmp_path / "1", "mini/version1/questionnaire.yaml")
    assert told == [("FILE-013", "mini"), ("FILE-010", "version1")]
    assert beside(tmp_path / "2", "mini/questionnaire.yaml") == [
        ("FILE-013", "mini"),
        ("FILE-011", "questionnaire.yaml"),
    ]
    assert not check([tmp_path / "1"]).ok


def test_structure_beside_versions__error(tmp_path: Path) -> None:
    write(tmp_path)
    for place in (tmp_path, tmp_path / "mini"):
        (place / "questionnaire.yaml").write_text(STRUCTURE)
        assert codes(check([place]).problems) == ["FILE-011"]
    assert codes(check([tmp_path]).problems) == ["FILE-011", "FILE-011"]


@pytest.mark.parametrize("name", ["v2", "v2.zip", "V3"])
def test_version_that_is_no_folder__error(tmp_path: Path, name: str) -> None:
    folder = write(tmp_path).parent
    (folder / name).write_text("x")
    for path in (tmp_path, folder):
        assert [(f.code, f.severity) for f in check([path]).problems] == [("FILE-014", "error")]
    (folder / name).unlink()
    os.symlink(tmp_path / "nowhere", folder / name)
    assert codes(load_released(tmp_path).report.problems) == ["FILE-014"]
    assert load_released(tmp_path).questionnaires["mini"].version == 1


def test_nothing_but_misplaced_versions__error(tmp_path: Path) -> None:
    (tmp_path / "mini" / "version1").mkdir(parents=True)
    (tmp_path / "mini" / "version1" / "questionnaire.yaml").write_text(STRUCTURE)
    (tmp_path / "other" / "pictures").mkdir(parents=True)
    os.symlink(tmp_path / "nowhere", tmp_path / "other" / "v1")
    assert codes(check([tmp_path]).problems) == ["FILE-008", "FILE-010", "FILE-014"]
    assert codes(check([tmp_path / "mini"]).problems) == ["FILE-008", "FILE-010"]


def test_files_beside_the_questionnaires__ok(tmp_path: Path) -> None:
    folder = write(tmp_path)
    for name in ("README.md", "schema.json", "released.yaml", "LICENSE", "LICENSE.md"):
        (tmp_path / name).write_text("x: 1")
    (folder.parent / "README.md").write_text("x")
    assert check([tmp_path]).problems == ()


def test_failure_that_nobody_foresaw_is_a_problem_of_its_version__error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(document: object, folder: Path) -> list[object]:
        if folder.name == "v2":
            raise LookupError(folder)
        return []

    version(tmp_path, 1)
    version(tmp_path, 2)
    monkeypatch.setattr(version_module, "folder_problems", failing)
    library = load_released(tmp_path)
    assert library.questionnaires["mini"].version == 1
    assert library.report.sentences == ("Version 2 was not loaded; version 1 stays in use.",)
    for path in (tmp_path, tmp_path / "mini" / "v2", tmp_path / "mini" / "v2" / "et.yaml"):
        found = check([path]).problems
        assert codes(found) == ["FILE-012"], path
        assert "LookupError" in found[0].message


def test_name_of_a_file_that_is_no_text__error(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / os.fsdecode(b"\xff\x1b[2J\n.yaml")).write_text("x: 1")
    report = str(check([tmp_path]))
    assert "\\udcff\\x1b[2J\\n.yaml\n" in report
    assert "\x1b" not in report
    report.encode("utf-8")


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("nowhere", "FILE-001"),
        ("mini/v7", "FILE-001"),
        ("mini/v1/ru.yaml", "FILE-001"),
        ("mini/v1/questionnaire.yaml/x", "FILE-001"),
        ("empty", "FILE-008"),
        ("mini/v1/notes.txt", "FILE-009"),
        ("stray.po", "FILE-009"),
        ("stray.yaml", "FILE-001"),
        ("n" * 5000, "FILE-001"),
        ("a\0b", "FILE-001"),
    ],
)
def test_path_that_cannot_be_checked__error(tmp_path: Path, path: str, code: str) -> None:
    folder = write(tmp_path)
    (tmp_path / "empty").mkdir()
    (folder / "notes.txt").write_text("x")
    (tmp_path / "stray.po").write_text("x")
    (tmp_path / "stray.yaml").write_text("x: 1")
    assert code in codes(check([tmp_path / path]).problems)


def test_pipe_or_device_is_not_opened__error(tmp_path: Path) -> None:
    write(tmp_path)
    for name in ("pipe", "pipe.yaml", "mini/v1/en.yaml"):
        os.mkfifo(tmp_path / name)
        assert "FILE-015" in codes(check([tmp_path / name]).problems), name
    assert codes(check([Path("/dev/null")]).problems) == ["FILE-015"]


def test_missing_root__error(tmp_path: Path) -> None:
    assert codes(load_released(tmp_path / "nowhere").report.problems) == ["FILE-001"]
    assert codes(load_released(tmp_path).report.problems) == ["FILE-008"]


def test_check_of_one_file_tells_only_its_problems(tmp_path: Path) -> None:
    folder = write(tmp_path, spoilt(STRUCTURE, BROKEN), et=spoilt(TEXTS, ("about: Tutvustus\n", "")))
    assert codes(check([folder / "et.yaml"]).problems) == ["TEXT-001"]
    assert codes(check([folder / "questionnaire.yaml"]).problems) == ["TYPE-004"]
    report = check([folder, folder / "et.yaml"])
    assert codes(report.problems) == ["TYPE-004", "TEXT-001"]
    assert report.sentences == ("Version 1 was not loaded; no version is in use.",)


def test_check_of_each_kind_of_folder__ok(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(tmp_path)
    for path in (tmp_path, folder.parent, folder, folder / "et.yaml"):
        assert str(check([path])) == "0 errors, 0 warnings. Version 1 is in use."
    monkeypatch.chdir(folder)
    for name in (".", "..", "et.yaml", "../..", "../v1"):
        assert str(check([Path(name)])) == "0 errors, 0 warnings. Version 1 is in use."


def test_loop_of_links_is_a_problem__error(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "et.yaml").unlink()
    os.symlink(folder / "et.yaml", folder / "et.yaml")
    assert codes(check([tmp_path]).problems) == ["FILE-001"]


def test_version_may_be_linked_into_its_place__ok(tmp_path: Path) -> None:
    stored = write(tmp_path / "stored").rename(tmp_path / "stored" / "release-77")
    (tmp_path / "mini").mkdir()
    os.symlink(stored, tmp_path / "mini" / "v1")
    assert load_released(tmp_path).questionnaires["mini"].version == 1


def test_folder_in_place_of_a_file__error(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "questionnaire.yaml").unlink()
    (folder / "questionnaire.yaml").mkdir()
    assert codes(check([folder]).problems) == ["FILE-002"]


def test_there_are_questionnaires_in_the_repository() -> None:
    assert (REPOSITORY / ROOT / "village_phases" / "v1" / "questionnaire.yaml").is_file()


def test_questionnaires_of_the_repository_have_no_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)
    report = check()
    assert report.problems == (), str(report)
    form = load_released().questionnaires["village_phases"]
    assert form.rule == load_released(REPOSITORY / ROOT).questionnaires["village_phases"].rule
    assert len(form.domains) == 8
    assert {form.rule.fading.state, form.rule.fading.kind} == {"fading", "dormant"}


def test_strengths_of_the_repository_are_one_short_sentence_without_a_complaint() -> None:
    form = load_released(REPOSITORY / ROOT).questionnaires["village_phases"]
    ids = [slot.id for slot in form.text_slots() if ".strengths." in slot.id]
    assert len(ids) == 8 * 4
    for language in form.languages:
        for id_ in ids:
            text = form.texts[language][id_]
            assert isinstance(text, str)
            assert len(text) <= 90, (language, id_)
            assert text.index(".") == len(text) - 1, (language, id_)
            assert not {"kuid", "aga", "but", "но"} & set(re.findall(r"\w+", text)), (language, id_)
