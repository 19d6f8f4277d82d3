"""Definitions edited in the browser: why, what the file said of them, and retiring as a version of its own"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# The last version of every entry that is gone from its file stands once more, as retired since then.
_RETIRED = """
INSERT INTO definition
    (alliance_id, kind, key, position, document, origin, author, recorded_at, is_retired)
SELECT alliance_id, kind, key, position, document, origin, author, superseded_at, {true}
FROM definition AS gone
WHERE superseded_at IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM definition AS later
    WHERE later.alliance_id = gone.alliance_id AND later.kind = gone.kind AND later.key = gone.key
    AND later.definition_id > gone.definition_id
)
"""


def upgrade() -> None:
    document = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
    op.add_column("definition", sa.Column("reason", sa.Text(), nullable=True))
    op.add_column("definition", sa.Column("is_retired", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("definition", sa.Column("file_document", document, nullable=True))
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    op.execute(_RETIRED.format(true="1" if is_sqlite else "TRUE"))


def downgrade() -> None:
    definition = sa.table("definition", sa.column("is_retired", sa.Boolean))
    op.execute(sa.delete(definition).where(definition.c.is_retired))
    for name in ("file_document", "is_retired", "reason"):
        op.drop_column("definition", name)
