"""Live workshops go when they are old, by whatever way old things are removed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assessment import bootstrap
from assessment.__main__ import main
from assessment.core.workshop import OPEN_ROOM, SUMMARY, Step, Workshop
from assessment.journeys.retention import forget_workshops, months_later
from tests.fakes import FixedClock, MemoryStore

ROOM = Workshop("w", "village_phases/v1", OPEN_ROOM, "et", (Step(SUMMARY),), date(2026, 5, 4))


def opened(store, *days):
    for day in days:
        id_ = day.isoformat()
        store.open_workshop(replace(ROOM, id=id_, opened_on=day), f"code {id_}", f"host {id_}", f"wall {id_}")


def left(store):
    return [one.workshop.opened_on for one in store.workshops()]


def test_workshops_opened_so_many_months_ago_go():
    store, clock = MemoryStore(), FixedClock(date(2027, 5, 4))
    opened(store, date(2026, 5, 3), date(2026, 5, 4), date(2027, 5, 4))
    assert forget_workshops(store, clock, 12) == 1
    assert left(store) == [date(2026, 5, 4), date(2027, 5, 4)]
    assert forget_workshops(store, clock, 12) == 0


def test_old_workshops_go_once_a_day(house):
    today = house.clock.today()
    old = months_later(today, -house.settings.retention_months - 1)
    opened(house.store, old, today)
    assert bootstrap.remove_old(house).workshops == 1
    assert left(house.store) == [today]


def test_who_removes_what_is_old_is_told_how_many_workshops_went(house, capsys):
    opened(house.store, date(2020, 1, 1), date(2020, 1, 2), house.clock.today())
    assert main(["anonymise"]) == 0
    assert "Old workshops removed: 2." in capsys.readouterr().out
