from __future__ import annotations

from pathlib import Path

import pytest

from assessment.authoring.questionnaires import load_released
from assessment.authoring.version import load
from tests.authoring.forms import STRUCTURE, codes, spoilt, write

SECOND = ("version: 1", "version: 2")


def second(root: Path, declared: str, *changes: tuple[str, str], first: str = STRUCTURE) -> Path:
    """Version 2, which declares something of version 1."""
    write(root, first)
    return write(root, spoilt(STRUCTURE, ("version: 1", f"version: 2\ncomparable_with: {declared}"), *changes), 2)


def test_comparable_version__ok(tmp_path: Path) -> None:
    found = load(second(tmp_path, "[v1]"))
    assert found.problems == ()
    assert found.questionnaire is not None
    assert found.questionnaire.comparable_with == ("mini/v1",)
    assert load(tmp_path / "mini" / "v1").questionnaire.comparable_with == ()


def test_comparable_with_other_words_colours_and_core__ok(tmp_path: Path) -> None:
    first = spoilt(STRUCTURE, ("#fde725", "#000000"), ("{id: plan}", "{id: plan, core: true}"))
    assert codes(load(second(tmp_path, "[v1]", first=first)).problems) == []


@pytest.mark.parametrize(
    ("declared", "code"),
    [
        ("[v2]", "RULE-010"),
        ("[v3]", "RULE-010"),
        ("[1]", "TYPE-001"),
        ("[mini/v1]", "ID-001"),
        ("[V1]", "ID-001"),
        ("v1", "TYPE-005"),
        ("[v1, v1]", "ID-002"),
    ],
)
def test_what_is_no_earlier_version__error(tmp_path: Path, declared: str, code: str) -> None:
    assert codes(load(second(tmp_path, declared)).problems) == [code]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("{id: plan}", "{id: aims}"), "v1 has other domains, so it cannot be compared: trust, plan, help there"),
        (("{id: plan}\n  - {id: help}", "{id: help}\n  - {id: plan}"), "other domains"),
        (("  - {id: quiet", '  - {id: still, colour: "#111111"}\n  - {id: quiet'), "v1 has other phases"),
    ],
)
def test_other_phases_or_domains__error(tmp_path: Path, change: tuple[str, str], told: str) -> None:
    found = [one for one in load(second(tmp_path, "[v1]", change)).problems if one.code == "RULE-011"]
    assert len(found) == 1
    assert told in found[0].message
    assert found[0].path == "comparable_with › v1"


def test_version_that_is_not_there_or_cannot_be_read__error(tmp_path: Path) -> None:
    folder = second(tmp_path, "[v1]")
    for spoil in (lambda path: path.write_text("id: 'mini"), lambda path: path.unlink()):
        spoil(tmp_path / "mini" / "v1" / "questionnaire.yaml")
        assert codes(load(folder).problems) == ["ID-003"]


def test_a_wrong_declaration_keeps_the_version_out_and_the_older_one_in_use(tmp_path: Path) -> None:
    second(tmp_path, "[v2]")
    assert load_released(tmp_path).questionnaires["mini"].version == 1
