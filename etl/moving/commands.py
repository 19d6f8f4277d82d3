"""The command `fremdrift move`; help answers before anything heavy is imported."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import NoReturn

import click

from config.settings import read_settings

WRONG_USE, PROBLEMS = 2, 3


@click.command()
@click.option(
    "--to", "address", required=True, metavar="URL", help="Where to: postgresql://user@host/name, an empty one."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
def move(address: str, as_json: bool) -> None:
    """Take the SQLite store to PostgreSQL, every row compared; stop web and worker first.

    It is all or nothing: whatever goes wrong, the new database stays empty and the old store is as it was. The password
    need not stand in the address: PGPASSWORD and ~/.pgpass are read. Received files stay where they are.
    """
    from etl.moving.copying import NotMoved
    from etl.moving.move import move as move_store
    from store.actor import AT_THE_COMMAND_LINE
    from store.audit import find_broken, note
    from store.clock import system_clock
    from store.database import Store

    settings = read_settings()
    source = Store(settings.database_url)
    if source.is_sqlite and not Path(source.url.database or "").is_file():
        _stop("There is no SQLite store to move: check FREMDRIFT_HOME and FREMDRIFT_DATABASE_URL.")
    target = Store(address)
    try:
        counts = move_store(source, target, lambda table, rows: click.echo(f"{table:20} {rows:>12,}", err=True))
        with target.writing() as connection:
            broken = find_broken(connection)
            note(connection, AT_THE_COMMAND_LINE, "store_moved", system_clock())
    except NotMoved as refused:
        _stop(str(refused), PROBLEMS if "Nothing was moved" in str(refused) else WRONG_USE)
    finally:
        source.close()
        target.close()
    rows = sum(counts.values())
    if as_json:
        return click.echo(json.dumps({"rows": rows, "tables": counts, "record_is_whole": broken is None}, indent=2))
    click.echo(f"Moved: {rows:,} rows of {len(counts)} tables, each compared with the one it came from.")
    if broken is not None:
        click.echo(f"The record of acts was not whole from act {broken.number} on: fremdrift audit --check.", err=True)
    click.echo("The SQLite store is as it was. Set FREMDRIFT_DATABASE_URL to the new address; start web and worker.")


def _stop(text: str, code: int = WRONG_USE) -> NoReturn:
    click.echo(text, err=True)
    sys.exit(code)
