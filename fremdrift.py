"""Fremdrift's front door: the command line, and the only room that knows all the others.

What a command says for people is English with the Danish beside it where a partner reads it; `--json` prints one object
and nothing else. Exit codes: 0 done, 2 wrong use, 3 the file has problems, 4 the store or a source cannot be reached.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from config.settings import SettingError, Settings, read_settings
from etl.deciding.commands import declare, undo, vanished
from etl.defining.commands import apply, export_definitions, rename, retire
from etl.judge_command import judge
from etl.lending.commands import token, upload_link
from etl.mapping.commands import propose
from etl.moving.commands import move
from etl.operations.commands import OPERATIONS
from etl.people.commands import PEOPLE
from etl.sources.commands import sources
from etl.telling.commands import digest

if TYPE_CHECKING:  # imported by the command that needs them: help answers at once
    from etl.jobs import Workroom

T = TypeVar("T")
ROOT = Path(__file__).resolve().parent
DONE, WRONG_USE, PROBLEMS, UNREACHABLE = 0, 2, 3, 4

DAY = click.DateTime(["%Y-%m-%d"])


def _day(_: click.Context, __: click.Parameter, value: datetime | None) -> date | None:
    if value and not 1900 <= value.year <= 2999:  # beyond them some moment of the day is no date in UTC
        raise click.BadParameter("use a day from 1900 to 2999.")
    return value.date() if value else None


AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
ALLIANCE = click.option("--alliance", metavar="A", help="Only this alliance (its slug, such as bo-trygt).")
OF_ALLIANCE = click.option("--alliance", required=True, metavar="A", help="The alliance's slug, such as bo-trygt.")
OF_ORGANISATION = click.option("--organisation", required=True, metavar="O", help="Its slug, such as sekretariat.")
AS_OF = click.option(
    "--as-of", type=DAY, callback=_day, metavar="DATE", help="As known at the end of that day, such as 2020-06-01."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="fremdrift", message="%(prog)s %(version)s")
def cli() -> None:
    """Fremdrift: the shared measurement system of an alliance.

    \b
    See it at once:      fremdrift demo
    Your own alliance:   write config/alliances/<slug>.yaml, then: fremdrift apply
    Hand in a workbook:  fremdrift submit tal.xlsx --alliance <slug> --organisation <slug>
    Run it all:          fremdrift up

    Settings come from the environment (FREMDRIFT_HOME, FREMDRIFT_CONFIG, ...): see docs/operators.md.
    """


@cli.command()
@click.option("--load", "load_only", is_flag=True, help="Load the figures and exit; start nothing.")
def demo(load_only: bool) -> None:
    """Seven real alliances with their published figures, and an invented one to practise on: http://127.0.0.1:8050.

    They live in a home of their own, var/demo, apart from your store. Running it again changes nothing.
    """
    from etl.demo import StoreInUse, load_demo
    from etl.practice.load import load_practice

    settings = _demo_settings()
    room = _room(settings)
    try:
        load_demo(room, settings.config, ROOT / "examples", tell=_tell)
        load_practice(room, tell=_tell)
    except StoreInUse as others:
        _stop(f"This store holds other alliances ({others}). Give the demo a FREMDRIFT_HOME of its own.")
    room.store.close()
    if not load_only:
        _run_both(settings)


@cli.command()
def up() -> None:
    """The pages and the worker, together on this machine, until you press Ctrl-C."""
    _run_both(read_settings())


@cli.command()
def web() -> None:
    """The pages alone; any number may run against one store."""
    from dashboard.serve import serve
    from etl.people.first_link import tell_first_link

    settings = read_settings()
    room = _room(settings)
    tell_first_link(room.store, settings, room.clock())
    room.store.close()
    serve(settings)


@cli.command()
def worker() -> None:
    """The worker alone: reads submissions and runs the refresh at 03:30 Danish time. One leads, others stand by."""
    import signal

    from config.logs import set_up_log
    from etl.worker import Worker, stand_back

    settings = read_settings()
    set_up_log(settings.log)
    stand_back()
    one = Worker(_room(settings))
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: one.stop.set())
    one.run()


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
@OF_ALLIANCE
@OF_ORGANISATION
@click.option(
    "--check", "check_only", is_flag=True, help="Check the file and show what it would change; store nothing."
)
@click.option("--confirm", is_flag=True, help="You have checked what is asked: figures far off, a proposed layout.")
@click.option(
    "--known-from", type=DAY, callback=_day, metavar="DATE", help="Bring in history: known since that earlier day."
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
        _stop(f"There is no file {file}.")
    if known_from and known_from > date.today():
        _stop("--known-from must be today or an earlier day.")
    try:
        done = errands.submit(_room(settings), file, alliance, organisation, check_only, confirm, known_from, note)
    except LookupError as unknown:
        name = alliance if str(unknown) == "alliance" else f"{organisation} in {alliance}"
        _stop(f"There is no {unknown} {name}. {_known(settings, alliance)}")
    except TooLarge:
        _stop(f"The file is larger than {settings.max_upload_mb} MB (FREMDRIFT_MAX_UPLOAD_MB).", PROBLEMS)
    found = submission_object(done)
    _show(found, submission_lines, as_json)
    has_errors = any(problem["severity"] == "error" for problem in found["problems"])
    must_wait = done.outcome == "awaiting_confirmation" or found["proposal"] is not None
    sys.exit(PROBLEMS if has_errors or must_wait else DONE)


for _command in (
    apply,
    export_definitions,
    rename,
    retire,
    propose,
    undo,
    vanished,
    declare,
    judge,
    move,
    sources,
    digest,
    *PEOPLE,
    upload_link,
    token,
    *OPERATIONS,
):
    cli.add_command(_command)


@cli.command()
@OF_ALLIANCE
@OF_ORGANISATION
@click.option("-o", "file", required=True, type=click.Path(path_type=Path), metavar="FILE.xlsx", help="Written anew.")
def template(alliance: str, organisation: str, file: Path) -> None:
    """The workbook that an organisation fills in: a row for each figure that is due, the last ones beside them."""
    from etl.template import make_template

    content = _read(alliance, make_template, organisation)
    try:
        file.write_bytes(content)
    except OSError:
        _stop(f"{file} cannot be written.")
    click.echo(f"{file}")


@cli.command()
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
        with progress_bars(sys.stderr, sys.stderr.isatty() and not (as_json or last)) as show:
            run = errands.last_run(_room(settings)) if last else errands.refresh_now(_room(settings), alliance, show)
    except LookupError:
        _stop(f"There is no alliance {alliance}. {_known(settings, alliance or '')}")
    if run is None:
        _stop("There has been no refresh yet.", DONE)
    _show(run_object(run), run_lines, as_json)
    outcomes = {one.outcome for one in run.sources}
    sys.exit(UNREACHABLE if run.failure or "failed" in outcomes else PROBLEMS if "rejected" in outcomes else DONE)


@cli.command()
@click.argument("alliance")
@AS_OF
@click.option(
    "--said-on", type=DAY, callback=_day, metavar="DATE", help="As we said it on that day, by the method of then."
)
@AS_JSON
def status(alliance: str, as_of: date | None, said_on: date | None, as_json: bool) -> None:
    """Where an alliance stands: the verdict on each indicator, now or as it was on a day.

    \b
    --as-of    judges anew, by today's method and definitions, from what was known at the end of that day.
    --said-on  judges nothing: it reads the verdicts that were shown then, by the method of then.
    """
    from etl.said import said_object
    from etl.status import status as status_object
    from etl.terminal import said_lines, status_lines
    from store.clock import danish_day, system_clock

    if said_on is not None:
        if as_of is not None:
            _stop("Use --as-of or --said-on, not both: see fremdrift status --help.")
        if said_on > danish_day(system_clock()):
            _stop("--said-on must be today or an earlier day.")
        return _show(_read(alliance, said_object, said_on), said_lines, as_json)
    _show(_read(alliance, status_object, as_of), status_lines, as_json)


@cli.command()
@click.argument("alliance")
@click.option("--indicator", metavar="I", help="Only this indicator.")
@AS_OF
@click.option(
    "--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True, help="csv opens in Excel."
)
def observations(alliance: str, indicator: str | None, as_of: date | None, form: str) -> None:
    """Every figure with its file, sheet and cell, and the day from which it was known."""
    from etl.export import write_csv
    from etl.status import observations as observations_object

    found = _read(alliance, observations_object, indicator, as_of)
    if form == "json":
        return _print(found)
    write_csv(found["observations"], sys.stdout)


@cli.command()
def migrate() -> None:
    """Bring the store's tables to this version; harmless when they are. Make a backup first."""
    from store.database import Store

    Store(read_settings().database_url).migrate()
    click.echo("The store is of this version.")


