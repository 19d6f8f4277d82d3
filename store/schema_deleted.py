"""The table of files that are not here any longer, and why."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, String, Table

from store.columns import Id, Moment, metadata

# A row is never taken away. Of purged ones the digest says what must never be taken in again.
deleted_file = Table(
    "deleted_file",
    metadata,
    Column("submission_id", Id, ForeignKey("submission.submission_id"), primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("reason", String(12), nullable=False),  # rule, purge
    Column("deleted_at", Moment, nullable=False),
    Index("ix_deleted_file_sha256", "sha256"),
)
