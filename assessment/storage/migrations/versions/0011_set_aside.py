"""Rounds that their municipality has set aside."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Every round so far is counted."""
    op.create_table(
        "round_aside",
        sa.Column("round_id", sa.Text, sa.ForeignKey("round.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("written_by", sa.Text, nullable=False),
        sa.Column("written_on", sa.Date, nullable=False),
    )
