"""The tables of the shared measurement store. One history for SQLite and PostgreSQL: see `store/migrations`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint
from sqlalchemy.dialects import postgresql


class Moment(sa.TypeDecorator[datetime]):
    """A moment in UTC; SQLite has no zones, so they are taken off on the way in and put back on the way out."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Document = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
Id = sa.BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows by itself only where they are INTEGER


def _id(name: str) -> Column[Any]:
    return Column(name, Id, primary_key=True)


def _ref(name: str, target: str, nullable: bool = False) -> Column[Any]:
    return Column(name, Id, ForeignKey(target), nullable=nullable)


# Definitions: who has an identity that figures hang on, and what is declared about each entry, with every version.

alliance = Table("alliance", metadata, _id("alliance_id"), Column("slug", String(80), nullable=False, unique=True))

organisation = Table(
    "organisation",
    metadata,
    _id("organisation_id"),
    _ref("alliance_id", "alliance.alliance_id"),
    Column("slug", String(80), nullable=False),
    UniqueConstraint("alliance_id", "slug"),
)

indicator = Table(
    "indicator",
    metadata,
    _id("indicator_id"),
    _ref("alliance_id", "alliance.alliance_id"),
    Column("code", String(80), nullable=False),
    UniqueConstraint("alliance_id", "code"),
)

definition = Table(
    "definition",
    metadata,
    _id("definition_id"),
    _ref("alliance_id", "alliance.alliance_id"),
    Column("kind", String(20), nullable=False),  # alliance, organisation, goal, indicator, small_win ...
    Column("key", String(80), nullable=False),
    Column("position", Integer, nullable=False),
    Column("document", Document, nullable=False),
    Column("origin", String(10), nullable=False),  # file, browser
    Column("author", String(120), nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("superseded_at", Moment),
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
    _id("submission_id"),
    Column("token", String(40), nullable=False, unique=True),  # what the outside calls it: not guessable
    _ref("alliance_id", "alliance.alliance_id"),
    _ref("organisation_id", "organisation.organisation_id"),
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
    _id("layout_id"),
    _ref("organisation_id", "organisation.organisation_id"),
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
    _id("work_id"),
    Column("kind", String(20), nullable=False),  # see store/work.py
    _ref("submission_id", "submission.submission_id", nullable=True),
    _ref("run_id", "run.run_id", nullable=True),
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

# Figures: every vintage, down to the cell it came from.

series = Table(
    "series",
    metadata,
    _id("series_id"),
    _ref("indicator_id", "indicator.indicator_id"),
    _ref("organisation_id", "organisation.organisation_id"),
    Column("area", String(200), nullable=False),
    Column("dimensions", String(1000), nullable=False),  # canonical JSON; {} where there are none
    UniqueConstraint("indicator_id", "organisation_id", "area", "dimensions"),
)

observation = Table(
    "observation",
    metadata,
    _id("observation_id"),
    _ref("series_id", "series.series_id"),
    Column("period", String(10), nullable=False),
    Column("value", sa.Double),
    Column("numerator", sa.Double),
    Column("denominator", sa.Double),
    Column("status", String(1), nullable=False),
    Column("source", Text),
    _ref("submission_id", "submission.submission_id"),
    Column("sheet", String(200), nullable=False),
    Column("cell", String(12), nullable=False),
    Column("known_from", Moment, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("superseded_at", Moment),
    Index("ix_observation_series_id_period", "series_id", "period"),
    Index(
        "uq_observation_current",
        "series_id",
        "period",
        unique=True,
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    ),
    Index("ix_observation_submission_id", "submission_id"),
)

# The refresh and the worker.

run = Table(
    "run",
    metadata,
    _id("run_id"),
    Column("scheduled_for", Moment, unique=True),  # one row for each scheduled time, however many workers
    Column("alliance", String(80)),  # only this one; null: all
    Column("asked_by", String(120), nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("started_at", Moment),
    Column("finished_at", Moment),
    Column("failure", Text),
)

run_source = Table(
    "run_source",
    metadata,
    _id("run_source_id"),
    _ref("run_id", "run.run_id"),
    Column("alliance", String(80), nullable=False),
    Column("organisation", String(80), nullable=False),
    Column("source", String(400), nullable=False),
    Column("outcome", String(30), nullable=False),
    _ref("submission_id", "submission.submission_id", nullable=True),
    Column("report", Document),
    Column("finished_at", Moment, nullable=False),
    Index("ix_run_source_run_id", "run_id"),
)

source_file = Table(
    "source_file",
    metadata,
    _id("source_file_id"),
    _ref("organisation_id", "organisation.organisation_id"),
    Column("source", String(400), nullable=False),
    Column("size", sa.BigInteger, nullable=False),
    Column("modified_ns", sa.BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("outcome", String(30), nullable=False),
    Column("seen_at", Moment, nullable=False),
    UniqueConstraint("organisation_id", "source"),
)

worker = Table(
    "worker",
    metadata,
    Column("worker_id", String(120), primary_key=True),
    Column("started_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("leads", sa.Boolean, nullable=False),
)

# Verdicts, and what is shown: the only tables that pages read.

snapshot = Table(
    "snapshot",
    metadata,
    _id("snapshot_id"),
    _ref("indicator_id", "indicator.indicator_id"),
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

published = Table(
    "published",
    metadata,
    _id("published_id"),
    _ref("indicator_id", "indicator.indicator_id"),
    Column("subject", String(1300), nullable=False),
    Column("role", String(12), nullable=False),  # shared, part, comparison
    Column("organisation", String(80)),
    Column("area", String(200), nullable=False),
    Column("dimensions", Document, nullable=False),
    Column("points", Document, nullable=False),  # packed columns: periods, values, statuses, cells ...
    Column("verdict", Document, nullable=False),
    Column("version", sa.BigInteger, nullable=False),
    UniqueConstraint("indicator_id", "subject"),
)

counter = Table(
    "counter",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", sa.BigInteger, nullable=False),
)
