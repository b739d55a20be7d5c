"""`python -m assessment round open-many` as operators and programs use it."""

import csv
import io
import json
import stat

import pytest

from assessment.__main__ import main
from assessment.journeys import round as journey

COLUMNS = "round area municipality kind period closes_on contact code share_url coordinator_url"
LIST = "area,municipality,kind,contact\nPeri küla,Põlva vald,küla,Mari\n=cmd|' /C calc'!A0,Põlva vald,,\n"


@pytest.fixture
def public_url():
    return "https://peegel.example.ee/"


@pytest.fixture
def run(capsys, house, tmp_path):
    def run(content, *words):
        file = tmp_path / "list.csv"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        status = main(["round", "open-many", str(file), *words])
        out, err = capsys.readouterr()
        return status, out, err

    return run


def test_every_link_is_printed_and_leads_to_its_round(run, house):
    status, out, _ = run(LIST)
    rows = list(csv.DictReader(io.StringIO(out)))
    assert status == 0
    assert " ".join(rows[0]) == COLUMNS
    assert [row["contact"] for row in rows] == ["Mari", ""]
    assert [row["area"] for row in rows] == ["Peri küla", "'=cmd|' /C calc'!A0"]
    for row in rows:
        key = row["coordinator_url"].removeprefix("https://peegel.example.ee/c/")
        assert journey.coordinated(house.store, house.codes, house.throttle, "x", key).id == row["round"]
        assert row["share_url"] == f"https://peegel.example.ee/a/{row['code']}"
        assert journey.of_code(house.store, house.codes, row["code"]).id == row["round"]


def test_json_holds_the_slips_too(run):
    _, out, _ = run(LIST, "--strict", "3", "--format", "json", "--period", "2026 sügis")
    found = json.loads(out)["rounds"]
    assert [len(set(one["slips"])) for one in found] == [3, 3]
    assert {one["period"] for one in found} == {"2026 sügis"}


def test_cards_are_written_for_their_owner_alone(run, tmp_path):
    cards = tmp_path / "cards.pdf"
    assert run(LIST, "--cards", str(cards), "--lang", "ru")[0] == 0
    assert cards.read_bytes().startswith(b"%PDF")
    assert stat.S_IMODE(cards.stat().st_mode) == 0o600


def test_cards_that_cannot_be_written_do_not_lose_the_links(run, house, tmp_path):
    status, out, err = run(LIST, "--cards", str(tmp_path / "none" / "cards.pdf"))
    assert status == 1
    assert "The rounds are open, and their links stand above." in err
    assert len(list(csv.DictReader(io.StringIO(out)))) == len(house.store.rounds()) == 2


@pytest.mark.parametrize(
    ("content", "words", "told"),
    [
        ("", (), ["The file is empty"]),
        (b"\x89PNG\x00", (), ["cannot be read as a table"]),
        (
            "küla;telefon\nPeri;1\n;2\n",
            (),
            ["“telefon”: this column is not known", "row 3, column “area”: the name is"],
        ),
        ("area\nPeri\nperi\n", (), ["“peri” is the same area as in row 2"]),
        ("area,kind\nPeri,planet\n", (), ["“planet” is not a kind of area"]),
        ("area,vald\nPeri,Võru vald\n", ("--municipality", "Põlva vald"), ["“Võru vald” is another municipality"]),
        (LIST, ("--days", "0"), ["Allowed: 1 to 366"]),
        (LIST, ("--ways", "link,pigeon"), ["'pigeon' is no way to answer"]),
    ],
)
def test_every_mistake_is_told_and_nothing_is_opened(run, house, content, words, told):
    status, out, err = run(content, *words)
    assert (status, out) == (1, "")
    assert [sentence for sentence in told if sentence not in err] == []
    assert house.store.rounds() == ()


def test_a_second_round_of_the_period_must_be_said_aloud(run, house):
    assert run(LIST)[0] == 0
    status, out, err = run(LIST)
    assert (status, out) == (1, "")
    assert err.count("is open already") == 2
    assert run(LIST, "--period", "teine")[0] == 0
    assert run(LIST, "--also-open")[0] == 0
    assert len(house.store.rounds()) == 6


def test_a_file_that_is_not_there_is_told(house, capsys):
    assert main(["round", "open-many", "/nowhere/list.csv"]) == 1
    assert "list.csv: No such file" in capsys.readouterr().err
