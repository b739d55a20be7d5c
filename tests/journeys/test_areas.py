from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assessment.core.access import Access
from assessment.core.area import Area
from assessment.core.errors import ChangedError, FileError, ForbiddenError, GoneError, UnusableError
from assessment.core.register import Source
from assessment.core.round import Round
from assessment.core.settlements import People, Settlement, SettlementFile
from assessment.journeys import areas, own_areas
from tests.fakes import CountingCodes, FixedClock, MemoryStore

TODAY, OF_FILE = date(2026, 5, 4), date(2026, 4, 1)
KUUSE, PIHLA = "Kuuse vald", "Pihla vald"
SQUARE = ((((27.0, 58.0), (27.1, 58.0), (27.1, 58.1), (27.0, 58.0)),),)
AIA = Settlement("0072", "0101", "Aia küla", KUUSE, "village", "Metsa maakond", (27.0, 58.0), SQUARE)
OJA = Settlement("0072", "0102", "Oja küla", KUUSE, "village", "Metsa maakond", (27.2, 58.2))
PIHLA_TOWN = Settlement("0093", "0093", "Pihla linn", PIHLA, "town")
WHOLE = SettlementFile("asustus.zip", (AIA, OJA, PIHLA_TOWN), {KUUSE: SQUARE}, OF_FILE, municipalities=2)
OF_KUUSE = replace(WHOLE, settlements=(AIA, OJA))


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(TODAY)


def register(store: MemoryStore, clock: FixedClock, file: SettlementFile = WHOLE, municipality: str = "") -> int:
    return areas.take_in(store, clock, areas.preview(store, file, municipality)).number


def asked(store: MemoryStore, name: str, share: str = "released", municipality: str = KUUSE) -> None:
    id_ = f"{name} {share} {municipality}"
    store.open_round(
        Round(id_, "q/v1", Area(name, municipality), "2026", TODAY, TODAY, share=share), f"c{id_}", f"k{id_}"
    )


def names(store: MemoryStore, municipality: str = KUUSE) -> list[str]:
    return [area.name for area in store.areas(municipality)]


class TestRegister:
    def test_a_preview_stores_nothing(self, store: MemoryStore) -> None:
        found = areas.preview(store, WHOLE)
        assert len(found.difference.new) == 3
        assert store.entries() == ()
        assert store.steps() == ()

    def test_what_was_looked_at_is_stored_with_its_date_and_file(self, store: MemoryStore, clock: FixedClock) -> None:
        register(store, clock)
        assert names(store) == ["Aia küla", "Oja küla"]
        assert names(store, PIHLA) == ["Pihla linn"]
        assert store.source(KUUSE) == Source(OF_FILE, "asustus.zip")
        assert store.outlines(KUUSE) == {"00720101": SQUARE}
        assert store.border(KUUSE) == SQUARE

    def test_the_same_file_again_changes_nothing_but_the_date(self, store: MemoryStore, clock: FixedClock) -> None:
        register(store, clock)
        again = areas.preview(store, replace(WHOLE, on=date(2026, 5, 1)))
        assert again.difference.is_nothing
        areas.take_in(store, clock, again)
        assert store.source(PIHLA) == Source(date(2026, 5, 1), "asustus.zip")

    def test_a_worker_changes_the_own_municipality_alone(self, store: MemoryStore, clock: FixedClock) -> None:
        register(store, clock)
        moved = replace(PIHLA_TOWN, municipality=KUUSE, municipality_code="0072")
        register(store, clock, replace(OF_KUUSE, settlements=(AIA, moved)), KUUSE)
        assert names(store) == ["Aia küla", "Pihla linn"]
        assert names(store, PIHLA) == ["Pihla linn"]
        assert store.areas(KUUSE)[1].id == store.areas(PIHLA)[0].id

    def test_a_date_is_needed_and_not_one_to_come(self, store: MemoryStore, clock: FixedClock) -> None:
        found = areas.preview(store, replace(WHOLE, on=None))
        for day in (None, date(2026, 5, 5)):
            with pytest.raises(FileError):
                areas.take_in(store, clock, found, day)
        assert store.steps() == ()
        areas.take_in(store, clock, found, TODAY)
        assert store.source(KUUSE) == Source(TODAY, "asustus.zip")

    def test_a_preview_that_is_out_of_date_is_refused(self, store: MemoryStore, clock: FixedClock) -> None:
        found = areas.preview(store, WHOLE)
        register(store, clock, OF_KUUSE, KUUSE)
        with pytest.raises(ChangedError):
            areas.take_in(store, clock, found)
        assert len(store.steps()) == 1

    def test_an_import_is_undone_whole(self, store: MemoryStore, clock: FixedClock) -> None:
        first = register(store, clock)
        second = register(store, clock, replace(OF_KUUSE, settlements=(replace(AIA, name="Aed"),)), KUUSE)
        assert names(store) == ["Aed"]
        areas.undo(store, second, KUUSE)
        assert names(store) == ["Aia küla", "Oja küla"]
        areas.undo(store, first)
        assert store.entries() == ()

    def test_a_worker_undoes_nothing_of_others(self, store: MemoryStore, clock: FixedClock) -> None:
        whole = register(store, clock)
        with pytest.raises(UnusableError):
            areas.undo(store, whole, KUUSE)
        own = register(store, clock, replace(WHOLE, settlements=(replace(PIHLA_TOWN, name="Pihl"),)), PIHLA)
        with pytest.raises(GoneError):
            areas.undo(store, own, KUUSE)
        assert names(store, PIHLA) == ["Pihl"]

    def test_an_area_that_comes_back_is_the_same(self, store: MemoryStore, clock: FixedClock) -> None:
        before = register(store, clock), store.areas(KUUSE)
        areas.undo(store, before[0])
        register(store, clock)
        assert store.areas(KUUSE) == before[1]


