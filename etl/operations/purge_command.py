"""The command `fremdrift purge`; help answers before anything heavy is imported."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from config.settings import read_settings

if TYPE_CHECKING:
    from etl.jobs import Workroom
    from etl.operations.folder import Folder
    from etl.operations.purge import Reach

_SHORTEST = 3  # letters
WRONG_USE, PROBLEMS, UNREACHABLE = 2, 3, 4


@click.command()
@click.argument("submission", required=False)
@click.option(
    "--file",
    "path",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Instead: whatever was received of this file.",
)
@click.option(
    "--text",
    "texts",
    multiple=True,
    metavar="TEXT",
    help="Also blot out these words wherever people or files wrote them; may be given several times.",
)
@click.option("--drop-backups", is_flag=True, help="Delete the backups made since, too: their rows hold the figures.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else; needs --yes.")
def purge(
    submission: str | None, path: Path | None, texts: tuple[str, ...], drop_backups: bool, yes: bool, as_json: bool
) -> None:
    """Delete wrongly delivered personal data: figures in every vintage, files, what was published, backups.

    SUBMISSION is the end of the address of its report. All submissions of the same bytes go, and they are never taken
    in again. Figures go back to what the other files say. It shows what it will do and asks; nothing brings it back.
    """
    from etl.errands import BY, carry_out
    from etl.jobs import open_room
    from etl.operations import purge as purging
    from etl.operations.backup import digest_of
    from etl.operations.folder import Folder
    from store.work import read_done, read_failure

    if (submission is None) == (path is None):
        _stop("Name one submission, or a file with --file.")
    texts = tuple(one.strip() for one in texts)
    if any(len(one) < _SHORTEST for one in texts):
        _stop(f"--text needs words of at least {_SHORTEST} letters: shorter ones stand everywhere.")
    if as_json and not yes:
        _stop("--json does not ask: say --yes too.")
    if path is not None and not path.is_file():
        _stop(f"There is no file {path}.")
    settings = read_settings()
    room, folder = open_room(settings), Folder(settings.backups)
    try:
        digest = digest_of(path) if path else purging.digest_of_token(room.store, str(submission))
        found = purging.reach(room, folder, digest) if digest else None
        if found is None:
            _stop("Nothing was received of that file." if path else f"There is no submission {submission}.")
        if any(one.finished_at is None for one in found.submissions):
            _stop("It is still being read. Wait a moment, and try again.", PROBLEMS)
        if not as_json:
            for line in (*_plan(found, drop_backups), *_of_texts(room, texts)):
                click.echo(line)
        if not yes and not click.confirm("Delete all of it?"):
            _stop("Nothing was deleted.", PROBLEMS)
        work_id = purging.ask_to_purge(room, found, BY, texts)
        carry_out(room, work_id)
        with room.store.reading() as connection:
            failure, done = read_failure(connection, work_id), read_done(connection, work_id)
        if failure is not None:
            _stop("It could not be done: see the worker's log, and run it again.", UNREACHABLE)
        _tell(found, _in_backups(folder, found, drop_backups), done, as_json)
    finally:
        room.store.close()


def _in_backups(folder: Folder, found: Reach, drop: bool) -> dict[str, Any]:
    from etl.operations.folder import Busy

    if not folder.path.is_dir():
        return {"files": 0, "dropped": [], "left": []}
    try:
        with folder.alone():
            files = folder.purge([found.sha256])
            gone = found.backups if drop else []
            folder.drop(gone)
    except Busy:
        _stop("The store is done. A backup is being made: run it again for the backups.", UNREACHABLE)
    left = [] if drop else [one.name for one in found.backups]
    return {"files": files, "dropped": [one.name for one in gone], "left": left}


def _plan(found: Reach, drop: bool) -> Iterator[str]:
    for one in found.submissions:
        yield f"{one.token}  {one.alliance}/{one.organisation}  received {one.received_at:%Y-%m-%d %H:%M}  {one.state}"
    yield f"{found.values} values that it brought, in every vintage, and all that was made of them meanwhile"
    yield f"{len(found.submissions)} received files, {len(found.copies)} copies in inbox folders"
    if found.backups:
        fate = "will be deleted whole" if drop else "keep rows with its values; restored, they are purged again"
        yield f"{len(found.backups)} backups made since {fate}"
    for one in found.beside[:10]:
        yield f"Stays: {one.token}, a later file of {one.organisation}. Look whether it holds the same."


def _of_texts(room: Workroom, texts: tuple[str, ...]) -> Iterator[str]:
    from store.blotting import BLOTTED, TAKEN_AWAY, count_texts

    if texts:
        with room.store.reading() as connection:
            found = count_texts(connection, texts, BLOTTED | TAKEN_AWAY)
        yield f"The words of --text wherever they stand; now in {_places(found) or 'no place'}"


def _places(found: dict[str, int]) -> str:
    return ", ".join(f"{name} ({count})" for name, count in sorted(found.items()))


def _tell(found: Reach, backups: dict[str, Any], done: dict[str, Any], as_json: bool) -> None:
    told = {
        "sha256": found.sha256,
        "submissions": [one.token for one in found.submissions],
        "values": found.values,
        "inbox": len(found.copies),
        "backups": backups,
        "beside": [one.token for one in found.beside],
        "blotted": done.get("blotted", {}),
        "left": done.get("left", {}),
    }
    if as_json:
        click.echo(json.dumps(told, indent=2))
        return
    click.echo(
        f"Purged: {len(found.submissions)} submissions, {found.values} values, {len(found.copies)} files in inbox "
        f"folders, {backups['files']} files in backups, {len(backups['dropped'])} backups."
    )
    if told["blotted"]:
        click.echo(f"Blotted out, or taken away with their row: {_places(done['blotted'])}.")
    if told["left"]:
        click.echo(f"Words are left in {_places(done['left'])}: docs/purge.md says what to do about each.")
    if backups["left"]:
        click.echo(f"Rows are left in {len(backups['left'])} backups until they are deleted (--keep, --drop-backups).")
    click.echo(
        "Not reached from here: the partner's own copy, copies of backups elsewhere, archives of the database's log."
    )


def _stop(text: str, code: int = WRONG_USE) -> NoReturn:
    click.echo(text, err=True)
    sys.exit(code)
