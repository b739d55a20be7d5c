"""Whether all that a database holds is invented, in SQL."""

from __future__ import annotations

from datetime import date

from sqlalchemy import exists, insert, select

from assessment.core.errors import UnusableError
from assessment.storage.database import Database
from assessment.storage.faults import faults_told
from assessment.storage.tables import demonstration, metadata


class SqlDemonstration(Database):
    """A database that says of itself that everything in it is invented."""

    def demonstration(self) -> date | None:
        """The day on which this was made a demonstration, or None where anything may be real."""
        with faults_told(), self._engine.connect() as connection:
            made_on: date | None = connection.scalar(select(demonstration.c.made_on))
        return made_on

    def begin_demonstration(self, day: date) -> None:
        """All that is kept from now on is invented."""
        with self._writing() as connection:
            # In one transaction with the mark: nobody can bring anything real in between.
            for table in metadata.sorted_tables:
                if connection.scalar(select(exists(select(1).select_from(table)))):
                    raise UnusableError(
                        "The database holds something already, and a demonstration is never mixed with anything. "
                        "Name a file that is not there yet."
                    )
            connection.execute(insert(demonstration).values(made_on=day))
