"""What each indicator was judged from, and how far a run has come"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "figures",
        sa.Column("indicator_id", number, nullable=False),
        sa.Column("organisation_id", number, nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.indicator_id"], name=op.f("fk_figures_indicator_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_figures_organisation_id")
        ),
        sa.PrimaryKeyConstraint("indicator_id", "organisation_id", name=op.f("pk_figures")),
    )
    op.create_table(
        "judged",
        sa.Column("indicator_id", number, nullable=False),
        sa.Column("made_from", sa.String(length=64), nullable=False),
        sa.Column("program", sa.String(length=64), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("holds_until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.indicator_id"], name=op.f("fk_judged_indicator_id")),
        sa.PrimaryKeyConstraint("indicator_id", name=op.f("pk_judged")),
    )
    op.add_column("run", sa.Column("phase", sa.String(length=20), nullable=True))
    op.add_column("run", sa.Column("done", sa.Integer(), nullable=True))
    op.add_column("run", sa.Column("total", sa.Integer(), nullable=True))


def downgrade() -> None:
    for name in ("total", "done", "phase"):
        op.drop_column("run", name)
    op.drop_table("judged")
    op.drop_table("figures")
