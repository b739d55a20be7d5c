from __future__ import annotations

import re
from pathlib import Path

from assessment.authoring import codes
from assessment.authoring.problems import language_name, listed, printable, printed, problem, suggestion
from assessment.authoring.questionnaires import Report

SOURCES = Path(codes.__file__).parent


def test_report_looks_like_the_example() -> None:
    v2 = "questionnaires/village_phases/v2"
    twice = problem("KEY-003", f"{v2}/questionnaire.yaml", 10, "leadership › weight", key="weight", first=9)
    misspelt = problem(
        "KEY-001",
        f"{v2}/questionnaire.yaml",
        34,
        "rule › core_flor",
        key="core_flor",
        remedy="Did you mean 'core_floor'?",
    )
    first = problem(
        "TEXT-001", f"{v2}/et.yaml", count=2, have="texts have", language="Estonian", ids="trust.3, plan.next"
    )
    other = problem(
        "TEXT-002",
        f"{v2}/ru.yaml",
        count=5,
        have="texts have",
        language="Russian",
        first="Estonian",
        ids="title and 4 more",
    )
    report = Report((misspelt, twice, first, other), ("Version 2 was not loaded; version 1 stays in use.",))
    assert str(report) == (
        """\
questionnaires/village_phases/v2/questionnaire.yaml
  line 10  leadership › weight
           KEY-003  'weight' is written twice (first on line 9). Keep one.
  line 34  rule › core_flor
           KEY-001  unknown key 'core_flor'. Did you mean 'core_floor'?
questionnaires/village_phases/v2/et.yaml
  TEXT-001  2 texts have no Estonian, the first language: trust.3, plan.next
questionnaires/village_phases/v2/ru.yaml
  warning  TEXT-002  5 texts have no Russian; the Estonian is shown, marked: title and 4 more
3 errors, 1 warning. Version 2 was not loaded; version 1 stays in use."""
    )


def test_lines_of_one_file_are_aligned() -> None:
    near, far = problem("YAML-004", "a.yaml", 9), problem("YAML-004", "a.yaml", 100)
    sentence = codes.SENTENCES["YAML-004"]
    assert printed([far, near]) == (
        f"a.yaml\n  line   9  YAML-004  {sentence}\n  line 100  YAML-004  {sentence}\n2 errors, 0 warnings."
    )


def test_no_problem_is_counted_as_none() -> None:
    assert printed([]) == "0 errors, 0 warnings."


def test_words_of_an_author_cannot_command_the_terminal() -> None:
    told = problem("KEY-002", "a.yaml", 1, "x\x1b[2J", key="\ud800\u202e\n{0}")
    assert "\x1b" not in told.path
    assert told.message.startswith("'\\ud800\\u202e\\n{0}'")
    printed([told]).encode("utf-8")


def test_names_of_files_cannot_command_the_terminal() -> None:
    report = str(Report((problem("YAML-001", "a\x1b[2J\n\udcff.yaml"),), ("b\x1b: Version 1 is in use.",)))
    assert report.startswith("a\\x1b[2J\\n\\udcff.yaml\n")
    assert report.endswith("b\\x1b: Version 1 is in use.")
    report.encode("utf-8")


def test_printable_keeps_the_letters_of_all_languages() -> None:
    assert printable("õäöü Ж – 中") == "õäöü Ж – 中"


def test_long_list_is_cut() -> None:
    assert listed([str(n) for n in range(8)]) == "0, 1, 2, 3, 4, 5, 6, 7"
    assert listed([str(n) for n in range(20)]).endswith("6, 7 and 12 more")


def test_suggestion_is_the_nearest_word_or_the_alternative() -> None:
    assert suggestion("core_flor", ["core_floor", "kinds"], "-") == "Did you mean 'core_floor'?"
    assert suggestion("zzz", ["core_floor", "kinds"], "-") == "-"


def test_language_without_a_name_is_told_by_its_code() -> None:
    assert [language_name(code) for code in ("et", "ru", "qqq", "no/t")] == ["Estonian", "Russian", "qqq", "no/t"]


def test_every_code_has_a_sentence_with_a_remedy_and_is_raised_somewhere() -> None:
    source = "\n".join(path.read_text("utf-8") for path in SOURCES.glob("*.py") if path.name != "codes.py")
    assert len(codes.SENTENCES) > 50
    for code, sentence in codes.SENTENCES.items():
        assert re.fullmatch(r"[A-Z]+-\d{3}", code)
        assert f'"{code}"' in source, code
        assert sentence.endswith((".", "}", "?")), sentence


def test_every_code_is_cited_by_a_test() -> None:
    tests = [path for path in Path(__file__).parent.glob("test_*.py") if path != Path(__file__)]
    cited = "\n".join(path.read_text("utf-8") for path in tests)
    assert [code for code in codes.SENTENCES if f'"{code}"' not in cited] == []
