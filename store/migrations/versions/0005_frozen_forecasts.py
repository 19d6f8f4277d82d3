"""Forecasts are frozen, and a published row knows what it was made from"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_NEW = (("assessed_on", sa.Date()), ("inputs_sha256", sa.String(length=64)), ("shown_sha256", sa.String(length=64)))


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    document = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
    op.create_table(
        "frozen_forecast",
        sa.Column("frozen_forecast_id", number, nullable=False),
        sa.Column("indicator_id", number, nullable=False),
        sa.Column("subject", sa.String(length=1300), nullable=False),
        sa.Column("baseline_period", sa.String(length=10), nullable=False),
        sa.Column("method_version", sa.String(length=10), nullable=False),
        sa.Column("points", document, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.indicator_id"], name=op.f("fk_frozen_forecast_indicator_id")
        ),
        sa.PrimaryKeyConstraint("frozen_forecast_id", name=op.f("pk_frozen_forecast")),
        sa.UniqueConstraint(
            "indicator_id",
            "subject",
            "baseline_period",
            name=op.f("uq_frozen_forecast_indicator_id_subject_baseline_period"),
        ),
    )
    for name, kind in _NEW:
        op.add_column("published", sa.Column(name, kind, nullable=True))


def downgrade() -> None:
    for name, _ in _NEW:
        op.drop_column("published", name)
    op.drop_table("frozen_forecast")