class TestScope:
    def access(self, role: str, municipality: str) -> Access:
        return Access("a", municipality, role, TODAY, TODAY)

    def test_a_worker_has_the_own_municipality_and_an_operator_all(self) -> None:
        assert areas.scope(self.access("worker", KUUSE)) == KUUSE
        assert areas.scope(self.access("operator", "")) == ""

    def test_no_worker_has_all(self) -> None:
        with pytest.raises(ForbiddenError):
            areas.scope(self.access("worker", " "))

    def test_a_program_changes_no_register(self) -> None:
        with pytest.raises(ForbiddenError):
            areas.scope(self.access("program", KUUSE))


class TestPeople:
    def test_numbers_find_their_areas_by_code_and_by_name(self, store: MemoryStore, clock: FixedClock) -> None:
        register(store, clock)
        people = People("r.csv", {"0101": 120, "oja küla": 30, "00930093": 9000, "9999": 1})
        found = areas.preview_people(store, people)
        assert [(area.name, number) for area, number in found.known] == [
            ("Aia küla", 120),
            ("Oja küla", 30),
            ("Pihla linn", 9000),
        ]
        assert found.unmatched == ("9999",)
        areas.take_people(store, clock, found, date(2026, 1, 1))
        assert [area.population for area in store.areas(KUUSE)] == [120, 30]

    def test_a_worker_counts_the_own_municipality_alone(self, store: MemoryStore, clock: FixedClock) -> None:
        register(store, clock)
        found = areas.preview_people(store, People("r.csv", {"0101": 120, "0093": 9000}), KUUSE)
        assert found.unmatched == ("0093",)
        assert [area.name for area in found.without] == ["Oja küla"]

    def test_two_rows_for_one_area_leave_the_second_unmatched(self, store: MemoryStore, clock: FixedClock) -> None:
        register(store, clock)
        found = areas.preview_people(store, People("r.csv", {"0101": 120, "aia küla": 7}))
        assert (len(found.known), found.unmatched) == (1, ("aia küla",))

    def test_without_a_register_or_a_match_nothing_is_stored(self, store: MemoryStore, clock: FixedClock) -> None:
        with pytest.raises(FileError):
            areas.preview_people(store, People("r.csv", {"0101": 120}))
        register(store, clock)
        with pytest.raises(FileError):
            areas.take_people(store, clock, areas.preview_people(store, People("r.csv", {"9999": 1})))
        assert len(store.steps()) == 1


