"""What a source's server calls a version, and inboxes in which nothing had changed"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.add_column("source_file", sa.Column("mark", sa.String(length=400), nullable=True))
    op.create_table(
        "source_folder",
        sa.Column("organisation_id", number, nullable=False),
        sa.Column("footprint", sa.String(length=64), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_source_folder_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_source_folder")),
    )


def downgrade() -> None:
    op.drop_table("source_folder")
    op.drop_column("source_file", "mark")
