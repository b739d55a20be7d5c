"""The commands as their users type them, in a process of their own where that matters."""

import csv
import io
import json
import os
import subprocess
import sys

import pytest

from assessment import __main__ as command_line
from assessment.__main__ import main
from assessment.settings import ROOT
from tests.builders import DOMAINS

HEADER = "settlement,round,respondent,role,mode,present," + ",".join(DOMAINS)
KEYS = (
    "settlement round responses counting status phase state fading_signs kind levels index index_interval "
    "probabilities insufficient_share label range bounds agreement next_step municipal_levels group_results "
    "outside_views"
)


@pytest.fixture
def spreadsheet(tmp_path):
    def write(*rows, header=HEADER):
        path = tmp_path / "answers.csv"
        path.write_text("\n".join([header, *rows]), encoding="utf-8")
        return str(path)

    return write


def row(settlement, levels, role="resident", mode="online", round_="", who="", present=""):
    return ",".join([settlement, round_, who, role, mode, present, *levels])


def score(capsys, file, *options):
    status = main(["score", file, *options])
    out, err = capsys.readouterr()
    return status, out, err


def communities(capsys, file, *options):
    status, out, _ = score(capsys, file, "--format", "json", *options)
    assert status == 0
    found = json.loads(out)
    assert found["questionnaire"] == "village_phases/v1"
    return found["communities"]


def test_json_has_exactly_the_promised_keys_in_order_of_first_appearance(capsys, spreadsheet):
    file = spreadsheet(*[row("Uus", "3" * 8)] * 2, row("Aru", "1" * 8), *[row("Uus", "3" * 8)] * 3)
    found = communities(capsys, file)
    assert [c["settlement"] for c in found] == ["Uus", "Aru"]
    assert all(" ".join(c) == KEYS for c in found)
    uus, aru = found
    assert (uus["phase"], uus["state"], uus["status"], uus["label"]) == (3, "active", "ok", "clear")
    assert uus["probabilities"] == pytest.approx([0, 0, 1 / 12, 10 / 12, 1 / 12])
    assert uus["levels"] == dict.fromkeys(DOMAINS, 3)
    assert uus["agreement"]["trust"] == {"ad": 0, "within_one": 1, "two_camps": False, "a": 1, "label": "agree"}
    assert uus["next_step"] == {"target": 4, "domains_needed": 6, "nearest": DOMAINS, "core_blocking": []}
    assert (aru["status"], aru["phase"], aru["bounds"], aru["index"]) == ("insufficient", None, [None, None], None)
    assert aru["next_step"] is None


def test_what_stands_beside_the_phase(capsys, spreadsheet):
    file = spreadsheet(
        *[row("Peri", "22222222")] * 5,
        *[row("Peri", "44444444", role="municipal")] * 5,
        row("Peri", "33333333", mode="group", who="koosolek", present="12"),
        row("Peri", ["0", "dk", "", "0", "0", "0", "0", "0"], mode="outside", role="municipal", who="ametnik"),
    )
    (peri,) = communities(capsys, file)
    assert (peri["responses"], peri["counting"], peri["phase"]) == (5, 5, 2)
    assert peri["municipal_levels"] == dict.fromkeys(DOMAINS, 4)
    assert peri["group_results"] == [
        {"respondent": "koosolek", "present": 12, "levels": dict.fromkeys(DOMAINS, 3), "phase": 3}
    ]
    outside = peri["outside_views"][0]
    assert (outside["respondent"], outside["present"], outside["phase"]) == ("ametnik", None, None)
    assert (outside["levels"]["leadership"], outside["levels"]["participation"]) == (0, None)


def test_a_municipal_view_needs_as_many_answers(capsys, spreadsheet):
    file = spreadsheet(*[row("Peri", "44444444", role="municipal")] * 4)
    (peri,) = communities(capsys, file)
    assert (peri["status"], peri["municipal_levels"]) == ("no_data", None)
    (peri,) = communities(capsys, file, "--min-answers", "4")
    assert peri["municipal_levels"] == dict.fromkeys(DOMAINS, 4)


def test_rounds_are_scored_apart(capsys, spreadsheet):
    file = spreadsheet(*[row("Peri", "1" * 8, round_="2024")] * 5, *[row("Peri", "3" * 8, round_="2026")] * 5)
    assert [(c["round"], c["phase"]) for c in communities(capsys, file)] == [("2024", 1), ("2026", 3)]


def test_min_answers(capsys, spreadsheet):
    file = spreadsheet(row("Peri", "2" * 8))
    assert communities(capsys, file)[0]["phase"] is None
    assert communities(capsys, file, "--min-answers", "1")[0]["phase"] == 2


