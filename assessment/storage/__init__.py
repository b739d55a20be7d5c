"""Where answers are kept: SQLite in a file, or PostgreSQL."""

from assessment.storage.opening import open_store
from assessment.storage.sql_store import SqlStore

__all__ = ["SqlStore", "open_store"]
