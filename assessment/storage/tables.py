"""The tables of the database, as the newest migration leaves them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, MetaData, Table, Text, false

metadata = MetaData()

# `seat` is the hash of a device's secret; it is empty when nobody sits there any more. `code` is the keyed hash of the
# code with which the assessment is found again on another device, if one was given.
assessment = Table(
    "assessment",
    metadata,
    Column("id", Text, primary_key=True),
    Column("seat", Text, unique=True, nullable=True),
    Column("questionnaire", Text, nullable=False),
    Column("started_on", Date, nullable=False),
    Column("code", Text, nullable=True),
    Column("round_id", Text, nullable=True),
    Column("mode", Text, nullable=False, server_default="online"),
    Index("assessment_code", "code", unique=True),
    Index("assessment_round", "round_id"),
)

# `approved` is the moderator's word that a text may be shown.
answer = Table(
    "answer",
    metadata,
    Column("assessment_id", Text, ForeignKey(assessment.c.id, ondelete="CASCADE"), primary_key=True),
    Column("item", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("approved", Boolean, nullable=False, server_default=false()),
)

# `code` and `key` are hashes. `snapshot` is what was released at closing, as it was then. `counts` is all that is left
# of the responses when they were anonymised.
round_ = Table(
    "round",
    metadata,
    Column("id", Text, primary_key=True),
    Column("code", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("questionnaire", Text, nullable=False),
    Column("area_name", Text, nullable=False),
    Column("area_municipality", Text, nullable=False),
    Column("area_kind", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("opened_on", Date, nullable=False),
    Column("closes_on", Date, nullable=False),
    Column("share", Text, nullable=False),
    Column("is_example", Boolean, nullable=False),
    Column("may_answer", Text, nullable=False),
    Column("closed_on", Date, nullable=True),
    Column("snapshot", Text, nullable=True),
    Column("ways", Text, nullable=False, server_default="link paper group"),
    Column("slips", Integer, nullable=False, server_default="0"),
    Column("anonymised_on", Date, nullable=True),
    Column("counts", Text, nullable=True),
    Column("series", Text, nullable=False, server_default=""),
    Column("number", Integer, nullable=False, server_default="1"),
    Index("round_code", "code", unique=True),
    Index("round_key", "key", unique=True),
    Index("round_series", "series"),
)

# Hashes of the one-time codes that were used. Nothing says which response one opened.
spent_slip = Table(
    "spent_slip",
    metadata,
    Column("code", Text, primary_key=True),
    Column("round_id", Text, nullable=False),
    Index("spent_slip_round", "round_id"),
)

# Who of a municipality may come in. `key` is the hash of a personal link's, `identity` that of who signs in elsewhere.
access = Table(
    "access",
    metadata,
    Column("id", Text, primary_key=True),
    Column("key", Text, nullable=True),
    Column("identity", Text, nullable=True),
    Column("municipality", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("created_on", Date, nullable=False),
    Column("expires_on", Date, nullable=False),
    Column("revoked_on", Date, nullable=True),
    Column("last_used_on", Date, nullable=True),
    Index("access_key", "key", unique=True),
    Index("access_identity", "identity"),
)

# Hashes of the secrets of browsers in which an access is in use, and the last day of each.
access_visit = Table(
    "access_visit",
    metadata,
    Column("secret", Text, primary_key=True),
    Column("access_id", Text, ForeignKey(access.c.id, ondelete="CASCADE"), nullable=False),
    Column("until", Date, nullable=False),
    Index("access_visit_access", "access_id"),
)
