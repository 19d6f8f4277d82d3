"""The tables of verdicts: as they were made, the forecasts they are measured against, what is and what was shown."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import Column, ForeignKey, Index, String, Table, UniqueConstraint

from store.columns import Document, Id, Moment, id_column, metadata, reference

snapshot = Table(
    "snapshot",
    metadata,
    id_column("snapshot_id"),
    reference("indicator_id", "indicator.indicator_id"),
    Column("subject", String(1300), nullable=False),  # shared, or organisation|area|dimensions
    Column("assessed_on", sa.Date, nullable=False),
    Column("method", String(30), nullable=False),
    Column("method_version", String(10), nullable=False),
    Column("inputs", Document, nullable=False),
    Column("inputs_sha256", String(64), nullable=False),
    Column("result", Document, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Index("ix_snapshot_indicator_id_subject", "indicator_id", "subject"),
)

# The points that a forecast was first made from; a row is never rewritten.
frozen_forecast = Table(
    "frozen_forecast",
    metadata,
    id_column("frozen_forecast_id"),
    reference("indicator_id", "indicator.indicator_id"),
    Column("subject", String(1300), nullable=False),
    Column("baseline_period", String(10), nullable=False),
    Column("method_version", String(10), nullable=False),
    Column("points", Document, nullable=False),  # [[period, value, status], ...]
    Column("recorded_at", Moment, nullable=False),
    UniqueConstraint("indicator_id", "subject", "baseline_period"),
)

# Periods with small counts as they were shown, with their true numbers; a row is never rewritten.
publication = Table(
    "publication",
    metadata,
    id_column("publication_id"),
    reference("indicator_id", "indicator.indicator_id"),
    Column("period", String(10), nullable=False),
    Column("told", Document, nullable=False),  # by subject, the fields of store.publications.Told
    Column("recorded_at", Moment, nullable=False),
    Index("ix_publication_indicator_id", "indicator_id"),
)

# What pages read.
published = Table(
    "published",
    metadata,
    id_column("published_id"),
    reference("indicator_id", "indicator.indicator_id"),
    Column("subject", String(1300), nullable=False),
    Column("role", String(12), nullable=False),  # shared, part, comparison
    Column("organisation", String(80)),
    Column("area", String(200), nullable=False),
    Column("dimensions", Document, nullable=False),
    Column("points", Document, nullable=False),  # packed columns: periods, values, statuses, cells ...
    Column("verdict", Document, nullable=False),
    Column("version", sa.BigInteger, nullable=False),
    Column("assessed_on", sa.Date),  # the verdict's own, moved on where a new day changed nothing else
    Column("inputs_sha256", String(64)),  # of all that the row was made from but the day; null: not known
    Column("shown_sha256", String(64)),  # of all that the row shows but the day
    UniqueConstraint("indicator_id", "subject"),
)

# What an indicator's verdicts were made from, and until when they stand though days pass: see store/judged.py.
judged = Table(
    "judged",
    metadata,
    Column("indicator_id", Id, ForeignKey("indicator.indicator_id"), primary_key=True),
    Column("made_from", String(64), nullable=False),  # of the definition and the figures' versions
    Column("program", String(64), nullable=False),  # that made them
    Column("made_on", sa.Date, nullable=False),  # the latest day that one of them was made on
    Column("holds_until", sa.Date, nullable=False),  # from this day on some of them may be others
)
