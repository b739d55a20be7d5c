"""Rounds and their responses in SQL."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, CursorResult, Row, Select, bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from assessment.core.area import Area
from assessment.core.errors import ClosedError, GoneError, StoreError
from assessment.core.ports import StoredAssessment
from assessment.core.response import GROUP
from assessment.core.round import Round
from assessment.storage.database import Database, storable
from assessment.storage.faults import faults_told
from assessment.storage.series import forget_overviews
from assessment.storage.tables import answer, assessment, round_, spent_slip

UNKNOWN = "There is no round with this id: it was deleted, or never opened here."
_CLOSED = "The round is closed. It takes no answers any more."
# What every page and every answer asks for is built once.
_AT_CODE = select(round_).where(round_.c.code == bindparam("sought"))
_WITH_ID = select(round_).where(round_.c.id == bindparam("sought"))
_CLOSED_ON = select(round_.c.closed_on).where(round_.c.id == bindparam("sought"))
_CLOSED_ON_SHARED, _CLOSED_ON_ALONE = (_CLOSED_ON.with_for_update(read=shared) for shared in (True, False))
_ROUND_OF = select(assessment.c.round_id, assessment.c.mode).where(assessment.c.id == bindparam("sought"))
# An answer to a round asks for all of it at once.
_CLOSED_ON_OF = (
    select(round_.c.closed_on)
    .join(assessment, assessment.c.round_id == round_.c.id)
    .where((assessment.c.id == bindparam("sought")) & (assessment.c.mode != GROUP))
)
_CLOSED_ON_OF_SHARED = _CLOSED_ON_OF.with_for_update(read=True, of=round_)


class SqlRounds(Database):
    """The rounds in one database."""

    def open_round(self, new: Round, code: str, key: str) -> None:
        """Store a new round."""
        self.open_rounds([(new, code, key)])

    def open_rounds(self, new: Sequence[tuple[Round, str, str]]) -> None:
        """Store several rounds, each with its code and key: all or none."""
        rows = [_row(one, code, key) for one, code, key in new]
        try:
            with self._writing() as connection:
                if rows:
                    connection.execute(insert(round_), rows)
        except IntegrityError:
            raise StoreError("This code or key leads to another round already. Open it with new ones.") from None

    def round(self, round_id: str) -> Round:
        """The round with this id."""
        found = self._rounds(_WITH_ID, sought=storable(round_id))
        if not found:
            raise GoneError(UNKNOWN)
        return found[0]

    def round_at_code(self, code: str) -> Round | None:
        """The round that this hash of a share code leads to, or None."""
        return next(iter(self._rounds(_AT_CODE, sought=storable(code))), None)

    def round_at_key(self, key: str) -> Round | None:
        """The round that this hash of a coordinator's key leads to, or None."""
        return next(iter(self._rounds(select(round_).where(round_.c.key == storable(key)))), None)

    def rounds(self) -> tuple[Round, ...]:
        """All rounds, by the day on which they were opened."""
        return self._rounds(select(round_).order_by(round_.c.opened_on, round_.c.id))

    def series(self, series: str) -> tuple[Round, ...]:
        """The rounds of one series, in the order of opening."""
        of_series = select(round_).where(round_.c.series == storable(series))
        return self._rounds(of_series.order_by(round_.c.number, round_.c.id))

    def give_key(self, round_id: str, key: str) -> None:
        """The round is coordinated with this hash of a key from now on, and with no earlier one."""
        try:
            with self._writing() as connection:
                changed(connection.execute(of_id(round_id).values(key=storable(key))))
        except IntegrityError:
            raise StoreError("This key leads to another round already. Give another one.") from None

    def responses(self, round_id: str) -> tuple[StoredAssessment, ...]:
        """The round's responses."""
        query = with_answers().where(assessment.c.round_id == storable(round_id))
        with faults_told(), self._engine.connect() as connection:
            return assembled(connection.execute(query).all())

    def set_last_day(self, round_id: str, day: date) -> None:
        """Answers are taken until this day."""
        with self._writing() as connection:
            self._refuse_if_closed(connection, round_id)
            connection.execute(of_id(round_id).values(closes_on=day))

    def delete_round(self, round_id: str) -> None:
        """Remove the round with all its responses for good."""
        with self._writing() as connection:
            forget_overviews(connection, round_id, self._is_sqlite)
            connection.execute(delete(assessment).where(assessment.c.round_id == storable(round_id)))
            connection.execute(delete(spent_slip).where(spent_slip.c.round_id == round_id))
            changed(connection.execute(delete(round_).where(round_.c.id == round_id)))
        if self._is_sqlite:
            self._forget_log()

    def _rounds(self, query: Select[Any], **values: str) -> tuple[Round, ...]:
        return tuple(round_of(row) for row in self._read(query, values))

    def _refuse_if_closed(self, connection: Connection, round_id: str) -> None:
        """Within a transaction: whoever closes the round waits until it ends, or has closed it before."""
        if self._closed(connection, round_id, shared=True) is not None:
            raise ClosedError(_CLOSED)

    def _refuse_if_closed_for(self, connection: Connection, assessment_id: str) -> bool:
        """As `_refuse_if_closed`, for the round of a response; whether there is such a response.

        What a group agreed on is no part of its round's result.
        """
        sought = {"sought": storable(assessment_id)}
        of_round = connection.execute(_CLOSED_ON_OF if self._is_sqlite else _CLOSED_ON_OF_SHARED, sought).one_or_none()
        if of_round is None:
            found = connection.execute(_ROUND_OF, sought).one_or_none()
            if found is not None and found.round_id is not None and found.mode != GROUP:
                raise GoneError(UNKNOWN)
            return found is not None
        if of_round.closed_on is not None:
            raise ClosedError(_CLOSED)
        return True

    def _closed(self, connection: Connection, round_id: str, shared: bool) -> date | None:
        """The day on which the round was closed, if it was.

        SQLite has one writer at a time. In PostgreSQL the round's row is locked until the transaction ends: those who
        answer share it, who closes it has it alone.
        """
        query = _CLOSED_ON if self._is_sqlite else _CLOSED_ON_SHARED if shared else _CLOSED_ON_ALONE
        return _day(connection.execute(query, {"sought": storable(round_id)}).one_or_none())


