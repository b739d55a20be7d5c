"""A municipality's worker opens rounds of many areas, without a browser."""

from __future__ import annotations

import csv
import io
import re

import pytest

from assessment.core.area import Area
from assessment.core.errors import StoreError
from assessment.core.register import REGISTER, Changes, Entry, RegisteredArea, Step
from assessment.journeys import opening
from assessment.journeys.opening import Plan
from assessment.ui.components import downloads, many
from tests.ui.conftest import page
from tests.ui.test_pages import choose, click, html, titles

KEY = re.compile(r"/c/([\w-]{32})")
VALD = "Põlva vald"


@pytest.fixture
def enter(let_in):
    """Come in as somebody of the municipality; the session is at the page."""

    def come(role="worker", municipality=VALD, language="et"):
        let_in(role, municipality)
        return page("open-many", language)

    return come


@pytest.fixture
def registered(house):
    """Three villages that the register knows."""
    day = house.clock.today()
    names = ("Kiisa küla", "Mammaste küla", "Peri küla")
    areas = [RegisteredArea(str(n), name, VALD, "village", code=f"{n:08}") for n, name in enumerate(names)]
    entries = tuple(map(Entry, areas))
    house.store.take_step(Step(REGISTER, (VALD,), day, day), Changes(begun=entries))
    return names


def tick(app, *numbers, language="et"):
    for number in numbers:
        app.checkbox(key=f"many-area-{number}-{language}").check().run()
    assert not app.exception
    return app


def type_names(app, names, language="et"):
    choose(app, "many-source", "typed", language)
    app.text_area(key=f"many-names-{language}").set_value(names).run()
    return app


def saved(app, key, monkeypatch):
    """What a button would save: the function that makes it, called."""
    made = {}
    monkeypatch.setattr(downloads, "button", lambda label, make, name, key: made.update({key: make}))
    app.run()
    return made[key]()


def rounds(house):
    return sorted(house.store.rounds(), key=lambda one: one.area.name)


def test_who_has_no_access_sees_nothing_of_it(house, device, registered):
    app = page("open-many")
    assert "Ava voorud korraga" not in titles(app)
    assert "Kiisa" not in html(app)
    assert not app.checkbox


def test_an_operator_opens_nothing(enter, registered):
    app = enter("operator", "")
    assert not app.checkbox
    assert "Kiisa" not in html(app)


def test_ticked_areas_are_looked_through_and_opened(enter, house, registered):
    app = click(tick(enter(), 0, 2), "many_check")
    assert titles(app) == ["Enne avamist"]
    assert house.store.rounds() == ()
    assert "Kiisa küla" in html(app)
    assert "Mammaste" not in html(app)
    click(app, "many_go")
    assert titles(app) == ["2 vooru on avatud"]
    found = rounds(house)
    assert [one.area for one in found] == [Area(name, VALD, "village") for name in ("Kiisa küla", "Peri küla")]
    assert {(one.share, one.opened_by, one.is_example) for one in found} == {("released", VALD, False)}


def test_no_link_stands_on_the_page(enter, house, registered):
    app = click(click(tick(enter(), 0, 1, 2), "many_check"), "many_go")
    shown = html(app) + "".join(block.value for block in app.markdown)
    assert not KEY.search(shown)
    assert "/a/" not in shown


def test_the_table_to_send_out_leads_to_the_questions_and_holds_no_coordinators_link(
    enter, house, registered, monkeypatch
):
    app = click(click(type_names(enter(), "Peri küla; Mari Maasikas\nUus küla"), "many_check"), "many_go")
    made = saved(app, "many_links", monkeypatch).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(made), delimiter=";"))
    assert [(row["Piirkond"], row["Kaart kellele"]) for row in rows] == [
        ("Peri küla", "Mari Maasikas"),
        ("Uus küla", ""),
    ]
    for row, one in zip(rows, rounds(house), strict=True):
        assert house.store.round_at_code(house.codes.digest(row["Vooru kood"])) == one
        assert row["Vastamise link"].endswith(f"/a/{row['Vooru kood']}")
        assert row["Vastamise link"] in row["Kutse"]
    assert "/c/" not in made


