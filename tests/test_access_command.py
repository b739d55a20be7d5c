"""`python -m assessment invite …` and `access …` as operators and programs use them."""

from __future__ import annotations

import json

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assessment import bootstrap
from assessment.__main__ import main
from assessment.api import server
from assessment.api.v1 import routes as programs
from assessment.core.errors import UnusableError
from assessment.core.identity import of_email
from assessment.journeys import access as journey
from assessment.journeys.access import Invitation
from tests.municipalities import area
from tests.settled import register


@pytest.fixture
def public_url():
    return "https://peegel.example.ee/"


@pytest.fixture
def run(capsys, house):
    def run(*words):
        status = main(words)
        out, err = capsys.readouterr()
        return status, out, err

    return run


def invited(run, *words):
    return json.loads(run("invite", "--format", "json", *words)[1])


def at(house, link):
    return journey.of_key(house.store, house.clock, house.codes, house.throttle, "x", link.rpartition("/")[2])


def test_an_invitation_prints_the_personal_link_this_once(run, house):
    status, out, _ = run("invite", "--municipality", "Põlva vald")
    link = next(word for word in out.split() if word.startswith("https://peegel.example.ee/m/"))
    assert status == 0
    assert "Põlva vald: worker until" in out
    assert at(house, link).municipality == "Põlva vald"
    assert link.rpartition("/")[2] not in run("access")[1]


def test_what_an_invitation_says_is_kept(run, house):
    found = invited(run, "--municipality", "Põlva vald", "--role", "lead", "--days", "30", "--label", "kultuur")
    one = house.store.access(found["id"])
    assert (one.role, one.label, (one.expires_on - one.created_on).days) == ("lead", "kultuur", 30)
    assert at(house, found["link"]) == one


def test_the_list_tells_when_each_was_last_used(run, house):
    assert "Nobody has an access" in run("access")[1]
    worker = invited(run, "--municipality", "Põlva vald")
    invited(run, "--role", "operator")
    journey.enter(house.store, house.clock, house.codes, at(house, worker["link"]))
    today = house.clock.today().isoformat()
    out = run("access")[1].splitlines()
    assert "never used" in out[0]
    assert "no municipality, operator" in out[0]
    assert f"last used {today}" in out[1]
    records = json.loads(run("access", "--format", "json")[1])
    assert [one["last_used"] for one in records] == [None, today]
    assert [one["state"] for one in records] == ["valid", "valid"]
    assert set(records[0]) == {
        *("id", "municipality", "role", "label", "created", "expires", "revoked", "last_used", "state")
    }


def test_an_access_is_ended_by_its_id_or_its_beginning(run, house):
    first, second = (invited(run, "--municipality", "Põlva vald") for _ in range(2))
    assert run("access", "--revoke", first["id"])[0] == 0
    status, out, _ = run("access", "--revoke", second["id"][:12])
    assert (status, "revoked" in out) == (0, True)
    assert all(one.revoked_on == house.clock.today() for one in house.store.accesses())


def test_an_id_that_means_none_or_several_ends_nothing(run, house, monkeypatch):
    numbers = iter(["abc1", "abc2"])
    monkeypatch.setattr(type(house.codes), "identifier", lambda _: next(numbers))
    for _ in range(2):
        invited(run, "--municipality", "Põlva vald")
    for typed, reason in (("abc", "more than one"), ("zzz", "there is none")):
        status, out, err = run("access", "--revoke", typed)
        assert (status, out) == (1, "")
        assert reason in err
    assert all(one.revoked_on is None for one in house.store.accesses())


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--role", "worker"], "The municipality has no name"),
        (["--municipality", "Põlva vald", "--days", "0"], "Allowed: 1 to 1096"),
        (["--municipality", "Põlva vald", "--email", "mari"], "this is no e-mail address"),
        (["--municipality", "Põlva vald", "--subject", "EE60001019906"], "--subject and --issuer belong together"),
        (["--municipality", "Põlva vald", "--email", "a@b.ee", "--subject", "1", "--issuer", "x"], "Say one of them"),
    ],
)
def test_what_cannot_be_given_is_told(run, house, words, sentence):
    status, out, err = run("invite", *words)
    assert (status, out) == (1, "")
    assert sentence in err
    assert house.store.accesses() == ()


