"""What every store promises of the register of areas: run against the fake, SQLite and PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assessment.core.errors import ChangedError, GoneError, StoreError
from assessment.core.ports import Store
from assessment.core.register import Alias, Changes, Entry, RegisteredArea, Source, Step, place_key

DAY, OF_FILE = date(2026, 5, 4), date(2026, 4, 1)
POLVA, SETO = "Põlva vald", "Setomaa vald"
SQUARE = ((((27.0, 58.0), (27.1, 58.0), (27.1, 58.1), (27.0, 58.0)),),)
PERI = RegisteredArea("1", "Peri küla", POLVA, "village", "Põlva maakond", None, (27.05, 58.05), code="06225912")
TAEVASKOJA = RegisteredArea("2", "Taevaskoja küla", POLVA, "village", "Põlva maakond", code="06228052")
VAARSKA = RegisteredArea("3", "Värska alevik", SETO, "borough", code="07329537")
BOTH = Step("register", (POLVA, SETO), DAY, OF_FILE, "asustusyksus.zip")
FIRST = Changes((Entry(PERI, SQUARE), Entry(TAEVASKOJA), Entry(VAARSKA)))


def of(what: str, note: str = "") -> Step:
    return Step(what, (POLVA,), DAY, None, note)


def known(store: Store) -> Store:
    store.take_step(BOTH, replace(FIRST, borders={POLVA: SQUARE}))
    return store


class TestAreas:
    def test_without_a_register_there_is_nothing(self, store: Store) -> None:
        assert store.areas(POLVA) == ()
        assert store.entries() == ()
        assert store.outlines(POLVA) == {}
        assert store.border(POLVA) is None
        assert store.aliases(POLVA) == {}
        assert store.municipalities() == ()
        assert store.source(POLVA) is None
        assert store.steps() == ()

    def test_what_was_taken_in_comes_back(self, store: Store) -> None:
        known(store)
        assert store.areas(POLVA) == (PERI, TAEVASKOJA)
        assert store.areas(SETO) == (VAARSKA,)
        assert store.entries(POLVA, outlines=True) == (Entry(PERI, SQUARE), Entry(TAEVASKOJA))
        assert store.entries(POLVA) == (Entry(PERI), Entry(TAEVASKOJA))
        assert len(store.entries()) == 3
        assert store.outlines(POLVA) == {"1": SQUARE}
        assert store.border(POLVA) == SQUARE
        assert store.border(SETO) is None
        assert store.municipalities() == (POLVA, SETO)
        assert store.source(POLVA) == Source(OF_FILE, "asustusyksus.zip")
        assert store.steps() == (replace(BOTH, number=store.steps()[0].number),)

    def test_a_municipality_is_found_however_its_name_is_written(self, store: Store) -> None:
        known(store)
        assert store.areas("  PÕLVA  vald") == (PERI, TAEVASKOJA)
        assert store.areas("Põlva") == ()
        assert store.areas("") == ()

    def test_a_new_entry_takes_the_place_of_the_old_one_and_undoing_brings_that_back(self, store: Store) -> None:
        known(store)
        renamed = replace(PERI, name="Suur-Peri küla", point=None)
        changes = Changes((Entry(renamed),), ended=(("2", POLVA),))
        step = store.take_step(replace(BOTH, municipalities=(POLVA,), source_on=DAY), changes)
        assert store.areas(POLVA) == (renamed,)
        assert store.source(POLVA) == Source(DAY, "asustusyksus.zip")
        assert store.source(SETO) == Source(OF_FILE, "asustusyksus.zip")
        assert store.undo_step(step.number).number == step.number
        assert store.areas(POLVA) == (PERI, TAEVASKOJA)
        assert store.source(POLVA) == Source(OF_FILE, "asustusyksus.zip")
        assert len(store.steps(POLVA)) == 1

    def test_an_area_of_one_municipality_is_not_ended_by_another(self, store: Store) -> None:
        known(store)
        moved = replace(PERI, municipality=SETO, code="07325912")
        store.take_step(replace(BOTH, municipalities=(SETO,)), Changes((Entry(moved),)))
        assert PERI in store.areas(POLVA)
        assert moved in store.areas(SETO)

    def test_what_a_later_step_builds_on_is_not_undone(self, store: Store) -> None:
        known(store)
        first = store.steps()[0].number
        gone = store.take_step(of("register"), Changes(ended=(("2", POLVA),)))
        again = store.take_step(of("register"), Changes((Entry(TAEVASKOJA),)))
        for number in (first, gone.number):
            with pytest.raises(ChangedError):
                store.undo_step(number)
        assert store.areas(POLVA) == (PERI, TAEVASKOJA)
        for number in (again.number, gone.number, first):
            store.undo_step(number)
        assert store.areas(POLVA) == ()
        with pytest.raises(GoneError):
            store.undo_step(first)

    def test_numbers_of_people_come_and_go(self, store: Store) -> None:
        known(store)
        first = store.take_step(of("population"), Changes(populations={"1": 120, "2": 0}))
        second = store.take_step(of("population"), Changes(populations={"1": 117}))
        assert [area.population for area in store.areas(POLVA)] == [117, 0]
        store.undo_step(second.number)
        assert [area.population for area in store.areas(POLVA)] == [120, 0]
        store.undo_step(first.number)
        assert store.areas(POLVA) == (PERI, TAEVASKOJA)

    def test_numbers_of_people_outlive_a_new_register(self, store: Store) -> None:
        known(store)
        store.take_step(of("population"), Changes(populations={"1": 120}))
        store.take_step(of("register"), Changes((Entry(replace(PERI, name="Suur-Peri küla")),)))
        assert store.areas(POLVA)[0].population == 120

    def test_merges_are_undone_one_by_one_in_any_order(self, store: Store) -> None:
        known(store)
        one = store.take_step(of("merge", "Peri"), Changes(aliases=(Alias("Peri", POLVA, "1"),)))
        other = store.take_step(of("merge", "Taeva"), Changes(aliases=(Alias("Taeva", POLVA, "2"),)))
        assert store.aliases("põlva VALD") == {place_key("Peri", POLVA): "1", place_key("Taeva", POLVA): "2"}
        assert store.aliases(SETO) == {}
        store.undo_step(one.number)
        assert store.aliases(POLVA) == {place_key("Taeva", POLVA): "2"}
        store.undo_step(other.number)
        assert store.aliases(POLVA) == {}

    def test_a_step_decided_by_an_older_state_is_refused(self, store: Store) -> None:
        known(store)
        newest = store.steps(POLVA)[0].number
        store.take_step(of("population"), Changes(populations={"1": 1}), newest)
        with pytest.raises(ChangedError):
            store.take_step(of("population"), Changes(populations={"1": 2}), newest)
        with pytest.raises(ChangedError):
            store.take_step(of("population"), Changes(populations={"1": 2}), 0)
        store.take_step(replace(of("population"), municipalities=(SETO,)), Changes(populations={"3": 2}), newest)
        assert [area.population for area in store.areas(POLVA)] == [1, None]

    def test_the_number_of_an_undone_step_is_not_given_again(self, store: Store) -> None:
        first = store.take_step(of("own"), Changes())
        store.undo_step(first.number)
        assert store.take_step(of("own"), Changes()).number > first.number

    def test_a_step_is_stored_whole_or_not_at_all(self, store: Store) -> None:
        known(store)
        bad = Changes((Entry(replace(PERI, name="Uus küla")), Entry(replace(TAEVASKOJA, name="a\x00b"))))
        with pytest.raises(StoreError):
            store.take_step(BOTH, bad)
        assert store.areas(POLVA) == (PERI, TAEVASKOJA)
        assert len(store.steps()) == 1

    def test_own_areas_keep_their_units_and_make_no_register(self, store: Store) -> None:
        group = RegisteredArea("own-1", "Ahja jõe kant", POLVA, "group", units=("1", "2"))
        store.take_step(of("own", group.name), Changes((Entry(group),)))
        assert store.areas(POLVA) == (group,)
        assert store.municipalities() == ()
        assert store.source(POLVA) is None

    def test_a_group_has_the_people_of_its_units_where_all_are_known(self, store: Store) -> None:
        known(store)
        group = RegisteredArea("own-1", "Ahja jõe kant", POLVA, "group", units=("1", "2"))
        store.take_step(of("own", group.name), Changes((Entry(group),)))
        store.take_step(of("population"), Changes(populations={"1": 120}))
        assert next(area for area in store.areas(POLVA) if area.id == "own-1").population is None
        store.take_step(of("population"), Changes(populations={"2": 30}))
        assert next(area for area in store.areas(POLVA) if area.id == "own-1").population == 150

    def test_a_whole_country_is_taken_in_by_one_step(self, store: Store) -> None:
        many = tuple(
            Entry(RegisteredArea(f"a{n}", f"Küla {n:05}", f"Vald {n % 80}", code=f"{n:08}"), SQUARE)
            for n in range(10_000)
        )
        step = Step("register", tuple(f"Vald {n}" for n in range(80)), DAY)
        number = store.take_step(step, Changes(many), 0).number
        assert len(store.areas("Vald 7")) == 125
        assert len(store.municipalities()) == 80
        store.undo_step(number)
        assert store.entries() == ()
