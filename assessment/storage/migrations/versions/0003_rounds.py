"""Rounds: the responses of one area in one period."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table of rounds; self-assessments so far belong to none."""
    op.create_table(
        "round",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("questionnaire", sa.Text, nullable=False),
        sa.Column("area_name", sa.Text, nullable=False),
        sa.Column("area_municipality", sa.Text, nullable=False),
        sa.Column("area_kind", sa.Text, nullable=False),
        sa.Column("period", sa.Text, nullable=False),
        sa.Column("opened_on", sa.Date, nullable=False),
        sa.Column("closes_on", sa.Date, nullable=False),
        sa.Column("share", sa.Text, nullable=False),
        sa.Column("is_example", sa.Boolean, nullable=False),
        sa.Column("may_answer", sa.Text, nullable=False),
        sa.Column("closed_on", sa.Date, nullable=True),
        sa.Column("snapshot", sa.Text, nullable=True),
    )
    op.create_index("round_code", "round", ["code"], unique=True)
    op.create_index("round_key", "round", ["key"], unique=True)
    # SQLite adds no foreign key to a table that is there without writing it anew; who deletes a round deletes its
    # responses (`SqlStore.delete_round`).
    op.add_column("assessment", sa.Column("round_id", sa.Text, nullable=True))
    op.add_column("assessment", sa.Column("mode", sa.Text, nullable=False, server_default="online"))
    op.create_index("assessment_round", "assessment", ["round_id"])
