"""`python -m assessment workshop …` as operators and programs use it."""

import csv
import io
import json

import pytest
from pypdf import PdfReader

from assessment.__main__ import main
from assessment.core.ballot import Counts
from assessment.core.errors import WrongCodeError
from assessment.core.scene import Agreed
from assessment.core.workshops import Seat, Vote
from assessment.journeys import hosting
from assessment.journeys import workshop as journey


@pytest.fixture
def public_url():
    return "https://peegel.example.ee/"


@pytest.fixture
def run(capsys, house):
    def run(*words):
        status = main(["workshop", *words])
        out, err = capsys.readouterr()
        return status, out, err

    return run


@pytest.fixture
def code(run):
    _, out, _ = run("open", "--area", "Peri küla", "--municipality", "Põlva vald", "--format", "json")
    return json.loads(out)["code"]


def standing(house, code):
    return hosting.of_code(house.store, house.codes, code)


def join(house, code, number, **seat):
    return [
        journey.join(
            house.store,
            house.codes,
            house.questionnaire,
            standing(house, code),
            Seat("", standing(house, code).workshop.id, f"phone {place}", **seat),
        )
        for place in range(number)
    ]


def vote(house, code, seats, choice):
    at = standing(house, code)
    votes = [Vote(at.workshop.id, seat.id, at.step.key, at.course.ballot, choice) for seat in seats]
    assert journey.cast(house.store, house.questionnaire, votes) == ("",) * len(seats)


def test_opening_prints_what_is_needed_to_run_it(run):
    status, out, _ = run("open", "--area", "Peri küla", "--format", "json")
    opened = json.loads(out)
    assert status == 0
    assert list(opened) == ["workshop", "code", "join_url", "host_url", "projector_url"]
    assert opened["join_url"] == f"https://peegel.example.ee/j/{opened['code']}"
    assert opened["host_url"].startswith("https://peegel.example.ee/h/")
    assert opened["projector_url"].startswith("https://peegel.example.ee/projector?key=")


def test_the_links_lead_to_the_workshop(run, house):
    opened = json.loads(run("open", "--area", "Peri küla", "--format", "json")[1])
    key = opened["host_url"].rpartition("/")[2]
    assert hosting.hosted(house.store, house.codes, house.throttle, "v", key).workshop.id == opened["workshop"]
    key = opened["projector_url"].rpartition("=")[2]
    assert hosting.on_wall(house.store, house.codes, house.throttle, "v", key).workshop.id == opened["workshop"]


def test_the_hosts_link_is_printed_for_people_too(run):
    _, out, _ = run("open", "--open-room")
    assert "The host's private link, shown only now: https://peegel.example.ee/h/" in out


def test_what_the_room_does_is_as_asked(run, house):
    words = ("--domains", "trust, leadership", "--stories", "", "--no-ideas", "--roles", "--not-blind", "--free")
    opened = json.loads(run("open", "--open-room", *words, "--language", "ru", "--format", "json")[1])
    workshop = standing(house, opened["code"]).workshop
    assert [step.key for step in workshop.steps] == ["domain:trust", "domain:leadership", "summary"]
    assert (workshop.kind, workshop.language) == ("open_room", "ru")
    assert (workshop.has_roles, workshop.is_blind, workshop.is_free) == (True, False, True)


def test_a_wrong_domain_says_which_there_are(run):
    status, _, err = run("open", "--area", "Peri", "--domains", "weather")
    assert status == 1
    assert "'weather' is no domain of village_phases/v1. Allowed: leadership, participation" in err


def test_of_whom_it_speaks_must_be_said(run):
    with pytest.raises(SystemExit):
        run("open")


def test_the_state_tells_what_the_host_sees(run, house, code):
    run("do", code, "start")
    vote(house, code, join(house, code, 6), "2")
    told = json.loads(run("state", code.lower())[1])
    assert (told["state"], told["step"], told["ballot"]) == ("voting", "domain:leadership", 1)
    assert (told["joined"], told["voted"], told["picture"]) == (6, 6, None)
    assert told["allowed"] == ["reveal", "next", "pause", "end"]


def test_after_the_reveal_the_picture_is_in_it(run, house, code):
    run("do", code, "start")
    vote(house, code, join(house, code, 6), "2")
    told = json.loads(run("do", code, "reveal")[1])
    assert told["picture"]["counts"] == [0, 0, 6, 0, 0]
    assert told["picture"]["level"] == 2


def test_a_wrong_move_says_what_is_possible(run, code):
    status, _, err = run("do", code, "reveal")
    assert status == 1
    assert "Possible: start, end" in err


