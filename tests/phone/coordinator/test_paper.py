"""Sheets of paper: keyed in by digits, checked by keying again, changed, removed; seen by nobody after closing."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest

from assessment.journeys import coordination
from tests.phone.coordinator.conftest import Coordinator

FULL = {
    "role": "2",
    "leadership": "3",
    "participation": "2",
    "trust": "9",
    "direction": "0",
    "organisation": "4",
    "resources": "",
    "cooperation": "e",
    "resilience": "?",
    "leadership_trend": "1",
    "trust_trend": "3",
    "direction_trend": "9",
    "past": "1",
    "why_none": "5",
    "though_few": "1",
    "strength": "Talgud",
    "leadership_reason": "Nii on",
}


def at_once(*tasks):
    with ThreadPoolExecutor(len(tasks)) as pool:
        return [one.result() for one in [pool.submit(task) for task in tasks]]


def values(coordinator):
    (one,) = [one for one in coordinator.responses() if one.mode == "paper"]
    return dict(one.answers)


def test_a_sheet_is_stored_as_its_crosses_say(coordinator):
    page = coordinator.keyed("7", **FULL)
    assert page.url.path == f"{coordinator.at}/paper"
    assert values(coordinator) == {
        "sheet": "7",
        "role": "leader",
        "leadership": "3",
        "participation": "2",
        "trust": "dk",
        "direction": "0",
        "organisation": "4",
        "cooperation": "dk",
        "resilience": "dk",
        "leadership_trend": "better",
        "trust_trend": "worse",
        "direction_trend": "dk",
        "past": "yes",
        "why_none": "other",
        "though_few": "yes",
        "strength": "Talgud",
        "leadership_reason": "Nii on",
    }


def test_saving_comes_back_to_an_empty_form_that_says_so_where_the_focus_is(coordinator):
    page = coordinator.keyed("7").text
    assert '<p class="told" role="status" id="told">Ankeet 7 on salvestatud.</p>' in page
    (focused,) = re.findall(r"<input[^>]* autofocus[^>]*>", page)
    assert 'name="role"' in focused
    assert 'aria-describedby="told role-keys"' in focused
    assert 'name="sheet" value="8"' in page, "the next number"
    assert re.findall(r'name="(\w+)" value="[^"]+" data-keys', page) == []


def test_ten_sheets_in_a_row(coordinator):
    for number in range(1, 11):
        page = coordinator.keyed("", trust=str(number % 5))
        assert f"Ankeet {number} on salvestatud." in page.text
    assert [sheet.number for sheet in _sheets(coordinator)] == [str(n) for n in range(1, 11)]
    assert [sheet.answers["trust"] for sheet in _sheets(coordinator)] == ["1", "2", "3", "4", "0"] * 2
    assert re.search('aria-current="step"[^>]*>10 või rohkem', coordinator.get().text)
    listed = re.findall(r'class="digits">([^<]*)<', coordinator.get("paper").text)
    assert listed[0] == "2 2 1 2 2 2 2 2"


def _sheets(coordinator):
    village = coordinator.village
    return coordination.sheets(village.store, village.clock, coordinator.round)


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("trust", "7", "Suhted ja usaldus – „7“ ei sobi. Lubatud: 0, 1, 2, 3, 4, 9 või tühi lahter."),
        ("trust", "22", "Suhted ja usaldus – „22“ ei sobi."),
        ("trust_trend", "4", "Suhted ja usaldus, muutus – „4“ ei sobi. Lubatud: 1, 2, 3, 9 või tühi lahter."),
        ("role", "9", "Kuidas sa selle paigaga seotud oled? – „9“ ei sobi. Lubatud: 1, 2, 3, 4, 5"),
        ("past", "x", "„x“ ei sobi. Lubatud: 1, 2, 9"),
        ("though_few", "dk", "„dk“ ei sobi. Lubatud: 1, 2"),
        ("strength", "a" * 2001, "tekst on liiga pikk. Lubatud on kuni 2000 tähemärki."),
        ("trust", "<b>", "„&lt;b&gt;“ ei sobi."),
    ],
)
def test_a_mistake_names_the_field_the_value_and_what_is_allowed_and_nothing_is_lost(
    coordinator, field, typed, sentence
):
    page = coordinator.keyed("3", **FULL | {field: typed})
    assert page.status_code == 422
    assert sentence in page.text
    assert f'href="#{field}"' in page.text
    (wrong,) = re.findall(r"<(?:input|textarea)[^>]* aria-invalid[^>]*>", page.text)
    assert f'id="{field}"' in wrong
    assert " autofocus" in wrong
    assert f'aria-describedby="{field}-error' in wrong
    kept = dict(re.findall(r'name="(\w+)" value="([^"]*)" data-keys', page.text))
    assert kept["leadership"] == "3"
    assert kept["organisation"] == "4"
    assert "Talgud" in page.text or field == "strength"
    assert coordinator.responses() == ()


def test_all_mistakes_are_told_at_once(coordinator):
    page = coordinator.keyed("1", trust="7", past="7", leadership="x").text
    assert [found for found in re.findall(r'<a href="#(\w+)"', page) if found != "main"] == [
        "leadership",
        "trust",
        "past",
    ]


def test_an_empty_sheet_is_told(coordinator):
    page = coordinator.post("paper", "paper", sheet="1")
    assert page.status_code == 422
    assert "Ankeedil ei ole veel ühtegi vastust." in page.text
    assert coordinator.responses() == ()


def test_a_number_that_was_used_is_told_with_the_next_free_one(coordinator):
    coordinator.keyed("3", trust="1")
    page = coordinator.keyed("3", trust="4")
    assert page.status_code == 422
    assert "3 on juba sisestatud. Järgmine vaba number on 4." in page.text
    assert values(coordinator)["trust"] == "1"


def test_pressing_enter_twice_stores_one_sheet(coordinator):
    coordinator.keyed("3", trust="1")
    page = coordinator.keyed("3", trust="1")
    assert page.status_code == 200
    assert "Ankeet 3 on salvestatud." in page.text
    assert len(coordinator.responses()) == 1


def test_a_sheet_is_changed_in_its_place(coordinator):
    coordinator.keyed("1", **FULL)
    (id_,) = coordinator.sheet_ids()
    page = coordinator.get(f"paper/{id_}").text
    assert dict(re.findall(r'name="(\w+)" value="([^"]*)" data-keys', page))["trust"] == "9"
    assert "Nii on</textarea>" in page
    done = coordinator.keyed("12", f"paper/{id_}", trust="0", role="1")
    assert "Ankeet 12 on salvestatud." in done.text
    assert coordinator.sheet_ids() == [id_]
    kept = values(coordinator)
    assert (kept["sheet"], kept["trust"], kept["role"]) == ("12", "0", "resident")
    assert "leadership_reason" not in kept, "what was taken out of the form is taken out"


def test_a_sheet_is_removed_after_asking_once_more(coordinator):
    coordinator.keyed("1")
    (id_,) = coordinator.sheet_ids()
    assert "Kas kustutada selle ankeedi vastused?" in coordinator.get(f"paper/{id_}/remove").text
    assert coordinator.sheet_ids() == [id_]
    page = coordinator.post(f"paper/{id_}/remove")
    assert "Ankeet 1 on kustutatud." in page.text
    assert coordinator.responses() == ()
    assert coordinator.get(f"paper/{id_}").status_code == 404


def test_keying_the_same_again_finds_nothing(coordinator):
    coordinator.keyed("1", **FULL)
    (id_,) = coordinator.sheet_ids()
    again = {item: key for item, key in FULL.items() if item not in ("strength", "leadership_reason")}
    page = coordinator.post(f"paper/{id_}/again", **again)
    assert "Ankeet 1: mõlemal korral sisestati sama." in page.text


def test_what_differs_is_chosen_and_the_rest_stays(coordinator):
    coordinator.keyed("1", **FULL)
    (id_,) = coordinator.sheet_ids()
    empty = coordinator.get(f"paper/{id_}/again").text
    assert re.findall(r'name="(\w+)" value="[^"]+" data-keys', empty) == [], "without looking at the first time"
    again = {item: key for item, key in FULL.items() if item not in ("strength", "leadership_reason")}
    page = coordinator.post(f"paper/{id_}/again", **again | {"trust": "1", "resources": "2", "past": "2"}).text
    assert re.findall(r"<legend>([^<]*)</legend>", page)[:2] == ["Suhted ja usaldus", "Ressursid ja kooskäimise koht"]
    carried = dict(re.findall(r'name="(again-\w+)" value="([^"]*)"', page))
    unsure = coordinator.post(f"paper/{id_}/settle", trust="1", **carried)
    assert unsure.status_code == 422
    assert "Vali iga erinevuse juures, kumb on õige." in unsure.text
    assert 'name="trust" value="1" checked' in unsure.text
    before = values(coordinator)
    done = coordinator.post(f"paper/{id_}/settle", trust="1", resources="", past="no", **carried)
    assert "Ankeet 1 on üle kontrollitud ja salvestatud." in done.text
    assert values(coordinator) == before | {"trust": "1", "past": "no"}


def test_a_wrong_digit_is_told_when_keying_again(coordinator):
    coordinator.keyed("1")
    (id_,) = coordinator.sheet_ids()
    assert coordinator.post(f"paper/{id_}/again", trust="8").status_code == 422


def test_after_closing_nobody_sees_a_sheet(coordinator):
    coordinator.keyed("1", strength="Talgud")
    coordinator.answered(9)
    (id_,) = coordinator.sheet_ids()
    coordinator.closed()
    for page in ("paper", f"paper/{id_}", f"paper/{id_}/again", f"paper/{id_}/remove"):
        answer = coordinator.get(page)
        assert answer.status_code == 410
        assert "Talgud" not in answer.text
    token = coordinator.post("paper", sheet="2", trust="1")
    assert token.status_code == 410
    assert len(coordinator.responses()) == 10


def test_what_is_written_is_no_markup(coordinator):
    hostile = "</textarea><script>alert(1)</script>"
    coordinator.keyed(hostile, strength=hostile)
    (id_,) = coordinator.sheet_ids()
    for page in ("paper", f"paper/{id_}", f"paper/{id_}/again", f"paper/{id_}/remove"):
        assert "<script>alert" not in coordinator.get(page).text
    told = coordinator.get("paper", done="removed", sheet=hostile).text
    assert "<script>alert" not in told


@pytest.mark.parametrize("language", ["et", "en", "ru"])
def test_every_field_has_a_label_and_the_digits_are_told(coordinator, language):
    page = coordinator.get("paper", language).text
    fields = re.findall(r'<(?:input|textarea) id="(\w+)"', page)
    assert len(fields) == 1 + 1 + 8 + 8 + 3 + 2 + 8
    assert set(fields) == set(re.findall(r'<label for="(\w+)"', page))
    assert len(re.findall(r"<dt>[0-49]</dt>", page)) == 8 * 6, "the descriptions of all digits"


def test_a_cyrillic_letter_is_understood(coordinator):
    coordinator.keyed("1", trust="Е")
    assert values(coordinator)["trust"] == "dk"


def test_two_who_key_in_the_same_sheet_at_once_store_it_once(coordinator, monkeypatch):
    other = Coordinator(coordinator.village, coordinator.opened, coordinator.village.phone())
    coordinator.get("paper"), other.get("paper")
    start = coordinator.village.store.start
    # What takes a database its time: meanwhile the other one asks whether the number is free.
    monkeypatch.setattr(coordinator.village.store, "start", lambda *a, **b: (sleep(0.3), start(*a, **b)))
    pages = at_once(lambda: coordinator.keyed("7", trust="1"), lambda: other.keyed("7", trust="3"))
    assert sorted(page.status_code for page in pages) == [200, 422]
    assert len(coordinator.sheet_ids()) == 1


def test_two_meetings_at_once_leave_one_answer(coordinator, monkeypatch):
    other = Coordinator(coordinator.village, coordinator.opened, coordinator.village.phone())
    start = coordinator.village.store.start
    monkeypatch.setattr(coordinator.village.store, "start", lambda *a, **b: (sleep(0.3), start(*a, **b)))
    at_once(
        lambda: coordinator.post("group", "group", trust="1", present="5"),
        lambda: other.post("group", "group", trust="3", present="9"),
    )
    assert [one.mode for one in coordinator.responses()] == ["group"]
