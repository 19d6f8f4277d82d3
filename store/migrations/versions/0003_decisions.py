"""What exactly was decided about a submission goes with the work that it makes"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    document = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
    op.add_column("work", sa.Column("detail", document, nullable=True))


def downgrade() -> None:
    op.drop_column("work", "detail")
