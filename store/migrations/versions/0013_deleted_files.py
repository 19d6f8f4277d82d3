"""Which received files are not here any longer, and why"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "deleted_file",
        sa.Column("submission_id", number, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(length=12), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.submission_id"], name=op.f("fk_deleted_file_submission_id")
        ),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_deleted_file")),
    )
    op.create_index("ix_deleted_file_sha256", "deleted_file", ["sha256"])


def downgrade() -> None:
    op.drop_index("ix_deleted_file_sha256", table_name="deleted_file")
    op.drop_table("deleted_file")