def test_the_cards_lead_to_the_coordinators_pages(enter, house, registered, monkeypatch):
    app = click(click(tick(enter(), 0, 2), "many_check"), "many_go")
    given = {}
    monkeypatch.setattr(
        "assessment.ui.components.many_opened.sheet_of_cards", lambda *told: given.update(cards=told[1])
    )
    saved(app, "many_cards", monkeypatch)
    assert [
        house.store.round_at_key(house.codes.digest(KEY.search(one.address).group(1))) for one in given["cards"]
    ] == rounds(house)


def test_once_they_are_taken_nothing_of_the_links_is_left_in_the_session(enter, house, registered):
    app = click(click(tick(enter(), 0, 2), "many_check"), "many_go")
    keys = [one.key for one in app.session_state[many.ATTEMPT].opened]
    assert keys[0] in repr(app.session_state)
    click(app, "many_taken")
    assert titles(app) == ["Ava voorud korraga"]
    kept = repr(app.session_state)
    assert [key for key in keys if key in kept] == []
    shown = html(app)
    assert "Kiisa küla" in shown
    assert "avatud kuni" in shown
    assert "alustamata 1; avatud 2; lõppenud 0" in shown


def test_pressing_twice_opens_once(enter, house, registered):
    app = click(tick(enter(), 0), "many_check")
    go = app.button(key="many_go")
    go.click().run()
    app.run()
    assert len(house.store.rounds()) == 1


def test_an_area_with_an_open_round_is_left_out_unless_asked_for(enter, house, registered):
    opening.open_round(house.store, house.clock, house.codes, house.questionnaire, Plan(Area("Peri küla", VALD)))
    app = click(tick(enter(), 0, 2), "many_check")
    assert "1 piirkonnas on sama perioodi voor juba avatud" in html(app)
    assert "Jäetakse välja" in html(app)
    app.checkbox(key="many-again-et").check().run()
    assert "Jäetakse välja" not in html(app)
    app.checkbox(key="many-again-et").uncheck().run()
    click(app, "many_go")
    assert [one.area.name for one in rounds(house)] == ["Kiisa küla", "Peri küla"]


def test_a_round_that_is_shared_with_nobody_leaves_no_trace(enter, house, registered):
    secret = Plan(Area("Peri küla", VALD), share="nothing")
    opening.open_round(house.store, house.clock, house.codes, house.questionnaire, secret)
    app = tick(enter(), 2)
    assert "avatud 0" in html(app)
    click(app, "many_check")
    assert "juba avatud" not in html(app)
    click(app, "many_go")
    assert titles(app) == ["1 voor on avatud"]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ("", "Nimekirjas ei ole ühtegi piirkonda"),
        ("Peri küla\n; Mari", "rida 2, veerg „nimi“: nimi on puudu"),
        ("Peri küla\n\nPERI küla", "rida 3, veerg „nimi“: „PERI küla“ on sama piirkond mis real 1"),
        ("\n".join(f"Küla {n}" for n in range(501)), "Nimekirjas on 501 piirkonda, korraga saab avada kuni 500"),
    ],
)
def test_every_fault_of_the_list_is_told_and_nothing_is_opened(enter, house, names, told):
    app = click(type_names(enter(), names), "many_check")
    assert told in re.sub(r"\\", "", app.error[0].value)
    assert titles(app) == ["Ava voorud korraga"]
    assert house.store.rounds() == ()


def bring(app, name, content):
    app.file_uploader[0].set_value((name, content, "text/csv"))
    return app.run()


def test_a_file_brings_the_list(enter, house, monkeypatch):
    app = choose(enter(), "many-source", "file")
    many_file = "nimi;liik;vald;kontakt\nPeri küla;küla;;Mari\nUus kant;kant;Põlva vald;\n".encode("cp1257")
    app = bring(app, "külad.csv", many_file)
    assert "külad.csv: 2 piirkonda" in html(app)
    click(click(app, "many_check"), "many_go")
    assert [one.area for one in rounds(house)] == [Area("Peri küla", VALD, "village"), Area("Uus kant", VALD, "group")]


