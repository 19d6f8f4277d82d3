"""What has been told to whom, and letters on their way"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    document = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "telling",
        sa.Column("telling_id", number, nullable=False),
        sa.Column("run_id", number, nullable=True),
        sa.Column("alliance", sa.String(length=80), nullable=False),
        sa.Column("since_at", moment, nullable=False),
        sa.Column("until_at", moment, nullable=False),
        sa.Column("has_news", sa.Boolean(), nullable=False),
        sa.Column("wins", document, nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.run_id"], name=op.f("fk_telling_run_id")),
        sa.PrimaryKeyConstraint("telling_id", name=op.f("pk_telling")),
        sa.UniqueConstraint("run_id", "alliance", name=op.f("uq_telling_run_id_alliance")),
    )
    op.create_table(
        "letter",
        sa.Column("letter_id", number, nullable=False),
        sa.Column("token", sa.String(length=40), nullable=False),
        sa.Column("run_id", number, nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("alliance", sa.String(length=80), nullable=False),
        sa.Column("organisation", sa.String(length=80), nullable=False),
        sa.Column("recipient", sa.String(length=16), nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("content", document, nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.Column("claimed_at", moment, nullable=True),
        sa.Column("next_at", moment, nullable=True),
        sa.Column("finished_at", moment, nullable=True),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["run_id"], ["run.run_id"], name=op.f("fk_letter_run_id")),
        sa.PrimaryKeyConstraint("letter_id", name=op.f("pk_letter")),
        sa.UniqueConstraint("token", name=op.f("uq_letter_token")),
        sa.UniqueConstraint(
            "run_id",
            "kind",
            "alliance",
            "organisation",
            "recipient",
            name=op.f("uq_letter_run_id_kind_alliance_organisation_recipient"),
        ),
    )
    op.create_index("ix_letter_next_at", "letter", ["next_at"])


def downgrade() -> None:
    op.drop_index("ix_letter_next_at", table_name="letter")
    op.drop_table("letter")
    op.drop_table("telling")
