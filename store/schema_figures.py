"""The tables of figures: every vintage, down to the cell it came from. See `store/schema.py` for the others."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from store.columns import Id, Moment, id_column, metadata, reference

series = Table(
    "series",
    metadata,
    id_column("series_id"),
    reference("indicator_id", "indicator.indicator_id"),
    reference("organisation_id", "organisation.organisation_id"),
    Column("area", String(200), nullable=False),
    Column("dimensions", String(1000), nullable=False),  # canonical JSON; {} where there are none
    UniqueConstraint("indicator_id", "organisation_id", "area", "dimensions"),
)

# How often the figures of an indicator from one organisation have been written: what was made of an earlier version
# no longer holds. Raised by store/writing.py, with the figures or not at all.
figures = Table(
    "figures",
    metadata,
    Column("indicator_id", Id, ForeignKey("indicator.indicator_id"), primary_key=True),
    Column("organisation_id", Id, ForeignKey("organisation.organisation_id"), primary_key=True),
    Column("version", sa.BigInteger, nullable=False),
)

# What many figures of one file have in common: a file has few of these, however many figures it brings.
provenance = Table(
    "provenance",
    metadata,
    id_column("provenance_id"),
    reference("submission_id", "submission.submission_id"),
    Column("sheet", String(200), nullable=False),
    Column("cell_column", String(12), nullable=False),  # letters of the cell; all of an address that is no cell's
    Column("source", Text),
    Column("known_from", Moment, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Index("ix_provenance_submission_id", "submission_id"),
)

observation_table = Table(
    "observation",
    metadata,
    id_column("observation_id"),
    reference("series_id", "series.series_id"),
    Column("period", String(10), nullable=False),
    Column("value", sa.Double),
    Column("numerator", sa.Double),
    Column("denominator", sa.Double),
    Column("status", String(1), nullable=False),
    reference("provenance_id", "provenance.provenance_id"),
    Column("cell_row", Integer, nullable=False),  # 0 where `cell_column` says it all
    Column("superseded_at", Moment),
    # Each vintage is in one of these, so that a new figure costs one entry. See `vintages_of`.
    Index(
        "uq_observation_current",
        "series_id",
        "period",
        unique=True,
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    ),
    Index(
        "ix_observation_superseded",
        "series_id",
        "period",
        sqlite_where=sa.text("superseded_at IS NOT NULL"),
        postgresql_where=sa.text("superseded_at IS NOT NULL"),
    ),
)

# Every vintage with all that is known of it: for reading.
observation = (
    sa.select(
        *(column for column in observation_table.c if column.name not in ("provenance_id", "cell_row")),
        provenance.c.submission_id,
        provenance.c.sheet,
        sa.case(
            (observation_table.c.cell_row == 0, provenance.c.cell_column),
            else_=provenance.c.cell_column + sa.cast(observation_table.c.cell_row, String),
        ).label("cell"),
        provenance.c.source,
        provenance.c.known_from,
        provenance.c.recorded_at,
    )
    .join_from(observation_table, provenance, provenance.c.provenance_id == observation_table.c.provenance_id)
    .subquery("observed")
)


def vintages_of(numbers: Sequence[int], table: sa.FromClause = observation) -> sa.ColumnElement[bool]:
    """Whether a vintage is of one of these series, said so that both indexes serve."""
    is_of = table.c.series_id.in_(numbers)
    return sa.or_(sa.and_(is_of, table.c.superseded_at.is_(None)), sa.and_(is_of, table.c.superseded_at.is_not(None)))
