from __future__ import annotations

from dataclasses import replace

from assessment.core.difference import Difference, difference
from assessment.core.register import Changes, Entry, RegisteredArea
from assessment.core.settlements import Settlement, SettlementFile

SQUARE = ((((27.0, 58.0), (27.1, 58.0), (27.1, 58.1), (27.0, 58.0)),),)
KUUSE, PIHLA = "Kuuse vald", "Pihla vald"
A = Settlement("0072", "0101", "Aia küla", KUUSE, "village", "Metsa maakond", (27.0, 58.0), SQUARE)
B = Settlement("0072", "0102", "Oja küla", KUUSE, "village")
C = Settlement("0093", "0201", "Aia küla", PIHLA, "village")
D = Settlement("0093", "0202", "Pihla alevik", PIHLA, "borough")


def file(*settlements: Settlement, **more: object) -> SettlementFile:
    return SettlementFile("a.zip", settlements, **more)


def taken(*settlements: Settlement) -> list[Entry]:
    """The register as it is after this file was the first."""
    return list(difference([], [], file(*settlements), {}).new)


def of(known: list[Entry], *settlements: Settlement, elsewhere: list[Entry] | None = None) -> Difference:
    return difference(known, elsewhere or [], file(*settlements), {})


def renamed(found: Difference) -> list[tuple[str, str]]:
    return [(met.before.area.name, met.after.area.name) for met in found.renamed]


def test_at_first_everything_is_new_and_named_after_its_first_code() -> None:
    found = of([], A, C)
    assert [(entry.area.id, entry.area.code, entry.area.name) for entry in found.new] == [
        ("00720101", "00720101", "Aia küla"),
        ("00930201", "00930201", "Aia küla"),
    ]
    assert found.new[0].outline == SQUARE
    assert found.municipalities == (KUUSE, PIHLA)
    assert not found.is_nothing


def test_the_same_file_again_changes_nothing() -> None:
    found = of(taken(A, B, C), A, B, C)
    assert found.is_nothing
    assert found.same == 3
    assert found.changes() == Changes()


def test_another_name_under_the_same_code_is_the_same_area() -> None:
    found = of(taken(A, B), replace(A, name="Aiaääre küla"), B)
    assert renamed(found) == [("Aia küla", "Aiaääre küla")]
    assert [entry.area.id for entry in found.changes().begun] == ["00720101"]
    assert (found.new, found.gone, found.same) == ((), (), 1)


def test_what_is_not_in_the_file_is_gone_and_what_was_not_there_is_new() -> None:
    found = of(taken(A, B), A, replace(B, own_code="0109", name="Jõe küla"))
    assert [entry.area.code for entry in found.gone] == ["00720102"]
    assert [entry.area.code for entry in found.new] == ["00720109"]
    assert found.changes().ended == (("00720102", KUUSE),)


def test_a_settlement_that_moved_keeps_its_id_and_leaves_its_municipality() -> None:
    known = taken(A, B, C, D)
    found = of(known, A, replace(B, municipality_code="0093", municipality=PIHLA), C, D)
    assert [(met.before.area.municipality, met.after.area.municipality) for met in found.moved] == [(KUUSE, PIHLA)]
    changes = found.changes()
    assert changes.ended == (("00720102", KUUSE),)
    assert [(entry.area.id, entry.area.code) for entry in changes.begun] == [("00720102", "00930102")]
    assert found.recoded == ()


def test_a_municipality_takes_nothing_from_another_but_knows_what_came_from_there() -> None:
    found = of(taken(C, D), C, D, replace(B, municipality_code="0093", municipality=PIHLA), elsewhere=taken(A, B))
    assert [met.after.area.id for met in found.moved] == ["00720102"]
    assert found.changes().ended == ()
    assert found.municipalities == (PIHLA,)


def test_a_municipality_whose_code_changed_keeps_its_areas() -> None:
    other = [replace(one, municipality_code="0079") for one in (A, B)]
    found = of(taken(A, B), *other)
    assert (found.new, found.gone, found.moved) == ((), (), ())
    assert [met.after.area.code for met in found.recoded] == ["00790101", "00790102"]
    assert [entry.area.id for entry in found.changes().begun] == ["00720101", "00720102"]


