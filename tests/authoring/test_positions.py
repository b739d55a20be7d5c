from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from assessment.authoring.files import read_text
from assessment.authoring.positions import DEEPEST, Block, Items, Scalar, parse, plain, read
from assessment.authoring.problems import Problem


def content(text: str) -> object:
    root, problems = parse(text, "a.yaml")
    assert root is not None
    assert problems == ()
    return plain(root)


def only(text: str) -> Problem:
    _, problems = parse(text, "a.yaml")
    assert len(problems) == 1, problems
    return problems[0]


def test_yes_and_no_are_text__ok() -> None:
    assert content("a: [yes, no, on, off, Yes, NO, n, y]") == {"a": ["yes", "no", "on", "off", "Yes", "NO", "n", "y"]}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("false", False),
        ("~", None),
        ("", None),
        ("12", 12),
        ("-3", -3),
        ("0.80", 0.8),
        ("1e3", 1000.0),
        ("2.", 2.0),
        ("2026-03-31", "2026-03-31"),
        ("12:30", "12:30"),
        ("2/3", "2/3"),
        ("0o1", "0o1"),
        ("010", "010"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("1.2.3", "1.2.3"),
        ("9" * 5000, "9" * 5000),
        ("=", "="),
        ("none", "none"),
        ("'true'", "true"),
        ('"12"', "12"),
        ("|\n  x\n  y\n", "x\ny\n"),
    ],
)
def test_values_are_those_of_yaml_1_2__ok(written: str, value: object) -> None:
    found = content(f"a: {written}")
    assert found == {"a": value}
    assert isinstance(found, dict)
    assert type(found["a"]) is type(value)


def test_infinity_is_a_number_that_the_checks_refuse__ok() -> None:
    assert content("a: .inf") == {"a": float("inf")}
    assert str(content("a: [.nan, -.inf]")) == "{'a': [nan, -inf]}"


def test_lines_and_columns_are_kept__ok() -> None:
    root, _ = parse("a: 1\nb:\n  - x\n  - {c: 2}\n", "a.yaml")
    assert isinstance(root, Block)
    assert (root.entries["b"].line, root.entries["b"].column) == (2, 1)
    items = root.entries["b"].node
    assert isinstance(items, Items)
    assert items.items[0] == Scalar("x", "x", 3, 5)
    assert isinstance(items.items[1], Block)
    assert (items.items[1].entries["c"].line, items.items[1].entries["c"].column) == (4, 6)


def test_windows_line_ends_and_byte_order_mark__ok(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("\ufeffa: 1\r\nb: õ\r\n".encode())
    root, problems = read(path)
    assert root is not None
    assert (plain(root), problems) == ({"a": 1, "b": "õ"}, ())


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        ("a: õ".encode("latin-1"), "FILE-005", 1),
        (b"a: 1\nb: \xff", "FILE-005", 2),
        ("a: 1".encode("utf-16"), "FILE-006", None),
        (b"a: 1\nb: \x00", "FILE-007", 2),
        (b"\x89PNG\r\n\x1a\n", "FILE-005", 1),
        (b"a: \x1b[2J", "FILE-007", 1),
        (b"a" * (1024 * 1024 + 1), "FILE-003", None),
        (b"", "YAML-001", None),
        (b"# only a remark\n", "YAML-001", None),
        (b"---\n", "YAML-001", None),
    ],
)
def test_file_that_is_no_yaml__error(tmp_path: Path, content: bytes, code: str, line: int | None) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(content)
    root, problems = read(path)
    assert root is None
    assert [(found.code, found.line) for found in problems] == [(code, line)]


def test_missing_file__error(tmp_path: Path) -> None:
    assert [found.code for found in read(tmp_path / "no.yaml")[1]] == ["FILE-001"]


def test_name_that_no_system_takes__error(tmp_path: Path) -> None:
    told = [read_text(tmp_path / name) for name in ("n" * 5000, "a\0b")]
    assert all(isinstance(found, Problem) and found.code in ("FILE-001", "FILE-004") for found in told)


def test_folder_in_place_of_a_file__error(tmp_path: Path) -> None:
    assert [found.code for found in read(tmp_path)[1]] == ["FILE-002"]


