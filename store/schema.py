"""The tables of the shared measurement store. One history for SQLite and PostgreSQL: see `store/migrations`."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from store.columns import Document as Document
from store.columns import Id as Id
from store.columns import Moment as Moment
from store.columns import id_column, reference
from store.columns import metadata as metadata
from store.schema_access import account as account
from store.schema_access import account_grant as account_grant
from store.schema_access import api_token as api_token
from store.schema_access import attempt as attempt
from store.schema_access import audit as audit
from store.schema_access import audit_address as audit_address
from store.schema_access import link as link
from store.schema_access import session as session
from store.schema_deleted import deleted_file as deleted_file
from store.schema_figures import figures as figures
from store.schema_figures import observation as observation
from store.schema_figures import observation_table as observation_table
from store.schema_figures import provenance as provenance
from store.schema_figures import series as series
from store.schema_figures import vintages_of as vintages_of
from store.schema_letters import letter as letter
from store.schema_letters import telling as telling
from store.schema_meetings import meeting_answer as meeting_answer
from store.schema_meetings import meeting_note as meeting_note
from store.schema_verdicts import frozen_forecast as frozen_forecast
from store.schema_verdicts import judged as judged
from store.schema_verdicts import publication as publication
from store.schema_verdicts import published as published
from store.schema_verdicts import snapshot as snapshot

# Definitions: who has an identity that figures hang on, and what is declared about each entry, with every version.

alliance = Table(
    "alliance", metadata, id_column("alliance_id"), Column("slug", String(80), nullable=False, unique=True)
)

organisation = Table(
    "organisation",
    metadata,
    id_column("organisation_id"),
    reference("alliance_id", "alliance.alliance_id"),
    Column("slug", String(80), nullable=False),
    UniqueConstraint("alliance_id", "slug"),
)

indicator = Table(
    "indicator",
    metadata,
    id_column("indicator_id"),
    reference("alliance_id", "alliance.alliance_id"),
    Column("code", String(80), nullable=False),
    UniqueConstraint("alliance_id", "code"),
)

definition = Table(
    "definition",
    metadata,
    id_column("definition_id"),
    reference("alliance_id", "alliance.alliance_id"),
    Column("kind", String(20), nullable=False),  # alliance, organisation, goal, indicator, small_win ...
    Column("key", String(80), nullable=False),
    Column("position", Integer, nullable=False),
    Column("document", Document, nullable=False),
    Column("origin", String(10), nullable=False),  # file, browser
    Column("author", String(120), nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("superseded_at", Moment),
    Column("reason", Text),
    Column("is_retired", sa.Boolean, nullable=False, server_default=sa.false()),  # `document` is the last it was
    Column("file_document", Document),  # of an entry edited in the browser: what the file said last; null: nothing
    Column("embargo_ends", Moment),  # as `document` says: when pages must be made anew
    Index("ix_definition_embargo_ends", "embargo_ends"),
    Index(
        "uq_definition_current",
        "alliance_id",
        "kind",
        "key",
        unique=True,
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    ),
)

# Submissions and the work that they make.

submission = Table(
    "submission",
    metadata,
    id_column("submission_id"),
    Column("token", String(40), nullable=False, unique=True),  # what the outside calls it: not guessable
    reference("alliance_id", "alliance.alliance_id"),
    reference("organisation_id", "organisation.organisation_id"),
    Column("source", String(400), nullable=False),  # upload, or inbox/<file name>
    Column("filename", String(200), nullable=False),  # cleaned, for people
    Column("sha256", String(64), nullable=False),
    Column("size", sa.BigInteger, nullable=False),
    Column("note", Text),
    Column("via", String(10), nullable=False),  # browser, command, refresh
    Column("received_by", String(120), nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("known_from", Moment, nullable=False),
    Column("check_only", sa.Boolean, nullable=False),
    Column("confirmed", sa.Boolean, nullable=False),
    Column("state", String(30), nullable=False),
    Column("outcome", String(30)),
    Column("progress", sa.Double, nullable=False),
    Column("report", Document),
    Column("finished_at", Moment),
    Index("ix_submission_source", "alliance_id", "organisation_id", "source"),
)

submission_content = Table(
    "submission_content",
    metadata,
    Column("submission_id", Id, ForeignKey("submission.submission_id"), primary_key=True),
    Column("keys", sa.LargeBinary, nullable=False),  # which series and periods the file held: to see what vanishes
)

# How partners' files are read.

layout = Table(
    "layout",
    metadata,
    id_column("layout_id"),
    reference("organisation_id", "organisation.organisation_id"),
    Column("name", String(80), nullable=False),
    Column("document", Document, nullable=False),
    Column("author", String(120), nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("superseded_at", Moment),
    Index(
        "uq_layout_current",
        "organisation_id",
        "name",
        unique=True,
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    ),
)

mapping = Table(
    "mapping",
    metadata,
    Column("submission_id", Id, ForeignKey("submission.submission_id"), primary_key=True),
    Column("known", Document),  # the layout that the file was read by; null: it is proposed
    Column("answers", Document, nullable=False),  # what a person has chosen
    Column("look", Document, nullable=False),  # what the page shows of it
    Column("asked", Integer, nullable=False),  # how many looks were asked for
    Column("done", Integer, nullable=False),  # the number of the look that is there
    Column("is_chosen", sa.Boolean, nullable=False),
    Column("remember", sa.Boolean, nullable=False),
)

work = Table(
    "work",
    metadata,
    id_column("work_id"),
    Column("kind", String(20), nullable=False),  # see store/work.py
    reference("submission_id", "submission.submission_id", nullable=True),
    reference("run_id", "run.run_id", nullable=True),
    Column("alliance", String(80)),
    Column("asked_by", String(120), nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("claimed_by", String(120)),
    Column("claimed_at", Moment),
    Column("attempts", Integer, nullable=False),
    Column("finished_at", Moment),
    Column("failure", Text),
    Column("detail", Document),  # what exactly was decided: a reason, which figures
    Index("ix_work_finished_at_work_id", "finished_at", "work_id"),
)

# The refresh and the worker.

run = Table(
    "run",
    metadata,
    id_column("run_id"),
    Column("scheduled_for", Moment, unique=True),  # one row for each scheduled time, however many workers
    Column("alliance", String(80)),  # only this one; null: all
    Column("asked_by", String(120), nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("started_at", Moment),
    Column("finished_at", Moment),
    Column("failure", Text),
    Column("phase", String(20)),  # what it is at: one of store.runs.PHASES
    Column("done", Integer),  # so many of `total` in this phase
    Column("total", Integer),
    Column("deleted", Document),  # by rule after it: store.runs.Deleted; null: that was not done, or not yet
)

run_source = Table(
    "run_source",
    metadata,
    id_column("run_source_id"),
    reference("run_id", "run.run_id"),
    Column("alliance", String(80), nullable=False),
    Column("organisation", String(80), nullable=False),
    Column("source", String(400), nullable=False),
    Column("outcome", String(30), nullable=False),
    reference("submission_id", "submission.submission_id", nullable=True),
    Column("report", Document),
    Column("finished_at", Moment, nullable=False),
    Index("ix_run_source_run_id", "run_id"),
)

source_file = Table(
    "source_file",
    metadata,
    id_column("source_file_id"),
    reference("organisation_id", "organisation.organisation_id"),
    Column("source", String(400), nullable=False),
    Column("size", sa.BigInteger, nullable=False),
    Column("modified_ns", sa.BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("outcome", String(30), nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("mark", String(400)),  # what its server called this version: an ETag, or a day
    UniqueConstraint("organisation_id", "source"),
)

source_folder = Table(  # only of inboxes in which nothing had changed
    "source_folder",
    metadata,
    Column("organisation_id", Id, ForeignKey("organisation.organisation_id"), primary_key=True),
    Column("footprint", String(64), nullable=False),
    Column("seen_at", Moment, nullable=False),
)

worker = Table(
    "worker",
    metadata,
    Column("worker_id", String(120), primary_key=True),
    Column("started_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("leads", sa.Boolean, nullable=False),
)

counter = Table(
    "counter",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", sa.BigInteger, nullable=False),
)
