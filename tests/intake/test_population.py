from __future__ import annotations

import io

import pytest
from openpyxl import Workbook

from assessment.core.errors import FileError
from assessment.core.settlements import People
from assessment.intake import archive
from assessment.intake.population import Columns, guessed, number_of, people_of, read_table
from tests.settlement_files import csv, layer, zipped

CODE, NAME, NUMBER = "EHAK kood", "Asula", "Elanike arv"
COLUMNS = (CODE, NAME, NUMBER)
ROWS = (
    ("0101", "Õunapuu küla", "120"),
    ("0102", "Žuravli küla", "5,624"),
    ("0", "Aadressita isikud", "17"),
    ("103", "Kuuse alevik", "1 024"),
    ("0201", "Väike küla", ".."),
    ("", "KOKKU", "6785"),
)
CHOSEN = Columns(CODE, NUMBER)


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def read(content: bytes, columns: Columns = CHOSEN) -> People:
    return people_of(read_table(content), columns, "rahvaarv.csv")


def faults(content: bytes, columns: Columns = CHOSEN) -> dict[str, dict[str, object]]:
    with pytest.raises(FileError) as caught:
        read(content, columns)
    return {fault.text.removeprefix("areas.fault."): dict(fault.values) for fault in caught.value.faults}


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("0", 0),
        ("120", 120),
        ("5,624", 5624),
        ("1,234,567", 1_234_567),
        ("1 024", 1024),
        ("1\u00a0024", 1024),
        ("1\u202f024", 1024),
        ("1.024", 1024),
        ("1'024", 1024),
        ("12.0", 12),
        ("12,00", 12),
        ("5,624.0", 5624),
        ("12.5", None),
        ("5,62", None),
        ("-3", None),
        ("kolm", None),
        ("", None),
        ("9" * 500, None),
        ("١٢", None),
    ],
)
def test_a_number_is_read_however_its_thousands_are_parted(cell: str, number: int | None) -> None:
    assert number_of(cell) == number


@pytest.mark.parametrize("delimiter", [";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1257"])
def test_a_text_file_is_read_and_what_is_left_out_is_told(delimiter: str, encoding: str) -> None:
    found = read(csv(ROWS, COLUMNS, delimiter, encoding))
    assert found.by_place == {"0101": 120, "0102": 5624, "0103": 1024}
    left = {note.text: note.values.get("rows") for note in found.notes if note.text != "areas.note.baltic"}
    assert left == {"areas.note.placeless": "4, 7", "areas.note.unknown": "6"}


def test_quoted_thousands_between_commas_are_one_number() -> None:
    content = 'EHAK kood,Asula,Elanike arv\n0101,"Õunapuu küla","5,624"\n'.encode()
    assert read(content).by_place == {"0101": 5624}


def test_a_workbook_is_read_with_numbers_that_are_numbers() -> None:
    rows = ((101, "Õunapuu küla", 120.0), ("0102", "Ž", "5,624"), (0, "Aadressita", 3))
    assert read(workbook(COLUMNS, *rows)).by_place == {"0101": 120, "0102": 5624}


def test_a_title_above_the_table_is_no_header() -> None:
    found = read(workbook(("Rahvaarv 1. jaanuaril",), (), COLUMNS, ("0101", "Õ", 120), ("0102", "Ž", "palju")[:2]))
    assert found.by_place == {"0101": 120}
    assert [note.values["rows"] for note in found.notes] == ["5"]


def test_names_do_where_there_are_no_codes_and_whole_codes_too() -> None:
    assert read(csv(ROWS[:2], COLUMNS, ";"), Columns("asula", " elanike ARV ")).by_place == {
        "õunapuu küla": 120,
        "žuravli küla": 5624,
    }
    assert read(csv([("720101", "Õ", "3")], COLUMNS, ";")).by_place == {"00720101": 3}


def test_columns_are_guessed_where_they_are_called_as_such_columns_are() -> None:
    assert guessed(read_table(csv(ROWS, COLUMNS, ";"))) == CHOSEN
    dated = ("EHAK kood", "Asula", "Rahvaarv 01.01.2026")
    assert guessed(read_table(csv(ROWS, dated, ";"))) == Columns("EHAK kood", "Rahvaarv 01.01.2026")
    assert guessed(read_table(csv(ROWS, ("a", "b", "c"), ";"))) is None


def test_faults_are_told_at_once() -> None:
    rows = [*ROWS[:2], ("0101", "Õunapuu küla", "4"), ("0104", "Uus küla", "palju"), ("0105", "Teine küla", "-1")]
    found = faults(csv(rows, COLUMNS, ";"))
    assert found["repeated"]["rows"] == "4"
    assert found["number"]["value"] == "-1"


@pytest.mark.parametrize(
    ("content", "columns", "told"),
    [
        (csv(ROWS, COLUMNS, ";"), Columns("Kood", NUMBER), "columns.missing"),
        (csv(ROWS, COLUMNS, ";"), Columns(CODE, CODE), "population.same"),
        (csv([("0", "Aadressita", "3")], COLUMNS, ";"), CHOSEN, "population.none"),
        (csv([("PÃµlva kÃ¼la", "x", "3")], COLUMNS, ";"), CHOSEN, "encoding"),
        (layer()["dbf"], CHOSEN, "population.kind"),
        (zipped(layer()), CHOSEN, "population.kind"),
        (b'{"a": 1}', CHOSEN, "population.kind"),
        (b"\x89PNG....", CHOSEN, "picture"),
        (b"\xd0\xcf\x11\xe0....", CHOSEN, "old_excel"),
        (zipped({"[Content_Types].xml": b"<", "xl/workbook.xml": b"<"}), CHOSEN, "workbook.damaged"),
        (workbook(), CHOSEN, "empty"),
    ],
)
def test_a_file_that_does_not_do_is_told(content: bytes, columns: Columns, told: str) -> None:
    assert set(faults(content, columns)) == {told}


def test_a_workbook_that_unpacks_to_too_much_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    content = workbook(COLUMNS, *ROWS)
    monkeypatch.setattr(archive, "MOST_UNPACKED", 1000)
    assert set(faults(content)) == {"zip.large"}
