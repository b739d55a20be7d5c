"""On a database in which everything is invented each surface says so; on another none does."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assessment import bootstrap
from assessment.api import server
from assessment.phone.routes import routes
from assessment.ui import context
from tests.ui.conftest import session
from tests.ui.test_pages import html

MARK = {
    "et": "Näidis: kõik andmed on väljamõeldud.",
    "en": "Demonstration: all data is invented.",
    "ru": "Пример: все данные вымышлены.",
}


@pytest.fixture(params=[True, False], ids=["invented", "real"])
def is_invented(request, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/app.db")
    bootstrap._built.cache_clear()
    if request.param:
        house = bootstrap.house()
        house.store.begin_demonstration(house.clock.today())
        house.store.close()
        bootstrap._built.cache_clear()
    yield request.param
    bootstrap.house().store.close()
    bootstrap._built.cache_clear()


@pytest.mark.parametrize("language", MARK)
def test_the_pages(is_invented, language, monkeypatch):
    monkeypatch.setattr(context, "seat_cookie", lambda: "a device")
    assert (MARK[language] in html(session(language))) == is_invented


@pytest.mark.parametrize("language", MARK)
@pytest.mark.parametrize("page", ["/a", "/a/AAAA-AAAA", "/r", "/c/nothing"])
def test_the_light_pages(is_invented, page, language):
    bootstrap.house()
    shown = TestClient(Starlette(routes=routes())).get(f"{page}?lang={language}").text
    assert (MARK[language] in shown) == is_invented


def test_the_title_at_the_first_byte(is_invented):
    bootstrap.house()
    around = server.middleware("", lambda _: True, [])
    [words] = [one.kwargs["words"] for one in around if "words" in one.kwargs]
    assert ("näidis" in words["et"].title) == is_invented


def test_whoever_runs_a_command_on_it(is_invented, caplog):
    with caplog.at_level("WARNING"):
        bootstrap.house()
    assert ("everything in it is invented" in caplog.text) == is_invented


def test_words_alone_open_no_database(monkeypatch):
    monkeypatch.setattr(bootstrap, "build", lambda _: pytest.fail("a house was built"))
    bootstrap._built.cache_clear()
    assert bootstrap.say("et").mark == ""
