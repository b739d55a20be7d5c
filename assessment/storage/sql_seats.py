"""Who joined a live workshop and what they chose, in SQL."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from assessment.core import workshops
from assessment.core.errors import ClosedError, FullError, GoneError, StoreError
from assessment.core.scene import Presence
from assessment.core.workshop import ELSEWHERE, OVER, Standing, refusal
from assessment.core.workshops import Pulse, Seat, Vote
from assessment.storage import workshop_rows as rows
from assessment.storage.database import storable
from assessment.storage.sql_courses import SqlCourses
from assessment.storage.workshop_tables import workshop_seat


class SqlSeats(SqlCourses):
    """The seats and the votes of all workshops in one database."""

    def join_workshop(self, seat: Seat) -> Seat:
        """Store a seat; it comes back with its number."""
        row = rows.seat_row(seat)
        try:
            with self._writing() as connection:
                if not self._is_sqlite:
                    # Those who join the same workshop come one after the other; who votes meanwhile need not wait.
                    key = func.hashtextextended(seat.workshop_id, 0)
                    connection.execute(select(func.pg_advisory_xact_lock(key)))
                if self._held_one(connection, seat.workshop_id).course.has_ended:
                    raise ClosedError("The workshop is over. Nobody joins it any more.")
                number = connection.scalar(rows.NEXT_NUMBER, {"sought": seat.workshop_id}) or 1
                if number > workshops.MOST_IN_HALL:
                    raise FullError(f"{workshops.MOST_IN_HALL} seats are taken in this workshop. No more join it.")
                row["number"] = number
                connection.execute(insert(workshop_seat), row)
        except IntegrityError:
            raise StoreError("A seat with this id is there already. Join with a new id.") from None
        return replace(seat, number=number)

    def change_seat(self, seat: Seat) -> None:
        """The seat with this id is as given from now on: only its people, role, place and consent may differ."""
        row = rows.seat_row(seat)
        changed = {name: row[name] for name in ("people", "role", "settlement", "municipality", "consents")}
        kept = workshop_seat.c
        of_id = (kept.id == row["id"]) & (kept.workshop_id == row["workshop_id"])
        with self._writing() as connection:
            if not connection.execute(update(workshop_seat).where(of_id).values(changed)).rowcount:
                raise GoneError("There is no such seat here: its workshop was deleted, or it never joined.")

    def seats(self, workshop_id: str) -> tuple[Seat, ...]:
        """The seats of a workshop, by number."""
        return tuple(map(rows.seat_of, self._read(rows.SEATS, {"sought": storable(workshop_id)})))

    def seats_at(self, workshop_id: str, device: str) -> tuple[Seat, ...]:
        """The seats of one device in a workshop, by number."""
        sought = {"sought": storable(workshop_id), "device": storable(device)}
        return tuple(map(rows.seat_of, self._read(rows.SEATS_AT, sought)))

    def cast_votes(self, votes: Sequence[Vote]) -> tuple[str, ...]:
        """Store votes, each in place of an earlier one of its seat in its ballot; for each the refusal, or nothing."""
        written = [_vote_row(one) for one in votes]
        if not written:
            return ()
        with self._writing() as connection:
            standings = self._held(connection, {one.workshop_id for one in votes})
            sought = {"sought": sorted({one.seat_id for one in votes})}
            homes = {row.id: row.workshop_id for row in connection.execute(rows.WORKSHOPS_OF, sought)}
            refusals = tuple(_refusal(one, standings, homes) for one in votes)
            # The last of one seat in one ballot counts. In one order: two tabs do not wait for one another in a circle.
            taken = {
                (one.seat_id, one.step, one.ballot): row
                for one, row, refused in zip(votes, written, refusals, strict=True)
                if not refused
            }
            if taken:
                upsert = rows.VOTE_UPSERTS[self._engine.dialect.name]
                connection.execute(upsert, [taken[key] for key in sorted(taken)])
        return refusals

    def votes(self, workshop_id: str, step: str = "") -> tuple[Vote, ...]:
        """The votes of a workshop, or of one step of it, in the order of seats and ballots."""
        sought = {"sought": storable(workshop_id)}
        if not step:
            return _votes(self._read(rows.VOTES_IN, sought))
        return _votes(self._read(rows.VOTES_AT, sought | {"step": storable(step)}))

    def votes_of(self, seat_ids: Collection[str]) -> tuple[Vote, ...]:
        """The votes of these seats, in the order of seats and ballots."""
        return _votes(self._read(rows.VOTES_OF, {"sought": list(map(storable, seat_ids))}))

    def pulses(self, workshop_ids: Collection[str]) -> Mapping[str, Pulse]:
        """The pulse of each of these workshops that exists."""
        found = self._read(rows.PULSES, {"sought": list(map(storable, workshop_ids))})
        return {row.id: Pulse(row.revision, Presence(row.joined, row.voted, row.tables)) for row in found}


def _vote_row(one: Vote) -> dict[str, object]:
    storable(one.workshop_id)
    texts = {name: storable(getattr(one, name)) for name in ("seat_id", "step", "choice")}
    return {**texts, "ballot": one.ballot}


def _refusal(vote: Vote, standings: Mapping[str, Standing], homes: Mapping[str, str]) -> str:
    found = standings.get(vote.workshop_id)
    if found is None:
        return OVER
    if homes.get(vote.seat_id) != vote.workshop_id:
        return ELSEWHERE
    return refusal(found.workshop, found.course, vote.step, vote.ballot)


def _votes(found: Sequence[Row[Any]]) -> tuple[Vote, ...]:
    # Sorted here: databases do not agree on the order of texts.
    placed = sorted(found, key=lambda row: (row.workshop_id, row.number, row.ballot, row.step))
    return tuple(Vote(row.workshop_id, row.seat_id, row.step, row.ballot, row.choice) for row in placed)
