"""`python -m assessment round …` as operators and programs use it."""

import csv
import io
import json
from datetime import timedelta

import pytest

from assessment.__main__ import main
from assessment.bootstrap import EstonianClock
from assessment.core.errors import WrongCodeError
from assessment.core.work import LoggedContact
from assessment.journeys import round as journey

KEYS = (
    "settlement round questionnaire indicative responses counting status phase state fading_signs kind levels index "
    "index_interval probabilities insufficient_share label range bounds mixed_picture agreement next_step roles"
)


@pytest.fixture
def public_url():
    return "https://peegel.example.ee/"


@pytest.fixture
def run(capsys, house):
    def run(*words):
        status = main(["round", *words])
        out, err = capsys.readouterr()
        return status, out, err

    return run


@pytest.fixture
def code(run):
    _, out, _ = run(
        "open", "--area", "Peri küla", "--municipality", "Põlva vald", "--period", "2026", "--format", "json"
    )
    return json.loads(out)["code"]


def answers(house, code, rows):
    of_round = journey.of_code(house.store, house.codes, code)
    q = house.version(of_round.questionnaire)
    for number, levels in enumerate(rows):
        one = journey.begin(house.store, house.clock, house.codes, f"seat {number}", of_round)
        given = dict(zip(q.domain_ids, levels, strict=True)) | {"trust_reason": "=HYPERLINK(1)", "past": "yes"}
        journey.answer(house.store, house.clock, q, of_round, one.id, given)


def test_opening_prints_what_is_needed_to_share_it(run):
    status, out, _ = run("open", "--area", "Peri küla", "--format", "json")
    opened = json.loads(out)
    assert status == 0
    assert list(opened) == ["round", "code", "share_url", "coordinator_url", "slips"]
    assert opened["slips"] == []
    assert opened["share_url"] == f"https://peegel.example.ee/a/{opened['code']}"
    _, out, _ = run("open", "--area", "Uus küla", "--days", "7")
    assert "Uus küla" in out
    assert "https://peegel.example.ee/a/" in out


def test_a_strict_round_prints_its_slips(run):
    opened = json.loads(run("open", "--area", "Peri küla", "--strict", "3", "--format", "json")[1])
    assert len(set(opened["slips"])) == 3
    out = run("open", "--area", "Peri küla", "--strict", "2")[1]
    assert out.count("Slip: ") == 2


def test_a_round_follows_another_only_where_that_is_said(run, house, code):
    assert "It follows" not in run("open", "--area", "Peri küla", "--municipality", "Põlva vald")[1]
    assert "It follows the round" in run("open", "--area", "Peri küla", "--follows", code)[1]
    assert run("open", "--area", "Peri küla", "--follows", "AAAA-AAAA")[0] == 1
    rounds = house.store.rounds()
    assert len(rounds) == 3
    assert len({one.series for one in rounds}) == 2


def test_a_new_link_ends_the_old_one(run, house):
    opened = json.loads(run("open", "--area", "Peri küla", "--format", "json")[1])
    old = opened["coordinator_url"].rpartition("/")[2]
    assert journey.coordinated(house.store, house.codes, house.throttle, "x", old).id == opened["round"]
    status, new, _ = run("new-link", opened["code"])
    assert status == 0
    key = new.strip().rpartition("https://peegel.example.ee/c/")[2]
    assert journey.coordinated(house.store, house.codes, house.throttle, "x", key).id == opened["round"]
    with pytest.raises(WrongCodeError):
        journey.coordinated(house.store, house.codes, house.throttle, "x", old)


def test_old_rounds_are_anonymised_by_a_command_and_their_result_stays(run, house, code, monkeypatch):
    answers(house, code, ["33333333"] * 5)
    run("close", code)
    before = run("result", code)[1]
    assert main(["anonymise"]) == 0
    assert house.store.responses(house.store.rounds()[0].id)
    today = house.clock.today()
    monkeypatch.setattr(EstonianClock, "today", lambda _: today.replace(year=today.year + 2))
    assert main(["anonymise"]) == 0
    of_round = house.store.rounds()[0]
    assert house.store.responses(of_round.id) == ()
    assert of_round.anonymised_on == today.replace(year=today.year + 2)
    assert run("result", code)[1].endswith(before)


def test_a_round_whose_closing_was_cut_short_keeps_its_result_when_it_is_anonymised(run, house, code, monkeypatch):
    answers(house, code, ["33333333"] * 10)
    (of_round,) = house.store.rounds()
    today = house.clock.today()
    house.store.stop(of_round.id, today)
    monkeypatch.setattr(EstonianClock, "today", lambda _: today.replace(year=today.year + 2))
    assert main(["anonymise"]) == 0
    assert house.store.responses(of_round.id) == ()
    out = run("result", code, "--format", "json")[1]
    assert json.loads(out[out.index("{") :])["counting"] == 10


