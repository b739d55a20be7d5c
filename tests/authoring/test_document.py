from __future__ import annotations

from pathlib import Path

from assessment.authoring.document import Document, read
from assessment.authoring.positions import NOTHING, plain


def document(tmp_path: Path, text: str) -> Document:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    found, _ = read(path)
    assert found is not None
    return found


def test_place_is_named_by_ids_and_not_by_positions(tmp_path: Path) -> None:
    form = document(tmp_path, "domains:\n  - id: trust\n    core: 1\n  - weight: 2\nnotes: [next]\n")
    told = form.problem("KEY-002", ("domains", 0, "core"), key="core")
    assert (told.line, told.path) == (3, "trust › core")
    assert form.problem("KEY-002", ("domains", 1, "id"), key="id").path == "domains › item 2 › id"
    assert form.problem("KEY-002", ("notes", 0), key="x").path == "notes › next"


def test_missing_place_has_the_line_of_what_is_around_it(tmp_path: Path) -> None:
    form = document(tmp_path, "a: 1\nrule:\n  kinds:\n    map: {}\n")
    assert form.line(("rule", "kinds", "question")) == 3
    assert form.line(("nowhere", 3, "x")) == 1
    assert form.at("rule", "kinds", "question") is NOTHING


def test_key_written_twice_keeps_the_first__error(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("domains:\n  - id: trust\n    core: true\n    core: false\nversion: 1\nversion: 2\n")
    form, problems = read(path)
    assert form is not None
    assert plain(form.root) == {"domains": [{"id": "trust", "core": True}], "version": 1}
    assert [(found.code, found.line, found.path) for found in problems] == [
        ("KEY-003", 6, "version"),
        ("KEY-003", 4, "trust › core"),
    ]
    assert "first on line 3" in problems[1].message


def test_list_in_place_of_keys__error(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("- a\n- b\n")
    form, problems = read(path)
    assert form is None
    assert [found.code for found in problems] == ["TYPE-006"]
