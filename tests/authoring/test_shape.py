"""Keys and types of questionnaire.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.authoring.forms import FADING, STRUCTURE, codes, loaded, structure_codes


def test_smallest_questionnaire__ok(tmp_path: Path) -> None:
    found = loaded(tmp_path)
    assert found.problems == ()
    assert found.questionnaire is not None
    assert found.questionnaire.name == "mini/v1"


def test_questionnaire_with_fading__ok(tmp_path: Path) -> None:
    assert structure_codes(tmp_path, added=FADING) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("core: true", "cores: true", "trust › cores: unknown key 'cores'. Did you mean 'core'?"),
        ("licence:", "license:", "license: unknown key 'license'. Did you mean 'licence'?"),
        ('colour: "#fde725"', 'color: "#fde725"', "quiet › color: unknown key 'color'. Did you mean 'colour'?"),
        ("areas: [village]", "aeras: [village]", "aeras: unknown key 'aeras'. Did you mean 'areas'?"),
        (
            "{id: plan}",
            "{id: plan, core: false, cores: true}",
            "plan › cores: unknown key 'cores'. 'core' is there already; remove one of them.",
        ),
        ("{id: plan}", "{id: plan, zzz: 1}", "plan › zzz: unknown key 'zzz'. Known here: id, core, sources."),
    ],
)
def test_misspelt_key_is_told_once__error(tmp_path: Path, old: str, new: str, told: str) -> None:
    changes = [(old, new)] if old != "core: true" else [(old, new), ("{id: plan}", "{id: plan, core: true}")]
    problems = [found for found in loaded(tmp_path, *changes).problems if "questionnaire" in found.file]
    assert [f"{found.path}: {found.message}" for found in problems] == [told]
    assert codes(problems) == ["KEY-001"]


def test_misspelt_parameter_of_the_rule__error(tmp_path: Path) -> None:
    problems = loaded(tmp_path, added="rule:\n  core_flor: 1\n").problems
    assert [(found.code, found.line, found.path) for found in problems] == [("KEY-001", 18, "rule › core_flor")]
    assert problems[0].message == "unknown key 'core_flor'. Did you mean 'core_floor'?"


@pytest.mark.parametrize("key", ["id", "status", "provisional", "licence", "version"])
def test_missing_key__error(tmp_path: Path, key: str) -> None:
    line = next(line for line in STRUCTURE.splitlines() if line.startswith(f"{key}:"))
    assert structure_codes(tmp_path, (f"{line}\n", "")) == ["KEY-002"]


def test_missing_key_of_an_item_names_the_item__error(tmp_path: Path) -> None:
    problems = loaded(tmp_path, ('{id: quiet, colour: "#fde725"}', "{id: quiet}")).problems
    assert [(found.code, found.path, found.line) for found in problems] == [("KEY-002", "quiet › colour", 8)]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("licence: CC-BY-4.0", "licence: 4.0", "TYPE-001"),
        ("licence: CC-BY-4.0", "licence:", "TYPE-001"),
        ("licence: CC-BY-4.0", "licence: [a]", "TYPE-001"),
        ("id: mini", "id: true", "TYPE-001"),
        ("version: 1", 'version: "1"', "TYPE-002"),
        ("version: 1", "version: 1.0", "TYPE-002"),
        ("version: 1", "version: true", "TYPE-002"),
        ("version: 1", "version: 0o1", "TYPE-002"),
        ("version: 1", "version: 1_000", "TYPE-002"),
        ("version: 1", f"version: {'9' * 5000}", "TYPE-002"),
        ("core: true", "core: yes", "TYPE-004"),
        ("core: true", "core: 1", "TYPE-004"),
        ("provisional: false", "provisional: no", "TYPE-004"),
        ("areas: [village]", "areas: village", "TYPE-005"),
        ("areas: [village]", "areas:", "TYPE-005"),
        ("areas: [village]", "areas: {village: 1}", "TYPE-005"),
        ("  - {id: plan}", "  - plan", "TYPE-006"),
        ("  - {id: plan}", "  - [plan]", "TYPE-006"),
    ],
)
def test_wrong_type__error(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert structure_codes(tmp_path, (old, new)) == [code]


@pytest.mark.parametrize(
    ("old", "new", "line", "path"),
    [
        ("id: mini", '"[key]": 1\nid: mini', 1, "[key]"),
        ("id: plan}", 'id: plan, "[key]": 1}', 12, "plan › [key]"),
        ("id: quiet,", 'id: quiet, "[key]": 1,', 8, "quiet › [key]"),
    ],
)
def test_key_that_pydantic_uses_as_a_mark__error(tmp_path: Path, old: str, new: str, line: int, path: str) -> None:
    [found] = loaded(tmp_path, (old, new)).problems
    assert (found.code, found.line, found.path) == ("KEY-001", line, path)
    assert found.message.startswith("unknown key '[key]'.")


def test_key_that_pydantic_uses_as_a_mark_in_any_place__error(tmp_path: Path) -> None:
    assert structure_codes(tmp_path, added='rule:\n  "[key]": 1\n') == ["KEY-001"]
    sources = '{"[key]": https://example.ee, K1: "x"}'
    assert structure_codes(tmp_path / "2", added=f"sources: {sources}\n") == ["ID-001", "VALUE-001"]
    kinds = 'rule:\n  kinds: {question: why, map: {"[key]": 1}}\n'
    assert "TYPE-001" in structure_codes(tmp_path / "3", added=kinds)


@pytest.mark.parametrize("licence", ["''", "' '", '"\\u200b"', '"\\u00a0"'])
def test_licence_of_which_nothing_is_seen__error(tmp_path: Path, licence: str) -> None:
    changes = (("licence: CC-BY-4.0", f"licence: {licence}"), ("core: true", "core: yes"))
    found = loaded(tmp_path, *changes).problems
    assert [(one.code, one.line) for one in found] == [("VALUE-001", 5), ("TYPE-004", 11)]


def test_half_a_sign_does_not_hide_other_problems__error(tmp_path: Path) -> None:
    halves = (("licence: CC-BY-4.0", 'licence: "\\ud800"\n"\\udfff": 1'), ("id: mini", 'id: "\\ud800"'))
    found = loaded(tmp_path, *halves, ("core: true", "core: yes")).problems
    told = [(one.code, one.line) for one in found]
    assert told == [("YAML-010", 1), ("YAML-010", 5), ("YAML-010", 6), ("TYPE-004", 12)]


def test_yes_for_true_tells_what_to_write__error(tmp_path: Path) -> None:
    [found] = loaded(tmp_path, ("core: true", "core: yes")).problems
    assert found.message == "true or false is needed, not 'yes'. Write true or false, without quotes."
    assert (found.line, found.path) == (11, "trust › core")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("status: released", "status: relased", "VALUE-001"),
        ("status: released", "status: Draft", "VALUE-001"),
        ("version: 1", "version: 0", "VALUE-001"),
        ("version: 1", "version: -1", "VALUE-001"),
        ('"#fde725"', '"#fde72"', "VALUE-001"),
        ('"#fde725"', "yellow", "VALUE-001"),
        ("languages: [et]", "languages: [et, EN]", "VALUE-001"),
        ("languages: [et]", "languages: []", "VALUE-002"),
        ("areas: [village]", "areas: []", "VALUE-002"),
        ('  - {id: awake, colour: "#440154"}\n', "", "VALUE-002"),
        ("  - {id: help}\n", "", "VALUE-002"),
        ("  - {id: help}\n", "".join(f"  - {{id: d{n}}}\n" for n in range(19)), "VALUE-003"),
        ("id: plan}", "id: Plan}", "ID-001"),
        ("id: plan}", "id: plan-b}", "ID-001"),
        ("id: plan}", "id: 2plan}", "ID-001"),
        ("id: plan}", "id: küla}", "ID-001"),
        ("id: plan}", f"id: {'a' * 41}}}", "ID-001"),
        ("areas: [village]", "areas: [Village]", "ID-001"),
    ],
)
def test_value_that_is_not_allowed__error(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert structure_codes(tmp_path, (old, new)) == [code]


def test_most_domains_and_phases__ok(tmp_path: Path) -> None:
    domains = "".join(f"  - {{id: d{n}}}\n" for n in range(17))
    phases = "".join(f'  - {{id: p{n}, colour: "#00000{n}"}}\n' for n in range(7))
    changes = (("domains:\n", phases + "domains:\n"), ("areas:", domains + "areas:"))
    assert structure_codes(tmp_path, *changes) == []


CONTACT = """\
contacts:
  - id: office
    url: https://example.ee/a?b=c
    source: https://example.ee/contact
    checked: 2026-02-28
    phone: "+372 5555 5555"
    phases: [quiet]
