"""The tables of letters: what has been told of an alliance and until when, and each letter on its way.

No address is kept: a recipient is known by a key, and found again in the operator's file when a letter goes out.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import Column, Index, Integer, String, Table, Text, UniqueConstraint

from store.columns import Document, Moment, id_column, metadata, reference

# One row for an alliance and a run, also where there was nothing to tell: a run that is done again tells nothing twice.
telling = Table(
    "telling",
    metadata,
    id_column("telling_id"),
    reference("run_id", "run.run_id", nullable=True),  # null: sent by hand
    Column("alliance", String(80), nullable=False),
    Column("since_at", Moment, nullable=False),
    Column("until_at", Moment, nullable=False),
    Column("has_news", sa.Boolean, nullable=False),
    Column("wins", Document, nullable=False),  # keys of the small wins that were suggested
    UniqueConstraint("run_id", "alliance"),
)

letter = Table(
    "letter",
    metadata,
    id_column("letter_id"),
    Column("token", String(40), nullable=False, unique=True),  # the same in each attempt: who gets it twice can tell
    reference("run_id", "run.run_id", nullable=True),
    Column("kind", String(10), nullable=False),  # digest, reminder, settings
    Column("alliance", String(80), nullable=False),
    Column("organisation", String(80), nullable=False),  # who is reminded; blank: the secretariat
    Column("recipient", String(16), nullable=False),  # config.letters.Recipient.key
    Column("way", String(10), nullable=False),  # mail, webhook
    Column("content", Document),  # subject, text, html; null when it is done
    Column("state", String(10), nullable=False),  # waiting, sending, sent, failed
    Column("attempts", Integer, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("claimed_at", Moment),
    Column("next_at", Moment),  # when it is tried; null when it is done
    Column("finished_at", Moment),
    Column("failure", Text),  # why it did not go out, without address or secret
    UniqueConstraint("run_id", "kind", "alliance", "organisation", "recipient"),
    Index("ix_letter_next_at", "next_at"),
)
