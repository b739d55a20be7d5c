"""What every click asks of the database, built once: to build a statement takes longer than to ask it."""

from __future__ import annotations

from sqlalchemy import bindparam
from sqlalchemy.dialects import postgresql, sqlite

from assessment.storage.sql_rounds import with_answers
from assessment.storage.tables import answer, assessment

AT_SEAT = with_answers().where(assessment.c.seat == bindparam("sought"))
AT_CODE = with_answers().where(assessment.c.code == bindparam("sought"))
WITH_ID = with_answers().where(assessment.c.id == bindparam("sought"))


def _replacing(insertion: sqlite.Insert | postgresql.Insert) -> sqlite.Insert | postgresql.Insert:
    """An answer takes the place of an earlier one, and is not approved any more."""
    changed = {"value": insertion.excluded.value, "approved": False}
    return insertion.on_conflict_do_update(index_elements=[answer.c.assessment_id, answer.c.item], set_=changed)


# For each kind of database.
UPSERTS = {"sqlite": _replacing(sqlite.insert(answer)), "postgresql": _replacing(postgresql.insert(answer))}