def main() -> None:
    """The command `fremdrift`."""
    from store.database import StoreUnavailable
    from store.outages import what_fails

    try:
        cli()
    except SettingError as mistake:
        _stop(str(mistake))
    except StoreUnavailable as fault:
        _stop(_FAILING.get(what_fails(fault) or "", str(fault)) if fault.__cause__ else str(fault), UNREACHABLE)
    except Exception as fault:
        failing = what_fails(fault)
        if failing is None and not isinstance(fault, OSError):
            raise
        _stop(_FAILING.get(failing or "", _NO_FILES), UNREACHABLE)


_NO_FILES = "Files cannot be read or written: check FREMDRIFT_HOME, FREMDRIFT_FILES and the disk."
_FAILING = {
    "lost": "The store does not answer: check FREMDRIFT_DATABASE_URL and the database.",
    "full": "The disk is full: make room, then do it again. Nothing was half done. fremdrift doctor shows where.",
    "read_only": "The store or its disk is read-only: mend that, then do it again. Nothing was half done.",
}


def _demo_settings() -> Settings:
    environment = dict(os.environ)
    environment.setdefault("FREMDRIFT_HOME", "var/demo")
    return replace(read_settings(environment), config=ROOT / "config" / "demo")


def _tell(line: str) -> None:
    click.echo(line, err=True)


