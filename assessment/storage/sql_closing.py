"""What becomes of a round and its responses when it closes, in SQL."""

from __future__ import annotations

from datetime import date

from sqlalchemy import delete, select, update

from assessment.core.answers import GROUP_TEXT
from assessment.core.errors import ClosedError, GoneError, OpenError
from assessment.core.response import GROUP
from assessment.storage.database import storable
from assessment.storage.faults import faults_told
from assessment.storage.series import forget_overviews
from assessment.storage.sql_rounds import UNKNOWN, SqlRounds, changed, of_id
from assessment.storage.tables import answer, assessment, round_, spent_slip


class SqlClosing(SqlRounds):
    """The end of rounds in one database."""

    def stop(self, round_id: str, day: date) -> None:
        """No answer is stored from now on; nothing happens if that is so already."""
        with self._writing() as connection:
            if self._closed(connection, round_id, shared=False) is None:
                connection.execute(of_id(round_id).values(closed_on=day))

    def freeze(self, round_id: str, snapshot: str) -> str:
        """Keep what was released of a stopped round. The first snapshot stands; it is what is returned."""
        is_empty = round_.c.snapshot.is_(None) & round_.c.closed_on.is_not(None)
        with self._writing() as connection:
            forget_overviews(connection, round_id, self._is_sqlite)
            connection.execute(of_id(round_id).where(is_empty).values(snapshot=storable(snapshot)))
            found = connection.execute(select(round_.c.snapshot).where(round_.c.id == round_id)).one_or_none()
        if found is None:
            raise GoneError(UNKNOWN)
        if found.snapshot is None:
            raise OpenError("The round was reopened meanwhile.")
        return str(found.snapshot)

    def snapshot(self, round_id: str) -> str | None:
        """What was released of the round, or None while there is nothing."""
        query = select(round_.c.snapshot).where(round_.c.id == storable(round_id))
        with faults_told(), self._engine.connect() as connection:
            found = connection.execute(query).one_or_none()
        if found is None:
            raise GoneError(UNKNOWN)
        return None if found.snapshot is None else str(found.snapshot)

    def reopen(self, round_id: str, day: date, seen: str | None) -> None:
        """Answers are taken again, until this day; what was released is forgotten."""
        query = select(round_.c.snapshot).where(round_.c.id == storable(round_id))
        with self._writing() as connection:
            forget_overviews(connection, round_id, self._is_sqlite)
            found = connection.execute(query if self._is_sqlite else query.with_for_update()).one_or_none()
            if found is not None and found.snapshot != seen:
                raise ClosedError("The round was closed, and its result released, meanwhile.")
            changed(connection.execute(of_id(round_id).values(closed_on=None, snapshot=None, closes_on=day)))

    def approve(self, assessment_id: str, item: str, approved: bool) -> None:
        """Whether the text that was given to an item may be shown."""
        of_item = (answer.c.assessment_id == storable(assessment_id)) & (answer.c.item == storable(item))
        with self._writing() as connection:
            changed(connection.execute(update(answer).where(of_item).values(approved=approved)))

    def anonymise(self, round_id: str, counts: str, day: date) -> None:
        """Keep of the responses of a closed round only `counts`, and of a group's answer only its choices."""
        of_round = assessment.c.round_id == storable(round_id)
        words = answer.c.assessment_id.in_(select(assessment.c.id).where(of_round)) & (answer.c.item == GROUP_TEXT)
        with self._writing() as connection:
            changed(connection.execute(of_id(round_id).values(counts=storable(counts), anonymised_on=day)))
            connection.execute(delete(assessment).where(of_round & (assessment.c.mode != GROUP)))
            connection.execute(delete(answer).where(words))
            connection.execute(delete(spent_slip).where(spent_slip.c.round_id == round_id))
        if self._is_sqlite:
            self._forget_log()
