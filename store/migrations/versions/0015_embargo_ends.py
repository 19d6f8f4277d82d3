"""When the embargo of each entry of a definition ends, so that kept pages are made anew at that moment"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_definition = sa.table(
    "definition",
    sa.column("definition_id", sa.BigInteger),
    sa.column("document", sa.JSON),
    sa.column("embargo_ends", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    op.add_column("definition", sa.Column("embargo_ends", sa.DateTime(timezone=True)))
    op.create_index("ix_definition_embargo_ends", "definition", ["embargo_ends"])
    connection = op.get_bind()
    until = _definition.c.document["embargo"].as_string()
    found = connection.execute(sa.select(_definition.c.definition_id, until).where(until.is_not(None)))
    for number, day in found.all():
        is_it = _definition.c.definition_id == number
        connection.execute(sa.update(_definition).where(is_it).values(embargo_ends=_end_of(day)))


def _end_of(day: str) -> datetime:
    """Before this revision an embargo was a whole Danish day."""
    after = datetime.combine(date.fromisoformat(day) + timedelta(days=1), time(), ZoneInfo("Europe/Copenhagen"))
    return after.astimezone(UTC)


def downgrade() -> None:
    op.drop_index("ix_definition_embargo_ends", table_name="definition")
    op.drop_column("definition", "embargo_ends")
