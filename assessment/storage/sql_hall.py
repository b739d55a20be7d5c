"""What the hall gives beside the phones, in SQL: hands, what was agreed, and ideas."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from assessment.core.ballot import Counts
from assessment.core.errors import GoneError, StoreError, VoteError
from assessment.core.scene import Agreed, Idea
from assessment.core.workshop import ELSEWHERE, IDEAS, refusal
from assessment.storage import workshop_rows as rows
from assessment.storage.database import storable
from assessment.storage.sql_courses import SqlCourses
from assessment.storage.workshop_tables import workshop_agreed, workshop_hands, workshop_idea


class SqlHall(SqlCourses):
    """The hands, notes and ideas of all workshops in one database."""

    def give_hands(self, workshop_id: str, step: str, ballot: int, counts: Counts) -> None:
        """Store the hands counted in a ballot in place of earlier ones."""
        row = {"workshop_id": storable(workshop_id), "step": storable(step), "ballot": ballot}
        row |= {"levels": " ".join(map(str, counts.levels)), "dk": counts.dk, "abstained": counts.abstained}
        with self._writing() as connection:
            self._refuse(connection, workshop_id, step, ballot)
            connection.execute(rows.HANDS_UPSERTS[self._engine.dialect.name], row)

    def hands(self, workshop_id: str) -> Mapping[tuple[str, int], Counts]:
        """The hands counted in each ballot, by step's key and ballot."""
        found = self._read(select(workshop_hands).where(workshop_hands.c.workshop_id == storable(workshop_id)), {})
        return {
            (row.step, row.ballot): Counts(tuple(map(int, row.levels.split())), row.dk, row.abstained) for row in found
        }

    def note_agreed(self, workshop_id: str, step: str, agreed: Agreed) -> None:
        """Store what was agreed at a step in place of an earlier note."""
        row: dict[str, object] = {"workshop_id": storable(workshop_id), "step": storable(step)}
        row |= {"level": agreed.level, "dissent": storable(agreed.dissent)}
        with self._writing() as connection:
            self._held_one(connection, workshop_id)
            connection.execute(rows.AGREED_UPSERTS[self._engine.dialect.name], row)

    def agreed(self, workshop_id: str) -> Mapping[str, Agreed]:
        """What was noted, by step's key."""
        found = self._read(select(workshop_agreed).where(workshop_agreed.c.workshop_id == storable(workshop_id)), {})
        return {row.step: Agreed(row.level, row.dissent) for row in found}

    def add_idea(self, workshop_id: str, seat_id: str, idea: Idea) -> None:
        """Store a text of a participant."""
        row = {name: storable(getattr(idea, name)) for name in ("id", "text", "state")}
        row |= {"workshop_id": storable(workshop_id), "seat_id": storable(seat_id)}
        row["grouped_under"] = storable(idea.group)
        last = func.coalesce(func.max(workshop_idea.c.number), 0) + 1
        number = select(last).where(workshop_idea.c.workshop_id == workshop_id)
        try:
            with self._writing() as connection:
                self._refuse(connection, workshop_id, IDEAS, 1)
                home = connection.execute(rows.WORKSHOPS_OF, {"sought": [seat_id]}).one_or_none()
                if home is None or home.workshop_id != workshop_id:
                    raise VoteError(ELSEWHERE)
                connection.execute(insert(workshop_idea), row | {"number": connection.scalar(number)})
        except IntegrityError:
            raise StoreError("An idea with this id is there already. Write it with a new id.") from None

    def change_idea(self, workshop_id: str, idea: Idea) -> None:
        """The state and the group of the idea with this id are as given from now on."""
        kept = workshop_idea.c
        of_id = (kept.id == storable(idea.id)) & (kept.workshop_id == storable(workshop_id))
        changed = {"state": storable(idea.state), "grouped_under": storable(idea.group)}
        with self._writing() as connection:
            if not connection.execute(update(workshop_idea).where(of_id).values(changed)).rowcount:
                raise GoneError("There is no such idea here: its workshop was deleted, or it was never written.")

    def ideas(self, workshop_id: str) -> tuple[Idea, ...]:
        """The ideas of a workshop in the order of writing, without support."""
        return self._ideas(select(workshop_idea).where(workshop_idea.c.workshop_id == storable(workshop_id)))

    def ideas_of(self, seat_ids: Collection[str]) -> tuple[Idea, ...]:
        """The ideas that these seats wrote, in the order of writing."""
        return self._ideas(select(workshop_idea).where(workshop_idea.c.seat_id.in_(list(map(storable, seat_ids)))))

    def _refuse(self, connection: Connection, workshop_id: str, step: str, ballot: int) -> None:
        found = self._held_one(connection, workshop_id)
        refused = refusal(found.workshop, found.course, step, ballot)
        if refused:
            raise VoteError(refused)

    def _ideas(self, query: Select[Any]) -> tuple[Idea, ...]:
        # Two that were written at the very same moment may have one number.
        return tuple(map(_idea, self._read(query.order_by(workshop_idea.c.number, workshop_idea.c.id), {})))


def _idea(row: Row[Any]) -> Idea:
    return Idea(row.id, row.text, row.state, row.grouped_under)
