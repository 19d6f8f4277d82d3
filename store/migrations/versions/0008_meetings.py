"""What meetings note of an indicator, and what became of it"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    document = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
    op.create_table(
        "meeting_note",
        sa.Column("meeting_note_id", number, nullable=False),
        sa.Column("indicator_id", number, nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("story", sa.Text(), nullable=True),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("who", sa.String(length=200), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("author", sa.String(length=120), nullable=False),
        sa.Column("seen", document, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.indicator_id"], name=op.f("fk_meeting_note_indicator_id")
        ),
        sa.PrimaryKeyConstraint("meeting_note_id", name=op.f("pk_meeting_note")),
    )
    op.create_index("ix_meeting_note_indicator_id", "meeting_note", ["indicator_id"])
    op.create_table(
        "meeting_answer",
        sa.Column("meeting_answer_id", number, nullable=False),
        sa.Column("meeting_note_id", number, nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("author", sa.String(length=120), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_note_id"], ["meeting_note.meeting_note_id"], name=op.f("fk_meeting_answer_meeting_note_id")
        ),
        sa.PrimaryKeyConstraint("meeting_answer_id", name=op.f("pk_meeting_answer")),
    )
    op.create_index("ix_meeting_answer_meeting_note_id", "meeting_answer", ["meeting_note_id"])


def downgrade() -> None:
    op.drop_index("ix_meeting_answer_meeting_note_id", table_name="meeting_answer")
    op.drop_table("meeting_answer")
    op.drop_index("ix_meeting_note_indicator_id", table_name="meeting_note")
    op.drop_table("meeting_note")
