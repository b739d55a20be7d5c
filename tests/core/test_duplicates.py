from __future__ import annotations

import pytest

from assessment.core.duplicates import Suggestion, suggestions
from assessment.core.register import RegisteredArea, place_key

POLVA = "Põlva vald"
PERI = RegisteredArea("1", "Peri küla", POLVA)
AHJA_VILLAGE, AHJA = RegisteredArea("2", "Ahja küla", POLVA), RegisteredArea("3", "Ahja alevik", POLVA)
DIRHAMI = RegisteredArea("4", "Dirhami küla / Derhamn", POLVA)


def offered(typed: dict[str, int], *areas: RegisteredArea, **aliases: str) -> dict[str, list[str]]:
    found = suggestions(POLVA, typed, areas, {place_key(name, POLVA): id_ for name, id_ in aliases.items()})
    return {one.name: [candidate.name for candidate in one.candidates] for one in found}


@pytest.mark.parametrize("typed", ["Peri", "peri k.", "Peri alevik", "Péri küla", "PERI KÜLA, Põlva vald"])
def test_a_name_but_for_its_type_is_offered_the_area(typed: str) -> None:
    assert offered({typed: 2}, PERI) == {typed: ["Peri küla"]}


@pytest.mark.parametrize(("typed", "there"), [("Taevaskja", "Taevaskoja küla"), ("Taevasokja küla", "Taevaskoja küla")])
def test_a_slip_of_the_finger_is_offered_too(typed: str, there: str) -> None:
    assert offered({typed: 1}, RegisteredArea("1", there, POLVA)) == {typed: [there]}


@pytest.mark.parametrize("typed", ["Peri küla", "PERI  küla"])
def test_what_is_known_exactly_needs_nothing(typed: str) -> None:
    assert offered({typed: 1}, PERI) == {}


@pytest.mark.parametrize("typed", ["Pera küla", "Suur-Peri", "Küla", "Alevik", "k", "Perikese küla", "?"])
def test_another_name_is_offered_nothing(typed: str) -> None:
    assert offered({typed: 1}, PERI, AHJA) == {}


def test_of_several_areas_people_choose() -> None:
    assert offered({"Ahja": 1}, AHJA_VILLAGE, AHJA, PERI) == {"Ahja": ["Ahja alevik", "Ahja küla"]}


@pytest.mark.parametrize("typed", ["Dirhami", "Derhamn", "Dirhami küla"])
def test_either_name_of_a_bilingual_one_does(typed: str) -> None:
    assert offered({typed: 1}, DIRHAMI) == {typed: ["Dirhami küla / Derhamn"]}


def test_a_place_is_never_offered_a_name_of_another_municipality() -> None:
    assert suggestions("Võru vald", {"Peri": 1}, (), {}) == ()


def test_without_a_register_the_shorter_name_is_offered_the_fuller() -> None:
    assert offered({"Peri": 3, "Peri küla": 1}) == {"Peri": ["Peri küla"]}
    assert offered({"Peri": 3, "peri": 2}) == {}


def test_the_register_comes_before_typed_names() -> None:
    assert offered({"Peri": 1, "Peri k": 1}, PERI) == {"Peri": ["Peri küla"], "Peri k": ["Peri küla"]}


def test_what_was_merged_is_not_offered_again() -> None:
    assert offered({"Peri": 1}, PERI, Peri="1") == {}


def test_how_many_rounds_bear_the_name_is_told() -> None:
    [found] = suggestions(POLVA, {"Peri": 3, "PERI": 1}, (PERI,), {})
    assert found == Suggestion("PERI", 4, found.candidates)
