"""The register of areas: settlements, own areas, their numbers of people, and merged names."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def _span() -> tuple[sa.Column[int], sa.Column[int]]:
    return sa.Column("since", sa.Integer, primary_key=True), sa.Column("until", sa.Integer, nullable=True)


def upgrade() -> None:
    """No municipality has a register so far: areas are typed names."""
    op.create_table(
        "register_step",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("made_on", sa.Date, nullable=False),
        sa.Column("source_on", sa.Date, nullable=True),
        sa.Column("note", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    _scope()
    _entry()
    _rest()


def _scope() -> None:
    op.create_table(
        "register_scope",
        sa.Column("step", sa.Integer, sa.ForeignKey("register_step.number", ondelete="CASCADE"), primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("municipality", sa.Text, nullable=False),
    )
    op.create_index("register_scope_key", "register_scope", ["key"])


def _entry() -> None:
    op.create_table(
        "area_entry",
        sa.Column("area_id", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        *_span(),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("municipality", sa.Text, nullable=False),
        sa.Column("county", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("lon", sa.Float, nullable=True),
        sa.Column("lat", sa.Float, nullable=True),
        sa.Column("units", sa.Text, nullable=False),
        sa.Column("outline", sa.Text, nullable=True),
    )
    op.create_index("area_entry_key", "area_entry", ["key", "until"])


def _rest() -> None:
    op.create_table(
        "area_border",
        sa.Column("key", sa.Text, primary_key=True),
        *_span(),
        sa.Column("outline", sa.Text, nullable=False),
    )
    op.create_table(
        "area_population",
        sa.Column("area_id", sa.Text, primary_key=True),
        *_span(),
        sa.Column("number", sa.Integer, nullable=False),
    )
    op.create_table(
        "area_alias",
        sa.Column("place", sa.Text, primary_key=True),
        *_span(),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("municipality", sa.Text, nullable=False),
        sa.Column("area_id", sa.Text, nullable=False),
    )
    op.create_index("area_alias_key", "area_alias", ["key"])
