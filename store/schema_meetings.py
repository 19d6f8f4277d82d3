"""The tables of meetings: what was said and decided of an indicator, the figures seen then, and what came of it."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import Column, Index, String, Table, Text

from store.columns import Document, Moment, id_column, metadata, reference

# A row is never rewritten: what is put right is taken out by an answer, and written anew.
meeting_note = Table(
    "meeting_note",
    metadata,
    id_column("meeting_note_id"),
    reference("indicator_id", "indicator.indicator_id"),
    Column("held_on", sa.Date, nullable=False),
    Column("story", Text),
    Column("decision", Text),
    Column("who", String(200)),
    Column("due", sa.Date),
    Column("language", String(2), nullable=False),  # of what was typed
    Column("author", String(120), nullable=False),
    Column("seen", Document, nullable=False),  # the verdict and the periods that the page showed
    Column("recorded_at", Moment, nullable=False),
    Index("ix_meeting_note_indicator_id", "indicator_id"),
)

meeting_answer = Table(
    "meeting_answer",
    metadata,
    id_column("meeting_answer_id"),
    reference("meeting_note_id", "meeting_note.meeting_note_id"),
    Column("state", String(20), nullable=False),  # see store/meetings.py
    Column("author", String(120), nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Index("ix_meeting_answer_meeting_note_id", "meeting_note_id"),
)