def _day(found: Row[Any] | None) -> date | None:
    if found is None:
        raise GoneError(UNKNOWN)
    closed: date | None = found.closed_on
    return closed


def of_id(round_id: str) -> Any:
    """A change of one round."""
    return update(round_).where(round_.c.id == storable(round_id))


def changed(done: CursorResult[Any]) -> None:
    """Raise `GoneError` if a change met nothing."""
    if not done.rowcount:
        raise GoneError(UNKNOWN)


def _row(new: Round, code: str, key: str) -> dict[str, object]:
    texts = {
        "id": new.id,
        "code": code,
        "key": key,
        "questionnaire": new.questionnaire,
        "area_name": new.area.name,
        "area_municipality": new.area.municipality,
        "area_kind": new.area.kind,
        "period": new.period,
        "share": new.share,
        "may_answer": new.may_answer,
        "ways": " ".join(new.ways),
        "series": new.series or new.id,
        "opened_by": new.opened_by,
    }
    row: dict[str, object] = {name: storable(value) for name, value in texts.items()}
    row |= {"opened_on": new.opened_on, "closes_on": new.closes_on, "is_example": new.is_example}
    return row | {"slips": new.slips, "number": new.number}


def round_of(row: Row[Any]) -> Round:
    """The round of a row with all its columns."""
    return Round(
        id=row.id,
        questionnaire=row.questionnaire,
        area=Area(row.area_name, row.area_municipality, row.area_kind),
        period=row.period,
        opened_on=row.opened_on,
        closes_on=row.closes_on,
        share=row.share,
        is_example=row.is_example,
        may_answer=row.may_answer,
        closed_on=row.closed_on,
        ways=tuple(row.ways.split()),
        slips=row.slips,
        anonymised_on=row.anonymised_on,
        series=row.series,
        number=row.number,
        opened_by=row.opened_by,
    )


def with_answers() -> Select[Any]:
    """Assessments, a row for each answer."""
    columns = [assessment.c[name] for name in ("id", "questionnaire", "started_on", "round_id", "mode")]
    query = select(*columns, answer.c.item, answer.c.value, answer.c.approved).select_from(assessment.outerjoin(answer))
    return query.order_by(assessment.c.id, answer.c.item)


def assembled(rows: Sequence[Row[Any]]) -> tuple[StoredAssessment, ...]:
    """The assessments of the rows of `with_answers`, in the order of their first ones."""
    grouped: dict[str, list[Row[Any]]] = {}
    for row in rows:
        grouped.setdefault(row.id, []).append(row)
    return tuple(
        StoredAssessment(
            id=id_,
            questionnaire=of_one[0].questionnaire,
            started_on=of_one[0].started_on,
            answers={row.item: row.value for row in of_one if row.item is not None},
            round_id=of_one[0].round_id,
            mode=of_one[0].mode,
            approved=frozenset(row.item for row in of_one if row.approved),
        )
        for id_, of_one in grouped.items()
    )
