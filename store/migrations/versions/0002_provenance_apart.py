"""What many figures have in common (file, sheet, column, source, moments) moves to a table of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)

# A cell is letters and digits; should one be neither, all of it is kept as its column.
_LETTERS_OF = "rtrim(cell, '0123456789')"
_DIGITS = f"length(cell) - length({_LETTERS_OF})"
_IS_CELL = f"(length({_LETTERS_OF}) BETWEEN 1 AND 3 AND {_DIGITS} BETWEEN 1 AND 7)"
_LETTERS = f"CASE WHEN {_IS_CELL} THEN {_LETTERS_OF} ELSE cell END"
_ROW = f"CASE WHEN {_IS_CELL} THEN CAST(substr(cell, length({_LETTERS_OF}) + 1) AS INTEGER) ELSE 0 END"
_SAME = {"sqlite": "IS", "postgresql": "IS NOT DISTINCT FROM"}


def upgrade() -> None:
    op.create_table(
        "provenance",
        sa.Column("provenance_id", ID, nullable=False),
        sa.Column("submission_id", ID, nullable=False),
        sa.Column("sheet", sa.String(length=200), nullable=False),
        sa.Column("cell_column", sa.String(length=12), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("known_from", MOMENT, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.submission_id"], name=op.f("fk_provenance_submission_id")
        ),
        sa.PrimaryKeyConstraint("provenance_id", name=op.f("pk_provenance")),
    )
    op.create_index("ix_provenance_submission_id", "provenance", ["submission_id"])
    _free_the_names()
    op.create_table(
        "observation",
        sa.Column("observation_id", ID, nullable=False),
        sa.Column("series_id", ID, nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("numerator", sa.Double(), nullable=True),
        sa.Column("denominator", sa.Double(), nullable=True),
        sa.Column("status", sa.String(length=1), nullable=False),
        sa.Column("provenance_id", ID, nullable=False),
        sa.Column("cell_row", sa.Integer(), nullable=False),
        sa.Column("superseded_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["provenance_id"], ["provenance.provenance_id"], name=op.f("fk_observation_provenance_id")
        ),
        sa.ForeignKeyConstraint(["series_id"], ["series.series_id"], name=op.f("fk_observation_series_id")),
        sa.PrimaryKeyConstraint("observation_id", name=op.f("pk_observation")),
    )
    _move_figures()
    op.drop_table("observation_before")
    current, before = sa.text("superseded_at IS NULL"), sa.text("superseded_at IS NOT NULL")
    op.create_index(
        "uq_observation_current",
        "observation",
        ["series_id", "period"],
        unique=True,
        sqlite_where=current,
        postgresql_where=current,
    )
    op.create_index(
        "ix_observation_superseded",
        "observation",
        ["series_id", "period"],
        sqlite_where=before,
        postgresql_where=before,
    )


def _free_the_names() -> None:
    """The table as it was steps aside, and with it the names that the new one needs."""
    for index in ("uq_observation_current", "ix_observation_submission_id", "ix_observation_series_id_period"):
        op.drop_index(index, table_name="observation")
    op.rename_table("observation", "observation_before")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER INDEX pk_observation RENAME TO pk_observation_before")
        op.execute("ALTER SEQUENCE IF EXISTS observation_observation_id_seq RENAME TO observation_before_id_seq")


def _move_figures() -> None:
    same = _SAME[op.get_bind().dialect.name]
    op.execute(
        "INSERT INTO provenance (submission_id, sheet, cell_column, source, known_from, recorded_at) "  # noqa: S608 - our own words
        f"SELECT DISTINCT submission_id, sheet, {_LETTERS}, source, known_from, recorded_at FROM observation_before "
        "ORDER BY submission_id, known_from"
    )
    op.execute(
        "INSERT INTO observation (observation_id, series_id, period, value, numerator, denominator, status, "  # noqa: S608 - our own words
        "provenance_id, cell_row, superseded_at) "
        "SELECT o.observation_id, o.series_id, o.period, o.value, o.numerator, o.denominator, o.status, "
        "p.provenance_id, o.cell_row, o.superseded_at "
        f"FROM (SELECT *, {_LETTERS} AS cell_column, {_ROW} AS cell_row FROM observation_before) AS o "
        "JOIN provenance AS p ON p.submission_id = o.submission_id AND p.sheet = o.sheet "
        f"AND p.cell_column = o.cell_column AND p.source {same} o.source AND p.known_from = o.known_from "
        "AND p.recorded_at = o.recorded_at ORDER BY o.observation_id"
    )
    if op.get_bind().dialect.name == "postgresql":  # the numbers given out go on after those that are there
        op.execute(
            "SELECT setval(pg_get_serial_sequence('observation', 'observation_id'), "
            "(SELECT coalesce(max(observation_id), 0) + 1 FROM observation), false)"
        )


def downgrade() -> None:
    raise NotImplementedError("The figures stay where they are: restore a backup made before the upgrade.")
