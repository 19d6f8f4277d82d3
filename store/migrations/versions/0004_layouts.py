"""Layouts that are remembered, and looks at how a file is read"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def _document() -> sa.JSON:
    return sa.JSON(none_as_null=True).with_variant(
        postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
    )


def _id() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "layout",
        sa.Column("layout_id", _id(), nullable=False),
        sa.Column("organisation_id", _id(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("document", _document(), nullable=False),
        sa.Column("author", sa.String(length=120), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.organisation_id"],
            name=op.f("fk_layout_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("layout_id", name=op.f("pk_layout")),
    )
    op.create_index(
        "uq_layout_current",
        "layout",
        ["organisation_id", "name"],
        unique=True,
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    )
    op.create_table(
        "mapping",
        sa.Column("submission_id", _id(), nullable=False),
        sa.Column("known", _document(), nullable=True),
        sa.Column("answers", _document(), nullable=False),
        sa.Column("look", _document(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("is_chosen", sa.Boolean(), nullable=False),
        sa.Column("remember", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.submission_id"],
            name=op.f("fk_mapping_submission_id"),
        ),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_mapping")),
    )


def downgrade() -> None:
    op.drop_table("mapping")
    op.drop_table("layout")
