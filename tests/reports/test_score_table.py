"""The table of `score`, as a person reads it in a terminal."""

import pytest

from assessment.authoring.version import load
from assessment.i18n.texts import words
from assessment.intake.responses_file import read_responses
from assessment.journeys.scoring import score_responses
from assessment.reports.score_table import as_table
from assessment.settings import ROOT

Q = load(ROOT / "questionnaires" / "village_phases" / "v1").questionnaire
HEADER = "settlement,role,mode,respondent,present," + ",".join(Q.domain_ids)


def table(*rows, least=5, language="et"):
    placed = read_responses("\n".join([HEADER, *rows]).encode(), Q)
    return as_table(Q, score_responses(Q, placed, least), words(language))


def row(levels, role="resident", mode="online", who="", present=""):
    return ",".join(["Peri küla", role, mode, who, present, *("" if level == "-" else level for level in levels)])


def test_a_mixed_picture_is_said_before_the_phase():
    lines = table(*[row("04040404"), row("40404000")] * 5).splitlines()
    mixed = next(i for i, line in enumerate(lines) if line.startswith("Segapilt"))
    assert mixed < next(i for i, line in enumerate(lines) if line.startswith("Faas:"))


def test_the_parts_of_the_domains_stand_below_one_another():
    lines = table(*[row("3-331333")] * 5, *[row("24434443", role="municipal")] * 5).splitlines()
    assert len({line.index("omavalitsus:") for line in lines if "omavalitsus:" in line}) == 1


def test_the_municipal_view_is_shown_where_nobody_else_answered():
    shown = table(*[row("23232323", role="municipal")] * 5)
    assert "veel teadmata" in shown
    assert shown.count("omavalitsus:") == 8


def test_too_few_municipal_responses_leave_a_trace():
    assert "Omavalitsuse vastuseid: 3." in table(*[row("2" * 8)] * 5, *[row("3" * 8, role="municipal")] * 3)


def test_samples_that_are_not_enough_for_a_phase_are_told():
    assert "vastuseid faasi jaoks väheks umbes 3 korral kümnest" in table(*[row("33333333")] * 5, row("33-33333"))


def test_the_bounds_stand_beside_a_phase_that_they_leave_open():
    assert "Puuduvatest vastustest olenevalt 2–3." in table(*[row("333332--")] * 5)
    assert "Puuduvatest" not in table(*[row("33333333")] * 5)


def test_statements_say_whose_they_are_and_show_their_levels():
    lines = table(
        row("33332333", mode="group", who="Külakoosolek", present="12"),
        row("1-------", mode="group", who="Noored"),
        row("22222222", role="municipal", mode="outside"),
    ).splitlines()
    assert "Grupi kokkulepitud vastus (Külakoosolek, 12 inimest kohal): 3 Tegutsev kogukond" in lines
    assert "  tasemed järjest: 3 3 3 3 2 3 3 3" in lines
    assert "Grupi kokkulepitud vastus (Noored): valitud kirjeldusi on faasi jaoks vähe" in lines
    assert "Vaade väljast: 2 Kujunev kogukond" in lines


@pytest.mark.parametrize("language", ["et", "en", "ru"])
def test_no_line_is_wider_than_a_terminal(language):
    shown = table(*[row("00000000")] * 5, *[row("4" * 8, role="municipal")] * 5, language=language)
    assert max(map(len, shown.splitlines())) <= 120
