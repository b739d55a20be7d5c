from __future__ import annotations

import pytest

from assessment.core.register import Places, RegisteredArea, name_key, place_key

POLVA = "Põlva vald"
PERI = RegisteredArea("1", "Peri küla", POLVA)
VANAKULA = RegisteredArea("2", "Väike-Nõmmküla / Persåker", POLVA)


@pytest.mark.parametrize(
    "written",
    ["Peri küla", " peri  KÜLA ", "Peri\u00a0küla", "Peri ku\u0308la", "Pe\u00adri küla", "\ufeffPeri\u200b küla"],
)
def test_a_name_is_the_same_however_it_was_typed(written: str) -> None:
    assert place_key(written, POLVA) == place_key("Peri küla", "PÕLVA VALD")


@pytest.mark.parametrize("written", ["Peri", "Peri kula", "Perikula", "Peri küla 2"])
def test_another_name_is_another_name(written: str) -> None:
    assert name_key(written) != name_key("Peri küla")


def test_a_name_and_a_municipality_are_never_taken_for_one_another() -> None:
    assert place_key("a", "b") != place_key("b", "a")
    assert place_key("a|b", "c") != place_key("b", "c|a")


class TestPlaces:
    def test_a_name_of_the_register_is_found(self) -> None:
        places = Places([PERI, VANAKULA], {})
        assert places.area_id("PERI küla", POLVA) == "1"
        assert places.area_id("Väike – Nõmmküla / Persåker", POLVA) == "2"

    def test_the_same_name_elsewhere_is_another_place(self) -> None:
        assert Places([PERI], {}).area_id("Peri küla", "Setomaa vald") == "name:setomaa vald|peri küla"

    def test_a_typed_name_stands_for_itself(self) -> None:
        assert Places([], {}).area_id("Peri", POLVA) == f"name:{place_key('Peri', POLVA)}"

    def test_an_approved_merge_leads_to_the_area(self) -> None:
        assert Places([PERI], {place_key("Peri", POLVA): "1"}).area_id("peri", POLVA) == "1"

    def test_a_merge_with_a_typed_name_leads_to_it_and_to_the_register_once_that_has_it(self) -> None:
        aliases = {place_key("Peri", POLVA): f"name:{place_key('Peri küla', POLVA)}"}
        assert Places([], aliases).area_id("Peri", POLVA) == f"name:{place_key('Peri küla', POLVA)}"
        assert Places([PERI], aliases).area_id("Peri", POLVA) == "1"

    def test_a_merge_with_an_area_that_is_gone_says_nothing(self) -> None:
        assert Places([], {place_key("Peri", POLVA): "1"}).area_id("Peri", POLVA) == f"name:{place_key('Peri', POLVA)}"

    def test_merges_that_lead_to_one_another_come_to_an_end(self) -> None:
        one, other = place_key("Peri", POLVA), place_key("Perri", POLVA)
        places = Places([], {one: f"name:{other}", other: f"name:{one}"})
        assert places.area_id("Peri", POLVA).startswith("name:")

    def test_a_name_that_two_areas_bear_is_decided_by_a_merge_only(self) -> None:
        twins = [PERI, RegisteredArea("3", "Peri küla", POLVA)]
        key = place_key("Peri küla", POLVA)
        assert Places(twins, {}).area_id("Peri küla", POLVA) == f"name:{key}"
        assert Places(twins, {key: "3"}).area_id("Peri küla", POLVA) == "3"