"""


def test_contact__ok(tmp_path: Path) -> None:
    assert structure_codes(tmp_path, added=CONTACT) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("2026-02-28", "2026-02-31", "TYPE-007"),
        ("2026-02-28", "28.02.2026", "TYPE-007"),
        ("2026-02-28", "20260228", "TYPE-007"),
        ("2026-02-28", "[2026]", "TYPE-007"),
        ("url: https://example.ee/a?b=c", "url: javascript:alert(1)", "VALUE-001"),
        ("url: https://example.ee/a?b=c", "url: www.example.ee", "VALUE-001"),
        ('"+372 5555 5555"', "123456", "TYPE-001"),
        ('"+372 5555 5555"', "call me", "VALUE-001"),
    ],
)
def test_contact__error(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert structure_codes(tmp_path, (old, new), added=CONTACT) == [code]


@pytest.mark.parametrize(
    "address",
    ["https://[::1]:8080/a", "http://example.ee:80", "https://õ.ee/ä?b#c", "https://a.ee/[x]", "https://u@a.ee"],
)
def test_web_address__ok(tmp_path: Path, address: str) -> None:
    assert structure_codes(tmp_path, ("https://example.ee/a?b=c", f"'{address}'"), added=CONTACT) == []


@pytest.mark.parametrize(
    "address",
    ["https://[x", "https:///", "https:///page", "https://a]b", "https://?x", "https://:80", "https://a.ee:x",
     "https://a.ee:99999", "https://u@", "https://a℀b.ee"],
)  # fmt: skip
def test_web_address_that_leads_nowhere__error(tmp_path: Path, address: str) -> None:
    [found] = loaded(tmp_path, ("https://example.ee/a?b=c", f"'{address}'"), added=CONTACT).problems[:1]
    assert (found.code, found.line, found.path) == ("VALUE-001", 19, "office › url")
    assert structure_codes(tmp_path / "2", added=f"sources: {{K1: '{address}'}}\n") == ["VALUE-001"]


@pytest.mark.parametrize(
    "sources", ["sources: {K1: https://example.ee, K10a: http://example.ee/x}", "sources: {}", "rule: {}"]
)
def test_sources__ok(tmp_path: Path, sources: str) -> None:
    assert structure_codes(tmp_path, added=f"{sources}\n") == []


@pytest.mark.parametrize(
    ("sources", "code"),
    [
        ("{K1: a book}", "VALUE-001"),
        ("{K1: [https://example.ee]}", "TYPE-001"),
        ('{"K 1": https://example.ee}', "ID-001"),
        ("[https://example.ee]", "TYPE-006"),
    ],
)
def test_sources__error(tmp_path: Path, sources: str, code: str) -> None:
    assert structure_codes(tmp_path, added=f"sources: {sources}\n") == [code]


GOOD = [
    ("counting_share", "1"),
    ("dk_share", "0"),
    ("rated_share", "7/10"),
    ("domain_share", "2 / 3"),
    ("domain_share", "0.51"),
    ("core_floor", "0"),
    ("min_answers", "{released: 3, own: 1, workshop: 1}"),
    ("uncertainty", "{replicates: 100, pseudo_responses: 0, clear: 0.9, leaning: 0.5, interval: [0, 100]}"),
    ("agreement", "{agree: 0.5, divided: 2, camps: {min_answers: 4, share: 1/2, distance: 1}}"),
]


@pytest.mark.parametrize(("key", "value"), GOOD)
def test_parameter_of_the_rule__ok(tmp_path: Path, key: str, value: str) -> None:
    assert structure_codes(tmp_path, added=f"rule:\n  {key}: {value}\n") == []


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("counting_share", "0", "VALUE-001"),
        ("counting_share", "3/2", "VALUE-001"),
        ("counting_share", "1/0", "TYPE-008"),
        ("counting_share", "half", "TYPE-008"),
        ("counting_share", "50%", "TYPE-008"),
        ("counting_share", "'0,5'", "TYPE-008"),
        ("counting_share", "true", "TYPE-008"),
        ("counting_share", ".nan", "TYPE-008"),
        ("counting_share", ".inf", "TYPE-008"),
        ("counting_share", "[1, 2]", "TYPE-008"),
        ("counting_share", "-1/2", "TYPE-008"),
        ("counting_share", f"1/{'9' * 5000}", "TYPE-008"),
        ("dk_share", "1.1", "VALUE-001"),
        ("rated_share", "0.0", "VALUE-001"),
        ("domain_share", "1/2", "VALUE-001"),
        ("core_floor", "-1", "VALUE-001"),
        ("core_floor", "one", "TYPE-002"),
        ("min_answers", "{released: 2}", "VALUE-001"),
        ("min_answers", "{own: 0}", "VALUE-001"),
        ("min_answers", "{workshop: 0}", "VALUE-001"),
        ("min_answers", "5", "TYPE-006"),
        ("uncertainty", "{replicates: 99}", "VALUE-001"),
        ("uncertainty", "{replicates: 100001}", "VALUE-001"),
        ("uncertainty", "{clear: 1.0}", "VALUE-001"),
        ("uncertainty", "{clear: .nan}", "VALUE-001"),
        ("uncertainty", "{leaning: 0}", "VALUE-001"),
        ("uncertainty", "{neighbour: .inf}", "VALUE-001"),
        ("uncertainty", "{range: high}", "TYPE-003"),
        ("uncertainty", "{pseudo_responses: -1}", "VALUE-001"),
        ("uncertainty", "{interval: [2.5, 101]}", "VALUE-001"),
        ("uncertainty", "{interval: [2.5]}", "VALUE-002"),
        ("uncertainty", "{interval: [1, 2, 3]}", "VALUE-003"),
        ("agreement", "{camps: {share: 0.6}}", "VALUE-001"),
        ("agreement", "{camps: {distance: 0}}", "VALUE-001"),
        ("agreement", "{agree: -0.1}", "VALUE-001"),
        ("kinds", "{question: past}", "KEY-002"),
    ],
)
def test_parameter_of_the_rule__error(tmp_path: Path, key: str, value: str, code: str) -> None:
    assert structure_codes(tmp_path, added=f"rule:\n  {key}: {value}\n")[:1] == [code]


def test_refused_value_is_not_told_twice__error(tmp_path: Path) -> None:
    assert structure_codes(tmp_path, ("version: 1", "version: !!str x"), ("status: released", "status: *x")) == [
        "YAML-005",
        "YAML-006",
    ]
