"""Accesses of municipalities' people, and the visits that are begun with them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Nobody of a municipality could come in before."""
    op.create_table(
        "access",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, nullable=True),
        sa.Column("identity", sa.Text, nullable=True),
        sa.Column("municipality", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("created_on", sa.Date, nullable=False),
        sa.Column("expires_on", sa.Date, nullable=False),
        sa.Column("revoked_on", sa.Date, nullable=True),
        sa.Column("last_used_on", sa.Date, nullable=True),
    )
    op.create_index("access_key", "access", ["key"], unique=True)
    op.create_index("access_identity", "access", ["identity"])
    op.create_table(
        "access_visit",
        sa.Column("secret", sa.Text, primary_key=True),
        sa.Column("access_id", sa.Text, sa.ForeignKey("access.id", ondelete="CASCADE"), nullable=False),
        sa.Column("until", sa.Date, nullable=False),
    )
    op.create_index("access_visit_access", "access_visit", ["access_id"])
