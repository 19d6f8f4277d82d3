"""Every publication of periods with small counts is remembered"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    document = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
    op.create_table(
        "publication",
        sa.Column("publication_id", number, nullable=False),
        sa.Column("indicator_id", number, nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("told", document, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.indicator_id"], name=op.f("fk_publication_indicator_id")),
        sa.PrimaryKeyConstraint("publication_id", name=op.f("pk_publication")),
    )
    op.create_index("ix_publication_indicator_id", "publication", ["indicator_id"])


def downgrade() -> None:
    op.drop_index("ix_publication_indicator_id", "publication")
    op.drop_table("publication")
