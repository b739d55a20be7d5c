"""What went wrong in the database, in a sentence that gives away neither answers nor the way to the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import DBAPIError, SQLAlchemyError, TimeoutError

from assessment.core.errors import StoreError

# SQLite's own words name neither values nor paths; PostgreSQL's may name both, so only its code is passed on.
_SQLITE_SENTENCES = {
    "locked": "The database is busy with another program for too long. Stop that program, then try again.",
    "readonly": "The database file cannot be written. Check the rights of the file and of its folder.",
    "unable to open": "The database file cannot be opened. Check that its folder is there and may be written.",
    "full": "The disk of the database is full. Make room, then try again.",
    "malformed": "The database file is damaged. Restore it from a backup.",
    "not a database": "The file is not a database. Move it away, or correct DATABASE_URL.",
}
_POSTGRES_SENTENCES = {
    "28": "PostgreSQL refuses the user or the password of DATABASE_URL.",
    "3D": "PostgreSQL has no database of the name in DATABASE_URL. Create it first.",
    "42501": "The user of DATABASE_URL may not do this in PostgreSQL. Grant it rights to the schema and its tables.",
    "53": "PostgreSQL is out of room: disk, memory or connections.",
    "25006": "This PostgreSQL is for reading only. Point DATABASE_URL to the one that can be written.",
}


@contextmanager
def faults_told() -> Iterator[None]:
    """Turn the library's exceptions into `StoreError`, without the chain that would print values into a log."""
    try:
        yield
    except SQLAlchemyError as error:
        raise StoreError(sentence(error)) from None


def sentence(error: SQLAlchemyError) -> str:
    """What an administrator can do about `error`."""
    cause = error.orig if isinstance(error, DBAPIError) else None
    if isinstance(cause, sqlite3.Error):
        words = str(cause).lower()
        known = (told for sign, told in _SQLITE_SENTENCES.items() if sign in words)
        return next(known, f"SQLite could not do this ({type(cause).__name__}).")
    if isinstance(cause, psycopg.Error):
        return _of_postgres(cause)
    if isinstance(error, TimeoutError):
        return "All connections to the database are busy. Try again."
    return f"The database could not do this ({type(error).__name__})."


def _of_postgres(cause: psycopg.Error) -> str:
    if cause.sqlstate is None:
        # libpq gives no code for what fails before the server speaks, a refused password included.
        return (
            "PostgreSQL does not answer, or refuses the connection. Check that it runs and that DATABASE_URL is right."
        )
    known = (told for code, told in _POSTGRES_SENTENCES.items() if cause.sqlstate.startswith(code))
    return next(known, f"PostgreSQL could not do this (SQLSTATE {cause.sqlstate}).")
