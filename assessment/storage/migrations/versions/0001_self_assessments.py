"""Self-assessments and their answers."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "assessment",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("seat", sa.Text, unique=True, nullable=True),
        sa.Column("questionnaire", sa.Text, nullable=False),
        sa.Column("started_on", sa.Date, nullable=False),
    )
    op.create_table(
        "answer",
        sa.Column("assessment_id", sa.Text, sa.ForeignKey("assessment.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("item", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
