"""What a spreadsheet of responses may look like, and what is said when it does not."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.errors import RowsError
from assessment.core.response import DK, NO_ANSWER
from assessment.intake.responses_file import (
    column_names,
    read_responses,
    repeated_respondents,
    similar_settlements,
)
from tests.builders import DOMAINS, questionnaire

Q = questionnaire()
HEADER = ["settlement", *DOMAINS]


def file(*rows, separator=",", header=HEADER, encoding="utf-8"):
    return "\n".join(separator.join(map(str, row)) for row in (header, *rows)).encode(encoding)


def faults(content):
    with pytest.raises(RowsError) as raised:
        read_responses(content, Q, "answers.csv")
    return raised.value.faults


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_separators_and_the_mark(separator, encoding):
    rows = read_responses(
        file(["Põlva küla", 0, 1, 2, 3, 4, "dk", "", " 2 "], separator=separator, encoding=encoding), Q
    )
    assert [(row.settlement, row.round) for row in rows] == [("Põlva küla", "")]
    assert rows[0].response.levels == (0, 1, 2, 3, 4, DK, NO_ANSWER, 2)
    assert (rows[0].response.role, rows[0].response.mode) == ("resident", "online")


def test_only_the_settlement_is_needed():
    assert read_responses(b"settlement\nPeri", Q)[0].response.levels == (NO_ANSWER,) * 8


def test_every_column_is_read():
    header = list(column_names(Q))
    row = [
        "Peri",
        "2026",
        "r1",
        "leader",
        "group",
        "12",
        *"01234012",
        *["worse", "dk", ""] + ["better"] * 5,
        "no",
        "other",
    ]
    found = read_responses(file(row, header=header), Q)[0]
    assert (found.round, found.row) == ("2026", 2)
    one = found.response
    assert (one.respondent, one.role, one.mode, one.present) == ("r1", "leader", "group", 12)
    assert one.trends == (2, 3, NO_ANSWER, 0, 0, 0, 0, 0)
    assert one.extras == {"past": "no", "why_none": "other"}


def test_quotes_windows_line_ends_blank_rows_and_excels_separator_line():
    content = b'sep=;\r\nsettlement;trust\r\n"Peri; Vana";1\r\n;\r\n\r\nUus;2\r\n'
    assert [row.settlement for row in read_responses(content, Q)] == ["Peri; Vana", "Uus"]


def test_upper_case_is_read_like_lower_case():
    rows = read_responses(b"Settlement,Role,TRUST\nPeri,Leader,DK", Q)
    assert (rows[0].response.role, rows[0].response.levels[2]) == ("leader", DK)


def test_all_faults_are_named_at_once_with_row_column_value_and_what_is_allowed():
    header = ["settlement", "role", "mode", "present", "trust", "trust_trend", "past", "why_none"]
    content = file(
        ["Peri", "boss", "phone", "some", "5", "up", "maybe", "because"],
        ["", "resident", "online", "0", "2.5", "same", "yes", ""],
        header=header,
    )
    found = [fault.removeprefix("answers.csv, ") for fault in faults(content)]
    assert found == [
        "row 2: column 'past': 'maybe' is not allowed. Allowed: yes, no, dk, or empty.",
        "row 2: column 'why_none': 'because' is not allowed. "
        "Allowed: newcomers, no_inviter, few_residents, old_quarrels, other, or empty.",
        "row 2: column 'role': 'boss' is not allowed. Allowed: resident, leader, municipal, other, or empty.",
        "row 2: column 'mode': 'phone' is not allowed. Allowed: online, paper, workshop, group, outside, or empty.",
        "row 2: column 'trust': '5' is not allowed. Allowed: 0 to 4, dk (don't know), or empty.",
        "row 2: column 'trust_trend': 'up' is not allowed. Allowed: better, same, worse, dk, or empty.",
        "row 2: column 'present': 'some' is not a number of people. Allowed: a whole number from 1, or empty.",
        "row 3: column 'settlement' is empty. Write the name of the settlement.",
        "row 3: column 'trust': '2.5' is not allowed. Allowed: 0 to 4, dk (don't know), or empty.",
        "row 3: column 'present': '0' is not a number of people. Allowed: a whole number from 1, or empty.",
    ]


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        ("settlement,trsut", "unknown column 'trsut'. Did you mean 'trust'? Allowed: settlement, round, "),
        ("settlement,trust,trust", "column 'trust' is there twice. Keep one."),
        ("settlement,trust,trust,trust", "column 'trust' is there 3 times. Keep one."),
        ("settlement,", "column 2 has no name. Name it or remove it."),
        ("village,trust", "column 'settlement' is missing. Every response needs the name of its settlement."),
    ],
)
def test_header_faults(header, sentence):
    assert any(sentence in fault for fault in faults(header.encode() + b"\nPeri,1,1"[: 5 + 2 * header.count(",")]))


def test_header_faults_do_not_hide_the_faults_below():
    found = faults(b"settlement,trust,colour\nPeri,9,red")
    assert len(found) == 2
    assert "row 2: column 'trust': '9'" in found[1]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "the file is empty"),
        (b"  \n ", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b"sep=;", "the file is empty"),
        (b"sep=;\n", "the file is empty"),
        (b";;;\n;;;", "the file is empty"),
        (b"settlement,trust\n", "no response below it"),
        (b"settlement\n\xff\xfe\xfa", "line 2: the file is not UTF-8"),
        ("settlement\nPeri".encode("utf-16"), "the file is UTF-16"),
        (b"PK\x03\x04\x00\x00", "the file is not text"),
        (b'settlement,trust\n"Peri,1\n', "Check the quotation marks"),
        (b"settlement,trust\nPeri,1,2", "'2' stands beyond the last column 'trust'"),
    ],
)
def test_files_that_cannot_be_read(content, sentence):
    assert any(sentence in fault for fault in faults(content))


@pytest.mark.parametrize(
    "content",
    [
        b"settlement;trust\rPeri;2\r",
        b" \nsettlement;trust\nPeri;2",
        b"sep=\t\nsettlement\ttrust\nPeri\t2",
        b"settlement,trust,,\nPeri,2,,",
    ],
)
def test_oddities_of_spreadsheets(content):
    assert [row.response.levels[2] for row in read_responses(content, Q)] == [2]


def test_a_nameless_column_that_holds_something_is_pointed_out():
    assert "column 3 has no name" in faults(b"settlement,trust,\nPeri,2,x")[0]


def test_the_same_name_in_two_unicode_forms_is_one_settlement():
    rows = read_responses("settlement\nP\u00f5lva\nPo\u0303lva".encode(), Q)
    assert len({row.settlement for row in rows}) == 1


def test_names_that_differ_in_case_are_scored_apart_and_pointed_out():
    rows = read_responses(b"settlement\nPeri kyla\nperi  kyla\nUus", Q)
    assert similar_settlements(rows) == ["'Peri kyla' and 'peri  kyla' are scored as two settlements."]


@pytest.mark.parametrize("cell", ["00000000012345", "12345678", "-1", "\u0663"])
def test_a_number_of_people_is_never_cut(cell):
    assert "is not a number of people" in faults(f"settlement,present\nPeri,{cell}".encode())[0]


def test_of_very_many_faults_each_kind_is_told_once_with_all_its_rows():
    content = b"settlement,trust\n" + b"Peri,9\n" * 5000 + b"Peri,1\nPeri,8\nPeri,9\n"
    with pytest.raises(RowsError) as raised:
        read_responses(content, Q, "answers.csv")
    assert raised.value.number == 5002
    assert raised.value.faults == [
        "answers.csv, rows 2–5001, 5004: column 'trust': '9' is not allowed. "
        "Allowed: 0 to 4, dk (don't know), or empty.",
        "answers.csv, row 5003: column 'trust': '8' is not allowed. Allowed: 0 to 4, dk (don't know), or empty.",
    ]


def test_a_line_break_within_a_name_is_a_space():
    rows = read_responses(b'settlement,trust\n"Peri\r\n Faas: 4",2', Q)
    assert rows[0].settlement == "Peri Faas: 4"


def test_signs_that_nobody_sees_are_no_part_of_an_answer():
    assert read_responses("\ufeff\ufeffsettlement,trust\nPeri,3\u200b".encode(), Q)[0].response.levels[2] == 3


@pytest.mark.parametrize("cell", ["\x1b[2J9", "9\x07"])
def test_nothing_in_a_cell_reaches_the_terminal_as_an_order(cell):
    (fault,) = faults(f"settlement,trust\nPeri,{cell}".encode())
    assert "<U+00" in fault
    assert fault.isprintable()


def test_a_name_with_an_order_to_the_terminal_is_refused():
    (fault,) = faults(b"settlement\n\x1b[31mPeri")
    assert "row 2: column 'settlement': '<U+001B>[31mPeri' holds a sign that is no text" in fault


def test_a_quotation_mark_without_its_second_is_told_in_words():
    assert "a cell never ends" in faults(b'settlement,trust\nPeri,"1\n' + b"Uus,2\n" * 30000)[0]


def test_a_respondent_who_answered_twice_is_pointed_out_and_counted():
    rows = read_responses(b"settlement,respondent\nPeri,a\nPeri,b\nPeri,a\nUus,a", Q)
    assert repeated_respondents(rows) == ["row 4: respondent 'a' is also in row 2. Both rows are counted."]


@given(st.binary(max_size=200))
def test_no_bytes_at_all_end_in_a_traceback(content):
    with suppress(RowsError):
        read_responses(b"settlement,trust\n" + content, Q)


@given(st.text(max_size=200))
def test_no_text_at_all_ends_in_a_traceback(content):
    with suppress(RowsError):
        read_responses(content.encode("utf-8", "surrogatepass"), Q)
