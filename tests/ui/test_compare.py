"""The page that compares areas: for whom, what its address asks for, and that it mixes no versions silently."""

from __future__ import annotations

import re
import shutil
from base64 import b64decode

import pytest

from assessment.bootstrap import House
from assessment.storage import open_store
from tests.charts.rounds import Q, crowd
from tests.fakes import CountingCodes
from tests.municipalities import ON_PHASE, OTHER, Invented
from tests.settled import assess, settle
from tests.ui.conftest import page

PLACES = {
    "Aarna": [Invented(crowd(14, ON_PHASE[2]))],
    "Eoste": [Invented(crowd(9, ON_PHASE[3]))],
    "Himma": [Invented(crowd(6))],
    "Kiuma": [Invented(crowd(3))],
    "Lahe": [Invented(crowd(14), share="nothing")],
    "Peri": [],
    "Rosma": [Invented(group=ON_PHASE[2])],
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A database of these places, filled once."""
    file = tmp_path_factory.mktemp("filled") / "app.db"
    store = open_store(f"sqlite:///{file}")
    settle(store, CountingCodes(), PLACES)
    store.close()
    return file


@pytest.fixture
def places(filled, tmp_path):
    """A copy of it, which the house of the app finds."""
    shutil.copy(filled, tmp_path / "app.db")


@pytest.fixture
def settled(places, let_in):
    """A municipality whose worker is here."""
    return let_in()


def html(app):
    return "\n".join(element.proto.body for element in app.get("html"))


def read(app):
    """All that can be read, in the pictures too."""
    pictures = [b64decode(one).decode() for one in re.findall(r'base64,([^"]+)"', html(app))]
    return re.sub(r"<[^>]+>", "\n", "\n".join([html(app), *pictures]))


def titles(app):
    return [title.value for title in app.title]


def rows(app):
    """The areas of the heat-map."""
    return re.findall(r'<th scope="row"><a href="area[^>]*>([^<]*)</a></th>', html(app))


def keys(app):
    return [one.key for one in app.selectbox]


def test_who_has_no_access_sees_no_area(places, house, device):
    shown = page("compare")
    assert titles(shown) == ["Omavalitsuse töötajale"]
    assert "Aarna" not in read(shown)


def test_an_operator_and_another_municipality_see_none_of_it(settled, let_in):
    let_in("operator")
    assert titles(page("compare")) == ["Omavalitsuse töötajale"]
    let_in(municipality="Võru vald")
    shown = page("compare")
    assert titles(shown) == ["Võrdle piirkondi"]
    assert "Aarna" not in read(shown)


@pytest.mark.parametrize(
    ("language", "title"), [("et", "Võrdle piirkondi"), ("en", "Compare areas"), ("ru", "Сравнить места")]
)
def test_a_worker_sees_all_areas_by_name(settled, language, title):
    shown = page("compare", language)
    assert titles(shown) == [title]
    # Below, apart: what a group agreed on.
    assert rows(shown) == ["Aarna", "Eoste", "Himma", "Kiuma", "Lahe", "Peri", "Rosma"]


@pytest.mark.parametrize(
    ("view", "said"),
    [
        ("map", "Põlva vald: piirkonnad kaardil"),
        ("interval", "Indeks ja kui täpselt see on teada"),
        ("moves", "Mis on kahe vooru vahel muutunud"),
        ("spread", "Teemad: mitu piirkonda on millises faasis"),
        ("none of these", "Piirkonnad ja teemad: millises faasis iga teema on"),
    ],
)
def test_the_address_says_which_chart(settled, view, said):
    assert said in read(page("compare", view=view))


def test_a_link_shows_a_colleague_the_same(settled):
    shown = page("compare", phase="active", order="place")
    assert rows(shown) == ["Eoste"]
    assert shown.selectbox(key="compare-order-et").value == "place"
    assert "Näha on 1 piirkonda, kokku on piirkondi 7." in read(shown)


def test_a_choice_is_written_to_the_address_and_what_is_usual_left_out(settled):
    shown = page("compare")
    assert set(shown.query_params) == {"lang"}
    shown.selectbox(key="compare-phase-et").set_value("active").run()
    assert shown.query_params["phase"] == "active"
    assert rows(shown) == ["Eoste"]
    shown.selectbox(key="compare-phase-et").set_value("all").run()
    assert set(shown.query_params) == {"lang"}


def test_what_makes_no_difference_is_not_asked(settled):
    assert keys(page("compare")) == [f"compare-{name}-et" for name in ("kind", "phase", "order")]


def test_a_few_areas_are_picked_to_see_their_profiles(settled):
    one = page("compare", view="profiles", area="area-0")
    assert "Valitud piirkonnad kõrvuti" not in read(one)
    assert "Vali 2 kuni 6 piirkonda" in one.get("button_group")[1].proto.label
    both = page("compare", view="profiles", area=["area-0", "area-1", "area-5", "another municipality's"])
    panels = re.findall(r"<h3>([^<]*)</h3>", html(both))
    assert panels == ["Aarna", "Eoste"], "of Peri nothing is known, and others are not there"


def test_a_picture_and_its_rows_can_be_saved(settled):
    shown = page("compare", view="spread")
    assert [button.proto.label for button in shown.get("download_button")] == [
        "Salvesta pilt (SVG)",
        "Salvesta tabel (CSV)",
    ]


def test_nothing_of_another_questionnaire_is_mixed_in_silently(settled, house, monkeypatch):
    monkeypatch.setattr(House, "version", lambda self, name: OTHER if name == OTHER.name else Q)
    assess(house.store, house.codes, "Tilsi", [Invented(crowd(14, ON_PHASE[2]), q=OTHER)])
    shown = page("compare")
    assert "Siin võrreldakse küsimustikku v1." in read(shown)
    assert "Teine küsimustik (v2)" in read(shown)
    other = page("compare", version="village_phases/v2")
    assert "Siin võrreldakse küsimustikku v2." in read(other)
    assert read(other).count("Teine küsimustik (v1)") == 5, "of those that have a round or an agreed answer"


def test_results_whose_questionnaire_cannot_be_read_are_told_of(house, let_in):
    assess(house.store, house.codes, "Tilsi", [Invented(crowd(14, ON_PHASE[2]), q=OTHER)])
    let_in()
    assert "Osa tulemusi ei ole siin" in read(page("compare"))


def test_before_there_are_areas_it_says_where_they_come_from(let_in):
    let_in()
    shown = page("compare")
    assert "Piirkondi veel ei ole." in read(shown)
    assert [one.proto.page for one in shown.main.get("page_link")][-2:] == ["areas", "open-many"]
