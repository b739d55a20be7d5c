"""A list of areas is checked as a whole: every fault is told at once, with its row, column and rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assessment.core.area import Area
from assessment.core.register import RegisteredArea, place_key
from assessment.core.round import Round
from assessment.core.wanted import MOST_AREAS, already_open, faults, followed, wanted

TODAY = date(2026, 11, 24)
KINDS = ("village", "part")
PERI = Area("Peri küla", "Põlva vald")
OPEN = Round("a", "village_phases/v1", PERI, "2026", TODAY, TODAY, series="a")


def identity(area):
    return place_key(area.name, area.municipality)


def listed(*names, municipality="Põlva vald", **more):
    return [wanted(name, municipality, row=row, **more) for row, name in enumerate(names, 2)]


def rules(found):
    return [(fault.rule, fault.row, fault.column) for fault in found]


def test_a_list_without_a_fault_has_none():
    assert faults(listed("Peri küla", "Mammaste küla", kind="village"), KINDS, identity) == ()


def test_every_fault_is_told_with_its_row_and_column():
    rows = [
        *listed("Peri küla", " \u200b", "x" * 121, " PERI   küla "),
        wanted("Kiisa", "Põlva vald", "planet", row=6),
        wanted("Võru", "Võru vald", contact="y" * 121, row=7),
    ]
    assert rules(faults(rows, KINDS, identity, "põlva vald")) == [
        ("empty", 3, "area"),
        ("long", 4, "area"),
        ("twice", 5, "area"),
        ("unknown", 6, "kind"),
        ("long", 7, "contact"),
        ("elsewhere", 7, "municipality"),
    ]


def test_a_fault_names_what_was_written_and_what_is_allowed():
    [twice] = faults(listed("Peri küla", "peri KÜLA"), KINDS, identity)
    assert twice.values == {"written": "peri KÜLA", "first": 2}
    [unknown] = faults(listed("Peri", kind="planet"), KINDS, identity)
    assert unknown.values == {"written": "planet", "allowed": "küla (village), külaosa (part)"}


def test_no_area_and_too_many_are_faults_of_the_list():
    assert rules(faults([], KINDS, identity)) == [("none", 0, "")]
    many = listed(*(f"Küla {n}" for n in range(MOST_AREAS + 1)))
    assert rules(faults(many, KINDS, identity)) == [("many", 0, "")]
    assert faults(many[:-1], KINDS, identity) == ()


def test_two_names_of_one_area_are_one():
    merged = RegisteredArea("1", "Peri küla", "Põlva vald")
    found = faults(listed("Peri", "Peri küla"), KINDS, lambda area: merged.id)
    assert rules(found) == [("twice", 3, "area")]


def test_the_same_name_in_another_municipality_is_another_place():
    rows = [*listed("Vanamõisa küla"), wanted("Vanamõisa küla", "Saue vald", row=3)]
    assert faults(rows, KINDS, identity) == ()


def test_signs_that_are_not_seen_are_left_out():
    assert wanted(" Peri\n\u202e küla ", "Põlva  vald ").area == PERI


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({}, True),
        ({"period": " 2026 "}, True),
        ({"period": "2025"}, False),
        ({"closed_on": TODAY}, False),
        ({"closes_on": date(2026, 11, 23)}, False),
        ({"area": Area("Kiisa küla", "Põlva vald")}, False),
        ({"area": Area("PERI  küla", "põlva vald")}, True),
        ({"share": "nothing"}, False),
        ({"share": "nothing", "opened_by": "Põlva vald"}, True),
    ],
)
def test_an_open_round_is_told_unless_it_is_hidden(change, told):
    found = already_open(listed("Peri küla", "Mammaste"), [replace(OPEN, **change)], identity, "2026", TODAY)
    assert [one.area for one in found] == ([PERI] if told else [])


OVER = replace(OPEN, closed_on=TODAY, opened_by="Põlva vald")


@pytest.mark.parametrize(
    ("rounds", "follows"),
    [
        ([OVER], "a"),
        ([OVER, replace(OVER, id="b", number=2)], "b"),
        ([replace(OVER, opened_by="põlva  VALD")], "a"),
        ([replace(OVER, opened_by="")], None),  # the area's own
        ([replace(OVER, opened_by="Võru vald")], None),
        ([OVER, replace(OVER, id="b", number=2, opened_by="")], None),  # its coordinator went on alone
        ([replace(OVER, closed_on=None)], None),  # it still takes answers
        ([replace(OVER, area=Area("Kiisa küla", "Põlva vald"))], None),
        ([OVER, replace(OVER, id="z", series="z", opened_on=date(2027, 1, 1))], "z"),  # the later of two series
    ],
)
def test_only_a_series_that_the_municipality_had_all_links_of_is_continued(rounds, follows):
    found = followed(rounds, identity, "Põlva vald", TODAY).get(identity(PERI))
    assert (found and found.id) == follows


def test_without_a_municipality_nothing_is_continued():
    no_name = replace(OVER, area=Area("Peri küla"), opened_by="")
    assert followed([no_name], identity, "", TODAY) == {}
