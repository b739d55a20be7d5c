"""`python -m assessment demo` as whoever tries the project for the first time uses it."""

import re

import pytest

from assessment import bootstrap
from assessment.__main__ import main
from assessment.demonstration import filling
from assessment.demonstration.filling import Filled
from assessment.journeys import access
from assessment.settings import read_settings

LINK = re.compile(r"^(\w+) +https://peegel\.example\.ee/m/([\w-]{32})$", re.MULTILINE)


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    """The command on a file of its own; filling takes seconds, so that little is filled in."""
    monkeypatch.setenv("PUBLIC_URL", "https://peegel.example.ee")
    monkeypatch.setattr(filling, "fill", little)

    def run(*words, file="demo.db"):
        status = main(["demo", "--file", str(tmp_path / file), *words])
        out, err = capsys.readouterr()
        return status, out, err

    return run


def little(house):
    house.store.begin_demonstration(house.clock.today())
    return Filled(0, 0, filling.let_in(house))


def opened(file):
    return bootstrap.build(read_settings().model_copy(update={"database_url": f"sqlite:///{file}"}))


def test_it_prints_a_link_for_each_role_and_how_to_start(run, tmp_path):
    status, out, _ = run()
    links = dict(LINK.findall(out))
    assert status == 0
    assert list(links) == ["worker", "lead", "operator"]
    assert f"DATABASE_URL=sqlite:///{tmp_path}/demo.db make run" in out
    house = opened(tmp_path / "demo.db")
    assert house.is_demonstration
    for role, key in links.items():
        found = access.of_key(house.store, house.clock, house.codes, house.throttle, "x", key)
        assert (found.role, found.municipality) == (role, "" if role == "operator" else "Näidisvald")
    house.store.close()


def test_a_filled_one_stays_and_gets_new_links(run):
    first, second = run(), run()
    assert second[0] == 0
    assert "was filled on " in second[1]
    assert not set(LINK.findall(first[1])) & set(LINK.findall(second[1]))


def test_again_fills_it_anew(run, tmp_path):
    run()
    house = opened(tmp_path / "demo.db")
    house.store.start("a", "seat", "village_phases/v1", house.clock.today())
    house.store.close()
    assert run("--again")[0] == 0
    house = opened(tmp_path / "demo.db")
    assert house.store.at_seat("seat") is None
    house.store.close()


@pytest.mark.parametrize("words", [(), ("--again",)])
def test_a_database_that_may_be_real_is_left_as_it_is(run, tmp_path, words):
    real = opened(tmp_path / "real.db")
    real.store.start("a", "seat", "village_phases/v1", real.clock.today())
    real.store.close()
    status, out, err = run(*words, file="real.db")
    assert (status, out) == (1, "")
    assert "real.db is no demonstration" in err
    real = opened(tmp_path / "real.db")
    assert real.store.at_seat("seat")
    assert real.store.demonstration() is None
    real.store.close()


def test_an_empty_database_of_the_app_may_be_real_too(run, tmp_path):
    opened(tmp_path / "real.db").store.close()
    assert run("--again", file="real.db")[0] == 1


def test_a_file_of_something_else_is_left_as_it_is(run, tmp_path):
    (tmp_path / "notes.txt").write_text("not a database, but long enough to be looked at as one" * 10)
    status, _, err = run("--again", file="notes.txt")
    assert status == 1
    assert err
    assert (tmp_path / "notes.txt").read_text().startswith("not a database")


def test_what_is_cut_short_leaves_nothing(run, tmp_path, monkeypatch):
    def cut(house):
        little(house)
        raise KeyboardInterrupt

    monkeypatch.setattr(filling, "fill", cut)
    with pytest.raises(KeyboardInterrupt):
        run()
    assert [path.name for path in tmp_path.iterdir()] == []


def test_what_is_cut_short_leaves_the_earlier_one(run, tmp_path, monkeypatch):
    run()

    def cut(house):
        raise KeyboardInterrupt

    monkeypatch.setattr(filling, "fill", cut)
    with pytest.raises(KeyboardInterrupt):
        run("--again")
    assert [path.name for path in tmp_path.iterdir()] == ["demo.db"]
