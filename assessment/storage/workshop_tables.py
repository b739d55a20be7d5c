"""The tables of live workshops, as the newest migration leaves them. What belongs together goes by statements.

No foreign keys: whatever is written holds its workshop, so nothing is written to one that is being deleted.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Index, Integer, Table, Text

from assessment.storage.tables import metadata

# `code`, `host` and `projector` are hashes. `plan` and `course` are JSON; `step` and `ballot` say again where the
# course stands, so that one statement can count who voted there.
workshop = Table(
    "workshop",
    metadata,
    Column("id", Text, primary_key=True),
    Column("code", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("projector", Text, nullable=False),
    Column("questionnaire", Text, nullable=False),
    Column("opened_on", Date, nullable=False),
    Column("address", Text, nullable=False),
    Column("share", Text, nullable=False),
    Column("plan", Text, nullable=False),
    Column("course", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("step", Text, nullable=False),
    Column("ballot", Integer, nullable=False),
    Column("ended_on", Date, nullable=True),
    Column("round_id", Text, nullable=True),
    Index("workshop_code", "code", unique=True),
    Index("workshop_host", "host", unique=True),
    Index("workshop_projector", "projector", unique=True),
)

# `device` is the hash of a phone's secret.
workshop_seat = Table(
    "workshop_seat",
    metadata,
    Column("id", Text, primary_key=True),
    Column("workshop_id", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("device", Text, nullable=False),
    Column("is_table", Boolean, nullable=False),
    Column("people", Integer, nullable=False),
    Column("role", Text, nullable=False),
    Column("settlement", Text, nullable=False),
    Column("municipality", Text, nullable=False),
    Column("consents", Boolean, nullable=False),
    Index("workshop_seat_number", "workshop_id", "number", unique=True),
    Index("workshop_seat_device", "workshop_id", "device"),
)

workshop_vote = Table(
    "workshop_vote",
    metadata,
    Column("seat_id", Text, primary_key=True),
    Column("step", Text, primary_key=True),
    Column("ballot", Integer, primary_key=True, autoincrement=False),
    Column("choice", Text, nullable=False),
)

# `levels` are how many hands were up for each level, with spaces between.
workshop_hands = Table(
    "workshop_hands",
    metadata,
    Column("workshop_id", Text, primary_key=True),
    Column("step", Text, primary_key=True),
    Column("ballot", Integer, primary_key=True, autoincrement=False),
    Column("levels", Text, nullable=False),
    Column("dk", Integer, nullable=False),
    Column("abstained", Integer, nullable=False),
)

workshop_agreed = Table(
    "workshop_agreed",
    metadata,
    Column("workshop_id", Text, primary_key=True),
    Column("step", Text, primary_key=True),
    Column("level", Integer, nullable=True),
    Column("dissent", Text, nullable=False),
)

# `number` tells which was written later. `group` is a word of SQL.
workshop_idea = Table(
    "workshop_idea",
    metadata,
    Column("id", Text, primary_key=True),
    Column("workshop_id", Text, nullable=False),
    Column("seat_id", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("grouped_under", Text, nullable=False),
    Index("workshop_idea_number", "workshop_id", "number"),
    Index("workshop_idea_seat", "seat_id"),
)
