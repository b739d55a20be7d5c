"""Rounds of one series: what is kept of one for the municipality follows from the others too."""

from __future__ import annotations

from sqlalchemy import Connection, func, select, update

from assessment.storage.database import storable
from assessment.storage.tables import round_


def lock_series(connection: Connection, round_id: str, is_sqlite: bool) -> str:
    """Be alone with the rounds of a series until the transaction ends; the series, empty if the round is gone."""
    query = select(round_.c.series).where(round_.c.id == storable(round_id))
    series = str(connection.scalar(query) or "")
    if not is_sqlite:  # SQLite has one writer at a time
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"series {series}", 0))))
    return series


def forget_overviews(connection: Connection, round_id: str, is_sqlite: bool) -> None:
    """What municipalities see of the rounds of a series must be made anew: one of them changes."""
    series = lock_series(connection, round_id, is_sqlite)
    of_series = (round_.c.series == series) & round_.c.overview.is_not(None)
    connection.execute(update(round_).where(of_series).values(overview=None))
