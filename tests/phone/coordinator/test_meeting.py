"""The answer that a meeting agrees on."""

from __future__ import annotations

import re

import pytest

from assessment.core.round import LINK

AGREED = {"leadership": "2", "trust": "3", "direction": "dk", "present": "14", "dissent": "Kooli üle vaieldi."}


def agreed(coordinator):
    found = [one for one in coordinator.responses() if one.mode == "group"]
    return dict(found[0].answers) if found else None


def test_all_descriptions_are_radio_groups_with_one_legend_each(coordinator):
    page = coordinator.get("group").text
    assert len(re.findall("<fieldset", page)) == len(re.findall("<legend>", page)) == 8
    assert re.findall(r'name="leadership" value="(\w*)"', page) == ["0", "1", "2", "3", "4", "dk", ""]
    assert "checked" not in page


def test_it_is_stored_shown_again_replaced_and_removed(coordinator):
    page = coordinator.post("group", "group", **AGREED)
    assert "Kokku lepitud vastus on salvestatud." in page.text
    assert agreed(coordinator) == AGREED
    shown = coordinator.get("group").text
    assert 'name="trust" value="3" checked' in shown
    assert 'name="present" value="14"' in shown
    assert "Kooli üle vaieldi.</textarea>" in shown
    coordinator.post("group", "group", trust="1", present="9")
    assert agreed(coordinator) == {"trust": "1", "present": "9"}
    assert len(coordinator.responses()) == 1
    assert 'name="leadership" value="" checked' in coordinator.get("group").text
    assert "Kas kustutada koosolekul kokku lepitud vastus?" in coordinator.get("group/remove").text
    assert "Kokku lepitud vastus on kustutatud." in coordinator.post("group/remove", "group/remove").text
    assert agreed(coordinator) is None


@pytest.mark.parametrize("present", ["", "1", "-3", "kümme", "2001", "9" * 400, "²", "<b>"])
def test_a_number_that_is_none_is_told_and_nothing_is_lost(coordinator, present):
    page = coordinator.post("group", "group", **AGREED | {"present": present})
    assert page.status_code == 422
    assert "ei sobi. Lubatud on arv 2 kuni 2000." in page.text
    assert 'name="trust" value="3" checked' in page.text
    assert "Kooli üle vaieldi.</textarea>" in page.text
    assert "<b>" not in page.text
    assert agreed(coordinator) is None


def test_without_a_choice_it_is_told(coordinator):
    page = coordinator.post("group", "group", present="14")
    assert page.status_code == 422
    assert "Ühtegi kirjeldust ei ole valitud." in page.text


def test_a_text_that_is_too_long_is_told(coordinator):
    page = coordinator.post("group", "group", **AGREED | {"dissent": "a" * 2001})
    assert page.status_code == 422
    assert 'id="dissent-error"' in page.text


def test_it_is_given_after_closing_too(coordinator):
    coordinator.answered(3)
    coordinator.closed()
    assert "Kokku lepitud vastus on salvestatud." in coordinator.post("group", "group", **AGREED).text
    assert agreed(coordinator) == AGREED


def test_it_is_not_there_where_it_was_not_planned_and_is_not_needed(another):
    coordinator = another(ways=(LINK,))
    coordinator.answered(5)
    coordinator.closed()
    assert coordinator.get("group").status_code == 404
    assert coordinator.post("group", **AGREED).status_code == 404
    assert agreed(coordinator) is None


def test_what_is_written_is_no_markup(coordinator):
    coordinator.post("group", "group", **AGREED | {"dissent": "</textarea><script>alert(1)</script>"})
    assert "<script>alert" not in coordinator.get("group").text


def test_it_is_in_no_count(coordinator):
    coordinator.post("group", "group", **AGREED)
    assert re.search('aria-current="step"[^>]*>veel mitte ühtegi', coordinator.get().text)


@pytest.mark.parametrize("present", ["0000000021", "0" * 4999 + "7", "14" + "0" * 5000])
def test_a_number_of_people_that_goes_on_and_on_is_told(coordinator, present):
    page = coordinator.post("group", "group", **AGREED | {"present": present})
    assert page.status_code == 422
    assert agreed(coordinator) is None
