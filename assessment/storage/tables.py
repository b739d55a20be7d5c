"""The tables of the database, as the newest migration leaves them."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, MetaData, Table, Text

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
    Index("assessment_code", "code", unique=True),
)

answer = Table(
    "answer",
    metadata,
    Column("assessment_id", Text, ForeignKey(assessment.c.id, ondelete="CASCADE"), primary_key=True),
    Column("item", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
