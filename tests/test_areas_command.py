"""`python -m assessment areas …` as whoever runs the installation uses it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from assessment.__main__ import main
from assessment.bootstrap import House
from assessment.intake import recognising
from tests.settlement_files import KUUSE, PIHLA, ROWS, csv, layer, zipped

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], house: House) -> Run:
    def run(*words: object) -> tuple[int, str, str]:
        status = main(["areas", *map(str, words)])
        out, err = capsys.readouterr()
        return status, out, err

    return run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "asustusyksus_shp.zip"
    path.write_bytes(zipped(layer()))
    return path


def test_a_file_is_taken_in_listed_and_undone(run: Run, house: House, file: Path) -> None:
    status, out, _ = run("import", file)
    assert status == 0
    assert "5 settlements taken, 2 municipalities in the file, date 2026-04-01" in out
    assert "Administrative and settlement units" in out
    assert "New: 5" in out
    assert len(house.store.entries()) == 5
    _, listed, _ = run("list")
    assert f"{KUUSE}: 3 settlements, as of 2026-04-01" in listed
    assert "step 1" in listed
    _, listed, _ = run("list", "--municipality", PIHLA)
    assert listed.splitlines() == ["00930093  Pihla linn (town)", "00930201  Õunapuu küla (village)"]
    assert run("undo", 1)[0] == 0
    assert house.store.entries() == ()
    assert run("undo", 1)[0] == 1


def test_a_dry_run_says_the_same_and_stores_nothing(run: Run, house: House, file: Path) -> None:
    _, dry, _ = run("import", file, "--dry-run")
    assert house.store.steps() == ()
    _, real, _ = run("import", file)
    assert dry.splitlines()[:-1] == real.splitlines()[:-1]


def test_one_municipality_can_be_taken_alone(run: Run, house: House, file: Path) -> None:
    run("import", file, "--municipality", KUUSE)
    assert house.store.municipalities() == (KUUSE,)
    status, _, err = run("import", file, "--municipality", "Kuuse")
    assert (status, f"such as: {KUUSE}" in err) == (1, True)


def test_what_changed_is_said(run: Run, tmp_path: Path, file: Path) -> None:
    run("import", file)
    later = tmp_path / "asustus_2025-01-01.csv"
    rows = [("Pirnipuu küla", *ROWS[0][1:]), *ROWS[1:3], ("Uus küla", "0104", "8", KUUSE, "72", "", ""), *ROWS[4:]]
    later.write_bytes(csv(rows))
    _, out, _ = run("import", later)
    for said in (
        "Õunapuu küla → Pirnipuu küla",
        "Uus küla, Kuuse vald (00720104)",
        f"Gone from the register: 1\n  Õunapuu küla, {PIHLA} (00930201)",
        "Stay the same: 3",
        "1 code had lost its leading zeros",
        "The present register is newer (01.04.2026)",
    ):
        assert said in out


def people_of(house: House) -> dict[str, int | None]:
    return {area.name: area.population for area in house.store.areas(KUUSE)}


def test_numbers_of_people_come_with_it_or_later(run: Run, house: House, tmp_path: Path, file: Path) -> None:
    people = tmp_path / "rahvaarv.csv"
    people.write_bytes(csv([("0101", "5,624"), ("0", "3"), ("9999", "4")], ("EHAK", "Elanike arv"), ";"))
    _, out, _ = run("import", file, "--population", people)
    assert "Get a number: 1" in out
    assert "1 row without a settlement" in out
    assert "not in this register: 1\n  9999" in out
    assert people_of(house) == {"Kuuse alevik": None, "Õunapuu küla": 5624, "Žuravli küla / Tränsby": None}
    people.write_bytes(csv([("0102", "12")], ("mis", "kui palju"), ";"))
    status, _, err = run("import", "--population", people)
    assert (status, "The file has: mis, kui palju" in err) == (1, True)
    run("import", "--population", people, "--code-column", "mis", "--number-column", "kui palju")
    assert people_of(house)["Žuravli küla / Tränsby"] == 12
    assert "5624 people" in run("list", "--municipality", KUUSE)[1]


def test_what_is_wrong_is_said_and_nothing_stored(
    run: Run, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = tmp_path / "asustusyksus_shp.zip"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n")
    status, out, err = run("import", bad)
    assert (status, out) == (1, "")
    assert "really PNG" in err
    assert "Nothing was stored." in err
    bad.write_bytes(csv())
    assert "--date" not in run("import", bad, "--date", "2026-04-01")[2]
    run("undo", 1)
    assert "--date YYYY-MM-DD" in run("import", bad)[2]
    assert "still to come" in run("import", bad, "--date", "2999-01-01")[2]
    assert "cannot be read" in run("import", tmp_path / "none.zip")[2]
    assert "Nothing to take in" in run("import")[2]
    monkeypatch.setattr(recognising, "MOST_BYTES", 100)
    assert "are taken" in run("import", bad)[2]
    assert house.store.steps() == ()


def test_long_lists_are_cut_and_counted(run: Run, tmp_path: Path) -> None:
    many = tmp_path / "asustus_20260401.csv"
    many.write_bytes(csv([(f"Küla {n}", f"{n:04}", "8", KUUSE, "0072", "", "") for n in range(1, 51)]))
    assert "  … and 30 more" in run("import", many)[1]


def test_undoing_is_logged(run: Run, file: Path, caplog: pytest.LogCaptureFixture) -> None:
    run("import", file)
    with caplog.at_level(logging.WARNING):
        run("undo", 1)
    assert "was undone by the operator" in caplog.text
