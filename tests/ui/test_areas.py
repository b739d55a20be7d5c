"""The page of areas: a file is looked at, taken in and undone; nothing is stored unasked, nobody sees too much."""

from __future__ import annotations

import tomllib

import pytest

from assessment.core.area import Area
from assessment.i18n.texts import words
from assessment.intake.recognising import MEGABYTE, MOST_BYTES
from assessment.journeys import access, opening
from assessment.journeys import areas as journey
from assessment.journeys.opening import Plan
from assessment.settings import ROOT
from assessment.ui import context
from tests.settlement_files import KUUSE, PIHLA, ROWS, csv, layer, zipped
from tests.ui.conftest import page

FILE = ("asustusyksus_shp.zip", zipped(layer()), "application/zip")


@pytest.fixture
def worker(let_in):
    return let_in(municipality=KUUSE)


def html(app):
    return "\n".join(element.proto.body for element in app.get("html"))


def upload(app, file=FILE, number=0):
    app.file_uploader[number].set_value(file)
    return app.run()


def press(app, key):
    app.button(key=key).click()
    return app.run()


def taken_in(file=FILE):
    return press(upload(page("areas"), file), "areas_store")


def asked(house, name, share="released", municipality=KUUSE):
    plan = Plan(Area(name, municipality), share=share)
    return opening.open_round(house.store, house.clock, house.codes, house.questionnaire, plan)


def names(house, municipality=KUUSE):
    return [area.name for area in house.store.areas(municipality)]


def test_nobody_without_an_access_sees_the_page(app):
    shown = page("areas")
    assert not shown.file_uploader
    assert [title.value for title in shown.title] == ["Omavalitsuse töötajale"]


