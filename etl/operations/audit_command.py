"""The command `fremdrift audit`; help answers before anything heavy is imported."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from config.settings import read_settings

WRONG_USE, PROBLEMS = 2, 3
WHY = {
    "changed": "was changed, removed, put in or moved",
    "address": "has another address than the one that was noted",
    "cut": "and what came after it is missing",
    "rewritten": "is not the one that was told of: the record was written anew",
}


@click.command()
@click.option("--check", is_flag=True, help="Read all of it, and say whether it is as it was written.")
@click.option(
    "--expect",
    "told",
    multiple=True,
    metavar="NUMBER:HASH",
    help="With --check: a last row that was told earlier, from the worker's log or a backup's list.",
)
@click.option("--alliance", metavar="A", help="Only acts in this alliance (its slug).")
@click.option("--last", "count", type=click.IntRange(1, 100_000), default=20, show_default=True, help="So many acts.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
def audit(check: bool, told: tuple[str, ...], alliance: str | None, count: int, as_json: bool) -> None:
    """Who did what: the latest acts, or (--check) whether the record of them is whole.

    Rows hold one another by their hashes: a row that was changed, removed, put in or moved shows. That the newest rows
    were cut off, or all were written anew, shows by a hash kept elsewhere: the worker logs one every night, and every
    backup holds one. Exit code 3 where the record is not whole.
    """
    from store.database import Store

    store = Store(read_settings().database_url)
    store.check()
    try:
        if check or told:
            return _check(store, told, as_json)
        _show(store, alliance, count, as_json)
    finally:
        store.close()


def _check(store: Any, told: tuple[str, ...], as_json: bool) -> None:
    from etl.operations.folder import Folder
    from store.audit import find_broken, head_of

    expected = [*(_head(one) for one in told), *Folder(read_settings().backups).audit_heads()]
    with store.reading() as connection:
        broken, last = find_broken(connection, expected), head_of(connection)
    if as_json:
        said = {"is_whole": broken is None, "rows": last.number, "last": str(last)}
        click.echo(json.dumps(said | {"broken": None if broken is None else broken._asdict()}, indent=2))
    elif broken is None:
        click.echo(f"The record is whole: {last.number} acts. Compared with {len(expected)} told earlier.")
        click.echo(f"Last: {last}")
    else:
        click.echo(f"NOT WHOLE: act {broken.number} {WHY[broken.why]}.")
        click.echo(f"Last: {last}")
    sys.exit(0 if broken is None else PROBLEMS)


def _head(text: str) -> Any:
    from store.audit import Head

    number, _, digest = text.partition(":")
    if not (number.isascii() and number.isdigit()) or len(digest) != 64 or len(number) > 18:
        click.echo(f"{text} is no NUMBER:HASH. Copy it from the line 'the record of acts ends at ...'.", err=True)
        sys.exit(WRONG_USE)
    return Head(int(number), digest.lower())


def _show(store: Any, alliance: str | None, count: int, as_json: bool) -> None:
    from store.acts import read_acts, whose
    from store.viewer import OPERATOR

    with store.reading() as connection:
        try:
            acts = list(read_acts(connection, OPERATOR, alliance, limit=count))
        except LookupError:
            click.echo(f"There is no alliance {alliance}.", err=True)
            sys.exit(WRONG_USE)
        names = whose(connection, {one.who for one in acts})
    if as_json:
        told = [_object(one, names[one.who].name) for one in acts]
        return click.echo(json.dumps({"acts": told}, ensure_ascii=False, indent=2))
    for one in reversed(acts):
        who = names[one.who].name or one.who
        where = "/".join(part for part in (one.alliance, one.organisation) if part)
        parts = (f"{one.number}", f"{one.at:%Y-%m-%d %H:%M:%S}", who, one.action, where, one.subject, one.address)
        click.echo("  ".join(part for part in parts if part))


def _object(act: Any, name: str | None) -> dict[str, Any]:
    fields = ("number", "who", "action", "alliance", "organisation", "subject", "before", "after", "address", "hash")
    return {name: getattr(act, name) for name in fields} | {"at": act.at.isoformat(), "name": name}
