"""Ways of answering, one-time codes, approved texts, and rounds of which only counts are left."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Rounds so far take answers in every way, need no one-time code, and follow no other."""
    op.add_column("round", sa.Column("ways", sa.Text, nullable=False, server_default="link paper group"))
    op.add_column("round", sa.Column("slips", sa.Integer, nullable=False, server_default="0"))
    op.add_column("round", sa.Column("anonymised_on", sa.Date, nullable=True))
    op.add_column("round", sa.Column("series", sa.Text, nullable=False, server_default=""))
    op.execute("UPDATE round SET series = id")
    op.add_column("round", sa.Column("number", sa.Integer, nullable=False, server_default="1"))
    op.create_index("round_series", "round", ["series"])
    op.add_column("round", sa.Column("counts", sa.Text, nullable=True))
    op.add_column("answer", sa.Column("approved", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_table(
        "spent_slip",
        sa.Column("code", sa.Text, primary_key=True),
        sa.Column("round_id", sa.Text, nullable=False),
    )
    op.create_index("spent_slip_round", "spent_slip", ["round_id"])