def test_while_it_is_open_the_result_is_hidden_and_the_list_shows_steps(run, house, code):
    answers(house, code, ["33333333"] * 6)
    status, out, _ = run("result", code, "--format", "json")
    found = json.loads(out)
    assert status == 0
    assert " ".join(found) == KEYS
    hidden = {"hidden": "open"}
    assert all(found[key] == hidden for key in ("responses", "counting", "phase", "state", "index", "next_step"))
    assert set(map(str, found["levels"].values())) == {str(hidden)}
    assert "5 answers or more" in run("list")[1]
    assert "avatud" in run("result", code)[1]


def test_the_result_of_a_closed_round_is_that_of_the_table_of_release(run, house, code):
    answers(house, code, ["33333333"] * 5 + ["3333333-"] * 0)
    assert run("close", code)[0] == 0
    found = json.loads(run("result", code, "--format", "json")[1])
    assert (found["phase"], found["state"], found["counting"], found["indicative"]) == (3, "active", 5, True)
    assert found["probabilities"] == found["index"] == found["bounds"] == found["roles"] == {"hidden": "few"}
    assert found["agreement"]["trust"]["ad"] == {"hidden": "few"}
    assert found["next_step"]["target"] == 4
    assert "3 Tegutsev kogukond" in run("result", code)[1]
    assert "ligikaudne" in run("result", code)[1]
    assert "closed on" in run("list")[1]


def test_too_few_answers_are_no_error(run, house, code):
    answers(house, code, ["33333333"] * 4)
    run("close", code)
    status, out, _ = run("result", code, "--format", "json")
    assert status == 0
    assert json.loads(out)["phase"] == {"hidden": "few"}
    assert "4" not in run("result", code, "--lang", "en")[1]


def test_ten_answers_show_distributions_in_words(run, house, code):
    answers(house, code, ["33333333"] * 8 + ["22222222"] * 4)
    run("close", code)
    found = json.loads(run("result", code, "--format", "json")[1])
    assert found["probabilities"][0].keys() == {"phase", "tenths"}
    assert found["index"] == 2.7
    assert found["roles"] == [{"roles": ["resident", "leader", "seasonal", "other"], "number": 12}]
    assert "Indeks" in run("result", code)[1]


def test_only_an_unknown_code_is_an_error(run):
    for command in ("result", "close", "export"):
        status, out, err = run(command, "AAAA-AAAA", *(["--raw"] if command == "export" else []))
        assert (status, out) == (1, "")
        assert "There is no round with the code 'AAAA-AAAA'" in err


def test_single_responses_leave_only_when_said_aloud_and_come_back_in(run, house, code, caplog, tmp_path, capsys):
    answers(house, code, ["33333333"] * 5)
    assert run("export", code)[0] == 1
    with caplog.at_level("WARNING"):
        _, out, _ = run("export", code, "--raw")
    assert "exported by the operator" in caplog.text
    assert len(list(csv.DictReader(io.StringIO(out)))) == 5
    assert "HYPERLINK" not in out
    (tmp_path / "raw.csv").write_text(out, encoding="utf-8")
    assert main(["score", str(tmp_path / "raw.csv"), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["communities"][0]["phase"] == 3


def test_deleting_is_said_aloud(run, house, code):
    answers(house, code, ["33333333"])
    assert run("delete", code)[0] == 1
    assert run("delete", code, "--yes")[0] == 0
    assert house.store.rounds() == ()
    assert run("result", code)[0] == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--days", "0"], "Allowed: 1 to 366"),
        (["--kind", "planet"], "Allowed: village, part, group, borough"),
        (["--questionnaire", "village_phases/v9"], "village_phases/v9"),
    ],
)
def test_what_cannot_be_opened_is_told(run, words, sentence):
    status, out, err = run("open", "--area", "Peri", *words)
    assert (status, out) == (1, "")
    assert sentence in err


def test_a_worker_s_notes_stay_for_three_years(run, house, capsys, monkeypatch):
    today = house.clock.today()
    old = today.replace(year=today.year - 3, day=min(today.day, 28)) - timedelta(days=1)
    for id_, day in (("old", old), ("new", today)):
        house.store.log_contact(LoggedContact(id_, "põlva vald", "1", day, "M. K.", "Talgud", None, "a", day))
    assert main(["anonymise"]) == 0
    assert "Old notes of municipal workers removed: 1." in capsys.readouterr().out
    assert [one.id for one in house.store.contacts_of("põlva vald", ["1"])] == ["new"]
