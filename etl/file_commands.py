"""The commands `fremdrift submit`, `template` and `refresh`: files in, the workbook out, and the night by hand."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from config.settings import read_settings
from etl.command_parts import (
    ALLIANCE,
    AS_JSON,
    DAY,
    DONE,
    OF_ALLIANCE,
    OF_ORGANISATION,
    PROBLEMS,
    UNREACHABLE,
    day,
    known,
    open_room,
    read_or_stop,
    show,
    stop,
)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@OF_ALLIANCE
@OF_ORGANISATION
@click.option(
    "--check", "check_only", is_flag=True, help="Check the file and show what it would change; store nothing."
)
@click.option("--confirm", is_flag=True, help="You have checked what is asked: figures far off, a proposed layout.")
@click.option(
    "--known-from", type=DAY, callback=day, metavar="DATE", help="Bring in history: known since that earlier day."
)
@click.option("--note", help="A word to go with the file.")
@AS_JSON
def submit(
    file: Path,
    alliance: str,
    organisation: str,
    check_only: bool,
    confirm: bool,
    known_from: date | None,
    note: str | None,
    as_json: bool,
) -> None:
    """Hand in a file (.xlsx, .xls, .xlsb, .ods, .csv or JSON-stat) and print its report."""
    from etl import errands
    from etl.terminal import submission_lines, submission_object
    from store.files import TooLarge

    settings = read_settings()
    if not file.is_file():
        stop(f"There is no file {file}.")
    if known_from and known_from > date.today():
        stop("--known-from must be today or an earlier day.")
    try:
        done = errands.submit(open_room(settings), file, alliance, organisation, check_only, confirm, known_from, note)
    except LookupError as unknown:
        name = alliance if str(unknown) == "alliance" else f"{organisation} in {alliance}"
        stop(f"There is no {unknown} {name}. {known(settings, alliance)}")
    except TooLarge:
        stop(f"The file is larger than {settings.max_upload_mb} MB (FREMDRIFT_MAX_UPLOAD_MB).", PROBLEMS)
    found = submission_object(done)
    show(found, submission_lines, as_json)
    has_errors = any(problem["severity"] == "error" for problem in found["problems"])
    must_wait = done.outcome == "awaiting_confirmation" or found["proposal"] is not None
    sys.exit(PROBLEMS if has_errors or must_wait else DONE)


@click.command()
@OF_ALLIANCE
@OF_ORGANISATION
@click.option("-o", "file", required=True, type=click.Path(path_type=Path), metavar="FILE.xlsx", help="Written anew.")
def template(alliance: str, organisation: str, file: Path) -> None:
    """The workbook that an organisation fills in: a row for each figure that is due, the last ones beside them."""
    from etl.template import make_template

    content = read_or_stop(alliance, make_template, organisation)
    try:
        file.write_bytes(content)
    except OSError:
        stop(f"{file} cannot be written.")
    click.echo(f"{file}")


@click.command()
@ALLIANCE
@click.option("--last", is_flag=True, help="Fetch nothing: show the latest run, with the addresses of its reports.")
@AS_JSON
def refresh(alliance: str | None, last: bool, as_json: bool) -> None:
    """Fetch what partners have put in their folders, at once, and judge everything from today."""
    from etl import errands
    from etl.terminal import run_lines, run_object
    from etl.terminal_bars import progress_bars

    settings = read_settings()
    try:
        with progress_bars(sys.stderr, sys.stderr.isatty() and not (as_json or last)) as tell:
            room = open_room(settings)
            run = errands.last_run(room) if last else errands.refresh_now(room, alliance, tell)
    except LookupError:
        stop(f"There is no alliance {alliance}. {known(settings, alliance or '')}")
    if run is None:
        stop("There has been no refresh yet.", DONE)
    show(run_object(run), run_lines, as_json)
    outcomes = {one.outcome for one in run.sources}
    sys.exit(UNREACHABLE if run.failure or "failed" in outcomes else PROBLEMS if "rejected" in outcomes else DONE)
