"""A list of areas comes in as people have it; what cannot be read is told by row, column and rule."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook

from assessment.intake.areas_list import read_list, typed_list


def names(found):
    return [one.area.name for one in found.areas]


def rules(found):
    return [(fault.rule, fault.row, fault.column) for fault in found.faults]


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


CSV = "area,municipality,kind,contact\nPeri küla,Põlva vald,küla,Mari Maasikas\nUus kant,,group,\n"


def test_the_columns_are_read():
    found = read_list(CSV.encode(), "Võru vald")
    assert found.faults == ()
    assert [(one.area.name, one.area.municipality, one.area.kind, one.contact, one.row) for one in found.areas] == [
        ("Peri küla", "Põlva vald", "village", "Mari Maasikas", 2),
        ("Uus kant", "Võru vald", "group", "", 3),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1257"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_way_in_which_a_spreadsheet_program_writes_csv(encoding, delimiter):
    content = CSV.replace(",", delimiter).encode(encoding)
    assert names(read_list(content)) == ["Peri küla", "Uus kant"]


def test_a_workbook_is_read_from_its_first_sheet():
    content = workbook(["Küla", "Kontakt"], ["Peri  küla\n", None], [None, None], ["Küla 7", 5551234.0])
    found = read_list(content, "Põlva vald")
    assert [(one.area.name, one.contact, one.row) for one in found.areas] == [
        ("Peri küla", "", 2),
        ("Küla 7", "5551234", 4),
    ]


@pytest.mark.parametrize("heading", ["area", "Nimi", "KÜLA", "ANIMI", "piirkond"])
def test_the_column_of_names_may_be_called_as_people_call_it(heading):
    assert names(read_list(f"{heading}\nPeri küla\n".encode())) == ["Peri küla"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", [("file", 0, "")]),
        (b" \n\n", [("file", 0, "")]),
        (b"\x89PNG\r\n\x1a\n\x00\x00", [("unreadable", 0, "")]),
        (b"PK\x03\x04 no zip", [("unreadable", 0, "")]),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", [("unreadable", 0, "")]),
        ("Peri küla\nKiisa küla\n".encode(), [("column_unknown", 1, "Peri küla"), ("column_missing", 1, "area")]),
        (b"kind,kind\nvillage,village", [("column_twice", 1, "kind"), ("column_missing", 1, "area")]),
        (b"area,email\nPeri,a@b.ee\n", [("column_unknown", 1, "email")]),
        (b"area\nPeri,more\n", [("beyond", 2, "")]),
        (b'area\n"Peri\n', [("unreadable", 0, "")]),
    ],
)
def test_what_is_wrong_with_a_file_is_told(content, told):
    assert rules(read_list(content)) == told


def test_a_file_that_unfolds_into_too_much_is_not_read():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", b"")
        packed.writestr("xl/workbook.xml", b"0" * 160 * 1024 * 1024)
    assert rules(read_list(file.getvalue())) == [("unreadable", 0, "")]


def test_another_kind_of_zip_is_no_workbook():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("content.xml", "<office/>")
    assert rules(read_list(file.getvalue())) == [("unreadable", 0, "")]


def test_names_are_typed_one_a_line_and_may_be_pasted_from_a_spreadsheet():
    found = typed_list("Peri küla\n\n  Kiisa küla ; Mari\nUus küla\tJüri\n", "Põlva vald")
    assert [(one.area.name, one.area.municipality, one.contact, one.row) for one in found.areas] == [
        ("Peri küla", "Põlva vald", "", 1),
        ("Kiisa küla", "Põlva vald", "Mari", 3),
        ("Uus küla", "Põlva vald", "Jüri", 4),
    ]
