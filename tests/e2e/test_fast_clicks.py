"""However fast somebody clicks, and however slow the server is just then, every answer is stored, in one place."""

import asyncio
import sqlite3

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.e2e.apart import run_apart
from tests.e2e.protocol import arriving
from tests.e2e.server import running_app


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fast")
    with running_app(folder) as address:
        yield address, folder / "app.db"


def stored(database, settlement):
    """The answers beside this settlement, for each self-assessment that has it."""
    with sqlite3.connect(database) as connection:
        rows = connection.execute(
            "SELECT assessment_id, item, value FROM answer WHERE assessment_id IN "
            "(SELECT assessment_id FROM answer WHERE item = 'settlement' AND value = ?)",
            (settlement,),
        ).fetchall()
    found = {}
    for assessment, item, value in rows:
        found.setdefault(assessment, {})[item] = value
    return list(found.values())


async def hurried(address, settlement):
    """The place, the role and a whole topic, each click sent before the page has answered the one before it."""
    async with arriving(address) as visitor:
        text, role = visitor.named("-settlement-"), visitor.named("-role-")
        visitor.chosen[text.id] = WidgetState(id=text.id, string_value=settlement)
        await visitor.send()
        visitor.chosen[role.id] = WidgetState(id=role.id, string_value=role.options[1])
        await visitor.send()
        pressed = visitor.named("-next")
        await visitor.send(WidgetState(id=pressed.id, trigger_value=True))
        # What stands below the button is there: before that, the button on the screen is still that of the one before.
        await visitor.until("-give_code")
        level, trend = visitor.named("-leadership-et"), visitor.named("-leadership_trend-")
        for place in range(4):
            visitor.chosen[level.id] = WidgetState(id=level.id, string_value=level.options[place])
            await visitor.send()
            visitor.chosen[trend.id] = WidgetState(id=trend.id, string_value=trend.options[place])
            await visitor.send()
        pressed = visitor.named("-next")
        await visitor.send(WidgetState(id=pressed.id, trigger_value=True))
        await visitor.until("-participation_trend-")


def test_no_answer_is_lost_and_none_is_torn_away(served):
    address, database = served

    async def crowd():
        await asyncio.gather(*(hurried(address, f"Küla {number}") for number in range(12)))

    run_apart(crowd())
    expected = {"role": "leader", "leadership": "3", "leadership_trend": "dk"}
    for number in range(12):
        assert stored(database, f"Küla {number}") == [{"settlement": f"Küla {number}", **expected}]