def test_faults_go_to_standard_error_all_at_once_and_nothing_is_scored(capsys, spreadsheet):
    status, out, err = score(capsys, spreadsheet(row("Peri", "9" * 8), row("", "1" * 8)))
    assert (status, out) == (1, "")
    assert err.count("'9' is not allowed. Allowed: 0 to 4") == 8
    assert "row 3: column 'settlement' is empty" in err
    assert "9 faults. Nothing was scored." in err


@pytest.mark.parametrize(
    ("language", "word"),
    [("et", "Tegutsev kogukond"), ("en", "Active community"), ("ru", "Действующее сообщество")],
)
def test_the_table_is_in_words(capsys, spreadsheet, language, word):
    status, out, _ = score(capsys, spreadsheet(*[row("Peri küla", "3" * 8)] * 5), "--lang", language)
    assert status == 0
    assert out.startswith("Peri küla\n=========\n")
    assert f"3 {word}" in out
    assert "●●●○ 3" in out


def test_csv_is_one_row_a_community_and_no_formula(capsys, spreadsheet):
    file = spreadsheet(*[row("=1+1", "3" * 8)] * 5, row("Uus", "1" * 8))
    _, out, _ = score(capsys, file, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [r["settlement"] for r in rows] == ["'=1+1", "Uus"]
    assert (rows[0]["phase"], rows[0]["leadership"], rows[0]["next_nearest"]) == ("3", "3", " ".join(DOMAINS))
    assert (rows[1]["phase"], rows[1]["range_low"]) == ("", "")


@pytest.mark.parametrize("name", ["village_phases/v9", "../v1", "nothing", "village_phases"])
def test_an_unknown_questionnaire_is_named_with_those_that_exist(capsys, spreadsheet, name):
    status, _, err = score(capsys, spreadsheet(row("Peri", "1" * 8)), "--questionnaire", name)
    assert status == 1
    assert f"there is no '{name}'. There are: village_phases/v1" in err


def test_a_missing_file_is_a_sentence(capsys):
    status, _, err = score(capsys, "no-such-file.csv")
    assert status == 1
    assert "no-such-file.csv: No such file or directory. Name a CSV file that can be read." in err


def run(*arguments, given=b""):
    command = [sys.executable, "-m", "assessment", *arguments]
    return subprocess.run(command, cwd=ROOT, input=given, capture_output=True, check=False, timeout=120)


def test_a_pipe_in_and_a_reader_that_leaves():
    content = ("\n".join([HEADER, *[row(f"Küla {i}", "2" * 8) for i in range(40)]])).encode()
    done = run("score", "-", "--format", "json", given=content)
    assert done.returncode == 0
    assert len(json.loads(done.stdout)["communities"]) == 40
    shell = f'"{sys.executable}" -m assessment score - | head -n 1'
    cut = subprocess.run(["bash", "-c", shell], cwd=ROOT, input=content, capture_output=True, check=False, timeout=120)
    assert (cut.stdout.decode().strip(), cut.stderr) == ("Küla 0", b"")


def test_the_same_file_gives_the_same_bytes_in_every_process():
    rows = [row("Peri", [str((i * 3 + d) % 5) for d in range(8)]) for i in range(9)]
    once, again = (run("score", "-", "--format", "json", given="\n".join([HEADER, *rows]).encode()) for _ in range(2))
    assert once.stdout == again.stdout


def test_check_of_what_is_shipped_is_clean():
    done = run("check")
    assert (done.returncode, done.stdout.decode().strip()) == (0, "0 errors, 0 warnings. Version 1 is in use.")


def test_schema_is_written(capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(command_line, "ROOT", tmp_path)
    (tmp_path / "questionnaires").mkdir()
    assert main(["schema"]) == 0
    assert json.loads((tmp_path / "questionnaires" / "schema.json").read_text(encoding="utf-8"))["$defs"]


def test_a_schema_that_cannot_be_written_is_a_sentence(capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(command_line, "ROOT", tmp_path)
    assert main(["schema"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "schema.json cannot be written: No such file or directory. Check" in err
    (tmp_path / "questionnaires" / "schema.json").mkdir(parents=True)
    assert main(["schema"]) == 1


def test_names_of_files_are_printed_so_that_no_terminal_obeys(capsys, tmp_path):
    name = os.fsdecode(b"\xff\x1b[2J")
    assert main(["check", str(tmp_path / name)]) == 1
    assert main(["score", str(tmp_path / name)]) == 1
    assert main(["score", "-", "--questionnaire", name]) == 1
    out, err = capsys.readouterr()
    assert "\x1b" not in out + err
    assert (out + err).count("\\udcff\\x1b[2J") == 3
    (out + err).encode()


def test_check_says_every_mistake_and_exits_with_one(tmp_path):
    (tmp_path / "broken.yaml").write_text("id: [", encoding="utf-8")
    done = run("check", str(tmp_path / "broken.yaml"), str(tmp_path / "missing.yaml"))
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr + done.stdout
    assert b"missing.yaml" in done.stdout