def test_a_move_by_a_stale_revision_is_told_and_not_made(run, code):
    run("do", code, "start")
    status, _, err = run("do", code, "reveal", "--revision", "0")
    assert status == 1
    assert "it is at revision 1, you saw 0" in err
    assert json.loads(run("state", code)[1])["state"] == "voting"


def test_at_the_end_a_round_remains_of_those_who_consented(run, house, code):
    run("do", code, "start")
    vote(house, code, join(house, code, 12, consents=True), "2")
    told = json.loads(run("do", code, "end")[1])
    kept = house.store.round(told["round"])
    assert kept.closed_on is not None
    assert house.store.snapshot(kept.id) is not None
    assert {one.mode for one in house.store.responses(kept.id)} == {"workshop"}


def test_the_record_follows_the_rule_of_release(run, house, code):
    run("do", code, "start")
    seats = join(house, code, 12)
    vote(house, code, seats, "2")
    hosting.count_hands(house.store, house.questionnaire, standing(house, code), Counts((0, 0, 0, 3, 0)))
    run("do", code, "reveal")
    run("do", code, "vote-again")
    vote(house, code, seats[:4], "3")
    run("do", code, "reveal")
    note = Agreed(2, "=1+1")
    hosting.note_agreed(house.store, house.questionnaire, standing(house, code), "domain:leadership", note)
    first, second = json.loads(run("record", code)[1])["ballots"]
    assert (first["votes"], first["counts"], first["hands"]) == (15, [0, 0, 12, 3, 0], 3)
    assert (second["votes"], second["level"], second["counts"]) == ({"hidden": "few"},) * 3
    rows = list(csv.DictReader(io.StringIO(run("record", code, "--format", "csv")[1])))
    assert [(row["ballot"], row["votes"], row["level_2"], row["agreed_level"]) for row in rows] == [
        ("1", "15", "12", ""),
        ("2", "", "", "2"),
    ]
    assert rows[1]["dissent"] == "'=1+1"


def test_workshops_are_listed_without_their_codes(run, code):
    _, out, _ = run("list")
    assert "Peri küla" in out
    assert "(lobby, domain:leadership)" in out
    assert code not in out


def test_the_record_is_a_sheet_for_people_too(run, house, code, tmp_path):
    run("do", code, "start")
    vote(house, code, join(house, code, 12, consents=True), "2")
    run("do", code, "reveal")
    run("do", code, "end")
    file = tmp_path / "record.pdf"
    assert run("record", code, "--format", "pdf", "--output", str(file)) == (0, "", "")
    reader = PdfReader(file)
    result = house.codes.share_code(standing(house, code).round_id)
    text = " ".join(page.extract_text() for page in reader.pages)
    assert f"https://peegel.example.ee/r/{result}" in text
    assert reader.trailer["/Root"]["/Lang"] == "et"
    run("record", code, "--format", "pdf", "--lang", "ru", "--output", str(file))
    assert PdfReader(file).trailer["/Root"]["/Lang"] == "ru"


def test_a_sheet_needs_a_file_that_can_be_written(run, code, tmp_path):
    status, _, err = run("record", code, "--format", "pdf")
    assert (status, "say --output FILE" in err) == (1, True)
    status, _, err = run("record", code, "--output", str(tmp_path))
    assert status == 1
    assert f"{tmp_path} cannot be written" in err


def test_the_table_is_written_to_a_file_as_it_is_printed(run, code, tmp_path):
    run("do", code, "start")
    run("do", code, "reveal")
    printed = run("record", code, "--format", "csv")[1]
    run("record", code, "--format", "csv", "--output", str(tmp_path / "record.csv"))
    assert (tmp_path / "record.csv").read_text(encoding="utf-8-sig").splitlines() == printed.splitlines()


def test_a_lost_link_of_the_host_is_replaced(run, house, caplog):
    opened = json.loads(run("open", "--area", "Peri küla", "--format", "json")[1])
    with caplog.at_level("WARNING"):
        status, new, _ = run("new-link", opened["code"])
    assert status == 0
    assert "issued anew by the operator" in caplog.text
    key = new.strip().rpartition("https://peegel.example.ee/h/")[2]
    assert key not in caplog.text
    assert hosting.hosted(house.store, house.codes, house.throttle, "v", key).workshop.id == opened["workshop"]
    with pytest.raises(WrongCodeError):
        hosting.hosted(house.store, house.codes, house.throttle, "v", opened["host_url"].rpartition("/")[2])


def test_deleting_is_said_aloud(run, house, code):
    status, _, err = run("delete", code)
    assert (status, "say --yes" in err) == (1, True)
    assert run("delete", code, "--yes")[0] == 0
    assert run("state", code)[0] == 1
    assert house.store.workshops() == ()
