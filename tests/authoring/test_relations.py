from __future__ import annotations

from pathlib import Path

import pytest

from assessment.authoring.version import load
from tests.authoring.forms import FADING, STRUCTURE, codes, spoilt, structure_codes, write


def test_no_core_domain__error(tmp_path: Path) -> None:
    assert structure_codes(tmp_path, (", core: true", "")) == ["RULE-001"]


def test_core_that_says_false__error(tmp_path: Path) -> None:
    assert structure_codes(tmp_path, ("core: true", "core: false")) == ["RULE-001"]


def test_several_core_domains__ok(tmp_path: Path) -> None:
    assert structure_codes(tmp_path, ("{id: plan}", "{id: plan, core: true}")) == []


def test_no_role_that_makes_the_phase__error(tmp_path: Path) -> None:
    assert structure_codes(tmp_path, ("makes_phase: true", "makes_phase: false")) == ["RULE-002"]


def test_two_phases_of_one_colour__error(tmp_path: Path) -> None:
    assert structure_codes(tmp_path, ("#440154", "#FDE725")) == ["VALUE-004"]


def test_state_with_the_colour_of_a_phase__error(tmp_path: Path) -> None:
    assert structure_codes(tmp_path, ("#8a8a8a", "#440154"), added=FADING) == ["VALUE-004"]


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("core_floor: 2", "RULE-003"),
        ("uncertainty: {leaning: 0.8}", "RULE-004"),
        ("uncertainty: {clear: 0.55}", "RULE-004"),
        ("uncertainty: {leaning: 0.9, clear: 0.85}", "RULE-004"),
        ("agreement: {agree: 1.2}", "RULE-005"),
        ("agreement: {divided: 0.8}", "RULE-005"),
        ("uncertainty: {interval: [97.5, 2.5]}", "RULE-006"),
        ("uncertainty: {interval: [50, 50]}", "RULE-006"),
        ("agreement: {mixed_domains: 4}", "RULE-007"),
    ],
)
def test_numbers_that_do_not_fit_one_another__error(tmp_path: Path, rule: str, code: str) -> None:
    assert structure_codes(tmp_path, added=f"rule:\n  {rule}\n") == [code]


@pytest.mark.parametrize("rule", ["core_floor: 1", "uncertainty: {leaning: 0.79}", "agreement: {mixed_domains: 3}"])
def test_numbers_that_fit_one_another__ok(tmp_path: Path, rule: str) -> None:
    assert structure_codes(tmp_path, added=f"rule:\n  {rule}\n") == []


def test_more_fading_domains_than_there_are__error(tmp_path: Path) -> None:
    assert structure_codes(tmp_path, ("kind: dormant\n", "kind: dormant\n    min_domains: 4\n"), added=FADING) == [
        "RULE-007"
    ]


def test_yes_and_no_are_one_option__error(tmp_path: Path) -> None:
    assert structure_codes(tmp_path, ("no: no}", "no: yes}"), added=FADING) == ["RULE-008"]


def test_state_without_a_past__error(tmp_path: Path) -> None:
    assert structure_codes(tmp_path, ("    past: {question: past, yes: yes, no: no}\n", ""), added=FADING) == [
        "RULE-009",
        "RULE-009",
    ]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [("id: mini", "id: maxi", "ID-004"), ("version: 1", "version: 2", "ID-005"), ("id: mini", "id: mini", None)],
)
def test_id_and_version_are_those_of_the_folders(tmp_path: Path, old: str, new: str, code: str | None) -> None:
    problems = load(write(tmp_path, spoilt(STRUCTURE, (old, new)))).problems
    assert codes(problems) == ([code] if code else [])
