"""The commands `fremdrift backup`, `restore` and `rehearse`; help answers before anything heavy is imported."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from config.settings import Settings, read_settings
from etl.operations.audit_command import audit
from etl.operations.doctor_command import doctor
from etl.operations.purge_command import purge

if TYPE_CHECKING:
    from etl.operations.folder import Folder, Made
    from etl.operations.rehearse import Rehearsal

WRONG_USE, PROBLEMS, UNREACHABLE = 2, 3, 4
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
KEY = click.option(
    "--key", "key_file", type=click.Path(path_type=Path), metavar="FILE", help="The private key, if it is encrypted."
)
_NAME = click.argument("name", required=False)


@click.command()
@click.option("--keep", type=click.IntRange(1), metavar="N", help="Then delete all but the newest N backups.")
@click.option("--list", "only_list", is_flag=True, help="Make none: list those that are there.")
@click.option(
    "--new-key",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Make none: write a new private key to FILE, or - for standard output.",
)
@click.option("--nightly", is_flag=True, help="Stay, and make one every night at 04:30 Danish time.")
@AS_JSON
def backup(keep: int | None, only_list: bool, new_key: Path | None, nightly: bool, as_json: bool) -> None:
    """Back up the store, the received files and the definitions, while everything runs.

    \b
    Where:      FREMDRIFT_BACKUPS (<home>/backups). Put it on another disk, and copy it to another house.
    Encrypted:  FREMDRIFT_BACKUP_KEY, a public key of age. fremdrift backup --new-key FILE makes the pair.
    """
    from etl.operations.folder import Folder

    if new_key is not None:
        return _make_key(new_key)
    settings = read_settings()
    folder = Folder(settings.backups)
    if only_list:
        return _say([_listed(one) for one in folder.all()], as_json)
    if nightly:
        from etl.operations.nightly import every_night

        return every_night(lambda: _take(settings, folder, keep, False))
    _take(settings, folder, keep, as_json)


@click.command()
@_NAME
@KEY
@AS_JSON
def restore(name: str | None, key_file: Path | None, as_json: bool) -> None:
    """Put a backup (the newest, unless NAME says which) into an empty store. Nothing is ever overwritten.

    Web and worker must not run. FREMDRIFT_BACKUPS says where the backups lie, the other settings where all of it goes.
    """
    from etl.jobs import open_room
    from etl.operations import restore as restoring
    from etl.operations.folder import Folder
    from etl.operations.purge import purge_again
    from store.actor import AT_THE_COMMAND_LINE
    from store.audit import note
    from store.clock import system_clock
    from store.database import Store
    from store.lead import Leadership

    settings = read_settings()
    folder = Folder(settings.backups)
    with _told():
        made, keys = _chosen(folder, name), _keys(key_file)
        store = Store(settings.database_url)
        with Leadership(store) as leadership:
            if not leadership.try_take():
                _stop("A worker runs on this store: stop it first.")
            done = restoring.restore(made, folder, store, settings.files, settings.config, keys, system_clock(), _tell)
            again = purge_again(open_room(settings), folder.purged()) if folder.purged() else 0
        with store.writing() as connection:
            about = {"made_at": made.made_at}
            note(connection, AT_THE_COMMAND_LINE, "store_restored", system_clock(), subject=made.name, after=about)
    told = {"backup": made.name, "rows": done.rows, "files": done.files, "definitions": done.definitions}
    lines = [f"Restored {made.name}: {done.rows} rows, {done.files} files, {done.definitions} definitions."]
    if done.purged:
        lines.append(f"{len(done.purged)} files were purged after it was made; they stay away.")
    if again:
        lines.append(f"The figures of {again} of them were purged again.")
    _say(told | {"purged": len(done.purged), "purged_again": again} if as_json else lines, as_json)


@click.command()
@_NAME
@KEY
@AS_JSON
def rehearse(name: str | None, key_file: Path | None, as_json: bool) -> None:
    """Restore a backup (the newest) into a scratch store, and compare every table's count and checksum, every file.

    The store itself is not touched. Exit code 3 where anything differs.
    """
    from etl.operations import rehearse as rehearsing
    from etl.operations.folder import Folder
    from store.clock import system_clock
    from store.database import Store

    settings = read_settings()
    folder = Folder(settings.backups)
    with _told():
        made, keys = _chosen(folder, name), _keys(key_file)
        settings.home.mkdir(parents=True, exist_ok=True)
        store = Store(settings.database_url)
        found = rehearsing.rehearse(made, folder, store, settings.home, keys, system_clock())
    _say(_rehearsal_object(found) if as_json else list(_rehearsal_lines(found)), as_json)
    sys.exit(0 if found.is_good else PROBLEMS)


def _make_key(path: Path) -> None:
    from etl.operations import sealed

    if str(path) == "-":
        public, contents = sealed.new_key()
        click.echo(contents, nl=False)
        return _tell(f"For FREMDRIFT_BACKUP_KEY: {public}")
    try:
        click.echo(sealed.write_new_key(path))
    except OSError:
        _stop(f"{path} cannot be written, or is there already.")
    _tell(f"The private key is in {path}: keep it away from this machine, in two places.")
    _tell("The public key above is for FREMDRIFT_BACKUP_KEY.")


def _take(settings: Settings, folder: Folder, keep: int | None, as_json: bool) -> None:
    from etl.operations.backup import take, thin
    from etl.operations.sealed import read_lock
    from store.clock import system_clock
    from store.database import Store
    from store.files import Files

    with _told():
        lock = read_lock(settings.backup_key or "")
        store = Store(settings.database_url)
        done = take(store, Files(settings.files), settings.config, folder, lock, system_clock())
        gone = thin(folder, keep) if keep else []
    made = done.made
    told = _listed_object(made) | {"copied": done.new, "changed": done.changed, "deleted": [one.name for one in gone]}
    lines = [_listed(made), f"{done.new} files are new; {made.lacking} that the store names are not there."]
    lines += [f"{one} does not hold what was received: see fremdrift doctor." for one in done.changed]
    lines += [f"{one.name} was deleted." for one in gone]
    if done.broken is not None:
        lines.append(f"The record of acts is not whole from act {done.broken.number} on: fremdrift audit --check.")
    told["audit"] = {"last": made.audit_head, "broken": None if done.broken is None else done.broken.number}
    _say(told if as_json else lines, as_json)
    if done.changed or done.broken is not None:
        sys.exit(PROBLEMS)


def _chosen(folder: Folder, name: str | None) -> Made:
    if name is not None and (folder.path / name).is_dir():
        return folder.read(name)
    found = folder.all()
    if name is not None or not found:
        known = ", ".join(one.name for one in found[:5]) or "none"
        _stop(f"There is no such backup. In FREMDRIFT_BACKUPS: {known}.")
    return found[0]


def _keys(path: Path | None) -> list[Any]:
    from etl.operations.sealed import read_keys

    return [] if path is None else read_keys(path)


def _listed_object(made: Made) -> dict[str, Any]:
    return {
        "backup": made.name,
        "rows": made.rows,
        "files": made.files,
        "bytes": made.size,
        "lacking": made.lacking,
        "encrypted": made.lock is not None,
        "database": made.database,
        "program": made.program,
    }


def _listed(made: Made) -> str:
    kind = f"encrypted to {made.lock}" if made.lock else "not encrypted"
    return f"{made.name}  {made.rows} rows  {made.files} files of {made.size / 1e6:.1f} MB  {made.database}  {kind}"


def _rehearsal_object(found: Rehearsal) -> dict[str, Any]:
    return {
        "backup": found.made.name,
        "is_good": found.is_good,
        "tables": [
            {
                "table": one.table,
                "rows": one.before.rows,
                "restored": one.after.rows if one.after else None,
                "same": one.is_same,
            }
            for one in found.tables
        ],
        "files": found.files,
        "purged": found.purged,
        "faults": found.faults,
    }


def _rehearsal_lines(found: Rehearsal) -> Iterator[str]:
    yield f"{'table':<20} {'backed up':>10} {'restored':>10}  SHA-256"
    for one in found.tables:
        after = "-" if one.after is None else str(one.after.rows)
        same = f"{one.before.sha256[:12]} same" if one.is_same else "DIFFERENT"
        yield f"{one.table:<20} {one.before.rows:>10} {after:>10}  {same}"
    yield f"{found.files} files read and right" + (f", {found.purged} purged" if found.purged else "")
    yield from (f"FAULT {one}" for one in found.faults)
    yield f"{found.made.name} {'can be restored.' if found.is_good else 'CANNOT BE RELIED ON.'}"


@contextmanager
def _told() -> Iterator[None]:
    """Ends the command with a sentence where it cannot be done."""
    from etl.operations.folder import Busy
    from etl.operations.restore import Refused
    from etl.operations.sealed import BadKey, Damaged

    try:
        yield
    except Busy:
        _stop("Another backup is being made: try again in a while.", UNREACHABLE)
    except (BadKey, Refused) as fault:
        _stop(str(fault))
    except Damaged as fault:
        _stop(str(fault), UNREACHABLE)


def _tell(line: str) -> None:
    click.echo(line, err=True)


def _say(found: Any, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for line in found:
        click.echo(line)


def _stop(text: str, code: int = WRONG_USE) -> NoReturn:
    click.echo(text, err=True)
    sys.exit(code)


OPERATIONS = (backup, restore, rehearse, purge, doctor, audit)
