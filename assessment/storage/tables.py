"""The tables of the database, as the newest migration leaves them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Float, ForeignKey, Index, Integer, MetaData, Table, Text, false, text

metadata = MetaData()
# A municipality asks for groups' answers in all its rounds: without an index of their own it would read every response.
_OF_GROUP = text("mode = 'group'")

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
    Index("assessment_group", "round_id", sqlite_where=_OF_GROUP, postgresql_where=_OF_GROUP),
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
# of the responses when they were anonymised. `overview` is what the municipality sees of it, made from the snapshots of
# its series.
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
    Column("overview", Text, nullable=True),
    Column("opened_by", Text, nullable=False, server_default=""),
    Index("round_code", "code", unique=True),
    Index("round_key", "key", unique=True),
    Index("round_series", "series"),
    Index("round_municipality", "area_municipality"),
)

# Rounds that their municipality does not count. `written_by` is the id of an access.
round_aside = Table(
    "round_aside",
    metadata,
    Column("round_id", Text, ForeignKey(round_.c.id, ondelete="CASCADE"), primary_key=True),
    Column("reason", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("written_by", Text, nullable=False),
    Column("written_on", Date, nullable=False),
)

# One row where all that this database holds is invented; in another there is none.
demonstration = Table("demonstration", metadata, Column("made_on", Date, primary_key=True))

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

# The register of areas grows by steps. What a step began bears its number as `since`; what a step ended, that step's
# as `until`, which is empty for what holds now. So a step is undone by looking for its number, and history is kept.
register_step = Table(
    "register_step",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("what", Text, nullable=False),
    Column("made_on", Date, nullable=False),
    Column("source_on", Date, nullable=True),
    Column("note", Text, nullable=False),
    sqlite_autoincrement=True,  # the number of an undone step is not given again
)

# The municipalities that a step is about. `key` is that of the name.
register_scope = Table(
    "register_scope",
    metadata,
    Column("step", Integer, ForeignKey(register_step.c.number, ondelete="CASCADE"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("municipality", Text, nullable=False),
    Index("register_scope_key", "key"),
)


def _span() -> tuple[Column[int], Column[int]]:
    return Column("since", Integer, primary_key=True), Column("until", Integer, nullable=True)


# `key` is that of the municipality's name. `units` are ids with spaces between, `outline` is JSON.
area_entry = Table(
    "area_entry",
    metadata,
    Column("area_id", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    *_span(),
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("municipality", Text, nullable=False),
    Column("county", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("lon", Float, nullable=True),
    Column("lat", Float, nullable=True),
    Column("units", Text, nullable=False),
    Column("outline", Text, nullable=True),
    Index("area_entry_key", "key", "until"),
)

area_border = Table(
    "area_border",
    metadata,
    Column("key", Text, primary_key=True),
    *_span(),
    Column("outline", Text, nullable=False),
)

area_population = Table(
    "area_population",
    metadata,
    Column("area_id", Text, primary_key=True),
    *_span(),
    Column("number", Integer, nullable=False),
)

# `place` is the key of a name in a municipality, `key` the municipality's part of it.
area_alias = Table(
    "area_alias",
    metadata,
    Column("place", Text, primary_key=True),
    *_span(),
    Column("key", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("municipality", Text, nullable=False),
    Column("area_id", Text, nullable=False),
    Index("area_alias_key", "key"),
)

# What a municipality's worker keeps of its areas. `area` is the id of a registered area or of a typed name; no foreign
# key leads there, since an area may be only a name.
logged_contact = Table(
    "logged_contact",
    metadata,
    Column("id", Text, primary_key=True),
    Column("municipality", Text, nullable=False),
    Column("area", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("who", Text, nullable=False),
    Column("agreed", Text, nullable=False),
    Column("step", Text, nullable=True),
    Column("step_who", Text, nullable=False, server_default=""),
    Column("step_until", Date, nullable=True),
    Column("step_done", Boolean, nullable=False, server_default=false()),
    Column("written_by", Text, nullable=False),
    Column("written_on", Date, nullable=False),
    Index("logged_contact_area", "municipality", "area"),
)

# `levels` are digits or `-` for each domain in the questionnaire's order. `number` tells which of a day was later.
kept_view = Table(
    "outside_view",
    metadata,
    Column("id", Text, primary_key=True),
    Column("municipality", Text, nullable=False),
    Column("area", Text, nullable=False),
    Column("questionnaire", Text, nullable=False),
    Column("levels", Text, nullable=False),
    Column("is_fading", Boolean, nullable=False),
    Column("kind", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("written_by", Text, nullable=False),
    Column("written_on", Date, nullable=False),
    Column("number", Integer, nullable=False),
    Index("outside_view_area", "municipality", "area"),
)

checked_step = Table(
    "checked_step",
    metadata,
    Column("municipality", Text, primary_key=True),
    Column("area", Text, primary_key=True),
    Column("step", Text, primary_key=True),
    Column("day", Date, nullable=False),
    Column("who", Text, nullable=False),
    Column("note", Text, nullable=False),
)
