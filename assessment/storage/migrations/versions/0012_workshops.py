"""Live workshops: where they stand, who joined, what was voted, counted, agreed and written."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Make the tables; there was no workshop so far."""
    _make_workshops()
    _make_seats()
    op.create_table(
        "workshop_vote",
        sa.Column("seat_id", sa.Text, primary_key=True),
        sa.Column("step", sa.Text, primary_key=True),
        sa.Column("ballot", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("choice", sa.Text, nullable=False),
    )
    op.create_table(
        "workshop_hands",
        sa.Column("workshop_id", sa.Text, primary_key=True),
        sa.Column("step", sa.Text, primary_key=True),
        sa.Column("ballot", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("levels", sa.Text, nullable=False),
        sa.Column("dk", sa.Integer, nullable=False),
        sa.Column("abstained", sa.Integer, nullable=False),
    )
    op.create_table(
        "workshop_agreed",
        sa.Column("workshop_id", sa.Text, primary_key=True),
        sa.Column("step", sa.Text, primary_key=True),
        sa.Column("level", sa.Integer, nullable=True),
        sa.Column("dissent", sa.Text, nullable=False),
    )
    _make_ideas()


def _make_workshops() -> None:
    op.create_table(
        "workshop",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("host", sa.Text, nullable=False),
        sa.Column("projector", sa.Text, nullable=False),
        sa.Column("questionnaire", sa.Text, nullable=False),
        sa.Column("opened_on", sa.Date, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("share", sa.Text, nullable=False),
        sa.Column("plan", sa.Text, nullable=False),
        sa.Column("course", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("step", sa.Text, nullable=False),
        sa.Column("ballot", sa.Integer, nullable=False),
        sa.Column("ended_on", sa.Date, nullable=True),
        sa.Column("round_id", sa.Text, nullable=True),
    )
    for name in ("code", "host", "projector"):
        op.create_index(f"workshop_{name}", "workshop", [name], unique=True)


def _make_seats() -> None:
    op.create_table(
        "workshop_seat",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("workshop_id", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("device", sa.Text, nullable=False),
        sa.Column("is_table", sa.Boolean, nullable=False),
        sa.Column("people", sa.Integer, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("settlement", sa.Text, nullable=False),
        sa.Column("municipality", sa.Text, nullable=False),
        sa.Column("consents", sa.Boolean, nullable=False),
    )
    op.create_index("workshop_seat_number", "workshop_seat", ["workshop_id", "number"], unique=True)
    op.create_index("workshop_seat_device", "workshop_seat", ["workshop_id", "device"])


def _make_ideas() -> None:
    op.create_table(
        "workshop_idea",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("workshop_id", sa.Text, nullable=False),
        sa.Column("seat_id", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("grouped_under", sa.Text, nullable=False),
    )
    op.create_index("workshop_idea_number", "workshop_idea", ["workshop_id", "number"])
    op.create_index("workshop_idea_seat", "workshop_idea", ["seat_id"])
