"""PostgreSQL checks what figures refer to once a statement, not twice a figure: that was most of the time of COPY."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# Before PostgreSQL 18 a reference cannot be declared without being checked row by row: there all stays as it was.
_SINCE = (18,)
_REFERENCES = ("series", "provenance")

_FIGURES = """
CREATE FUNCTION check_added_figures() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM (SELECT DISTINCT series_id FROM added) a
        WHERE NOT EXISTS (SELECT FROM series s WHERE s.series_id = a.series_id)
    ) OR EXISTS (
        SELECT FROM (SELECT DISTINCT provenance_id FROM added) a
        WHERE NOT EXISTS (SELECT FROM provenance p WHERE p.provenance_id = a.provenance_id)
    ) THEN
        RAISE foreign_key_violation USING MESSAGE = 'figures refer to a series or a provenance that is not there';
    END IF;
    RETURN NULL;
END $$
"""
_FIGURE = """
CREATE FUNCTION check_changed_figure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM series s WHERE s.series_id = NEW.series_id)
    OR NOT EXISTS (SELECT FROM provenance p WHERE p.provenance_id = NEW.provenance_id) THEN
        RAISE foreign_key_violation USING MESSAGE = 'a figure refers to a series or a provenance that is not there';
    END IF;
    RETURN NULL;
END $$
"""
_REFERRED = """
CREATE FUNCTION check_figures_of_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM gone g JOIN observation o ON o.{table}_id = g.{table}_id) THEN
        RAISE foreign_key_violation USING MESSAGE = 'figures refer to what was to be deleted from {table}';
    END IF;
    RETURN NULL;
END $$
"""


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name != "postgresql" or (connection.dialect.server_version_info or (0,)) < _SINCE:
        return
    op.execute(_FIGURES)
    op.execute(_FIGURE)
    op.execute(
        "CREATE TRIGGER references_of_added AFTER INSERT ON observation REFERENCING NEW TABLE AS added "
        "FOR EACH STATEMENT EXECUTE FUNCTION check_added_figures()"
    )
    op.execute(
        "CREATE TRIGGER references_of_changed AFTER UPDATE OF series_id, provenance_id ON observation "
        "FOR EACH ROW EXECUTE FUNCTION check_changed_figure()"
    )
    for table in _REFERENCES:
        op.execute(_REFERRED.format(table=table))
        op.execute(
            f"CREATE TRIGGER figures_at_delete AFTER DELETE ON {table} REFERENCING OLD TABLE AS gone "
            f"FOR EACH STATEMENT EXECUTE FUNCTION check_figures_of_{table}()"
        )
        asked = sa.text(
            "SELECT conname FROM pg_constraint WHERE conrelid = 'observation'::regclass AND contype = 'f' "
            "AND confrelid = CAST(:of AS regclass)"
        )
        name = connection.execute(asked, {"of": table}).scalar_one()
        op.execute(f'ALTER TABLE observation ALTER CONSTRAINT "{name}" NOT ENFORCED')


def downgrade() -> None:
    raise NotImplementedError("Restore a backup made before the upgrade.")