class TestRegister:
    def test_what_would_change_is_shown_and_nothing_is_stored(self, house, worker):
        shown = upload(page("areas"))
        said = html(shown)
        assert f"{KUUSE}: 3 asustusüksust." in said
        assert "Uued: 3" in said
        assert "Kuuse alevik (00720103)" in said
        assert "Maa- ja Ruumiamet, 01.04.2026" in said
        assert PIHLA not in said
        assert house.store.steps() == ()

    def test_it_is_stored_on_asking_and_undone_after_asking_once_more(self, house, worker):
        shown = taken_in()
        assert "Register on kasutusel." in html(shown)
        assert names(house) == ["Kuuse alevik", "Õunapuu küla", "Žuravli küla / Tränsby"]
        assert "3 asustusüksust" in html(shown)
        number = house.store.steps()[0].number
        shown = press(shown, f"ask-{number}")
        assert names(house)
        shown = press(shown, f"undo-{number}")
        assert "Muudatus on tagasi võetud." in html(shown)
        assert names(house) == []

    def test_a_new_register_tells_what_changed(self, house, worker):
        taken_in()
        rows = [("Pirnipuu küla", *ROWS[0][1:]), ROWS[1], ("Uus küla", "0104", "8", KUUSE, "72", "", "")]
        shown = upload(page("areas"), ("asustus_20260501.csv", csv(rows), "text/csv"))
        said = html(shown)
        for told in (
            "Õunapuu küla → Pirnipuu küla",
            "Uus küla (00720104)",
            "kadunud: 1",
            "1 koodi eest puudusid nullid",
        ):
            assert told in said
        assert "vastet ei ole" in said

    def test_the_date_can_be_corrected_and_must_be_one(self, house, worker):
        shown = upload(page("areas"), ("asustus.csv", csv(), "text/csv"))
        shown = press(shown, "areas_store")
        assert "Fail ei ütle, mis kuupäeva" in html(shown)
        assert house.store.steps() == ()
        shown.text_input(key="areas_day-et").input("aprill").run()
        assert "kujul 31.12.2025" in html(shown)
        press(shown, "areas_store")
        assert house.store.steps() == ()
        shown.text_input(key="areas_day-et").input("01.02.2026").run()
        press(shown, "areas_store")
        assert house.store.source(KUUSE).on.isoformat() == "2026-02-01"

    def test_the_same_file_again_changes_nothing(self, house, worker):
        taken_in()
        assert words("et")("areas.preview.nothing") in html(upload(page("areas")))

    def test_an_older_register_is_told(self, house, worker):
        taken_in()
        assert "on uuem (01.04.2026)" in html(upload(page("areas"), ("a_20250101.csv", csv(), "text/csv")))

    def test_cancelling_puts_the_file_away(self, house, worker):
        shown = press(upload(page("areas")), "areas_cancel")
        assert "Mis muutub" not in html(shown)
        assert house.store.steps() == ()

    @pytest.mark.parametrize(
        ("content", "told"),
        [
            (b"\x89PNG\r\n\x1a\n", "tegelikult PNG"),
            (zipped({"loe.txt": b"x"}), "Seal on: loe.txt"),
            (csv([("<b>x", *ROWS[0][1:]), ("<b>x", *ROWS[0][1:])]), "00720101 &lt;b&gt;x"),
            (csv([("Uus", "0104", "8", "Muu vald", "0099", "", "")]), f"{KUUSE}: sellist omavalitsust failis ei ole"),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_stored(self, house, worker, content, told):
        shown = upload(page("areas"), ("fail.zip", content, ""))
        assert told in html(shown)
        assert "Midagi ei salvestatud" in html(shown)
        assert house.store.steps() == ()
        assert "Midagi ei salvestatud" not in html(press(shown, "areas_again"))

    def test_a_register_that_changed_meanwhile_is_looked_at_anew(self, house, worker):
        shown = upload(page("areas"))
        other = taken_in(("asustus_20260301.csv", csv(ROWS[:2]), "text/csv"))
        assert other is not shown
        shown = press(shown, "areas_store")
        assert "Nimekiri on vahepeal muutunud" in html(shown)
        assert len(house.store.steps()) == 1
        assert "Uued: 1" in html(shown)
        press(shown, "areas_store")
        assert len(names(house)) == 3

    def test_an_access_that_was_ended_stores_nothing(self, house, worker):
        shown = upload(page("areas"))
        house.store.revoke_access(worker.id, house.clock.today())
        shown = press(shown, "areas_store")
        assert house.store.steps() == ()
        assert not shown.file_uploader

    def test_another_persons_preview_is_not_stored(self, house, let_in):
        let_in("operator", "")
        shown = upload(page("areas"))
        let_in(municipality=KUUSE)
        shown.button(key="areas_store").click()
        shown.run()
        assert house.store.steps() == ()

    @pytest.mark.parametrize("language", ["en", "ru"])
    def test_every_text_is_there_in_every_language(self, house, worker, language):
        taken_in()
        shown = page("areas", language)
        shown = upload(shown, ("r.csv", csv([("0101", "x")], ("EHAK", "Elanike arv"), ";"), ""), number=1)
        assert not shown.exception


class TestPeople:
    ROWS = (("0101", "5,624"), ("0102", ".."), ("0", "3"), ("9999", "4"))

    def test_numbers_are_looked_at_and_stored(self, house, worker):
        taken_in()
        file = ("rahvaarv.csv", csv(self.ROWS, ("EHAK", "Elanike arv"), ";"), "text/csv")
        shown = upload(page("areas"), file, number=1)
        said = html(shown)
        for told in ("Saavad arvu: 1", "Jäävad arvuta: 2", "ei ole: 1", "Aadressita isikud", "1 real arvu ei ole"):
            assert told in said
        assert [area.population for area in house.store.areas(KUUSE)] == [None] * 3
        press(shown, "people_store")
        assert {area.name: area.population for area in house.store.areas(KUUSE)}["Õunapuu küla"] == 5624

    def test_columns_can_be_chosen(self, house, worker):
        taken_in()
        file = ("r.csv", csv([("1", "0101", "12")], ("a", "b", "c"), ";"), "text/csv")
        shown = upload(page("areas"), file, number=1)
        shown.radio(key="people_code-et").set_value("b").run()
        shown.radio(key="people_number-et").set_value("b").run()
        assert "ei saa olla samas veerus" in html(shown)
        shown.radio(key="people_number-et").set_value("c").run()
        press(shown, "people_store")
        assert 12 in [area.population for area in house.store.areas(KUUSE)]

    def test_without_a_register_there_is_nowhere_to_put_them(self, house, worker):
        assert len(page("areas").file_uploader) == 1


class TestMerging:
    def test_a_name_is_joined_by_a_click_of_its_own(self, house, worker):
        taken_in()
        asked(house, "Õunapuu")
        shown = page("areas")
        assert "Õunapuu, 1 voorus" in [text.value for text in shown.text]
        shown = press(shown, "areas_merge_0")
        assert "Nimed on ühendatud." in html(shown)
        assert list(house.store.aliases(KUUSE).values()) == ["00720101"]
        number = house.store.steps()[0].number
        press(press(shown, f"ask-{number}"), f"undo-{number}")
        assert house.store.aliases(KUUSE) == {}

    def test_a_round_that_shares_nothing_is_not_hinted_at(self, house, worker):
        taken_in()
        asked(house, "Õunapuu", share="nothing")
        shown = page("areas")
        assert "Sarnaseid nimesid praegu ei ole." in html(shown)
        assert not [text for text in shown.text if "Õunapuu" in text.value]

    def test_of_several_areas_one_is_chosen(self, house, worker):
        rows = [*ROWS[:3], ("Kuuse küla", "0109", "8", KUUSE, "0072", "", "")]
        taken_in(("a_20260401.csv", csv(rows), ""))
        asked(house, "Kuuse")
        shown = page("areas")
        shown.radio(key="areas_same_as-Kuuse-et").set_value("00720109").run()
        press(shown, "areas_merge_0")
        assert list(house.store.aliases(KUUSE).values()) == ["00720109"]


class TestOwnAreas:
    def test_a_group_is_made_and_removed(self, house, worker):
        taken_in()
        shown = page("areas")
        shown = press(shown, "own_make")
        assert "Palun kirjutada piirkonna nimi." in html(shown)
        shown.text_input(key="own_area_name-et").input("Jõe <kant>").run()
        shown.radio(key="own_area_kind-et").set_value("group").run()
        shown.checkbox(key="own_area_units-00720101-et").check().run()
        shown = press(shown, "own_make")
        assert "vähemalt kaks" in html(shown)
        shown.checkbox(key="own_area_units-00720103-et").check().run()
        shown = press(shown, "own_make")
        assert "Piirkond on lisatud." in html(shown)
        assert "Jõe &lt;kant&gt;" in html(shown)
        [made] = [area for area in house.store.areas(KUUSE) if area.units]
        assert made.units == ("00720103", "00720101")
        press(shown, f"own_remove_{made.id}")
        assert len(names(house)) == 3

    def test_settlements_are_found_by_the_beginning_of_a_word(self, house, worker):
        taken_in()
        shown = page("areas")
        shown.text_input(key="own_area_filter-et").input("trän").run()
        assert [box.label for box in shown.checkbox if "own_area" in box.key] == ["Žuravli küla / Tränsby"]


class TestOperator:
    def test_an_operator_takes_in_all_and_sees_no_names_of_rounds(self, house, let_in):
        let_in("operator", "")
        asked(house, "Õunapuu")
        shown = upload(page("areas"))
        assert "5 asustusüksust, 2 omavalitsust" in html(shown)
        shown = press(shown, "areas_store")
        assert names(house, PIHLA) == ["Pihla linn", "Õunapuu küla"]
        assert "2 omavalitsust, 5 asustusüksust" in html(shown)
        assert "Sarnased nimed" not in html(shown)
        assert not [text for text in shown.text if "Õunapuu" in text.value]

    def test_a_merge_tells_an_operator_of_no_round(self, house, let_in):
        let_in(municipality=KUUSE)
        taken_in()
        asked(house, "Õunapuu")
        press(page("areas"), "areas_merge_0")
        assert "Ühendatud: Õunapuu" in html(page("areas"))
        let_in("operator", "")
        said = html(page("areas"))
        assert "Õunapuu" not in said
        assert f"{KUUSE}, asustusyksus_shp.zip" in said

    def test_what_is_about_others_too_a_worker_does_not_undo(self, house, let_in):
        let_in("operator", "")
        taken_in()
        let_in(municipality=KUUSE)
        shown = page("areas")
        assert "tagasi võtab haldur" in html(shown)
        assert not [button for button in shown.button if str(button.key).startswith("ask-")]
        assert journey.may_undo(house.store.steps()[0], KUUSE) is False


def test_a_worker_without_municipality_may_nothing(house, device, monkeypatch):
    assert access.present(house.store, house.clock, house.codes, "forged") is None
    monkeypatch.setattr(context, "access_cookie", lambda: "forged")
    assert not page("areas").file_uploader


def test_the_server_refuses_what_the_page_would_not_read():
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["server"]["maxUploadSize"] == MOST_BYTES // MEGABYTE
