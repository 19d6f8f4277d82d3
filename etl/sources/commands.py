"""The command `fremdrift sources`: whether each place can be fetched from, asked for now; nothing is stored."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from config.settings import read_settings

if TYPE_CHECKING:
    from etl.collect import Found
    from etl.workroom import Workroom

UNREACHED = 4


@click.command()
@click.option("--alliance", metavar="A", help="Only this one; left out: all.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
def sources(alliance: str | None, as_json: bool) -> None:
    """Try every place that files are fetched from, and say what is there.

    Nothing is stored and no figure changes: for when an address or a password has just been set. Inboxes are left out.
    """
    from etl.workroom import open_room

    room = open_room(read_settings())
    tried = try_places(room, alliance)
    room.store.close()
    if as_json:
        click.echo(json.dumps({"sources": tried}, ensure_ascii=False))
    else:
        for one in tried:
            click.echo(_line(one))
        if not tried:
            click.echo("No place to fetch from is declared; see docs/kilder.md.")
    sys.exit(UNREACHED if any(one["state"] == "failed" for one in tried) else 0)


def try_places(room: Workroom, alliance: str | None) -> list[dict[str, Any]]:
    """One entry for each file, or for a place that could not be fetched; in the order of their names."""
    from etl.sources.fetching import Elsewhere
    from store.definitions import read_delivering
    from store.entries import current_rows
    from store.feeds import places_of
    from store.files import Files
    from store.known_files import read_known_files

    with room.store.reading() as connection:
        rows = current_rows(connection, None)
        where = [one for one in read_delivering(connection, rows) if alliance in (None, one[1])]
        places, known = places_of(rows, where), read_known_files(connection)
    with tempfile.TemporaryDirectory() as folder, Elsewhere(room.settings, Files(Path(folder)), places, known) as there:
        found = [one for several in there.found() for one in several]
    return [_entry(one) for one in sorted(found, key=lambda one: (one.alliance, one.organisation, one.source))]


def _entry(found: Found) -> dict[str, Any]:
    state = "failed" if found.problem else "unchanged" if found.is_known else "new"
    return {
        "alliance": found.alliance,
        "organisation": found.organisation,
        "source": found.source,
        "state": state,
        "size": found.size,
        "problem": found.problem.to_json() if found.problem else None,
    }


def _line(one: dict[str, Any]) -> str:
    where = f"{one['state']:<10} {one['alliance']}/{one['organisation']} {one['source']}"
    if one["problem"] is None:
        return f"{where} ({one['size']:,} bytes)"
    return f"{where}\n    {one['problem']['title']['en']} {one['problem']['remedy']['en']}"