def test_pipe_in_place_of_a_file_is_not_waited_for__error(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yaml")
    assert [found.code for found in read(tmp_path / "a.yaml")[1]] == ["FILE-015"]


def test_unreadable_file__error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "a.yaml"
    path.write_text("a: 1")
    monkeypatch.setattr(Path, "open", denied)
    found = read(path)[1]
    assert [one.code for one in found] == ["FILE-004"]
    assert "Permission denied" in found[0].message


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: b: c", 1, "Quote the text"),
        ("a: 1\nb\nc: 2", 3, "colon"),
        ('a: 1\nb: "x\nc: 2\n', 2, "never closed"),
        ("a: 1\nb: [x\nc: 2", 2, "'['"),
        ("a: 1\nb: {x: 1\nc: 2\n", 2, "'{'"),
        ("a: @b", 1, "quotes"),
        ("a: *", 1, "quotes"),
        ("a: 'it's'", 1, "apostrophe"),
        ("a:\n  b: 1\n c: 2", 3, "Align"),
        ('a: "c:\\dir"', 1, "single quotes"),
        ("a: - b", 1, "line of its own"),
        ("%x\n", 2, "cannot"),
        ("a: |x\n", 1, "next line"),
        ("}", 1, "bracket"),
        ('a: "\\U00110000"', 1, "impossible number"),
        ('a: "\\UFFFFFFFF"', 1, "impossible number"),
        (f"%YAML 1.{'9' * 5000}\n---\na: 1", 1, "impossible number"),
    ],
)
def test_broken_yaml_is_told_in_plain_words__error(text: str, line: int, words: str) -> None:
    found = only(text)
    assert (found.code, found.line) == ("YAML-002", line), found
    assert words in found.message
    assert "token" not in found.message
    assert "scalar" not in found.message


@pytest.mark.parametrize("text", ["\ta: 1", "a:\n\tb: 1"])
def test_tab_in_the_indentation__error(text: str) -> None:
    found = only(text)
    assert found.code == "YAML-003"
    assert "Indent with spaces" in found.message


def test_second_document__error() -> None:
    found = only("a: 1\n---\nb: 2\n")
    assert (found.code, found.line) == ("YAML-004", 2)


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system [echo]", "!!str x", "!x y", "! x", "!!binary aGk="])
def test_tag_is_refused_and_nothing_is_run__error(tag: str) -> None:
    assert only(f"a: {tag}").code == "YAML-005"


def test_anchor_and_alias_are_refused__error() -> None:
    _, problems = parse("a: &x 1\nb: *x\n", "a.yaml")
    assert [(found.code, found.line) for found in problems] == [("YAML-006", 1), ("YAML-006", 2)]


def test_alias_bomb_never_expands__error() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 60))
    began = time.perf_counter()
    root, problems = parse(bomb, "a.yaml")
    assert time.perf_counter() - began < 5
    assert len(str(plain(root) if root else "")) < 100_000
    assert {found.code for found in problems} == {"YAML-006"}


def test_merge_key__error() -> None:
    assert only("a: 1\n<<: {b: 2}\n").code == "YAML-007"


@pytest.mark.parametrize("deep", ["[" * 100_000, "{a: " * 50_000, "- " * 50_000, "? " * 50_000])
def test_nesting_is_limited__error(deep: str) -> None:
    began = time.perf_counter()
    assert only(deep).code == "YAML-008"
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize(
    ("text", "line", "kept"),
    [
        ('a: 1\nb: "x\\ud800"\n', 2, {"a": 1, "b": None}),
        ('a: 1\n"\\udfff": x\nb: 2\n', 2, {"a": 1, "b": 2}),
        ('a: ["\\ud83d\\ude00"]\n', 1, {"a": [None]}),
    ],
)
def test_half_a_sign_does_not_hide_the_rest__error(text: str, line: int, kept: object) -> None:
    root, problems = parse(text, "a.yaml")
    assert [(found.code, found.line) for found in problems] == [("YAML-010", line)]
    assert root is not None
    assert plain(root) == kept


def test_whole_sign_as_an_escape__ok() -> None:
    assert content('a: "\\U0001F600"') == {"a": "😀"}


def test_number_of_values_is_limited__error() -> None:
    began = time.perf_counter()
    assert only("[" + "a," * 500_000).code == "YAML-009"
    assert time.perf_counter() - began < 5


def test_nesting_up_to_the_limit__ok() -> None:
    content("[" * DEEPEST + "]" * DEEPEST)


@pytest.mark.parametrize(
    ("key", "words"),
    [("12", "number 12"), ("true", "value true"), ("~", "nothing"), ("[a]", "a list"), ("{a: 1}", "keys with values")],
)
def test_key_that_is_no_text__error(key: str, words: str) -> None:
    found = only(f"? {key}\n: 1\n")
    assert found.code == "KEY-004"
    assert words in found.message


def test_decimal_comma_is_explained__error() -> None:
    _, problems = parse("a: {clear: 0,80}", "a.yaml")
    assert [found.code for found in problems] == ["KEY-004"]
    assert "point, not a comma" in problems[0].message