def _room(settings: Settings) -> Workroom:
    from etl.jobs import open_room

    return open_room(settings)


def _run_both(settings: Settings) -> NoReturn:
    from etl.people.first_link import own_address
    from etl.processes import run_both

    click.echo(f"Fremdrift: {own_address(settings)}/  (Ctrl-C stops it)", err=True)
    sys.exit(run_both(settings))


def _read(alliance: str, read: Callable[..., T], *more: Any) -> T:
    from store.clock import danish_day, system_clock
    from store.viewer import OPERATOR

    settings = read_settings()
    room = _room(settings)
    try:
        with room.store.reading() as connection:
            return read(connection, alliance, OPERATOR, danish_day(system_clock()), *more)
    except LookupError as unknown:
        _stop(f"There is no such {unknown}. {_known(settings, alliance)}")


def _known(settings: Settings, slug: str) -> str:
    """What there is instead of what was asked for."""
    from etl.terminal import what_there_is

    with _room(settings).store.reading() as connection:
        return what_there_is(connection, (ROOT / "config" / "demo" / f"{slug}.yaml").exists())


def _show(found: dict[str, Any], lines: Callable[[dict[str, Any]], Iterable[str]], as_json: bool) -> None:
    if as_json:
        return _print(found)
    for line in lines(found):
        click.echo(line)


def _print(found: object) -> None:
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))


def _stop(text: str, code: int = WRONG_USE) -> NoReturn:
    click.echo(text, err=True)
    sys.exit(code)


if __name__ == "__main__":
    main()