def test_a_file_with_another_municipality_opens_nothing(enter, house):
    app = choose(enter(), "many-source", "file")
    app = click(bring(app, "x.csv", "nimi,vald\nPeri,Võru vald\n".encode()), "many_check")
    assert "„Võru vald“ on teine omavalitsus" in app.error[0].value
    assert house.store.rounds() == ()


def test_another_file_can_be_chosen_in_the_place_of_a_wrong_one(enter, house):
    app = bring(choose(enter(), "many-source", "file"), "tühi.csv", b"nimi\n")
    assert click(app, "many_check").error
    app = click(app, "many_again_file")
    assert not app.error
    app = bring(app, "hea.csv", "nimi\nPeri küla\n".encode())
    click(click(app, "many_check"), "many_go")
    assert [one.area.name for one in rounds(house)] == ["Peri küla"]


def test_a_file_is_still_there_when_something_is_changed(enter, house):
    app = bring(choose(enter(), "many-source", "file"), "hea.csv", "nimi\nPeri küla\n".encode())
    app = click(click(app, "many_check"), "many_back")
    assert "hea.csv: 1 piirkond" in html(app)
    assert "many_go" in [button.key for button in click(app, "many_check").button]


def test_who_is_shut_out_meanwhile_opens_nothing(enter, house, registered, monkeypatch):
    app = click(tick(enter(), 0), "many_check")
    [invited] = house.store.accesses()
    house.store.revoke_access(invited.id, house.clock.today())
    app.button(key="many_go").click().run()
    assert house.store.rounds() == ()
    assert "many_go" not in [button.key for button in app.button]


def test_a_failing_store_is_told_and_everything_is_still_there(enter, house, registered, monkeypatch):
    app = click(tick(enter(), 0), "many_check")

    def fail(*_):
        raise StoreError("full disk")

    monkeypatch.setattr(type(house.store), "open_rounds", fail)
    app.button(key="many_go").click().run()
    assert "Voore ei avatud" in app.error[0].value
    monkeypatch.undo()


def test_everything_that_is_decided_is_kept(enter, house, registered):
    app = tick(enter(), 0)
    app.text_input(key="many-period-et").set_value("2026 sügis").run()
    choose(app, "many-days", "14")
    app.checkbox(key="many-way-paper-et").uncheck().run()
    choose(app, "many-who", "strict")
    app.text_input(key="many-slips-et").set_value("60").run()
    choose(app, "many-share", "nothing")
    click(click(app, "many_check"), "many_go")
    [one] = rounds(house)
    assert (one.period, one.slips, one.ways, one.share) == ("2026 sügis", 60, ("link", "group"), "nothing")
    assert (one.closes_on - one.opened_on).days == 13
    assert one.may_answer == "16-aastased ja vanemad, kes siin elavad või kellel on siin maja või maad"


def test_a_wrong_number_of_slips_is_told_at_its_field(enter, house, registered):
    app = choose(tick(enter(), 0), "many-who", "strict")
    click(app, "many_check")
    assert "Sedelite arv" in html(app) + app.error[0].value
    assert house.store.rounds() == ()


@pytest.mark.parametrize("language", ["et", "en", "ru"])
def test_details_are_never_offered(enter, registered, language):
    app = enter(language=language)
    assert app.radio(key=f"many-share-{language}").options.__len__() == 2


def test_the_list_is_filtered_by_the_beginnings_of_words(enter, registered):
    app = enter()
    app.text_input(key="many_filter-et").set_value("pe").run()
    assert [box.label for box in app.checkbox if box.key.startswith("many-area")] == ["Peri küla"]
    app.text_input(key="many_filter-et").set_value("").run()
    click(app, "many_all")
    assert "Valitud 3 piirkonda" in html(app)
    click(app, "many_none")
    assert "Valitud 0 piirkonda" in html(app)
