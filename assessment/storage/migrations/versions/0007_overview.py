"""What a municipality sees of each round, kept beside its snapshot, and a way to find rounds and groups' answers."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """What is kept is made from the snapshots, when somebody first asks for it."""
    op.add_column("round", sa.Column("overview", sa.Text, nullable=True))
    op.create_index("round_municipality", "round", ["area_municipality"])
    op.create_index(
        "assessment_group",
        "assessment",
        ["round_id"],
        sqlite_where=sa.text("mode = 'group'"),
        postgresql_where=sa.text("mode = 'group'"),
    )
