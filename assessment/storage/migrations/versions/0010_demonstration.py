"""A database in which everything is invented says so."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """What databases hold so far may be real."""
    op.create_table("demonstration", sa.Column("made_on", sa.Date, primary_key=True))