def test_a_settlement_whose_own_code_changed_is_found_by_its_name_in_the_municipality() -> None:
    found = of(taken(A, B), replace(A, own_code="0150"), B)
    assert [(met.before.area.code, met.after.area.code) for met in found.recoded] == [("00720101", "00720150")]
    assert (found.new, found.gone) == ((), ())


def test_the_same_name_elsewhere_is_never_the_same_area() -> None:
    found = of(taken(A), C)
    assert [entry.area.id for entry in found.new] == ["00930201"]
    assert found.gone == ()


def test_a_file_of_one_municipality_says_nothing_of_its_neighbours() -> None:
    found = of(taken(A, B, C), C)
    assert found.is_nothing
    assert found.municipalities == (PIHLA,)


def test_of_a_neighbour_that_gave_a_village_the_rest_stays() -> None:
    more = replace(A, own_code="0103", name="Mäe küla")
    found = of(taken(A, B, more, C), C, replace(B, municipality_code="0093", municipality=PIHLA))
    assert found.gone == ()
    assert set(found.municipalities) == {KUUSE, PIHLA}
    assert found.changes().ended == (("00720102", KUUSE),)


def test_of_a_municipality_that_went_into_another_nothing_is_left() -> None:
    more = replace(A, own_code="0103", name="Mäe küla")
    joined = [replace(one, municipality_code="0093", municipality=PIHLA) for one in (A, B)]
    found = of(taken(A, B, more, C), C, *joined)
    assert [entry.area.name for entry in found.gone] == ["Mäe küla"]
    assert sorted(found.changes().ended) == [("00720101", KUUSE), ("00720102", KUUSE), ("00720103", KUUSE)]


def test_what_a_file_without_places_does_not_say_stays_known() -> None:
    found = of(taken(A), replace(A, point=None, outline=None, county=""))
    assert found.is_nothing


def test_another_outline_or_kind_is_told_by_itself() -> None:
    found = of(taken(A, B), replace(A, outline=None, point=(27.01, 58.0)), replace(B, kind="borough"))
    assert [met.after.area.name for met in found.redrawn] == ["Aia küla", "Oja küla"]
    assert len(found.changes().begun) == 2


def test_numbers_of_people_are_no_change() -> None:
    known = [replace(entry, area=replace(entry.area, population=12)) for entry in taken(A)]
    assert of(known, A).is_nothing


def test_own_areas_stay_and_are_told_of_when_they_lose_a_settlement() -> None:
    group = Entry(RegisteredArea("own-1", "Oja kant", KUUSE, "group", units=("00720101", "00720102")))
    found = of([*taken(A, B), group], A)
    assert found.bereft == (group.area,)
    assert [entry.area.name for entry in found.gone] == ["Oja küla"]
    assert of([*taken(A, B), group], A, B).is_nothing


def test_a_code_that_is_an_older_areas_id_gets_another() -> None:
    """An area that was first seen under this code has another by now."""
    older = Entry(RegisteredArea("00720101", "Vana küla", KUUSE, "village", code="00720199"))
    found = of([older], A, replace(A, own_code="0199", name="Vana küla", point=None, outline=None))
    assert [entry.area.id for entry in found.new] == ["00720101-2"]


def test_borders_are_changed_where_they_differ() -> None:
    once = difference([], [], file(A, borders={KUUSE: SQUARE}), {})
    assert once.changes().borders == {KUUSE: SQUARE}
    again = difference(list(once.new), [], file(A, borders={KUUSE: SQUARE}), {"kuuse vald": SQUARE})
    assert again.is_nothing


def test_a_whole_country_is_compared_fast() -> None:
    many = [
        Settlement(f"{n // 60 + 1:04}", f"{n:04}", f"Küla {n}", f"Vald {n // 60}", "village", "", (27.0, 58.0), SQUARE)
        for n in range(1, 4800)
    ]
    known = taken(*many)
    assert of(known, *many).same == 4799
