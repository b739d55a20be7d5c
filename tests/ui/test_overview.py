"""The overview of a municipality as its worker sees it, on rounds that were opened, answered and closed."""

import re
from datetime import timedelta
from html import unescape

import pytest

from assessment.bootstrap import EstonianClock
from assessment.core.area import Area
from assessment.core.overview import REASONS
from assessment.journeys import opening
from tests.charts.rounds import crowd
from tests.fakes import FixedClock
from tests.municipalities import MUNICIPALITY, TODAY, Invented, places
from tests.settled import assess, register, settle
from tests.ui.conftest import page

KINDS = ("phase 1", "phase 3", "fading", "group only", "shares nothing", "moved up", "old", "closing", "nothing")


@pytest.fixture
def on_that_day(monkeypatch):
    monkeypatch.setattr(EstonianClock, "today", lambda _: TODAY)


@pytest.fixture
def settled(house, on_that_day):
    known = places()
    return settle(house.store, house.codes, {f"{kind.capitalize()} küla": known[kind] for kind in KINDS})


def html(app):
    return "\n".join(element.proto.body for element in app.get("html"))


def words(app):
    without_links = re.sub(r"</?a\b[^>]*>", "", html(app))
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", without_links)).split())


def headings(app, level=2):
    return [" ".join(found.split()) for found in re.findall(rf"<h{level}[^>]*>(.*?)</h{level}>", html(app), re.DOTALL)]


def listed(app):
    """The names in the list of areas, in their order."""
    table = re.search(r'<table class="kp-table kp-area-list">.*?</table>', html(app), re.DOTALL)
    return re.findall(r'<th scope="row">(?:<a [^>]*>)?([^<]*)<', table[0]) if table else []


def test_the_parts_come_in_the_order_in_which_they_are_asked_for(app, let_in, settled):
    let_in()
    found = page("municipality")
    assert [title.value for title in found.title] == ["Põlva vald: ülevaade"]
    assert headings(found) == [
        "Mitu piirkonda on igas arengufaasis",
        "Mis vajab tähelepanu",
        "Põlva vald: piirkonnad kaardil",
        "Kõik piirkonnad",
    ]


def test_every_area_is_listed_by_name_with_its_phase_and_its_round_in_words(app, let_in, settled):
    let_in()
    found = page("municipality")
    assert listed(found) == [f"{kind.capitalize()} küla" for kind in sorted(KINDS)]
    told = words(found)
    for line in (
        "Phase 3 küla 3: Tegutsev kogukond voor lõppes 28.05.2026",
        "Group only küla 2: Kujunev kogukond; koosolekul kokku lepitud vastus",
        "Closing küla 1: Ärkav kogukond voor on avatud kuni 05.10.2026; voor lõppes 28.05.2024",
        "Nothing küla Veel teadmata voor on alustamata",
        "Shares nothing küla Veel teadmata voor on alustamata",
    ):
        assert line in told


def test_the_list_is_searched_by_name(app, let_in, settled):
    let_in()
    found = page("municipality")
    found.text_input(key="areas-search").set_value("  PHASE ").run()
    assert listed(found) == ["Phase 1 küla", "Phase 3 küla"]
    assert "Leitud 2, kokku 9." in words(found)
    found.text_input(key="areas-search").set_value("sellist ei ole").run()
    assert listed(found) == []
    assert "Leitud 0, kokku 9." in words(found)


def test_what_wants_attention_is_told_by_reason(app, let_in, settled):
    let_in()
    found = page("municipality")
    assert headings(found, 3) == [
        "Vaibumise märgid (1)",
        "Kindel muutus (1)",
        "Voor lõpeb varsti (1)",
        "Tulemus on üle kahe aasta vana (1)",
        "Kontakti ei ole märgitud (9)",
    ]
    assert "Moved up küla: liikunud edasi (eelmine voor: 2024)" in words(found)
    assert "Closing küla: kuni 05.10.2026" in words(found)
    assert len(headings(found, 3)) == len(REASONS)


def test_a_community_that_shares_nothing_leaves_no_trace_on_the_page(app, let_in, house, on_that_day):
    clock = FixedClock(TODAY - timedelta(5))
    register(house.store, [])
    plan = opening.Plan(Area("Salaküla", MUNICIPALITY), share="nothing")
    opening.open_round(house.store, clock, house.codes, house.questionnaire, plan)
    assess(house.store, house.codes, "Salaküla", [Invented(crowd(14), share="nothing", group=(3,) * 8)])
    let_in()
    found = page("municipality")
    assert "Salaküla" not in str(found.main) + html(found)
    assert "Kuidas alustada" in headings(found), "it looks as before the first round"


def test_an_empty_municipality_leads_on(app, let_in):
    let_in(municipality="Tühi vald")
    found = page("municipality")
    assert headings(found) == ["Kuidas alustada"]
    assert headings(found, 3) == ["Lisa piirkondade register", "Ava voorud"]
    assert [link for link in found.get("page_link") if link.proto.page in ("open-round", "open-many")]


def test_with_a_register_and_no_round_the_areas_are_there_and_the_next_step_is_told(app, let_in, house, on_that_day):
    settle(house.store, house.codes, {"Peri küla": []})
    let_in()
    found = page("municipality")
    assert headings(found)[0] == "Kuidas alustada"
    assert headings(found, 3)[0] == "Ava voorud"
    assert listed(found) == ["Peri küla"]


def test_another_municipality_sees_nothing_of_it(app, let_in, settled):
    let_in(municipality="Võru vald")
    assert "küla" not in words(page("municipality"))


def test_a_name_is_never_read_as_markup(app, let_in, house, on_that_day):
    assess(house.store, house.codes, '<b>Peri</b> & "küla"', [Invented(crowd(14))])
    let_in(municipality="Põlva vald")
    assert "<b>Peri" not in html(page("municipality"))
    assert '<b>Peri</b> & "küla"' in words(page("municipality")) or "&lt;b&gt;Peri" in html(page("municipality"))


@pytest.mark.parametrize("language", ["et", "en", "ru"])
def test_the_page_is_whole_in_every_language(app, let_in, settled, language):
    let_in()
    assert not re.search(r"\b(overview|compare|municipality|access)\.[a-z]", words(page("municipality", language)))