def test_who_signs_in_elsewhere_gets_no_link(run, house):
    found = invited(run, "--municipality", "Põlva vald", "--email", "Mari@polva.ee")
    assert found["sign_in"] == "https://peegel.example.ee/municipality"
    assert "link" not in found
    status, out, _ = run(
        "invite", "--municipality", "Võru vald", "--subject", "EE60001019906", "--issuer", "https://tara.ria.ee"
    )
    assert (status, "They sign in at" in out) == (0, True)
    again = Invitation("worker", "Võru vald", identity=of_email("mari@polva.ee"))
    with pytest.raises(UnusableError, match="has an access already"):
        journey.invite(house.store, house.clock, house.codes, again)


def test_a_program_gets_a_token_with_which_it_reads(run, house):
    found = invited(run, "--municipality", "Põlva vald", "--role", "program", "--label", "GIS")
    assert found["api"] == "https://peegel.example.ee/api/v1/"
    assert found["token"].startswith("kp_")
    assert not {"link", "sign_in"} & set(found)
    web = TestClient(Starlette(routes=programs.routes()))
    answer = web.get("/api/v1/", headers={"authorization": f"Bearer {found['token']}"})
    assert answer.json()["municipality"] == "Põlva vald"
    assert "Põlva vald, program  " in run("access")[1]
    assert "last used" in run("access")[1]
    assert found["token"] not in run("access")[1]
    run("access", "--revoke", found["id"])
    assert web.get("/api/v1/", headers={"authorization": f"Bearer {found['token']}"}).status_code == 401


def test_a_program_s_token_is_printed_this_once_and_where_it_reads(run):
    out = run("invite", "--municipality", "Põlva vald", "--role", "program")[1]
    assert "The program's token, shown only now: kp_" in out
    assert "It reads from: https://peegel.example.ee/api/v1/" in out
    assert "/m/" not in out


def test_a_program_does_not_sign_in(run, house):
    status, _, err = run("invite", "--municipality", "Põlva vald", "--role", "program", "--email", "gis@polva.ee")
    assert (status, "A program does not sign in" in err) == (1, True)
    assert house.store.accesses() == ()


def test_a_municipality_that_no_round_names_is_noted(run):
    main(["round", "open", "--area", "Peri küla", "--municipality", "Põlva vald"])
    run("access")
    assert "Note" not in run("invite", "--municipality", "põlva vald")[2]
    assert "'Põlva val'" in run("invite", "--municipality", "Põlva val")[2]


def test_the_first_start_prints_an_operator_s_link_and_no_later_one_does(house, capsys):
    server.open_house()
    [line] = [line for line in capsys.readouterr().out.splitlines() if "/m/" in line]
    assert at(house, line.split()[-1]).role == "operator"
    server.open_house()
    assert "/m/" not in capsys.readouterr().out


def test_after_an_invitation_no_start_prints_a_link(house, run, capsys):
    invited(run, "--role", "operator")
    server.open_house()
    assert "/m/" not in capsys.readouterr().out


def test_visits_that_are_over_go_once_a_day(run, house, monkeypatch):
    link = invited(run, "--municipality", "Põlva vald")["link"]
    journey.enter(house.store, house.clock, house.codes, at(house, link))
    assert bootstrap.remove_old(house).visits == 0
    today = house.clock.today()
    monkeypatch.setattr(bootstrap.EstonianClock, "today", lambda _: today.replace(year=today.year + 1))
    assert bootstrap.remove_old(house).visits == 1


def test_a_municipality_that_is_not_in_the_register_is_told_with_what_may_be_meant(run, house):
    assert run("invite", "--municipality", "Polva vald")[2] == "", "nothing is known that it could be compared with"
    register(house.store, [area(1, "Peri küla"), area(2, "Sänna küla", "Rõuge vald")])
    for typed, meant in (("Polva vald", " Close to it: Põlva vald."), ("Tartu linn", "")):
        told = f"Note: no register and no round so far is of a municipality called '{typed}'.{meant}\n"
        assert run("invite", "--municipality", typed)[2] == told
    assert run("invite", "--municipality", "PÕLVA  vald")[2] == ""
    assert run("invite", "--role", "operator")[2] == ""
