"""Codes with which a self-assessment is found again on another device."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the hash of a code to each assessment; none has one yet."""
    op.add_column("assessment", sa.Column("code", sa.Text, nullable=True))
    # An index rather than a constraint: SQLite cannot add a unique column to a table that is there.
    op.create_index("assessment_code", "assessment", ["code"], unique=True)
