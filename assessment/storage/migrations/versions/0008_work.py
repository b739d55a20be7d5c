"""A worker's own notes of areas: contacts with agreed next steps, outside views, the steps of the checklist."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the tables; nothing was noted so far."""
    op.create_table(
        "logged_contact",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("municipality", sa.Text, nullable=False),
        sa.Column("area", sa.Text, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("agreed", sa.Text, nullable=False),
        sa.Column("step", sa.Text, nullable=True),
        sa.Column("step_who", sa.Text, nullable=False, server_default=""),
        sa.Column("step_until", sa.Date, nullable=True),
        sa.Column("step_done", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("written_by", sa.Text, nullable=False),
        sa.Column("written_on", sa.Date, nullable=False),
    )
    op.create_index("logged_contact_area", "logged_contact", ["municipality", "area"])
    op.create_table(
        "outside_view",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("municipality", sa.Text, nullable=False),
        sa.Column("area", sa.Text, nullable=False),
        sa.Column("questionnaire", sa.Text, nullable=False),
        sa.Column("levels", sa.Text, nullable=False),
        sa.Column("is_fading", sa.Boolean, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("written_by", sa.Text, nullable=False),
        sa.Column("written_on", sa.Date, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
    )
    op.create_index("outside_view_area", "outside_view", ["municipality", "area"])
    _make_steps()


def _make_steps() -> None:
    op.create_table(
        "checked_step",
        sa.Column("municipality", sa.Text, primary_key=True),
        sa.Column("area", sa.Text, primary_key=True),
        sa.Column("step", sa.Text, primary_key=True),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
    )