class TestMerge:
    def test_a_name_is_joined_with_an_area_and_let_go_again(self, store: MemoryStore, clock: FixedClock) -> None:
        register(store, clock)
        asked(store, "Aia")
        [offered] = areas.to_merge(store, KUUSE)
        assert (offered.name, [one.name for one in offered.candidates]) == ("Aia", ["Aia küla"])
        step = areas.merge(store, clock, KUUSE, "Aia", offered.candidates[0].area_id)
        assert step.note == "Aia → Aia küla"
        assert areas.to_merge(store, KUUSE) == ()
        assert store.aliases(KUUSE) == {"kuuse vald|aia": "00720101"}
        areas.undo(store, step.number, KUUSE)
        assert store.aliases(KUUSE) == {}
        assert len(areas.to_merge(store, KUUSE)) == 1

    def test_a_round_that_shares_nothing_gives_nothing_away(self, store: MemoryStore, clock: FixedClock) -> None:
        register(store, clock)
        asked(store, "Aia", share="nothing")
        assert areas.to_merge(store, KUUSE) == ()
        asked(store, "Aia")
        assert areas.to_merge(store, KUUSE)[0].rounds == 1

    def test_a_round_of_another_municipality_is_not_offered(self, store: MemoryStore, clock: FixedClock) -> None:
        register(store, clock)
        asked(store, "Aia", municipality=PIHLA)
        asked(store, "Aia", municipality="")
        assert areas.to_merge(store, KUUSE) == ()

    def test_what_was_not_offered_is_not_joined(self, store: MemoryStore, clock: FixedClock) -> None:
        register(store, clock)
        asked(store, "Aia")
        for name, area_id in (("Aia", "00720102"), ("Oja", "00720102"), ("Aia", "00930093")):
            with pytest.raises(UnusableError):
                areas.merge(store, clock, KUUSE, name, area_id)
        assert store.aliases(KUUSE) == {}

    def test_without_a_register_typed_names_are_joined(self, store: MemoryStore, clock: FixedClock) -> None:
        asked(store, "Peri")
        asked(store, "Peri küla")
        [offered] = areas.to_merge(store, KUUSE)
        areas.merge(store, clock, KUUSE, "Peri", offered.candidates[0].area_id)
        assert store.aliases(KUUSE) == {"kuuse vald|peri": "name:kuuse vald|peri küla"}


class TestOwnAreas:
    @pytest.fixture
    def codes(self) -> CountingCodes:
        return CountingCodes()

    def test_a_group_and_a_part_are_made(self, store: MemoryStore, clock: FixedClock, codes: CountingCodes) -> None:
        register(store, clock)
        group = own_areas.make(store, clock, codes, KUUSE, "  Jõe   kant ", ["00720102", "00720101"], "group")
        part = own_areas.make(store, clock, codes, KUUSE, "Aia sadam", ["00720101"], "part")
        assert own_areas.own(store, KUUSE) == (part, group)
        assert (group.name, group.units, group.county) == ("Jõe kant", ("00720101", "00720102"), "Metsa maakond")
        assert group.point == pytest.approx((27.1, 58.1))
        assert len(own_areas.settlements(store, KUUSE)) == 2

    @pytest.mark.parametrize(
        ("asked_for", "problem"),
        [
            ((" ", ["00720101"], "part"), "nameless"),
            (("x" * 121, ["00720101"], "part"), "long"),
            (("aia KÜLA", ["00720101"], "part"), "taken"),
            (("Kant", ["00720101", "00720102"], "part"), "one_unit"),
            (("Kant", [], "part"), "one_unit"),
            (("Kant", ["00720101"], "group"), "units"),
            (("Kant", ["00720101", "00720101"], "group"), "units"),
            (("Kant", ["00720101", "00930093"], "group"), "unknown"),
            (("Kant", ["00720101"], "village"), "unknown"),
        ],
    )
    def test_what_cannot_be_made_is_told(
        self, store: MemoryStore, clock: FixedClock, asked_for: tuple[str, list[str], str], problem: str
    ) -> None:
        register(store, clock)
        assert own_areas.problem(store, KUUSE, *asked_for) == problem
        with pytest.raises(UnusableError):
            own_areas.make(store, clock, CountingCodes(), KUUSE, *asked_for)
        assert own_areas.own(store, KUUSE) == ()

    def test_an_own_area_is_removed_and_brought_back(
        self, store: MemoryStore, clock: FixedClock, codes: CountingCodes
    ) -> None:
        register(store, clock)
        made = own_areas.make(store, clock, codes, KUUSE, "Aia sadam", ["00720101"], "part")
        step = own_areas.remove(store, clock, KUUSE, made.id)
        assert own_areas.own(store, KUUSE) == ()
        areas.undo(store, step.number, KUUSE)
        assert own_areas.own(store, KUUSE) == (made,)
        for elsewhere, area_id in ((PIHLA, made.id), (KUUSE, "00720101")):
            with pytest.raises(UnusableError):
                own_areas.remove(store, clock, elsewhere, area_id)

    def test_own_areas_outlive_a_new_register(
        self, store: MemoryStore, clock: FixedClock, codes: CountingCodes
    ) -> None:
        register(store, clock)
        made = own_areas.make(store, clock, codes, KUUSE, "Jõe kant", ["00720101", "00720102"], "group")
        found = areas.preview(store, replace(OF_KUUSE, settlements=(AIA,)), KUUSE)
        assert found.difference.bereft == (made,)
        areas.take_in(store, clock, found)
        assert own_areas.own(store, KUUSE) == (made,)
