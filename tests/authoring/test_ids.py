from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import grimp
import pytest

from assessment.authoring.ids import PAGES
from assessment.ui import navigation
from assessment.ui.components import municipal
from tests.authoring.forms import FADING, loaded, structure_codes

SOURCED = "sources: {K1: https://example.ee}\nstories:\n  - {id: one, phases: [quiet], sources: [K1]}\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{id: help}", "{id: plan}"),
        ("{id: awake, ", "{id: quiet, "),
        ("areas: [village]", "areas: [village, village]"),
        ("languages: [et]", "languages: [et, et]"),
        ("options: [new, few]", "options: [new, new]"),
        ("{id: why, ", "{id: past, "),
        ("{id: why, ", "{id: trust, "),
        ("{id: fading, ", "{id: awake, "),
    ],
)
def test_id_used_twice__error(tmp_path: Path, old: str, new: str) -> None:
    assert "ID-002" in structure_codes(tmp_path, (old, new), added=FADING)


def test_id_used_twice_names_the_first_line__error(tmp_path: Path) -> None:
    problems = [f for f in loaded(tmp_path, ("{id: help}", "{id: plan}")).problems if f.code == "ID-002"]
    assert [(f.line, f.path, f.message) for f in problems] == [
        (13, "plan › id", "the id 'plan' is used twice (first on line 12). Give each its own.")
    ]


def test_same_id_in_different_lists__ok(tmp_path: Path) -> None:
    assert structure_codes(tmp_path, ("areas: [village]", "areas: [plan, quiet]")) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{id: help}", "{id: role}"),
        ("{id: help}", "{id: trust_trend}"),
        ("{id: help}", "{id: settlement}"),
        ("{id: why, ", "{id: area, "),
        ("{id: help}", "{id: language}"),
        ("{id: why, ", "{id: language, "),
        ("areas: [village]", "areas: [village]\nnotes: [strength, language]"),
        ("{id: help}", "{id: code}"),
        ("{id: help}", "{id: topic}"),
        ("{id: awake, ", "{id: dk, "),
    ],
)
def test_id_of_the_program__error(tmp_path: Path, old: str, new: str) -> None:
    assert "ID-006" in structure_codes(tmp_path, (old, new), added=FADING)


def test_words_of_the_pages_elsewhere__ok(tmp_path: Path) -> None:
    changes = (("{id: awake, ", "{id: topic, "), ("areas: [village]", "areas: [language]\nnotes: [next, back]"))
    assert structure_codes(tmp_path, *changes) == []


def open_to_everybody() -> set[str]:
    """The modules of the pages on which the fields of items may be drawn: all but the municipality's."""
    graph = grimp.build_graph("assessment", cache_dir=None)
    pages = {draw.__module__ for name, (draw, _) in navigation.PAGES.items() if not municipal.is_municipal(name)}
    frame = {
        module
        for module in graph.find_modules_directly_imported_by("assessment.ui.navigation")
        if not module.startswith("assessment.ui.pages.")
    }
    roots = pages | frame - {municipal.__name__}
    found = roots.union(*(graph.find_upstream_modules(module) for module in roots))
    return {module for module in found if module.startswith("assessment.ui.")}


def test_no_widget_of_the_pages_can_have_the_name_of_an_item_s() -> None:
    """An item's field is named <item>-<language>: what the pages name with a dash begins with a word of their own."""
    modules = open_to_everybody()
    assert "assessment.ui.pages.self_assessment" in modules
    assert "assessment.ui.pages.area" not in modules
    sources = [Path(str(find_spec(module).origin)).read_text("utf-8") for module in modules]
    keys = {key for source in sources for key in re.findall(r"""\bkey ?= ?f?["']([^"']+)["']""", source)}
    assert len(keys) > 20
    named = {key.split("-")[0] for key in keys if "-" in key}
    assert "language" in named
    assert named <= set(PAGES)


def test_references__ok(tmp_path: Path) -> None:
    changes = (("{id: plan}", "{id: plan, sources: [K1]}"),)
    assert structure_codes(tmp_path, *changes, added=FADING + SOURCED) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("state: fading", "state: fadin", "there is no state 'fadin'. Did you mean 'fading'?"),
        ("phases: [awake]", "phases: [awaken]", "there is no phase 'awaken'. Did you mean 'awake'?"),
        ("{question: past,", "{question: pst,", "there is no question 'pst'. Did you mean 'past'?"),
        ("yes: yes,", "yes: yess,", "there is no option 'yess'. Did you mean 'yes'?"),
        ("no: no}", "no: nope}", "there is no option 'nope'. Did you mean 'no'?"),
        ("kind: dormant", "kind: dorman", "there is no kind 'dorman'. Did you mean 'dormant'?"),
        ("question: why", "question: whi", "there is no question 'whi'. Did you mean 'why'?"),
        ("{new: dormant}", "{nev: dormant}", "there is no option 'nev'. Did you mean 'new'?"),
        ("{new: dormant}", "{new: zzz}", "there is no kind 'zzz'. Known: dormant."),
        ("phases: [quiet], s", "phases: [fadin], s", "there is no phase or state 'fadin'. Did you mean 'fading'?"),
        ("sources: [K1]", "sources: [K2]", "there is no source 'K2'. Known: K1."),
        ("{id: plan}", "{id: plan, sources: [K3, K1]}", "there is no source 'K3'. Known: K1."),
    ],
)
def test_reference_to_nothing__error(tmp_path: Path, old: str, new: str, told: str) -> None:
    problems = loaded(tmp_path, (old, new), added=FADING + SOURCED).problems
    found = [one for one in problems if "questionnaire" in one.file]
    assert [(one.code, one.message) for one in found] == [("ID-003", told)]


def test_source_where_none_is_defined__error(tmp_path: Path) -> None:
    [found] = loaded(tmp_path, ("{id: plan}", "{id: plan, sources: [K1]}")).problems
    assert found.message == "there is no source 'K1'. None is defined."


def test_usual_options_that_the_question_lacks__error(tmp_path: Path) -> None:
    changes = (("yes: yes, no: no", "yes: yes"), ("options: [yes, no, dk]", "options: [yes, never, dk]"))
    [found] = [one for one in loaded(tmp_path, *changes, added=FADING).problems if "questionnaire" in one.file]
    assert (found.code, found.path) == ("ID-003", "rule › fading › past › no")


def test_one_mistake_does_not_hide_another__error(tmp_path: Path) -> None:
    changes = (("core: true", "core: yes"), ("{id: help}", "{id: plan}"), ("status: released", "stats: released"))
    assert set(structure_codes(tmp_path, *changes)) == {"TYPE-004", "ID-002", "KEY-001"}
