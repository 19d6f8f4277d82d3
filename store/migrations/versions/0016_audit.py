"""The record of who did what: refuse SQLite's INSERT OR REPLACE, which asks no trigger of the row it removes"""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER audit_only_grows_insert BEFORE INSERT ON audit "
            "WHEN EXISTS (SELECT 1 FROM audit WHERE audit_id = NEW.audit_id) "
            "BEGIN SELECT RAISE(ABORT, 'the record of who did what only grows'); END"
        )


def downgrade() -> None:
    raise NotImplementedError("Restore a backup made before the upgrade.")
