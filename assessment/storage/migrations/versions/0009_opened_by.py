"""Rounds that a municipality opened for its areas, many at once."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Rounds so far were opened by the areas themselves."""
    op.add_column("round", sa.Column("opened_by", sa.Text, nullable=False, server_default=""))
