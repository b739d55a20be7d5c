"""The order of the house, where no tool keeps it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessment.settings import ROOT

MODULES = sorted((ROOT / "assessment").rglob("*.py"))
PAGES = sorted((ROOT / "assessment" / "ui" / "pages").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "tools"}


def names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_there_are_modules_to_look_at() -> None:
    assert len(MODULES) > 20


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_a_module_can_be_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", PAGES, ids=names(PAGES))
def test_a_page_is_thin(path: Path) -> None:  # 120 lines are the aim
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 150


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_a_function_fits_on_a_screen(path: Path) -> None:
    long = {found.name: size for found in functions(path) if (size := (found.end_lineno or 0) - found.lineno + 1) > 40}
    assert not long


@pytest.mark.parametrize("path", MODULES + TESTS, ids=names(MODULES + TESTS))
def test_there_is_no_drawer_for_odds_and_ends(path: Path) -> None:
    assert not DRAWERS & {part.lower() for part in path.relative_to(ROOT).with_suffix("").parts}


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_nothing_on_the_way_is_only_assumed(path: Path) -> None:
    asserts = [
        node.lineno for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Assert)
    ]
    assert not asserts, "python -O leaves `assert` out: raise an error of the project"


def pins(name: str) -> dict[str, str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return dict(found.groups() for line in lines if (found := re.match(r"([\w.-]+)(?:\[\w+\])?==([\w.]+)", line)))


@pytest.mark.parametrize(
    ("wanted", "lock"),
    [
        ("requirements.txt", "requirements.lock"),
        ("requirements.txt", "requirements-dev.lock"),
        ("requirements-dev.txt", "requirements-dev.lock"),
    ],
)
def test_every_pin_stands_in_the_lock(wanted: str, lock: str) -> None:
    locked = pins(lock)
    asked = {name.lower(): version for name, version in pins(wanted).items()}
    assert asked
    assert asked == {name: locked.get(name) for name in asked}


def test_both_locks_agree() -> None:
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_and_says_why(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line and not line.startswith(("#", "-r ")):
            assert re.fullmatch(r"[\w.-]+(\[\w+\])?==[\w.]+( ; [^#]+)?\s+# \S.+", line), line


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_the_lock_holds_hashes_and_no_addresses(name: str) -> None:
    lock = (ROOT / name).read_text(encoding="utf-8")
    # A package may stand twice, for older and newer versions of Python.
    hashed = re.findall(r"^([\w.-]+)==.*\\\n    --hash=sha256:", lock, re.MULTILINE)
    assert set(hashed) == set(pins(name))
    assert len(hashed) == len(re.findall(r"^[\w.-]+==", lock, re.MULTILINE))
    assert not re.search(r"://|file:|--(extra-)?index|--find-links", lock)
